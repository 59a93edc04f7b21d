import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { freePort, portInUse } from '../../scripts/setup/services.mjs';
import { lookAtGivenRedis, lookAtMongo, withoutPassword } from '../../scripts/supervise/given-stores.ts';
import { until } from './harness.ts';

const named = (name: string): string => process.env[name] ?? '';

test('stores that do are taken without a word', async () => {
  expect(await lookAtMongo(named('TEST_MONGODB_URI'))).toEqual({ warnings: [] });
  expect(await lookAtGivenRedis(named('TEST_REDIS_URL'))).toEqual({ warnings: [] });
});

test('one that does not answer is named with the way out, and no password is shown', async () => {
  const port = await freePort();
  const uris = [
    `mongodb://lin:hush@127.0.0.1:${port}/x?directConnection=true`,
    `redis://:hush@127.0.0.1:${port}`,
  ] as const;
  const [mongo, redis] = await Promise.all([lookAtMongo(uris[0]), lookAtGivenRedis(uris[1])]);
  expect(mongo.problem).toMatch(/^MONGODB_URI \(mongodb:\/\/…@127[\s\S]*ECONNREFUSED[\s\S]*Way out/);
  expect(redis.problem).toMatch(/^REDIS_URL \(redis:\/\/…@127[\s\S]*ECONNREFUSED[\s\S]*Way out/);
  expect(`${mongo.problem}${redis.problem}`).not.toContain('hush');
  expect(withoutPassword('redis://127.0.0.1:1')).toBe('redis://127.0.0.1:1');
});

test('a MongoDB without transactions, and a Redis that forgets, are found out', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'livewitness-given-'));
  const [mongoPort, redisPort] = [await freePort(), await freePort()];
  const local = ['--bind_ip', '127.0.0.1', '--nounixsocket'];
  const children = [
    spawn(named('TEST_MONGOD_BIN'), ['--dbpath', dir, '--port', String(mongoPort), ...local], {
      stdio: 'ignore',
    }),
    spawn(
      named('TEST_REDIS_BIN'),
      ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', 'allkeys-lru'],
      { stdio: 'ignore', cwd: dir },
    ),
  ];
  const reap = () => {
    for (const child of children) child.kill('SIGKILL');
  };
  process.once('exit', reap);
  try {
    await until('both listen', async () => (await portInUse(mongoPort)) && portInUse(redisPort), 30_000);
    expect((await lookAtMongo(`mongodb://127.0.0.1:${mongoPort}/x`)).problem).toContain('no replica set');
    const { warnings, problem } = await lookAtGivenRedis(`redis://127.0.0.1:${redisPort}`);
    expect(problem).toBeUndefined();
    expect(warnings).toEqual([
      expect.stringContaining('appendonly yes'),
      expect.stringContaining('allkeys-lru'),
    ]);
  } finally {
    const gone = children.map((child) => new Promise((done) => child.once('exit', done)));
    reap();
    process.removeListener('exit', reap);
    await Promise.all(gone);
    rmSync(dir, { recursive: true, force: true });
  }
});
