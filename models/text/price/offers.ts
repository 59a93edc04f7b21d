import { first, isNear, type PriceFinding, perListed } from './finding.ts';
import type { Listed } from './listed.ts';
import type { PriceReading } from './read.ts';

const BOTH =
  /(?:非会员|会员|members?(?: (?:price|pay|get it for))?)[^。！？!?;；\n]{1,24}(?:非会员|会员|不是会员|普通|其他人|non-?members?|everybody else|everyone else|others?)\D{0,8}/;
/** The two prices of a sentence that names who pays which: nothing of the condition is kept back. */
export const bothPricesFinding = ({ plain, amounts }: PriceReading): PriceFinding | null => {
  const match = BOTH.exec(plain);
  if (!match) return null;
  const start = match.index;
  const reach = start + match[0].length + 1;
  const [one, other, third] = amounts.filter((amount) => amount.end > start && amount.start <= reach);
  if (!one || !other || third || one.start > reach || other.start < one.end) return null;
  return {
    rule: 'both-prices-said',
    kind: 'price-condition-hidden',
    verdict: 'exempt',
    start,
    end: Math.max(other.end, one.end),
    said: one.value,
    listed: other.value,
    zh: `会员与非会员的价格都说明了（${one.value}、${other.value}），条件没有隐瞒`,
    en: `both prices are said, for members and for others (${one.value}, ${other.value}): no condition is hidden`,
  };
};

const THRESHOLD =
  /(?:use|with|apply|enter|claim)(?: the| my| our)? (?:code|coupon|voucher)\b[^.;!?\n]{0,16}?[$£€]?\d[\d,.]*\s?%?(?: dollars| percent)? off|(?:spend|orders? (?:over|of|above))\s*[$£€¥]?\d[\d,.]*[^.;!?\n]{0,16}?(?:get|save|take|and get|receive)\s*[$£€¥]?\d[\d,.]*\s?%?(?: off)?/;
/** So much off from so much on, or with a code: a condition that is said, and no former price. */
export const thresholdFinding = (reading: PriceReading): PriceFinding | null => {
  const match = THRESHOLD.exec(reading.plain);
  if (!match || first(reading, 'former', 'reference') || reading.lowest.length > 0) return null;
  return {
    rule: 'threshold-offer',
    kind: 'price-fictitious-original',
    verdict: 'exempt',
    start: match.index,
    end: match.index + match[0].length,
    zh: '满额或凭券减免，条件已说明，不涉及原价',
    en: 'so much off from so much on or with a code: the condition is said, and no former price is claimed',
  };
};

/** 原价一百，今天没有活动，还是一百: nothing is said to be reduced. */
export const unreducedFinding = (reading: PriceReading): PriceFinding | null => {
  const former = first(reading, 'former');
  const now = first(reading, 'now');
  if (!former || !now || former.value !== now.value || former.end > now.start) return null;
  if (reading.discounts.length > 0 || first(reading, 'saving', 'reference')) return null;
  return {
    rule: 'not-reduced',
    kind: 'price-fictitious-original',
    verdict: 'exempt',
    start: former.from,
    end: now.end,
    said: former.value,
    listed: now.value,
    zh: `原价与现价都是 ${now.value}，没有宣称降价`,
    en: `the former price and the present one are both ${now.value}: no reduction is claimed`,
  };
};

/** 成本三十，我们卖四十九: sold for more than it cost, which is no sacrifice. */
export const aboveCostFinding = (reading: PriceReading): PriceFinding | null => {
  const cost = first(reading, 'cost');
  const now = first(reading, 'now');
  if (!cost || !now || now.value < cost.value || first(reading, 'former', 'reference')) return null;
  return {
    rule: 'above-cost',
    kind: 'price-fictitious-original',
    verdict: 'exempt',
    start: Math.min(cost.from, now.from),
    end: Math.max(cost.end, now.end),
    said: now.value,
    listed: cost.value,
    zh: `售价 ${now.value} 高于所说成本 ${cost.value}，没有宣称亏本`,
    en: `sold at ${now.value}, above the cost said (${cost.value}): no loss is claimed`,
  };
};

/** The prices of the page and nothing they are set against: no former price is claimed. */
export const asListedFinding = (reading: PriceReading, listed: Listed): PriceFinding | null => {
  const { amounts, discounts, lowest, deals, occasions, plain } = reading;
  const [one] = amounts;
  if (!one || [discounts, lowest, deals, occasions].some(({ length }) => length > 0)) return null;
  if (amounts.some(({ role }) => role !== 'now' && role !== 'unsaid')) return null;
  const isListed = amounts.every((amount) => {
    const value = perListed(amount, listed);
    return value !== null && listed.prices.some((price) => isNear(value, price));
  });
  if (!isListed || SACRIFICE.test(plain)) return null;
  return {
    rule: 'price-as-listed',
    kind: 'price-fictitious-original',
    verdict: 'exempt',
    start: Math.min(...amounts.map(({ from }) => from)),
    end: Math.max(...amounts.map(({ end }) => end)),
    said: one.value,
    zh: `所说价格与页面一致（${one.value}），没有与别的价格比较`,
    en: `the price said is the one on the page (${one.value}), and is set against no other`,
  };
};
/** A low price told as a loss claims a higher one without a figure. */
const SACRIFICE =
  /亏|赔|成本|骨折|白送|跳楼|血|疯|打折|便宜|划|原|平时|专柜|官网|loss|crazy|insane|steal|giveaway|wholesale/;
