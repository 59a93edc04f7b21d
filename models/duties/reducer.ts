import { clockEnded, clockMoved, gapNoted } from './ledger/clock.ts';
import { emptyLedger, type Ledger } from './ledger/ledger.ts';
import type { Rules } from './policy/rules.ts';
import { onProduct } from './reduce/cart.ts';
import { rederive } from './reduce/derive.ts';
import { putAway, tidyUp } from './reduce/introduce.ts';
import { hearEarly, onUtterance } from './reduce/listen.ts';
import { onDeleted } from './reduce/questions.ts';
import { recallsOf } from './reduce/recall.ts';
import { onAudience } from './reduce/room.ts';
import { settle } from './reduce/settle.ts';
import { change, type Ears, type Work } from './reduce/work.ts';
import type { Duties, DutyEvent } from './types.ts';

const apply = (work: Work, { event, atMs, recalled }: DutyEvent): void => {
  const { ledger } = work;
  switch (event.type) {
    case 'utterance':
      change(work, clockMoved(ledger, event.source, atMs));
      // Whether something is still shown falls due by what the picture shows.
      if (event.source === 'screen') work.stale = true;
      onUtterance(work, event);
      return;
    case 'product':
      onProduct(work, event, recalled);
      hearEarly(work);
      return;
    case 'audience':
      onAudience(work, atMs, event.viewers);
      return;
    case 'moderation':
      if (event.action === 'deleted') onDeleted(work, event.utteranceId);
      return;
    case 'segment':
      if (event.segment === 'draw' && event.action === 'start') {
        change(work, { drawMs: atMs });
        work.stale = true;
      }
      return;
    case 'patched':
      if (event.patch.presenters)
        change(work, { about: { ...ledger.about, presenters: event.patch.presenters } });
      work.stale = true;
      return;
    case 'heartbeat':
      change(work, clockMoved(ledger, 'clock', atMs));
      return;
    case 'gap':
      change(work, gapNoted(ledger, { fromMs: event.fromMs ?? atMs, untilMs: atMs }));
      return;
    case 'ended':
      putAway(work, ledger.current, atMs);
      change(work, { ended: true, ...clockEnded(ledger, atMs) });
  }
};

/** The ledger as this book reads it: what was packed by another book cannot be unpacked. */
const readable = (ledger: Ledger, book: string): Ledger => {
  if (ledger.book === book) return ledger;
  const shelf = Object.fromEntries(
    Object.entries(ledger.shelf).map(([id, { f: _facts, p: _past, ...item }]) => [id, item]),
  );
  const open = Object.fromEntries(
    Object.entries(ledger.open).map(([id, { facts: _facts, ...product }]) => [id, product]),
  );
  return { ...ledger, book, shelf, open, nextMs: 0 };
};

/** A broadcast whose rules were changed while it runs is judged by the new ones from here on; what is judged stays judged. */
const followRules = (work: Work): void => {
  const { hash } = work.rules;
  const { rules, ended, open } = work.ledger;
  if (rules === hash || ended) return;
  change(work, { rules: hash });
  if (rules === undefined) return;
  for (const productId of Object.keys(open)) rederive(work, productId);
  rederive(work, null);
};

/**
 * The duties of one broadcast as a pure reducer over its log. What presenters, assistants and operators say meets a duty;
 * viewers never do. Clock: the `atMs` of what is heard; due at watermark ≥ due + 30 s, at `ended` at once.
 */
export const createDuties = (rules: Rules, ears: Ears): Duties => ({
  rules: rules.hash,
  initial: (about) => ({ ...emptyLedger(about, rules.book), rules: rules.hash }),
  recalls: (ledger, event) => recallsOf(ledger as Ledger, event),
  reduce: (previous, event) => {
    const work: Work = {
      rules,
      ears,
      ledger: readable(previous as Ledger, rules.book),
      outcomes: [],
      stale: false,
    };
    followRules(work);
    apply(work, event);
    const isEnd = event.event.type === 'ended';
    settle(work, isEnd);
    if (!isEnd) tidyUp(work);
    return { ledger: work.ledger, outcomes: work.outcomes };
  },
});
