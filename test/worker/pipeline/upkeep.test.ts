import { expect, test } from 'vitest';
import { AT_MS_MAX } from '../../../models/contract/ingest.ts';
import type { LaneState } from '../../../worker/pipeline/state.ts';
import { HEARTBEAT_MS, LIVE_FOR_MS, upkeepDue, watermarkMs } from '../../../worker/pipeline/upkeep.ts';
import { laneState, NOON_MS } from './lane-state.ts';

const written = (size: number, writtenAtMs = NOON_MS): Pick<LaneState, 'head'> => ({
  head: { ...laneState().head, frontier: { size, edge: [] }, writtenAtMs },
});
const calm = { caughtUp: true, takenOver: false };
const heartbeatNow = { lastHeartbeatMs: NOON_MS };

test.each([
  ['a log without records', laneState(), NOON_MS + 60_000, calm, null],
  ['just written', laneState({ ...written(3), ...heartbeatNow }), NOON_MS + 1_000, calm, null],
  [
    'a heartbeat is due; without sources its time is now',
    laneState({ ...written(3), ...heartbeatNow, atMs: 5_000, lastEventAtMs: NOON_MS + HEARTBEAT_MS - 1_000 }),
    NOON_MS + HEARTBEAT_MS,
    calm,
    { gaps: [], heartbeat: { atMs: 6_000 } },
  ],
  [
    'silence becomes known',
    laneState({ ...written(3), ...heartbeatNow, atMs: 5_000 }),
    NOON_MS + 11_000,
    calm,
    { gaps: [{ reason: 'feed-silent', fromMs: 5_000, untilMs: 16_000 }], heartbeat: null },
  ],
  [
    'a host who says nothing while the capture listens',
    laneState({ ...written(3), ...heartbeatNow, atMs: 5_000 }),
    NOON_MS + 11_000,
    { caughtUp: true, takenOver: false, listening: true },
    null,
  ],
  [
    'silence while entries wait is only ours',
    laneState({ ...written(3), ...heartbeatNow, atMs: 5_000 }),
    NOON_MS + 11_000,
    { caughtUp: false, takenOver: false },
    null,
  ],
  [
    'silence that is known is not told again',
    laneState({ ...written(3), ...heartbeatNow, atMs: 5_000, silentFromMs: 16_000 }),
    NOON_MS + 12_000,
    calm,
    null,
  ],
  [
    'a take-over after more than two heartbeats',
    laneState({ ...written(3), ...heartbeatNow, atMs: 5_000, silentFromMs: 9_000 }),
    NOON_MS + 40_000,
    { caughtUp: false, takenOver: true },
    { gaps: [{ reason: 'not-judging', fromMs: 5_000, untilMs: 45_000 }], heartbeat: { atMs: 5_000 } },
  ],
  [
    'entries that wait: the clock stays with what was heard, not with what is on its way',
    laneState({
      ...written(3),
      latest: {
        speech: { atMs: 4_000, heardAtMs: NOON_MS - 5_000 },
        chat: { atMs: 20_000, heardAtMs: NOON_MS },
      },
      atMs: 20_000,
    }),
    NOON_MS + 60_000,
    { caughtUp: false, takenOver: false },
    { gaps: [], heartbeat: { atMs: 4_000, watermarkMs: 4_000 } },
  ],
  [
    'a take-over that was quick',
    laneState({ ...written(3, NOON_MS + 20_000), ...heartbeatNow, silentFromMs: 9_000 }),
    NOON_MS + 21_000,
    { caughtUp: true, takenOver: true },
    { gaps: [], heartbeat: { atMs: 21_000 } },
  ],
  [
    'a broadcast that has ended',
    laneState({ ...written(3), endedAtMs: NOON_MS }),
    NOON_MS + 60_000,
    calm,
    null,
  ],
  ['a broadcast that nobody ended', laneState(written(3)), NOON_MS + LIVE_FOR_MS + 1, calm, null],
  [
    'no time is past the last that a leaf can hold',
    laneState({ ...written(3), ...heartbeatNow, atMs: AT_MS_MAX - 1_000 }),
    NOON_MS + 11_000,
    calm,
    { gaps: [{ reason: 'feed-silent', fromMs: AT_MS_MAX - 1_000, untilMs: AT_MS_MAX }], heartbeat: null },
  ],
])('%s', (_, state, nowMs, how, expected) => {
  expect(upkeepDue(state, nowMs, how)).toEqual(expected);
});

test('what is not judged is not counted as silent too', () => {
  const state = laneState({ ...written(3), atMs: 5_000 });
  upkeepDue(state, NOON_MS + 40_000, { caughtUp: false, takenOver: true });
  expect(upkeepDue(state, NOON_MS + 41_000, calm)).toEqual({
    gaps: [{ reason: 'feed-silent', fromMs: 45_000, untilMs: 46_000 }],
    heartbeat: null,
  });
});

test.each([
  ['nothing heard', {}, undefined],
  ['one source', { speech: { atMs: 4_000, heardAtMs: NOON_MS } }, 4_000],
  [
    'the slower of two',
    { speech: { atMs: 4_000, heardAtMs: NOON_MS }, chat: { atMs: 20_000, heardAtMs: NOON_MS } },
    4_000,
  ],
  [
    'one that fell silent does not hold it back',
    { speech: { atMs: 4_000, heardAtMs: NOON_MS - 15_001 }, chat: { atMs: 20_000, heardAtMs: NOON_MS } },
    20_000,
  ],
])('watermark: %s', (_, latest, expected) => {
  expect(watermarkMs(latest, NOON_MS)).toBe(expected);
});
