import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { CapturePlace, HeldFragment } from '../../../models/stream/capture-place.ts';
import { dueSegments, isBehind } from '../../../worker/capture/due.ts';
import type { GuardedFetch } from '../../../worker/capture/guarded-fetch.ts';
import { hearSegment } from '../../../worker/capture/hear-segment.ts';
import { release } from '../../../worker/capture/hearing.ts';
import { CaptureProblem } from '../../../worker/capture/problem.ts';
import { createSource } from '../../../worker/capture/source.ts';

/** What an encoder wrote, and when: three runs into the same files. How it was made stands in the file itself. */
const recording = z
  .object({
    startedAtMs: z.number(),
    files: z.array(z.object({ atMs: z.number(), name: z.string(), text: z.string() })),
  })
  .parse(JSON.parse(readFileSync(new URL('recorded-hls.json', import.meta.url), 'utf8')));
const RUNS = ['甲', '乙', '丙'];
/** Sentence i of a run, by the note in the recording. */
const sentenceMs = (i: number): number => 300 + i * 800;

/** Answers with each file as it was at a time. */
const originAt = (nowMs: () => number): GuardedFetch => {
  return async ({ url }) => {
    const name = new URL(url).pathname.slice(1);
    const file = recording.files.findLast((one) => one.name === name && one.atMs <= nowMs());
    if (!file) throw new CaptureProblem('http-status', 'not there', { status: 404 });
    return { changed: true, text: file.text, url };
  };
};

/** Follows the recording with a look every so often, as a capture does, on a clock that does not wait. */
const hearRecording = async (firstMs: number, everyMs: number): Promise<HeldFragment[]> => {
  const { startedAtMs } = recording;
  const untilMs = (recording.files.at(-1)?.atMs ?? 0) + 2 * everyMs;
  let nowMs = startedAtMs + firstMs;
  const source = createSource(
    originAt(() => nowMs),
    'http://o.example/master.m3u8',
    'zh-Hans',
  );
  const { signal } = new AbortController();
  const told: HeldFragment[] = [];
  let place: CapturePlace = { url: 'u', run: 1, hearing: { heard: [] }, over: false };
  let behind = 0;
  for (; nowMs < untilMs; nowMs += everyMs) {
    const loaded = await source.load(signal).catch(() => null);
    if (!loaded) continue;
    behind = isBehind(loaded.playlist, place) ? behind + 1 : 0;
    const times = { broadcastStartMs: startedAtMs, arrivalMs: nowMs, behind };
    const due = dueSegments(loaded.playlist, { place, ...times });
    if (due.restarted) {
      const { nextSequence: _sequence, offsetMs: _offset, ...rest } = place;
      place = { ...rest, run: place.run + 1, hearing: { heard: [] } };
    }
    for (const segment of due.segments) {
      const cues = await source.cuesOf(segment, signal);
      const captured = { startedAtMs, presenters: [] };
      const heard = hearSegment(place, segment, cues, { captured, rendition: loaded.rendition, nowMs });
      place = heard.place;
      told.push(...heard.told);
    }
  }
  return [...told, ...release(place.hearing, nowMs, true).told];
};

/** The encoder's own word for the start of each of its runs. */
const begunMs = (): number[] => [
  ...new Set(
    recording.files
      .filter(({ name }) => name === 'picture.m3u8')
      .map(({ text }) => Date.parse(/PROGRAM-DATE-TIME:(.+)/.exec(text)?.[1] ?? '')),
  ),
];

test.each([
  [0, 500],
  [0, 2_000],
  [1_300, 2_000],
  [700, 3_100],
  // Found late: each run is there at once.
  [8_600, 4_000],
])('a recorded encoder, first looked at after %d ms, then every %d ms', async (firstMs, everyMs) => {
  const told = await hearRecording(firstMs, everyMs);
  const starts = begunMs();
  expect(starts).toHaveLength(RUNS.length);
  const counts = new Map<string, number>();
  for (const [, run = '', number = ''] of told.map(({ text }) => /^(.)的第(\d+)句/.exec(text) ?? [])) {
    const nth = counts.get(run) ?? 0;
    expect(`${run}${number}`).toBe(`${run}${nth + 1}`);
    counts.set(run, nth + 1);
  }
  // By the captions in the files that each run's last playlist led to.
  expect(RUNS.map((run) => counts.get(run))).toEqual([10, 9, 8]);
  expect(told).toHaveLength(27);
  const offMs = told.map(({ text, startMs }) => {
    const [, run = '', number = ''] = /^(.)的第(\d+)句/.exec(text) ?? [];
    return startMs - ((starts[RUNS.indexOf(run)] ?? 0) + sentenceMs(Number(number) - 1));
  });
  expect(Math.max(...offMs.map(Math.abs))).toBeLessThan(1_000);
  expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
});
