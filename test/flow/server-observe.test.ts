import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Counter, Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectRedis } from '../../models/stream/client.ts';
import { GROUP, keys, type Partition } from '../../models/stream/keys.ts';
import { startRedis } from '../../scripts/setup/services.mjs';
import {
  addBroadcast,
  addPerson,
  addToken,
  alertOf,
  connected,
  feedClient,
  type Ground,
  lines,
  logIn,
  openGround,
  openServer,
  post,
  say,
  type TestServer,
  tellAlert,
  until,
} from './harness.ts';

let ground: Ground;
let server: TestServer;
let token: string;
let dir: string;

beforeAll(async () => {
  ground = await openGround();
  const under = join(process.cwd(), '.local/test');
  mkdirSync(under, { recursive: true });
  dir = mkdtempSync(join(under, 'observe-'));
  mkdirSync(join(dir, 'dashboard/assets'), { recursive: true });
  writeFileSync(join(dir, 'dashboard/index.html'), '<!doctype html><title>the page</title>');
  writeFileSync(join(dir, 'dashboard/assets/app-3f2a.js'), 'export {};');
  server = await openServer(ground, { env: { DASHBOARD_DIR: join(dir, 'dashboard') } });
  token = (await addToken(ground.store)).token;
});
afterAll(async () => {
  await server?.close();
  await ground?.close();
  rmSync(dir, { recursive: true, force: true });
});

const metrics = async (url = server.url): Promise<string> => (await fetch(`${url}/metrics`)).text();

describe('metrics', () => {
  test('those of the workers are summed, and every name is ours', async () => {
    for (const [name, count] of [
      ['worker-1', 3],
      ['worker-2', 4],
    ] as const) {
      const registry = new Registry();
      const registers = [registry];
      const claims = new Counter({
        name: 'livewitness_claims_total',
        help: 'claims',
        labelNames: ['kind'],
        registers,
      });
      claims.inc({ kind: 'absolute-superlative' }, count);
      await ground.redis.set(keys.metrics(name), JSON.stringify(await registry.getMetricsAsJSON()));
    }
    await ground.redis.set(keys.metrics('broken'), 'not json');
    const text = await metrics();
    expect(text).toContain('livewitness_claims_total{kind="absolute-superlative"} 7');
    const names = text.split('\n').filter((line) => line && !line.startsWith('#'));
    expect(names.length).toBeGreaterThan(16);
    for (const line of names) expect(line).toMatch(/^livewitness_/);
  });

  test('the lag of each partition is known although no worker runs', async () => {
    const broadcast = await addBroadcast(ground, server.url, token, 'lagging');
    await post(server.url, token, 'lagging', lines(say('u1', 'a'), say('u2', 'b')));
    const lag = async (): Promise<number> =>
      Number(
        new RegExp(`livewitness_partition_lag\\{partition="${broadcast.partition}"\\} (\\d+)`).exec(
          await metrics(),
        )?.[1],
      );
    expect(await lag()).toBe(3);
    const stream = keys.utterances(broadcast.partition as Partition);
    await ground.redis.xGroupCreate(stream, GROUP, '0');
    expect(await lag()).toBe(3);
    const read = await ground.redis.xReadGroup(GROUP, 'owner', { key: stream, id: '>' }, { COUNT: 2 });
    expect(await lag()).toBe(3);
    const [first] = (read as { messages: { id: string }[] }[])[0]?.messages ?? [];
    await ground.redis.xAck(stream, GROUP, first?.id ?? '');
    expect(await lag()).toBe(2);
    expect((await metrics()).match(/livewitness_partition_lag\{/g)).toHaveLength(16);
  });

  test.each([
    [
      'from another machine, through a proxy',
      { env: { TRUST_PROXY: '1' } },
      { 'X-Forwarded-For': '203.0.113.9' },
      403,
    ],
    [
      'through a proxy on this machine that the server was not told of',
      {},
      { 'X-Forwarded-For': '203.0.113.9' },
      403,
    ],
    ['with a token that is set and not sent', { env: { METRICS_TOKEN: 'a-long-token' } }, {}, 403],
    [
      'with another token',
      { env: { METRICS_TOKEN: 'a-long-token' } },
      { Authorization: 'Bearer a-long-tokem' },
      403,
    ],
    [
      'with the token',
      { env: { METRICS_TOKEN: 'a-long-token' } },
      { Authorization: 'Bearer a-long-token' },
      200,
    ],
  ])('%s', async (_name, options, headers, status) => {
    const own = await openServer(ground, options);
    expect((await fetch(`${own.url}/metrics`, { headers: headers as Record<string, string> })).status).toBe(
      status,
    );
    await own.close();
  });
});

describe('the dashboard', () => {
  const asBrowser = { headers: { accept: 'text/html,*/*' } };
  test.each(['/', '/alerts/some-alert', '/a.b/c'])(
    '%s gives the page, asked anew each time',
    async (path) => {
      const response = await fetch(server.url + path, asBrowser);
      expect(await response.text()).toContain('the page');
      expect(response.headers.get('cache-control')).toBe('no-cache');
    },
  );

  test('what carries its hash in its name is kept for good', async () => {
    const response = await fetch(`${server.url}/assets/app-3f2a.js`);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  test.each([
    '/assets/gone.js',
    '/api/nothing',
    '/assets/../../../package.json',
    '/%2e%2e/%2e%2e/package.json',
  ])('%s is not the page', async (path) => {
    const response = await fetch(server.url + path, { headers: { accept: 'application/json' } });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: 'not-found' } });
  });
});

