import { DERIVED_MAX } from '../../models/contract/log/leaf.ts';
import { markHeard, unheardSegments } from '../../models/store/keep-media.ts';
import type { MediaDoc } from '../../models/store/media-documents.ts';
import type { CaptureOf } from '../../models/stream/capture-place.ts';
import type { CaptureLog } from '../capture/broadcast-capture.ts';
import { FfmpegFailed, ffmpeg } from './ffmpeg.ts';
import { type TakeDeps, takePiece } from './take.ts';

/** Of one piece of sound: long enough that the start of the program does not count, short enough to be found at once. */
const SOUND_MS = 60_000;
/** Speech is understood at this, and a show of 4 hours takes 43 MB. */
const BIT_RATE = '24k';
const SAMPLE_RATE = '24000';
const DAY_MS = 24 * 3_600_000;

export interface SoundDeps extends TakeDeps {
  readonly log: CaptureLog;
  readonly publicId: string;
  /** ffmpeg; without it no sound is made, and the ring alone passes through. */
  readonly ffmpegFile: string | undefined;
  readonly soundDays: number;
  /** Runs one at a time in a process. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Whether a segment continues the one before it without a seam. */
const follows = (one: MediaDoc, before: MediaDoc): boolean =>
  one.run === before.run &&
  one.sequence === before.sequence + 1 &&
  one.container === before.container &&
  one.initSha256 === before.initSha256 &&
  !one.discontinuity;

/** The first segments that go together, and whether something else comes after them. */
const stretchOf = (
  segments: readonly MediaDoc[],
): { readonly stretch: MediaDoc[]; readonly closed: boolean } => {
  const stretch: MediaDoc[] = [];
  for (const one of segments) {
    const before = stretch.at(-1);
    const first = stretch[0];
    if (before && !follows(one, before)) return { stretch, closed: true };
    if (first && one.untilMs - first.fromMs > SOUND_MS) return { stretch, closed: true };
    stretch.push(one);
  }
  return { stretch, closed: stretch.length >= DERIVED_MAX };
};

const bytesOf = async ({ files }: SoundDeps, stretch: readonly MediaDoc[]): Promise<Buffer[]> => {
  const hashes = stretch.flatMap(({ initSha256, sha256 }, at) => [
    ...(at === 0 && initSha256 !== undefined ? [initSha256] : []),
    ...(sha256 !== undefined ? [sha256] : []),
  ]);
  const read = await Promise.all(hashes.map((sha256) => files.read(sha256)));
  return read.filter((bytes) => bytes !== null);
};

const AFTER = [
  ...['-vn', '-sn', '-dn', '-map', '0:a:0', '-ac', '1', '-ar', SAMPLE_RATE, '-c:a', 'aac', '-b:a', BIT_RATE],
  // The same bytes from the same bytes: no version, no date.
  ...['-fflags', '+bitexact', '-flags:a', '+bitexact', '-map_metadata', '-1', '-f', 'adts'],
];

const make = async (deps: SoundDeps, of: CaptureOf, stretch: readonly MediaDoc[]): Promise<void> => {
  const [first, last] = [stretch[0], stretch.at(-1)];
  if (!first || !last || deps.ffmpegFile === undefined) return;
  const sound = await ffmpeg(deps.ffmpegFile, { after: AFTER }, await bytesOf(deps, stretch));
  if (sound.length === 0) return;
  const { broadcastId, track, run, sequence, fromMs } = first;
  const openUntil = new Date(deps.clock() + deps.soundDays * DAY_MS);
  await takePiece(
    deps,
    of,
    {
      ...{ broadcastId, track, run, sequence, fromMs },
      untilMs: last.untilMs,
      form: 'sound',
      container: 'adts',
      derivedFrom: stretch.flatMap(({ sha256 }) => sha256 ?? []),
      why: ['sound'],
      openUntil,
      keepUntil: openUntil,
    },
    sound,
  );
};

/**
 * Makes sound of the segments that no sound was made of yet, a minute at a time, and has it recorded as derived from them. What
 * ffmpeg cannot read is passed over and said once.
 * @param all also what is shorter than a minute: nothing more will come.
 */
export const makeSound = async (
  deps: SoundDeps,
  of: CaptureOf,
  track: string,
  all: boolean,
): Promise<void> => {
  for (;;) {
    const segments = await unheardSegments(deps.store, of.broadcastId, track, DERIVED_MAX + 1);
    const { stretch, closed } = stretchOf(segments);
    if (stretch.length === 0 || (!closed && !all)) return;
    try {
      await deps.inTurn(() => make(deps, of, stretch));
    } catch (error) {
      if (!(error instanceof FfmpegFailed)) throw error;
      deps.log.warn(
        { broadcast: deps.publicId, why: error.message },
        'no sound could be made of some segments',
      );
    }
    await markHeard(deps.store, stretch);
  }
};
