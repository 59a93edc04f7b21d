import { watermarkMs } from '../ledger/clock.ts';
import { introducedMs } from '../ledger/ledger.ts';
import { judge } from './judge.ts';
import { questionsDueMs, settleOpenQuestions } from './questions.ts';
import { roomDueMs, settleRoom } from './room.ts';
import { dueOf, GRACE_MS } from './window.ts';
import { change, productOf, type Work } from './work.ts';

/** Judges what has fallen due of one product; with `force`, all that it still owes. */
export const settleProduct = (work: Work, productId: string, force: boolean): void => {
  const product = productOf(work, productId);
  if (!product) return;
  const watermark = watermarkMs(work.ledger);
  const fromMs = introducedMs(product);
  for (const rule of work.rules.of(product.categories)) {
    if (rule.duty.scope !== 'product' || Object.hasOwn(product.duties, rule.duty.id)) continue;
    const dueMs = dueOf(rule, product, work.ledger);
    if (dueMs === null && !force) continue;
    if (!force && watermark < (dueMs ?? watermark) + GRACE_MS) continue;
    const account = productOf(work, productId);
    const untilMs = Math.max(fromMs, Math.min(dueMs ?? watermark, watermark));
    if (account) judge(work, productId, rule, account, { fromMs, untilMs });
  }
};

const productsDueMs = (work: Work): number | null => {
  let next: number | null = null;
  for (const product of Object.values(work.ledger.open)) {
    for (const rule of work.rules.of(product.categories)) {
      if (rule.duty.scope !== 'product' || Object.hasOwn(product.duties, rule.duty.id)) continue;
      const dueMs = dueOf(rule, product, work.ledger);
      if (dueMs !== null && (next === null || dueMs < next)) next = dueMs;
    }
  }
  return next;
};

const earliest = (...times: readonly (number | null)[]): number | null =>
  times.reduce<number | null>(
    (least, time) => (time !== null && (least === null || time < least) ? time : least),
    null,
  );

/** Works out when something may fall due next: until then an event costs no look at the duties. */
const reckon = (work: Work): void => {
  change(work, { nextMs: earliest(productsDueMs(work), roomDueMs(work), questionsDueMs(work)) });
  work.stale = false;
};

/** Judges all that has fallen due; at the end, all that is open. */
export const settle = (work: Work, isEnd: boolean): void => {
  if (work.stale) reckon(work);
  const { nextMs } = work.ledger;
  if (!isEnd && (nextMs === null || watermarkMs(work.ledger) < nextMs + GRACE_MS)) return;
  settleOpenQuestions(work, isEnd);
  for (const productId of Object.keys(work.ledger.open)) settleProduct(work, productId, isEnd);
  settleRoom(work, isEnd);
  reckon(work);
};
