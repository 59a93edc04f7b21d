import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../scripts/faults/plan.ts';
import { type Outcome, runFaults } from '../../scripts/faults/run.ts';

/*
 * A short run of `npm run faults`: real processes of a server, two workers (one an hour ahead), a Redis and three MongoDB members
 * are killed, stopped and starved while six senders send, every third event twice. What is counted then are the guarantees.
 */
const root = resolve(import.meta.dirname, '../..');
const SEED = 7;
const CUTS = 1_000;
/** Forty seconds of events; the rest is what the faults take to be got over, on a machine that may be busy. */
const LIMIT_MS = 600_000;
/** One of each idea; killing all members of MongoDB and filling its disk are for `npm run faults`. */
const ONCE_EACH: readonly Fault[] = [
  'worker-killed',
  'worker-stopped',
  'server-killed',
  'server-killed-before-telling',
  'redis-killed',
  'redis-memory-full',
  'redis-disk-full',
  'mongo-primary-killed',
  'mongo-stepdown',
  'entries-undecodable',
  'reader-slow',
];

let outcome: Outcome;
beforeAll(async () => {
  const { TEST_MONGOD_BIN: mongod, TEST_REDIS_BIN: redis } = process.env;
  const asked = { seed: SEED, seconds: 40, cuts: CUTS, only: ONCE_EACH };
  outcome = await runFaults(root, asked, (line) => process.stdout.write(`${line}\n`), { mongod, redis });
}, LIMIT_MS);

/** What was counted of a guarantee: nothing of it is broken. */
const counted = (guarantee: string): string => {
  const rows = outcome.rows.filter((row) => row.guarantee.startsWith(guarantee));
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.flatMap(({ problem }) => problem ?? [])).toEqual([]);
  return rows.map((row) => row.counted).join('; ');
};
const figure = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? Number.NaN);

test('every fault was done', () => {
  expect(new Set(outcome.faults.keys())).toEqual(new Set(ONCE_EACH));
});

describe('the guarantees, while processes die', () => {
  test('1. What the sender was told is accepted is not lost', () => {
    expect(figure(counted('1 '), /^(\d+) accepted/)).toBeGreaterThan(3_000);
    expect(figure(counted('the logs'), /^(\d+) leaves of 6 logs/)).toBeGreaterThan(3_000);
  });
  test('2. Leaf order is arrival order; a late owner cannot write', () => {
    // Six logs, and at least one of them changed hands.
    expect(figure(counted('2 '), / by (\d+) owners/)).toBeGreaterThan(6);
  });
  test('3. Replays are harmless; only what cannot be decoded goes to quarantine', () => {
    const text = counted('3 ');
    expect(figure(text, /(\d+) copies known/)).toBeGreaterThan(1_000);
    expect(figure(text, /(\d+) undecodable entries/)).toBe(42);
    expect(figure(text, /(\d+) decisions, each one leaf/)).toBe(1);
  });
  test('4. Overload is refused at the door, with the time to wait', () => {
    expect(figure(counted('4 '), /(\d+) with 503/)).toBeGreaterThan(0);
  });
  test('5. A dashboard that comes back gets what it missed, without a gap or a double', () => {
    const text = counted('5 ');
    expect(figure(text, /^(\d+) cuts/)).toBe(CUTS);
    expect(figure(text, /(\d+) that did not read/)).toBe(1);
  });
  test('6. Every judgement says which detectors took part', () => {
    expect(figure(counted('6 '), /^(\d+) utterances judged in full/)).toBeGreaterThan(1_000);
  });
  test('7. Memory stays within its limit', () => {
    expect(counted('7 ')).toMatch(/^server \d+ MiB, worker-0 \d+ MiB, worker-1 \d+ MiB$/);
  });
});
