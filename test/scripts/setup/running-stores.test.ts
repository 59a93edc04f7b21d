import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { storesFor } from '../../../scripts/setup/running-stores.mjs';
import { writePidFile } from '../../../scripts/supervise/pid-file.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'livewitness-stores-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const mongo = (env: NodeJS.ProcessEnv = {}): string => storesFor(root, env).MONGODB_URI;
const runs = (pid = process.pid): void =>
  writePidFile(join(root, '.local/run'), 'supervisor', pid, { mongo: 7317, redis: 7379 });

it('are the default ones where nothing runs', () => {
  expect(storesFor(root, {})).toEqual({
    MONGODB_URI: 'mongodb://127.0.0.1:7417/livewitness?replicaSet=rs0',
    REDIS_URL: 'redis://127.0.0.1:7479',
  });
});

it('are those of the start that runs in the folder', () => {
  runs();
  expect(storesFor(root, {})).toEqual({
    MONGODB_URI: 'mongodb://127.0.0.1:7317/livewitness?replicaSet=rs0',
    REDIS_URL: 'redis://127.0.0.1:7379',
  });
});

it('are those that the environment names, before all others', () => {
  runs();
  expect(mongo({ MONGODB_URI: 'mongodb://elsewhere/x' })).toBe('mongodb://elsewhere/x');
  expect(mongo({ LIVEWITNESS_MONGO_PORT: '7517' })).toContain(':7517/');
  expect(storesFor(root, { LIVEWITNESS_MONGO_PORT: '7517' }).REDIS_URL).toBe('redis://127.0.0.1:7379');
});

it('are not those of a start that stores of its own served, nor of one that is over', () => {
  writePidFile(join(root, '.local/run'), 'supervisor', process.pid, {});
  expect(mongo()).toContain(':7417/');
  runs(2 ** 22 + 1);
  expect(mongo()).toContain(':7417/');
});
