import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asBroadcastId, asEntryId, asPublicId, asUserId } from '../../models/contract/ids.ts';
import { utf8 } from '../../models/contract/log/bytes.ts';
import { signSuccession } from '../../models/contract/log/key-succession.ts';
import {
  appendLeaves,
  EMPTY_FRONTIER,
  frontierText,
  leafHash,
  rootOf,
} from '../../models/contract/log/merkle.ts';
import { originOf, signCheckpoint, verifierKey } from '../../models/contract/log/note.ts';
import { rememberLogKey } from '../../models/store/log-keys.ts';
import { setVisibility } from '../../models/store/set-visibility.ts';
import { createAsk } from '../../scripts/witness/ask.ts';
import { lookOnce } from '../../scripts/witness/look.ts';
import { newState } from '../../scripts/witness/state.ts';
import { otherSigner, signer } from '../models/contract/log/sample-log.ts';
import { type Ground, openGround, openServer, type TestServer } from './harness.ts';
import { broadcast } from './logged-broadcast.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const at = new Date('2026-11-20T12:00:00Z');
const ids = ['AAAAAAAAAAAAAAAAAAAAAA', 'BBBBBBBBBBBBBBBBBBBBBB', 'CCCCCCCCCCCCCCCCCCCCCC'] as const;
const [FIRST, SECOND, PRIVATE] = ids;

let ground: Ground;
let server: TestServer;
let dir: string;

beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground);
});
afterAll(async () => {
  await server.close();
  await ground.close();
});
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'lw-witness-'));
  const { store } = ground;
  await Promise.all([
    store.blocks.deleteMany({}),
    store.checkpoints.deleteMany({}),
    store.broadcasts.deleteMany({}),
    store.logKeys.deleteMany({}),
    store.withdrawals.deleteMany({}),
  ]);
  await rememberLogKey(store, verifierKey(signer), at);
  for (const id of ids) {
    const doc = { ...broadcast, _id: asBroadcastId(id), publicId: asPublicId(id), public: id !== PRIVATE };
    await store.broadcasts.insertMany([doc], { lean: true });
    await grow(id, 5);
  }
});

const textsOf = (id: string, size: number, history: string): string[] =>
  Array.from({ length: size }, (_, i) => `{"of":"${id}","n":${i}${i > 3 ? `,"history":"${history}"` : ''}}`);

