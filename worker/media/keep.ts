import type { KeepRule } from '../../models/store/keep-media.ts';
import type { CaptureOf } from '../../models/stream/capture-place.ts';
import type { Capturable, CaptureLog } from '../capture/broadcast-capture.ts';
import type { GuardedFetch } from '../capture/guarded-fetch.ts';
import { createTurns } from '../capture/turns.ts';
import { type Followed, followMedia } from './follow.ts';
import { makeSound } from './sound.ts';
import type { TakeDeps } from './take.ts';

export interface MediaDeps extends TakeDeps {
  readonly log: CaptureLog;
  /** ffmpeg; without it no sound is made. */
  readonly ffmpegFile: string | undefined;
  /** How long the sound of a whole broadcast is kept. */
  readonly soundDays: number;
  readonly rule: KeepRule;
}

/** Keeps picture and sound of a broadcast until it is over. @throws the reason of `signal` */
export type KeepMedia = (
  watched: { readonly doc: () => Capturable; readonly of: CaptureOf; readonly url: string },
  fetch: GuardedFetch,
  signal: AbortSignal,
) => Promise<void>;

const followedOf = (doc: Capturable, of: CaptureOf, url: string): Followed => ({
  of,
  url,
  startedAtMs: doc.startedAt.getTime(),
  recorded: doc.input.form !== 'live',
  endedAtMs: doc.endedAt?.getTime(),
});

/** One for all broadcasts of a worker: ffmpeg runs one at a time. */
export const createKeepMedia = (deps: MediaDeps): KeepMedia => {
  const inTurn = createTurns();
  return async ({ doc, of, url }, fetch, signal) => {
    const { publicId } = doc();
    const soundDeps = { ...deps, publicId, inTurn };
    let track = 'main';
    await followMedia(
      { ...deps, publicId, fetch },
      () => followedOf(doc(), of, url),
      signal,
      async (heardIn) => {
        track = heardIn;
        await makeSound(soundDeps, of, track, false);
      },
    );
    await makeSound(soundDeps, of, track, true);
  };
};
