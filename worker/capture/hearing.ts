import { createHash } from 'node:crypto';
import type { BroadcastInput } from '../../models/contract/ingest.ts';
import type { HeardCue, Hearing, HeldFragment } from '../../models/stream/capture-place.ts';
import { newLines, rememberedOf } from './roll-up.ts';
import { goesOn, isWhole, joined, partedAtEnd } from './sentence.ts';
import { speakerOf } from './speaker.ts';
import type { Cue } from './webvtt.ts';

/** Words without an end wait this long for it, so that an alert still comes soon: two segments of 4 s, or one of 6 s, and the way here. */
export const HELD_MS_MAX = 9_000;
/** A cue comes again in the next segment or two; older ones are forgotten. */
const REMEMBERED_SEGMENTS = 3;
/** Bounds the place that is written with every segment: three segments with a caption every 0.1 s. */
const REMEMBERED_MAX = 200;
/** Times of the same cue in two segments may differ by what rounding and date stamps do to them. */
const SAME_MS = 300;
/** A segmenter that cuts cues at the border leaves no more than this between the halves. */
const CUT_MS = 100;
/** One caption is a line or two; what is longer is told in pieces, well under the door's limit of a line. */
const TEXT_MAX = 2_000;

/** A number is told in one piece, or neither half would be known for a telephone number or an identity card. */
const NUMBER_SO_FAR = /[\d\uff10-\uff19]/;
const NUMBER_ON = /[\d\uff10-\uff19\s.@xX-]/;
const NUMBER_MAX = 64;
const isInNumber = (before: string, char: string): boolean =>
  NUMBER_SO_FAR.test(before.slice(-3)) && NUMBER_ON.test(char);

/** A cue with its times on the air, ms since 1970. */
export interface AiredCue extends Cue {
  readonly startMs: number;
  readonly endMs: number;
}

/** What is needed besides the cues to know who spoke when. */
export interface Scene {
  readonly rendition: string;
  readonly run: number;
  readonly sequence: number;
  /** Of the segment: where a cue that is cut at its borders is cut. */
  readonly segmentStartMs: number;
  readonly broadcastStartMs: number;
  readonly presenters: BroadcastInput['presenters'];
  readonly nowMs: number;
}

const digestOf = (cue: Cue): string =>
  createHash('sha256').update(JSON.stringify(cue.parts)).digest('base64url').slice(0, 12);

const near = (a: number, b: number, byMs: number): boolean => Math.abs(a - b) <= byMs;

/** Whether `cue` is one that an earlier segment held already: whole, or its first half up to this segment's start. */
const isAgain = (cue: AiredCue, digest: string, scene: Scene) => (before: HeardCue) => {
  if (before.digest !== digest) return false;
  if (before.mediaStartMs === cue.mediaStartMs && before.mediaEndMs === cue.mediaEndMs) return true;
  if (near(before.startMs, cue.startMs, SAME_MS) && near(before.endMs, cue.endMs, SAME_MS)) return true;
  const atBorder = near(cue.startMs, scene.segmentStartMs, CUT_MS) && near(before.endMs, cue.startMs, CUT_MS);
  return before.sequence < scene.sequence && atBorder;
};

const piecesOf = (text: string): string[] => {
  const pieces: string[] = [];
  let piece = '';
  for (const char of text) {
    const length = piece.length + char.length;
    if (length > TEXT_MAX + NUMBER_MAX || (length > TEXT_MAX && !isInNumber(piece, char))) {
      pieces.push(piece);
      piece = '';
    }
    piece += char;
  }
  return [...pieces, piece];
};

/** The words that a cue adds, voice by voice. */
const fragmentsOf = (
  hearing: Hearing,
  cue: AiredCue,
  scene: Scene,
): { shown: Hearing['shown']; said: HeldFragment[] } => {
  const said: HeldFragment[] = [];
  let shown = hearing.shown;
  for (const part of cue.parts) {
    const voice = part.voice ?? '';
    const now = { voice, lines: part.text.split('\n'), startMs: cue.startMs, endMs: cue.endMs };
    const text = newLines(shown, now).reduce(
      (before, line) => (before === '' ? line : joined(before, line)),
      '',
    );
    shown = rememberedOf({ voice, lines: now.lines, endMs: cue.endMs });
    if (text === '') continue;
    for (const piece of piecesOf(text)) {
      said.push({
        // Two voices or pieces of one cue begin together: the second and later are told apart by their number.
        id: `hls:${scene.rendition}:${scene.run}:${scene.sequence}:${cue.localMs}${said.length > 0 ? `.${said.length + 1}` : ''}`,
        atMs: cue.startMs - scene.broadcastStartMs,
        startMs: cue.startMs,
        endMs: cue.endMs,
        heldSinceMs: scene.nowMs,
        ...speakerOf(part.voice, scene.presenters),
        text: piece,
      });
    }
  }
  return { shown, said };
};

