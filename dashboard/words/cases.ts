import type { Language } from '../state/settings.ts';

/** Words of alerts that belong together. */
export interface CaseWords {
  readonly title: string;
  readonly none: string;
  /** Number of alerts in it. */
  readonly of: (n: number) => string;
  readonly by: (who: string, when: string) => string;
  readonly record: (leaf: number) => string;
  readonly recording: string;
  readonly grown: (n: number) => string;
  readonly here: string;
  readonly open: (name: string) => string;
  readonly gone: string;
  /** The button, and the title of what it opens. */
  readonly join: string;
  readonly says: (n: number) => string;
  readonly which: string;
  readonly looking: string;
  readonly alone: string;
  readonly reason: string;
  readonly chosen: (n: number) => string;
  readonly submit: string;
  readonly cancel: string;
  readonly busy: string;
  readonly done: string;
  readonly failed: (message: string) => string;
  readonly refused: { readonly conflict: string; readonly full: string };
}

const zhHans: CaseWords = {
  title: '案件',
  none: '没有并入案件。',
  of: (n) => `这条预警和另外 ${n} 条是一个案件`,
  by: (who, when) => `${who}，${when}`,
  record: (leaf) => `第 ${leaf} 条记录`,
  recording: '正在写入记录……',
  grown: (n) => `由之前的 ${n} 个案件并成，旧的记录都在`,
  here: '这一条',
  open: (name) => `查看 ${name}`,
  gone: '这条预警打不开了。',
  join: '并入案件',
  says: (n) =>
    n > 1
      ? `把现在选中的 ${n} 条预警，和同一场里说同一件事的预警并成一个案件。`
      : '把这条预警和同一场里说同一件事的预警并成一个案件。',
  which: '还有哪些',
  looking: '正在查找这一场的其他预警……',
  alone: '这一场没有其他预警。',
  reason: '为什么是一件事',
  chosen: (n) => `一共 ${n} 条`,
  submit: '合并',
  cancel: '取消',
  busy: '正在合并……',
  done: '已并成一个案件。',
  failed: (message) => `没有合并：${message}`,
  refused: { conflict: '它们已经是一个案件了。', full: '一个案件最多 50 条预警。' },
};

const zhHant: CaseWords = {
  title: '案件',
  none: '沒有併入案件。',
  of: (n) => `這條預警和另外 ${n} 條是一個案件`,
  by: (who, when) => `${who}，${when}`,
  record: (leaf) => `第 ${leaf} 條記錄`,
  recording: '正在寫入記錄……',
  grown: (n) => `由之前的 ${n} 個案件併成，舊的記錄都在`,
  here: '這一條',
  open: (name) => `查看 ${name}`,
  gone: '這條預警打不開了。',
  join: '併入案件',
  says: (n) =>
    n > 1
      ? `把現在選中的 ${n} 條預警，和同一場裡說同一件事的預警併成一個案件。`
      : '把這條預警和同一場裡說同一件事的預警併成一個案件。',
  which: '還有哪些',
  looking: '正在查找這一場的其他預警……',
  alone: '這一場沒有其他預警。',
  reason: '為什麼是一件事',
  chosen: (n) => `一共 ${n} 條`,
  submit: '合併',
  cancel: '取消',
  busy: '正在合併……',
  done: '已併成一個案件。',
  failed: (message) => `沒有合併：${message}`,
  refused: { conflict: '它們已經是一個案件了。', full: '一個案件最多 50 條預警。' },
};

const en: CaseWords = {
  title: 'Case',
  none: 'Not part of a case.',
  of: (n) => `One case with ${n} other ${n === 1 ? 'alert' : 'alerts'}`,
  by: (who, when) => `${who}, ${when}`,
  record: (leaf) => `record ${leaf}`,
  recording: 'being recorded…',
  grown: (n) => `Takes up ${n} earlier ${n === 1 ? 'case' : 'cases'}, whose records stay`,
  here: 'this one',
  open: (name) => `Open ${name}`,
  gone: 'This alert cannot be opened any more.',
  join: 'Join to a case',
  says: (n) =>
    n > 1
      ? `Joins the ${n} alerts that are chosen with others of the same broadcast that are about the same thing.`
      : 'Joins this alert with others of the same broadcast that are about the same thing.',
  which: 'Which others',
  looking: 'Looking for other alerts of this broadcast…',
  alone: 'This broadcast has no other alerts.',
  reason: 'Why they are one thing',
  chosen: (n) => `${n} ${n === 1 ? 'alert' : 'alerts'} in all`,
  submit: 'Join',
  cancel: 'Cancel',
  busy: 'Joining…',
  done: 'They are one case now.',
  failed: (message) => `They were not joined: ${message}`,
  refused: { conflict: 'They are one case already.', full: 'A case has 50 alerts at most.' },
};

export const caseWords: Readonly<Record<Language, CaseWords>> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };
