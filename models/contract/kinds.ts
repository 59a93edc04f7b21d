import type { Severity } from './severity.ts';

/** The 14 groups of kinds, in the order in which they are shown. */
export const GROUPS = {
  absolute: { zh: '绝对化用语', en: 'Absolute terms' },
  efficacy: { zh: '功效夸大', en: 'Exaggerated effect' },
  medical: { zh: '涉医宣称', en: 'Medical claims' },
  guarantee: { zh: '保证承诺', en: 'Guarantees' },
  disparagement: { zh: '贬低比较', en: 'Comparison and disparagement' },
  'fake-popularity': { zh: '虚构热度', en: 'Fabricated popularity' },
  price: { zh: '价格误导', en: 'Misleading prices' },
  urgency: { zh: '虚假紧迫', en: 'False urgency' },
  authority: { zh: '权威背书', en: 'Borrowed authority' },
  income: { zh: '收益承诺', en: 'Income promises' },
  'off-platform': { zh: '站外交易', en: 'Off-platform dealing' },
  terms: { zh: '交易条款', en: 'Terms of sale' },
  prohibited: { zh: '禁限内容', en: 'Prohibited content' },
  'viewer-signal': { zh: '观众信号', en: 'Viewer signals' },
} as const;

export type Group = keyof typeof GROUPS;

interface KindFacts {
  readonly group: Group;
  readonly zh: string;
  readonly en: string;
  /** Severity before category, repetition and correction change it. */
  readonly severity: Severity;
}

