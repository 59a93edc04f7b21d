import { expect, test } from 'vitest';
import {
  BACKLOG_AGE_MS_MAX,
  BACKLOG_BYTES_MAX,
  BACKLOG_MAX,
  fullBy,
  retryAfterS,
} from '../../../models/stream/backlog.ts';

test.each([
  [0, 1],
  [900, 1],
  [10_000, 1],
  [10_001, 2],
  [182_000, 19],
  [600_000, 60],
  [86_400_000, 60],
])('where the oldest has waited %i ms: again in %i s', (oldestMs, seconds) => {
  expect(retryAfterS({ oldestMs })).toBe(seconds);
});

test.each([
  ['room', { entries: BACKLOG_MAX - 1, bytes: BACKLOG_BYTES_MAX - 1, oldestMs: BACKLOG_AGE_MS_MAX }, null],
  ['entries', { entries: BACKLOG_MAX, bytes: 1, oldestMs: 1 }, 'entries'],
  ['bytes', { entries: 1, bytes: BACKLOG_BYTES_MAX, oldestMs: 1 }, 'bytes'],
  ['age', { entries: 1, bytes: 1, oldestMs: BACKLOG_AGE_MS_MAX + 1 }, 'age'],
])('%s', (_name, backlog, full) => {
  expect(fullBy(backlog)).toBe(full);
});
