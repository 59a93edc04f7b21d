import type { BroadcastId } from '../contract/ids.ts';
import type { AlertDoc } from './documents.ts';
import { isExhibit } from './exhibits.ts';
import type { MarkDoc } from './mark-documents.ts';
import type { MediaDoc } from './media-documents.ts';
import type { Store } from './store.ts';

/** How much of picture and sound is kept around a moment. */
export interface KeepRule {
  readonly beforeMs: number;
  readonly afterMs: number;
  /** How long what shows a claim or a marked moment is kept at least. */
  readonly momentMs: number;
}

/** Reasons remembered of one piece: more alerts than these within a minute and a half change nothing. */
const REASONS_MAX = 20;

/**
 * For what a stretch of picture must be kept: `alert:<id>` of each claim made, `marker:<id>` of each moment that somebody marked
 * from `beforeMs` after the stretch to `afterMs` before it. Empty: for nothing.
 */
export const reasonsToKeep = async (
  store: Store,
  of: { readonly broadcastId: BroadcastId; readonly fromMs: number; readonly untilMs: number },
  rule: KeepRule,
): Promise<string[]> => {
  const { broadcastId } = of;
  const moments = { $gt: of.fromMs - rule.afterMs, $lt: of.untilMs + rule.beforeMs };
  const [alerts, markers] = await Promise.all([
    store.alerts
      .find({ broadcastId, 'subject.type': 'claim', occurrences: { $elemMatch: { atMs: moments } } })
      .select({ _id: 1 })
      .limit(REASONS_MAX)
      .lean<Pick<AlertDoc, '_id'>[]>(),
    store.marks
      .find({ broadcastId, atMs: moments, takenBackAt: { $exists: false } })
      .select({ _id: 1 })
      .limit(REASONS_MAX)
      .lean<Pick<MarkDoc, '_id'>[]>(),
  ]);
  return [...alerts.map(({ _id }) => `alert:${_id}`), ...markers.map(({ _id }) => `marker:${_id}`)];
};

type Piece = Pick<MediaDoc, 'broadcastId' | 'track' | 'form' | 'run' | 'sequence'> & {
  readonly sha256?: string;
};

const pieceOf = ({ broadcastId, track, form, run, sequence, sha256 }: Piece) => ({
  broadcastId,
  track,
  form,
  run,
  sequence,
  sha256: sha256 ?? { $exists: false },
});

/** No introduction that a duty falls due in is longer; what follows it is the words that show that nothing came. */
const INTRODUCTION_MS_MAX = 15 * 60_000;
const AFTER_DUE_MS = 2 * 60_000;

/**
 * For what a stretch of sound must be kept beyond its time: `alert:<id>` of each claim made in it, and of each duty that was
 * missed, dodged or contradicted in it, since silence is what must be shown then.
 */
export const reasonsToKeepSound = async (
  store: Store,
  of: { readonly broadcastId: BroadcastId; readonly fromMs: number; readonly untilMs: number },
  rule: KeepRule,
): Promise<string[]> => {
  const { broadcastId, fromMs, untilMs } = of;
  const missed = await store.alerts
    .find({
      broadcastId,
      'subject.type': 'duty',
      firstAtMs: { $gt: fromMs - AFTER_DUE_MS, $lt: untilMs + INTRODUCTION_MS_MAX },
    })
    .select({ _id: 1 })
    .limit(REASONS_MAX)
    .lean<Pick<AlertDoc, '_id'>[]>();
  const moments = await reasonsToKeep(store, of, rule);
  return [...moments, ...missed.map(({ _id }) => `alert:${_id}`)];
};

/** Remembers a piece; the same again changes nothing. */
export const noteMedia = async (store: Store, piece: MediaDoc): Promise<void> => {
  await store.media.updateOne(pieceOf(piece), { $setOnInsert: piece }, { upsert: true });
};

/** The last piece of a track that was seen: from there a follower goes on. */
export const lastOfTrack = (
  store: Store,
  broadcastId: BroadcastId,
  track: string,
): Promise<MediaDoc | null> =>
  store.media
    .findOne({ broadcastId, track, form: 'segment' })
    .sort({ run: -1, sequence: -1 })
    .lean<MediaDoc>()
    .exec();

/** Segments of a track that no sound was made of yet, in order. */
export const unheardSegments = (
  store: Store,
  broadcastId: BroadcastId,
  track: string,
  limit: number,
): Promise<MediaDoc[]> =>
  store.media
    .find({ broadcastId, track, form: 'segment', held: true, heard: { $exists: false } })
    .sort({ run: 1, sequence: 1 })
    .limit(limit)
    .lean<MediaDoc[]>()
    .exec();

/** Sound was made of these segments, or cannot be. */
export const markHeard = async (store: Store, pieces: readonly MediaDoc[]): Promise<void> => {
  if (pieces.length === 0) return;
  await store.media.bulkWrite(
    pieces.map((piece) => ({ updateOne: { filter: pieceOf(piece), update: { $set: { heard: true } } } })),
    { ordered: false },
  );
};

/** Pieces that have passed through for long enough, oldest first: now it is said whether they stay. */
export const passedThrough = (store: Store, before: Date, limit: number): Promise<MediaDoc[]> =>
  store.media
    .find({ held: true, why: 'ring', fetchedAt: { $lt: before } })
    .sort({ fetchedAt: 1 })
    .limit(limit)
    .lean<MediaDoc[]>()
    .exec();

/** Pieces whose time has run out. */
export const runOut = (store: Store, now: Date, limit: number): Promise<MediaDoc[]> =>
  store.media
    .find({ held: true, keepUntil: { $lt: now } })
    .sort({ keepUntil: 1 })
    .limit(limit)
    .lean<MediaDoc[]>()
    .exec();

/** A piece stays, and for what. */
export const keepPiece = async (
  store: Store,
  piece: MediaDoc,
  why: readonly string[],
  keepUntil: Date,
): Promise<void> => {
  await store.media.updateOne(pieceOf(piece), { $set: { why: [...why], keepUntil } });
};

/**
 * Lets a piece go: it stays known, with its hash, and its bytes may be removed.
 * @returns the hash whose bytes nobody holds any more, or null.
 */
export const letGo = async (store: Store, piece: MediaDoc): Promise<string | null> => {
  await store.media.updateOne(pieceOf(piece), { $set: { held: false, why: [] }, $unset: { keepUntil: '' } });
  const { sha256 } = piece;
  if (sha256 === undefined) return null;
  // Whoever brought the same bytes as an exhibit keeps them.
  const held = (await store.media.exists({ sha256, held: true })) ?? (await isExhibit(store, sha256));
  return held ? null : sha256;
};
