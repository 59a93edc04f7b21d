import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { asBroadcastId } from '../../../models/contract/ids.ts';
import { openSuccession, trustedOnwards } from '../../../models/contract/log/key-succession.ts';
import { openCheckpoint, parseVerifierKey, verifierKey } from '../../../models/contract/log/note.ts';
import { OPERATOR } from '../../../models/store/audit.ts';
import { logKeyHistory, logKeys, rememberLogKey } from '../../../models/store/log-keys.ts';
import { newestCheckpoint } from '../../../models/store/read-log.ts';
import { saveCheckpoint } from '../../../models/store/save-checkpoint.ts';
import { rotateLogKey } from '../../../scripts/admin/rotate-log-key.ts';
import { openLiveKey, openSigningKeyFile } from '../../../worker/evidence/signing-key.ts';
import { createWorker, type Worker } from '../../../worker/worker.ts';
import {
  append,
  type Ground,
  openGround,
  registerBroadcast,
  silentLog,
  speech,
  until,
  verifyWhole,
  workerDeps,
} from './harness.ts';

const NAME = 'rotation.test/log';
let ground: Ground;
let dir: string;
let path: string;
let worker: Worker | undefined;

const newPem = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

beforeAll(async () => {
  ground = await openGround(2);
});
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lw-key-'));
  path = join(dir, 'log-signing.pem');
  writeFileSync(path, newPem(), { mode: 0o600 });
});
afterAll(async () => {
  await worker?.stop();
  await ground.close();
});

it('a key that others may read is refused, and says how to mend it', async () => {
  for (const mode of [0o644, 0o640, 0o604, 0o660, 0o602]) {
    chmodSync(path, mode);
    await expect(openSigningKeyFile(path, NAME)).rejects.toThrow(`mode ${mode.toString(8)}`);
  }
  chmodSync(path, 0o400);
  await expect(openSigningKeyFile(path, NAME)).resolves.toMatchObject({ name: NAME });
  rmSync(dir, { recursive: true });
});

it('heads are signed by the new key once the file is replaced, and old and new both verify', async () => {
  const key = await openLiveKey({ path, name: NAME, log: silentLog }, (vkey) =>
    rememberLogKey(ground.store, vkey, new Date()),
  );
  const before = key.signer();
  worker = createWorker({ ...workerDeps(ground), signer: key.signer, lookAtKey: key.look });
  worker.start();
  const doc = await registerBroadcast(ground, 'rotated');
  await append(ground, doc._id, [speech('u1', 1_000, '大家好')]);
  const first = await until('a head by the old key', () => newestCheckpoint(ground.store, doc._id));

  const said: string[] = [];
  await rotateLogKey({
    store: ground.store,
    path,
    name: NAME,
    by: OPERATOR,
    now: new Date(),
    say: (line) => said.push(line),
  });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  await until('the new key', async () => verifierKey(key.signer()) !== verifierKey(before));
  const after = key.signer();
  await append(ground, doc._id, [speech('u2', 3_000, '欢迎来到直播间')]);
  const second = await until('a head by the new key', async () => {
    const newest = await newestCheckpoint(ground.store, doc._id);
    return newest && openCheckpoint(newest.note, [after]).ok && newest;
  });

  expect(second.size).toBeGreaterThan(first.size);
  expect(openCheckpoint(first.note, [before])).toMatchObject({ ok: true });
  expect(openCheckpoint(second.note, [before])).toMatchObject({ ok: false });
  const keys = (await logKeys(ground.store)).flatMap((vkey) => parseVerifierKey(vkey) ?? []);
  expect(keys.map(verifierKey)).toEqual([verifierKey(after), verifierKey(before)]);
  for (const { note } of [first, second]) expect(openCheckpoint(note, keys)).toMatchObject({ ok: true });
  expect(await verifyWhole(ground.store, doc, keys as never)).toMatchObject({ ok: true });

  const history = await logKeyHistory(ground.store);
  const told = history.map(({ _id, endorsement }) => ({ key: _id, ...(endorsement && { endorsement }) }));
  expect(trustedOnwards([before], told).map(verifierKey)).toEqual([verifierKey(before), verifierKey(after)]);
  expect(openSuccession(told[0]?.endorsement ?? '', [after])).toBeNull();
  expect(await ground.store.audits.countDocuments({ action: 'log-key-replaced' })).toBe(1);
  expect(said.join('\n')).toContain(verifierKey(after));
  expect(said.join('\n')).not.toContain('PRIVATE');
  rmSync(dir, { recursive: true });
});

it('a file that cannot be used in the place of the key changes nothing', async () => {
  const key = await openLiveKey({ path, name: NAME, log: silentLog }, async () => {});
  const before = verifierKey(key.signer());
  for (const [text, mode] of [
    ['no key at all', 0o600],
    [newPem(), 0o644],
  ] as const) {
    const half = join(dir, 'half');
    writeFileSync(half, text);
    chmodSync(half, mode);
    renameSync(half, path);
    await key.look();
    expect(verifierKey(key.signer())).toBe(before);
  }
  rmSync(dir, { recursive: true });
});

it('a head smaller than one that was shown is never kept', async () => {
  const broadcastId = asBroadcastId('no-smaller');
  const save = (size: number) =>
    saveCheckpoint(ground.store, { broadcastId, size, note: `note of ${size}`, signedAt: new Date() });
  await save(5);
  await save(9);
  await save(7);
  await save(9);
  expect(await ground.store.checkpoints.distinct('size', { broadcastId })).toEqual([5, 9]);
});
