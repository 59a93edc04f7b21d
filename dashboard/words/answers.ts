import type { Language } from '../state/settings.ts';

/** Words of what rooms say of decisions that were upheld against them. */
export interface AnswerWords {
  readonly screen: string;
  readonly title: string;
  /** Above the list on the room's own page. */
  readonly intro: string;
  readonly none: string;
  readonly noneUpheld: string;
  readonly awaited: (n: number) => string;
  readonly given: string;
  readonly toList: (n: number) => string;
  readonly wantedBy: (date: string, days: number) => string;
  readonly wantedPast: (date: string) => string;
  readonly first: string;
  readonly more: string;
  readonly by: (name: string) => string;
  readonly record: (leaf: number) => string;
  readonly notYetRecorded: string;
  readonly moments: string;
  readonly momentsHint: string;
  readonly momentsWrong: string;
  readonly write: string;
  readonly writeMore: string;
  readonly left: (n: number) => string;
  readonly shownWhere: string;
  readonly send: string;
  readonly sending: string;
  readonly sent: string;
  readonly failed: (message: string) => string;
  readonly again: string;
  readonly loading: string;
  readonly unread: string;
  readonly filter: (n: number) => string;
  readonly tag: string;
  readonly tagNew: string;
  readonly keep: string;
  readonly keepMeans: string;
  readonly read: (time: string) => string;
  readonly notRead: string;
  readonly mayNot: string;
  readonly beforeChanging: (n: number) => string;
}

const zhHans: AnswerWords = {
  screen: '陈述申辩',
  title: '直播间的陈述申辩',
  intro:
    '下面是对本直播间认定违规的处理。您可以逐条说明情况：文字会记入存证日志，与处理结果一起展示，并放进证据包。提交后不能修改，可以再补充。',
  none: '直播间尚未陈述。',
  noneUpheld: '没有认定违规的处理，也就没有要陈述的。',
  awaited: (n) => `尚未陈述（${n}）`,
  given: '已经陈述',
  toList: (n) => `${n} 条处理尚未陈述`,
  wantedBy: (date, days) => `请在 ${date} 前陈述（${days} 天内）；逾期不作任何处理，之后也可以说明。`,
  wantedPast: (date) => `原请在 ${date} 前陈述；现在仍可以说明。`,
  first: '陈述',
  more: '补充',
  by: (name) => `由 ${name} 提交`,
  record: (leaf) => `存证第 ${leaf} 条`,
  notYetRecorded: '正在记入存证日志',
  moments: '指向的时刻',
  momentsHint: '可以不填。用空格隔开，例如 00:12:30 00:15:02',
  momentsWrong: '时刻要写成 时:分:秒，最多十个。',
  write: '说明情况',
  writeMore: '补充说明',
  left: (n) => `还可以写 ${n} 字`,
  shownWhere: '请不要写他人的姓名、电话等个人信息；认得出的会自动遮盖。',
  send: '提交陈述',
  sending: '正在提交……',
  sent: '已提交，并记入存证日志。',
  failed: (message) => `没有提交成功：${message}`,
  again: '再试一次',
  loading: '正在读取陈述……',
  unread: '新陈述',
  filter: (n) => `新陈述 ${n}`,
  tag: '已陈述',
  tagNew: '新陈述',
  keep: '已阅，维持认定',
  keepMeans: '直播间会看到“平台已阅”。要改变处理，请重新打开。',
  read: (time) => `平台已于 ${time} 阅，处理不变`,
  notRead: '平台尚未阅',
  mayNot: '由负责人或合规人员代直播间陈述。',
  beforeChanging: (n) => `直播间已作陈述（${n} 份），请先看再改。`,
};

