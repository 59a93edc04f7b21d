import type { Bilingual } from '../claim.ts';
import type { WithheldNotice } from '../withholding.ts';
import type { Through } from './stretch.ts';

/** What a pack says of itself, in the report, on its page and at `/verify`. `{…}` is filled in by {@link fill}. */
const WORDS = {
  product: ['直播见证', 'LiveWitness'],
  title: ['直播证据包', 'Evidence pack of a live broadcast'],
  notice: ['可核验记录，非公证', 'A verifiable record, not a notary’s certificate'],
  unstamped: ['未加盖第三方时间戳', 'No third-party timestamp'],
  stamped: ['第三方时间戳：{authority}，{at}', 'Third-party timestamp: {authority}, {at}'],
  claimed: ['说了什么', 'What was said'],
  claimedBy: ['谁说的', 'Who said it'],
  when: ['何时', 'When'],
  whenText: ['开播后 {clock}，当地时间 {local}', '{clock} into the broadcast, local time {local}'],
  heardTimes: ['本场共听到 {n} 次', 'Heard {n} times in this broadcast'],
  room: ['直播间', 'Room'],
  operator: ['运营者：{name}', 'run by {name}'],
  platform: ['平台', 'Platform'],
  broadcastTitle: ['直播标题', 'Title of the broadcast'],
  goods: ['商品', 'Product'],
  link: ['{n} 号链接', 'link {n}'],
  seller: ['商家', 'Seller'],
  listing: ['当时的商品页', 'The page of the product at that time'],
  listingNone: ['当时没有收到商品页信息。', 'Nothing of the product’s page had been received by then.'],
  listingAsOf: ['以开播后 {clock} 收到的为准', 'as received {clock} into the broadcast'],
  article: ['依据', 'Provision'],
  reason: ['理由', 'Reason'],
  suggestion: ['可以怎么说', 'How it could be said'],
  standing: ['状态', 'Standing'],
  suspected: ['疑似，尚未有人认定', 'Suspected; nobody has decided yet'],
  partly: [
    '部分已认定，其余仍为疑似或不成立',
    'Some of it was upheld; the rest is suspected or was dismissed',
  ],
  upheld: ['平台审核员已认定', 'Upheld by a moderator of the platform'],
  dismissed: ['平台审核员认为不成立', 'Dismissed by a moderator of the platform'],
  corrected: ['主播在开播后 {clock} 作过更正', 'The room took it back {clock} into the broadcast'],
  duties: ['当时还应说明而未说明的', 'What was still owed to viewers'],
  dutiesNone: ['没有记录到尚欠的说明。', 'Nothing is on record as still owed.'],
  dutySay: ['应说：{say}', 'To be said: {say}'],
  unspoken: ['未口播（平台要求）', 'not said aloud (a platform requirement)'],
  context: ['前后一分钟', 'The minute around it'],
  contextNone: ['这一分钟没有听到任何话。', 'Nothing was heard in this minute.'],
  'role:presenter': ['主播', 'presenter'],
  'role:assistant': ['助播', 'assistant'],
  'role:operator': ['运营者', 'operator'],
  'role:guest': ['嘉宾', 'guest'],
  'role:played-media': ['播放的内容', 'played media'],
  'role:auto-reply': ['自动回复', 'automatic reply'],
  'role:system': ['系统', 'system'],
  'role:viewer': ['观众', 'viewer'],
  'role:unknown': ['未知', 'unknown'],
  'kind:speech': ['发言', 'speech'],
  'kind:chat': ['弹幕', 'chat'],
  'kind:media': ['画面', 'media'],
  withheld: ['（内容已依法隐去）', '(withheld)'],
  'withheld:personal-data': ['（含个人信息，已于 {at} 隐去）', '(personal data, withheld on {at})'],
  'withheld:request': ['（已应请求于 {at} 隐去）', '(withheld at a person’s request on {at})'],
  'withheld:order': ['（已依命令于 {at} 隐去）', '(withheld by order on {at})'],
  'withheld:retention': ['（保存期满，已于 {at} 隐去）', '(its time of keeping was over on {at})'],
  withheldTitle: ['隐去的内容', 'What is withheld'],
  withheldRecord: ['第 {leaf} 条：{why}', 'record {leaf}: {why}'],
  withheldBy: ['据第 {leaf} 条记录', 'as record {leaf} says'],
  withheldMedia: ['{from} 至 {until} 的画面和声音：{why}', 'Picture and sound from {from} to {until}: {why}'],
  masked: [
    '其他观众的名字不在包内；个人信息已遮盖。',
    'Other viewers’ names are not in this pack, and personal data is masked.',
  ],
  leftOut: ['另有 {n} 条{kind}没有放进来', '{n} further records of {kind} are left out'],
  coverage: ['听到的程度', 'How much was heard'],
  coverageText: [
    '这一分钟里，语音和文字听到 {words}%，画面录到 {media}%。',
    'Of this minute {words}% was listened to and {media}% was recorded in picture or sound.',
  ],
  gapRow: ['{from} 至 {until}：{cause}', '{from} to {until}: {cause}'],
  gapsNone: ['没有空白。', 'No gaps.'],
  'gap:feed-silent': ['没有收到任何内容', 'nothing was received'],
  'gap:capture-down': ['采集中断', 'capture was down'],
  'gap:not-judging': ['检测没有运行', 'nothing was being judged'],
  'gap:clock-jump': ['时间跳变', 'the clock jumped'],
  clip: ['片段', 'Clip'],
  clipText: [
    '开播后 {from} 至 {until} 的画面和声音。',
    'Picture and sound from {from} to {until} of the broadcast.',
  ],
  clipCopied: ['未重新编码，只换了封装。', 'Not encoded anew: only the container is another.'],
  clipEncoded: ['由录到的分段重新编码而成。', 'Encoded anew from the recorded segments.'],
  clipDrop: [
    '片段较大，没有放进本页。请把整个 ZIP 拖到这里播放。',
    'The clip is too large for this page. Drop the whole ZIP here to play it.',
  ],
  pictures: ['截图', 'Pictures'],
  pictureOf: ['出自第 {leaf} 条记录', 'from record {leaf}'],
  decisions: ['处理经过', 'What was decided'],
  decisionRow: ['{at}：{act}', '{at}: {act}'],
  caseRow: [
    '{at}：与另外 {n} 条预警并为一案（第 {leaf} 条记录）',
    '{at}: joined to a case, further alerts: {n} (record {leaf})',
  ],
  'act:uphold': ['认定', 'upheld'],
  'act:dismiss': ['不成立', 'dismissed'],
  'act:take': ['受理', 'taken up'],
  'act:release': ['退回', 'given back'],
  'act:later': ['暂缓', 'put off'],
  'act:reopen': ['重新打开', 'reopened'],
  answers: ['直播间的陈述申辩', 'The room’s own account'],
  answerAt: ['{at} 的陈述', 'Said on {at}'],
  answerMore: ['{at} 的补充', 'Added on {at}'],
  answerMoments: ['指向开播后 {clock}', 'points at {clock} of the broadcast'],
  answersNone: ['直播间尚未陈述。', 'The room has given no account.'],
  marked: ['标记这一时刻的人', 'Whoever marked this moment'],
  markedAt: ['于 {at} 标记', 'marked it at {at}'],
  markedWords: ['自己的话：{words}', 'In their own words: {words}'],
  markedBought: ['自述下单时间：{when}', 'Bought, as they say: {when}'],
  exhibitClock: [
    '按文件自带的时间，放在开播后 {clock}',
    'placed {clock} into the broadcast by the file’s own clock',
  ],
  exhibitHand: ['由本人手动放在开播后 {clock}', 'placed {clock} into the broadcast by hand'],
  exhibitAt: ['{at} 收到', 'received {at}'],
  exhibitNoFile: ['文件太大，没有放进包里', 'too large to be in this pack'],
  bytes: ['{n} 字节', '{n} bytes'],
  exhibits: ['用户自行提供的材料', 'Provided by the user'],
  exhibitsText: [
    '以下材料由用户自行提供，我们只证明收到之后没有变过。',
    'These were provided by the user; we only vouch that they have not changed since.',
  ],
  proves: ['这份证据说明什么', 'What this proves'],
  'proves:1': [
    '以上话语和事件在直播时被我们的系统听到并记下，此后一个字也没有改过，也没有哪一条是后来插进去的。',
    'Our system heard and wrote down these words and events during the broadcast; since then no word of them was changed, and none was slipped in.',
  ],
  'proves:2': [
    '它们在同一本记录里，先后次序就是收到的次序。',
    'They stand in one record, in the order in which they arrived.',
  ],
  'proves:3': ['任何人都可以不经过我们自行核验。', 'Anyone can check this without asking us.'],
  provesWithheld: [
    '隐去的内容除外：它们的记录还在，核验照样成立，但内容已不可见。',
    'What is withheld is the exception: its records still stand and verify, but what they hold is not shown any more.',
  ],
  provesNot: ['这份证据不说明什么', 'What this does not prove'],
  'provesNot:1': [
    '不等于违法：是否违法由主管部门或法院认定。',
    'That a law was broken: that is for authorities and courts to say.',
  ],
  'provesNot:2': [
    '不是公证，也不是时间戳机构的证明（除非上面写明）。',
    'It is no notary’s certificate, nor a timestamp authority’s unless one is named above.',
  ],
  'provesNot:3': [
    '不能说明画面和声音在到达我们之前没有被改过，也不能说明没听到的时间里发生过什么。',
    'Nothing about whether picture and sound were altered before they reached us, nor about the times in which we heard nothing.',
  ],
  'provesNot:4': [
    '理由和建议由规则给出，供参考；它们不是记录的一部分。',
    'Reasons and suggestions come from rules and are given as help; they are not part of the record.',
  ],
  'provesNot:leftOut': [
    '记录第 {from} 到第 {until} 条之间，这里列出 {shown} 条，另有 {hidden} 条没有列出，不能说明那里面没有别的话。',
    'Of records {from} to {until}, {shown} are listed here and {hidden} are not: nothing says that those hold no other words.',
  ],
  'through:run': [
    '第 {from} 到第 {last} 条记录共 {n} 条，一条不缺：展示 {shown} 条；另有 {lines} 句话、{gaps} 处空白、{others} 条其他记录原样附上而没有展开，因为不在这一分钟内、太多，或与此无关。',
    'Records {from} to {last}, {n} in all, are each accounted for: {shown} are shown. Outside the minute, crowded out or of no concern here, and there unopened as they were logged: lines {lines}, gaps {gaps}, others {others}.',
  ],
  'through:closed': [
    '其中 {closed} 条不对外公开（无人认定的疑似、他人的处理或标记），只附哈希；日志自己写明它们不是话语、空白或画面。',
    '{closed} of them are not for everyone (suspicions that nobody upheld, what people did or marked) and are here as hashes; the log itself says that none of them is a line, a gap or a picture.',
  ],
  'through:end': [
    '一直核对到签名时的最后一条：除不公开的以外，到那时为止对它的处理没有漏掉，陈述申辩也没有漏掉。',
    'This goes up to the last record that was signed: but for closed ones no decision on this is left out until then, and no answer to it.',
  ],
  'through:unsaid': [
    '其中 {unsaid} 条只附哈希；这本日志写得较早，没有写明它们是什么，不能说明那里面没有别的话。',
    '{unsaid} of them are here as hashes in a log of before, which does not say what they are of: nothing says that those hold no other words.',
  ],
  'through:cut': [
    '这一分钟的记录太多，没有全部逐条核对。',
    'The minute has more records than are accounted for one by one.',
  ],
  'through:rest': [
    '第 {next} 到第 {end} 条没有逐条核对：除了这里列出的，后来是否另有处理、陈述申辩或更正，请看公开的日志。',
    'Records {next} to {end} were not gone through one by one: whether further decisions, answers or corrections stand there beside those listed, the public log tells.',
  ],
  how: ['怎样核验', 'How to check it'],
  howOnline: [
    '打开 {url}，输入编号 {code}，或把文件拖进去。',
    'Open {url} and type {code}, or drop a file there.',
  ],
  howCode: ['编号 {code}', 'code {code}'],
  howOffline: ['也可以用核验程序离线核验整个 ZIP。', 'Or check the whole ZIP offline with the verifier.'],
  howTrust: [
    '本页自己核验自己。若连本页也不信，请用上面的网址或程序核验。',
    'This page checks itself. Whoever does not trust even this page checks by the address or the program above.',
  ],
  pageUnknown: [
    '包内网页（index.html）的程序不是本核验程序所知的版本，它展示什么没有核对；请以这里列出的为准。',
    'The program of the page in it (index.html) is of no version that this verifier knows, and what it shows was not checked: go by what stands here.',
  ],
  fingerprint: ['公钥指纹', 'Fingerprint of the key'],
  details: ['核验细节', 'Details of the check'],
  packId: ['证据包编号', 'Number of the pack'],
  recordsOf: ['共 {n} 条记录，取自一本 {size} 条的记录', '{n} records out of a log of {size}'],
  record: ['第 {leaf} 条', 'record {leaf}'],
  noClip: ['没有片段：{why}', 'No clip: {why}'],
  checking: ['正在核验……', 'Checking…'],
  verifies: ['核验通过：内容与存证时一致。', 'It verifies: everything is as it was recorded.'],
  fails: ['核验未通过', 'It does not verify'],
  failsAt: ['停在这一步：{step}', 'It stopped at: {step}'],
  notPinned: ['公钥未与外部核对', 'The key was not compared with one had from elsewhere'],
  language: ['语言', 'Language'],
  page: ['第 {n} 页，共 {of} 页', 'page {n} of {of}'],
  play: ['播放片段', 'Play the clip'],
  noScript: [
    '本页需要脚本才能核验和显示。请看同一个 ZIP 里的 report.pdf。',
    'This page needs scripts to check and show itself. Read report.pdf in the same ZIP.',
  ],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type PackWord = keyof typeof WORDS;

/** Every word in one language; Chinese in Simplified characters. */
export type PackWords = Readonly<Record<PackWord, string>>;

const column = (at: 0 | 1): PackWords =>
  Object.fromEntries(Object.entries(WORDS).map(([name, both]) => [name, both[at]])) as PackWords;

export const packWords: Readonly<Record<keyof Bilingual, PackWords>> = { zh: column(0), en: column(1) };

/** Puts values into a sentence: `fill('{n} 次', { n: 3 })`. */
export const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** Speaks one language: `word('record', { leaf: 4 })`. */
type Speak = (name: PackWord, values?: Readonly<Record<string, string | number>>) => string;

/** Why something is not shown and since when; where no record says so, only that it is not. */
export const whyWithheld = (
  word: Speak,
  why: { readonly reason: WithheldNotice['reason']; readonly at: string } | undefined,
): string => (why === undefined ? word('withheld') : word(`withheld:${why.reason}`, { at: why.at }));

/** Why no page of a product is shown: it is withheld, or nothing of it had been received by then. */
export const noListing = (word: Speak, withheld: Parameters<typeof whyWithheld>[1]): string =>
  withheld ? whyWithheld(word, withheld) : word('listingNone');

/** What it proves that nothing around what is shown was left out, and where that ends. */
export const throughWords = (
  word: Speak,
  through: Through,
): { readonly proves: readonly string[]; readonly provesNot: readonly string[] } => {
  const { from, until, size, shown, lines, gaps, others, closed, unsaid, isCut } = through;
  const isWhole = until === size;
  return {
    proves: [
      word('through:run', { from, last: until - 1, n: until - from, shown, lines, gaps, others }),
      ...(closed > 0 ? [word('through:closed', { closed })] : []),
      ...(isWhole && unsaid === 0 ? [word('through:end')] : []),
    ],
    provesNot: [
      ...(unsaid > 0 ? [word('through:unsaid', { unsaid })] : []),
      ...(isCut ? [word('through:cut')] : []),
      ...(isWhole ? [] : [word('through:rest', { next: until, end: size - 1 })]),
    ],
  };
};
