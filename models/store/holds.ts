import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { HELD_BY_HAND, type HoldReason, type HoldView, REVIEW_DAYS } from '../contract/hold.ts';
import type { BroadcastId, PublicId } from '../contract/ids.ts';
import type { WithholdingReason } from '../contract/withholding.ts';
import { audit } from './audit.ts';
import type { AuditDoc, BroadcastDoc } from './documents.ts';
import { date, flag, Mixed, mixed, number, schemaOf, text } from './schema-of.ts';
import type { Store } from './store.ts';

/**
 * What is kept of a broadcast must stay, whatever its time: all of it, or what lies in a stretch. A hold that was released stays
 * in the collection, since it says why something is older than its time.
 */
export interface HoldDoc {
  _id: string;
  broadcastId: BroadcastId;
  /** Broadcast time, ms; both absent: the whole broadcast. */
  fromMs?: number;
  untilMs?: number;
  why: HoldReason;
  /** What it is for: the id of the request, mark or exhibit, or the number of a case. With `why` it names the hold. */
  ref: string;
  /** In a person's words. */
  reason?: string;
  by: AuditDoc['by'];
  at: Date;
  /** Day (UTC) by which somebody looks whether it is still needed, as `2027-05-20`; absent: {@link REVIEW_DAYS} after it was placed. */
  reviewBy?: string;
  /** True until it is released. */
  open: boolean;
  released?: { by: AuditDoc['by']; at: Date; reason?: string };
}

export const holdSchema = schemaOf<HoldDoc>(
  {
    _id: text,
    broadcastId: text,
    fromMs: Number,
    untilMs: Number,
    why: text,
    ref: text,
    reason: String,
    by: mixed,
    at: date,
    reviewBy: String,
    open: flag,
    released: Mixed,
  },
  [
    { on: { why: 1, ref: 1, broadcastId: 1 }, unique: true, partialFilterExpression: { open: true } },
    { on: { broadcastId: 1, open: 1 } },
    { on: { why: 1, at: 1 }, partialFilterExpression: { open: true } },
  ],
);

/** How far the removal of a broadcast has come: the one document that a hold and a removal both write, so that one of them waits. */
export interface KeepingDoc {
  _id: BroadcastId;
  /** Grows with every hold and every look before a removal, so that two at once conflict. */
  touched: number;
  /** When the last order of it that is known of was completed. */
  ordersCompletedAt?: Date;
  /** Since when it is being removed: from then on nothing can be held any more. */
  removingSince?: Date;
  /** The record of its log that says so; nothing goes before it stands. */
  leafIndex?: number;
  erasedAt?: Date;
  /** Stretches whose picture and sound were withheld, and until when something of them may still come. */
  withheld?: { fromMs: number; untilMs: number; reason: WithholdingReason; at: Date }[];
  withheldUntil?: Date;
}

export const keepingSchema = schemaOf<KeepingDoc>(
  {
    _id: text,
    touched: number,
    ordersCompletedAt: Date,
    removingSince: Date,
    leafIndex: Number,
    erasedAt: Date,
    withheld: { type: [Mixed], default: undefined },
    withheldUntil: Date,
  },
  [
    { on: { withheldUntil: 1 }, partialFilterExpression: { withheldUntil: { $exists: true } } },
    { on: { removingSince: 1 }, partialFilterExpression: { removingSince: { $exists: true } } },
  ],
);

/** What was to be held is gone, or is just going. */
export class HoldRefused extends Error {
  readonly code = 'gone';
}

export interface NewHold {
  readonly broadcastId: BroadcastId;
  readonly fromMs?: number | undefined;
  readonly untilMs?: number | undefined;
  readonly why: HoldReason;
  readonly ref: string;
  readonly reason?: string | undefined;
  readonly by: AuditDoc['by'];
  readonly at: Date;
  readonly reviewBy?: string | undefined;
}

const publicIdOf = async (
  store: Store,
  session: ClientSession,
  broadcastId: BroadcastId,
): Promise<PublicId | null> => {
  const doc = await store.broadcasts
    .findOne({ _id: broadcastId }, { publicId: 1 }, { session })
    .lean<Pick<BroadcastDoc, 'publicId'>>();
  return doc?.publicId ?? null;
};

/**
 * Holds a broadcast, or a stretch of it, in the transaction of the act that asks for it, with its audit document. The same again
 * (`why`, `ref`, broadcast) changes nothing.
 * @throws HoldRefused when it is being removed already.
 */
