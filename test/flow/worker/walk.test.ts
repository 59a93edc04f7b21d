import { afterAll, beforeAll, expect, test } from 'vitest';
import { asEntryId, type BroadcastId } from '../../../models/contract/ids.ts';
import type { SealedDoc } from '../../../models/store/documents.ts';
import { sealedHeard } from '../../../models/store/read-sealed.ts';
import { recordedOf } from '../../../models/store/recent-utterances.ts';
import { packedAgain } from '../../../models/store/sealed-pages.ts';
import { walk } from '../../../models/store/walk.ts';
import { type Ground, openGround, registerBroadcast } from './harness.ts';

/** More than come at once: of fewer none is left to be closed. */
const BLOCKS = 150;

let ground: Ground;
let broadcastId: BroadcastId;
beforeAll(async () => {
  ground = await openGround(13);
  broadcastId = (await registerBroadcast(ground, 'walked'))._id;
  await ground.store.blocks.insertMany(
    Array.from({ length: BLOCKS }, (_, n) => ({
      broadcastId,
      firstLeafIndex: n,
      leafCount: 1,
      leaves: ['{}'],
      lastEntryId: asEntryId(`${n + 1}-0`),
      frontier: { size: n + 1, hashes: ['00'.repeat(32)] },
      epoch: 1,
      writtenAt: new Date(0),
    })),
    { lean: true },
  );
});
afterAll(() => ground?.close());

/** Cursors that the driver holds, with all that they fetched. */
const held = (): number =>
  (ground.store.blocks.db.getClient() as unknown as { s: { activeCursors: Set<unknown> } }).s.activeCursors
    .size;

test('what is read of a log from its end leaves no cursor behind', async () => {
  const before = held();
  for (let n = 0; n < 5; n += 1) await recordedOf(ground.store, broadcastId, [asEntryId(`${BLOCKS}-0`)]);
  expect(held()).toBe(before);
});

test('of a page with enough in it no cursor is left behind', async () => {
  const record = (leafIndex: number): SealedDoc => ({
    broadcastId,
    leafIndex,
    kind: 'utterance',
    atMs: leafIndex,
    entryId: asEntryId('1-0'),
    values: {},
  });
  await ground.store.sealedPages.insertMany(
    Array.from({ length: 8 }, (_, n) => ({
      broadcastId,
      firstLeafIndex: n,
      fromMs: n,
      untilMs: n,
      sources: ['speech'],
      records: packedAgain([record(n)]),
    })),
    { lean: true },
  );
  const before = held();
  const question = { broadcastId, kind: 'utterance', fromMs: 0, keep: 'newest', limit: 1 } as const;
  const docs = await sealedHeard(ground.store, question);
  expect(docs.map(({ leafIndex }) => leafIndex)).toEqual([7]);
  expect(held()).toBe(before);
});

test('a walk that ends in an error leaves none either, and one to the end finds all', async () => {
  const before = held();
  const all = ground.store.blocks.find({ broadcastId }).sort({ firstLeafIndex: 1 });
  const found: number[] = [];
  for await (const { firstLeafIndex } of walk<{ firstLeafIndex: number }>(all, 3)) found.push(firstLeafIndex);
  expect(found).toEqual(Array.from({ length: BLOCKS }, (_, n) => n));
  const failing = async (): Promise<void> => {
    for await (const _ of walk(ground.store.blocks.find({ broadcastId }), 3)) throw new Error('left');
  };
  await expect(failing()).rejects.toThrow('left');
  expect(held()).toBe(before);
});
