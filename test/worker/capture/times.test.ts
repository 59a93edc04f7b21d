import { describe, expect, test } from 'vitest';
import type { CapturePlace } from '../../../models/stream/capture-place.ts';
import { captureStateOf, stallAfterMs } from '../../../worker/capture/capture-state.ts';
import { offsetFor } from '../../../worker/capture/cue-times.ts';
import { dueSegments } from '../../../worker/capture/due.ts';
import { hearSegment } from '../../../worker/capture/hear-segment.ts';
import type { MediaPlaylist } from '../../../worker/capture/playlist.ts';
import { type TimedSegment, withTimes } from '../../../worker/capture/segment-times.ts';

const START_MS = Date.parse('2026-11-22T12:00:00Z');

/** A playlist of 4-second segments; `dates` are ms of the broadcast, by index. */
const playlistOf = (
  firstSequence: number,
  count: number,
  more: { dates?: Record<number, number>; over?: boolean } = {},
): MediaPlaylist => ({
  type: 'media',
  targetMs: 4_000,
  over: more.over ?? false,
  firstSequence,
  segments: Array.from({ length: count }, (_, i) => {
    const date = more.dates?.[i];
    return {
      sequence: firstSequence + i,
      url: `http://o.example/${firstSequence + i}.vtt`,
      durationMs: 4_000,
      discontinuity: false,
      missing: false,
      ...(date !== undefined && { dateMs: START_MS + date }),
    };
  }),
});

const place = (more: Partial<CapturePlace> = {}): CapturePlace => ({
  url: 'u',
  run: 1,
  hearing: { heard: [] },
  over: false,
  ...more,
});

describe('when a segment was on the air', () => {
  const startsOf = (playlist: MediaPlaylist, from: { nextSequence?: number; heardUntilMs?: number } = {}) =>
    withTimes(playlist, { broadcastStartMs: START_MS, arrivalMs: START_MS + 60_000, ...from }).map(
      ({ startMs }) => startMs - START_MS,
    );

  test.each<[string, number[], number[]]>([
    ['by its stated time', startsOf(playlistOf(7, 2, { dates: { 0: 1_000, 1: 5_100 } })), [1_000, 5_100]],
    ['counted on from one', startsOf(playlistOf(7, 3, { dates: { 0: 1_000 } })), [1_000, 5_000, 9_000]],
    ['counted back from one', startsOf(playlistOf(7, 3, { dates: { 2: 9_000 } })), [1_000, 5_000, 9_000]],
    [
      'a jump in stated times',
      startsOf(playlistOf(7, 3, { dates: { 0: 0, 1: 30_000 } })),
      [0, 30_000, 34_000],
    ],
    [
      'counted on while the clock is set back, until it is right again',
      startsOf(playlistOf(7, 5, { dates: { 0: 3_700_000, 1: 104_000, 2: 108_000, 4: 3_716_000 } })),
      [3_700_000, 3_704_000, 3_708_000, 3_712_000, 3_716_000],
    ],
    [
      'counted on from what was heard where the clock was set back since',
      startsOf(playlistOf(7, 3, { dates: { 0: 104_000, 1: 108_000, 2: 112_000 } }), {
        nextSequence: 8,
        heardUntilMs: START_MS + 3_704_000,
      }),
      [3_700_000, 3_704_000, 3_708_000],
    ],
    [
      'counted on from what was heard where all of it slid away meanwhile',
      startsOf(playlistOf(7, 2, { dates: { 0: 104_000, 1: 108_000 } }), {
        nextSequence: 5,
        heardUntilMs: START_MS + 3_704_000,
      }),
      [3_704_000, 3_708_000],
    ],
    [
      'a clock that was set right by some seconds',
      startsOf(playlistOf(7, 3, { dates: { 0: 20_000, 1: 18_000, 2: 22_000 } })),
      [20_000, 18_000, 22_000],
    ],
    ['a clock that was never set', startsOf(playlistOf(7, 1, { dates: { 0: -START_MS } })), [52_000]],
    ['back from its arrival', startsOf(playlistOf(7, 2)), [48_000, 52_000]],
    [
      'on from what was heard',
      startsOf(playlistOf(7, 2), { nextSequence: 8, heardUntilMs: START_MS + 9_000 }),
      [5_000, 9_000],
    ],
    ['a playlist that is over, from the start', startsOf(playlistOf(0, 2, { over: true })), [0, 4_000]],
  ])('%s', (_, starts, expected) => {
    expect(starts).toEqual(expected);
  });
});

