import { setTimeout as sleep } from 'node:timers/promises';
import { AT_MS_MAX } from '../../models/contract/ingest.ts';
import { type KeepRule, lastOfTrack } from '../../models/store/keep-media.ts';
import type { MediaMissing } from '../../models/store/media-documents.ts';
import type { CaptureOf } from '../../models/stream/capture-place.ts';
import type { CaptureLog } from '../capture/broadcast-capture.ts';
import { dueSegments, isBehind, type Place } from '../capture/due.ts';
import type { GuardedFetch } from '../capture/guarded-fetch.ts';
import type { MediaFile, MediaPlaylist } from '../capture/playlist.ts';
import { CaptureProblem } from '../capture/problem.ts';
import type { TimedSegment } from '../capture/segment-times.ts';
import { containerOf } from './container.ts';
import { LOOK_AGAIN_MS, lookAgain } from './look-again.ts';
import { missPiece, type NewPiece, type TakeDeps, takePiece } from './take.ts';
import { createVideo, type LoadedTrack, type TrackName, type Video } from './video.ts';

/** 720p of a phone; what is better shows nothing more of what was said. */
const BANDWIDTH_MAX = 2_500_000;
/** A segment that cannot be fetched for so long is given up, so that those after it are kept. */
const SEGMENT_MS_MAX = 10_000;
/** An origin that says "not there" of a segment mostly means it. */
const GONE_MS_MAX = 3_000;
const RETRY_MS = 2_000;
/** Waits after errors grow to this: an origin that is gone is not hammered. */
const RETRY_MS_MAX = 15_000;
/** The last segments come this long after the sender's "ended" at most; what comes later is another show. */
const AFTER_END_MS = 45_000;
/** Reloads come no faster than this, however short the segments are. */
const RELOAD_MS_MIN = 2_000;

export interface FollowDeps extends TakeDeps {
  /** What is kept for good: looked at once more. */
  readonly rule: KeepRule;
  readonly fetch: GuardedFetch;
  readonly log: CaptureLog;
  readonly publicId: string;
}

/** What is followed, as it stands: the end may become known meanwhile. */
export interface Followed {
  readonly of: CaptureOf;
  readonly url: string;
  readonly startedAtMs: number;
  /** A recording is played again. */
  readonly recorded: boolean;
  readonly endedAtMs?: number | undefined;
}

interface Track {
  run: number;
  place: Place;
  behind: number;
  /** The `init` that was kept last. */
  init?: { readonly key: string; readonly sha256: string };
  /** The segment that cannot be fetched, since when. */
  stuck?: { readonly sequence: number; readonly sinceMs: number };
  /** What was fetched twice and compared, and when that was done last. */
  readonly compared: Set<string>;
  lookedAtMs: number;
}

interface Following {
  readonly deps: FollowDeps;
  readonly about: () => Followed;
  readonly video: Video;
  readonly tracks: Map<TrackName, Track>;
  readonly signal: AbortSignal;
}

/** Where a track goes on: after the last piece of it that is remembered. */
const openTrack = async ({ deps, about }: Following, track: TrackName): Promise<Track> => {
  const { of, startedAtMs } = about();
  const last = await lastOfTrack(deps.store, of.broadcastId, track);
  const fresh = { behind: 0, compared: new Set<string>(), lookedAtMs: deps.clock() };
  if (!last) return { ...fresh, run: 0, place: {} };
  const place = { nextSequence: last.sequence + 1, heardUntilMs: startedAtMs + last.untilMs };
  return { ...fresh, run: last.run, place };
};

const keyOf = ({ url, range }: MediaFile): string =>
  `${url} ${range ? `${range.fromByte}+${range.bytes}` : ''}`;

const clamp = (ms: number): number => Math.min(Math.max(Math.round(ms), 0), AT_MS_MAX);

const pieceOf = (
  { about }: Following,
  name: TrackName,
  { run }: Track,
  segment: TimedSegment,
): Omit<NewPiece, 'form' | 'container'> => {
  const { of, startedAtMs } = about();
  return {
    broadcastId: of.broadcastId,
    track: name,
    run,
    sequence: segment.sequence,
    fromMs: clamp(segment.startMs - startedAtMs),
    untilMs: clamp(segment.endMs - startedAtMs),
    uri: segment.url,
    why: ['ring'],
    ...(segment.discontinuity && { discontinuity: true }),
  };
};

/** What players need before a segment, kept once. */
const takeInit = async (
  following: Following,
  name: TrackName,
  track: Track,
  segment: TimedSegment,
): Promise<string | undefined> => {
  if (!segment.init) return undefined;
  const key = keyOf(segment.init);
  if (track.init?.key === key) return track.init.sha256;
  const bytes = await following.video.bytesOf(segment.init, following.signal);
  const piece = { ...pieceOf(following, name, track, segment), uri: segment.init.url, form: 'init' as const };
  const container = containerOf(bytes);
  const { sha256 } = await takePiece(following.deps, following.about().of, { ...piece, container }, bytes);
  track.init = { key, sha256 };
  return sha256;
};

/** Why a segment is given up, or null while it may still come. */
const givenUp = (
  track: Track,
  { sequence }: TimedSegment,
  error: CaptureProblem,
  nowMs: number,
): MediaMissing | null => {
  if (error.reason === 'too-large') return 'too-large';
  if (track.stuck?.sequence !== sequence) track.stuck = { sequence, sinceMs: nowMs };
  const patienceMs = error.status === 404 || error.status === 410 ? GONE_MS_MAX : SEGMENT_MS_MAX;
  return error.unreadable || nowMs - track.stuck.sinceMs >= patienceMs ? 'not-there' : null;
};

