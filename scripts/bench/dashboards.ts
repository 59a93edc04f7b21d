import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AlertView } from '../../models/contract/alert.ts';
import { asAlertId, asPublicId, asRoomId } from '../../models/contract/ids.ts';
import { publishChanges } from '../../models/stream/alerts-feed.ts';
import type { BareQuestion } from './spine/bare-emit.ts';
import type { CrowdCount, CrowdQuestion } from './spine/crowd.ts';
import { seatHosts } from './spine/hosts.ts';
import { type Child, cpuSeconds, loadOfMinute, round, startChild } from './spine/processes.ts';
import { openSpine, type Spine } from './spine/spine.ts';

export interface DashboardsOptions {
  readonly root: string;
  /** For how long changes are told, about. */
  readonly seconds?: number;
}

const SECONDS = 10;
const ROOMS = 10;
/** One person may have 50 connections: two people in each room. */
const PEOPLE_PER_ROOM = 2;
const CONNECTIONS_PER_PERSON = 50;
const CLIENTS = ROOMS * PEOPLE_PER_ROOM * CONNECTIONS_PER_PERSON;
/** Changes in one go, as a busy evening tells them: ten of each room. */
const CHANGES_PER_BATCH = 100;
const BATCHES_PER_S = 10;
const QUIET_MS = 1_500;
const SETTLE_MS = 1_000;
const KIB = 1024;
const GOALS = { timesBare: 0.9, kibPerClient: 40 };

const rooms = Array.from({ length: ROOMS }, (_, n) => `room-${n}`);

/** An alert as a worker tells it. */
const alertOf = (n: number): AlertView => ({
  id: asAlertId(`alert-${n % 1000}`),
  revision: n + 1,
  status: 'open',
  verdict: 'flag',
  severity: 'high',
  basis: 'law',
  confidence: 0.9,
  subject: { type: 'claim', kind: 'absolute-superlative', group: 'absolute' },
  quote: '我们家是全国销量第一',
  article: '《广告法》第九条第（三）项',
  reason: { zh: '使用了绝对化用语', en: 'uses an absolute term' },
  suggestion: { zh: '删去这个词', en: 'leave the word out' },
  broadcast: {
    publicId: asPublicId(`broadcast-${n % ROOMS}`),
    title: 'An evening of lamps',
    language: 'zh-Hans',
    startedAt: '2026-11-23T12:00:00.000Z',
    roomId: asRoomId(rooms[n % ROOMS] ?? ''),
    roomName: rooms[n % ROOMS] ?? '',
  },
  cardKey: `card-${n % 1000}`,
  count: 3,
  firstAtMs: 60_000,
  lastAtMs: 60_000 + n,
  raisedAt: '2026-11-23T12:01:00.000Z',
  updatedAt: '2026-11-23T12:01:00.000Z',
});

const startCrowd = ({ root }: Spine): Child =>
  startChild({
    script: join(root, '.local/build/scripts/bench/spine/crowd.js'),
    cwd: root,
    log: join(root, '.local/bench/crowd.log'),
    env: {},
  });

const counted = (crowd: Child): Promise<CrowdCount> =>
  crowd.ask<CrowdCount>({ ask: 'count' } satisfies CrowdQuestion);

/** Waits until nothing comes any more. */
const settled = async (crowd: Child): Promise<CrowdCount> => {
  for (let last = await counted(crowd); ; await sleep(QUIET_MS)) {
    const now = await counted(crowd);
    if (now.messages === last.messages && Date.now() - now.lastAt > QUIET_MS) return now;
    last = now;
  }
};

const weight = async (server: Child): Promise<number> => {
  const { heapUsed, external } = await server.weigh();
  return heapUsed + external;
};