/** What an utterance may assert that the rules care about: the 63 kinds, each in one group. */
export const KINDS = {
  'absolute-superlative': { group: 'absolute', zh: '最高级用语', en: 'Superlative claim', severity: 'high' },
  'absolute-ranking': { group: 'absolute', zh: '排名第一类用语', en: '“Number one” claim', severity: 'high' },
  'absolute-exclusive': {
    group: 'absolute',
    zh: '唯一首创类用语',
    en: 'Exclusive or “first ever” claim',
    severity: 'high',
  },
  'absolute-totality': {
    group: 'absolute',
    zh: '全称绝对承诺',
    en: 'Totality claim (100%, never, any, all)',
    severity: 'medium',
  },
  'efficacy-cosmetic': {
    group: 'efficacy',
    zh: '化妆品夸大功效',
    en: 'Exaggerated cosmetic effect',
    severity: 'high',
  },
  'cosmetic-special-unregistered': {
    group: 'efficacy',
    zh: '普通化妆品宣称特殊功效',
    en: 'Special-cosmetic claim without registration',
    severity: 'high',
  },
  'efficacy-food-health-function': {
    group: 'efficacy',
    zh: '普通食品宣称保健功能',
    en: 'Health-function claim for ordinary food',
    severity: 'high',
  },
  'health-food-overclaim': {
    group: 'efficacy',
    zh: '保健食品超范围宣称',
    en: 'Health-food overclaim',
    severity: 'critical',
  },
  'efficacy-performance': {
    group: 'efficacy',
    zh: '家电数码日用品夸大性能',
    en: 'Exaggerated performance (appliances, electronics, daily goods)',
    severity: 'medium',
  },
  'efficacy-timebound': {
    group: 'efficacy',
    zh: '限时见效数字承诺',
    en: 'Quantified result in a fixed time',
    severity: 'high',
  },
  'medical-claim-nonmedical': {
    group: 'medical',
    zh: '非医疗商品涉医',
    en: 'Medical claim for non-medical goods',
    severity: 'critical',
  },
  'medical-product-overclaim': {
    group: 'medical',
    zh: '药械广告禁用内容',
    en: 'Prohibited claims for drugs and devices',
    severity: 'critical',
  },
  'health-fear-appeal': {
    group: 'medical',
    zh: '健康恐吓营销',
    en: 'Fear appeal about health or safety',
    severity: 'medium',
  },
  'guarantee-result': { group: 'guarantee', zh: '效果保证', en: 'Guarantee of result', severity: 'high' },
  'guarantee-safety': {
    group: 'guarantee',
    zh: '绝对安全承诺',
    en: 'Guarantee of safety or no side effects',
    severity: 'high',
  },
  'free-from-claim': { group: 'guarantee', zh: '零添加不含类宣称', en: '“Free-from” claim', severity: 'low' },
  'comparison-false': {
    group: 'disparagement',
    zh: '虚假比较',
    en: 'False or unfair comparison',
    severity: 'medium',
  },
  disparagement: {
    group: 'disparagement',
    zh: '贬低诋毁同行',
    en: 'Disparagement of competitors',
    severity: 'high',
  },
  'brand-passing-off': {
    group: 'prohibited',
    zh: '傍名牌与仿冒暗示',
    en: 'Passing off and replica hints',
    severity: 'critical',
  },
  'popularity-fabricated': {
    group: 'fake-popularity',
    zh: '虚构销量热度',
    en: 'Fabricated sales or popularity',
    severity: 'high',
  },
  'review-manipulation': {
    group: 'fake-popularity',
    zh: '编造诱导评价',
    en: 'Fake or incentivised reviews',
    severity: 'high',
  },
  'review-suppression': {
    group: 'fake-popularity',
    zh: '压制差评',
    en: 'Suppression of criticism',
    severity: 'medium',
  },
  'price-fictitious-original': {
    group: 'price',
    zh: '虚构原价折扣',
    en: 'Fictitious former price',
    severity: 'high',
  },
  'price-lowest-claim': { group: 'price', zh: '最低价宣称', en: '“Lowest price” claim', severity: 'high' },
  'price-condition-hidden': {
    group: 'price',
    zh: '隐藏价格条件',
    en: 'Hidden price conditions, bait price',
    severity: 'high',
  },
  'price-unit-misleading': {
    group: 'price',
    zh: '计价单位误导',
    en: 'Misleading unit or quantity',
    severity: 'medium',
  },
  'gift-value-inflated': { group: 'price', zh: '赠品不实', en: 'Inflated or vague gifts', severity: 'low' },
  'urgency-fake-deadline': { group: 'urgency', zh: '虚假限时', en: 'Fake deadline', severity: 'medium' },
  'scarcity-fake-stock': { group: 'urgency', zh: '虚假限量憋单', en: 'Fake scarcity', severity: 'medium' },
  'staged-drama': { group: 'urgency', zh: '剧本卖惨演戏', en: 'Staged drama', severity: 'medium' },
  'authority-state': {
    group: 'authority',
    zh: '国家机关特供背书',
    en: 'State organ or “special supply” endorsement',
    severity: 'critical',
  },
  'authority-expert-org': {
    group: 'authority',
    zh: '专家机构患者背书',
    en: 'Expert, institution or patient endorsement',
    severity: 'high',
  },
  'authority-cert-patent': {
    group: 'authority',
    zh: '认证获奖专利不实',
    en: 'Certificates, awards, patents',
    severity: 'medium',
  },
  'authority-celebrity': {
    group: 'authority',
    zh: '明星同款与冒用名人',
    en: 'Celebrity association',
    severity: 'medium',
  },
  'citation-unsourced': {
    group: 'authority',
    zh: '无出处数据引证',
    en: 'Unsourced data',
    severity: 'medium',
  },
  'income-investment-promise': {
    group: 'income',
    zh: '保本收益承诺',
    en: 'Income or investment promise',
    severity: 'critical',
  },
  'appreciation-promise': {
    group: 'income',
    zh: '升值保值承诺',
    en: 'Appreciation promise for collectibles',
    severity: 'high',
  },
  'education-outcome': {
    group: 'income',
    zh: '教育培训效果保证',
    en: 'Education outcome promise',
    severity: 'high',
  },
  'charge-hidden': { group: 'terms', zh: '隐形收费', en: 'Hidden charges', severity: 'high' },
  'tying-forced': { group: 'terms', zh: '强制搭售', en: 'Forced tying', severity: 'high' },
  'unfair-return-term': {
    group: 'terms',
    zh: '排除退货权利',
    en: 'Denial of return rights',
    severity: 'high',
  },
  'off-platform-transaction': {
    group: 'off-platform',
    zh: '引导站外私下交易',
    en: 'Off-platform dealing',
    severity: 'critical',
  },
  'prize-promo-irregular': {
    group: 'terms',
    zh: '违规抽奖盲盒',
    en: 'Irregular prize promotion',
    severity: 'medium',
  },
  superstition: { group: 'prohibited', zh: '迷信内容', en: 'Superstition', severity: 'medium' },
  'minor-directed': { group: 'prohibited', zh: '诱导未成年人', en: 'Directed at minors', severity: 'high' },
  'discrimination-vulgar': {
    group: 'prohibited',
    zh: '歧视低俗',
    en: 'Discrimination and vulgarity',
    severity: 'medium',
  },
  'alcohol-inducement': {
    group: 'prohibited',
    zh: '酒类违规宣传',
    en: 'Alcohol promotion',
    severity: 'high',
  },
  'prohibited-goods': {
    group: 'prohibited',
    zh: '禁售禁宣商品',
    en: 'Prohibited goods',
    severity: 'critical',
  },
  'infant-formula-claim': {
    group: 'prohibited',
    zh: '婴配替代母乳及功能宣称',
    en: 'Infant formula claims',
    severity: 'critical',
  },
  'pet-feed-medical': {
    group: 'medical',
    zh: '宠物食品涉医',
    en: 'Medical claims for pet food',
    severity: 'high',
  },
  'filter-evasion-wink': {
    group: 'absolute',
    zh: '暗示规避审查',
    en: 'Wink at forbidden words',
    severity: 'medium',
  },
  'chat-report-counterfeit': {
    group: 'viewer-signal',
    zh: '观众反映假货',
    en: 'Viewer reports fake goods',
    severity: 'high',
  },
  'chat-not-received': {
    group: 'viewer-signal',
    zh: '未收到货',
    en: 'Goods not received',
    severity: 'medium',
  },
  'chat-aftersales-refused': {
    group: 'viewer-signal',
    zh: '售后被拒',
    en: 'After-sales refused',
    severity: 'medium',
  },
  'chat-quality-defect': {
    group: 'viewer-signal',
    zh: '质量与不符',
    en: 'Defect or mismatch',
    severity: 'medium',
  },
  'chat-adverse-reaction': {
    group: 'viewer-signal',
    zh: '不良反应与安全事故',
    en: 'Injury or adverse reaction',
    severity: 'critical',
  },
  'chat-info-unanswered': {
    group: 'viewer-signal',
    zh: '关键信息追问未答',
    en: 'Material question left unanswered',
    severity: 'medium',
  },
  'chat-price-mismatch': {
    group: 'viewer-signal',
    zh: '价格不一致投诉',
    en: 'Price mismatch complaint',
    severity: 'medium',
  },
  'chat-offplatform-solicit': {
    group: 'off-platform',
    zh: '弹幕引流诈骗',
    en: 'Solicitation by accounts in chat',
    severity: 'high',
  },
  'chat-pii-leak': {
    group: 'viewer-signal',
    zh: '泄露个人信息',
    en: 'Personal information given away',
    severity: 'high',
  },
  'chat-muted-deleted': {
    group: 'viewer-signal',
    zh: '被禁言删评反映',
    en: 'Complaints of muting',
    severity: 'low',
  },
  'chat-shill-pattern': {
    group: 'viewer-signal',
    zh: '水军刷屏',
    en: 'Coordinated shill messages',
    severity: 'medium',
  },
  'chat-minor-present': {
    group: 'viewer-signal',
    zh: '未成年观众迹象',
    en: 'Signs of a minor',
    severity: 'medium',
  },
} as const satisfies Record<string, KindFacts>;

export type Kind = keyof typeof KINDS;

export const isKind = (value: string): value is Kind => Object.hasOwn(KINDS, value);
export const isGroup = (value: string): value is Group => Object.hasOwn(GROUPS, value);
