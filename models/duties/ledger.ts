import { type Category, JUMP_MS_MAX, type Source } from '../contract/ingest.ts';
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
  /** A leap of the clock that nothing else has borne out yet, and the gaps that it would make. */
  leap: { atMs: number; gaps: { fromMs: number; untilMs: number }[] } | null;
  ended: boolean;
}

export const emptyLedger = (): Ledger => ({
  latestMs: {},
  linkOpenedMs: {},
  listed: {},
  products: {},
  currentId: null,
  gaps: [],
  leap: null,
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

const newestMs = (ledger: Ledger): number => Math.max(0, ...Object.values(ledger.latestMs));

/**
 * Moves the clock of a source. One event that leaps further than {@link JUMP_MS_MAX} ahead of all others may be a slip of
 * the sender's, which would make everything fall due at once: it counts when a second event of the feed bears it out.
 */
export const moveClock = (ledger: Ledger, source: Source | 'clock', atMs: number): void => {
  if (atMs - newestMs(ledger) > JUMP_MS_MAX) {
    // Heartbeats only repeat what the feed said, so they bear out nothing.
    if (source === 'clock') return;
    const { leap } = ledger;
    if (!leap || Math.abs(atMs - leap.atMs) > JUMP_MS_MAX) {
      ledger.leap = { atMs, gaps: leap?.gaps ?? [] };
      return;
    }
    for (const gap of leap.gaps) addGap(ledger, gap);
    ledger.leap = null;
  }
  ledger.latestMs[source] = Math.max(ledger.latestMs[source] ?? 0, atMs);
};

/** Notes a time that was not heard; one that ends in a leap waits until the leap is borne out. */
export const noteGap = (ledger: Ledger, gap: { fromMs: number; untilMs: number }): void => {
  if (gap.untilMs - newestMs(ledger) > JUMP_MS_MAX)
    ledger.leap = { atMs: ledger.leap?.atMs ?? Number.MIN_SAFE_INTEGER, gaps: [gap] };
  else addGap(ledger, gap);
};

/** Gaps remembered: more than an outage a minute for an hour. */
const GAPS_MAX = 100;

const addGap = (ledger: Ledger, gap: { fromMs: number; untilMs: number }): void => {
  ledger.gaps.push(gap);
  if (ledger.gaps.length > GAPS_MAX) ledger.gaps.shift();
};
