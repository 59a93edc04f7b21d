import type { Person } from '../contract/alert.ts';
import type { BroadcastId, PublicId, UserId } from '../contract/ids.ts';
import {
  type PlatformRequest,
  REQUESTS_OPEN_MAX,
  type RequestId,
  type RequestRefusal,
  type RequestView,
} from '../contract/release-request.ts';
import { audit } from './audit.ts';
import type { AuditDoc, BroadcastDoc } from './documents.ts';
import { HoldRefused, placeHold, releaseHold } from './holds.ts';
import type { ReleaseRequestDoc } from './release-request-documents.ts';
import type { Store } from './store.ts';

/** Requests in one answer: more than a shift of moderators works through, or a person ever asks. */
const LISTED_MAX = 200;
/** Releases that are ended in one sweep. */
const ENDED_MAX = 100;
/** Around what was asked: people remember a time by some minutes. */
const HELD_AROUND_MS = 5 * 60_000;

const ASKED = 'release-asked';
const WITHDRAWN = 'release-withdrawn';
const REFUSED = 'release-refused';
const RELEASED = 'release-granted';
const ENDED = 'release-ended';
const SYSTEM = { id: 'system', name: 'system' } as const;

const isDuplicate = (error: unknown): boolean => (error as { code?: number }).code === 11_000;

/** A stretch of a broadcast that is to stay while the request waits. */
export interface HeldStretch {
  readonly broadcastId: BroadcastId;
  readonly fromMs: number;
  readonly untilMs: number;
}

/**
 * Keeps a request with its audit document, and holds what it may mean, in one transaction. What is just being removed is not held.
 * @returns false when the person has {@link REQUESTS_OPEN_MAX} that wait.
 */
export const askForRelease = async (
  store: Store,
  request: Omit<ReleaseRequestDoc, 'slot' | 'state'>,
  stretches: readonly HeldStretch[],
): Promise<boolean> => {
  const { _id: ref, by, askedAt: at } = request;
  const taken = await store.releaseRequests
    .find({ 'by.id': by.id, slot: { $exists: true } } as Record<string, unknown>, { slot: 1 })
    .lean<Pick<ReleaseRequestDoc, 'slot'>[]>();
  const slots = new Set(taken.map(({ slot }) => slot));
  const slot = Array.from({ length: REQUESTS_OPEN_MAX }, (_, i) => i).find((i) => !slots.has(i));
  if (slot === undefined) return false;
  try {
    await store.connection.transaction(async (session) => {
      await store.releaseRequests.create([{ ...request, state: 'open', slot }], { session });
      for (const { broadcastId, fromMs, untilMs } of stretches) {
        const span = { fromMs: Math.max(0, fromMs - HELD_AROUND_MS), untilMs: untilMs + HELD_AROUND_MS };
        try {
          await placeHold(store, session, { broadcastId, ...span, why: 'request', ref, by, at });
        } catch (error) {
          if (!(error instanceof HoldRefused)) throw error;
        }
      }
      const details = { fromAt: request.fromAt.toISOString(), minutes: request.minutes };
      await audit(store, session, { at, by, action: ASKED, subject: ref, details });
    });
    return true;
  } catch (error) {
    // Another of the same person's took the place in between.
    if (isDuplicate(error)) return askForRelease(store, request, stretches);
    throw error;
  }
};

type Settled = Pick<ReleaseRequestDoc, 'state' | 'answered'> & Partial<Pick<ReleaseRequestDoc, 'release'>>;

/** From open to settled, in the transaction of `follow`. @returns null when it was not open. */
const settle = async (
  store: Store,
  which: { readonly id: RequestId; readonly owner?: UserId },
  settled: Settled,
  follow: (session: Parameters<typeof audit>[1]) => Promise<void>,
): Promise<ReleaseRequestDoc | null> => {
  let doc: ReleaseRequestDoc | null = null;
  const filter = { _id: which.id, state: 'open', ...(which.owner && { 'by.id': which.owner }) };
  await store.connection.transaction(async (session) => {
    doc = await store.releaseRequests
      .findOneAndUpdate(
        filter as Record<string, unknown>,
        { $set: { ...settled }, $unset: { slot: 1 } },
        { session, returnDocument: 'after' },
      )
      .lean<ReleaseRequestDoc>();
    if (doc) await follow(session);
  });
  return doc;
};

