import type { Category, Listing } from '../../contract/ingest.ts';
import type { Hear, Heard } from '../hear/heard.ts';
import { hasConditions } from './contradict.ts';
import { agree, type Kept, keptSlots } from './values.ts';

/** What one product has one of, so that two figures on its page cannot both be right. */
const SINGLE_ON_PAGE: readonly string[] = [
  'shelf-life',
  'cosmetic-use-period',
  'warranty-period',
  'production-date',
];
const BREAK = /[，。；;！!？?\n]|[,.](?!\d)/;
/** Times that one field may say the same thing. */
const SAYINGS_MAX = 3;

interface Context {
  readonly startedAt: Date;
  readonly categories: readonly Category[];
}

interface Saying {
  readonly slot: string;
  readonly value: Kept;
  readonly text: string;
}

const figuresOf = (heard: Heard): Saying[] =>
  Object.entries(keptSlots(heard.slots)).flatMap(([slot, value]): Saying[] => {
    const isFigure = typeof value === 'number' || /^\d{4}-\d{2}/.test(value);
    const text = heard.slots[slot]?.text;
    return isFigure && text !== undefined ? [{ slot, value, text }] : [];
  });

/** All that a field says of a duty. In a field of another duty its name must stand beside the figure. */
const sayingsIn = (hear: Hear, dutyId: string, text: string, context: Context, isOwn: boolean): Saying[] => {
  const sayings: Saying[] = [];
  let rest = text;
  for (let round = 0; round < SAYINGS_MAX; round += 1) {
    const heard = hear(rest, isOwn ? { ...context, asked: [dutyId] } : context).find(
      (one) => one.dutyId === dutyId && one.as === 'stated',
    );
    if (!heard) break;
    sayings.push(...figuresOf(heard));
    rest = `${rest.slice(0, heard.start)}${' '.repeat(heard.end - heard.start)}${rest.slice(heard.end)}`;
  }
  return sayings;
};

/** A price to be paid that is more than the price, or a price that is more than the former one. */
const oddPrices = ({ price, payable, originalPrice }: Listing): readonly string[] => {
  if (price !== undefined && payable !== undefined && payable > price) return [`${price}`, `${payable}`];
  if (price !== undefined && originalPrice !== undefined && price > originalPrice)
    return [`${price}`, `${originalPrice}`];
  return [];
};

/**
 * Duties about which a page contradicts itself, each with the values that stand on it. Such a page contradicts nobody: which of its
 * values is right it does not say.
 */
export const oddOnPage = (
  listing: Listing,
  hear: Hear,
  context: Context,
): Readonly<Record<string, readonly string[]>> => {
  const odd: Record<string, readonly string[]> = {};
  const prices = oddPrices(listing);
  if (prices.length > 0) odd['price-and-unit'] = prices;
  const fields = Object.entries(listing).filter(
    (field): field is [string, string] => typeof field[1] === 'string',
  );
  for (const dutyId of SINGLE_ON_PAGE) {
    const sayings = fields
      .flatMap(([field, text]) => text.split(BREAK).map((clause) => [field, clause] as const))
      .filter(([, clause]) => !hasConditions(clause))
      .flatMap(([field, clause]) => sayingsIn(hear, dutyId, clause, context, field === dutyId));
    const [first] = sayings;
    const others = sayings.filter(({ slot, value }) => slot === first?.slot && !agree(value, first.value));
    if (first && others.length > 0) odd[dutyId] = [...new Set([first, ...others].map(({ text }) => text))];
  }
  return odd;
};
