import type { SlotValue } from '../hear/heard.ts';
import type { ListingFacts } from './listing.ts';
import { isCompared } from './listing.ts';
import { agree, isNear, type Kept } from './values.ts';

/** Words by which one product has several lives or warranties: opened, frozen, its battery. Such figures are not held together. */
const QUALIFIED =
  /开封|開封|拆封|开盖|開蓋|打开|打開|冷藏|冷冻|冷凍|常温|常溫|电池|電池|电机|馬達|马达|压缩机|主要部件|主机|整机|配件|屏|once open|after open|opened|frozen|fridge|battery|motor|parts|compressor/iu;
/** The room puts itself right. */
const CORRECTED =
  /说错|說錯|讲错|講錯|口误|口誤|更正|纠正|糾正|不好意思.{0,6}(?:是|应该)|不对[，,、 ]?不对|不對[，,、 ]?不對|[啊哦喔诶誒哎]不[对對]|correction|misspoke|i mean\b|let me correct|\bno,? wait\b|\bsorry,? (?:it'?s|that'?s|i meant)/iu;

/** A former price, a shop's price elsewhere, what is saved or given: not what is asked for the product. */
const OTHER_PRICE =
  /原价|原價|平时|平時|日常|专柜|專櫃|门店|門市|市场价|市價|吊牌|定价|定價|别人|別人|别家|別家|外面|价值|價值|省|立减|立減|优惠|優惠|券|恢复|恢復|涨回|漲回|回到|运费|運費|邮费|赔|賠|返|original|regular|retail|worth|used to|was |msrp|elsewhere|save|go(?:es)? (?:back|up)|off\b|shipping|coupon/iu;
/** Words that name what a figure is of; without them a figure may be anything's. */
const NAMED: Readonly<Record<string, RegExp>> = {
  'shelf-life':
    /保质|保質|保存|赏味|賞味|有效期|有效日期|能放|shelf[ -]?life|best before|use by|expir|keeps/iu,
  'cosmetic-use-period': /保质|保質|限用|使用期|有效期|保存|shelf life|expir|use by/iu,
  'warranty-period': /保修|质保|質保|保固|联保|聯保|warrant/iu,
};

/** What the comparison needs to know of the sentence beside what was read in it. */
export interface Sentence {
  readonly text: string;
  /** What the same speaker said just before. */
  readonly before: string;
  /** A number was cut in two: 一百 and 五十毫升. */
  readonly isCut: boolean;
}

const NUMERAL = /[0-9零〇一二两兩三四五六七八九十百千万萬点點.]/u;

/** Whether a recogniser cut a number between two lines. */
export const cutsNumber = (before: string, text: string): boolean =>
  NUMERAL.test(before.trimEnd().at(-1) ?? '') && NUMERAL.test(text.trimStart()[0] ?? '');

/** Whether what a sentence says of a duty can be held against anything. */
export const isComparable = (dutyId: string, { text, before, isCut }: Sentence): boolean => {
  if (isCut || QUALIFIED.test(text)) return false;
  if (dutyId === 'price-and-unit' || dutyId === 'jewel-weight-price') return !OTHER_PRICE.test(before + text);
  return NAMED[dutyId]?.test(text) ?? true;
};

/** Whether a text gives figures for several conditions, which do not contradict each other. */
export const hasConditions = (text: string): boolean => QUALIFIED.test(text);

/** Whether a sentence replaces what was said before. */
export const isCorrection = (text: string): boolean => CORRECTED.test(text);

/** Several pieces at once cost several times the price. */
const PIECES_MAX = 6;

const isPriceOf = (said: number, amounts: readonly number[]): boolean =>
  amounts.some((amount) => {
    for (let pieces = 1; pieces <= PIECES_MAX; pieces += 1)
      if (isNear(said, amount * pieces) || isNear(said * pieces, amount)) return true;
    return false;
  });

/** Prices of a sentence in yuan. A currency that is not the listing's cannot be compared. */
const pricesOf = (slots: Readonly<Record<string, SlotValue>>): number[] =>
  Object.entries(slots).flatMap(([id, { value, unit, approx }]) =>
    /price|amount|money/.test(id) &&
    typeof value === 'number' &&
    !approx &&
    (unit === undefined || /^(?:cny|rmb|yuan|元)$/i.test(unit))
      ? [value]
      : [],
  );

const differs = (said: Readonly<Record<string, Kept>>, other: Readonly<Record<string, Kept>>): boolean =>
  Object.entries(said).some(([slot, value]) => {
    const known = other[slot];
    // Figures and dates can be held together; free words only where they name a place.
    if (known === undefined) return false;
    if (typeof value === 'string' && !/^\d{4}-\d{2}/.test(value) && slot !== 'place') return false;
    return !agree(value, known);
  });

/** Whether a statement says something else than the listing. What cannot be compared contradicts nothing. */
export const contradictsListing = (
  dutyId: string,
  said: Readonly<Record<string, SlotValue>>,
  kept: Readonly<Record<string, Kept>>,
  facts: ListingFacts | undefined,
): boolean => {
  if (!facts) return false;
  if (dutyId === 'price-and-unit' || dutyId === 'jewel-weight-price') {
    const prices = pricesOf(said);
    return (
      facts.amounts !== undefined &&
      prices.length > 0 &&
      !prices.some((price) => isPriceOf(price, facts.amounts ?? []))
    );
  }
  const says = facts.says?.[dutyId];
  if (!says || !isCompared(dutyId)) return false;
  return differs(kept, says);
};

/** What is said twice of one product and must be the same: a product has several sizes and prices, but one shelf life. */
const SINGLE: ReadonlySet<string> = new Set([
  'shelf-life',
  'cosmetic-use-period',
  'warranty-period',
  'alcohol-info',
]);

/** Whether a statement says something else than an earlier one of the same product. */
export const contradictsItself = (
  dutyId: string,
  kept: Readonly<Record<string, Kept>>,
  earlier: Readonly<Record<string, Kept>> | undefined,
): boolean => {
  if (!earlier || !SINGLE.has(dutyId)) return false;
  const numbers = Object.fromEntries(Object.entries(kept).filter(([, value]) => typeof value === 'number'));
  return differs(numbers, earlier);
};
