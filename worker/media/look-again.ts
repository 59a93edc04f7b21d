import { type KeepRule, reasonsToKeep } from '../../models/store/keep-media.ts';
import type { MediaDoc } from '../../models/store/media-documents.ts';
import { sha256Of } from '../../models/store/media-files.ts';
import { mediaBetween } from '../../models/store/read-media.ts';
import type { CaptureOf } from '../../models/stream/capture-place.ts';
import type { MediaSegment } from '../capture/playlist.ts';
import { CaptureProblem } from '../capture/problem.ts';
import { containerOf } from './container.ts';
import { type TakeDeps, takePiece } from './take.ts';
import type { Video } from './video.ts';

/** Between two looks: the claim of a segment is known some seconds after it, and a segment stays listed for longer. */
export const LOOK_AGAIN_MS = 10_000;
/** Segments fetched again in one look: more than live playlists list, and few enough that new ones do not wait for long. */
const AGAIN_MAX = 20;

export interface LookAgain {
  readonly deps: TakeDeps & { readonly rule: KeepRule };
  readonly of: CaptureOf;
  readonly video: Video;
  /** Hashes that were compared. */
  readonly compared: Set<string>;
  readonly signal: AbortSignal;
}

const pieceFor = (pieces: readonly MediaDoc[], track: string, run: number, sequence: number) =>
  pieces.find((one) => one.track === track && one.run === run && one.sequence === sequence && one.sha256);

/**
 * Fetches what shows a claim or a marked moment once more while the origin still lists it. Where other bytes come, both are kept,
 * and the record of the second says which it stands instead of: which of them was on the air nobody can tell from here.
 */
export const lookAgain = async (
  { deps, of, video, compared, signal }: LookAgain,
  track: string,
  run: number,
  listed: readonly (MediaSegment & { readonly fromMs: number; readonly untilMs: number })[],
): Promise<void> => {
  const [first, last] = [listed[0], listed.at(-1)];
  if (!first || !last) return;
  const pieces = await mediaBetween(deps.store, of.broadcastId, {
    fromMs: first.fromMs,
    untilMs: last.untilMs,
  });
  let left = AGAIN_MAX;
  for (const segment of listed) {
    const piece = pieceFor(pieces, track, run, segment.sequence);
    const known = piece?.sha256;
    if (!piece || known === undefined || compared.has(known) || left === 0) continue;
    if ((await reasonsToKeep(deps.store, piece, deps.rule)).length === 0) continue;
    left -= 1;
    compared.add(known);
    try {
      const bytes = await video.bytesOf(segment, signal);
      if (sha256Of(bytes) === known) continue;
      const { fetchedAt: _, held: __, bytes: ___, sha256: ____, ...same } = piece;
      const other = {
        ...same,
        why: ['ring'],
        insteadOf: known,
        uri: segment.url,
        container: containerOf(bytes),
      };
      const { sha256 } = await takePiece(deps, of, other, bytes);
      compared.add(sha256);
    } catch (error) {
      // It is gone by now, as most are sooner or later.
      if (!(error instanceof CaptureProblem) || signal.aborted) throw error;
    }
  }
};
