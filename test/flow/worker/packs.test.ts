import { afterAll, beforeAll, expect, test } from 'vitest';
import { asBroadcastId } from '../../../models/contract/ids.ts';
import { connectRedis } from '../../../models/stream/client.ts';
import { createTextJudge, loadPacks } from '../../../models/text/judge.ts';
import type { LivePacks } from '../../../models/text/live-packs.ts';
import { createMetrics } from '../../../worker/observe/metrics.ts';
import { followPacks } from '../../../worker/packs/follow.ts';
import type { Worker } from '../../../worker/worker.ts';
import { allow, pack, rule } from '../../models/text/lexicon/sample-pack.ts';
import {
  addPerson,
  type Client,
  type Ground,
  logIn,
  openGround,
  openServer,
  type TestServer,
} from '../harness.ts';
import { sealedOf } from '../sealed.ts';
import {
  append,
  drained,
  registerBroadcast,
  silentLog,
  speech,
  startWorker,
  until,
  workerDeps,
} from './harness.ts';

const BROADCASTS = 8;
const shipped = loadPacks('models/text/packs');

let ground: Ground;
let server: TestServer;
let moderator: Client;
const workers: { readonly worker: Worker; readonly live: LivePacks }[] = [];

const startOne = async (): Promise<LivePacks> => {
  const live = await followPacks({
    store: ground.store,
    newsRedis: await connectRedis(ground.redisUrl, () => {}),
    packs: shipped,
    makeJudge: (packs) => createTextJudge({ packs }),
    now: Date.now,
    log: silentLog,
    metrics: createMetrics(),
  });
  const { detectors } = workerDeps(ground);
  workers.push({ live, worker: startWorker(ground, { detectors: { ...detectors, text: live.judge } }) });
  return live;
};

beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground);
  await addPerson(ground.store, 'moderator');
  moderator = await logIn(server.url, 'moderator');
  await startOne();
  await startOne();
});
afterAll(async () => {
  for (const { worker, live } of workers) {
    await worker.stop();
    await live.stop();
  }
  await server?.close();
  await ground?.close();
});

const change = async (method: string, path: string, body: unknown): Promise<string> => {
  const response = await moderator.send(method, path, body);
  const reply = (await response.json()) as { hash: string };
  if (!response.ok) throw new Error(JSON.stringify(reply));
  return reply.hash;
};
const everyoneJudgesBy = (hash: string): Promise<true> =>
  until('every worker judges by it', async () =>
    workers.every(({ live }) => live.judge.versions.packs === hash),
  ) as Promise<true>;

const claimsOf = async (id: string) =>
  (await sealedOf(ground.store, asBroadcastId(id), 'claim')).map(({ claim }) => ({
    said: claim?.utteranceId,
    rule: claim?.source.ruleId,
    verdict: claim?.verdict,
    packs: claim?.source.versions.packs,
  }));

test('a rule that was accepted judges in every worker, an allow-entry excuses, and each verdict names its packs', async () => {
  const ids = Array.from({ length: BROADCASTS }, (_, i) => `packs-${i}`);
  for (const id of ids) {
    await registerBroadcast(ground, id, { platform: 'lantern' });
    await append(ground, id, [speech('before', 1_000, '这串是月尘开光的')]);
  }
  for (const id of ids) await drained(ground, id);

  const withRule = await change('POST', '/api/packs', { ...pack([rule()]), reason: 'a new rule' });
  await everyoneJudgesBy(withRule);
  for (const id of ids) await append(ground, id, [speech('after', 2_000, '这串是月尘开光的')]);
  for (const id of ids) await drained(ground, id);

  const allowed = allow({ terms: ['月尘开光'], match: ['月尘开光'], noMatch: [] });
  const withAllow = await change('PUT', '/api/packs/lantern-rules', {
    ...pack([rule(), allowed]),
    version: 1,
    reason: 'excused for now',
  });
  await everyoneJudgesBy(withAllow);
  for (const id of ids) await append(ground, id, [speech('excused', 3_000, '这串是月尘开光的')]);
  for (const id of ids) {
    await drained(ground, id);
    expect(await claimsOf(id)).toEqual([
      { said: 'after', rule: 'moon-dust', verdict: 'flag', packs: withRule },
      { said: 'excused', rule: 'moon-dust', verdict: 'exempt', packs: withAllow },
    ]);
  }
});

test('workers whose connection for news was cut catch up; one that starts later knows all from the start', async () => {
  await ground.redis.sendCommand(['CLIENT', 'KILL', 'TYPE', 'pubsub']);
  const star = rule({ id: 'star', terms: ['星尘开光'], match: ['星尘开光'] });
  const hash = await change('POST', '/api/packs', { ...pack([star]), pack: 'stars', reason: 'while away' });
  await everyoneJudgesBy(hash);
  const late = await startOne();
  expect(late.judge.versions.packs).toBe(hash);
});