/** Whoever asked asks no more. */
export const withdrawRequest = (
  store: Store,
  id: RequestId,
  by: Person,
  at: Date,
): Promise<ReleaseRequestDoc | null> =>
  settle(store, { id, owner: by.id }, { state: 'withdrawn', answered: { at, by } }, async (session) => {
    await releaseHold(store, session, { why: 'request', ref: id, by, at });
    await audit(store, session, { at, by, action: WITHDRAWN, subject: id });
  });

export const refuseRequest = (
  store: Store,
  id: RequestId,
  said: { readonly reason: RequestRefusal; readonly words: string },
  { by, at }: { readonly by: Person; readonly at: Date },
): Promise<ReleaseRequestDoc | null> => {
  const { reason, words } = said;
  const answered = { at, by, reason, ...(words !== '' && { words }) };
  return settle(store, { id }, { state: 'refused', answered }, async (session) => {
    await releaseHold(store, session, { why: 'request', ref: id, by, at });
    const told = words === '' ? reason : `${reason}: ${words}`;
    await audit(store, session, { at, by, action: REFUSED, subject: id, reason: told });
  });
};

export interface Releasing {
  readonly broadcast: Pick<BroadcastDoc, '_id' | 'publicId'>;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly until: Date;
  readonly words: string;
}

/**
 * Opens a stretch of a broadcast to whoever asked, and holds it for as long.
 * @throws HoldRefused when the broadcast is just being removed: then nothing was released.
 */
export const releaseMoment = (
  store: Store,
  id: RequestId,
  { broadcast, fromMs, untilMs, until, words }: Releasing,
  { by, at }: { readonly by: Person; readonly at: Date },
): Promise<ReleaseRequestDoc | null> => {
  const { _id: broadcastId, publicId } = broadcast;
  const release = { broadcastId, publicId, fromMs, untilMs, until, ended: false };
  const answered = { at, by, ...(words !== '' && { words }) };
  return settle(store, { id }, { state: 'released', answered, release }, async (session) => {
    await releaseHold(store, session, { why: 'request', ref: id, by, at });
    await placeHold(store, session, { broadcastId, fromMs, untilMs, why: 'request', ref: id, by, at });
    const details = { publicId, fromMs, untilMs, until: until.toISOString() };
    await audit(store, session, {
      at,
      by,
      action: RELEASED,
      subject: id,
      details,
      ...(words !== '' && { reason: words }),
    });
  });
};

/** Lets go of what was held for releases whose time is over. @returns how many ended */
export const endReleases = async (store: Store, now: Date): Promise<number> => {
  const over = { 'release.ended': false, 'release.until': { $lte: now } };
  const docs = await store.releaseRequests
    .find(over as Record<string, unknown>, { _id: 1 })
    .limit(ENDED_MAX)
    .lean<Pick<ReleaseRequestDoc, '_id'>[]>();
  let ended = 0;
  for (const { _id } of docs) if (await endRelease(store, _id, SYSTEM, now)) ended += 1;
  return ended;
};

/** Lets go of what is held for a release. @returns false where there is none, or it has ended */
export const endRelease = async (
  store: Store,
  id: RequestId,
  by: AuditDoc['by'],
  at: Date,
): Promise<boolean> => {
  let ended = false;
  await store.connection.transaction(async (session) => {
    const { modifiedCount } = await store.releaseRequests.updateOne(
      { _id: id, 'release.ended': false } as Record<string, unknown>,
      { $set: { 'release.ended': true } },
      { session },
    );
    ended = modifiedCount > 0;
    if (!ended) return;
    await releaseHold(store, session, { why: 'request', ref: id, by, at });
    await audit(store, session, { at, by, action: ENDED, subject: id });
  });
  return ended;
};

