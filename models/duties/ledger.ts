import type { Category, Source } from '../contract/ingest.ts';
import type { DutyState } from './types.ts';

/** One duty of one product. */
export interface DutyEntry {
  state: DutyState;
  /** Broadcast time by which it must be heard; unknown until the link opens or the introduction ends. */
  dueMs: number | null;
  /** Broadcast time of the statement. */
  atMs?: number;
  pointed?: boolean;
}

export interface ProductEntry {
  name?: string;
  linkNo?: number;
  category: Category;
  /** When it was presented, oldest first; the last is open (`untilMs` null) while it is being presented. */
  introductions: { fromMs: number; untilMs: number | null }[];
  duties: Record<string, DutyEntry>;
}

/** Begin of the first introduction. */
export const introducedMs = (product: ProductEntry): number => product.introductions[0]?.fromMs ?? 0;

/** End of the newest introduction; `null` while the product is being presented. */
export const putAwayMs = (product: ProductEntry): number | null =>
  product.introductions.at(-1)?.untilMs ?? null;

/** Plain JSON, so that the next owner reads it back as it was. */
export interface Ledger {
  /** Latest broadcast time heard of each source. */
  latestMs: Partial<Record<Source | 'clock', number>>;
  /** Links that opened before the product was introduced. */
  linkOpenedMs: Record<string, number>;
  /** What was told of a product before it was introduced. */
  listed: Record<string, { name?: string; linkNo?: number; category?: string }>;
  products: Record<string, ProductEntry>;
  currentId: string | null;
  /** Times that were not heard or judged. */
  gaps: { fromMs: number; untilMs: number }[];
  ended: boolean;
}

export const emptyLedger = (): Ledger => ({
  latestMs: {},
  linkOpenedMs: {},
  listed: {},
  products: {},
  currentId: null,
  gaps: [],
  ended: false,
});

/** A source that lags further behind the newest is taken as silent and no longer holds the clock. */
const SILENT_MS = 15_000;

/** The time up to which every source that still speaks has been heard. */
export const watermarkMs = (ledger: Ledger): number => {
  const times = Object.values(ledger.latestMs);
  const newest = Math.max(0, ...times);
  return Math.min(newest, ...times.filter((time) => time >= newest - SILENT_MS));
};

/**
 * Products of one broadcast that are kept in mind: a cart holds some hundreds. Past this the first are forgotten, since the
 * whole ledger is copied with every event and stored as one document.
 */
export const PRODUCTS_MAX = 1_000;

/** What stands under a sender's id. An id may be the name of a property that every object has. */
export const own = <T>(record: Readonly<Record<string, T>>, id: string): T | undefined =>
  Object.hasOwn(record, id) ? record[id] : undefined;

/** Sets what stands under a sender's id, never a property that every object has. */
export const put = <T>(record: Record<string, T>, id: string, value: T): void => {
  Object.defineProperty(record, id, { value, writable: true, enumerable: true, configurable: true });
  const ids = Object.keys(record);
  if (ids.length <= PRODUCTS_MAX) return;
  const first = ids.find((one) => one !== id);
  if (first !== undefined) delete record[first];
};
