import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type AuditEntriesPage,
  decodeAuditLeaf,
  verifyAuditEntry,
  verifyAuditLog,
} from '../../models/contract/log/audit-leaf.ts';
import { fromHex, utf8 } from '../../models/contract/log/bytes.ts';
import { leafHash, verifyInclusion } from '../../models/contract/log/merkle.ts';
import { openCheckpoint } from '../../models/contract/log/note.ts';
import type { ProofReply } from '../../models/contract/log/page.ts';
import { audit } from '../../models/store/audit.ts';
import { AUDIT_LOG_ID, appendAudits } from '../../models/store/audit-log.ts';
import type { AuditDoc } from '../../models/store/documents.ts';
import { newestCheckpoint } from '../../models/store/read-log.ts';
import { createAsk } from '../../scripts/witness/ask.ts';
import { lookOnce } from '../../scripts/witness/look.ts';
import { newState } from '../../scripts/witness/state.ts';
import { createAuditWriter } from '../../worker/audit-log/writer.ts';
import {
  addBroadcast,
  addPerson,
  addToken,
  type Client,
  type Ground,
  logIn,
  nobody,
  openGround,
  openServer,
  type TestServer,
  until,
} from './harness.ts';
import { tellPacks } from './openapi-evidence-packs.ts';
import { leavesOf, signer, signingPem } from './worker/harness.ts';

/*
 * Custody: who did what is in a log of its own, once each, whoever writes it and wherever a writer dies.
 */
let ground: Ground;
let server: TestServer;
let admin: Client;
let moderator: Client;
beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground);
  for (const role of ['admin', 'moderator'] as const) await addPerson(ground.store, role);
  admin = await logIn(server.url, 'admin');
  moderator = await logIn(server.url, 'moderator');
});
afterAll(async () => {
  await server?.close();
  await ground?.close();
});

const writerOf = (owner: string) =>
  createAuditWriter({ store: ground.store, signer: () => signer, owner, now: Date.now });

const act = (subject: string, over: Partial<AuditDoc> = {}): Promise<unknown> => {
  const entry: AuditDoc = {
    at: new Date(),
    by: { id: 'p1', name: '李灯心' },
    action: 'tried',
    subject,
    ...over,
  };
  return ground.store.connection.transaction((session) => audit(ground.store, session, entry));
};

const waiting = (): Promise<number> => ground.store.audits.countDocuments({ waiting: true });

/** The whole log is verified, and holds every audit document exactly once, at the place that the document names. */
const holdsAll = async (): Promise<number> => {
  const leaves = await leavesOf(ground.store, AUDIT_LOG_ID);
  const docs = await ground.store.audits.find().lean<(AuditDoc & { _id: unknown })[]>();
  const ids = leaves.map((text) => decodeAuditLeaf(text)?.id);
  expect(new Set(ids).size).toBe(leaves.length);
  expect([...ids].sort()).toEqual(docs.map(({ _id }) => String(_id)).sort());
  for (const doc of docs) expect(ids[doc.auditLeaf ?? -1]).toBe(String(doc._id));
  const newest = await newestCheckpoint(ground.store, AUDIT_LOG_ID);
  expect(newest?.size).toBe(leaves.length);
  expect(verifyAuditLog({ checkpointNote: newest?.note ?? '', keys: [signer], leaves })).toMatchObject({
    ok: true,
  });
  return leaves.length;
};

test('documents of before, odd ones and new ones are appended once, and names stand behind commitments alone', async () => {
  const old = { at: new Date(0), by: { id: 'p0', name: '旧' }, action: 'of-before', subject: 's0' };
  await ground.store.audits.collection.insertOne(old as never);
  await act('s1', {
    reason: 'because \ud800',
    details: { at: new Date(5), odd: Number.NaN, deep: [{ a: undefined }], '\udc00': 1 },
  });
  await act('s2', { details: { long: '长'.repeat(100_000) } });
  const writer = writerOf('one');
  expect(await writer.round()).toBe(await ground.store.audits.countDocuments());
  expect(await writer.round()).toBe(0);
  const size = await holdsAll();
  const texts = await leavesOf(ground.store, AUDIT_LOG_ID);
  expect(texts.join()).not.toMatch(/李灯心|because|旧/);
  expect(size).toBeGreaterThanOrEqual(5);
  await writer.stop();
});

