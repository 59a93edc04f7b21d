import type { ClientSession } from 'mongoose';
import type { BroadcastId, PublicId } from '../contract/ids.ts';
import type { AlertDoc, BroadcastDoc } from './documents.ts';
import { type HoldDoc, holdsOn, type KeepingDoc } from './holds.ts';
import { type DocumentKind, dueDocuments } from './retention-documents.ts';
import { DAY_MS, endOf, type RetentionRules, type Term } from './retention-terms.ts';
import type { Store } from './store.ts';

/** Kinds of what is kept, each for its own time. */
export type RetentionKind = 'log' | 'sound' | 'moments' | DocumentKind;

/** Why something stays although its time is over. */
export interface Kept {
  /** `hold`, `undecided`, `upheld` or, of picture and sound, `orders`. */
  readonly why: string;
  /** Id of the alert, what the hold is for, or when the last order was completed. */
  readonly ref: string;
  readonly reason?: string;
}

/** From when the time of a broadcast counts: its end, or the completion of its last order, whichever came later. */
export interface CountsFrom {
  readonly at: Date;
  readonly of: 'end' | 'orders';
}

/** Something whose time is over, or will be. */
export interface Due {
  readonly kind: RetentionKind;
  /** Absent for what belongs to no broadcast. */
  readonly broadcast?: Pick<BroadcastDoc, '_id' | 'publicId'>;
  /** When its time is over. */
  readonly until: Date;
  /** Of a log. */
  readonly from?: CountsFrom;
  /** Pieces or documents, where they are counted. */
  readonly count?: number;
  /** Empty: nothing keeps it. */
  readonly kept: readonly Kept[];
  /** Of picture and sound: what keeps the pieces around it. */
  readonly except?: readonly Kept[];
}

/** Broadcasts looked at in one question. */
const DUE_MAX = 1_000;
/** Reasons told of one broadcast. */
const KEPT_MAX = 20;

type Ended = Pick<BroadcastDoc, '_id' | 'publicId' | 'startedAt' | 'endedAt' | 'lastEventAt'>;

/** A sender that never said that it ended was last heard then. */
const endedAt = ({ endedAt: said, lastEventAt, startedAt }: Ended): Date => said ?? lastEventAt ?? startedAt;

const isWhole = ({ fromMs, untilMs }: HoldDoc): boolean => fromMs === undefined || untilMs === undefined;

const asKept = ({ why, ref, reason }: HoldDoc): Kept => ({
  why: `hold: ${why}`,
  ref,
  ...(reason !== undefined && { reason }),
});

type Undecided = Pick<AlertDoc, '_id' | 'status' | 'decision'>;

const alertKeeps =
  (term: Term | null, now: Date) =>
  ({ _id, status, decision }: Undecided): Kept[] => {
    if (status === 'upheld') {
      const until = decision && endOf(new Date(decision.at), term);
      return until && until <= now ? [] : [{ why: 'upheld', ref: _id }];
    }
    return [{ why: 'undecided', ref: _id }];
  };

/**
 * What keeps a broadcast beyond its time, or (`span`) a stretch of it: holds, alerts that nobody has decided, and those that were
 * upheld, for the same term from the decision.
 */
export const keptBy = async (
  store: Store,
  broadcastId: BroadcastId,
  {
    term,
    now,
    session,
    span,
  }: {
    readonly term: Term | null;
    readonly now: Date;
    readonly session?: ClientSession;
    readonly span?: { readonly fromMs: number; readonly untilMs: number };
  },
): Promise<Kept[]> => {
  const touches = ({ fromMs, untilMs }: HoldDoc): boolean =>
    !span ||
    fromMs === undefined ||
    untilMs === undefined ||
    (fromMs < span.untilMs && untilMs > span.fromMs);
  const holds = (await holdsOn(store, broadcastId, session)).filter(touches);
  const alerts = await store.alerts
    .find(
      {
        broadcastId,
        status: { $in: ['open', 'taken', 'later', 'upheld'] },
        ...(span && { occurrences: { $elemMatch: { atMs: { $gt: span.fromMs, $lt: span.untilMs } } } }),
      },
      { status: 1, decision: 1 },
      session ? { session } : {},
    )
    .limit(KEPT_MAX)
    .lean<Undecided[]>();
  return [...holds.map(asKept), ...alerts.flatMap(alertKeeps(term, now))].slice(0, KEPT_MAX);
};

