import type { ProductEvent } from '../../models/contract/ingest.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';

type Products = BroadcastDoc['products'];

/** Products known of one broadcast: a cart holds some hundreds; past this the oldest told are forgotten. */
export const PRODUCTS_MAX = 1_000;

const asKey = (productId: string): string => productId.replaceAll('.', '\uff0e');

/** The products after one product event. An introduction ends when another begins, or at a pause or withdrawal. */
export const withProduct = (products: Products, event: ProductEvent): Products => {
  const { type: _type, id: _id, action, ...told } = event;
  const { atMs } = event;
  const key = asKey(event.productId);
  const known = products[key];
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
  const keys = Object.keys(next);
  if (keys.length > PRODUCTS_MAX)
    for (const old of keys.slice(0, keys.length - PRODUCTS_MAX)) delete next[old];
  return next;
};

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
  products[asKey(productId)];