/** Lets go of held words, if there are any and (unless `always`) they have waited long enough. */
export const release = (
  hearing: Hearing,
  nowMs: number,
  always = false,
): { hearing: Hearing; told: HeldFragment[] } => {
  const { pending, ...rest } = hearing;
  if (!pending || (!always && nowMs - pending.heldSinceMs < HELD_MS_MAX)) return { hearing, told: [] };
  return { hearing: rest, told: [pending] };
};

/** Takes up what was said: on to what is held, or in its place. */
const take = (
  held: HeldFragment | undefined,
  next: HeldFragment,
  told: HeldFragment[],
): HeldFragment | undefined => {
  let current = next;
  if (held && goesOn(held, next)) {
    current = { ...held, endMs: Math.max(held.endMs, next.endMs), text: joined(held.text, next.text) };
  } else if (held) {
    told.push(held);
  }
  if (isWhole(current.text)) {
    told.push(current);
    return undefined;
  }
  const parted = partedAtEnd(current.text);
  if (!parted) return current;
  // What is whole need not wait for what has only begun; when that began is reckoned by its share of the text.
  const { startMs, endMs, text } = current;
  const turnMs = startMs + Math.round(((endMs - startMs) * parted.whole.length) / text.length);
  told.push({ ...current, endMs: turnMs, text: parted.whole });
  return {
    ...current,
    id: `${current.id}+`,
    startMs: turnMs,
    atMs: current.atMs + turnMs - startMs,
    heldSinceMs: next.heldSinceMs,
    text: parted.begun,
  };
};

/**
 * Hears the cues of one segment, in order: pure, so that a worker that takes over hears the same.
 * @returns what is whole and can be told, and what is remembered.
 */
export const hear = (
  before: Hearing,
  cues: readonly AiredCue[],
  scene: Scene,
): { hearing: Hearing; told: HeldFragment[] } => {
  const { hearing, told } = release(before, scene.nowMs);
  let { shown, pending } = hearing;
  const heard = hearing.heard.filter((cue) => scene.sequence - cue.sequence < REMEMBERED_SEGMENTS);
  // By their words: ten thousand cues in one file are compared with their like alone.
  const places = new Map<string, number[]>();
  for (const [place, { digest }] of heard.entries())
    places.set(digest, [...(places.get(digest) ?? []), place]);
  // A second cue of the same words at the same place of the same file would have the same name.
  const ordinals = new Map<number, number>();
  for (const cue of cues) {
    const digest = digestOf(cue);
    const like = places.get(digest) ?? [];
    const isThis = isAgain(cue, digest, scene);
    const again = like.find((place) => isThis(heard[place] as HeardCue));
    const { startMs, endMs, mediaStartMs, mediaEndMs } = cue;
    const entry = { startMs, endMs, mediaStartMs, mediaEndMs, digest, sequence: scene.sequence };
    if (again !== undefined) {
      heard[again] = entry;
      continue;
    }
    like.push(heard.push(entry) - 1);
    places.set(digest, like);
    const ordinal = ordinals.get(cue.localMs) ?? 0;
    ordinals.set(cue.localMs, ordinal + 1);
    const { shown: nowShown, said } = fragmentsOf({ ...hearing, shown }, cue, scene);
    shown = nowShown;
    for (const one of said) {
      const named = ordinal === 0 ? one : { ...one, id: `${one.id}~${ordinal + 1}` };
      pending = take(pending, named, told);
    }
  }
  const remembered = { heard: heard.slice(-REMEMBERED_MAX), ...(shown && { shown }) };
  return { hearing: pending ? { ...remembered, pending } : remembered, told };
};
