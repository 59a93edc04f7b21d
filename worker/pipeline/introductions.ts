import type { ProductEvent } from '../../models/contract/ingest.ts';
import { toldNow } from '../../models/duties/reduce/introduce.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { productKey } from '../../models/store/product-key.ts';
import type { InternalEvent } from '../../models/stream/wire.ts';

type Products = BroadcastDoc['products'];

/** Products known of one broadcast: a cart holds some hundreds; past this the oldest told are forgotten. */
export const PRODUCTS_MAX = 1_000;

/**
 * Characters of all products together: they stand in one document with the broadcast, which may have 16 MB, and are written
 * anew with every change of one. 500 listings of usual length are a quarter of it.
 */
export const PRODUCTS_CHARS_MAX = 2 * 1024 * 1024;

/** Products are replaced, never changed, so that each is measured once. */
const measured = new WeakMap<object, number>();
const charsOf = (product: Products[string]): number => {
  const chars = measured.get(product) ?? JSON.stringify(product).length;
  measured.set(product, chars);
  return chars;
};

/** Forgets the first told until both limits hold; never what is being introduced, nor the one just told. */
const bound = (products: Products, told: string): Products => {
  let count = 0;
  let chars = 0;
  for (const product of Object.values(products)) {
    count += 1;
    chars += charsOf(product);
  }
  for (const [key, product] of Object.entries(products)) {
    if (count <= PRODUCTS_MAX && chars <= PRODUCTS_CHARS_MAX) break;
    const isOn = product.introducedMs !== undefined && product.introducedUntilMs === undefined;
    if (key === told || isOn) continue;
    delete products[key];
    count -= 1;
    chars -= charsOf(product);
  }
  return products;
};

/** The products after one product event. An introduction ends when another begins, or at a pause or withdrawal. */
export const withProduct = (products: Products, event: ProductEvent): Products => {
  const { type: _type, id: _id, action, category: word, ...rest } = event;
  const { atMs } = event;
  const key = productKey(event.productId);
  const known = products[key];
  const category = toldNow(known?.category, word);
  const told = { ...rest, ...(category !== undefined && { category }) };
  const next: Products = { ...products, [key]: { ...known, ...told, lastAction: action } };
  if (action === 'introduced') {
    for (const [other, product] of Object.entries(next))
      if (product.introducedMs !== undefined && product.introducedUntilMs === undefined && other !== key)
        next[other] = { ...product, introducedUntilMs: Math.max(atMs, product.introducedMs) };
    const { introducedUntilMs: _until, ...reopened } = next[key] ?? { ...told, lastAction: action };
    next[key] = { ...reopened, introducedMs: atMs };
  } else if ((action === 'paused' || action === 'withdrawn') && known?.introducedMs !== undefined) {
    next[key] = { ...known, ...told, lastAction: action, introducedUntilMs: atMs };
  }
  return bound(next, key);
};

/** A person's word on what kind of goods a product is, as a change of the product. */
export const productChange = ({
  productId,
  category,
  atMs,
}: Extract<InternalEvent, { type: 'category' }>): ProductEvent => ({
  type: 'product',
  action: 'changed',
  productId,
  category,
  atMs,
});

/** The product that was being introduced at `atMs`, if any. */
export const introducedAt = (products: Products, atMs: number): Products[string] | undefined => {
  let found: Products[string] | undefined;
  for (const product of Object.values(products)) {
    const { introducedMs, introducedUntilMs } = product;
    if (introducedMs === undefined || introducedMs > atMs) continue;
    if (introducedUntilMs !== undefined && introducedUntilMs <= atMs) continue;
    if (!found || (found.introducedMs ?? 0) < introducedMs) found = product;
  }
  return found;
};

/** A product by its id. */
export const productOf = (products: Products, productId: string): Products[string] | undefined =>
  products[productKey(productId)];
