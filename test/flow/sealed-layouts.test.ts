import { afterAll, beforeAll, expect, test } from 'vitest';
import { asBroadcastId, asEntryId, type BroadcastId } from '../../models/contract/ids.ts';
import { EMPTY_FRONTIER, frontierText } from '../../models/contract/log/merkle.ts';
import { appendBlock, withholdValues } from '../../models/store/append-block.ts';
import type { SealedDoc } from '../../models/store/documents.ts';
import { readLines } from '../../models/store/read-lines.ts';
import { sealedAt, sealedBetween, sealedHeard, wasAnySaid } from '../../models/store/read-sealed.ts';
import { recentUtterances } from '../../models/store/recent-utterances.ts';
import { openWriteSessions, type WriteSessions } from '../../models/store/write-sessions.ts';
import { type Ground, openGround } from './worker/harness.ts';

const LEAVES = 40;
const PER_BLOCK = 7;
/** Leaves up to here were written by an earlier version. */
const OLD_LEAVES = 17;

let ground: Ground;
let sessions: WriteSessions;
beforeAll(async () => {
  ground = await openGround(9);
  sessions = await openWriteSessions(ground.store, 1);
  await fill('old', LEAVES);
  await fill('new', 0);
  await fill('both', OLD_LEAVES);
});
afterAll(async () => {
  await sessions?.close();
  await ground?.close();
});

/** Times go back and forth, as those of two sources do. */
const docsOf = (broadcastId: BroadcastId): SealedDoc[] =>
  Array.from({ length: LEAVES }, (_, leafIndex) => {
    const atMs = leafIndex * 1_000 - (leafIndex % 3) * 2_500 + 10_000;
    const base = { broadcastId, leafIndex, atMs, entryId: asEntryId(`${leafIndex + 1}-0`) };
    if (leafIndex % 10 === 9)
      return { ...base, kind: 'gap', values: {}, gap: { reason: 'clock-jump', fromMs: atMs, untilMs: atMs } };
    const isSpeech = leafIndex % 4 === 0;
    return {
      ...base,
      kind: 'utterance',
      values: { text: { value: `第${leafIndex}句`, salt: `${leafIndex}` } },
      utterance: {
        id: `u${leafIndex}`,
        revision: 0,
        source: isSpeech ? 'speech' : 'chat',
        role: isSpeech ? 'presenter' : 'viewer',
        judged: 'full',
        claims: [],
      },
    };
  });

const fill = async (name: string, oldLeaves: number): Promise<void> => {
  const broadcastId = asBroadcastId(name);
  const docs = docsOf(broadcastId);
  if (oldLeaves > 0) await ground.store.sealed.insertMany(docs.slice(0, oldLeaves), { lean: true });
  for (let first = oldLeaves; first < LEAVES; first += PER_BLOCK) {
    const sealed = docs.slice(first, first + PER_BLOCK);
    const block = {
      broadcastId,
      firstLeafIndex: first,
      leafCount: sealed.length,
      leaves: sealed.map(({ leafIndex }) => `${leafIndex}`),
      lastEntryId: sealed.at(-1)?.entryId ?? asEntryId('0-0'),
      frontier: frontierText(EMPTY_FRONTIER),
      epoch: 1,
      writtenAt: new Date(),
    };
    await sessions.use((session) => appendBlock(ground.store, session, { block, sealed, decisions: [] }));
  }
};

/** What is told of a log, without its name. */
const told = async (name: string) => {
  const { store } = ground;
  const broadcastId = asBroadcastId(name);
  const bare = (docs: readonly SealedDoc[]) =>
    docs.map(({ leafIndex, kind, atMs, values }) => [leafIndex, kind, atMs, values.text?.value]);
  const heard = { broadcastId, kind: 'utterance', fromMs: 14_000, untilMs: 33_000 } as const;
  const speech = {
    test: ({ utterance }: SealedDoc) => utterance?.source === 'speech',
    filter: { 'utterance.source': 'speech' },
  };
  return {
    at: bare(await sealedAt(store, broadcastId, [31, 3, 9, 17, 16, 99])),
    between: bare(await sealedBetween(store, broadcastId, { from: 15, until: 26 })),
    kinds: bare(await sealedBetween(store, broadcastId, { from: 0 }, ['gap'])),
    oldest: bare(await sealedHeard(store, { ...heard, keep: 'oldest', limit: 5 })),
    newest: bare(await sealedHeard(store, { ...heard, keep: 'newest', limit: 5 })),
    some: bare(await sealedHeard(store, { ...heard, keep: 'oldest', limit: 3, only: speech })),
    last: bare(await sealedHeard(store, { broadcastId, fromMs: 0, keep: 'newest', limit: 1 })),
    recent: bare(await recentUtterances(store, broadcastId, 140_000)),
    lines: await readLines(store, { broadcastId, fromMs: 12_000, untilMs: 40_000, aroundMs: 30_000 }),
    said: [
      await wasAnySaid(store, broadcastId, ['speech']),
      await wasAnySaid(store, broadcastId, ['screen']),
    ],
  };
};

test('a log of before, one of now and one of both are read alike', async () => {
  const old = await told('old');
  expect(old.at).toHaveLength(5);
  expect(old.oldest).toHaveLength(5);
  expect(old.said).toEqual([true, false]);
  expect(await told('new')).toEqual(old);
  expect(await told('both')).toEqual(old);
});

test('a value is withheld wherever it stands', async () => {
  const { store } = ground;
  const broadcastId = asBroadcastId('both');
  const withheld = [3, 30, 31].map((leafIndex) => ({ leafIndex, fields: ['text'] }));
  await sessions.use((session) =>
    session.withTransaction(() => withholdValues(store, session, broadcastId, withheld)),
  );
  const stored = JSON.stringify([
    await store.sealed.find({ broadcastId }).lean(),
    await store.sealedPages.find({ broadcastId }).lean(),
  ]);
  for (const gone of [3, 30, 31]) expect(stored).not.toContain(`第${gone}句`);
  const docs = await sealedAt(store, broadcastId, [3, 29, 30, 31, 32]);
  expect(docs.map(({ values }) => values.text?.value)).toEqual([null, undefined, null, null, '第32句']);
});