test('admins read it with what stands behind it, and that is audited; anyone has its heads', async () => {
  const page = (who: Client, query = '') => who.get(`/api/log/audit/entries${query}`);
  expect((await page(moderator)).status).toBe(403);
  expect((await page(nobody(server.url))).status).toBe(401);
  const { entries } = (await (await page(admin)).json()) as AuditEntriesPage;
  expect(entries.every(verifyAuditEntry)).toBe(true);
  const one = entries.find(({ text }) => text.includes('"tried"'));
  if (!one) throw new Error('the act is not there');
  expect(one.values.find(({ field }) => field === 'by')?.value).toContain('李灯心');
  const changed = one.values.map((shown) => ({ ...shown, value: `${shown.value} ` }));
  expect(verifyAuditEntry({ ...one, values: changed })).toBe(false);

  const note = await (await fetch(`${server.url}/api/log/audit/checkpoint`)).text();
  const opened = openCheckpoint(note, [signer]);
  if (!opened.ok) throw new Error(opened.code);
  expect(opened.checkpoint).toMatchObject({ origin: 'livewitness/audit', size: entries.length });
  const { size, root } = opened.checkpoint;
  const inclusion = await admin.get(`/api/log/audit/inclusion?leaf=${one.index}&size=${size}`);
  const { hashes } = (await inclusion.json()) as ProofReply;
  const proof = hashes.map((hash) => fromHex(hash, 32) ?? new Uint8Array());
  expect(verifyInclusion({ index: one.index, size, leaf: leafHash(utf8(one.text)), proof, root })).toBe(true);
  expect((await moderator.get('/api/log/audit/inclusion?leaf=0&size=1')).status).toBe(403);

  const read = await ground.store.audits.findOne({ action: 'audit-log-read' }).lean<AuditDoc>();
  expect(read).toMatchObject({ by: { name: 'The admin' }, details: { from: 0, count: entries.length } });
});

test('each taking of a pack is noted before a byte leaves, wherever in the file it begins', async () => {
  const { token } = await addToken(ground.store);
  const broadcast = await addBroadcast(ground, server.url, token, 'taken');
  const { madeId } = await tellPacks(ground.store, server.config.packsDir, broadcast);
  const takings = () =>
    ground.store.audits.countDocuments({ action: 'evidence-pack-taken', subject: madeId });
  const url = `${server.url}/api/evidence-packs/${madeId}/file`;
  const take = async (method: string, range?: string): Promise<number> => {
    const headers = { cookie: moderator.cookie, ...(range !== undefined && { range }) };
    const answer = await fetch(url, { method, headers });
    await answer.arrayBuffer();
    return answer.status;
  };
  expect([await take('HEAD'), await takings()]).toEqual([200, 0]);
  expect([await take('GET'), await takings()]).toEqual([200, 1]);
  expect([await take('GET', 'bytes=1-'), await takings()]).toEqual([206, 2]);
});

test('two writers at once, and a late one, neither lose nor double anything', async () => {
  const writers = ['a', 'b'].map(writerOf);
  const rounds = async (): Promise<void> => {
    for (let i = 0; i < 15; i += 1) {
      await act(`both-${i}`);
      // Past the lease, as one that slept through the end of its time would.
      await Promise.all([appendAudits(ground.store, new Date()), appendAudits(ground.store, new Date())]);
    }
  };
  await rounds();
  const [first, second] = writers;
  await first?.round();
  // The log has grown beside a writer that knows its end from its own last round.
  await act('beside');
  expect(await appendAudits(ground.store, new Date())).toMatchObject({ appended: 1 });
  await act('after');
  expect(await first?.round()).toBe(1);
  expect(await second?.round()).toBeNull();
  await first?.stop();
  expect(await second?.round()).not.toBeNull();
  await second?.stop();
  await holdsAll();
});

const WRITER = `
const [{ connectMongo }, { createStore }, { createAuditWriter }, { openSigningKey }] = await Promise.all(
  ['models/store/connect', 'models/store/store', 'worker/audit-log/writer', 'worker/evidence/signing-key'].map(
    (name) => import(process.cwd() + '/' + name + '.js'),
  ),
);
const store = createStore(await connectMongo(process.env.URI));
const signer = openSigningKey(process.env.PEM, 'test.example/log');
const writer = createAuditWriter({ store, signer: () => signer, owner: 'doomed', now: Date.now });
for (;;) { await writer.round(); process.stdout.write('.'); }
`;