export const requestById = (store: Store, id: RequestId): Promise<ReleaseRequestDoc | null> =>
  store.releaseRequests.findOne({ _id: id }).lean<ReleaseRequestDoc>().exec();

/** A person's own requests, newest first. */
export const requestsOf = (store: Store, owner: UserId): Promise<ReleaseRequestDoc[]> =>
  store.releaseRequests
    .find({ 'by.id': owner } as Record<string, unknown>)
    .sort({ askedAt: -1 })
    .limit(LISTED_MAX)
    .lean<ReleaseRequestDoc[]>()
    .exec();

/** Those that wait, oldest first; or those that are settled, newest first. */
export const requestQueue = (store: Store, which: 'open' | 'settled'): Promise<ReleaseRequestDoc[]> =>
  store.releaseRequests
    .find({ state: which === 'open' ? 'open' : { $ne: 'open' } } as Record<string, unknown>)
    .sort({ askedAt: which === 'open' ? 1 : -1 })
    .limit(LISTED_MAX)
    .lean<ReleaseRequestDoc[]>()
    .exec();

export const openRequestCount = (store: Store): Promise<number> =>
  store.releaseRequests.countDocuments({ state: 'open' });

/** A stretch that is open to this person, of those that hold the time; null where there is none. */
export const releaseTo = async (
  store: Store,
  owner: UserId,
  which: { readonly publicId: PublicId; readonly atMs: number },
  now: Date,
): Promise<NonNullable<ReleaseRequestDoc['release']> | null> => {
  const open = {
    'by.id': owner,
    state: 'released',
    'release.publicId': which.publicId,
    'release.until': { $gt: now },
    'release.fromMs': { $lte: which.atMs },
    'release.untilMs': { $gte: which.atMs },
  };
  const doc = await store.releaseRequests
    .findOne(open as Record<string, unknown>)
    .sort({ 'release.until': -1 })
    .lean<ReleaseRequestDoc>();
  return doc?.release ?? null;
};

/** Notes that something of a request was looked at that not everyone may see, before it is shown. */
export const noteRequestSeen = (
  store: Store,
  action: 'order-number-unmasked' | 'release-viewed',
  id: RequestId,
  { by, at, reason }: { readonly by: Person; readonly at: Date; readonly reason?: string },
): Promise<void> =>
  store.connection
    .transaction((session) =>
      audit(store, session, { at, by, action, subject: id, ...(reason !== undefined && { reason }) }),
    )
    .then(() => undefined);

/** A request as whoever made it sees it. */
export const toRequestView = (doc: ReleaseRequestDoc, now: Date): RequestView => {
  const { answered, release } = doc;
  return {
    id: doc._id,
    state: doc.state,
    room: doc.room,
    seller: doc.seller,
    product: doc.product,
    orderNumber: doc.order.shown,
    boughtAt: doc.boughtAt.toISOString(),
    fromAt: doc.fromAt.toISOString(),
    minutes: doc.minutes,
    said: doc.said,
    askedAt: doc.askedAt.toISOString(),
    answerBy: doc.answerBy.toISOString(),
    ...(answered && {
      answered: {
        at: answered.at.toISOString(),
        ...(answered.reason !== undefined && { reason: answered.reason }),
        ...(answered.words !== undefined && { words: answered.words }),
      },
    }),
    ...(release && {
      release: {
        publicId: release.publicId,
        fromMs: release.fromMs,
        untilMs: release.untilMs,
        until: release.until.toISOString(),
        isOpen: release.until > now,
      },
    }),
  };
};

export const toPlatformRequest = (doc: ReleaseRequestDoc, now: Date): PlatformRequest => ({
  ...toRequestView(doc, now),
  by: doc.by,
  ...(doc.answered && { answeredBy: doc.answered.by }),
});
