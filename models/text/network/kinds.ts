import type { Group, Kind } from '../../contract/kinds.ts';

interface KindRule {
  readonly kind: Kind;
  /** Words that tell the kind; without them it is what remains. */
  readonly cue?: RegExp;
  /** Categories of goods that tell it. */
  readonly categories?: readonly string[];
}

const FOODS = ['food', 'agri-produce', 'infant-formula', 'alcohol'];

/**
 * The network tells groups; which of a group's kinds is meant is read off the goods and a few words, the first rule that fits. A
 * group without a rule that always fits is only claimed where a cue stands: better silent than a wrong accusation.
 */
const RULES: Readonly<Partial<Record<Group, readonly KindRule[]>>> = {
  absolute: [
    {
      kind: 'absolute-ranking',
      cue: /第一|no\.?\s?1|number one|冠军|排名|领先|领军|龙头|top\s?\d|leading|leader/,
    },
    { kind: 'absolute-exclusive', cue: /唯一|独家|独有|only (one|place|brand)|exclusive|首创|首款|仅此/ },
    { kind: 'absolute-totality', cue: /完美|万能|百分之百|100%|永远|绝对|perfect|everything|always/ },
    { kind: 'absolute-superlative' },
  ],
  efficacy: [
    { kind: 'health-food-overclaim', categories: ['health-food'] },
    { kind: 'efficacy-cosmetic', categories: ['cosmetics', 'special-cosmetics'] },
    { kind: 'efficacy-food-health-function', categories: FOODS },
    {
      kind: 'efficacy-timebound',
      cue: /[\d一二两三四五六七八九十半几]+(个)?(天|日|周|星期|小时|分钟|月|晚)|当天|当晚|\b(day|week|night|hour|minute|month)s?\b/,
    },
    {
      kind: 'efficacy-cosmetic',
      cue: /皮肤|肤|脸|斑|皱|纹|毛孔|痘|黑头|头发|掉发|发际|白|skin|wrinkle|face|hair|pore|acne|spot|glow/,
    },
    {
      kind: 'efficacy-food-health-function',
      cue: /吃|喝|食|瘦|减|斤|肚|腰|睡|代谢|免疫|长高|脾|胃|肠|drink|eat|weight|slim|fat|sleep|immun|energy|metabol/,
    },
    { kind: 'efficacy-performance' },
  ],
  medical: [
    { kind: 'pet-feed-medical', categories: ['pet-food'] },
    { kind: 'medical-product-overclaim', categories: ['health-food', 'medical-device'] },
    { kind: 'medical-claim-nonmedical' },
  ],
  guarantee: [
    {
      kind: 'free-from-claim',
      cue: /[无零0](添加|激素|防腐|香精)|不含|不添加|free (from|of)|-free|zero (additive|preservative|chemical)/,
    },
    {
      kind: 'guarantee-safety',
      cue: /安全|副作用|刺激|过敏|孕|宝宝|放心|safe|side effect|irritat|allerg|gentle/,
    },
    { kind: 'guarantee-result' },
  ],
  disparagement: [{ kind: 'disparagement' }],
  'fake-popularity': [
    {
      kind: 'review-manipulation',
      cue: /好评.{0,6}(返|送|红包)|晒图|五星.{0,6}(返|送)|five.star review|for a review/,
    },
    { kind: 'popularity-fabricated' },
  ],
  price: [
    {
      kind: 'price-lowest-claim',
      cue: /最低|更低|底价|史低|便宜.{0,6}(没有|找不)|lowest|cheapest|cheaper|unbeat/,
    },
    {
      kind: 'gift-value-inflated',
      cue: /送.{0,12}价值|价值.{0,12}送|赠.{0,10}价值|worth.{0,20}free|free.{0,30}worth/,
    },
    { kind: 'price-fictitious-original' },
  ],
  urgency: [
    {
      kind: 'scarcity-fake-stock',
      cue: /只剩|最后.{0,3}[单件份套台组瓶盒]|库存|断货|没货|卖完|抢完|抢光|only .{0,12}left|stock|sold out|supplies/,
    },
    { kind: 'urgency-fake-deadline' },
  ],
  authority: [
    { kind: 'authority-celebrity', cue: /明星|同款|网红|影后|影帝|celebrit|actress|star'?s|influencer/ },
    { kind: 'authority-cert-patent', cue: /专利|认证|证书|检测|检验|patent|certif|lab|tested/ },
    {
      kind: 'authority-expert-org',
      cue: /专家|医生|医师|教授|博士|研究所|营养师|院士|doctor|dermatolog|expert|scientist|nutritionist|clinic/,
    },
    { kind: 'authority-state', cue: /国家|央视|部|国宴|军|政府|总统|fda|government|official|nasa|president/ },
    { kind: 'citation-unsourced' },
  ],
  income: [
    { kind: 'education-outcome', cue: /包过|提分|上岸|通过率|考|就业|pass the|score|grade/ },
    { kind: 'appreciation-promise', cue: /升值|增值|涨|收藏|传家|翻倍|appreciat|collect|go up|double/ },
    { kind: 'income-investment-promise' },
  ],
  'off-platform': [{ kind: 'off-platform-transaction' }],
  terms: [
    { kind: 'prize-promo-irregular', cue: /抽奖|中奖|奖品|prize|raffle|giveaway/ },
    { kind: 'tying-forced', cue: /必须.{0,8}(一起|搭|同时)|搭着|捆绑|must (also )?buy|forced/ },
    { kind: 'unfair-return-term', cue: /不退|不换|退货|售出|退款|return|refund|final sale/ },
    { kind: 'charge-hidden', cue: /另收|额外|自动续|扣费|押金|手续费|fee|auto.?renew|subscription|charge/ },
  ],
  prohibited: [
    { kind: 'superstition', cue: /运|财|辟邪|风水|开光|桃花|镇宅|本命|煞|luck|energy|chakra|aura|evil/ },
    {
      kind: 'brand-passing-off',
      cue: /高仿|原单|复刻|1:1|1比1|一比一|a货|尾单|replica|dupe|knock.?off|same factory/,
    },
    { kind: 'alcohol-inducement', cue: /喝酒|白酒|酒量|干杯|茅|啤酒|红酒|一杯|drink|shot|wine|beer|whisk/ },
    { kind: 'minor-directed', cue: /小朋友|同学|孩子们|学生|零花钱|kids|allowance|your (mom|parents)/ },
    { kind: 'infant-formula-claim', cue: /母乳|奶粉|breast ?milk|formula/ },
  ],
};

/** Which kind of a group a folded text claims; null where nothing tells it well enough. */
export const kindIn = (group: Group, folded: string, category: string | undefined): Kind | null =>
  RULES[group]?.find(
    ({ cue, categories }) =>
      (!cue || cue.test(folded)) &&
      (!categories || (category !== undefined && categories.includes(category))),
  )?.kind ?? null;
