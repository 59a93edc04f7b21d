import type { Bilingual } from '../../models/contract/claim.ts';

/** Why a verdict cannot be recomputed as it was reached, in words. */
export const REASONS = {
  'no-alert': { zh: '没有这条预警', en: 'there is no such alert' },
  duty: {
    zh: '这条预警是应披露事项：其状态由整场直播得出，不由一句话得出',
    en: 'the alert is of a disclosure, whose state follows from the whole broadcast and not from one sentence',
  },
  'record-missing': { zh: '记录读不到', en: 'its record cannot be read' },
  'text-withheld': { zh: '原文已隐去', en: 'the text has been withheld' },
  'neighbour-withheld': {
    zh: '合并判断过的前文已隐去或读不到',
    en: 'an earlier line that was read along has been withheld or cannot be read',
  },
  'listing-withheld': {
    zh: '当时的商品信息已隐去',
    en: 'the listing of the product has been withheld',
  },
  'context-not-kept': {
    zh: '记录较早，判断时的上下文未留存',
    en: 'recorded before the context of verdicts was kept',
  },
  'data-not-kept': {
    zh: '分条拼出的个人信息不留存',
    en: 'personal data that was put together from several messages is not kept',
  },
  masked: {
    zh: '原文中的个人信息已遮盖，只能按遮盖后的文字重算',
    en: 'personal data in the text is masked; only what is left can be judged again',
  },
  altered: {
    zh: '库中内容与存证日志的承诺不符',
    en: 'what is stored is not what the evidence log commits to',
  },
  'packs-not-kept': {
    zh: '当时的规则包未留存，按现行规则重算',
    en: 'the rule packs of then are not kept; recomputed with those in force now',
  },
  'packs-refused': {
    zh: '当时的规则包现已无法编译，按现行规则重算',
    en: 'the rule packs of then no longer compile; recomputed with those in force now',
  },
  'packs-other': {
    zh: '当时的规则包现在编译出不同的散列',
    en: 'the rule packs of then compile to another hash now',
  },
  'normaliser-other': {
    zh: '归一化程序已改变，按现行的重算',
    en: 'the normaliser has changed; recomputed with the one of now',
  },
  'model-not-available': {
    zh: '当时用的模型打不开，只按规则重算',
    en: 'the model cannot be opened; recomputed by the rules alone',
  },
  'model-other': {
    zh: '模型已更换，按现行模型重算',
    en: 'the model is another one now; recomputed with it',
  },
  'thresholds-other': {
    zh: '模型阈值已改变，按现行阈值重算',
    en: 'the thresholds of the model have changed; recomputed with those of now',
  },
} as const satisfies Record<string, Bilingual>;
export type Reason = keyof typeof REASONS;
