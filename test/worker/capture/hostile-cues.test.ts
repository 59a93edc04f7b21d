import { expect, test } from 'vitest';
import type { CapturePlace } from '../../../models/stream/capture-place.ts';
import { hearSegment } from '../../../worker/capture/hear-segment.ts';
import { release } from '../../../worker/capture/hearing.ts';
import type { TimedSegment } from '../../../worker/capture/segment-times.ts';
import { parseWebVtt } from '../../../worker/capture/webvtt.ts';

const START_MS = Date.parse('2026-11-22T12:00:00Z');
const segmentOf = (sequence: number): TimedSegment => ({
  sequence,
  url: `https://o.example/${sequence}.vtt`,
  durationMs: 4_000,
  discontinuity: false,
  missing: false,
  startMs: START_MS + sequence * 4_000,
  endMs: START_MS + (sequence + 1) * 4_000,
});
const scene = { captured: { startedAtMs: START_MS, presenters: [] }, rendition: 'r', nowMs: START_MS };

const cue = (text: string, from = '00:01.000', until = '00:02.000') => `${from} --> ${until}\n${text}\n\n`;
const MB = 1_000_000;

/** Files of up to 2 MB, as a capture takes them: each heard twice, as the same captions in two segments. */
const files: readonly (readonly [string, string])[] = [
  ['one caption of 2 MB', cue('好'.repeat(600_000))],
  ['one caption of digits', cue('1'.repeat(2 * MB))],
  ['captions of many lines', cue('a\n'.repeat(45_000)) + cue('a\n'.repeat(45_000), '00:02.000', '00:03.000')],
  ['ten thousand times the same', cue('买它').repeat(10_000)],
  [
    'ten thousand that grow',
    Array.from({ length: 1_500 }, (_, i) => cue('买它吧'.repeat(i / 5 + 2))).join(''),
  ],
  ['ten thousand voices', Array.from({ length: 9_000 }, (_, i) => cue(`<v ${i}>好</v>`)).join('')],
  ['a voice of 2 MB', cue(`<v ${'好'.repeat(600_000)}>话</v>`)],
  ['full stops', cue('。'.repeat(600_000))],
  ['closing quotes', cue(`。${'”'.repeat(600_000)}x`)],
];

test.each(files)('%s', (_, body) => {
  let place: CapturePlace = { url: 'u', run: 1, hearing: { heard: [] }, over: false };
  const told = [];
  for (const sequence of [0, 1]) {
    const heard = hearSegment(place, segmentOf(sequence), parseWebVtt(`WEBVTT\n\n${body}`), scene);
    place = heard.place;
    told.push(...heard.told);
  }
  told.push(...release(place.hearing, scene.nowMs, true).told);
  // What is kept with every segment stays small, and no line is longer than the door takes.
  expect(JSON.stringify(place).length).toBeLessThan(64_000);
  expect(Math.max(...told.map(({ text }) => text.length))).toBeLessThan(3_000);
  expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
});
