import type { DutyState } from '../../contract/duty.ts';
import type { Rules } from '../policy/rules.ts';
import type { DutyEntry, Introduction, Ledger, Past, ProductEntry, ShelfItem } from './ledger.ts';
import { own, withOwn } from './own.ts';

/** Bytes kept of a packed product's name: 16 Chinese characters, or seven English words, of which the last says what it is. */
const NAME_BYTES_MAX = 48;
/**
 * Bytes of JSON that packed products may take together: with the products that are open and the rest of the ledger they stay
 * under 50 kB. Some 300 products of a usual cart fit in it.
 */
export const SHELF_BYTES_MAX = 30_000;

/** Introductions of a packed product whose times are kept: the first, and the newest. Hardly anything is shown more often. */
const SPANS_MAX = 4;

const measured = new WeakMap<ShelfItem, number>();
/** Items are replaced, never changed, so that each is measured once. */
const bytesOf = (item: ShelfItem): number => {
  const bytes = measured.get(item) ?? Buffer.byteLength(JSON.stringify(item));
  measured.set(item, bytes);
  return bytes;
};

const pastOf = (product: ProductEntry, rules: Rules): Past => {
  const byState = new Map<string, string[]>();
  for (const [dutyId, { state, raised }] of Object.entries(product.duties)) {
    if (state === 'not-required' || state === 'not-observable') continue;
    const key = `${raised ? '!' : ''}${state}`;
    byState.set(key, [...(byState.get(key) ?? []), dutyId]);
  }
  const [first, ...later] = product.introductions;
  const spans = [first, ...later.slice(1 - SPANS_MAX)].flatMap((one) =>
    one ? [one.fromMs, one.untilMs ?? one.fromMs] : [],
  );
  return {
    order: product.order,
    categories: product.categories,
    ...(product.guessed !== undefined && { guessed: product.guessed }),
    spans,
    states: Object.fromEntries([...byState].map(([state, ids]) => [state, rules.pack(ids)])),
  };
};

/** A product as it goes back on the shelf. What was said of it is forgotten, what it came to is not. */
export const packed = (product: ProductEntry, rules: Rules, atMs: number): ShelfItem => ({
  ...(product.name !== undefined && { n: shelfName(product.name) }),
  ...(product.linkNo !== undefined && { l: product.linkNo }),
  ...(product.told !== undefined && { c: product.told }),
  ...(product.linkMs !== undefined && { o: product.linkMs }),
  p: pastOf(product, rules),
  t: atMs,
});

/** When a product was presented before. */
export const pastIntroductions = ({ spans }: Past): Introduction[] => {
  const shown: Introduction[] = [];
  for (let at = 0; at + 1 < spans.length; at += 2)
    shown.push({ fromMs: spans[at] as number, untilMs: spans[at + 1] as number });
  return shown;
};

/** The duties of a product that was presented before, as they stood. */
export const pastDuties = (past: Past, rules: Rules): Record<string, DutyEntry> => {
  const atMs = past.spans.at(-1) ?? 0;
  return Object.fromEntries(
    Object.entries(past.states).flatMap(([key, codes]) => {
      const raised = key.startsWith('!');
      const state = (raised ? key.slice(1) : key) as DutyState;
      const entry: DutyEntry = { state, atMs, dueMs: atMs, ...(raised && { raised: true as const }) };
      return rules.unpack(codes).map((dutyId) => [dutyId, entry] as const);
    }),
  );
};

const sizeOf = (id: string, item: ShelfItem): number => bytesOf(item) + Buffer.byteLength(id) + 4;

/** What may go to make room, first to last: pages, then what was not presented yet, then what was, each the oldest first. */
const makeRoom = (shelf: Record<string, ShelfItem>, keptId: string, surplus: number): void => {
  const oldest = Object.entries(shelf)
    .filter(([id]) => id !== keptId)
    .sort(([, a], [, b]) => a.t - b.t);
  let left = surplus;
  for (const [id, item] of oldest) {
    if (left <= 0) return;
    if (!item.f) continue;
    const { f: _page, ...bare } = item;
    left -= bytesOf(item) - bytesOf(bare);
    shelf[id] = bare;
  }
  for (const isPast of [false, true])
    for (const [id] of oldest) {
      if (left <= 0) return;
      const item = own(shelf, id);
      if (!item || (item.p !== undefined) !== isPast) continue;
      left -= sizeOf(id, item);
      delete shelf[id];
    }
};

/** The shelf with one more item. Whoever introduces a product that was forgotten tells its facts again. */
export const shelved = (shelf: Ledger['shelf'], productId: string, item: ShelfItem): Ledger['shelf'] => {
  const next = withOwn(shelf, productId, item);
  let bytes = 0;
  for (const [id, one] of Object.entries(next)) bytes += sizeOf(id, one);
  if (bytes > SHELF_BYTES_MAX) makeRoom(next, productId, bytes - SHELF_BYTES_MAX);
  return next;
};

/** The name that the shelf keeps. */
export const shelfName = (name: string): string => {
  let kept = name.slice(0, NAME_BYTES_MAX);
  while (Buffer.byteLength(kept) > NAME_BYTES_MAX) kept = kept.slice(0, -1);
  return kept;
};
