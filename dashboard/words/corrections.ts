import type { Bilingual } from '../../models/contract/claim.ts';
import type { Group } from '../../models/contract/kinds.ts';

/** What a presenter goes on with after taking a claim back: a sentence that can be read aloud as it stands. */
export const CORRECTED_TO: Readonly<Record<Exclude<Group, 'viewer-signal'>, Bilingual>> = {
  absolute: {
    zh: '参数和效果请以商品页写明的为准',
    en: 'please go by the figures on the product page',
  },
  efficacy: {
    zh: '功效以备案和检测写明的为准，效果因人而异',
    en: 'the effect is what was filed and tested, and results differ',
  },
  medical: {
    zh: '本品不能治疗疾病，身体不适请就医',
    en: 'this product does not treat any illness; if you are unwell, see a doctor',
  },
  guarantee: {
    zh: '效果不作保证，退换和售后以页面写明的为准',
    en: 'results differ from person to person, and returns and service are as stated on the page',
  },
  disparagement: {
    zh: '我们只介绍自家商品，不和别家比较',
    en: 'we talk about our own goods only, not about anyone else’s',
  },
  'fake-popularity': {
    zh: '销量和评价以商品页显示的为准',
    en: 'sales and reviews are as shown on the product page',
  },
  price: {
    zh: '价格和优惠条件以商品页标明的为准',
    en: 'the price and its conditions are those on the product page',
  },
  urgency: {
    zh: '库存和活动时间以商品页显示的为准',
    en: 'stock and dates are as shown on the product page',
  },
  authority: {
    zh: '资质以商品页出示的证书为准，请不要以他人推荐作依据',
    en: 'go by the certificates on the product page, not by who recommends it',
  },
  income: { zh: '不承诺任何收益', en: 'no income or return is promised' },
  'off-platform': { zh: '请只在平台内下单和付款', en: 'please order and pay on this platform only' },
  terms: {
    zh: '退换和售后以商品页写明的和法律规定为准',
    en: 'returns and service are as stated on the page and as the law provides',
  },
  prohibited: { zh: '这句话收回，请不要采信', en: 'I take it back; please do not rely on it' },
};

/** The parts of a correction. `taken back: what was said`, then what holds instead. */
export const CORRECTION = {
  zh: (quote: string, instead: string) => `更正一下：刚才说的“${quote}”不准确，更正为：${instead}。`,
  en: (quote: string, instead: string) =>
    `Correction: what I said about “${quote}” was not accurate. To put it right: ${instead}.`,
  /** Where the quote itself would not fit. */
  short: {
    zh: (instead: string) => `更正一下：刚才那句话不准确，更正为：${instead}。`,
    en: (instead: string) => `Correction: what I just said was not accurate. To put it right: ${instead}.`,
  },
} as const;