/** Makes the log have so many records and signs it, in this or in another history; what was there before is gone. */
const grow = async (id: string, size: number, { history = 'true', by = signer } = {}): Promise<void> => {
  const { store } = ground;
  const broadcastId = asBroadcastId(id);
  const texts = textsOf(id, size, history);
  const hashes = texts.map((text) => leafHash(utf8(text)));
  await store.blocks.deleteMany({ broadcastId });
  await store.checkpoints.deleteMany({ broadcastId });
  await store.blocks.insertMany([
    {
      broadcastId,
      firstLeafIndex: 0,
      leafCount: size,
      leaves: texts,
      lastEntryId: asEntryId('1-1'),
      frontier: frontierText(appendLeaves(EMPTY_FRONTIER, hashes)),
      epoch: 1,
      writtenAt: at,
    },
  ]);
  const note = await signCheckpoint({ origin: originOf(id), size, root: rootOf(hashes) }, by);
  await store.checkpoints.insertMany([{ broadcastId, size, note, signedAt: at }]);
};

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const witness = async (url: string, ...args: string[]): Promise<Ran> => {
  const state = ['--state', join(dir, 'state.json')];
  const child = spawn(process.execPath, ['.local/build/scripts/witness.js', url, ...state, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk;
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err };
};

const kept = () =>
  JSON.parse(readFileSync(join(dir, 'state.json'), 'utf8')) as {
    heads: Record<string, { size: number; checkpoint: string }>;
    refusals: { publicId: string; code: string; kept: string; offered: string }[];
  };
const sizes = () => Object.fromEntries(Object.entries(kept().heads).map(([id, { size }]) => [id, size]));

describe('a witness', () => {
  it('follows all public broadcasts as they grow, and learns of no private one', async () => {
    expect(await witness(server.url)).toMatchObject({ code: 0, err: '' });
    expect(sizes()).toEqual({ [FIRST]: 5, [SECOND]: 5 });
    await grow(FIRST, 70);
    const second = await witness(server.url, '--once');
    expect(second).toMatchObject({ code: 0, err: '' });
    expect(second.out).toContain(`${FIRST}  5 to 70 records`);
    expect(sizes()).toEqual({ [FIRST]: 70, [SECOND]: 5 });
    expect(await witness(server.url, '--broadcast', PRIVATE)).toMatchObject({ code: 2 });
  });

  it('refuses another history, keeps both notes, and goes on refusing', async () => {
    await grow(FIRST, 7);
    await witness(server.url);
    const before = kept().heads[FIRST]?.checkpoint ?? '';
    await grow(FIRST, 9, { history: 'forged' });
    await grow(SECOND, 8);
    const ran = await witness(server.url);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain(`REFUSED  ${FIRST}`);
    expect(sizes()).toEqual({ [FIRST]: 7, [SECOND]: 8 });
    const [refusal] = kept().refusals;
    expect(refusal).toMatchObject({ publicId: FIRST, code: 'bad-proof', kept: before });
    for (const note of [refusal?.kept, refusal?.offered])
      for (const line of (note ?? '').trim().split('\n')) expect(ran.err).toContain(line);
    expect(refusal?.offered).not.toBe(before);
    expect((await witness(server.url)).code).toBe(1);
  });

  it.each([
    ['a longer log of another history', { size: 9, history: 'forged' }, 'bad-proof'],
    ['one of the same length', { size: 7, history: 'forged' }, 'other-root'],
    ['one that became shorter', { size: 6, history: 'true' }, 'smaller'],
  ])('keeps what it had before %s, and takes the true one again', async (_, { size, history }, code) => {
    const deps = { ask: createAsk(`${server.url}/`), now: () => at, say: () => {} };
    await grow(FIRST, 7);
    const { state: first } = await lookOnce(newState(server.url), deps);
    await grow(FIRST, size, { history });
    const { state: second, refused } = await lookOnce(first, deps);
    expect(refused).toMatchObject([{ publicId: FIRST, code, kept: first.heads[FIRST]?.checkpoint }]);
    expect(second.heads).toEqual(first.heads);
    await grow(FIRST, 12);
    const { state: third, refused: none } = await lookOnce(second, deps);
    expect(none).toEqual([]);
    expect(third.heads[FIRST]?.size).toBe(12);
  });

  it('refuses two histories of one log that are shown in one look, also at the first', async () => {
    const asked = createAsk(`${server.url}/`);
    const one = await asked.head(FIRST);
    await grow(FIRST, 5, { history: 'another' });
    const other = await asked.head(FIRST);
    async function* heads() {
      yield* [one, other];
    }
    const deps = { ask: { ...asked, heads }, now: () => at, say: () => {} };
    const { refused, state } = await lookOnce(newState(server.url), deps);
    expect(refused.map(({ code, kept: first, offered }) => [code, first, offered])).toEqual([
      ['other-root', one.checkpoint, other.checkpoint],
    ]);
    expect(state.heads[FIRST]?.checkpoint).toBe(one.checkpoint);
  });

  it('takes what the server says was withdrawn, and refuses one that hides a log that was seen, or its head', async () => {
    const { store } = ground;
    const acting = { now: at, by: { id: asUserId('m'), name: 'm' } };
    const show = (isPublic: boolean): Promise<unknown> =>
      setVisibility(
        store,
        asBroadcastId(FIRST),
        { public: isPublic, reason: 'a reason for colleagues' },
        acting,
      );
    await witness(server.url);
    await show(false);
    const withdrawn = await witness(server.url);
    expect(withdrawn).toMatchObject({ code: 0, err: '' });
    expect(withdrawn.out).toContain(`away   ${FIRST}  withdrawn from the public since ${at.toISOString()}`);
    expect(await witness(server.url, '--broadcast', FIRST)).toMatchObject({ code: 0, err: '' });
    expect(await (await fetch(`${server.url}/api/log/withdrawn`)).json()).toEqual({
      withdrawn: [{ publicId: FIRST, since: at.toISOString() }],
    });
    // It is compared with what was seen before when it comes back.
    await show(true);
    await grow(FIRST, 9, { history: 'forged' });
    expect(await witness(server.url)).toMatchObject({
      code: 1,
      err: expect.stringContaining(`REFUSED  ${FIRST}`),
    });
    await grow(FIRST, 9);
    expect(await witness(server.url)).toMatchObject({ code: 0 });

    // Nobody withdrew it: it is just not shown.
    await store.broadcasts.updateOne({ _id: asBroadcastId(SECOND) }, { $set: { public: false } });
    for (const args of [[], ['--broadcast', SECOND]]) {
      const hidden = await witness(server.url, ...args);
      expect(hidden.code).toBe(1);
      expect(hidden.err).toContain(`REFUSED  ${SECOND}: the log that was seen is not shown any more`);
    }
    expect(kept().refusals.at(-1)).toMatchObject({ publicId: SECOND, code: 'gone', offered: '' });
    expect(sizes()).toMatchObject({ [SECOND]: 5 });
    // The broadcast is listed, and its head is not there.
    await store.broadcasts.updateOne({ _id: asBroadcastId(SECOND) }, { $set: { public: true } });
    await store.checkpoints.deleteMany({ broadcastId: asBroadcastId(SECOND) });
    const headless = await witness(server.url);
    expect(headless.code).toBe(2);
    expect(headless.err).toContain(`${SECOND}: the server gave no proof`);
  });

  it('refuses a head by a key that nobody vouches for, and takes one that the old key vouches for', async () => {
    await witness(server.url);
    await rememberLogKey(ground.store, verifierKey(otherSigner), new Date());
    await grow(FIRST, 9, { by: otherSigner });
    const refused = await witness(server.url);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.err).toContain('not signed by a key that is trusted');
    const endorsement = await signSuccession(otherSigner, signer, at);
    await ground.store.logKeys.updateOne({ _id: verifierKey(otherSigner) }, { $set: { endorsement } });
    const taken = await witness(server.url);
    expect(taken).toMatchObject({ code: 0, err: '' });
    expect(taken.out).toContain('the one before vouches for it');
    expect(sizes()).toMatchObject({ [FIRST]: 9 });
  });

  it('takes keys from a file, and refuses a server that signs by others', async () => {
    const file = join(dir, 'keys');
    writeFileSync(file, `${verifierKey(otherSigner)}\n`);
    expect(await witness(server.url, '--key', file)).toMatchObject({ code: 1 });
    expect(sizes()).toEqual({});
  });

  it('says of a server that is away or none of ours that nothing was compared, and keeps what it had', async () => {
    await witness(server.url);
    const before = readFileSync(join(dir, 'state.json'), 'utf8');
    const stranger = createServer((_request, response) => response.end('<p>hello</p>'));
    stranger.listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const address = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`;
    writeFileSync(join(dir, 'state.json'), before.replace(`${server.url}/`, address));
    expect(await witness(address)).toMatchObject({
      code: 2,
      err: expect.stringContaining('nothing was compared'),
    });
    stranger.close();
    stranger.closeAllConnections();
    expect(await witness(address)).toMatchObject({ code: 2, err: expect.stringContaining('not reached') });
    expect(sizes()).toEqual({ [FIRST]: 5, [SECOND]: 5 });
    rmSync(dir, { recursive: true });
  });

  it('goes on over an outage with --every, and ends at the first refusal', async () => {
    const port = Number(new URL(server.url).port);
    await server.close();
    const running = witness(`http://127.0.0.1:${port}/`, '--every', '1');
    await new Promise((done) => setTimeout(done, 1_500));
    server = await openServer(ground, { env: { PORT: String(port) } });
    const state = join(dir, 'state.json');
    for (let tries = 0; tries < 200; tries += 1) {
      try {
        if (JSON.parse(readFileSync(state, 'utf8')).heads[FIRST]) break;
      } catch {}
      await new Promise((done) => setTimeout(done, 100));
    }
    await grow(FIRST, 9, { history: 'forged' });
    const ran = await running;
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('not reached');
    expect(ran.err).toContain(`REFUSED  ${FIRST}`);
  });

  it('says what it does not understand', async () => {
    const err = expect.stringContaining('--every SECONDS');
    expect(await witness(server.url, '--every', '5', '--once')).toMatchObject({ code: 2, out: '', err });
  });
});
