import type { Amount } from './amounts.ts';
import { isSameCurrency, sumIn } from './currency.ts';
import { dealFinding } from './deal-sums.ts';
import type { Discount } from './discounts.ts';
import { above, figure, first, isComparable, type PriceFinding, ROUNDING } from './finding.ts';
import { type Further, splitFurther } from './further.ts';
import type { Listed } from './listed.ts';
import type { PriceReading } from './read.ts';
import { timesOf } from './units.ts';

/** How far the share paid may be below the one said: folds are said in whole tenths. */
const FOLD_ROUNDING = 0.025;
/** The same where it is said to be about so much. */
const ABOUT = 0.06;
/** A saving is rounded down in speech, to the next round sum. */
const SAVING_ROUNDING = 0.1;

/** Whether two amounts are for as much of the goods, and of one currency. */
const sameMeasure = (a: Amount, b: Amount): boolean => {
  if (!isSameCurrency(a.currency, b.currency)) return false;
  if (a.measure && b.measure) return timesOf(a.measure, b.measure) === 1;
  const only = b.measure ?? undefined;
  // 原价一百，两瓶一百六: the former price is of one. 原价十块一斤，今天三块: the unit is said once.
  return only === undefined || only.dimension !== 'count' || only.amount === 1;
};

/** A price after a discount without a word for it: 原价五百，八折，四百块. */
const paidIn = (reading: PriceReading, base: Amount | undefined): Amount | undefined =>
  first(reading, 'now') ??
  (base &&
    reading.amounts.find(
      ({ role, start, currency, measure }) =>
        role === 'unsaid' && currency !== undefined && !measure && start >= base.end,
    ));

