import { expect, test } from 'vitest';
import { clockIn, placedByClock } from '../../../worker/exhibits/clock.ts';

const SAID = `Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'file:/x':
  Metadata:
    major_brand     : mp42
    creation_time   : 2026-11-20T12:41:07.000000Z
    com.apple.quicktime.creationdate: 2026-11-20T20:40:52+0800
  Duration: 00:01:02.50, start: 0.000000, bitrate: 53 kb/s
  Stream #0:0: Video: h264
      creation_time   : 2026-11-20T13:00:00.000000Z`;

test('a recording’s own clock: the beginning with its zone before the time of the file', () => {
  expect(clockIn(SAID)).toEqual({ durationMs: 62_500, madeAtMs: Date.parse('2026-11-20T12:40:52Z') });
  expect(clockIn(SAID.replace(/.*quicktime.*\n/, ''))).toMatchObject({
    madeAtMs: Date.parse('2026-11-20T12:41:07Z'),
  });
});

test('a clock that nobody set is none', () => {
  expect(clockIn('    creation_time   : 1904-01-01T00:00:00.000000Z')).toEqual({});
  expect(clockIn('  Duration: N/A, bitrate: N/A')).toEqual({});
  expect(clockIn('')).toEqual({});
});

test('it places the recording only where it falls into the broadcast', () => {
  const broadcast = { startedAtMs: Date.parse('2026-11-20T12:00:00Z'), reachedMs: 3_600_000 };
  expect(placedByClock(clockIn(SAID), broadcast)).toEqual({ atMs: 2_452_000, by: 'clock' });
  expect(placedByClock(clockIn(SAID), { ...broadcast, reachedMs: 60_000 })).toBeUndefined();
  expect(placedByClock({ madeAtMs: broadcast.startedAtMs - 1 }, broadcast)).toBeUndefined();
  expect(placedByClock({ durationMs: 5 }, broadcast)).toBeUndefined();
});
