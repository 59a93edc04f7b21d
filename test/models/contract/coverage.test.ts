import { expect, test } from 'vitest';
import { type CoverageGap, coverageOf, uncovered } from '../../../models/contract/coverage.ts';

const span = (fromMs: number, untilMs: number) => ({ fromMs, untilMs });
const gap = (fromMs: number, untilMs: number, cause: CoverageGap['cause']): CoverageGap => ({
  fromMs,
  untilMs,
  cause,
});

test('what no span covers, whatever their order and however they overlap', () => {
  const of = span(0, 100_000);
  expect(uncovered(of, [])).toEqual([of]);
  expect(uncovered(of, [span(50_000, 60_000), span(0, 20_000), span(10_000, 30_000)])).toEqual([
    span(30_000, 50_000),
    span(60_000, 100_000),
  ]);
  expect(uncovered(of, [span(-5_000, 200_000)])).toEqual([]);
});

test('seams of rounding are no gaps', () => {
  const pieces = Array.from({ length: 50 }, (_, i) => span(i * 2_000 + (i % 3) * 40, (i + 1) * 2_000));
  expect(coverageOf(span(0, 100_000), pieces, [], 'not-captured')).toEqual({
    ...span(0, 100_000),
    percent: 100,
    gaps: [],
  });
});

test('each gap has its cause: the first that is known, else the one for everything else', () => {
  const known = [
    gap(20_000, 30_000, 'capture-down'),
    gap(25_000, 40_000, 'feed-silent'),
    gap(90_000, 500_000, 'not-yet'),
  ];
  expect(
    coverageOf(span(10_000, 100_000), [span(0, 20_000), span(50_000, 90_000)], known, 'not-captured'),
  ).toEqual({
    ...span(10_000, 100_000),
    percent: 55,
    gaps: [
      gap(20_000, 30_000, 'capture-down'),
      gap(30_000, 40_000, 'feed-silent'),
      gap(40_000, 50_000, 'not-captured'),
      gap(90_000, 100_000, 'not-yet'),
    ],
  });
});

test('a little missing is never a hundred per cent; nothing at all is zero', () => {
  expect(coverageOf(span(0, 10_000_000), [span(0, 9_999_000)], [], 'not-there').percent).toBe(99);
  expect(coverageOf(span(0, 10_000), [], [], 'no-video')).toEqual({
    ...span(0, 10_000),
    percent: 0,
    gaps: [gap(0, 10_000, 'no-video')],
  });
});

test('neighbours of one cause are told as one', () => {
  const lost = Array.from({ length: 5 }, (_, i) => gap(i * 2_000, (i + 1) * 2_000, 'not-kept'));
  expect(coverageOf(span(0, 12_000), [span(10_000, 12_000)], lost, 'not-captured').gaps).toEqual([
    gap(0, 10_000, 'not-kept'),
  ]);
});
