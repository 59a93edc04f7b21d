import type { WithheldNotice, WithholdingReason } from '../../models/contract/withholding.ts';
import type { Language } from '../state/settings.ts';
import { type MediaWithholdingWords, mediaWithholdingWords } from './withhold-media.ts';

/** Words of withholding what was said, and of what is withheld. */
export interface WithholdingWords {
  /** What stands in the place of the words. */
  readonly gone: (reason: string, date: string) => string;
  readonly goneOnly: string;
  readonly reasonOf: Readonly<Record<WithheldNotice['reason'], string>>;
  readonly button: string;
  readonly lineButton: (time: string) => string;
  readonly title: string;
  readonly what: { readonly words: string; readonly media: string };
  readonly media: MediaWithholdingWords;
  readonly forGood: string;
  readonly words: string;
  readonly reason: string;
  readonly reasons: Readonly<Record<WithholdingReason, string>>;
  readonly note: string;
  readonly noteHint: string;
  readonly goes: string;
  readonly kinds: Readonly<Record<string, (n: number) => string>>;
  readonly otherKind: (n: number) => string;
  readonly alerts: (n: number) => string;
  readonly packs: (n: number, codes: string) => string;
  readonly stays: string;
  readonly nothing: string;
  readonly looking: string;
  readonly understood: string;
  readonly submit: string;
  readonly busy: string;
  readonly done: string;
  readonly failed: (message: string) => string;
  /** An order or an authority wants it kept. */
  readonly held: string;
  readonly cancel: string;
}

const zhHans: WithholdingWords = {
  gone: (reason, date) => `此处文字已${reason}屏蔽，${date}`,
  goneOnly: '此处文字已屏蔽',
  reasonOf: {
    'personal-data': '因个人信息',
    request: '应本人请求',
    order: '依法要求',
    retention: '因保存期满',
  },
  button: '屏蔽原话或画面',
  lineButton: (time) => `屏蔽 ${time} 的这句话或画面`,
  title: '屏蔽',
  what: { words: '原话', media: '画面与声音' },
  media: mediaWithholdingWords['zh-Hans'],
  forGood: '屏蔽之后无法恢复：原话和核对用的盐值都会删除，任何人都不能再看到。',
  words: '将被屏蔽的话',
  reason: '原因',
  reasons: {
    'personal-data': '含有个人信息',
    request: '本人请求（个人信息保护法 47）',
    order: '法院或主管部门要求',
  },
  note: '为谁、凭什么',
  noteHint: '写入审计记录，例如：当事人书面申请，案号……',
  goes: '会一并带走',
  kinds: {
    utterance: (n) => `发言记录 ${n} 条（含改写）`,
    claim: (n) => `疑似话术记录 ${n} 条的引文`,
    answer: (n) => `陈述申辩 ${n} 份`,
  },
  otherKind: (n) => `其他记录 ${n} 条的文字`,
  alerts: (n) => `${n} 条预警的原话（类别和时间保留）`,
  packs: (n, codes) => `${n} 个证据包不再提供：${codes}`,
  stays: '存证日志照常核验，并写明“已屏蔽”、原因和日期。',
  nothing: '这里的文字此前已经屏蔽。',
  looking: '正在查看会带走什么……',
  understood: '我知道屏蔽之后无法恢复',
  submit: '屏蔽',
  busy: '正在屏蔽……',
  done: '已屏蔽。',
  failed: (message) => `没有屏蔽成功：${message}`,
  held: '没有屏蔽：保留令要求保留它。请先在“事实”栏末尾解除保留令。',
  cancel: '取消',
};

