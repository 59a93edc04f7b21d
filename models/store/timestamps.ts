import type { BroadcastId } from '../contract/ids.ts';
import type { CheckpointDoc } from './documents.ts';
import type { Store } from './store.ts';
import type { TimestampDoc } from './timestamp-documents.ts';

export type { TimestampDoc, TimestampState } from './timestamp-documents.ts';

/** Tries of one timestamp before it is given up: with the waits between them some two days. */
export const STAMP_TRIES_MAX = 60;
const FIRST_WAIT_MS = 5_000;
/** An authority that was down for a night is asked again within the hour. */
const WAIT_MS_MAX = 3_600_000;

interface Head {
  readonly broadcastId: BroadcastId;
  readonly size: number;
}

/** Bytes as they were stored: mongoose's lean documents hold BSON's own binaries. */
const bytesOf = (value: unknown): Buffer => {
  if (Buffer.isBuffer(value)) return value;
  return Buffer.from((value as { buffer: Uint8Array }).buffer);
};

const asStored = (doc: TimestampDoc): TimestampDoc => ({
  ...doc,
  ...(doc.token && { token: bytesOf(doc.token) }),
  ...(doc.chain && { chain: doc.chain.map(bytesOf) }),
});

/** Every timestamp that is wanted or there for one head: of each authority one, in the order of their addresses. */
export const timestampsOf = async (
  store: Store,
  broadcastId: BroadcastId,
  size: number,
): Promise<TimestampDoc[]> => {
  const docs = await store.timestamps
    .find({ broadcastId, size })
    .sort({ authorityUrl: 1 })
    .lean<TimestampDoc[]>();
  return docs.map(asStored);
};

/** Of each authority the newest one, whatever its state, and the newest one that is stamped; newest heads first. */
export const newestTimestamps = async (store: Store, broadcastId: BroadcastId): Promise<TimestampDoc[]> => {
  const urls = await store.timestamps.distinct('authorityUrl', { broadcastId });
  const found = await Promise.all(
    urls.flatMap((authorityUrl) =>
      [{}, { state: 'stamped' as const }].map((also) =>
        store.timestamps
          .findOne({ broadcastId, authorityUrl, ...also })
          .sort({ size: -1 })
          .lean<TimestampDoc>(),
      ),
    ),
  );
  const byName = new Map(
    found.flatMap((doc) => (doc ? [[`${doc.authorityUrl} ${doc.size}`, doc] as const] : [])),
  );
  return [...byName.values()].map(asStored).sort((a, b) => b.size - a.size);
};

/** Notes that timestamps over one head are wanted; what is wanted or there already stays as it is. */
export const wantTimestamps = async (
  store: Store,
  { broadcastId, size }: Head,
  authorityUrls: readonly string[],
  now: Date,
): Promise<void> => {
  await Promise.all(
    authorityUrls.map((authorityUrl) =>
      store.timestamps.updateOne(
        { broadcastId, size, authorityUrl },
        { $setOnInsert: { state: 'pending', requestedAt: now, nextTryAt: now, tries: 0 } },
        { upsert: true },
      ),
    ),
  );
};

/** The newest timestamp that each of these authorities was asked for. */
export const lastWanted = async (
  store: Store,
  broadcastId: BroadcastId,
  authorityUrls: readonly string[],
): Promise<Map<string, Pick<TimestampDoc, 'size' | 'state' | 'requestedAt'>>> => {
  const found = await Promise.all(
    authorityUrls.map((authorityUrl) =>
      store.timestamps
        .findOne({ broadcastId, authorityUrl }, { size: 1, state: 1, requestedAt: 1, authorityUrl: 1 })
        .sort({ size: -1 })
        .lean<Pick<TimestampDoc, 'size' | 'state' | 'requestedAt' | 'authorityUrl'>>(),
    ),
  );
  return new Map(found.flatMap((doc) => (doc ? [[doc.authorityUrl, doc] as const] : [])));
};

/** Timestamps that are to be tried now, those that have waited longest first. */
export const dueTimestamps = (
  store: Store,
  authorityUrls: readonly string[],
  now: Date,
  limit: number,
): Promise<TimestampDoc[]> =>
  store.timestamps
    .find({ state: 'pending', nextTryAt: { $lte: now }, authorityUrl: { $in: [...authorityUrls] } })
    .sort({ nextTryAt: 1 })
    .limit(limit)
    .lean<TimestampDoc[]>()
    .exec();

/** The note that a timestamp is over. */
export const noteOf = async (store: Store, { broadcastId, size }: Head): Promise<string | null> => {
  const doc = await store.checkpoints
    .findOne({ broadcastId, size }, { note: 1 })
    .lean<Pick<CheckpointDoc, 'note'>>();
  return doc?.note ?? null;
};

/** What a token says once it is verified. */
export type Stamp = Required<
  Pick<TimestampDoc, 'token' | 'chain' | 'genTime' | 'authority' | 'policy' | 'serial' | 'anchored'>
>;

/** Keeps a verified token. One that is kept already stays: the first is the earliest. */
export const keepStamp = async (
  store: Store,
  { broadcastId, size, authorityUrl }: Pick<TimestampDoc, 'broadcastId' | 'size' | 'authorityUrl'>,
  stamp: Stamp,
): Promise<void> => {
  await store.timestamps.updateOne(
    { broadcastId, size, authorityUrl, state: { $ne: 'stamped' } },
    { $set: { ...stamp, state: 'stamped' }, $inc: { tries: 1 }, $unset: { problem: 1 } },
  );
};

/** How long to wait after so many tries: twice as long each time, an hour at most. */
export const stampWaitMs = (tries: number): number =>
  Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** Math.min(tries - 1, 20));

/** Notes that a try failed: later again, or given up. */
export const noteStampFailure = async (
  store: Store,
  doc: Pick<TimestampDoc, 'broadcastId' | 'size' | 'authorityUrl' | 'tries'>,
  problem: string,
  nowMs: number,
): Promise<'pending' | 'failed'> => {
  const { broadcastId, size, authorityUrl } = doc;
  const tries = doc.tries + 1;
  const state = tries >= STAMP_TRIES_MAX ? 'failed' : 'pending';
  await store.timestamps.updateOne(
    { broadcastId, size, authorityUrl, state: 'pending' },
    { $set: { state, tries, problem, nextTryAt: new Date(nowMs + stampWaitMs(tries)) } },
  );
  return state;
};
