import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { compareEntryIds, type EntryId } from '../../models/contract/ids.ts';
import { verifierKey } from '../../models/contract/log/note.ts';
import { verifyLog } from '../../models/contract/log/verify.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { rememberLogKey } from '../../models/store/log-keys.ts';
import { createMediaFiles } from '../../models/store/media-files.ts';
import { ALL_PARTITIONS, keys } from '../../models/stream/keys.ts';
import type { KeyFile } from '../../scripts/backup/key-files.ts';
import { noteFile } from '../../scripts/backup/manifest.ts';
import { takeBackup } from '../../scripts/backup/take.ts';
import { useBackup } from '../../scripts/backup/use.ts';
import { expectWholeAccount, sentence } from '../faults/worker/account.ts';
import {
  append,
  drained,
  type Ground,
  leavesOf,
  openGround,
  registerBroadcast,
  signer,
  signingPem,
  startWorker,
  until,
} from './worker/harness.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const grounds: Ground[] = [];
let dir = '';
let keyFiles: KeyFile[] = [];

beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'livewitness-backup-'));
  writeFileSync(path.join(dir, 'signing.pem'), signingPem, { mode: 0o600 });
  writeFileSync(path.join(dir, 'session'), 'a secret of the tests\n', { mode: 0o600 });
  keyFiles = [
    { name: 'log-signing.pem', path: path.join(dir, 'signing.pem'), needed: true },
    { name: 'session.secret', path: path.join(dir, 'session'), needed: false },
  ];
});
afterEach(async () => {
  await Promise.all(grounds.splice(0).map((ground) => ground.close()));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const fresh = async (redisDb: number): Promise<Ground> => {
  const ground = await openGround(redisDb);
  grounds.push(ground);
  return ground;
};

const stores = ({ store, redis }: Ground) => ({ connection: store.connection, redis });
const options = (name: string, more: { force?: boolean; keyFiles?: KeyFile[]; mediaDir?: string } = {}) => ({
  dir: path.join(dir, name),
  force: false,
  keyFiles,
  mediaDir: path.join(dir, 'media-of-none'),
  product: 'livewitness test',
  say: () => {},
  now: () => new Date(),
  ...more,
});

/** Runs a built command as a person does. */
const run = (
  command: 'backup' | 'restore',
  args: readonly string[],
  ground: Ground,
): Promise<{ code: number | null; said: string }> =>
  new Promise((done) => {
    const child = spawn(process.execPath, [`.local/build/scripts/${command}.js`, ...args], {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        MONGODB_URI: ground.mongoUri,
        REDIS_URL: ground.redisUrl,
        LOG_SIGNING_KEY_FILE: path.join(dir, 'signing.pem'),
        SESSION_SECRET_FILE: path.join(dir, 'session'),
        SEAL_KEY_FILE: path.join(dir, 'no-seal'),
      },
    });
    let said = '';
    for (const output of [child.stdout, child.stderr]) output.on('data', (piece) => (said += piece));
    child.once('close', (code) => done({ code, said }));
  });

const sentences = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => sentence(from + i));

const newestNote = (
  ground: Ground,
  doc: BroadcastDoc,
  atLeast: number,
): Promise<{ note: string; size: number }> =>
  until('a checkpoint of all so far', async () => {
    const newest = await ground.store.checkpoints.findOne({ broadcastId: doc._id }).sort({ size: -1 }).lean();
    return newest && newest.size > atLeast ? newest : null;
  });

/** What somebody who kept a checkpoint from before finds: the log of now begins with the log of then. */
const expectNoFork = async (ground: Ground, doc: BroadcastDoc, then: { note: string; size: number }) => {
  const leaves = (await leavesOf(ground.store, doc._id)).slice(0, then.size);
  const found = verifyLog({ checkpointNote: then.note, keys: [signer], publicId: doc.publicId, leaves });
  expect(found).toMatchObject({ ok: true });
};

const judge = async (ground: Ground, id: string): Promise<void> => {
  const worker = startWorker(ground);
  await drained(ground, id);
  await until('published', async () => (await ground.store.alerts.countDocuments({ unsent: true })) === 0);
  await worker.stop();
};

