/**
 * What an amount is said to be: the shop's own earlier price (`former`), somebody else's or a printed price (`reference`),
 * what is to be paid (`now`), what is saved (`saving`), the lowest or a sale's price (`low`), what the
 * shop itself paid (`cost`), or something that is no price of the goods (`other`: deposit,
 * freight, coupon, value of a gift, an instalment, one end of a range).
 */
export type AmountRole = 'former' | 'reference' | 'now' | 'saving' | 'low' | 'cost' | 'other' | 'unsaid';

const ROLES: readonly (readonly [AmountRole, RegExp])[] = [
  [
    'other',
    /定金|订金|尾款|运费|邮费|首付|月供|每期|每个?月|一个月|赠品|价值|市值|红包|满|券|保证金|押金|单号|尾号|型号|号码|deposit|shipping|freight|coupon|voucher|worth|valued at|spend|over|orders? of|model|pay in (?:two|three|four|six|\d+)|per month|monthly/g,
  ],
  ['cost', /成本|进货?价|拿货价?|入货价|出厂价|cost (?:me|us)|costs? price|we paid/g],
  [
    'saving',
    /立省|省下?了?|便宜了?|立减|[直又再]降|降了?(?![到至成价])|少花|少付|减掉|减了?|优惠了?|[yw]ou(?:'re| are)? sav(?:e|ing)|saving|saves?|less|knock(?:ed)?/g,
  ],
  [
    'reference',
    /专柜|价签|官网|市场价|市价|吊牌|门店|实体店|线下|超市|商场|免税店|旗舰店|别人|别家|人家|外面|零售价|指导价|厂商|建议|msrp|rrp|(?:market|street|sticker|shop|store|mall|high[- ]street) price|list price|retail|counter price|in stores?|other (?:shops?|stores?)|elsewhere/g,
  ],
  [
    'former',
    /原价|[平日]常的?售价|平时的?售价|原先|原来|之前|以前|平时|平常|平日|日常|昨天|前天|上周|上个?月|前几天|去年|划线价|标价|挂价|定价|牌价|本来|一直都?是?卖|一直都?是|正价|\bwas\b|\bwere\b|originally|original price|used to (?:be|cost|sell)|regular(?:ly)?|normal(?:ly)?|old price|usual(?:ly)?|last (?:week|month|year)|yesterday|before|instead of|\boff (?:the|our|its|that)(?= )|(?:%|percent) off\s*$/g,
  ],
  [
    'low',
    /(?:史低|最低|底价|新低|同样?价|一样价|一个价|便宜|低|low(?:est)?)(?:的?价格?|点|钱| price)?(?:都|也|就)?(?:是|只要)?[，,：:]?(?:都|也|就)?(?:是)?\s*$/g,
  ],
  [
    'now',
    /现在|今天|今晚|今日|今儿|这会|只要|只需|到手|[只就]卖|只收|(?:我们?|咱们?|这里|直播间)卖|直播价|直播间|现价|券后|仅需|仅|拍下|给你们?|福利|秒杀|特价|折后|售价|卖你|活动价|折(?:后|就是?|才|只要|算?下来|以后|下来就?)?[，,]?\s*$|\bnow\b|tonight|today|\bonly\b|\bjust\b|(?<!(?:goes?|going|sells?|sold|selling|priced|retails?) )\bfor\b|down to|you(?:'ll|'re)? pay(?:ing)?/g,
  ],
];

export const lastMatch = (pattern: RegExp, text: string): { at: number; end: number } | null => {
  let last: { at: number; end: number } | null = null;
  for (const match of text.matchAll(pattern)) last = { at: match.index, end: match.index + match[0].length };
  return last;
};

/** Most numbers stand behind no such word at all: one look instead of one per role. */
const ANY_ROLE = new RegExp(ROLES.map(([, { source }]) => `(?:${source})`).join('|'));

/** The role that the nearest words before give. */
const roleBefore = (head: string): { role: AmountRole; at: number; word?: string } => {
  let best: { role: AmountRole; at: number; end: number } | null = null;
  for (const [role, pattern] of ANY_ROLE.test(head) ? ROLES : []) {
    const found = lastMatch(pattern, head);
    if (found && (!best || found.end > best.end)) best = { role, ...found };
  }
  // 现在的原价, 今天专柜价: the word for the price itself decides.
  return best
    ? { role: best.role, at: best.at, word: head.slice(best.at, best.end) }
    : { role: 'unsaid', at: head.length };
};

const FALLS = '(?:直接|一路|直)?[降跌砍杀掉跳][到至成]';
const FROM = /(?:从|由)(?:原来的?|之前的?|平时的?)?\s*$/;
const FALLS_AFTER = new RegExp(`^\\s*(?:${FALLS}|[到至])`);
const FALLS_BEFORE = new RegExp(`(?:${FALLS}(?:了|只要)?|^[到至])\\s*$`);
/** Words behind a sum that say what it is, whatever stands before. */
const BEHIND: readonly (readonly [AmountRole, RegExp])[] = [
  [
    'other',
    /^\s*(?:的|元|块)?(?:优惠|店铺|满减|无门槛|消费|平台|折价)?券|^\s*(?:\/|a |per |every |一个?|每个?)\s*(?:月|month|mo\b)|^\s*(?:coupon|voucher|deposit|shipping|orders?\b|or more|and up|purchase|minimum|\+)/,
  ],
  ['saving', /^\s*(?:off\b|less\b|cheaper\b|discount|savings?\b|in savings)/],
  ['reference', /^\s*(?:retail|(?:price )?tag|sticker|list price|msrp|rrp)\b/],
];
const BEHIND_UNSAID: readonly (readonly [AmountRole, RegExp])[] = [
  [
    'former',
    /^\s*(?:normally|usually|originally|regularly|before)\b|^的[^，,。]{1,5}[，,]?(?:今天|今晚|现在|直接|给你们?)*打?[\d.一二三四五六七八九点]+折|^(?:今天|今晚|现在|直接|给你们?)*打[\d.一二三四五六七八九点]+折/,
  ],
  ['now', /^\s*(?:now\b|today\b|tonight\b|拿走|拿下|带走|带回家|到手|包邮|上车|入手)/],
];

/** What the words around an amount say it is, and where they begin in `head`. */
export const roleAround = (head: string, tail: string): { role: AmountRole; at: number; word?: string } => {
  const from = FROM.exec(head);
  if (from && FALLS_AFTER.test(tail)) return { role: 'former', at: from.index, word: from[0] };
  const falls = FALLS_BEFORE.exec(head);
  if (falls) return { role: 'now', at: falls.index, word: falls[0] };
  const before = roleBefore(head);
  const behind = BEHIND.find(([, pattern]) => pattern.test(tail));
  if (behind && !(behind[0] === 'reference' && before.role === 'former'))
    return { ...before, role: behind[0] };
  if (before.role !== 'unsaid') return before;
  const unsaid = BEHIND_UNSAID.find(([, pattern]) => pattern.test(tail));
  return unsaid ? { ...before, role: unsaid[0] } : before;
};

interface Placed {
  readonly role: AmountRole;
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

const RANGE = /^\s*(?:到|至|-|~|—|–|to)\s*$/;
const DOWN_TO =
  /^\s*(?:all the way )?(?:down )?to (?:just |only )?$|^(?:直接|一路|直)?[降跌砍杀掉跳]?[到至成]$/;
const FALLING =
  /\bsav|\boff\b|\bdown\b|drop|\bcuts?\b|slash|reduc|mark|knock|discount|\bless\b|省|降|优惠|便宜|折/;

/**
 * Two sums with nothing but a "to" between them: 九十九到一百二 are the ends of a range and prices of nothing, and
 * "save $30, from $99 to $79" says what was asked and what is.
 */
export const pairedRoles = <T extends Placed>(amounts: readonly T[], plain: string): T[] => {
  const roles = new Map<T, AmountRole>();
  amounts.forEach((low, i) => {
    const high = amounts[i + 1];
    if (!high) return;
    const between = plain.slice(low.end, high.start);
    if (low.value > high.value && DOWN_TO.test(between)) {
      if (!FALLING.test(plain)) roles.set(low, 'other').set(high, 'other');
      else if (low.role === 'reference' || low.role === 'former') roles.set(high, 'now');
      else roles.set(low, 'former').set(high, 'now');
    } else if (low.value < high.value && RANGE.test(between)) roles.set(low, 'other').set(high, 'other');
  });
  return amounts.map((one) => {
    const role = roles.get(one);
    return role === undefined ? one : { ...one, role };
  });
};
