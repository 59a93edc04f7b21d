import type { KeepRule } from '../../models/store/keep-media.ts';
import {
  keepPiece,
  letGo,
  passedThrough,
  reasonsToKeep,
  reasonsToKeepSound,
  runOut,
} from '../../models/store/keep-media.ts';
import type { MediaDoc } from '../../models/store/media-documents.ts';
import type { MediaFiles } from '../../models/store/media-files.ts';
import { isNeeded, lookAgain } from '../../models/store/retention-media.ts';
import type { Store } from '../../models/store/store.ts';
import { sweepWithheld } from '../../models/store/withhold-media.ts';

/**
 * What is fetched stays this long at least: captions lag behind by half a minute, a person marks a moment some time after it, and
 * sound is made of a minute at a time.
 */
export const RING_MS = 5 * 60_000;
/** Pieces looked at in one round, so that a worker that was away for long does not hold up the others. */
const SWEPT_MAX = 500;

export interface MediaSweepDeps {
  readonly store: Store;
  readonly files: MediaFiles;
  /** Now, ms since 1970. */
  readonly now: () => number;
  readonly rule: KeepRule;
  /** Whether something else forbids to let it go: a complaint or case that refers to it. */
  readonly heldBack?: (piece: MediaDoc) => Promise<boolean>;
}

const drop = async ({ store, files, now }: MediaSweepDeps, piece: MediaDoc): Promise<void> => {
  const free = await letGo(store, piece);
  if (free !== null) await files.remove(free, now());
};

/**
 * Looks at what has passed through: what shows a claim or a marked moment stays, the rest goes, and what was kept for its time
 * goes when that has run out. Safe to run from several workers at once.
 * @returns how many pieces were kept, and how many let go.
 */
export const sweepMedia = async (deps: MediaSweepDeps): Promise<{ kept: number; dropped: number }> => {
  const { store, files, now, rule, heldBack } = deps;
  const swept = { kept: 0, dropped: 0 };
  for (const piece of await passedThrough(store, new Date(now() - RING_MS), SWEPT_MAX)) {
    const why = piece.form === 'init' ? [] : await reasonsToKeep(store, piece, rule);
    if (why.length > 0) {
      await keepPiece(store, piece, why, new Date(now() + rule.momentMs));
      swept.kept += 1;
    } else if (!(await isNeeded(store, piece))) {
      await drop(deps, piece);
      swept.dropped += 1;
    }
  }
  for (const piece of await runOut(store, new Date(now()), SWEPT_MAX)) {
    if (await isNeeded(store, piece)) continue;
    if (await heldBack?.(piece)) {
      await lookAgain(store, piece, new Date(now()));
      continue;
    }
    const shows = piece.why.includes('sound') ? await reasonsToKeepSound(store, piece, rule) : [];
    if (shows.length > 0) {
      // Its own time is over; from its making on it stays as long as what shows a claim.
      await keepPiece(store, piece, shows, new Date(piece.fetchedAt.getTime() + rule.momentMs));
      swept.kept += 1;
      continue;
    }
    await drop(deps, piece);
    swept.dropped += 1;
  }
  await sweepWithheld(store, files, new Date(now()));
  await files.tidy(now());
  return swept;
};
