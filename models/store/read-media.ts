import type { BroadcastId } from '../contract/ids.ts';
import type { MediaDoc } from './media-documents.ts';
import type { Store } from './store.ts';

/** Pieces in one answer: a quarter of an hour in segments of a second, picture and sound apart. */
export const PIECES_MAX = 2_000;

/** Pieces that lie in a stretch of broadcast time, in order; `init`s of their tracks are found by their hash. */
export const mediaBetween = (
  store: Store,
  broadcastId: BroadcastId,
  span: { readonly fromMs: number; readonly untilMs: number },
  form: MediaDoc['form'] = 'segment',
  limit = PIECES_MAX,
): Promise<MediaDoc[]> =>
  store.media
    .find({ broadcastId, form, fromMs: { $lt: span.untilMs }, untilMs: { $gt: span.fromMs } })
    .sort({ track: 1, run: 1, sequence: 1, fetchedAt: 1 })
    .limit(limit)
    .lean<MediaDoc[]>()
    .exec();

/** A piece of a broadcast by its hash; null when it is none of this broadcast's. */
export const pieceByHash = (
  store: Store,
  broadcastId: BroadcastId,
  sha256: string,
): Promise<MediaDoc | null> =>
  store.media.findOne({ broadcastId, sha256 }).sort({ held: -1 }).lean<MediaDoc>().exec();
