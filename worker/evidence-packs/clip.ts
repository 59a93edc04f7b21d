import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MediaDoc } from '../../models/store/media-documents.ts';
import type { MediaFiles } from '../../models/store/media-files.ts';
import { BIT_EXACT, type Ffmpeg, isForWantOfRoom } from './ffmpeg.ts';

/** Longest clip: what a chat with customer service and a complaint form take. */
export const CLIP_MS_MAX = 60_000;
/** Frames beside the one at the moment: what led to it, and what followed. */
const FRAME_OFFSETS_MS = [0, -5_000, 5_000, 12_000];
const FRAME_WIDTH = 960;

export interface MadeClip {
  readonly bytes: Uint8Array;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly how: 'copied' | 'encoded';
  readonly pieces: readonly MediaDoc[];
  /** Pictures out of it (PNG), each with the segment that it stands in. */
  readonly frames: readonly { readonly atMs: number; readonly piece: MediaDoc; readonly png: Uint8Array }[];
}

type Held = MediaDoc & { readonly sha256: string };
const isHeld = (piece: MediaDoc): piece is Held => piece.held && piece.sha256 !== undefined;

/** The pieces of one track that follow on each other around the moment, a minute of them at most. */
export const stretchOf = (pieces: readonly MediaDoc[], atMs: number): readonly Held[] => {
  const held = pieces
    .filter(isHeld)
    .sort((a, b) => a.run - b.run || a.sequence - b.sequence || a.fromMs - b.fromMs);
  const distance = ({ fromMs, untilMs }: MediaDoc): number =>
    atMs < fromMs ? fromMs - atMs : atMs >= untilMs ? atMs - untilMs + 1 : 0;
  let centre = 0;
  for (const [i, piece] of held.entries()) if (distance(piece) < distance(held[centre] as Held)) centre = i;
  const middle = held[centre];
  if (middle === undefined) return [];
  const follows = (a: Held | undefined, b: Held | undefined): boolean =>
    a !== undefined &&
    b !== undefined &&
    a.run === b.run &&
    b.sequence === a.sequence + 1 &&
    a.initSha256 === b.initSha256 &&
    !b.discontinuity;
  let [first, last] = [centre, centre];
  const length = (): number => (held[last] as Held).untilMs - (held[first] as Held).fromMs;
  for (;;) {
    const before =
      follows(held[first - 1], held[first]) && atMs - (held[first] as Held).fromMs < CLIP_MS_MAX / 2;
    const after =
      follows(held[last], held[last + 1]) && (held[last] as Held).untilMs - atMs < CLIP_MS_MAX / 2;
    if (before) first -= 1;
    if (after) last += 1;
    if ((!before && !after) || length() >= CLIP_MS_MAX) break;
  }
  return held.slice(first, last + 1);
};

const gather = async (files: MediaFiles, pieces: readonly Held[], into: string): Promise<void> => {
  const init = pieces[0]?.initSha256;
  for (const sha256 of [...(init === undefined ? [] : [init]), ...pieces.map((piece) => piece.sha256)]) {
    const bytes = await files.read(sha256);
    if (bytes === null) throw new Error(`the segment ${sha256} is not kept any more`);
    await appendFile(into, bytes);
  }
};

const COPY = ['-c', 'copy'];
/** One thread: the same bytes on every machine of the same ffmpeg. */
const ENCODE = [
  '-c:v',
  'libx264',
  '-preset',
  'veryfast',
  '-threads',
  '1',
  '-pix_fmt',
  'yuv420p',
  '-c:a',
  'aac',
];

const cut = async (ffmpeg: Ffmpeg, inputs: readonly string[], out: string): Promise<MadeClip['how']> => {
  const args = (codec: readonly string[]): string[] => [
    ...inputs.flatMap((input) => ['-fflags', '+genpts', '-i', input]),
    ...inputs.flatMap((_, i) => ['-map', `${i}:v:0?`, '-map', `${i}:a:0?`]),
    ...codec,
    ...BIT_EXACT,
    ...[
      '-t',
      String(CLIP_MS_MAX / 1000),
      '-avoid_negative_ts',
      'make_zero',
      '-movflags',
      '+faststart',
      '-f',
      'mp4',
      out,
    ],
  ];
  try {
    await ffmpeg(args(COPY));
    return 'copied';
  } catch (error) {
    if (isForWantOfRoom(error)) throw error;
    await ffmpeg(args(ENCODE));
    return 'encoded';
  }
};

const takeFrames = async (
  ffmpeg: Ffmpeg,
  clip: string,
  dir: string,
  pieces: readonly Held[],
  atMs: number,
): Promise<MadeClip['frames'][number][]> => {
  const fromMs = pieces[0]?.fromMs ?? 0;
  const frames: MadeClip['frames'][number][] = [];
  for (const offset of FRAME_OFFSETS_MS) {
    const at = atMs + offset;
    const piece = pieces.find((one) => one.fromMs <= at && at < one.untilMs);
    if (!piece || at - fromMs >= CLIP_MS_MAX) continue;
    const out = join(dir, `frame-${frames.length}.png`);
    const seek = ['-ss', String((at - fromMs) / 1000), '-i', clip, '-frames:v', '1'];
    try {
      await ffmpeg([
        ...seek,
        '-vf',
        `scale=${FRAME_WIDTH}:-2`,
        ...BIT_EXACT,
        '-f',
        'image2',
        '-update',
        '1',
        out,
      ]);
      frames.push({ atMs: at, piece, png: await readFile(out) });
    } catch (error) {
      if (isForWantOfRoom(error)) throw error;
      // Sound alone has no picture, and the last segment may end before its time.
    }
  }
  return frames;
};

/**
 * Makes the clip out of kept segments: the recorded picture and sound in one MP4, and pictures out of it. Null where nothing is
 * kept around the moment.
 * @throws Error with ffmpeg's words.
 */
export const makeClip = async (
  { ffmpeg, files }: { readonly ffmpeg: Ffmpeg; readonly files: MediaFiles },
  pieces: readonly MediaDoc[],
  atMs: number,
): Promise<MadeClip | null> => {
  const tracks = ['main', 'audio'].map((track) =>
    stretchOf(
      pieces.filter((one) => one.track === track),
      atMs,
    ),
  );
  const kept = tracks.filter((track) => track.length > 0);
  const [main] = kept;
  const [first, last] = [main?.[0], main?.at(-1)];
  if (!main || !first || !last) return null;
  const dir = await mkdtemp(join(tmpdir(), 'livewitness-clip-'));
  try {
    const inputs = kept.map((_, i) => join(dir, `track-${i}`));
    for (const [i, track] of kept.entries()) await gather(files, track, inputs[i] as string);
    const out = join(dir, 'clip.mp4');
    const how = await cut(ffmpeg, inputs, out);
    const frames = await takeFrames(ffmpeg, out, dir, main, atMs);
    return {
      bytes: await readFile(out),
      fromMs: first.fromMs,
      untilMs: Math.min(last.untilMs, first.fromMs + CLIP_MS_MAX),
      how,
      pieces: kept.flat(),
      frames,
    };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};
