import { expect, test } from 'vitest';
import { asBroadcastId, asEntryId } from '../../../models/contract/ids.ts';
import { BLOCK_TEXT_MAX, chunksOf } from '../../../worker/pipeline/chunks.ts';
import type { Entry } from '../../../worker/pipeline/hear.ts';

const entry = (i: number, length: number): Entry => ({
  id: asEntryId(`${i}-0`),
  broadcastId: asBroadcastId('b'),
  acceptedAtMs: 0,
  event: {
    type: 'utterance',
    id: `u${i}`,
    source: 'speech',
    role: 'presenter',
    atMs: 0,
    text: 'x'.repeat(length),
  },
});

test.each([
  ['nothing', [], 500, []],
  ['by number', [1, 1, 1, 1, 1], 2, [2, 2, 1]],
  ['by text', [BLOCK_TEXT_MAX - 1, 1, 1], 500, [2, 1]],
  ['one that is too long alone stands alone', [BLOCK_TEXT_MAX + 5, 1], 500, [1, 1]],
])('%s', (_, lengths, entriesMax, expected) => {
  const chunks = chunksOf(
    lengths.map((length, i) => entry(i, length)),
    entriesMax,
  );
  expect(chunks.map(({ length }) => length)).toEqual(expected);
});
