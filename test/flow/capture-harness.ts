import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll } from 'vitest';
import {
  asBroadcastId,
  asPublicId,
  asRoomId,
  asTokenId,
  type BroadcastId,
} from '../../models/contract/ids.ts';
import { broadcastSchema, type UtteranceEvent } from '../../models/contract/ingest.ts';
import { connectMongo } from '../../models/store/connect.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { createStore, prepareStore, type Store } from '../../models/store/store.ts';
import { connectRedis, type RedisClient } from '../../models/stream/client.ts';
import { keys, partitionOf } from '../../models/stream/keys.ts';
import { decodeMessage, type StreamMessage } from '../../models/stream/wire.ts';
import { type CaptureKeeper, createCaptureKeeper } from '../../worker/capture/keeper.ts';
import { CaptionOrigin } from './capture-origin.ts';

export let redis: RedisClient;
let store: Store;
/** Undone in reverse order after each test. */
export const releases: (() => Promise<unknown>)[] = [];
/** Fields of every log line of the captures. */
export const logged: Record<string, unknown>[] = [];
export const ownRedis = () => connectRedis(process.env.TEST_REDIS_URL ?? '', () => undefined);

beforeAll(async () => {
  redis = await ownRedis();
  store = createStore(await connectMongo(process.env.TEST_MONGODB_URI ?? ''));
  await prepareStore(store);
});

afterEach(async () => {
  for (const release of releases.splice(0).reverse()) await release();
});

afterAll(async () => {
  await store.connection.close();
  await redis.close();
});

export const keeperOn = async (
  own: RedisClient,
  workerName: string,
  allowOrigins: string[],
): Promise<CaptureKeeper> => {
  const note = (fields: Record<string, unknown>): void => {
    logged.push(fields);
  };
  const log = { info: note, warn: note };
  const keeper = createCaptureKeeper({ redis: own, store, clock: Date.now, log, allowOrigins, workerName });
  await keeper.start();
  releases.push(() => keeper.stop());
  return keeper;
};

export const originOf = async (options: {
  startedAtMs: number;
  segmentMs: number;
}): Promise<CaptionOrigin> => {
  const origin = new CaptionOrigin(options);
  await origin.listen();
  releases.push(() => origin.close());
  return origin;
};

export const register = async (
  startedAtMs: number,
  playbackUrl: string,
  presenters = ['小满'],
  more: { form?: 'live' | 'replay' | 'recorded' } = {},
): Promise<BroadcastId> => {
  const id = asBroadcastId(`capture-${randomUUID()}`);
  const input = broadcastSchema.parse({
    id,
    title: '字幕采集',
    language: 'zh-Hans',
    platform: 'test',
    room: { id: 'r1', name: '云朵小铺', operator: '云朵小铺' },
    presenters: presenters.map((name, i) => ({ id: `p${i + 1}`, name })),
    playbackUrl,
    startedAt: new Date(startedAtMs).toISOString(),
    ...more,
  });
  await store.broadcasts.create({
    _id: id,
    publicId: asPublicId(randomUUID().slice(0, 22)),
    partition: partitionOf(id),
    input,
    digest: '-',
    roomId: asRoomId('r1'),
    tokenId: asTokenId('t'),
    startedAt: new Date(startedAtMs),
    registeredAt: new Date(),
    public: false,
    demo: false,
    revision: 1,
    atMs: 0,
    products: {},
    silent: false,
    logSize: 0,
    unsent: false,
    updatedAt: new Date(),
  });
  releases.push(() => store.broadcasts.deleteOne({ _id: id }));
  return id;
};

const eventsOf = async (id: BroadcastId): Promise<StreamMessage['event'][]> => {
  const entries = (await redis.xRange(keys.utterances(partitionOf(id)), '-', '+')) ?? [];
  return entries
    .map(({ message }) => decodeMessage(message))
    .filter(({ broadcastId }) => broadcastId === id)
    .map(({ event }) => event);
};
export const linesOf = async (id: BroadcastId): Promise<UtteranceEvent[]> =>
  (await eventsOf(id)).filter((event) => event.type === 'utterance');
export const gapsOf = async (id: BroadcastId) => (await eventsOf(id)).filter((event) => event.type === 'gap');
export const captureOf = async (id: BroadcastId): Promise<BroadcastDoc['capture']> =>
  (await store.broadcasts.findById(id).lean<BroadcastDoc>())?.capture;

/** Looks until `probe` answers something, at most `limitMs`. */
export const until = async <T>(
  limitMs: number,
  what: string,
  probe: () => Promise<T | undefined | false>,
): Promise<T> => {
  const endMs = Date.now() + limitMs;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > endMs) throw new Error(`not within ${limitMs} ms: ${what}`);
    await sleep(100);
  }
};
