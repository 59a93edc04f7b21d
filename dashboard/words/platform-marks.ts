import type { MarkState } from '../../models/contract/mark.ts';
import type { MarkedBy } from '../../models/contract/platform-mark.ts';
import type { Language } from '../state/settings.ts';

/** Words of what buyers marked and brought, as the platform reads it. */
export interface PlatformMarkWords {
  readonly title: string;
  readonly intro: string;
  readonly toRequests: string;
  readonly ofBroadcast: string;
  readonly all: string;
  readonly none: string;
  readonly loading: string;
  readonly failed: (message: string) => string;
  readonly again: string;
  readonly more: string;
  readonly at: (clock: string) => string;
  readonly state: Readonly<Record<MarkState, string>>;
  readonly record: (leaf: number) => string;
  readonly by: Readonly<Record<MarkedBy, string>>;
  readonly noWords: string;
  readonly over: string;
  readonly bought: (when: string) => string;
  readonly who: string;
  readonly why: string;
  readonly show: string;
  readonly isOf: (name: string, address: string | undefined) => string;
  readonly files: string;
  readonly read: string;
}

const zhHans: PlatformMarkWords = {
  title: '用户标记与材料',
  intro:
    '用户自己标记的时刻、写的话和交来的材料，新的在前。是谁标记的已遮盖；查看账号要写理由，打开材料也会写入审计。',
  toRequests: '调取申请',
  ofBroadcast: '只看这一场',
  all: '看全部',
  none: '还没有人标记。',
  loading: '正在读取……',
  failed: (message) => `没有成功：${message}`,
  again: '再试一次',
  more: '再看一些',
  at: (clock) => `开播后 ${clock}`,
  state: { recording: '正在写入记录', recorded: '已记录', 'taken-back': '已撤回' },
  record: (leaf) => `第 ${leaf} 条记录`,
  by: { account: '账户', code: '凭取回码，谁也不知道是谁', nobody: '账户已注销' },
  noWords: '没有写话',
  over: '保存期已过的直播',
  bought: (when) => `下单 ${when}`,
  who: '查看是谁',
  why: '为什么要看（写入审计）',
  show: '查看',
  isOf: (name, address) => (address === undefined ? name : `${name} · ${address}`),
  files: '材料（用户自行提供）',
  read: '打开会写入审计',
};

const zhHant: PlatformMarkWords = {
  title: '用戶標記與材料',
  intro:
    '用戶自己標記的時刻、寫的話和交來的材料，新的在前。是誰標記的已遮蓋；查看帳號要寫理由，打開材料也會寫入審計。',
  toRequests: '調取申請',
  ofBroadcast: '只看這一場',
  all: '看全部',
  none: '還沒有人標記。',
  loading: '正在讀取……',
  failed: (message) => `沒有成功：${message}`,
  again: '再試一次',
  more: '再看一些',
  at: (clock) => `開播後 ${clock}`,
  state: { recording: '正在寫入記錄', recorded: '已記錄', 'taken-back': '已撤回' },
  record: (leaf) => `第 ${leaf} 條記錄`,
  by: { account: '帳戶', code: '憑取回碼，誰也不知道是誰', nobody: '帳戶已註銷' },
  noWords: '沒有寫話',
  over: '保存期已過的直播',
  bought: (when) => `下單 ${when}`,
  who: '查看是誰',
  why: '為什麼要看（寫入審計）',
  show: '查看',
  isOf: (name, address) => (address === undefined ? name : `${name} · ${address}`),
  files: '材料（用戶自行提供）',
  read: '打開會寫入審計',
};

const en: PlatformMarkWords = {
  title: 'What buyers marked',
  intro:
    'Moments that buyers marked, their own words and what they brought, newest first. Whose they are is masked; to see the account you say why, and the opening of a file is audited too.',
  toRequests: 'Requests',
  ofBroadcast: 'This broadcast only',
  all: 'Show all',
  none: 'Nobody has marked anything yet.',
  loading: 'Loading…',
  failed: (message) => `That did not work: ${message}`,
  again: 'Try again',
  more: 'Show more',
  at: (clock) => `${clock} into the broadcast`,
  state: { recording: 'being recorded', recorded: 'recorded', 'taken-back': 'taken back' },
  record: (leaf) => `record ${leaf}`,
  by: { account: 'account', code: 'by recovery code; nobody knows whose', nobody: 'the account was closed' },
  noWords: 'no words',
  over: 'a broadcast whose time is over',
  bought: (when) => `ordered ${when}`,
  who: 'See who',
  why: 'Why (goes into the audit)',
  show: 'Show',
  isOf: (name, address) => (address === undefined ? name : `${name} · ${address}`),
  files: 'Brought, as provided by the user',
  read: 'Opening it is audited',
};

export const platformMarkWords: Readonly<Record<Language, PlatformMarkWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
