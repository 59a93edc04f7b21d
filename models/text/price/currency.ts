import { plainOf } from './plain.ts';

/** 元 and 块 are said of every yuan, dollar and yen that is written 元: `yuan` is any of CNY, TWD and HKD. */
export type Currency = 'yuan' | 'CNY' | 'TWD' | 'HKD' | 'USD' | 'GBP' | 'EUR' | 'JPY' | 'KRW';

const NAMES: readonly (readonly [Currency, RegExp])[] = [
  ['TWD', /^(?:nt\$|ntd|twd|[新台臺]币|[新台臺]幣)$/],
  ['HKD', /^(?:hk\$|hkd|港[币幣元纸])$/],
  ['CNY', /^(?:rmb|cny|yuan|人民[币幣]|¥)$/],
  ['USD', /^(?:us\$|usd|\$|dollars?|bucks?|美[元金])$/],
  ['GBP', /^(?:£|gbp|quid|pounds?|英[镑鎊])$/],
  ['EUR', /^(?:€|eur|euros?|[欧歐]元)$/],
  ['JPY', /^(?:jpy|日元|日[圆圓])$/],
  ['KRW', /^(?:krw|韩元)$/],
  ['yuan', /^(?:元|块|圆|块钱|元钱)$/],
];

/** The currency that a sign, a code or a word names; `undefined` for none that is known. */
export const currencyOf = (word: string | undefined): Currency | undefined => {
  if (word === undefined) return undefined;
  const plain = plainOf(word.trim());
  return NAMES.find(([, pattern]) => pattern.test(plain))?.[0];
};

const YUANS: ReadonlySet<Currency> = new Set<Currency>(['yuan', 'CNY', 'TWD', 'HKD']);

/**
 * Whether figures of two currencies may be set against each other. A bare number is of the currency of the other.
 */
export const isSameCurrency = (a: Currency | undefined, b: Currency | undefined): boolean => {
  if (a === undefined || b === undefined || a === b) return true;
  return (a === 'yuan' && YUANS.has(b)) || (b === 'yuan' && YUANS.has(a));
};

/** Whether a text is written in Chinese: its 元 are those of the listing. */
const HAN = /[\u4e00-\u9fff]/;

/**
 * The currency of a listing: the one that it names, else the one of the room's language, else of the text about it. An
 * English page without one is in dollars; every other is in what is written 元; where nobody knows, it is the speaker's.
 */
export const listedCurrency = (
  named: unknown,
  language: string | undefined,
  text = '',
): Currency | undefined => {
  const known = typeof named === 'string' ? currencyOf(named) : undefined;
  if (known !== undefined) return known;
  if (language === undefined) return HAN.test(text) ? 'yuan' : undefined;
  return /^en\b/i.test(language) ? 'USD' : 'yuan';
};

const WORDS: Readonly<Record<Currency, readonly [zh: string, sign: string]>> = {
  yuan: ['元', ''],
  CNY: ['元', '¥'],
  TWD: ['元新台币', 'NT$'],
  HKD: ['港元', 'HK$'],
  USD: ['美元', '$'],
  GBP: ['英镑', '£'],
  EUR: ['欧元', '€'],
  JPY: ['日元', 'JP¥'],
  KRW: ['韩元', '₩'],
};

const figure = (value: number): string => (Number.isInteger(value) ? `${value}` : value.toFixed(2));

/** A sum as it is written in each language of the screens. */
export const sumIn = (value: number, currency: Currency = 'yuan'): { zh: string; en: string } => {
  const [zh, sign] = WORDS[currency];
  return { zh: `${figure(value)} ${zh}`, en: `${sign}${figure(value)}` };
};
