import type { ProductEvent } from '../../contract/ingest.ts';
import { contradictsListing } from '../compare/contradict.ts';
import { factsOf, type ListingFacts } from '../compare/listing.ts';
import type { ShelfItem } from '../ledger/ledger.ts';
import { own, withOwn } from '../ledger/own.ts';
import { shelfName, shelved } from '../ledger/shelf.ts';
import type { Recalled } from '../types.ts';
import { recategorised, rederive } from './derive.ts';
import { categoriesTold, introduce, noteSold, putAway, reopen, toldNow } from './introduce.ts';
import { applyStatement } from './meet.ts';
import { hearAgain, isEnough } from './recall.ts';
import { ruleFor } from './rule-for.ts';
import { change, changeProduct, productOf, startedAt, type Work } from './work.ts';

const factsTold = (
  work: Work,
  { listing, category }: Pick<ProductEvent, 'listing' | 'category'>,
): { f?: ListingFacts } => {
  if (!listing) return {};
  const context = { startedAt: startedAt(work.ledger), categories: categoriesTold(category) };
  return { f: factsOf(listing, work.rules, work.ears.hear, context) };
};

const tellShelf = (work: Work, event: ProductEvent): void => {
  const { productId, name, linkNo, category, action, atMs } = event;
  const told = own(work.ledger.shelf, productId);
  const { w: _withdrawn, ...known }: ShelfItem = told ?? { t: atMs };
  const counts = toldNow(known.c, category);
  const past = recategorised(work, productId, known, categoriesTold(category));
  const item = {
    ...known,
    ...(name !== undefined && { n: shelfName(name) }),
    ...(linkNo !== undefined && { l: linkNo }),
    ...(counts !== undefined && { c: counts }),
    ...(action === 'link-opened' && known.o === undefined && { o: atMs }),
    ...(action === 'withdrawn' && { w: true as const }),
    ...factsTold(work, event),
    ...(past && { p: past }),
    t: Math.max(atMs, told?.t ?? 0),
  };
  change(work, { shelf: shelved(work.ledger.shelf, productId, item) });
};

/** A page that is told later is held against what was said before. */
const compareAgain = (work: Work, productId: string): void => {
  const product = productOf(work, productId);
  for (const [dutyId, statement] of Object.entries(product?.heard ?? {})) {
    if (statement.as !== 'stated' || statement.denied || statement.limited) continue;
    const kept = statement.slots ?? {};
    const slots = Object.fromEntries(
      Object.entries(kept).map(([id, value]) => [id, { text: String(value), value }]),
    );
    if (!contradictsListing(dutyId, slots, kept, product?.facts)) continue;
    const { heard = {} } = productOf(work, productId) ?? {};
    changeProduct(work, productId, { heard: withOwn(heard, dutyId, { ...statement, denied: true }) });
    const rule = ruleFor(work, productId, dutyId);
    if (rule) applyStatement(work, productId, rule);
  }
};

const tellOpen = (work: Work, event: ProductEvent, recalled: Recalled | undefined): void => {
  const { productId, name, linkNo, category, action, atMs } = event;
  const product = productOf(work, productId);
  const counts = toldNow(product?.told, category);
  const listing = event.listing ?? (product?.facts ? undefined : recalled?.listing);
  const { f: facts } = factsTold(work, { ...(category && { category }), ...(listing && { listing }) });
  changeProduct(work, productId, {
    ...(name !== undefined && { name }),
    ...(linkNo !== undefined && { linkNo }),
    ...(facts && { facts }),
    ...(counts !== undefined && { told: counts }),
    ...(action === 'link-opened' && product?.linkMs === undefined && { linkMs: atMs }),
  });
  if (action === 'link-opened') work.stale = true;
  const categories = categoriesTold(category);
  if (
    categories.length > 0 &&
    (product?.guessed !== undefined || categories.join() !== product?.categories.join())
  ) {
    const { guessed: _guessed, talk: _talk, ...sure } = productOf(work, productId) ?? {};
    change(work, {
      open: withOwn(work.ledger.open, productId, { ...(sure as NonNullable<typeof product>), categories }),
    });
    noteSold(work, categories);
    rederive(work, productId, recalled && hearAgain(work, productId, recalled));
  }
  if (facts) compareAgain(work, productId);
};

/**
 * What the sender tells of a product: what it is, that it is presented, that its link opens or closes.
 * @param recalled what was said of it in introductions that are let go of, where it turns out to be of another category.
 */
export const onProduct = (work: Work, event: ProductEvent, recalled?: Recalled): void => {
  const { productId, action, atMs } = event;
  const again = recalled && isEnough(recalled) ? recalled : undefined;
  if (again && !productOf(work, productId)) reopen(work, productId);
  if (productOf(work, productId)) tellOpen(work, event, again);
  else tellShelf(work, event);
  switch (action) {
    case 'introduced':
      if (!work.ledger.told) change(work, { told: true });
      introduce(work, productId, atMs, 'event');
      return;
    case 'paused':
    case 'link-closed':
    case 'withdrawn':
      putAway(work, [productId], atMs);
      return;
    default:
      return;
  }
};