const takeSegment = async (
  following: Following,
  name: TrackName,
  track: Track,
  segment: TimedSegment,
): Promise<void> => {
  const { deps, video, signal, about } = following;
  const piece = { ...pieceOf(following, name, track, segment), form: 'segment' as const };
  const miss = (why: MediaMissing) => missPiece(deps, { ...piece, container: 'unknown' }, why);
  if (segment.missing) return miss('announced');
  try {
    const initSha256 = await takeInit(following, name, track, segment);
    const bytes = await video.bytesOf(segment, signal);
    const packed = { container: containerOf(bytes), ...(initSha256 !== undefined && { initSha256 }) };
    await takePiece(deps, about().of, { ...piece, ...packed }, bytes);
  } catch (error) {
    if (!(error instanceof CaptureProblem) || signal.aborted) throw error;
    const why = givenUp(track, segment, error, deps.clock());
    if (why === null) throw error;
    await miss(why);
  }
};

const takeTrack = async (following: Following, { track: name, playlist }: LoadedTrack): Promise<boolean> => {
  const { deps, about, signal, tracks } = following;
  const track = tracks.get(name) ?? (await openTrack(following, name));
  tracks.set(name, track);
  track.behind = isBehind(playlist, track.place) ? track.behind + 1 : 0;
  const { startedAtMs, recorded } = about();
  const due = dueSegments(playlist, {
    place: track.place,
    broadcastStartMs: startedAtMs,
    arrivalMs: deps.clock(),
    behind: track.behind,
    recorded,
  });
  if (due.restarted)
    Object.assign(track, { run: track.run + 1, place: { heardUntilMs: track.place.heardUntilMs } });
  for (const segment of due.segments) {
    signal.throwIfAborted();
    await takeSegment(following, name, track, segment);
    const { sequence, endMs, dated } = segment;
    track.place = { nextSequence: sequence + 1, heardUntilMs: endMs, ...(dated && { dated }) };
  }
  if (deps.clock() - track.lookedAtMs >= LOOK_AGAIN_MS)
    await compareAgain(following, { track: name, playlist }, track);
  return isAllTaken(playlist, track);
};

/** Once in a while: whether what shows a claim is still what it was. */
const compareAgain = async (
  following: Following,
  { track: name, playlist }: LoadedTrack,
  track: Track,
): Promise<void> => {
  const { deps, about, signal, video } = following;
  const { of, startedAtMs } = about();
  const { heardUntilMs = 0, nextSequence = 0 } = track.place;
  track.lookedAtMs = deps.clock();
  const taken = playlist.segments.filter(({ sequence, missing }) => sequence < nextSequence && !missing);
  // Counted back from what was taken last.
  let endMs = heardUntilMs - startedAtMs;
  const listed = taken.toReversed().map((segment) => {
    const untilMs = endMs;
    endMs -= segment.durationMs;
    return { ...segment, fromMs: Math.max(0, endMs), untilMs };
  });
  await lookAgain(
    { deps, of, video, compared: track.compared, signal },
    name,
    track.run,
    listed.toReversed(),
  );
};

const isAllTaken = ({ segments, firstSequence }: MediaPlaylist, { place }: Track): boolean =>
  segments.length === 0 || firstSequence + segments.length <= (place.nextSequence ?? 0);

interface Round {
  readonly waitMs: number;
  readonly over: boolean;
}

const round = async (following: Following): Promise<Round> => {
  const loaded = await following.video.load(following.signal);
  const encrypted = loaded.some(({ playlist }) => playlist.encrypted);
  if (encrypted)
    throw new CaptureProblem('encrypted', 'the video is encrypted, which is not kept', { lasting: true });
  let all = true;
  for (const one of loaded) all = (await takeTrack(following, one)) && all;
  const targetMs = Math.min(...loaded.map(({ playlist }) => playlist.targetMs));
  const over = all && loaded.every(({ playlist }) => playlist.over);
  return { over, waitMs: all ? Math.max(RELOAD_MS_MIN, targetMs / 2) : 0 };
};

const hasEnded = ({ about, deps }: Following): boolean => {
  const { endedAtMs } = about();
  return endedAtMs !== undefined && deps.clock() - endedAtMs >= AFTER_END_MS;
};

/**
 * Keeps the picture and sound of one broadcast as it comes, one quality of it, until its playlist ends or it is told to stop. What
 * the origin does wrong is tried again; what cannot be had is remembered as missing.
 * @param afterRound told of the track that the sound is in, whenever something may have come
 * @throws the reason of `signal`; what is thrown else has been logged and tried again.
 */
export const followMedia = async (
  deps: FollowDeps,
  about: () => Followed,
  signal: AbortSignal,
  afterRound: (track: TrackName) => Promise<void>,
): Promise<void> => {
  const video = createVideo(deps.fetch, about().url, BANDWIDTH_MAX);
  const following: Following = { deps, about, video, signal, tracks: new Map() };
  let said: string | undefined;
  for (let failures = 0; ; ) {
    signal.throwIfAborted();
    try {
      const { over, waitMs } = await round(following);
      failures = 0;
      said = undefined;
      await afterRound(following.tracks.has('audio') ? 'audio' : 'main');
      if (over || hasEnded(following)) return;
      await sleep(waitMs, undefined, { signal });
    } catch (error) {
      if (signal.aborted) throw error;
      const why = error instanceof Error ? error.message : String(error);
      if (why !== said)
        deps.log.warn({ broadcast: deps.publicId, why }, 'picture and sound are not kept at present');
      said = why;
      if ((error instanceof CaptureProblem && error.reason === 'encrypted') || hasEnded(following)) return;
      failures += 1;
      await sleep(Math.min(RETRY_MS * failures, RETRY_MS_MAX), undefined, { signal });
    }
  }
};