describe('the media’s clock', () => {
  const segment = { startMs: START_MS + 40_000, endMs: START_MS + 44_000 } as TimedSegment;
  const cueAt = (mediaStartMs: number) => ({
    localMs: 0,
    mediaStartMs,
    mediaEndMs: mediaStartMs + 1_000,
    parts: [],
  });
  const atOf = (mediaStartMs: number, offsetMs?: number) => {
    const found = offsetFor([cueAt(mediaStartMs)], segment, { offsetMs, broadcastStartMs: START_MS });
    return mediaStartMs + (found ?? 0) - START_MS;
  };
  test('starts with the encoder where the playlist shows when that began, though the broadcast began a little before', () => {
    const first = {
      startMs: START_MS + 900,
      endMs: START_MS + 2_900,
      clockStartMs: START_MS + 900,
    } as TimedSegment;
    expect(offsetFor([cueAt(500)], first, { broadcastStartMs: START_MS })).toBe(START_MS + 900);
  });
  test.each<[string, number, number]>([
    ['starts with the broadcast', atOf(41_000), 41_000],
    ['starts with each segment', atOf(1_000), 41_000],
    ['starts with the broadcast at 10 s', atOf(51_000), 41_000],
    ['starts anywhere: the first cue begins with the segment', atOf(9_000_000), 40_000],
    ['as known before', atOf(9_000_000, START_MS - 8_958_500), 41_500],
    [
      'of its own in each segment, with one of the segment before it in mind',
      atOf(1_500, START_MS + 36_000),
      41_500,
    ],
    ['known before, and the caption is late', atOf(8_997_000, START_MS - 8_958_500), 38_500],
    ['that has rolled over', atOf(1_000, START_MS + 40_000 - 2 ** 33 / 90), 41_000],
    ['known before, but no longer true', atOf(41_000, START_MS - 8_958_500), 41_000],
  ])('%s', (_, atMs, expected) => {
    expect(atMs).toBe(expected);
  });
});

describe('what is due', () => {
  const dueOf = (playlist: MediaPlaylist, of: Partial<CapturePlace>, behind = 1, arrivalMs = 60_000) => {
    const { restarted, segments } = dueSegments(playlist, {
      place: place(of),
      broadcastStartMs: START_MS,
      arrivalMs: START_MS + arrivalMs,
      behind,
    });
    return { restarted, sequences: segments.map(({ sequence }) => sequence) };
  };
  const heardUntilMs = START_MS + 80_000;
  test.each<[string, ReturnType<typeof dueOf>, boolean, number[]]>([
    ['at first, all of it', dueOf(playlistOf(3, 2), {}), false, [3, 4]],
    ['nothing from before the broadcast', dueOf(playlistOf(3, 3, { dates: { 0: -8_000 } }), {}), false, [5]],
    [
      'without dates, what may have been on the air after the broadcast began',
      dueOf(playlistOf(3, 3), {}, 1, 1_000),
      false,
      [5],
    ],
    ['then what is new', dueOf(playlistOf(3, 3), { nextSequence: 5, heardUntilMs }), false, [5]],
    ['nothing', dueOf(playlistOf(3, 2), { nextSequence: 5, heardUntilMs }), false, []],
    [
      'after a jump, what is left',
      dueOf(playlistOf(9, 2), { nextSequence: 5, heardUntilMs }),
      false,
      [9, 10],
    ],
    [
      'numbers that were given again, as the dates show',
      dueOf(playlistOf(0, 5, { dates: { 0: 90_000 } }), { nextSequence: 3, heardUntilMs, dated: true }),
      true,
      [0, 1, 2, 3, 4],
    ],
    [
      'numbers given again, by a time that was only reckoned before',
      dueOf(playlistOf(0, 5, { dates: { 0: 90_000 } }), { nextSequence: 3, heardUntilMs }),
      false,
      [3, 4],
    ],
    ['a stale playlist', dueOf(playlistOf(3, 2), { nextSequence: 20, heardUntilMs }), false, []],
    [
      'a stale playlist for long',
      dueOf(playlistOf(0, 2), { nextSequence: 20, heardUntilMs }, 3),
      true,
      [0, 1],
    ],
    [
      'a new run',
      dueOf(playlistOf(0, 2, { dates: { 0: 90_000 } }), { nextSequence: 20, heardUntilMs }),
      true,
      [0, 1],
    ],
  ])('%s', (_, due, restarted, sequences) => {
    expect(due).toEqual({ restarted, sequences });
  });
});