/** NT$1280打八折, 一千块的东西今天七折: what a discount is taken from, without a word for it. */
const TAKEN =
  /^(?:的[^，,。]{0,4})?(?:今天|今晚|现在|直接|全部|一律|再|给你们?)*打?个?$|^ [a-z]{3,12}(?: [a-z]{3,12})?[, ]+(?:(?:now|is|at|today|tonight|for|it's) )*$/;
const takenFrom = ({ amounts, discounts, plain }: PriceReading): Amount | undefined =>
  amounts.find(
    ({ role, currency, end }) =>
      role === 'unsaid' &&
      currency !== undefined &&
      discounts.some(({ start }) => start >= end && TAKEN.test(plain.slice(end, start))),
  );

interface Terms {
  readonly base: number;
  readonly paid: number;
  readonly rate?: Discount;
  readonly saving?: Amount;
  readonly spots: readonly { readonly start: number; readonly end: number; readonly from?: number }[];
  readonly currency: Amount['currency'];
}

const fitsRate = (paid: number, base: number, { rate, about }: Discount): boolean =>
  about
    ? Math.abs(paid / base - rate) <= ABOUT
    : !above(paid, base * rate) &&
      (rate - paid / base <= FOLD_ROUNDING || paid >= base * rate * (1 - ROUNDING));

const isOpen = (saving: Amount, plain: string): boolean =>
  /^\s*(?:多|几|\+|来块|or more)/.test(plain.slice(saving.end, saving.end + 8)) ||
  /(?:over|more than|at least|up to|超过|不止|至少|将近|差不多)\s*$/.test(
    plain.slice(Math.max(0, saving.start - 10), saving.start),
  );

const fitsSaving = (paid: number, base: number, saving: Amount, plain: string): boolean => {
  const saved = base - paid;
  if (isOpen(saving, plain)) return saving.value <= saved * (1 + SAVING_ROUNDING);
  return !above(saving.value, saved) && saving.value >= saved * (1 - SAVING_ROUNDING) - 1;
};

/** 原价两百打八折再减二十: first the discount, then the sum, or the other way round. */
const fitsBoth = ({ base, paid, rate, saving }: Terms): boolean => {
  if (!rate || !saving) return false;
  const dues = [base * rate.rate - saving.value, (base - saving.value) * rate.rate];
  return dues.some((due) => Math.abs(paid - due) <= due * ROUNDING + 0.5);
};

const spanOf = ({ spots }: Terms): { start: number; end: number } => ({
  start: Math.min(...spots.map(({ from, start }) => from ?? start)),
  end: Math.max(...spots.map(({ end }) => end)),
});

const wrongRate = (terms: Terms, { rate }: Discount): PriceFinding => {
  const { base, paid, currency } = terms;
  const due = base * rate;
  const [from, left, is] = [sumIn(base, currency), sumIn(due, currency), sumIn(paid, currency)];
  const folds = (share: number): string => figure(Math.round(share * 1000) / 100);
  const percent = (share: number): string => figure(Math.round((1 - share) * 1000) / 10);
  return {
    rule: 'discount-does-not-compute',
    kind: 'price-fictitious-original',
    verdict: 'flag',
    ...spanOf(terms),
    said: due,
    listed: paid,
    zh: `${from.zh}打 ${folds(rate)} 折（减 ${percent(rate)}%）应为 ${left.zh}，实际 ${is.zh}，为 ${folds(paid / base)} 折（减 ${percent(paid / base)}%）`,
    en: `${from.en} less ${percent(rate)}% is ${left.en}, but the price is ${is.en}, which is ${percent(paid / base)}% less`,
  };
};

const wrongSaving = (terms: Terms, saving: Amount): PriceFinding => {
  const saved = terms.base - terms.paid;
  const [was, is, less, told] = [
    sumIn(terms.base, terms.currency),
    sumIn(terms.paid, terms.currency),
    sumIn(saved, terms.currency),
    sumIn(saving.value, terms.currency),
  ];
  const due = sumIn(terms.base - saving.value, terms.currency);
  return {
    rule: 'saving-does-not-compute',
    kind: 'price-fictitious-original',
    verdict: 'flag',
    ...spanOf(terms),
    said: saving.value,
    listed: saved,
    zh: `${was.zh}到 ${is.zh}省 ${less.zh}，并非 ${told.zh}（省 ${told.zh}应为 ${due.zh}）`,
    en: `from ${was.en} to ${is.en} saves ${less.en}, not ${told.en} (which would leave ${due.en})`,
  };
};

/** The terms of a sum with one of the prices it may be counted from, as said or as listed. */
const termsOf = (reading: PriceReading, listed: Listed | null, base: Amount | undefined): Terms | null => {
  const now = paidIn(reading, base);
  const discounts = reading.discounts.filter(({ conditional }) => !conditional);
  const [rate] = discounts;
  const isOne =
    reading.discounts.length === discounts.length && discounts.every((one) => one.rate === rate?.rate);
  const savings = reading.amounts.filter(({ role }) => role === 'saving');
  const [saving] = savings;
  if (!isOne || savings.length > 1 || (base && now && !sameMeasure(base, now))) return null;
  if (saving && now && !isSameCurrency(saving.currency, now.currency)) return null;
  const spoken = [base, now].filter((one) => one !== undefined);
  const isMixed = spoken.some(({ currency }) => listed && !isSameCurrency(currency, listed.currency));
  if (isMixed && spoken.length < 2) return null;
  // Two figures of the listing alone are the listing's affair unless a discount is said of them.
  const from = base?.value ?? (rate ? listed?.originalPrice : undefined);
  const paid = now?.value ?? (base?.measure && base.measure.amount !== 1 ? undefined : rate && listed?.price);
  if (from === undefined || paid === undefined || (!base && now?.measure)) return null;
  if (paid > from * 1.5 || paid < from * 0.02) return null;
  const spots = [rate, saving && now && base ? saving : undefined, base, now].filter(
    (one) => one !== undefined,
  );
  return {
    base: from,
    paid,
    ...(rate && { rate }),
    ...(saving && now && base && { saving }),
    spots,
    currency: spoken.find((one) => one.currency)?.currency ?? listed?.currency,
  };
};

const wrongIn = (terms: Terms, plain: string): PriceFinding | null => {
  const { base, paid, rate, saving } = terms;
  if (fitsBoth(terms)) return null;
  if (rate && !fitsRate(paid, base, rate)) return wrongRate(terms, rate);
  if (saving && base > paid && !fitsSaving(paid, base, saving, plain)) return wrongSaving(terms, saving);
  return null;
};

const values = (reading: PriceReading, role: Amount['role']): number =>
  new Set(reading.amounts.filter((one) => one.role === role).map(({ value }) => value)).size;
/** Several former or present prices: which belongs to which is not said. */
const isCrowded = (reading: PriceReading): boolean =>
  values(reading, 'former') > 1 || values(reading, 'now') > 1 || values(reading, 'reference') > 1;

const SENTENCE = /[^。！!？?；;\n]+/g;
/** The statement as a whole, or where it names several prices of a kind, each sentence for itself. */
const sentencesOf = (reading: PriceReading): readonly PriceReading[] => {
  if (!isCrowded(reading)) return [reading];
  return [...reading.plain.matchAll(SENTENCE)]
    .map(({ index, 0: words }) => {
      const inside = (one: { start: number; end: number }): boolean =>
        one.start >= index && one.end <= index + words.length;
      return {
        ...reading,
        amounts: reading.amounts.filter(inside),
        discounts: reading.discounts.filter(inside),
      };
    })
    .filter((one) => !isCrowded(one));
};

const sumIsWrong = (reading: PriceReading, listed: Listed | null): PriceFinding | null => {
  const told = reading.amounts.filter(({ role }) => role === 'former' || role === 'reference');
  const bases = told.length > 0 ? told : [takenFrom(reading)];
  // Of several prices that it may be counted from, one that fits is enough.
  const found = bases.map((base) => {
    const terms = termsOf(reading, listed, base);
    return terms ? wrongIn(terms, reading.plain) : null;
  });
  return found.every((one) => one !== null) ? (found[0] ?? null) : null;
};

/** A further reduction against the price just before it. */
const furtherIsWrong = ({ base, paid, rate, saving }: Further, plain: string): PriceFinding | null => {
  if (!sameMeasure(base, paid) || (saving && !isSameCurrency(saving.currency, paid.currency))) return null;
  const spots = [base, rate ?? saving, paid].filter((one) => one !== undefined);
  const currency = [base, paid].find((one) => one.currency)?.currency;
  const reduction = { ...(rate && { rate }), ...(saving && { saving }) };
  return wrongIn({ base: base.value, paid: paid.value, ...reduction, spots, currency }, plain);
};

/** Discounts, savings and deals held against the prices said with them, or against those of the listing. */
export const sumFinding = (reading: PriceReading, listed: Listed | null): PriceFinding | null => {
  const deal = dealFinding(reading);
  if (deal || !isComparable(reading)) return deal;
  const { rest, further } = splitFurther(reading);
  for (const one of further) {
    const wrong = furtherIsWrong(one, reading.plain);
    if (wrong) return wrong;
  }
  const sentences = sentencesOf(rest);
  for (const sentence of sentences) {
    const wrong = sumIsWrong(sentence, sentences.length > 1 ? null : listed);
    if (wrong) return wrong;
  }
  return null;
};