interface Told {
  readonly deliveries: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

const toldBy = async (
  server: Child,
  crowd: Child,
  tell: () => Promise<number>,
  deliveries: number,
): Promise<Told> => {
  const before = cpuSeconds(server.pid);
  const startedAt = await tell();
  const { lastAt } = await settled(crowd);
  return {
    deliveries,
    seconds: (lastAt - startedAt) / 1000,
    cpuSeconds: cpuSeconds(server.pid) - before,
  };
};

const figures = ({ deliveries, seconds, cpuSeconds: cpu }: Told) => ({
  deliveriesPerS: round(deliveries / seconds),
  deliveriesPerCoreSecond: round(deliveries / cpu),
  cores: round(cpu / seconds, 2),
});

const measureFeed = async (spine: Spine, batches: number) => {
  const seats = await seatHosts(spine, rooms, PEOPLE_PER_ROOM);
  await sleep(SETTLE_MS);
  const empty = await weight(spine.server);
  const crowd = startCrowd(spine);
  try {
    const open = { url: spine.url, cookies: seats.map(({ cookie }) => cookie), each: CONNECTIONS_PER_PERSON };
    await crowd.ask({ ask: 'open', ...open, resumes: true } satisfies CrowdQuestion);
    await sleep(SETTLE_MS);
    const kibPerClient = ((await weight(spine.server)) - empty) / KIB / CLIENTS;
    const before = await counted(crowd);
    let n = 0;
    const tell = async (): Promise<number> => {
      const startedAt = Date.now();
      for (let batch = 0; batch < batches; batch += 1) {
        const changes = Array.from({ length: CHANGES_PER_BATCH }, () => {
          n += 1;
          return { type: 'alert' as const, alert: alertOf(n) };
        });
        await publishChanges(spine.redis, changes);
      }
      return startedAt;
    };
    const deliveries = batches * CHANGES_PER_BATCH * (CLIENTS / ROOMS);
    const told = await toldBy(spine.server, crowd, tell, deliveries);
    const after = await counted(crowd);
    return {
      ...figures(told),
      kibPerClient: round(kibPerClient, 1),
      messages: after.messages - before.messages,
      changesPerMessage: round(deliveries / (after.messages - before.messages), 1),
    };
  } finally {
    await crowd.stop();
  }
};

const measureBare = async (spine: Spine, batches: number) => {
  const crowd = startCrowd(spine);
  const bare = startChild({
    script: join(spine.root, '.local/build/scripts/bench/spine/bare-emit.js'),
    cwd: spine.root,
    log: join(spine.root, '.local/bench/bare.log'),
    weighed: join(spine.root, '.local/build/scripts/bench/spine/weighed.js'),
    env: {},
  });
  try {
    const port = await bare.ask<number>({ ask: 'listen', rooms } satisfies BareQuestion);
    const empty = await weight(bare);
    const open = { url: `http://127.0.0.1:${port}`, cookies: [''], each: CLIENTS };
    await crowd.ask({ ask: 'open', ...open, resumes: false } satisfies CrowdQuestion);
    await sleep(SETTLE_MS);
    const kibPerClient = ((await weight(bare)) - empty) / KIB / CLIENTS;
    const messages = rooms.map((room, n) => ({
      room,
      payload: { cursor: '1763800000000-0', alerts: [alertOf(n)] },
    }));
    const times = (batches * CHANGES_PER_BATCH) / ROOMS;
    const tell = (): Promise<number> => bare.ask({ ask: 'emit', messages, times } satisfies BareQuestion);
    const told = await toldBy(bare, crowd, tell, times * CLIENTS);
    return { ...figures(told), kibPerClient: round(kibPerClient, 1) };
  } finally {
    await Promise.all([crowd.stop(), bare.stop()]);
  }
};

/**
 * 1,000 dashboards in 10 rooms: changes told through the feed as fast as the server takes them, beside a Socket.IO server that does
 * nothing but emit each change to its room. A delivery is one change that one dashboard hears.
 */
export const dashboardsBench = async ({ root, seconds = SECONDS }: DashboardsOptions) => {
  const spine = await openSpine(root);
  try {
    const loadBefore = loadOfMinute();
    const batches = seconds * BATCHES_PER_S;
    const feed = await measureFeed(spine, batches);
    const bare = await measureBare(spine, batches);
    const timesBare = round(feed.deliveriesPerS / bare.deliveriesPerS, 2);
    return {
      clients: CLIENTS,
      rooms: ROOMS,
      feed,
      bare,
      timesBare,
      timesBarePerCore: round(feed.deliveriesPerCoreSecond / bare.deliveriesPerCoreSecond, 2),
      goals: GOALS,
      reached: timesBare >= GOALS.timesBare && feed.kibPerClient <= GOALS.kibPerClient,
      load: { before: loadBefore, after: loadOfMinute() },
    };
  } finally {
    await spine.close();
  }
};
