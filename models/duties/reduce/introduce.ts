import { type Category, categoryOf } from '../../contract/ingest.ts';
import { watermarkMs } from '../ledger/clock.ts';
import {
  emptyAccount,
  type Introduction,
  type ProductEntry,
  putAwayMs,
  type ShelfItem,
} from '../ledger/ledger.ts';
import { own, withOwn, withoutOwn } from '../ledger/own.ts';
import { packed, pastDuties, pastIntroductions, shelved } from '../ledger/shelf.ts';
import { rederive } from './derive.ts';
import { settleProduct } from './settle.ts';
import { change, changeProduct, productOf, type Work } from './work.ts';

/** Introductions remembered of one product: a host who shows it more often repeats what was said. */
const INTRODUCTIONS_MAX = 8;
/** Products introduced in one breath, before anything is said of the first, are shown together. */
const TOGETHER_MS = 15_000;
const TOGETHER_MAX = 6;
/** Products kept open: those being shown, and those shown a moment ago of which something may still be heard. */
const OPEN_MAX = 10;
/** How long a product stays open after it was put away. */
const LINGERS_MS = 3 * 60_000;
/** A product event this close to what the host said tells better which product it was. */
const CORRECTS_MS = 60_000;

const wordsOf = (word: string | undefined): string[] =>
  (word ?? '').split(/[+,，、/|]/).flatMap((part) => part.trim() || []);

/** Categories in a sender's word; several are joined by a plus or a comma. Empty when none is known. */
export const categoriesTold = (word: string | undefined): readonly Category[] =>
  wordsOf(word).flatMap((part) => categoryOf(part) ?? []);

/** What stands in a sender's word beside those, and names no category. */
export const categoriesUnknown = (word: string | undefined): readonly string[] =>
  wordsOf(word).filter((part) => categoryOf(part) === null);

/** The word that counts: one that names no category does not replace one that does, such as a moderator's. */
export const toldNow = (known: string | undefined, word: string | undefined): string | undefined =>
  word !== undefined && (categoriesTold(word).length > 0 || categoriesTold(known).length === 0)
    ? word
    : known;

const withCategory = (work: Work, told: string | undefined, name: string | undefined) => {
  const known = categoriesTold(told);
  if (known.length > 0) return { categories: known };
  const { categories, confidence } = work.ears.guessCategory(name, []);
  const guessed = Math.round(confidence * 100) / 100;
  return { categories: categories.length > 0 ? categories : (['other'] as const), guessed };
};

/** A product as it comes off the shelf, with what it came to before. */
const unpacked = (work: Work, item: ShelfItem | undefined, now: readonly Introduction[]): ProductEntry => {
  const past = item?.p;
  const before = past ? pastIntroductions(past) : [];
  return {
    ...emptyAccount(),
    ...(item?.n !== undefined && { name: item.n }),
    ...(item?.l !== undefined && { linkNo: item.l }),
    ...(item?.c !== undefined && { told: item.c }),
    ...(item?.o !== undefined && { linkMs: item.o }),
    ...(item?.f !== undefined && { facts: item.f }),
    ...withCategory(work, item?.c, item?.n),
    ...(past?.guessed !== undefined && { categories: past.categories, guessed: past.guessed }),
    order: past?.order ?? work.ledger.introduced + 1,
    introductions: [...before, ...now],
    ...(before.length > 0 && { shelvedBefore: before.length }),
    duties: past ? pastDuties(past, work.rules) : {},
  };
};

/** Takes a product off the shelf and opens it. */
const open = (work: Work, productId: string, introduction: Introduction): void => {
  const { ledger } = work;
  const item = own(ledger.shelf, productId);
  const product = unpacked(work, item, [introduction]);
  change(work, {
    open: withOwn(ledger.open, productId, product),
    shelf: withoutOwn(ledger.shelf, productId),
    introduced: item?.p ? ledger.introduced : ledger.introduced + 1,
    soldMs: Math.min(ledger.soldMs ?? introduction.fromMs, introduction.fromMs),
  });
  noteSold(work, product.categories);
};

