import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asBroadcastId, asEntryId } from '../../models/contract/ids.ts';
import { toHex, utf8 } from '../../models/contract/log/bytes.ts';
import {
  appendLeaves,
  consistencyProof,
  EMPTY_FRONTIER,
  frontierText,
  type Hash,
  inclusionProof,
  leafHash,
} from '../../models/contract/log/merkle.ts';
import { connectMongo } from '../../models/store/connect.ts';
import type { BlockDoc } from '../../models/store/documents.ts';
import { keepSubtrees } from '../../models/store/kept-subtrees.ts';
import { LogTooShort, readConsistency, readInclusion, readInclusions } from '../../models/store/read-log.ts';
import { createStore, prepareStore, type Store } from '../../models/store/store.ts';

const SIZE = 3_000;
/** Lengths of blocks: mostly what a second of talk brings, now and then a large batch. */
const LENGTHS = [1, 2, 1, 5, 1, 3, 170, 1, 64, 7, 1, 128, 300, 2];
const texts = Array.from({ length: SIZE }, (_, i) => `{"n":${i}}`);
const hashes = texts.map((text) => leafHash(utf8(text)));

/** @param keptFrom the first leaf whose block keeps what it completes. */
const blocksOf = (name: string, keptFrom: number): BlockDoc[] => {
  const made: BlockDoc[] = [];
  let frontier = EMPTY_FRONTIER;
  for (let turn = 0; frontier.size < SIZE; turn += 1) {
    const first = frontier.size;
    const count = Math.min(LENGTHS[turn % LENGTHS.length] ?? 1, SIZE - first);
    const { kept, onNode } = keepSubtrees();
    frontier = appendLeaves(frontier, hashes.slice(first, first + count), undefined, onNode);
    made.push({
      broadcastId: asBroadcastId(name),
      firstLeafIndex: first,
      leafCount: count,
      leaves: texts.slice(first, first + count),
      lastEntryId: asEntryId(`1-${first}`),
      frontier: frontierText(frontier),
      ...(first >= keptFrom && kept.length > 0 && { subtrees: kept }),
      epoch: 1,
      writtenAt: new Date(0),
    });
  }
  return made;
};

const NEW = 'log-of-now';
const LOGS = [
  [NEW, 0],
  ['log-begun-before', 1_100],
  ['log-of-before', SIZE],
] as const;
/** Where trees change their shape. */
const PLACES = [
  0, 1, 62, 63, 64, 65, 127, 128, 511, 1_024, 1_099, 1_101, 2_047, 2_048, 2_063, 2_943, 2_998, 2_999,
];

let store: Store;
beforeAll(async () => {
  const uri = new URL(process.env.TEST_MONGODB_URI ?? '');
  uri.pathname = `/proofs-${process.pid}`;
  store = createStore(await connectMongo(uri.href));
  await prepareStore(store);
  for (const [name, keptFrom] of LOGS)
    await store.blocks.insertMany(blocksOf(name, keptFrom), { lean: true });
});
afterAll(async () => {
  mongoose.set('debug', false);
  await store.connection.dropDatabase();
  await store.connection.close();
});

const hexes = (proof: readonly Hash[]): string[] => proof.map(toHex);
const proofs = (name: string) => {
  const id = asBroadcastId(name);
  return {
    inclusion: async (leaf: number, size: number) => hexes(await readInclusion(store, id, leaf, size)),
    consistency: async (from: number, to: number) => hexes(await readConsistency(store, id, from, to)),
  };
};

describe.each(LOGS)('proofs out of %s', (name) => {
  it('are those of the whole tree, for any leaf and any two heads', async () => {
    const { inclusion, consistency } = proofs(name);
    for (const [i, place] of PLACES.entries()) {
      const size = PLACES[PLACES.length - 1 - ((i * 5) % 7)] ?? SIZE;
      const [small, large] = place < size ? [place, size] : [size - 1, place + 1];
      const tree = hashes.slice(0, large);
      expect(await inclusion(small, large), `${small} in ${large}`).toEqual(
        hexes(inclusionProof(tree, small)),
      );
      expect(await consistency(small, large), `${small} to ${large}`).toEqual(
        hexes(consistencyProof(tree, small)),
      );
      expect(await inclusion(place, SIZE)).toEqual(hexes(inclusionProof(hashes, place)));
    }
  });

  it('are given for many leaves at once', async () => {
    const found = await readInclusions(store, asBroadcastId(name), PLACES, SIZE);
    expect(found.map(hexes)).toEqual(PLACES.map((place) => hexes(inclusionProof(hashes, place))));
  });

  it('are refused beyond the end', async () => {
    const { inclusion, consistency } = proofs(name);
    for (const size of [SIZE + 1, SIZE + 64, SIZE * 10]) {
      await expect(inclusion(0, size)).rejects.toBeInstanceOf(LogTooShort);
      await expect(inclusion(SIZE - 1, size)).rejects.toBeInstanceOf(LogTooShort);
      await expect(consistency(1_500, size)).rejects.toBeInstanceOf(LogTooShort);
    }
  });
});

it('asks the database the same few questions however long the log is', async () => {
  let asked = 0;
  mongoose.set('debug', () => {
    asked += 1;
  });
  const { inclusion, consistency } = proofs(NEW);
  const counts = new Set<number>();
  for (const [leaf, size] of [
    [5, 130],
    [700, 1_301],
    [17, SIZE],
    [2_990, SIZE],
  ] as const) {
    asked = 0;
    await inclusion(leaf, size);
    counts.add(asked);
    asked = 0;
    await consistency(leaf, size);
    counts.add(asked);
  }
  expect(Math.max(...counts)).toBeLessThanOrEqual(6);
});
