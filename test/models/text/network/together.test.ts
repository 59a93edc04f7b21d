import { expect, test } from 'vitest';
import type { Input } from '../../../../models/text/network/features.ts';
import { BATCH_MAX, scoreTogether } from '../../../../models/text/network/network.ts';

const inputsOf = (...texts: readonly string[]): Input[] =>
  texts.map((folded) => ({ folded, source: 'speech' }));
/** A network that says how long a text is, and how many it was given at once. */
const counting = () => {
  const calls: number[] = [];
  const scores = scoreTogether(async (inputs) => {
    calls.push(inputs.length);
    if (inputs.some(({ folded }) => folded === 'bad')) throw new Error('cannot be scored');
    return inputs.map(({ folded }) => Float32Array.of(folded.length));
  });
  return { calls, scores };
};

test('texts of several callers go to the network in one call, and each has its own answers', async () => {
  const { calls, scores } = counting();
  const [one, two, none] = await Promise.all([
    scores(inputsOf('a', 'bb')),
    scores(inputsOf('ccc')),
    scores([]),
  ]);
  expect([one?.map(([n]) => n), two?.map(([n]) => n), none]).toEqual([[1, 2], [3], []]);
  expect(calls).toEqual([3]);
});

test('more than fit go in several calls', async () => {
  const { calls, scores } = counting();
  const rows = await scores(inputsOf(...Array.from({ length: BATCH_MAX + 3 }, () => 'x')));
  expect(rows).toHaveLength(BATCH_MAX + 3);
  expect(calls).toEqual([BATCH_MAX, 3]);
});

test('a text that it fails on fails its own caller alone', async () => {
  const { scores } = counting();
  const [good, bad] = await Promise.allSettled([scores(inputsOf('a')), scores(inputsOf('bad'))]);
  expect([good.status, bad.status]).toEqual(['fulfilled', 'rejected']);
});
