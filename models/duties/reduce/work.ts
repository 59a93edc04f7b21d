import type { UtteranceEvent } from '../../contract/ingest.ts';
import type { guessCategory } from '../category/guess.ts';
import type { Sentence } from '../compare/contradict.ts';
import type { Hear } from '../hear/heard.ts';
import type { Prepare } from '../hear/prepare.ts';
import type { spotProducts } from '../introductions/spot.ts';
import type { Account, Ledger, ProductEntry } from '../ledger/ledger.ts';
import { own, withOwn } from '../ledger/own.ts';
import type { Rules } from '../policy/rules.ts';
import type { askedDuties } from '../questions/asks.ts';
import type { DutyOutcome } from '../types.ts';

/** What listens: pure functions of text. */
export interface Ears {
  readonly hear: Hear;
  readonly prepare: Prepare;
  readonly spotProducts: typeof spotProducts;
  readonly guessCategory: typeof guessCategory;
  readonly askedDuties: typeof askedDuties;
}

/** One event being reduced: the ledger as it becomes, and what is to be told. The ledger itself is replaced, never changed. */
export interface Work {
  readonly rules: Rules;
  readonly ears: Ears;
  ledger: Ledger;
  readonly outcomes: DutyOutcome[];
  /** Something may fall due at another time than before. */
  stale: boolean;
}

/** Replaces parts of the ledger. */
export const change = (work: Work, parts: Partial<Ledger>): void => {
  work.ledger = { ...work.ledger, ...parts };
};

export const productOf = (work: Work, productId: string): ProductEntry | undefined =>
  own(work.ledger.open, productId);

/** Replaces parts of a product that is open. */
export const changeProduct = (work: Work, productId: string, parts: Partial<ProductEntry>): void => {
  const product = productOf(work, productId);
  if (product) change(work, { open: withOwn(work.ledger.open, productId, { ...product, ...parts }) });
};

/** Whose account it is: a product's, or with `null` the broadcast's. */
export type Subject = string | null;

export const accountOf = (work: Work, subject: Subject): Account | undefined =>
  subject === null ? work.ledger.room : productOf(work, subject);

/** Replaces parts of an account. */
export const changeAccount = (work: Work, subject: Subject, parts: Partial<Account>): void => {
  if (subject === null) change(work, { room: { ...work.ledger.room, ...parts } });
  else changeProduct(work, subject, parts);
};

/** An utterance on its way into the ledger. */
export interface Said {
  readonly event: UtteranceEvent;
  readonly by: 'speech' | 'screen';
  readonly sentence: Sentence;
  /** Of all that are shown, because none of them was named. */
  readonly shared?: true;
  /** Of what the broadcast owes: the products that it was told of alone. */
  readonly alone?: readonly string[];
}

const DAY_MS = 86_400_000;

/** Start of the broadcast; of one whose start nobody told, the epoch: relative dates are then marked as such by nobody. */
export const startedAt = ({ about }: Ledger): Date => new Date(about.startedAt ?? 0);

const days = new Map<string, number>();
/** Starts remembered as numbers: more broadcasts than one worker owns. */
const DAYS_MAX = 10_000;

/** Day of a broadcast time as an ISO date, UTC. */
export const dayOf = ({ about }: Ledger, atMs: number): string => {
  const start = about.startedAt ?? '';
  let startMs = days.get(start);
  if (startMs === undefined) {
    startMs = start === '' ? 0 : Date.parse(start);
    if (days.size >= DAYS_MAX) days.clear();
    days.set(start, startMs);
  }
  return new Date(Math.floor((startMs + atMs) / DAY_MS) * DAY_MS).toISOString().slice(0, 10);
};
