import type { Category, Listing } from '../../contract/ingest.ts';
import type { Hear } from '../hear/heard.ts';
import type { Rules } from '../policy/rules.ts';
import { oddOnPage } from './odd-page.ts';
import { type Kept, keptSlots } from './values.ts';

/** What is kept of a listing: enough to say what the page shows and to hold statements against it. */
export interface ListingFacts {
  /** Duties of which the page has a field, packed as codes of the book. */
  readonly has: string;
  /** Amounts in yuan for which the product can be had; absent where they contradict each other or there are none. */
  readonly amounts?: readonly number[];
  /** What the fields say, by duty and slot. */
  readonly says?: Readonly<Record<string, Readonly<Record<string, Kept>>>>;
}

/** Amounts kept: a listing of 500 variants seldom has more prices. */
const AMOUNTS_MAX = 8;

/** Duties whose fields are compared with what is said; the others are there or not. */
const COMPARED: ReadonlySet<string> = new Set([
  'shelf-life',
  'cosmetic-use-period',
  'warranty-period',
  'origin-producer',
  'agri-origin-harvest',
  'name-spec',
  'agri-spec-grade',
  'production-date',
]);

/** Whether what is said of a duty can be held against a listing or an earlier statement. */
export const isCompared = (dutyId: string): boolean => COMPARED.has(dutyId);

/** The amounts of a listing; none where what is to be paid is more than the price, or the price more than the former one. */
const amountsOf = ({ price, payable, originalPrice, skus = [] }: Listing): number[] => {
  const isOdd =
    (price !== undefined && payable !== undefined && payable > price) ||
    (price !== undefined && originalPrice !== undefined && price > originalPrice);
  if (isOdd) return [];
  const all = [price, payable, originalPrice, ...skus.map((sku) => sku.price)];
  return [...new Set(all.filter((amount): amount is number => amount !== undefined))].slice(0, AMOUNTS_MAX);
};

/** What one field says; `null` where nothing in it can be compared, or it says two things. */
const fieldSays = (
  hear: Hear,
  dutyId: string,
  text: string,
  context: { readonly startedAt: Date; readonly categories: readonly Category[] },
): Readonly<Record<string, Kept>> | null => {
  const heard = hear(text, { ...context, asked: [dutyId] }).find(
    (one) => one.dutyId === dutyId && (one.as === 'stated' || one.as === 'partial'),
  );
  if (!heard) return null;
  const rest = `${text.slice(0, heard.start)} ${text.slice(heard.end)}`;
  const again = hear(rest, { ...context, asked: [dutyId] }).find(
    (one) => one.dutyId === dutyId && one.as === 'stated',
  );
  const says = keptSlots(heard.slots);
  const other = again ? keptSlots(again.slots) : {};
  const isOdd = Object.entries(other).some(([slot, value]) => slot in says && says[slot] !== value);
  return isOdd ? null : says;
};

/** What is kept of a listing. */
export const factsOf = (
  listing: Listing,
  rules: Rules,
  hear: Hear,
  context: { readonly startedAt: Date; readonly categories: readonly Category[] },
): ListingFacts => {
  const fields = Object.entries(listing).filter(
    (field): field is [string, string] =>
      typeof field[1] === 'string' && rules.catalogue.duties.has(field[0]),
  );
  const has = new Set(fields.map(([dutyId]) => dutyId));
  const amounts = amountsOf(listing);
  if (amounts.length > 0 && (listing.unit !== undefined || (listing.skus?.length ?? 0) > 0))
    if (rules.catalogue.duties.has('price-and-unit')) has.add('price-and-unit');
  const says: Record<string, Readonly<Record<string, Kept>>> = {};
  const odd = oddOnPage(listing, hear, context);
  for (const [dutyId, text] of fields) {
    if (!COMPARED.has(dutyId) || dutyId in odd) continue;
    const said = fieldSays(hear, dutyId, text, context);
    if (said && Object.keys(said).length > 0) says[dutyId] = said;
  }
  return {
    has: rules.pack([...has]),
    ...(amounts.length > 0 && { amounts }),
    ...(Object.keys(says).length > 0 && { says }),
  };
};