const zhHant: AnswerWords = {
  screen: '陳述申辯',
  title: '直播間的陳述申辯',
  intro:
    '下面是對本直播間認定違規的處理。您可以逐條說明情況：文字會記入存證日誌，與處理結果一起展示，並放進證據包。提交後不能修改，可以再補充。',
  none: '直播間尚未陳述。',
  noneUpheld: '沒有認定違規的處理，也就沒有要陳述的。',
  awaited: (n) => `尚未陳述（${n}）`,
  given: '已經陳述',
  toList: (n) => `${n} 條處理尚未陳述`,
  wantedBy: (date, days) => `請在 ${date} 前陳述（${days} 天內）；逾期不作任何處理，之後也可以說明。`,
  wantedPast: (date) => `原請在 ${date} 前陳述；現在仍可以說明。`,
  first: '陳述',
  more: '補充',
  by: (name) => `由 ${name} 提交`,
  record: (leaf) => `存證第 ${leaf} 條`,
  notYetRecorded: '正在記入存證日誌',
  moments: '指向的時刻',
  momentsHint: '可以不填。用空格隔開，例如 00:12:30 00:15:02',
  momentsWrong: '時刻要寫成 時:分:秒，最多十個。',
  write: '說明情況',
  writeMore: '補充說明',
  left: (n) => `還可以寫 ${n} 字`,
  shownWhere: '請不要寫他人的姓名、電話等個人資料；認得出的會自動遮蓋。',
  send: '提交陳述',
  sending: '正在提交……',
  sent: '已提交，並記入存證日誌。',
  failed: (message) => `沒有提交成功：${message}`,
  again: '再試一次',
  loading: '正在讀取陳述……',
  unread: '新陳述',
  filter: (n) => `新陳述 ${n}`,
  tag: '已陳述',
  tagNew: '新陳述',
  keep: '已閱，維持認定',
  keepMeans: '直播間會看到「平台已閱」。要改變處理，請重新打開。',
  read: (time) => `平台已於 ${time} 閱，處理不變`,
  notRead: '平台尚未閱',
  mayNot: '由負責人或合規人員代直播間陳述。',
  beforeChanging: (n) => `直播間已作陳述（${n} 份），請先看再改。`,
};

const en: AnswerWords = {
  screen: 'Answers',
  title: 'The room’s own account',
  intro:
    'These decisions were upheld against the room. Say of each how it came about: the words become a record of the evidence log, stand beside the decision, and go into evidence packs. They cannot be changed afterwards; more can be added.',
  none: 'The room has given no account.',
  noneUpheld: 'Nothing was upheld, so there is nothing to answer.',
  awaited: (n) => `Not answered yet (${n})`,
  given: 'Answered',
  toList: (n) => `${n} upheld ${n === 1 ? 'decision' : 'decisions'} not answered yet`,
  wantedBy: (date, days) =>
    `Please answer by ${date} (within ${days} days). Nothing happens after that, and you may still answer.`,
  wantedPast: (date) => `An answer was asked for by ${date}; you may still give one.`,
  first: 'Account',
  more: 'Added',
  by: (name) => `sent by ${name}`,
  record: (leaf) => `record ${leaf}`,
  notYetRecorded: 'being recorded',
  moments: 'Moments it points at',
  momentsHint: 'Optional; with spaces between, such as 00:12:30 00:15:02',
  momentsWrong: 'Write moments as hours:minutes:seconds, ten at most.',
  write: 'Say how it came about',
  writeMore: 'Add to it',
  left: (n) => `${n} characters left`,
  shownWhere: 'Leave out other people’s names, numbers and the like; what is recognised is masked.',
  send: 'Send the answer',
  sending: 'Sending…',
  sent: 'It is sent, and recorded.',
  failed: (message) => `It could not be sent: ${message}`,
  again: 'Try again',
  loading: 'Getting the answers…',
  unread: 'New answer',
  filter: (n) => `New answers ${n}`,
  tag: 'answered',
  tagNew: 'new answer',
  keep: 'Read; the decision stays',
  keepMeans: 'The room sees that it was read. To change the decision, reopen it.',
  read: (time) => `The platform read it at ${time}; the decision stays`,
  notRead: 'The platform has not read it yet',
  mayNot: 'Owners and compliance officers answer for the room.',
  beforeChanging: (n) => `The room has given its account (${n}): read it before you change the decision.`,
};

export const answerWords: Readonly<Record<Language, AnswerWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
