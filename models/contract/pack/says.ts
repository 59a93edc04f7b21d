import type { Bilingual } from '../claim.ts';
import type { TimestampRefusal } from '../log/timestamp/says.ts';
import type { Refused } from '../log/verify-log.ts';
import type { PageState } from './check-page.ts';
import type { ZipRefusal } from './zip.ts';

/** What is checked, in this order. Each has a plain name, and the first that fails is named. */
export const PACK2_STEPS = [
  'file',
  'document',
  'key',
  'manifest',
  'page',
  'signature',
  'time',
  'records',
  'places',
  'words',
  'quotes',
  'account',
  'stretch',
  'media',
] as const;
export type Pack2Step = (typeof PACK2_STEPS)[number];

/** Of what a verification came to, what tells how its steps stand. */
interface Outcome {
  readonly ok: boolean;
  readonly through?: unknown;
  readonly page?: PageState;
  readonly step?: Pack2Step;
  readonly done?: readonly Pack2Step[];
}

/** The steps of a pack: one of before has nothing of what lies between its records, and a page that checks itself not itself. */
export const stepsOf = ({ through, page }: Outcome): readonly Pack2Step[] =>
  PACK2_STEPS.filter(
    (step) => !(step === 'stretch' && through === null) && !(step === 'page' && page === 'itself'),
  );

/** `open`: it was not reached, or not there to be checked. */
export const stepState = (
  { ok, page, step: stop, done }: Outcome,
  step: Pack2Step,
): 'passed' | 'failed' | 'open' => {
  if (ok) return step === 'page' && page !== 'held' ? 'open' : 'passed';
  if (stop === step) return 'failed';
  return done?.includes(step) ? 'passed' : 'open';
};

export const PACK2_STEP_SAYS: Readonly<Record<Pack2Step, Bilingual>> = {
  file: { zh: '文件完整，没有多出或重复的内容', en: 'The file is whole, and nothing was added to it' },
  document: { zh: '证据清单可读，写法规范', en: 'What it lists can be read and is written in the one way' },
  key: {
    zh: '公钥可读，且在信任之列（如有指定）',
    en: 'The key can be read, and is trusted where keys were given',
  },
  manifest: { zh: '包内每个文件都与签名的清单一致', en: 'Every file in it is as it was signed' },
  page: {
    zh: '包内的网页（index.html）展示的就是这些文件',
    en: 'The page in it (index.html) shows these very files',
  },
  signature: {
    zh: '记录的总签名有效，属于本场直播，编号相符',
    en: 'The record is signed, of this broadcast, and its number fits',
  },
  time: { zh: '第三方时间戳有效（如有）', en: 'Third-party timestamps hold, where there are any' },
  records: { zh: '每条记录可读，写法规范', en: 'Every record can be read and is written in the one way' },
  places: { zh: '每条记录都在签名的存证日志中', en: 'Every record is in the signed log, at its place' },
  words: { zh: '所展示的内容与存证时一致', en: 'What is shown is what was logged' },
  quotes: { zh: '引用与原话一致', en: 'The quotes are in the words' },
  account: { zh: '说明与记录相符', en: 'What is said of the records fits them' },
  stretch: {
    zh: '前后的每条记录都有交代，没有漏掉话语、空白或处理，数字与记录相符',
    en: 'Every record around is accounted for: no line, gap or decision is kept back, and the figures fit',
  },
  media: { zh: '片段、截图和材料与记录相符', en: 'Clip, pictures and exhibits fit the records' },
};

export type Pack2Refusal =
  | ZipRefusal
  | 'pack-lacks-file'
  | 'document-malformed'
  | 'id-other'
  | 'key-malformed'
  | 'key-not-trusted'
  | 'manifest-malformed'
  | 'manifest-unsigned'
  | 'manifest-other'
  | 'file-missing'
  | 'file-not-listed'
  | 'file-other'
  | 'page-other'
  | 'records-order'
  | 'account-without-record'
  | 'account-other'
  | 'stretch-short'
  | 'record-missing'
  | 'record-hidden'
  | 'record-kept-back'
  | 'decision-missing'
  | 'figures-other'
  | 'media-without-record'
  | 'media-other'
  | 'too-large'
  | TimestampRefusal
  | Refused['code'];

/** Of what the log's own verification does not already have words for. */
export const PACK2_SAYS: Readonly<
  Record<Exclude<Pack2Refusal, Refused['code'] | TimestampRefusal>, Bilingual>