test('saved while it runs, destroyed, brought back elsewhere: nothing accepted is lost, the log goes on without a fork', async () => {
  const ground = await fresh(10);
  const doc = await registerBroadcast(ground, 'kept');
  await rememberLogKey(ground.store, verifierKey(signer), new Date());
  const worker = startWorker(ground);
  await append(ground, doc._id, sentences(0, 300));
  await drained(ground, doc._id);
  const then = await newestNote(ground, doc, 300);
  // Some of these are judged before the copy of MongoDB and some are not; all are accepted before it begins.
  await append(ground, doc._id, sentences(300, 700));
  const target = path.join(dir, 'running');
  expect(await run('backup', [target], ground)).toMatchObject({ code: 0 });
  await worker.stop();
  await ground.store.connection.dropDatabase();
  await ground.redis.flushDb();

  const modes = [
    target,
    'mongo',
    'keys',
    'manifest.json',
    'redis.jsonl',
    'keys/log-signing.pem',
    'mongo/blocks.bson',
  ];
  expect(modes.map((name) => (statSync(path.resolve(target, name)).mode & 0o777).toString(8))).toEqual([
    ...Array.from({ length: 3 }, () => '700'),
    ...Array.from({ length: 4 }, () => '600'),
  ]);

  const later = await fresh(11);
  const restored = await run('restore', [target], later);
  expect(restored).toMatchObject({ code: 0 });
  await expectNoFork(later, doc, then);
  await judge(later, doc._id);
  await expectWholeAccount(later, doc, 700);
  // The sender repeats what it is not sure of, and goes on.
  expect(await append(later, doc._id, sentences(650, 700))).toEqual(
    Array.from({ length: 50 }, () => 'duplicate'),
  );
  await append(later, doc._id, sentences(700, 800));
  await judge(later, doc._id);
  await expectWholeAccount(later, doc, 800);
  await expectNoFork(later, doc, then);
});

test('a Redis older than MongoDB: what waits there and is recorded already is not recorded again', async () => {
  const ground = await fresh(10);
  const doc = await registerBroadcast(ground, 'older');
  await append(ground, doc._id, sentences(0, 200));
  await takeBackup(stores(ground), options('before'));
  await judge(ground, doc._id);
  const then = await newestNote(ground, doc, 200);
  await takeBackup(stores(ground), options('after'));

  const mixed = path.join(dir, 'mixed');
  cpSync(path.join(dir, 'after'), mixed, { recursive: true });
  cpSync(path.join(dir, 'before/redis.jsonl'), path.join(mixed, 'redis.jsonl'));
  const manifest = JSON.parse(readFileSync(path.join(mixed, 'manifest.json'), 'utf8'));
  Object.assign(manifest.redis, await noteFile(mixed, 'redis.jsonl'));
  writeFileSync(path.join(mixed, 'manifest.json'), JSON.stringify(manifest));

  const later = await fresh(11);
  await useBackup(stores(later), options('mixed'));
  for (const partition of ALL_PARTITIONS) {
    const { 'last-generated-id': last } = await later.redis.xInfoStream(keys.utterances(partition));
    expect(compareEntryIds(String(last) as EntryId, manifest.mongo.newestEntry)).toBeGreaterThanOrEqual(0);
  }
  await judge(later, doc._id);
  await expectWholeAccount(later, doc, 200);
  await append(later, doc._id, sentences(200, 260));
  await judge(later, doc._id);
  await expectWholeAccount(later, doc, 260);
  await expectNoFork(later, doc, then);
});

