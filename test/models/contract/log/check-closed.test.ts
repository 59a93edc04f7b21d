import { expect, test } from 'vitest';
import { readClosed } from '../../../../models/contract/log/check-closed.ts';
import type { Leaf } from '../../../../models/contract/log/leaf.ts';
import { beats, claim, type Entry, line, registered, writeLog } from '../pack/long-log.ts';

const naming = (...found: number[]): Entry => [0, () => ({ kind: 'closed', found, done: [], answers: [] })];
const story: readonly Entry[] = [
  [0, registered(true)],
  [1_000, line('l1', '全网最低价')],
  [1_000, claim(1)],
  [2_000, line('l2', '接着讲')],
];

/** Places that are read as hashes alone. */
const outcome = (leaves: readonly Leaf[], hidden: readonly number[] = []): number | null => {
  const reading = readClosed();
  for (const [index, leaf] of leaves.entries()) {
    const bad = reading.read(index, hidden.includes(index) ? null : leaf);
    if (bad !== null) return bad;
  }
  return reading.finish();
};

test('a log whose closed records are named reads well, with and without their texts', () => {
  const { leaves } = writeLog(story);
  expect(leaves.map(({ kind }) => kind)).toEqual(['broadcast', 'utterance', 'claim', 'closed', 'utterance']);
  expect(outcome(leaves)).toBeNull();
  expect(outcome(leaves, [2])).toBeNull();
});

test('a line that is kept back is none that the log calls closed', () => {
  const { leaves } = writeLog(story);
  expect(outcome(leaves, [1])).toBe(1);
  const long = writeLog([...story, ...beats(400)]);
  expect(outcome(long.leaves, [4])).toBe(4);
});

test('a line that is there to be read is not closed, nor can it be called so later', () => {
  expect(outcome(writeLog([...story, naming(1)]).leaves)).toBe(1);
  expect(outcome(writeLog([...story, ...beats(300), naming(1)]).leaves, [1])).toBe(1);
});

test('a log of before names nothing, and nothing is asked of it', () => {
  const before = writeLog([[0, registered(false)], ...story.slice(1)], true);
  expect(outcome(before.leaves, [2])).toBeNull();
  expect(outcome(before.leaves, [1, 2])).toBeNull();
});
