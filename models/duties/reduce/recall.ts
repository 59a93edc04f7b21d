import type { UtteranceEvent } from '../../contract/ingest.ts';
import { emptyAccount, emptyLedger, type Ledger, type ProductEntry } from '../ledger/ledger.ts';
import { own, withOwn } from '../ledger/own.ts';
import { pastIntroductions } from '../ledger/shelf.ts';
import type { DutyEvent, Recalled, Stretch } from '../types.ts';
import { categoriesTold } from './introduce.ts';
import { onUtterance } from './listen.ts';
import type { Words } from './meet.ts';
import { changeProduct, productOf, type Work } from './work.ts';

/** Before an introduction the same speaker's last words count, after it the talk that goes on about it. */
const LEAD_MS = 8_000;
const TAIL_MS = 10_000;

const widened = ({ fromMs, untilMs }: { fromMs: number; untilMs: number | null }): Stretch => ({
  fromMs: Math.max(0, fromMs - LEAD_MS),
  untilMs: (untilMs ?? fromMs) + TAIL_MS,
});

/** The times in which a product was presented and of which the ledger keeps no words, if this event gives it another category. */
export const recallsOf = ({ shelf, open }: Ledger, event: DutyEvent['event']): readonly Stretch[] => {
  if (event.type !== 'product') return [];
  const categories = categoriesTold(event.category);
  if (categories.length === 0) return [];
  const isOther = (known: readonly string[]): boolean => known.join() !== categories.join();
  const past = own(shelf, event.productId)?.p;
  if (past) return isOther(past.categories) ? pastIntroductions(past).map(widened) : [];
  const product = own(open, event.productId);
  if (!product?.shelvedBefore || !isOther(product.categories)) return [];
  return product.introductions.slice(0, product.shelvedBefore).map(widened);
};

/** Whether what was read back can be judged: without a word of the room, everything would seem to be missing. */
export const isEnough = ({ lines }: Recalled): boolean => lines.some(({ role }) => role !== 'viewer');

const isWithin = (
  { introductions }: Pick<ProductEntry, 'introductions'>,
  times: readonly Stretch[],
): boolean =>
  introductions.some(({ fromMs, untilMs }) =>
    times.some((time) => fromMs <= time.untilMs && (untilMs ?? Number.MAX_SAFE_INTEGER) >= time.fromMs),
  );

/** The other products that were shown in those times, as bare as they need be to know whom a sentence is about. */
const othersIn = ({ shelf, open }: Ledger, productId: string, times: readonly Stretch[]): Ledger['open'] => {
  let others: Ledger['open'] = {};
  const add = (id: string, product: ProductEntry): void => {
    if (id !== productId && isWithin(product, times)) others = withOwn(others, id, product);
  };
  for (const [id, { p: past, n: name, l: linkNo }] of Object.entries(shelf))
    if (past)
      add(id, {
        ...emptyAccount(),
        ...(name !== undefined && { name }),
        ...(linkNo !== undefined && { linkNo }),
        order: past.order,
        categories: past.categories,
        introductions: pastIntroductions(past),
      });
  for (const [id, product] of Object.entries(open)) add(id, { ...product, ...emptyAccount() });
  return others;
};

/** What was said is heard as if it were said now, with the products of that time before it; nothing falls due in it. */
const heardIn = (
  work: Work,
  productId: string,
  product: ProductEntry,
  lines: readonly UtteranceEvent[],
): Work => {
  const { ledger, rules, ears } = work;
  const { about, book, latestMs, introduced, sold, soldMs, drawMs, gaps } = ledger;
  const others = othersIn(ledger, productId, product.introductions.map(widened));
  const open = withOwn(others, productId, { ...product, ...emptyAccount() });
  const scene = { latestMs, introduced, sold, soldMs, drawMs, gaps, open, told: true };
  const again: Work = {
    rules,
    ears,
    ledger: { ...emptyLedger(about, book), ...scene },
    outcomes: [],
    stale: false,
  };
  for (const line of lines) onUtterance(again, line);
  return again;
};

/**
 * Adds to an open product what was said of it in introductions that the ledger had let go of, heard as its category is now.
 * @returns the words of the statements, by duty.
 */
export const hearAgain = (work: Work, productId: string, { lines }: Recalled): ReadonlyMap<string, Words> => {
  const product = productOf(work, productId);
  if (!product) return new Map();
  const again = heardIn(work, productId, product, lines);
  const { heard, triggered, evasive, asked } = productOf(again, productId) ?? emptyAccount();
  changeProduct(work, productId, {
    heard: { ...heard, ...product.heard },
    triggered: [...new Set([...triggered, ...product.triggered])],
    evasive: { ...evasive, ...product.evasive },
    asked: { ...asked, ...product.asked },
    shelvedBefore: 0,
  });
  return new Map(
    again.outcomes.flatMap(({ productId: id, dutyId, quote, slots }) =>
      id === productId && quote !== undefined ? [[dutyId, { quote, slots: slots ?? {} }] as const] : [],
    ),
  );
};
