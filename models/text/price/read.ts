import { type Amount, amountsIn } from './amounts.ts';
import { type Deal, dealsIn } from './deals.ts';
import { type Discount, discountsIn } from './discounts.ts';
import { type Lowest, lowestIn } from './lowest.ts';
import { type Occasion, occasionsIn } from './occasions.ts';
import { plainOf } from './plain.ts';

/** What a text says about prices, in figures, with spans in UTF-16 offsets of the text. */
export interface PriceReading {
  readonly amounts: readonly Amount[];
  readonly discounts: readonly Discount[];
  readonly lowest: readonly Lowest[];
  /** Several pieces at a price of their own: 买一送一, 第二件半价. */
  readonly deals: readonly Deal[];
  /** Prices held against those of a sale: 和双十一同价. */
  readonly occasions: readonly Occasion[];
  /** The text made plain (see `plainOf`), as far as it was read. */
  readonly plain: string;
  /** Several pieces together, or something added: no price of one piece follows from it. */
  readonly bundle: boolean;
  /** Another product, variant or currency is named than the one on show may have: nothing can be compared. */
  readonly elsewhere: boolean;
  /** Conditions of a price are named: coupons, membership, subsidies, instalments. */
  readonly conditions: boolean;
}

/** A longer text is a page, not a sentence; prices far apart in it have nothing to do with each other. */
const READ_UNITS = 1_000;
/** A first look at the text as it came: without a word for money, a price or a time of one there is nothing to read. */
const MAY_HOLD =
  /[元块塊圆圓钱錢价價折¥￥$＄£€半史卖賣]|只要|只需|到手|[平日]常|平[时時]|昨天|前天|之前|以前|[现現]在|今[天晚]|[仅僅]|最低|最便宜|最[划劃]算|新低|低[价價]|底[价價]|[优優]惠|立[减減]|直降|便宜|now|was|only|price|off|lowest|cheapest|low\b|usd|rmb|buck|dollar|yuan|half|used to|usual|normal|regular|original|sav(?:e|ing)|was\b|bogo|buy (?:one|two|\d)|two for|second (?:one|piece|pair|item|bottle|box|pack)|降[到至成了]|[直立]降|省[了下掉\d一二两兩三四五六七八九]|[买買拍][一二两兩三四五六七八九\d]|第[二2三3][件瓶盒个個双雙条條支包]|[同一][样樣]?[价價]|[£€]/i;
const MAY_DISCOUNT = /折|半价|一半|降|减|省|优惠|便宜|off|half|discount|less|cheaper|percent|%/;
const MAY_LOWEST = /低|最便宜|最划算|底价|low|cheapest/;
const MAY_DEAL =
  /[买拍](?:[一二两三四五六七八九十]|\d)|第[二2三3]|buy|bogo|(?:two|2)[- ]for|the price of|second|2nd/;
const MAY_OCCASION =
  /双十|双1|11\.11|618|六一八|黑五|年货节|大促|black friday|11\.11|double eleven|singles|prime day/;
/** 一 alone is in every second sentence and no amount: a digit, several numerals, one with its unit, or a number in English. */
const MAY_AMOUNT =
  /\d|[零一二两三四五六七八九十百千万](?:[零一二两三四五六七八九十百千万点]|\s*(?:[块元圆毛]|分钱|[a-z]))|[$¥£€a-z]\s*[零一二两三四五六七八九十百千万]|hundred|thousand|teen|ty\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/;

const BUNDLE =
  /买[一二两三四五六\d]+[件瓶盒个送得]|拍[一二两三四五六\d]+发|[买拍].{0,4}送|加赠|第[二2三3][件瓶盒个双条支]|组合|套餐|套装|一整套|bogo|buy (?:one|two|1|2)|bundle|\b(?:two|three|four|five|\d+) for [$¥£€\d]/;
const ELSEWHERE =
  /[\d一二三四五六七八九十]+号(?:链接|色|款)|链接|另一[款个种]|别的|其他款|小样|旅行装|试用装|大瓶|小瓶|加大|升级版|顶配|高配|低配|标配|日元|韩元|美元|美金|欧元|泰铢|卢布|比索|another(?! (?:[$£€¥\d]|(?:nt|hk|us)\$|[a-z-]+ (?:percent|dollars|bucks|quid)))|other (?:one|model|size|colou?r)|travel size|sample|pro version|\d+ ?(?:gb|tb)\b/;
const CONDITIONS =
  /券|会员|满\s?[\d一二三四五六七八九十百]|国补|补贴|以旧换新|分期|每期|红包|领取|叠加|凑单|新人|首单|定金|尾款|拼[团单]|新客|老客|粉丝价|学生|满减|返现|加购|换购|积分|vip|coupon|member|subsid|trade[- ]?in|instal+ment|deposit|first order|code\b|interest[- ]free|no interest|loyalty|student|subscri|cash ?back/;

/** Reads the price statements of a text, in Simplified or Traditional Chinese or English. */
export const readPrices = (text: string): PriceReading | null => {
  const front = text.slice(0, READ_UNITS);
  if (!MAY_HOLD.test(front)) return null;
  const plain = plainOf(front);
  const deals = MAY_DEAL.test(plain) ? dealsIn(plain) : [];
  const inDeal = (at: { start: number; end: number }): boolean =>
    deals.some(({ start, end }) => start < at.end && at.start < end);
  // 第二件半价 is a discount under a condition, and told by the deal already.
  const discounts = (MAY_DISCOUNT.test(plain) ? discountsIn(plain) : []).map((one) =>
    inDeal(one) ? { ...one, conditional: true } : one,
  );
  const inDiscount = (at: Amount): boolean =>
    discounts.some(({ start, end }) => start < at.end && at.start < end) || inDeal(at);
  const amounts = (MAY_AMOUNT.test(plain) ? amountsIn(plain, deals.length > 0) : []).filter(
    (amount) => !inDiscount(amount),
  );
  const lowest = MAY_LOWEST.test(plain) ? lowestIn(plain) : [];
  const occasions = MAY_OCCASION.test(plain) ? occasionsIn(plain) : [];
  if ([amounts, discounts, lowest, deals, occasions].every(({ length }) => length === 0)) return null;
  return {
    amounts,
    discounts,
    lowest,
    deals,
    occasions,
    plain,
    bundle: BUNDLE.test(plain),
    elsewhere: ELSEWHERE.test(plain),
    conditions: CONDITIONS.test(plain),
  };
};
