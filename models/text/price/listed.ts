import type { Listing } from '../../contract/ingest.ts';
import { type Currency, listedCurrency } from './currency.ts';
import { chineseNumber, FIGURES_SOURCE } from './numerals.ts';
import { plainOf } from './plain.ts';
import { type Measure, measureOf, UNIT_WORDS } from './units.ts';

/** What a listing says of prices, as far as it can be compared with. */
export interface Listed {
  /** What is to be paid without any condition; absent where variants, coupons or a bundle make it more than one price. */
  readonly price?: number;
  /** Every price of the listing. */
  readonly prices: readonly number[];
  readonly originalPrice?: number;
  readonly history: readonly { readonly date: string; readonly price: number }[];
  readonly measure?: Measure;
  /** Absent where nothing says it: then it is that of what is compared with it. */
  readonly currency?: Currency;
  /** Variants at different prices. */
  readonly varies: boolean;
}

const UNIT = new RegExp(
  `^(?:元)?\\s*(?:/|每|per )?\\s*(${FIGURES_SOURCE}|[一二两三四五六七八九十百半]+)?\\s*(${UNIT_WORDS})$`,
);

/** The unit of a listing (`瓶`, `500g`, `元/斤`, `2盒`); `undefined` for what cannot be read. */
const unitOf = (unit: string | undefined): Measure | undefined => {
  const match = unit === undefined ? null : UNIT.exec(plainOf(unit.trim()));
  if (!match) return undefined;
  const [, count, word] = match;
  const amount =
    count === undefined
      ? 1
      : /^\d/.test(count)
        ? Number(count.replaceAll(',', ''))
        : (chineseNumber(count) ?? 1);
  return measureOf(word as string, amount) ?? undefined;
};

/** The prices of a listing; the room's `language`, or the `text`, tells the currency where the listing names none. */
export const listedOf = (listing: Listing, language?: string, text?: string): Listed => {
  const { price, payable, originalPrice, skus = [], coupons = [], bundle, priceHistory = [] } = listing;
  const variants = new Set(skus.flatMap((sku) => (sku.price === undefined ? [] : [sku.price])));
  const prices = [price, payable, ...variants].filter((one) => one !== undefined);
  const varies = variants.size > 1;
  const due = payable ?? (coupons.length === 0 ? price : undefined);
  const measure = unitOf(listing.unit);
  const currency = listedCurrency(listing.currency, language, text);
  return {
    prices,
    history: priceHistory,
    varies,
    ...(currency && { currency }),
    ...(due !== undefined && !varies && bundle === undefined && { price: due }),
    ...(originalPrice !== undefined && !varies && { originalPrice }),
    ...(measure && { measure }),
  };
};
