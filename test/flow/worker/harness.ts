import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BroadcastId } from '../../../models/contract/ids.ts';
import { asAlertId, asBroadcastId, asPublicId, asRoomId, asTokenId } from '../../../models/contract/ids.ts';
import { type BroadcastInput, broadcastSchema, eventSchema } from '../../../models/contract/ingest.ts';
import { decodeLeaf, type Leaf } from '../../../models/contract/log/leaf.ts';
import { verifyLog } from '../../../models/contract/log/verify.ts';
import { connectMongo } from '../../../models/store/connect.ts';
import type { BroadcastDoc } from '../../../models/store/documents.ts';
import { createStore, prepareStore, type Store } from '../../../models/store/store.ts';
import {
  type Appendable,
  type AppendOutcome,
  appendEvents,
  CHUNK_MAX,
} from '../../../models/stream/append-events.ts';
import { connectRedis, type RedisClient } from '../../../models/stream/client.ts';
import { partitionOf } from '../../../models/stream/keys.ts';
import { createTextJudge, loadPacks } from '../../../models/text/judge.ts';
import { foldedText } from '../../../models/text/normalise/normalise.ts';

import { findPersonalData, maskPersonalData } from '../../../models/text/personal-data/index.ts';

import { openSigningKey } from '../../../worker/evidence/signing-key.ts';
import type { Log } from '../../../worker/observe/log.ts';
import { createMetrics } from '../../../worker/observe/metrics.ts';
import { createTrial } from '../../../worker/pipeline/away.ts';
import { createBlockWriter } from '../../../worker/pipeline/block-writer.ts';
import type { Detectors } from '../../../worker/pipeline/judge.ts';
import type { KeeperDeps } from '../../../worker/pipeline/partitions.ts';
import { createTogether } from '../../../worker/pipeline/together.ts';
import { createTurns } from '../../../worker/pipeline/turns.ts';
import { createWorker, type Worker } from '../../../worker/worker.ts';

const packs = loadPacks('models/text/packs');
export const signingPem = generateKeyPairSync('ed25519')
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();
export const signer = openSigningKey(signingPem, 'test.example/log');

export const silentLog: Log = { info() {}, warn() {}, error() {} };

export interface Ground {
  readonly mongoUri: string;
  readonly redisUrl: string;
  readonly store: Store;
  readonly redis: RedisClient;
  close(): Promise<void>;
}

/** A database of its own and an empty Redis database. */
export const openGround = async (redisDb: number): Promise<Ground> => {
  const uri = new URL(process.env.TEST_MONGODB_URI ?? '');
  uri.pathname = `/worker-${randomBytes(4).toString('hex')}`;
  const mongoUri = uri.toString();
  const redisUrl = `${process.env.TEST_REDIS_URL}/${redisDb}`;
  const connection = await connectMongo(mongoUri);
  const store = createStore(connection);
  await prepareStore(store);
  const redis = await connectRedis(redisUrl, () => {});
  await redis.flushDb();
  return {
    mongoUri,
    redisUrl,
    store,
    redis,
    async close() {
      await connection.dropDatabase();
      await connection.close();
      redis.destroy();
    },
  };
};

const judging: Detectors = {
  text: createTextJudge({ packs }),
  findPersonalData,
  maskPersonalData,
  foldQuote: (quote) => foldedText(packs.normaliser.fold(quote)),
};

/** What a worker in this process is made of; parts can be replaced. */
export const workerDeps = (
  ground: Ground,
  { correctionWaitMs = 0, ...over }: Partial<KeeperDeps> & { correctionWaitMs?: number } = {},
): KeeperDeps => {
  const detectors = over.detectors ?? judging;
  return {
    owner: `test-${randomBytes(4).toString('hex')}`,
    store: ground.store,
    writer: createBlockWriter(ground.store),
    turn: createTurns(),
    redis: ground.redis,
    connectReader: () => connectRedis(ground.redisUrl, () => {}),
    signer: () => signer,
    detectors,
    working: createTrial({ detectors, monotonicMs: () => performance.now(), onError() {} }),
    now: Date.now,
    monotonicMs: () => performance.now(),
    ...createTogether({
      ...{ store: ground.store, redis: ground.redis, now: Date.now, correctionWaitMs, onError() {} },
      newAlertId: () => asAlertId(randomBytes(16).toString('base64url')),
    }),
    log: silentLog,
    metrics: createMetrics(),
    ...over,
  };
};

export const startWorker = (ground: Ground, over: Parameters<typeof workerDeps>[1] = {}): Worker => {
  const worker = createWorker(workerDeps(ground, over));
  worker.start();
  return worker;
};

