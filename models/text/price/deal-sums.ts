import type { Amount } from './amounts.ts';
import { isSameCurrency, sumIn } from './currency.ts';
import type { Deal } from './deals.ts';
import { figure, isNear, type PriceFinding } from './finding.ts';
import { englishNumber } from './numerals.ts';
import type { PriceReading } from './read.ts';

/** 六七折 for two thirds, 七折 as well: shares are said in whole tenths. */
const SHARE_ROUNDING = 0.035;
/** How far behind a deal its share of the price is said. */
const EQUATED_UNITS = 36;
const EQUATES =
  /等于|相当于|算下来|折下来|合着|折合|就是|也就是|平均|=|that's|thats|\bso\b|which is|works? out|means|equals|effectively|basically|really|every (?:one|piece)|each/;
/** What comes with it is something else than what is bought: no share of one price follows. */
const OTHER_GOODS = /小样|赠品|旅行装|试用|中样|mini|sample|travel size|gift/;
const ONE =
  /(?:单[件买价瓶盒个双条支包袋罐套]|第一[件瓶盒个双条支包袋罐套]|原价|each|\bone (?:is|for)|\b1 for)/;

const shareOf = ({ pieces, times }: Deal): number => times / pieces;
const folds = (share: number): string => figure(Math.round(share * 1000) / 100);
const percent = (share: number): string => figure(Math.round((1 - share) * 1000) / 10);

/** 买一送一等于五折: the share that the deal leaves, against the one said of it. */
const equated = ({ discounts, plain }: PriceReading, deal: Deal): PriceFinding | null => {
  const said = discounts.find(({ start }) => start >= deal.end && start - deal.end <= EQUATED_UNITS);
  if (!said || !EQUATES.test(plain.slice(deal.end, said.start))) return null;
  const share = shareOf(deal);
  const isTrue = Math.abs(said.rate - share) <= (said.about ? 2 : 1) * SHARE_ROUNDING;
  return {
    rule: isTrue ? 'deal-computes' : 'deal-does-not-compute',
    kind: 'price-fictitious-original',
    verdict: isTrue ? 'exempt' : 'flag',
    start: deal.start,
    end: said.end,
    said: said.rate,
    listed: share,
    zh: `${deal.pieces} 件付 ${figure(deal.times)} 件的钱，为 ${folds(share)} 折（减 ${percent(share)}%），${isTrue ? '' : '并非'}所说 ${folds(said.rate)} 折（减 ${percent(said.rate)}%）`,
    en: `${deal.pieces} for the price of ${figure(deal.times)} is ${percent(share)}% less${isTrue ? ', as said' : `, not ${percent(said.rate)}%`} (${percent(said.rate)}%)`,
  };
};

const FOR_SO_MANY = /\b(two|three|four|five|\d{1,2}) for (?:just |only |a total of )?$/;
/** Whether an amount is said to be for all the pieces of a deal: 两件一百八, two for $70. */
const isOfAll = ({ measure, role, start }: Amount, { pieces }: Deal, plain: string): boolean => {
  if (role === 'other') return false;
  if (measure) return measure.dimension === 'count' && measure.amount === pieces;
  const many = FOR_SO_MANY.exec(plain.slice(Math.max(0, start - 20), start))?.[1];
  return many !== undefined && (/^\d/.test(many) ? Number(many) : englishNumber(many)) === pieces;
};

const isOfOne = (amount: Amount, plain: string): boolean =>
  amount.measure
    ? amount.measure.dimension === 'count' && amount.measure.amount === 1
    : amount.role === 'former' || ONE.test(plain.slice(Math.max(0, amount.start - 8), amount.start));

/** 一件一百，第二件半价，两件一百五: the price of all the pieces, against that of one. */
const totalled = ({ amounts, plain }: PriceReading, deal: Deal): PriceFinding | null => {
  const all = amounts.find((amount) => isOfAll(amount, deal, plain));
  const ones = amounts.filter(
    (amount) => amount !== all && amount.role !== 'other' && isOfOne(amount, plain),
  );
  const [one] = ones;
  if (!all || !one || ones.some(({ value }) => value !== one.value)) return null;
  if (!isSameCurrency(one.currency, all.currency)) return null;
  const due = one.value * deal.times;
  const isTrue = isNear(all.value, due);
  const currency = one.currency ?? all.currency;
  const [each, left, is] = [sumIn(one.value, currency), sumIn(due, currency), sumIn(all.value, currency)];
  return {
    rule: isTrue ? 'deal-computes' : 'deal-does-not-compute',
    kind: 'price-fictitious-original',
    verdict: isTrue ? 'exempt' : 'flag',
    start: Math.min(one.from, deal.start, all.start),
    end: Math.max(one.end, deal.end, all.end),
    said: due,
    listed: all.value,
    zh: `单件 ${each.zh}，${deal.pieces} 件付 ${figure(deal.times)} 件的钱应为 ${left.zh}，所说 ${is.zh}${isTrue ? '，相符' : ''}`,
    en: `at ${each.en} each, ${deal.pieces} for the price of ${figure(deal.times)} is ${left.en}; said: ${is.en}${isTrue ? ', as it should be' : ''}`,
  };
};

/** A deal over several pieces against what is said to follow from it; `null` where nothing is, or nothing can. */
export const dealFinding = (reading: PriceReading): PriceFinding | null => {
  const [deal, more] = reading.deals;
  if (!deal || more || reading.elsewhere || OTHER_GOODS.test(reading.plain)) return null;
  const isAlone = reading.discounts.every(({ conditional }) => conditional);
  return equated(reading, deal) ?? (isAlone ? totalled(reading, deal) : null);
};
