import type { Logger } from 'pino';
import { renewFinds } from '../../models/store/public-finds.ts';
import type { Store } from '../../models/store/store.ts';
import { stackOf } from '../http/answer-errors.ts';

/** A product that was told a moment ago is found this much later. */
const RENEW_MS = 15_000;
/** Clocks of servers and workers differ by less. */
const MARGIN_MS = 60_000;

/** Keeps public broadcasts findable by what they are called now: all of them once, then those that change. @returns its end */
export const keepFinds = ({
  store,
  log,
  now,
}: {
  readonly store: Store;
  readonly log: Logger;
  readonly now: () => number;
}): (() => Promise<void>) => {
  let since: Date | null = null;
  let running: Promise<void> | null = null;
  const renew = async (): Promise<void> => {
    const begun = now();
    try {
      await renewFinds(store, since);
      since = new Date(begun - MARGIN_MS);
    } catch (error) {
      log.warn({ problem: stackOf(error) }, 'public broadcasts could not be made findable; trying again');
    }
    running = null;
  };
  const begin = (): void => {
    running ??= renew();
  };
  begin();
  const timer = setInterval(begin, RENEW_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
};
