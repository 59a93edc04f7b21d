import { expect, test } from 'vitest';
import { ABOUT, at, ended, heartbeat, introduced, run, sampleDuties, say, states } from './sample-duties.ts';

const ofRoom = (outcomes: ReturnType<typeof run>, dutyId: string) =>
  states(outcomes.filter((one) => one.productId === undefined && one.dutyId === dutyId));
/** Heartbeats, so that the clock never leaps. */
const beats = (from: number, until: number) =>
  Array.from({ length: Math.floor((until - from) / 240) + 1 }, (_, i) =>
    heartbeat(Math.min(until, from + i * 240)),
  ).concat(heartbeat(until));
const start = introduced(0, 'p1', 'other');

test('who speaks is told in the first ten minutes, and again every hour', () => {
  expect(ofRoom(run([start, ...beats(0, 629)]), 'host-identity')).toEqual([]);
  expect(ofRoom(run([start, ...beats(0, 631)]), 'host-identity')).toEqual(['- host-identity missing raise']);
  const repeated = [start, say(60, '[host-identity=1]'), ...beats(60, 3689)];
  expect(ofRoom(run(repeated), 'host-identity')).toEqual(['- host-identity satisfied none']);
  const lapsed = run([...repeated, heartbeat(3691), say(3700, '[host-identity=1]')]);
  expect(ofRoom(lapsed, 'host-identity')).toEqual([
    '- host-identity satisfied none',
    '- host-identity missing raise',
    '- host-identity late close',
  ]);
});

test('an AI presenter is told of as one from the moment it is on', () => {
  const presenters = [
    { id: 'h', name: '甲', persona: 'human' as const },
    { id: 'a', name: '乙', persona: 'ai' as const, fromMs: 300_000 },
  ];
  const about = { ...ABOUT, presenters };
  const quiet = run([start, ...beats(0, 451)], sampleDuties(), about);
  expect(ofRoom(quiet, 'ai-persona-label')).toEqual(['- ai-persona-label missing raise']);
  const said = run(
    [start, ...beats(0, 240), say(310, '[ai-persona-label=1]'), ...beats(320, 451)],
    sampleDuties(),
    about,
  );
  expect(ofRoom(said, 'ai-persona-label')).toEqual(['- ai-persona-label satisfied none']);
  expect(ofRoom(run([start, ...beats(0, 451)]), 'ai-persona-label')).toEqual([]);
});

test('presenters may change while the show runs', () => {
  const patch = { presenters: [{ id: 'a', name: '乙', persona: 'ai' as const }] };
  const patched = { leafIndex: 0, atMs: 5_000, event: { type: 'patched' as const, atMs: 5_000, patch } };
  expect(ofRoom(run([start, patched, ...beats(6, 200)]), 'ai-persona-label')).toEqual([
    '- ai-persona-label missing raise',
  ]);
});

test('what must be shown all the time is looked for on the screen; the longest gap and the viewers are counted', () => {
  const shown = (seconds: number) => say(seconds, '[seller-identity=1]', { source: 'screen' });
  const audience = (seconds: number, viewers: number) => at(seconds, { type: 'audience', viewers });
  const outcomes = run([
    start,
    audience(0, 100),
    shown(10),
    shown(70),
    audience(120, 300),
    audience(240, 0),
    ...beats(240, 300),
    say(301, '看', { source: 'screen' }),
    ...beats(310, 350),
  ]);
  const lapsed = outcomes.find(({ dutyId, state }) => dutyId === 'seller-identity' && state === 'missing');
  // Seen last at 70 s, tolerated for two minutes: gone at 190 s.
  expect(lapsed).toMatchObject({
    atMs: 190_000,
    alert: 'none',
    coverage: { shownMs: 60_000, longestGapMs: 120_000 },
  });
  expect(lapsed?.coverage?.viewerShare).toBeCloseTo((120 * 100 + 70 * 300) / (120 * 100 + 120 * 300), 2);
});

test('by the voice alone, who sells is told once in the show, whatever is sold', () => {
  const every = sampleDuties(undefined, true);
  expect(ofRoom(run([start, say(30, '[seller-identity=1]'), ended(60)], every), 'seller-identity')).toEqual([
    '- seller-identity satisfied none',
  ]);
  expect(ofRoom(run([start, ended(60)], every), 'seller-identity')).toEqual([
    '- seller-identity missing raise',
  ]);
});

test('a broadcast that sells nothing owes nothing', () => {
  expect(run([say(5, '大家好'), ...beats(6, 700), ended(710)])).toEqual([]);
});

test('a picture that nobody reads any more neither lapses nor is missed', () => {
  const shown = say(10, '[seller-identity=1]', { source: 'screen' });
  const gone = run([start, shown, ...beats(30, 700)]);
  expect(ofRoom(gone, 'seller-identity')).toEqual(['- seller-identity satisfied none']);
  const every = sampleDuties(undefined, true);
  const later = (seconds: number) => [
    start,
    say(20, '大家好', { source: 'screen' }),
    ...beats(30, seconds),
    introduced(seconds, 'p9', 'food'),
    say(seconds + 1, '看'),
    ended(seconds + 60),
  ];
  const mark = (seconds: number) =>
    states(run(later(seconds), every)).find((line) => line.startsWith('p9 ad-mark'));
  expect(mark(200)).toBe('p9 ad-mark missing raise');
  expect(mark(400)).toBe('p9 ad-mark not-observable none');
});