test('Redis goes away and comes back: a clear answer meanwhile, no crash, and nothing is missed after', async () => {
  const port = await startRedis({ dir: join(dir, 'first') }).then(async (probe) => {
    await probe.stop();
    return probe.port;
  });
  const folder = join(dir, 'redis');
  let redis = await startRedis({ dir: folder, port });
  const client = await connectRedis(redis.uri, () => {});
  const own: Ground = { ...ground, redis: client, redisUrl: redis.uri };
  const alone = await openServer(own);
  await addPerson(ground.store, 'moderator');
  const broadcast = await addBroadcast(own, alone.url, token, 'outage');
  const me = await logIn(alone.url, 'moderator');
  const socket = feedClient(alone.url, me);
  const heard: string[] = [];
  socket.on('alerts:changed', ({ alerts }) => heard.push(...alerts.map(({ id }) => id)));
  await connected(socket);
  await socket.emitWithAck('feed:resume', {});

  await redis.stop('SIGKILL');
  await until('it is noticed', async () => (await fetch(`${alone.url}/readyz`)).status === 503);
  expect(await (await fetch(`${alone.url}/readyz`)).text()).toBe('not ready: Redis does not answer\n');
  for (const ask of [
    () => me.get('/api/session'),
    () => post(alone.url, token, 'outage', lines(say('u1', 'a'))),
  ]) {
    const response = await ask();
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await response.json()).toMatchObject({ error: { code: 'not-available' } });
  }
  expect((await fetch(`${alone.url}/healthz`)).status).toBe(200);
  expect(await metrics(alone.url)).toContain('livewitness_');

  redis = await startRedis({ dir: folder, port });
  await until('it is ready again', async () => (await fetch(`${alone.url}/readyz`)).status === 200);
  expect((await me.get('/api/broadcasts')).status).toBe(200);
  expect((await post(alone.url, token, 'outage', lines(say('u1', 'a')))).status).toBe(200);
  await tellAlert(own, alertOf(broadcast, 'after-the-outage'));
  await until('it was heard', () => heard.includes('after-the-outage'));
  socket.disconnect();
  await alone.close();
  client.destroy();
  await redis.stop();
});