/** Opens a product that was presented before, without presenting it: what is to be judged of it is judged, then it goes back. */
export const reopen = (work: Work, productId: string): void => {
  const { ledger } = work;
  const item = own(ledger.shelf, productId);
  if (!item?.p) return;
  change(work, {
    open: withOwn(ledger.open, productId, unpacked(work, item, [])),
    shelf: withoutOwn(ledger.shelf, productId),
  });
};

/** Remembers what kinds of goods the broadcast sells: its own duties depend on them. */
export const noteSold = (work: Work, categories: readonly Category[]): void => {
  const fresh = categories.filter((one) => !work.ledger.sold.includes(one));
  if (fresh.length === 0) return;
  change(work, { sold: [...work.ledger.sold, ...fresh] });
  rederive(work, null);
};

/** Puts back on the shelf what has lingered long enough; past the limit, the longest put away. */
export const tidyUp = (work: Work): void => {
  const watermark = watermarkMs(work.ledger);
  const away = Object.entries(work.ledger.open)
    .filter(([id]) => !work.ledger.current.includes(id))
    .sort(([, a], [, b]) => (putAwayMs(a) ?? 0) - (putAwayMs(b) ?? 0));
  let surplus = Object.keys(work.ledger.open).length - OPEN_MAX;
  for (const [id, product] of away) {
    const isOver = watermark - (putAwayMs(product) ?? 0) > LINGERS_MS;
    if (!isOver && surplus <= 0) break;
    // What viewers wait for stays open until it is answered or told of.
    const isAsked = work.ledger.questions.some((one) => one.productId === id);
    if (isAsked && surplus <= 0) continue;
    surplus -= 1;
    settleProduct(work, id, true);
    const settled = productOf(work, id);
    if (!settled) continue;
    const item = packed(settled, work.rules, watermark);
    change(work, { open: withoutOwn(work.ledger.open, id), shelf: shelved(work.ledger.shelf, id, item) });
  }
};

/** Ends the presentation of products. */
export const putAway = (work: Work, productIds: readonly string[], atMs: number): void => {
  const ending = productIds.filter((id) => work.ledger.current.includes(id));
  if (ending.length === 0) return;
  for (const id of ending) {
    const { introductions = [] } = productOf(work, id) ?? {};
    changeProduct(work, id, {
      introductions: introductions.map((one) =>
        one.untilMs === null ? { ...one, untilMs: Math.max(atMs, one.fromMs) } : one,
      ),
    });
  }
  change(work, { current: work.ledger.current.filter((id) => !ending.includes(id)) });
  work.stale = true;
};

/** When the newest introduction of what is being shown began. */
const newestMs = (work: Work): number | null =>
  work.ledger.current.reduce<number | null>((newest, id) => {
    const fromMs = productOf(work, id)?.introductions.at(-1)?.fromMs ?? 0;
    return newest === null ? fromMs : Math.max(newest, fromMs);
  }, null);

const isTogether = (work: Work, atMs: number): boolean => {
  const fromMs = newestMs(work);
  const { last, current } = work.ledger;
  if (fromMs === null || current.length >= TOGETHER_MAX) return false;
  return atMs - fromMs <= TOGETHER_MS && (last === null || last.atMs < fromMs);
};