describe('what is missed', () => {
  const missedOf = (of: Partial<CapturePlace>, startMs: number, lost = false) => {
    const [segment] = withTimes(playlistOf(5, 1, { dates: { 0: startMs } }), {
      broadcastStartMs: START_MS,
      arrivalMs: 0,
    });
    if (!segment) throw new Error('a playlist of one segment has one');
    const captured = { startedAtMs: START_MS, presenters: [] };
    const heard = hearSegment(place(of), segment, lost ? null : [], { captured, rendition: 'r', nowMs: 0 });
    return heard.missed.map(({ fromMs, untilMs }) => [fromMs - START_MS, untilMs - START_MS]);
  };
  const heardUntilMs = START_MS + 20_000;
  test.each<[string, number[][], number[][]]>([
    ['nothing', missedOf({ heardUntilMs }, 20_000), []],
    ['nothing at the first segment', missedOf({}, 20_000), []],
    ['segments that were gone', missedOf({ heardUntilMs }, 32_000), [[20_000, 32_000]]],
    ['a segment that is lost', missedOf({ heardUntilMs }, 20_000, true), [[20_000, 24_000]]],
    [
      'what came after going down',
      missedOf({ heardUntilMs, downSinceMs: START_MS + 29_000 }, 40_000),
      [[29_000, 40_000]],
    ],
    [
      'nothing more when what was late is there',
      missedOf({ heardUntilMs, downSinceMs: START_MS + 29_000 }, 20_000),
      [],
    ],
  ])('%s', (_, missed, expected) => {
    expect(missed).toEqual(expected);
  });
});

describe('the state that is shown', () => {
  const base = { followedSinceMs: 0, over: false };
  const failure = { sinceMs: 10_000, reason: 'unreachable', message: 'gone', lasting: false } as const;
  test.each([
    ['at first', base, 1_000, 'waiting'],
    ['an error soon after the start', { ...base, failure: { ...failure, sinceMs: 0 } }, 7_900, 'waiting'],
    ['errors from the start on', { ...base, failure: { ...failure, sinceMs: 0 } }, 8_000, 'failed'],
    [
      'an error that waiting will not mend',
      { ...base, failure: { ...failure, lasting: true } },
      10_000,
      'failed',
    ],
    ['an empty playlist', { ...base, targetMs: 4_000 }, 8_900, 'waiting'],
    ['an empty playlist for long', { ...base, targetMs: 4_000 }, 9_000, 'stalled'],
    ['segments', { ...base, targetMs: 4_000, newSinceMs: 10_000 }, 18_999, 'running'],
    ['no new ones', { ...base, targetMs: 4_000, newSinceMs: 10_000 }, 19_000, 'stalled'],
    ['an error', { ...base, targetMs: 4_000, newSinceMs: 10_000, failure }, 12_900, 'running'],
    ['errors', { ...base, targetMs: 4_000, newSinceMs: 10_000, failure }, 13_000, 'failed'],
    ['over', { ...base, newSinceMs: 0, failure, over: true }, 99_000, 'ended'],
  ] as const)('%s', (_, facts, nowMs, state) => {
    expect(captureStateOf(facts, nowMs).state).toBe(state);
  });

  test('a stall says why the segment that is wanted does not come, where that is known', () => {
    const facts = { ...base, targetMs: 4_000, newSinceMs: 0 };
    expect(captureStateOf(facts, 20_000).reason).toBe('nothing-new');
    const late = { reason: 'denied', status: 403, message: 'no' } as const;
    expect(captureStateOf({ ...facts, late }, 20_000)).toEqual({ state: 'stalled', ...late });
    expect(captureStateOf({ ...facts, late }, 2_000)).toEqual({ state: 'running' });
  });

  test.each([
    [1_000, 5_000],
    [2_000, 6_000],
    [3_000, 9_000],
    [6_000, 9_000],
    [10_000, 15_000],
  ])('segments of %d ms stall after %d ms', (targetMs, expected) => {
    expect(stallAfterMs(targetMs)).toBe(expected);
  });
});