/** Registers a broadcast as the server does: stored, then its first event. */
export const registerBroadcast = async (
  { store, redis }: Ground,
  id: string,
  over: Partial<BroadcastInput> = {},
): Promise<BroadcastDoc> => {
  const input = broadcastSchema.parse({
    id,
    title: '晚间护肤专场',
    language: 'zh-Hans',
    platform: 'example',
    room: { id: 'room-1', name: '清晨小铺', operator: '清晨小铺' },
    presenters: [{ id: 'host', name: '小林', persona: 'human' }],
    startedAt: new Date().toISOString(),
    ...over,
  });
  const broadcastId = asBroadcastId(id);
  const partition = partitionOf(broadcastId);
  const doc: BroadcastDoc = {
    _id: broadcastId,
    publicId: asPublicId(randomBytes(16).toString('base64url')),
    partition,
    input,
    digest: 'x',
    roomId: asRoomId(input.room.id),
    tokenId: asTokenId('t'),
    startedAt: new Date(input.startedAt),
    public: false,
    demo: false,
    revision: 1,
    atMs: 0,
    products: {},
    silent: false,
    logSize: 0,
    unsent: false,
    updatedAt: new Date(),
  };
  await store.broadcasts.insertMany([doc], { lean: true });
  await append({ redis }, id, [{ event: { type: 'registered', atMs: 0 }, dedupeId: `registered:${id}` }]);
  return doc;
};

/** Appends through the door's own script, in chunks. */
export const append = async (
  { redis }: Pick<Ground, 'redis'>,
  id: string,
  items: readonly Appendable[],
): Promise<AppendOutcome[]> => {
  const broadcastId = asBroadcastId(id);
  const where = { partition: partitionOf(broadcastId), broadcastId };
  const outcomes: AppendOutcome[] = [];
  for (let i = 0; i < items.length; i += CHUNK_MAX)
    outcomes.push(
      ...(await appendEvents(redis, { ...where, acceptedAtMs: Date.now() }, items.slice(i, i + CHUNK_MAX))),
    );
  return outcomes;
};

/** Lines of NDJSON as events. */
export const events = (ndjson: string): Appendable[] =>
  ndjson
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => ({ event: eventSchema.parse(JSON.parse(line)) }));

export const speech = (id: string, atMs: number, text: string): Appendable => ({
  event: eventSchema.parse({ type: 'utterance', id, source: 'speech', speaker: 'host', atMs, text }),
});

/** All leaves of a log in order; fails on a hole or an overlap. */
export const leavesOf = async (store: Store, broadcastId: BroadcastId): Promise<string[]> => {
  const blocks = await store.blocks.find({ broadcastId }).sort({ firstLeafIndex: 1 }).lean();
  const leaves: string[] = [];
  for (const block of blocks) {
    if (block.firstLeafIndex !== leaves.length)
      throw new Error(`a block begins at ${block.firstLeafIndex}, not at ${leaves.length}`);
    leaves.push(...block.leaves);
  }
  return leaves;
};

export const readLeaves = async (store: Store, broadcastId: BroadcastId): Promise<Leaf[]> =>
  (await leavesOf(store, broadcastId)).map((text) => {
    const decoded = decodeLeaf(text);
    if (!decoded.ok) throw new Error(decoded.reason);
    return decoded.leaf;
  });

/** The log up to its newest checkpoint, checked from the first leaf to the signature. */
export const verifyWhole = async (store: Store, doc: BroadcastDoc, keys = [signer]) => {
  const newest = await store.checkpoints.findOne({ broadcastId: doc._id }).sort({ size: -1 }).lean();
  if (!newest) throw new Error('there is no checkpoint');
  const leaves = (await leavesOf(store, doc._id)).slice(0, newest.size);
  return verifyLog({ checkpointNote: newest.note, keys, publicId: doc.publicId, leaves });
};

/** Waits until `ready` gives something, looking every 50 ms. */
export const until = async <T>(
  what: string,
  ready: () => Promise<T | null | undefined | false>,
  limitMs = 30_000,
): Promise<T> => {
  const end = Date.now() + limitMs;
  for (;;) {
    const found = await ready();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms in vain: ${what}`);
    await sleep(50);
  }
};

/** Waits until every entry of the broadcast's partition is acknowledged. */
export const drained = (ground: Ground, id: string, limitMs?: number): Promise<true> =>
  until(
    `${id} drained`,
    async () =>
      (await ground.redis.xLen(
        `utterances:{p${String(partitionOf(asBroadcastId(id))).padStart(2, '0')}}`,
      )) === 0,
    limitMs,
  ) as Promise<true>;
