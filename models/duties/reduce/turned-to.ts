import type { DutyEntry, Statement } from '../ledger/ledger.ts';
import { tellGone } from './derive.ts';
import { OF_THE_MAKER, TOLD_FOR_EACH } from './of-all.ts';
import { changeProduct, productOf, type Work } from './work.ts';

const without = <Value>(
  all: Readonly<Record<string, Value>>,
  ids: ReadonlySet<string>,
): Readonly<Record<string, Value>> => Object.fromEntries(Object.entries(all).filter(([id]) => !ids.has(id)));

/** Closes what was raised by a statement that is no longer counted. */
const closeRaised = (work: Work, productId: string, dutyId: string, entry: DutyEntry | undefined): void => {
  const product = productOf(work, productId);
  const duty = work.rules.catalogue.duties.get(dutyId);
  if (entry?.raised && product && duty) tellGone(work, productId, duty, product, entry);
};

/**
 * Several products were put on at once, and somebody now turns to one of them by name. Such products are presented in their
 * order, so unless it is the first of them, what was said before without naming any was not said of this one.
 */
export const turnedTo = (work: Work, productId: string, shown: readonly string[]): void => {
  const product = productOf(work, productId);
  if (!product || !shown.includes(productId)) return;
  if (shown.every((id) => (productOf(work, id)?.order ?? 0) >= product.order)) return;
  const owns = Object.values(product.heard).flatMap(({ shared, atMs }) => (shared ? [] : [atMs]));
  // It was turned to before: what was then said of shop or maker was said of it too.
  const firstMs = Math.min(...owns);
  const isShared = ([id, { shared, atMs }]: [string, Statement]): boolean =>
    shared === true && (atMs < firstMs || !(OF_THE_MAKER.has(id) || TOLD_FOR_EACH.has(id)));
  const ids = new Set(
    Object.entries(product.heard)
      .filter(isShared)
      .map(([id]) => id),
  );
  if (ids.size === 0) return;
  for (const id of ids) closeRaised(work, productId, id, product.duties[id]);
  changeProduct(work, productId, {
    heard: without(product.heard, ids),
    duties: without(product.duties, ids),
  });
  work.stale = true;
};