const zhHant: WithholdingWords = {
  gone: (reason, date) => `此處文字已${reason}屏蔽，${date}`,
  goneOnly: '此處文字已屏蔽',
  reasonOf: {
    'personal-data': '因個人資料',
    request: '應本人請求',
    order: '依法要求',
    retention: '因保存期滿',
  },
  button: '屏蔽原話或畫面',
  lineButton: (time) => `屏蔽 ${time} 的這句話或畫面`,
  title: '屏蔽',
  what: { words: '原話', media: '畫面與聲音' },
  media: mediaWithholdingWords['zh-Hant'],
  forGood: '屏蔽之後無法恢復：原話和核對用的鹽值都會刪除，任何人都不能再看到。',
  words: '將被屏蔽的話',
  reason: '原因',
  reasons: {
    'personal-data': '含有個人資料',
    request: '本人請求（個人信息保護法 47）',
    order: '法院或主管機關要求',
  },
  note: '為誰、憑什麼',
  noteHint: '寫入審計記錄，例如：當事人書面申請，案號……',
  goes: '會一併帶走',
  kinds: {
    utterance: (n) => `發言記錄 ${n} 條（含改寫）`,
    claim: (n) => `疑似話術記錄 ${n} 條的引文`,
    answer: (n) => `陳述申辯 ${n} 份`,
  },
  otherKind: (n) => `其他記錄 ${n} 條的文字`,
  alerts: (n) => `${n} 條預警的原話（類別和時間保留）`,
  packs: (n, codes) => `${n} 個證據包不再提供：${codes}`,
  stays: '存證日誌照常核驗，並寫明「已屏蔽」、原因和日期。',
  nothing: '這裡的文字此前已經屏蔽。',
  looking: '正在查看會帶走什麼……',
  understood: '我知道屏蔽之後無法恢復',
  submit: '屏蔽',
  busy: '正在屏蔽……',
  done: '已屏蔽。',
  failed: (message) => `沒有屏蔽成功：${message}`,
  held: '沒有屏蔽：保留令要求保留它。請先在「事實」欄末尾解除保留令。',
  cancel: '取消',
};

const s = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`;

const en: WithholdingWords = {
  gone: (reason, date) => `Words withheld ${reason}, ${date}`,
  goneOnly: 'Words withheld',
  reasonOf: {
    'personal-data': 'for personal data',
    request: 'at a person’s request',
    order: 'by order',
    retention: 'since their time was over',
  },
  button: 'Withhold words or picture',
  lineButton: (time) => `Withhold what was said or shown at ${time}`,
  title: 'Withhold',
  what: { words: 'Words', media: 'Picture and sound' },
  media: mediaWithholdingWords.en,
  forGood:
    'This cannot be undone: the words, and the salt by which they could be checked, are deleted, and nobody sees them again.',
  words: 'To be withheld',
  reason: 'Reason',
  reasons: {
    'personal-data': 'Personal data',
    request: 'The person’s request (PIPL 47)',
    order: 'Order of a court or an authority',
  },
  note: 'For whom, and on what ground',
  noteHint: 'Goes into the audit, such as: written request, case number …',
  goes: 'What goes with it',
  kinds: {
    utterance: (n) => `${s(n, 'record')} of what was said, as rewritten too`,
    claim: (n) => `the quotes of ${s(n, 'suspected claim')}`,
    answer: (n) => `${s(n, 'answer')} of the room`,
  },
  otherKind: (n) => `the words of ${s(n, 'other record')}`,
  alerts: (n) => `the words of ${s(n, 'alert')}; kind and time stay`,
  packs: (n, codes) => `${s(n, 'evidence pack')}, given out no more: ${codes}`,
  stays: 'The evidence log goes on verifying, and says that they are withheld, why, and since when.',
  nothing: 'These words are withheld already.',
  looking: 'Looking what goes with it…',
  understood: 'I know that this cannot be undone',
  submit: 'Withhold',
  busy: 'Withholding…',
  done: 'Withheld.',
  failed: (message) => `Could not withhold: ${message}`,
  held: 'Not withheld: it is on hold. Release that first, at the end of the facts.',
  cancel: 'Cancel',
};

export const withholdingWords: Readonly<Record<Language, WithholdingWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
