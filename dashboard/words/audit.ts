import type { Language } from '../state/settings.ts';
import { inTraditional } from './traditional.ts';

/** Acts by the names that they have in the audit log. One that is not here is shown by that name. */
const ACTS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  'account-address-set': ['更换了联系方式', 'changed an address'],
  'account-password-set': ['设置了密码', 'set a password'],
  'alerts-joined': ['并案', 'joined alerts to a case'],
  'answer-given': ['作了陈述申辩', 'gave an account'],
  'answers-read': ['读了陈述申辩', 'read accounts'],
  'audit-log-read': ['查阅了审计', 'looked through the audit'],
  'backup-taken': ['做了备份', 'made a backup'],
  'broadcast-made-private': ['改为不公开', 'made a broadcast private'],
  'broadcast-made-public': ['公开了一场', 'made a broadcast public'],
  'correction-confirmed': ['确认了更正', 'confirmed a correction'],
  'correction-said': ['记下了更正', 'noted a correction'],
  'evidence-exported': ['导出了证据', 'exported evidence'],
  'evidence-pack-asked': ['要了证据包', 'asked for a pack'],
  'evidence-pack-made': ['制成了证据包', 'made a pack'],
  'evidence-pack-taken': ['下载了证据包', 'took a pack'],
  'exhibit-brought': ['交来了材料', 'brought a file'],
  'exhibit-read': ['打开了材料', 'opened a file'],
  'exhibit-removed': ['删除了材料', 'removed a file'],
  'hold-placed': ['设置了保全', 'placed a hold'],
  'hold-released': ['解除了保全', 'released a hold'],
  'hold-reviewed': ['复核了保全', 'reviewed a hold'],
  'invitation-accepted': ['接受了邀请', 'accepted an invitation'],
  'invitation-declined': ['谢绝了邀请', 'declined an invitation'],
  'invitation-withdrawn': ['撤回了邀请', 'withdrew an invitation'],
  'log-key-replaced': ['更换了签名密钥', 'replaced the signing key'],
  'mark-adopted': ['把标记收入账户', 'took a mark into an account'],
  'mark-taken-back': ['撤回了标记', 'took a mark back'],
  'marker-unmasked': ['查看了标记人', 'saw who marked'],
  'media-viewed': ['看了画面或声音', 'saw picture or sound'],
  'media-withheld': ['隐去了画面或声音', 'withheld picture or sound'],
  'member-added': ['加入了成员', 'added a member'],
  'member-changed': ['修改了成员', 'changed a member'],
  'member-invited': ['发出了邀请', 'sent an invitation'],
  'member-left': ['退出了机构', 'left an organisation'],
  'member-removed': ['移出了成员', 'removed a member'],
  'moment-marked': ['标记了一刻', 'marked a moment'],
  'order-number-unmasked': ['查看了订单号', 'saw an order number'],
  'orders-completed': ['告知订单完成日', 'told when orders were completed'],
  'organisation-created': ['建立了机构', 'made an organisation'],
  'pack-added': ['加了规则包', 'added rules'],
  'pack-changed': ['改了规则包', 'changed rules'],
  'pack-retired': ['停用了规则包', 'retired rules'],
  'policy-drafted': ['起草了平台政策', 'drafted a policy'],
  'policy-made-live': ['启用了平台政策', 'put a policy into force'],
  'product-category-set': ['更正了商品品类', 'set a product’s category'],
  'release-asked': ['申请调取', 'asked for a moment'],
  'release-ended': ['调取期满', 'a release ended'],
  'release-granted': ['同意了调取', 'released a moment'],
  'release-refused': ['拒绝了调取', 'refused a release'],
  'release-viewed': ['看了调取的内容', 'saw a released moment'],
  'release-withdrawn': ['撤回了调取申请', 'withdrew a request'],
  'retention-applied': ['执行了到期删除', 'applied retention'],
  'retention-begun': ['开始到期删除', 'began to delete what was due'],
  'retention-done': ['完成了到期删除', 'deleted what was due'],
  'retention-planned': ['查看了到期清单', 'planned retention'],
  'rooms-assigned': ['分配了直播间', 'assigned rooms'],
  'rooms-released': ['收回了直播间', 'took rooms away'],
  'token-created': ['发了接入令牌', 'made an ingest token'],
  'token-revoked': ['收回了接入令牌', 'revoked an ingest token'],
  'user-created': ['建立了账户', 'made a login'],
  'values-withheld': ['隐去了内容', 'withheld words'],
};

/** What the screen says; Chinese in Simplified characters. */
const WORDS = {
  title: ['操作审计', 'Audit'],
  intro: [
    '谁在什么时候做了什么，新的在前。每次查阅本身也会记入审计。',
    'Who did what and when, newest first. Each look is an act of its own.',
  ],
  own: ['这里只有您自己的操作。', 'These are your own acts alone.'],
  who: ['谁（姓名的一部分或编号）', 'Who (part of a name, or an id)'],
  what: ['做了什么', 'What'],
  any: ['全部操作', 'Anything'],
  subject: ['对什么（场次、预警、证据包等编号）', 'On what (id of a broadcast, an alert, a pack …)'],
  from: ['从哪天', 'From'],
  until: ['到哪天', 'Until'],
  look: ['查找', 'Look'],
  clear: ['清空', 'Clear'],
  none: ['没有符合的操作。', 'Nothing of that kind was done.'],
  loading: ['正在读取……', 'Loading…'],
  failed: ['没有成功：{message}', 'That did not work: {message}'],
  again: ['再试一次', 'Try again'],
  more: ['再看一些', 'Show more'],
  over: ['保存期已过', 'its time is over'],
  why: ['理由：{reason}', 'Reason: {reason}'],
  details: ['详情', 'Details'],
  record: ['审计日志第 {leaf} 条', 'record {leaf} of the audit log'],
  waiting: ['即将写入审计日志', 'about to be recorded'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;
export type AuditWord = keyof typeof WORDS;

export interface AuditVoice {
  readonly word: (name: AuditWord, values?: Readonly<Record<string, string | number>>) => string;
  /** What was done, by the name of the act. */
  readonly act: (action: string) => string;
}

const spoken = ([zh, en]: readonly [string, string], language: Language): string => {
  if (language === 'en') return en;
  return language === 'zh-Hant' ? inTraditional(zh) : zh;
};

/** The audit in the language of the screen. */
export const auditVoice = (language: Language): AuditVoice => ({
  word: (name, values = {}) =>
    spoken(WORDS[name], language).replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole)),
  act: (action) => {
    const known = ACTS[action];
    return known ? spoken(known, language) : action;
  },
});
