import type { Language } from '../state/settings.ts';

/** Words of asking for an evidence pack and taking it away. */
export interface PackAskWords {
  readonly title: string;
  readonly what: string;
  readonly languageOf: string;
  readonly take: string;
  readonly busy: (percent: number) => string;
  readonly made: (size: string, clip: boolean) => string;
  readonly save: string;
  readonly check: string;
  readonly code: (code: string) => string;
  readonly stamped: (n: number) => string;
  readonly notYet: string;
  readonly withheld: string;
  readonly failed: (message: string) => string;
  readonly again: string;
}

const zhHans: PackAskWords = {
  title: '证据包',
  what: '报告、片段、截图和可离线核验的网页，装在一个 ZIP 里，拿到哪里都能核验。它是可核验记录，不是公证书。',
  languageOf: '报告的语言',
  take: '制作证据包',
  busy: (percent) => `正在制作，已完成 ${percent}%`,
  made: (size, clip) => `已制成，${size}${clip ? '' : '，不含片段'}。`,
  save: '下载 ZIP',
  check: '打开核验页',
  code: (code) => `编号 ${code}`,
  stamped: (n) => (n === 0 ? '未加盖第三方时间戳' : `${n} 家第三方时间戳`),
  notYet: '最新的记录正在签名，请稍后再试。',
  withheld: '其中有内容已删除或隐去，请重新制作。',
  failed: (message) => `证据包没有做成：${message}`,
  again: '重新制作',
};

const zhHant: PackAskWords = {
  title: '證據包',
  what: '報告、片段、截圖和可離線核驗的網頁，裝在一個 ZIP 裡，拿到哪裡都能核驗。它是可核驗記錄，不是公證書。',
  languageOf: '報告的語言',
  take: '製作證據包',
  busy: (percent) => `正在製作，已完成 ${percent}%`,
  made: (size, clip) => `已製成，${size}${clip ? '' : '，不含片段'}。`,
  save: '下載 ZIP',
  check: '開啟核驗頁',
  code: (code) => `編號 ${code}`,
  stamped: (n) => (n === 0 ? '未加蓋第三方時間戳' : `${n} 家第三方時間戳`),
  notYet: '最新的記錄正在簽名，請稍後再試。',
  withheld: '其中有內容已刪除或隱去，請重新製作。',
  failed: (message) => `證據包沒有做成：${message}`,
  again: '重新製作',
};

const en: PackAskWords = {
  title: 'Evidence pack',
  what: 'Report, clip, pictures and a page that checks itself offline, in one ZIP that can be verified anywhere. A verifiable record, not a notary’s certificate.',
  languageOf: 'Language of the report',
  take: 'Make the evidence pack',
  busy: (percent) => `Making it: ${percent}% done`,
  made: (size, clip) => `It is made: ${size}${clip ? '' : ', without a clip'}.`,
  save: 'Save the ZIP',
  check: 'Open the check',
  code: (code) => `Code ${code}`,
  stamped: (n) =>
    n === 0 ? 'No third-party timestamp' : `Timestamps of ${n} third ${n === 1 ? 'party' : 'parties'}`,
  notYet: 'The newest records are being signed; try again in a moment.',
  withheld: 'Something in it was erased or withheld; make it anew.',
  failed: (message) => `The pack could not be made: ${message}`,
  again: 'Make it anew',
};

export const packAskWords: Readonly<Record<Language, PackAskWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