> = {
  'zip-not': {
    zh: '这不是证据包（ZIP 文件），或开头被改动。',
    en: 'This is no evidence pack (a ZIP file), or its beginning was changed.',
  },
  'zip-too-large': {
    zh: '文件比任何证据包都大，没有读取。',
    en: 'The file is larger than any pack, and was not read.',
  },
  'zip-compressed': {
    zh: '包内有压缩过的文件；证据包从不压缩。',
    en: 'A file in it is compressed; a pack never is.',
  },
  'zip-name': { zh: '包内有证据包不应有的文件。', en: 'It holds a file that no pack has.' },
  'zip-twice': { zh: '包内有两个同名文件。', en: 'Two files in it have the same name.' },
  'zip-order': { zh: '包内文件的次序被改动。', en: 'The files in it do not stand in their order.' },
  'zip-cut': {
    zh: '文件不完整，或声称的大小与实际不符。',
    en: 'The file was cut, or claims sizes that it does not have.',
  },
  'zip-header': { zh: '包内文件的标头被改动。', en: 'The header of a file in it was changed.' },
  'zip-damaged': { zh: '包内有文件被改动或损坏。', en: 'A file in it was changed or damaged.' },
  'zip-directory': {
    zh: '包的目录被改动，或末尾多了内容。',
    en: 'The directory of the pack was changed, or something was added at its end.',
  },
  'pack-lacks-file': { zh: '包内缺少必须有的文件。', en: 'A file that every pack has is missing.' },
  'document-malformed': {
    zh: '证据清单（pack.json）无法识别或被改写。',
    en: 'What the pack lists (pack.json) cannot be read or was rewritten.',
  },
  'id-other': { zh: '证据包编号与其内容不符。', en: 'The number of the pack does not fit what it holds.' },
  'key-malformed': { zh: '所附公钥无法识别。', en: 'A key in it cannot be read.' },
  'manifest-malformed': { zh: '文件清单无法识别。', en: 'The list of files cannot be read.' },
  'manifest-unsigned': {
    zh: '文件清单的签名无效：清单在签名之后被改动，或不是由所附公钥签名。',
    en: 'The list of files is not signed by the key: it was changed after it was signed, or another key signed it.',
  },
  'manifest-other': { zh: '文件清单属于另一个证据包。', en: 'The list of files belongs to another pack.' },
  'file-missing': { zh: '签名清单里的文件不在包内。', en: 'A file that was signed is missing.' },
  'file-not-listed': {
    zh: '包内有签名清单以外的文件。',
    en: 'A file in it is not among those that were signed.',
  },
  'file-other': { zh: '文件与签名时不同。', en: 'A file is not what was signed.' },
  'page-other': {
    zh: '网页（index.html）里的内容与包内文件不同：它展示的不是这些记录。',
    en: 'The page (index.html) carries something else than the files: it does not show these records.',
  },
  'records-order': { zh: '记录没有按次序排列。', en: 'The records do not stand in their order.' },
  'account-without-record': {
    zh: '说明所指的记录不在包内。',
    en: 'Something is said of a record that the pack does not hold.',
  },
  'account-other': { zh: '说明与所指的记录不符。', en: 'What is said of a record does not fit it.' },
  'stretch-short': {
    zh: '逐条核对的一段没有覆盖到这一分钟的前后，开头或末尾可能少了记录。',
    en: 'What is gone through does not reach from before the minute to after it: records may be missing at its ends.',
  },
  'record-missing': {
    zh: '有一条记录应在包内而不在：可能漏掉了一句话、一处空白或一次处理。',
    en: 'A record that should be there is not: a line, a gap or a decision may have been left out.',
  },
  'record-hidden': {
    zh: '有一条记录只给了哈希，而日志没有写明它可以不公开。',
    en: 'Of a record the hash alone is given, and the log does not say that it is a closed one.',
  },
  'record-kept-back': {
    zh: '有一条记录应当展示而没有展示，也没有记录说明它为什么隐去。',
    en: 'A record that must be shown is not, and no record says why it is withheld.',
  },
  'decision-missing': {
    zh: '说是已经认定，却没有认定的记录。',
    en: 'Something is told as upheld without the record of the decision.',
  },
  'figures-other': {
    zh: '所写的覆盖程度或省略条数与包内记录算出来的不同。',
    en: 'The coverage or the count of what is left out differs from what the records give.',
  },
  'media-without-record': {
    zh: '片段、截图或材料没有对应的记录。',
    en: 'Clip, picture or exhibit has no record.',
  },
  'media-other': {
    zh: '片段、截图或材料与记录里的哈希不符。',
    en: 'Clip, picture or exhibit does not have the hash in the record.',
  },
  'too-large': { zh: '内容超出证据包的上限。', en: 'There is more of something than a pack may hold.' },
};