test('a writer that is killed in the middle, again and again, is followed by another within seconds', async () => {
  const start = (): ChildProcess =>
    spawn(process.execPath, ['--input-type=module', '--eval', WRITER], {
      cwd: '.local/build',
      env: { PATH: process.env.PATH, URI: ground.mongoUri, PEM: signingPem },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  for (let i = 0; i < 3; i += 1) {
    const child = start();
    await once(child.stdout ?? child, 'data');
    const acts = Promise.all(Array.from({ length: 40 }, (_, n) => act(`killed-${i}-${n}`)));
    await until(
      'it writes',
      async () =>
        (await ground.store.audits.countDocuments({ subject: /^killed/, auditLeaf: { $exists: true } })) >
        i * 40,
    );
    child.kill('SIGKILL');
    await Promise.all([once(child, 'exit'), acts]);
  }
  const heir = writerOf('heir');
  await until('the heir has the lease and has written all', async () => {
    const isHeir = (await heir.round()) !== null;
    return isHeir && (await waiting()) === 0;
  });
  await heir.stop();
  await holdsAll();
});

const BUSY = `
const [{ config }, { startThreads }] = await Promise.all(
  ['worker/config', 'worker/threads'].map((name) => import(process.cwd() + '/' + name + '.js')),
);
startThreads(config(process.env, process.cwd()), (problem) => { throw new Error(problem); });
process.stdin.once('data', () => {
  process.stdout.write('busy');
  for (const until = Date.now() + 20_000; Date.now() < until; );
  process.stdout.write('free');
});
`;

test('a worker that has no time for anything writes the audit log all the same', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'lw-busy-'));
  const keyFile = join(dir, 'signing.pem');
  writeFileSync(keyFile, signingPem, { mode: 0o600 });
  const program = join(dir, 'busy.mjs');
  writeFileSync(program, BUSY);
  const child = spawn(process.execPath, [program], {
    cwd: '.local/build',
    env: {
      PATH: process.env.PATH,
      MONGODB_URI: ground.mongoUri,
      REDIS_URL: ground.redisUrl,
      LOG_SIGNING_KEY_FILE: keyFile,
      LOG_KEY_NAME: signer.name,
      LOG_LEVEL: 'silent',
      WORKER_THREADS: '1',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const recorded = (subject: string): Promise<unknown> =>
    until(subject, async () => (await ground.store.audits.countDocuments({ subject, waiting: true })) === 0);
  await act('before it is busy');
  await recorded('before it is busy');
  child.stdin.write('go');
  await until('it is busy', async () => said === 'busy');
  await act('while it is busy');
  await recorded('while it is busy');
  expect(said).toBe('busy');
  await until('it is signed', async () => {
    const leaves = await leavesOf(ground.store, AUDIT_LOG_ID);
    return (await newestCheckpoint(ground.store, AUDIT_LOG_ID))?.size === leaves.length;
  });
  child.kill('SIGKILL');
  await once(child, 'exit');
  rmSync(dir, { recursive: true });
  await ground.store.leases.deleteMany({});
  await holdsAll();
});

test('a witness follows the audit log, and refuses one that was cut or is gone', async () => {
  const deps = { ask: createAsk(`${server.url}/`), now: () => new Date(), say: () => {}, trusted: [signer] };
  const { state } = await lookOnce(newState(server.url), deps);
  const seen = state.heads.audit?.size ?? 0;
  expect(seen).toBeGreaterThan(50);
  await act('after');
  const writer = writerOf('witnessed');
  await until('it is signed', async () => ((await writer.round()) ?? 0) > 0);
  await writer.stop();
  const grown = await lookOnce(state, deps);
  expect([grown.refused, grown.state.heads.audit?.size]).toEqual([[], seen + 1]);
  await ground.store.checkpoints.deleteMany({ broadcastId: AUDIT_LOG_ID, size: { $gt: seen } });
  expect((await lookOnce(grown.state, deps)).refused).toMatchObject([{ publicId: 'audit', code: 'smaller' }]);
  await ground.store.checkpoints.deleteMany({ broadcastId: AUDIT_LOG_ID });
  expect((await lookOnce(grown.state, deps)).refused).toMatchObject([{ publicId: 'audit', code: 'gone' }]);
});