/** What the host was taken to have introduced was another product: what was heard since is the other's. */
const takeBack = (work: Work, productId: string, atMs: number, by: By): number | null => {
  for (const id of work.ledger.current) {
    const product = productOf(work, id);
    const last = product?.introductions.at(-1);
    if (!product || !last?.spoken || id === productId || atMs - last.fromMs > CORRECTS_MS) continue;
    // The host's own words only correct what no words said.
    if (by !== 'event' && !last.unsure) continue;
    const heard = Object.entries(product.heard).filter(([, { atMs: saidMs }]) => saidMs >= last.fromMs);
    const kept = product.introductions.slice(0, -1);
    const isGone = kept.length === 0;
    change(work, {
      current: work.ledger.current.filter((one) => one !== id),
      ...(isGone && { open: withoutOwn(work.ledger.open, id) }),
      ...(isGone && {
        shelf: shelved(work.ledger.shelf, id, {
          ...(product.name !== undefined && { n: product.name }),
          ...(product.linkNo !== undefined && { l: product.linkNo }),
          ...(product.told !== undefined && { c: product.told }),
          ...(product.facts && { f: product.facts }),
          t: atMs,
        }),
      }),
    });
    if (!isGone) changeProduct(work, id, { introductions: kept });
    const fromMs = Math.min(last.fromMs, atMs);
    introduce(work, productId, fromMs, by);
    const moved = productOf(work, productId);
    if (moved) changeProduct(work, productId, { heard: { ...Object.fromEntries(heard), ...moved.heard } });
    rederive(work, productId);
    return fromMs;
  }
  return null;
};

/** An introduction that is told of when others have begun since: it lies before them. */
const introduceBefore = (work: Work, productId: string, atMs: number, spoken: boolean): void => {
  const begins = Object.values(work.ledger.open).flatMap(({ introductions }) =>
    introductions.map(({ fromMs }) => fromMs),
  );
  const untilMs = Math.min(...begins.filter((fromMs) => fromMs > atMs));
  const introduction = { fromMs: atMs, untilMs, ...(spoken && { spoken: true as const }) };
  const product = productOf(work, productId);
  if (!product) {
    open(work, productId, introduction);
    return;
  }
  const introductions = [...product.introductions, introduction].sort((a, b) => a.fromMs - b.fromMs);
  changeProduct(work, productId, { introductions });
};

/** Who says that a product is presented: the feed, the host by name or number, or only that it is the next one. */
type By = 'event' | 'speech' | 'guess';

/** A product is being presented from now on. */
export const introduce = (work: Work, productId: string, atMs: number, by: By): void => {
  work.stale = true;
  const spoken = by !== 'event';
  if (work.ledger.current.includes(productId)) {
    if (by === 'guess') return;
    const isSaid = by === 'speech';
    const { introductions = [] } = productOf(work, productId) ?? {};
    changeProduct(work, productId, {
      introductions: introductions.map(({ spoken, unsure: _unsure, ...one }) =>
        isSaid && spoken ? { ...one, spoken } : one,
      ),
    });
    return;
  }
  if (by !== 'guess' && takeBack(work, productId, atMs, by) !== null) return;
  const newest = newestMs(work);
  if (newest !== null && atMs < newest) {
    introduceBefore(work, productId, atMs, spoken);
    return;
  }
  if (!isTogether(work, atMs)) putAway(work, work.ledger.current, atMs);
  const introduction: Introduction = {
    fromMs: atMs,
    untilMs: null,
    ...(spoken && { spoken: true as const }),
    ...(by === 'guess' && { unsure: true as const }),
  };
  const product = productOf(work, productId);
  if (product) {
    const all = [...product.introductions, introduction];
    // The first says when its time began; of the others the newest count.
    changeProduct(work, productId, {
      introductions: all.length > INTRODUCTIONS_MAX ? [all[0] ?? introduction, ...all.slice(2)] : all,
    });
  } else open(work, productId, introduction);
  change(work, { current: [...work.ledger.current, productId] });
  tidyUp(work);
};

/** Whether a product was being presented at a time, or up to `moreMs` before it. */
export const isShownAt = (product: ProductEntry, atMs: number, moreMs: number): boolean =>
  product.introductions.some(
    ({ fromMs, untilMs }) => fromMs <= atMs && (untilMs === null || atMs < untilMs + moreMs),
  );