/** From when the time of a broadcast counts. */
export const countsFrom = (doc: Ended, keeping: KeepingDoc | null): CountsFrom => {
  const [ended, orders] = [endedAt(doc), keeping?.ordersCompletedAt];
  return orders !== undefined && orders > ended ? { at: orders, of: 'orders' } : { at: ended, of: 'end' };
};

/** Whether a broadcast's last order was completed so late that what shows its claims stays with its log. */
export const ordersKeep = async (
  store: Store,
  broadcastId: BroadcastId,
  term: Term | null,
  now: Date,
): Promise<Kept[]> => {
  const keeping = await store.keepings.findOne({ _id: broadcastId }).lean<KeepingDoc>();
  const completedAt = keeping?.ordersCompletedAt;
  if (completedAt === undefined) return [];
  const until = endOf(completedAt, term);
  return until !== null && until <= now ? [] : [{ why: 'orders', ref: completedAt.toISOString() }];
};

const dueLogs = async (store: Store, rules: RetentionRules, before: Date, now: Date): Promise<Due[]> => {
  const { log: term } = rules;
  if (term === null) return [];
  // A year has 366 days at most: whatever is over is in it, and each is then looked at by the calendar.
  const coarse = new Date(before.getTime() - (term.years * 365 + term.days) * DAY_MS);
  const docs = await store.broadcasts
    .find(
      {
        erasedAt: { $exists: false },
        $or: [
          { endedAt: { $lt: coarse } },
          { endedAt: { $exists: false }, lastEventAt: { $lt: coarse } },
          { endedAt: { $exists: false }, lastEventAt: { $exists: false }, startedAt: { $lt: coarse } },
        ],
      } as Record<string, unknown>,
      { publicId: 1, startedAt: 1, endedAt: 1, lastEventAt: 1 },
    )
    .sort({ startedAt: 1 })
    .limit(DUE_MAX)
    .lean<Ended[]>();
  const keepings = await store.keepings
    .find({ _id: { $in: docs.map(({ _id }) => _id) } })
    .lean<KeepingDoc[]>();
  const known = new Map(keepings.map((one) => [one._id, one]));
  const due: Due[] = [];
  for (const doc of docs) {
    const { _id, publicId } = doc;
    const from = countsFrom(doc, known.get(_id) ?? null);
    const until = endOf(from.at, term);
    if (until === null || until >= before) continue;
    const kept = await keptBy(store, _id, { term, now });
    due.push({ kind: 'log', broadcast: { _id, publicId }, until, from, kept });
  }
  return due;
};

interface MediaGroup {
  readonly _id: { readonly broadcastId: BroadcastId; readonly sound: boolean };
  readonly count: number;
  readonly until: Date;
}

const dueMedia = async (store: Store, rules: RetentionRules, before: Date, now: Date): Promise<Due[]> => {
  const groups = await store.media.aggregate<MediaGroup>([
    { $match: { held: true, keepUntil: { $lt: before } } },
    {
      $group: {
        _id: { broadcastId: '$broadcastId', sound: { $in: ['sound', '$why'] } },
        count: { $sum: 1 },
        until: { $min: '$keepUntil' },
      },
    },
    { $sort: { until: 1 } },
    { $limit: DUE_MAX },
  ]);
  const ids = [...new Set(groups.map(({ _id }) => _id.broadcastId))];
  const docs = await store.broadcasts
    .find({ _id: { $in: ids } }, { publicId: 1 })
    .lean<{ _id: BroadcastId; publicId: PublicId }[]>();
  const known = new Map(docs.map((doc) => [doc._id, doc]));
  const due: Due[] = [];
  for (const { _id, count, until } of groups) {
    const broadcast = known.get(_id.broadcastId);
    if (!broadcast) continue;
    const kind = _id.sound ? 'sound' : 'moments';
    const orders = kind === 'moments' ? await ordersKeep(store, broadcast._id, rules.log, now) : [];
    const kept = [...(await holdsOn(store, broadcast._id)).filter(isWhole).map(asKept), ...orders];
    const all = await keptBy(store, broadcast._id, { term: rules.log, now });
    const except = all.filter(({ ref }) => !kept.some((one) => one.ref === ref));
    due.push({ kind, broadcast, until, count, kept, ...(except.length > 0 && { except }) });
  }
  return due;
};

/** Everything whose time is over before a moment, and what keeps it all the same. */
export const dueBefore = async (
  store: Store,
  rules: RetentionRules,
  before: Date,
  now: Date,
): Promise<Due[]> => [
  ...(await dueLogs(store, rules, before, now)),
  ...(await dueMedia(store, rules, before, now)),
  ...(await dueDocuments(store, rules, before)),
];