test('nothing is overwritten unasked, and a damaged backup touches nothing', async () => {
  const ground = await fresh(10);
  const doc = await registerBroadcast(ground, 'guarded');
  await append(ground, doc._id, sentences(0, 10));
  await judge(ground, doc._id);
  const backup = (name: string, force = false) => takeBackup(stores(ground), options(name, { force }));
  await backup('guarded');
  await expect(backup('guarded')).rejects.toThrow('holds a backup already');
  await backup('guarded', true);
  writeFileSync(path.join(dir, 'note.txt'), 'mine');
  await expect(backup('.', true)).rejects.toThrow('no backup');
  expect(existsSync(path.join(dir, 'note.txt'))).toBe(true);

  const use = (name: string, more = {}) => useBackup(stores(ground), options(name, more));
  await expect(use('guarded')).rejects.toThrow(
    /is not empty[\s\S]*Redis is not empty[\s\S]*Nothing was changed/,
  );
  const worker = startWorker(ground);
  await until('a lease', () =>
    ground.redis.exists(keys.lease(ALL_PARTITIONS[0] ?? (0 as never))).then(Boolean),
  );
  await expect(use('guarded', { force: true })).rejects.toThrow('workers are at work');
  await worker.stop();

  const blocks = path.join(dir, 'guarded/mongo/blocks.bson');
  const whole = readFileSync(blocks);
  const damaged = Buffer.from(whole);
  damaged[damaged.length - 2] = (damaged.at(-2) ?? 0) ^ 1;
  writeFileSync(blocks, damaged);
  await expect(use('guarded', { force: true })).rejects.toThrow('blocks.bson is not what was written');
  rmSync(blocks);
  await expect(use('guarded', { force: true })).rejects.toThrow('blocks.bson is missing');
  await expectWholeAccount(ground, doc, 10);

  writeFileSync(blocks, whole);
  await ground.store.alerts.deleteMany({});
  const other = path.join(dir, 'other.pem');
  writeFileSync(other, 'another key');
  const moved = { force: true, keyFiles: [{ ...(keyFiles[0] as KeyFile), path: other }] };
  await use('guarded', moved);
  expect(readFileSync(other, 'utf8')).toBe(signingPem);
  const aside = readdirSync(dir).filter((name) => name.startsWith('other.pem.replaced-'));
  expect(aside.map((name) => readFileSync(path.join(dir, name), 'utf8'))).toEqual(['another key']);
  await judge(ground, doc._id);
  await expectWholeAccount(ground, doc, 10);
});

test('a key that did not sign these logs is not taken for the one to save', async () => {
  const ground = await fresh(10);
  await rememberLogKey(ground.store, 'elsewhere+00000000+AAAA', new Date());
  await expect(takeBackup(stores(ground), options('wrong-key'))).rejects.toThrow(
    'not the key that signed logs last',
  );
  expect(readdirSync(dir).filter((name) => name.startsWith('wrong-key'))).toEqual([]);
});

test('the commands explain themselves', async () => {
  const ground = await fresh(10);
  const said = await Promise.all([run('backup', ['--help'], ground), run('restore', [], ground)]);
  expect(said).toEqual([
    { code: 0, said: expect.stringContaining('npm run backup -- DIR') },
    { code: 2, said: expect.stringContaining('name one folder') },
  ]);
  const none = await run('restore', [path.join(dir, 'nowhere')], ground);
  expect(none).toEqual({ code: 1, said: expect.stringContaining('is no backup') });
});

test('kept picture and sound go with it, and come back; what is not what its name says is left out', async () => {
  const from = await fresh(11);
  const said: string[] = [];
  const files = createMediaFiles(path.join(dir, 'media-here'));
  const [one, two] = [await files.put(Buffer.from('picture')), await files.put(Buffer.from('sound'))];
  const damaged = await files.put(Buffer.from('was whole'));
  writeFileSync(files.path(damaged), 'is not');
  await rememberLogKey(from.store, verifierKey(signer), new Date());
  const saved = {
    ...options('with-media', { mediaDir: path.join(dir, 'media-here') }),
    say: (line: string) => said.push(line),
  };
  const { media } = await takeBackup(stores(from), saved);
  expect(media.map(({ sha256 }) => sha256).sort()).toEqual([one, two].sort());
  expect(said.some((line) => line.includes('left out') && line.includes(damaged.slice(2)))).toBe(true);

  const to = await fresh(12);
  const there = createMediaFiles(path.join(dir, 'media-there'));
  await useBackup(stores(to), options('with-media', { mediaDir: path.join(dir, 'media-there') }));
  expect((await there.read(one))?.toString()).toBe('picture');
  expect((await there.read(two))?.toString()).toBe('sound');
  expect(await there.read(damaged)).toBeNull();
});