export const placeHold = async (store: Store, session: ClientSession, hold: NewHold): Promise<HoldDoc> => {
  const { broadcastId, fromMs, untilMs, why, ref, reason, by, at, reviewBy } = hold;
  const subject = await publicIdOf(store, session, broadcastId);
  if (subject === null) throw new HoldRefused('there is no such broadcast any more');
  const keeping = await store.keepings
    .findOneAndUpdate(
      { _id: broadcastId },
      { $inc: { touched: 1 } },
      { upsert: true, returnDocument: 'after', session },
    )
    .lean<KeepingDoc>();
  if (keeping?.removingSince) throw new HoldRefused('the broadcast is being removed: its time was over');
  const which = { why, ref, broadcastId, open: true };
  const before = await store.holds.findOne(which, null, { session }).lean<HoldDoc>();
  if (before) return before;
  const doc: HoldDoc = {
    _id: randomBytes(16).toString('base64url'),
    broadcastId,
    ...(fromMs !== undefined && { fromMs }),
    ...(untilMs !== undefined && { untilMs }),
    why,
    ref,
    ...(reason !== undefined && { reason }),
    by,
    at,
    ...(reviewBy !== undefined && { reviewBy }),
    open: true,
  };
  await store.holds.create([doc], { session });
  const stretch = fromMs !== undefined && { fromMs, untilMs };
  const details = { hold: doc._id, why, ref, ...stretch, ...(reviewBy !== undefined && { reviewBy }) };
  const said = reason === undefined ? {} : { reason };
  await audit(store, session, { at, by, action: 'hold-placed', subject, ...said, details });
  return doc;
};

/** Which hold ends: all of that name, or of one broadcast. */
export interface HoldRelease {
  readonly why: HoldReason;
  readonly ref: string;
  readonly broadcastId?: BroadcastId | undefined;
  readonly reason?: string | undefined;
  readonly by: AuditDoc['by'];
  readonly at: Date;
}

/** Ends a hold, in the transaction of the act that no longer needs it, with its audit document. @returns how many ended */
export const releaseHold = async (
  store: Store,
  session: ClientSession,
  { why, ref, broadcastId, reason, by, at }: HoldRelease,
): Promise<number> => {
  const which = { why, ref, open: true, ...(broadcastId !== undefined && { broadcastId }) };
  const docs = await store.holds.find(which, null, { session }).lean<HoldDoc[]>();
  const said = reason === undefined ? {} : { reason };
  for (const doc of docs) {
    const released = { by, at, ...said };
    await store.holds.updateOne({ _id: doc._id }, { $set: { open: false, released } }, { session });
    // Broadcasts of the demo are removed whatever is held of them.
    const subject = (await publicIdOf(store, session, doc.broadcastId)) ?? doc._id;
    const details = { hold: doc._id, why, ref };
    await audit(store, session, { at, by, action: 'hold-released', subject, ...said, details });
  }
  return docs.length;
};

/** Holds of a broadcast that are not released, oldest first. */
export const holdsOn = (
  store: Store,
  broadcastId: BroadcastId,
  session?: ClientSession,
): Promise<HoldDoc[]> =>
  store.holds
    .find({ broadcastId, open: true }, null, session ? { session } : {})
    .sort({ at: 1 })
    .lean<HoldDoc[]>()
    .exec();

/** Whether anything of a broadcast is held. */
export const isHeld = async (store: Store, broadcastId: BroadcastId): Promise<boolean> =>
  (await store.holds.exists({ broadcastId, open: true })) !== null;

const DAY_MS = 24 * 3_600_000;
const DAY_CHARS = 10;

/** The day (UTC) so many days after a moment, as `2027-05-20`. */
export const dayAfter = (at: Date, days: number): string =>
  new Date(at.getTime() + days * DAY_MS).toISOString().slice(0, DAY_CHARS);

const isByHand = (why: HoldReason): boolean => HELD_BY_HAND.some((one) => one === why);

/** Whether a broadcast's time is over, and what stands behind its records is going or gone. */
export const isBeingRemoved = async (store: Store, broadcastId: BroadcastId): Promise<boolean> =>
  (await store.keepings.exists({ _id: broadcastId, removingSince: { $exists: true } })) !== null;

/** A hold as moderators see it. */
export const toHoldView = (doc: HoldDoc): HoldView => {
  const { _id, why, ref, reason, fromMs, untilMs, by, at, reviewBy = dayAfter(at, REVIEW_DAYS) } = doc;
  return {
    id: _id,
    why,
    ref,
    ...(reason !== undefined && { reason }),
    ...(fromMs !== undefined && { fromMs }),
    ...(untilMs !== undefined && { untilMs }),
    by: by.name,
    at: at.toISOString(),
    ...(isByHand(why) && { reviewBy }),
  };
};

/** {@link placeHold} as an act of its own. */
export const placeHoldAlone = async (store: Store, hold: NewHold): Promise<HoldDoc> => {
  let placed: HoldDoc | null = null;
  await store.connection.transaction(async (session) => {
    placed = await placeHold(store, session, hold);
  });
  if (placed === null) throw new Error(`a hold for ${hold.ref} was not kept`);
  return placed;
};

/** A hold on a broadcast that is not released. */
export const holdById = (store: Store, broadcastId: BroadcastId, id: string): Promise<HoldDoc | null> =>
  store.holds.findOne({ _id: id, broadcastId, open: true }).lean<HoldDoc>().exec();

/** Ends one hold by its id, as an act of its own. @returns false when there is no such hold on the broadcast, or not any more */
export const releaseHoldById = async (
  store: Store,
  broadcastId: BroadcastId,
  id: string,
  release: Pick<HoldRelease, 'reason' | 'by' | 'at'>,
): Promise<boolean> => {
  const doc = await holdById(store, broadcastId, id);
  if (!doc) return false;
  const { why, ref } = doc;
  let ended = 0;
  await store.connection.transaction(async (session) => {
    ended = await releaseHold(store, session, { why, ref, broadcastId, ...release });
  });
  return ended > 0;
};
