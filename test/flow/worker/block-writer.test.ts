import { afterAll, beforeAll, expect, test } from 'vitest';
import { asBroadcastId, asEntryId } from '../../../models/contract/ids.ts';
import { EMPTY_FRONTIER, frontierText } from '../../../models/contract/log/merkle.ts';
import { BlockFenced, type NewBlock } from '../../../models/store/append-block.ts';
import {
  endWriteSessions,
  openWriteSessions,
  type WriteSessions,
} from '../../../models/store/write-sessions.ts';
import { type BlockWriter, createBlockWriter, type Writer } from '../../../worker/pipeline/block-writer.ts';
import { LeaseLost } from '../../../worker/pipeline/retry.ts';
import { type Ground, openGround } from './harness.ts';

let ground: Ground;
let sessions: WriteSessions;
let writer: BlockWriter;
beforeAll(async () => {
  ground = await openGround(9);
  sessions = await openWriteSessions(ground.store, 4);
  writer = createBlockWriter(ground.store);
});
afterAll(async () => {
  await writer?.close();
  await sessions?.close();
  await ground?.close();
});

const holder = (): Writer => ({ sessions, assertHeld() {} });
const late = (): Writer => ({
  sessions,
  assertHeld() {
    throw new LeaseLost(0);
  },
});

const blockOf = (name: string, firstLeafIndex = 0, words = '好'): NewBlock => {
  const broadcastId = asBroadcastId(name);
  const entryId = asEntryId('1-0');
  const values = { text: { value: words, salt: '00' } };
  return {
    block: {
      broadcastId,
      firstLeafIndex,
      leafCount: 1,
      leaves: [words],
      lastEntryId: entryId,
      frontier: frontierText(EMPTY_FRONTIER),
      epoch: 1,
      writtenAt: new Date(),
    },
    sealed: [{ broadcastId, leafIndex: firstLeafIndex, kind: 'utterance', atMs: 0, entryId, values }],
    decisions: [],
  };
};

/** Blocks and pages of a log, by their first leaves. */
const stored = async (name: string) => {
  const of = { broadcastId: asBroadcastId(name) };
  const blocks = await ground.store.blocks.find(of).sort({ firstLeafIndex: 1 }).lean();
  const pages = await ground.store.sealedPages.find(of).sort({ firstLeafIndex: 1 }).lean();
  return [blocks.map((one) => one.firstLeafIndex), pages.map((one) => one.firstLeafIndex)];
};

test('blocks of many logs that come at once are all at rest with their values', async () => {
  const names = Array.from({ length: 150 }, (_, i) => `many-${i}`);
  await Promise.all(names.map((name) => writer.append(holder(), blockOf(name))));
  for (const name of names) expect(await stored(name)).toEqual([[0], [0]]);
});

test('one whose place is taken is told so, leaves nothing behind and spoils no other', async () => {
  await writer.append(holder(), blockOf('taken'));
  const names = ['beside-1', 'beside-2'];
  const [fenced, ...others] = await Promise.allSettled([
    writer.append(holder(), blockOf('taken', 0, '另一句')),
    ...names.map((name) => writer.append(holder(), blockOf(name))),
  ]);
  expect(fenced).toMatchObject({ status: 'rejected', reason: expect.any(BlockFenced) });
  expect(others.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  expect(await stored('taken')).toEqual([[0], [0]]);
  for (const name of names) expect(await stored(name)).toEqual([[0], [0]]);
});

test('who does not hold the partition any more writes nothing, and the others do', async () => {
  const [lost, kept] = await Promise.allSettled([
    writer.append(late(), blockOf('lost')),
    writer.append(holder(), blockOf('kept')),
  ]);
  expect(lost).toMatchObject({ status: 'rejected', reason: expect.any(LeaseLost) });
  expect(kept.status).toBe('fulfilled');
  expect(await stored('lost')).toEqual([[], []]);
  expect(await stored('kept')).toEqual([[0], [0]]);
});

test('sessions that the next owner ended are used again by those who stayed', async () => {
  await writer.append(holder(), blockOf('before'));
  await endWriteSessions(ground.store, [...(await writer.ids())]);
  const names = ['after-1', 'after-2', 'after-3'];
  await Promise.all(names.map((name) => writer.append(holder(), blockOf(name))));
  for (const name of names) expect(await stored(name)).toEqual([[0], [0]]);
});

test('a block that meets another write to its broadcast is written as soon as that is through, and its owner hears nothing of it', async () => {
  const { store } = ground;
  const block = { ...blockOf('met'), broadcast: { products: {} } };
  const { broadcastId: _id } = block.block;
  await store.broadcasts.collection.insertOne({ _id, revision: 1 } as never);
  const other = await store.connection.startSession();
  other.startTransaction();
  await store.broadcasts.collection.updateOne(
    { _id } as never,
    { $inc: { revision: 1 } },
    { session: other },
  );
  let asked = 0;
  let over: Promise<unknown> = Promise.resolve();
  const owner: Writer = {
    sessions,
    assertHeld() {
      asked += 1;
      // Once when it is put into a group, and once for each try: by now the first has met the other write.
      if (asked === 3) over = other.abortTransaction();
    },
  };
  await writer.append(owner, block);
  await over;
  await other.endSession();
  expect(asked).toBeGreaterThanOrEqual(3);
  expect(await stored('met')).toEqual([[0], [0]]);
});
