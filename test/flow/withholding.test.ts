import { existsSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LinesReply } from '../../dashboard/link/http.ts';
import type { AlertView } from '../../models/contract/alert.ts';
import { decodeLeaf } from '../../models/contract/log/leaf.ts';
import { verifierKey } from '../../models/contract/log/note.ts';
import type { EvidencePack } from '../../models/contract/log/pack.ts';
import { verifyLog, verifyPack } from '../../models/contract/log/verify.ts';
import type { BroadcastMedia } from '../../models/contract/media.ts';
import { storyOf } from '../../models/contract/pack/story.ts';
import { verifyPackZip } from '../../models/contract/pack/verify.ts';
import type { WithholdingPreview } from '../../models/contract/withholding.ts';
import type { AlertDoc, BroadcastDoc, SealedDoc } from '../../models/store/documents.ts';
import type { EvidencePackDoc } from '../../models/store/evidence-pack-documents.ts';
import { placeHoldAlone, releaseHoldById } from '../../models/store/holds.ts';
import { noteMedia } from '../../models/store/keep-media.ts';
import { rememberLogKey } from '../../models/store/log-keys.ts';
import type { MediaDoc } from '../../models/store/media-documents.ts';
import { createMediaFiles } from '../../models/store/media-files.ts';
import { packById } from '../../models/store/pack-jobs.ts';
import { newestCheckpoint } from '../../models/store/read-log.ts';
import { ALL_PARTITIONS, keys } from '../../models/stream/keys.ts';
import { makePack } from '../../worker/evidence-packs/make.ts';
import { sweepMedia } from '../../worker/media/sweep.ts';
import type { Worker } from '../../worker/worker.ts';
import { makerDeps } from './evidence-packs.ts';
import {
  addBroadcast,
  addPerson,
  addToken,
  type Client,
  codeOf,
  type Ground,
  lines,
  logIn,
  openGround,
  openServer,
  post,
  say,
  type TestServer,
  until,
} from './harness.ts';
import { tellPacks } from './openapi-evidence-packs.ts';
import { sealedOf } from './sealed.ts';
import { leavesOf, readLeaves, signer, startWorker } from './worker/harness.ts';

/*
 * A person's words are withheld: gone from every copy, and the log still verifies and says why.
 */
const NAME = '李灯心';
let ground: Ground;
let server: TestServer;
let worker: Worker;
let moderator: Client;
let host: Client;
let broadcast: BroadcastDoc;
let token: string;
let dir: string;

beforeAll(async () => {
  ground = await openGround();
  dir = mkdtempSync(join(tmpdir(), 'lw-withheld-'));
  server = await openServer(ground, { env: { MEDIA_DIR: dir, PACKS_DIR: dir } });
  await addPerson(ground.store, 'moderator');
  await addPerson(ground.store, 'host');
  moderator = await logIn(server.url, 'moderator');
  host = await logIn(server.url, 'host');
  worker = startWorker(ground, { dutiesOf: server.policies.dutiesOf });
  ({ token } = await addToken(ground.store));
  broadcast = await addBroadcast(ground, server.url, token, 'withheld');
  const events = [
    { type: 'product', action: 'introduced', productId: 'p1', atMs: 1_000, name: '纸灯笼', category: 'food' },
    say('u1', `${NAME}女士说了这款是全国最好的，三天美白`, { atMs: 4_000 }),
    say('u2', `${NAME}女士还说保质期十二个月`, { atMs: 6_000 }),
    say('u3', '大家慢慢看', { atMs: 8_000 }),
  ];
  await post(server.url, token, 'withheld', lines(...events));
  await until('alerts', async () => (await alerts()).length > 0);
  await until('the last line', async () => (await sealed()).some(({ utterance }) => utterance?.id === 'u3'));
});
afterAll(async () => {
  await worker?.stop();
  await server?.close();
  await ground?.close();
  rmSync(dir, { recursive: true, force: true });
});

const alerts = (): Promise<AlertDoc[]> =>
  ground.store.alerts.find({ broadcastId: broadcast._id, 'subject.type': 'claim' }).lean<AlertDoc[]>().exec();
const sealed = (): Promise<SealedDoc[]> => sealedOf(ground.store, broadcast._id);
const leafOf = async (id: string): Promise<number> =>
  (await sealed()).find(({ utterance }) => utterance?.id === id)?.leafIndex ?? -1;
const withhold = (who: Client, body: unknown): Promise<Response> =>
  who.send('POST', `/api/broadcasts/${broadcast.publicId}/withholdings`, body);

/** Every collection that holds the words, with how many of its documents do. */
const copies = async (): Promise<Record<string, number>> => {
  const found: Record<string, number> = {};
  for (const { name } of await ground.store.connection.listCollections()) {
    const docs = await ground.store.connection.collection(name).find({}).toArray();
    const count = docs.filter((doc) => JSON.stringify(doc).includes(NAME)).length;
    if (count > 0) found[name] = count;
  }
  return found;
};

const verifies = async (): Promise<void> => {
  const texts = await leavesOf(ground.store, broadcast._id);
  const signed = async () => (await newestCheckpoint(ground.store, broadcast._id))?.size ?? 0;
  await until('a head over all of it', async () => (await signed()) >= texts.length);
  const newest = await newestCheckpoint(ground.store, broadcast._id);
  if (!newest) throw new Error('there is no head');
  const whole = { checkpointNote: newest.note, keys: [signer], publicId: broadcast.publicId };
  expect(verifyLog({ ...whole, leaves: texts.slice(0, newest.size) })).toMatchObject({ ok: true });
};

test('who may, and what must be said', async () => {
  const body = { leaf: await leafOf('u1'), reason: 'request', note: 'the person asked' };
  expect((await withhold(host, body)).status).toBe(403);
  expect(await codeOf(await withhold(moderator, { ...body, note: ' ' }))).toBe('invalid');
  expect((await withhold(moderator, { ...body, reason: 'retention' })).status).toBe(400);
  expect((await withhold(moderator, { ...body, leaf: 99_999 })).status).toBe(404);
  expect(Object.keys(await copies()).sort()).toEqual(['sealed', 'sealedPages']);
  const preview = (who: Client, leaf: number): Promise<Response> =>
    who.get(`/api/broadcasts/${broadcast.publicId}/withholdings/preview?leaf=${leaf}`);
  expect((await preview(host, body.leaf)).status).toBe(403);
  expect((await preview(moderator, 99_999)).status).toBe(404);
  const shown = (await (await preview(moderator, body.leaf)).json()) as WithholdingPreview;
  expect(shown.records).toContainEqual({ kind: 'utterance', count: 1 });
  expect(shown.records.find(({ kind }) => kind === 'claim')?.count).toBeGreaterThan(0);
  expect(shown.alerts).toBe((await alerts()).length);
});

test('the words are gone from every copy, and the log verifies and says so', async () => {
  const before = await alerts();
  expect(before.some(({ quote }) => quote.includes('全国最好'))).toBe(true);
  for (const id of ['u1', 'u2']) {
    const body = { leaf: await leafOf(id), reason: 'request', note: '当事人申请，个人信息保护法第四十七条' };
    const response = await withhold(moderator, body);
    expect(response.status).toBe(200);
    expect(((await response.json()) as { leaves: number[] }).leaves).toContain(body.leaf);
  }
  await expect.poll(copies, { timeout: 20_000 }).toEqual({});

  const after = await alerts();
  expect(after.map(({ _id, subject, firstAtMs }) => ({ _id, subject, firstAtMs }))).toEqual(
    before.map(({ _id, subject, firstAtMs }) => ({ _id, subject, firstAtMs })),
  );
  expect(after.every(({ quote, withheld }) => quote === '' && withheld)).toBe(true);
  const shown = (await (await moderator.get('/api/alerts?state=open')).json()) as { alerts: AlertView[] };
  expect(shown.alerts.filter(({ withheld }) => withheld)).toHaveLength(after.length);
  const told = { reason: 'request', at: expect.any(String) };
  expect(shown.alerts.map(({ withheldFor }) => withheldFor)).toEqual(shown.alerts.map(() => told));
  const address = `/api/broadcasts/${broadcast.publicId}/lines?fromMs=0&untilMs=60000`;
  const read = (await (await moderator.get(address)).json()) as LinesReply;
  expect(read.lines.map(({ utteranceId, text }) => [utteranceId, text])).toEqual([
    ['u1', null],
    ['u2', null],
    ['u3', '大家慢慢看'],
  ]);

  expect(read.lines.map(({ withheld }) => withheld)).toEqual([told, told, undefined]);

  const texts = await leavesOf(ground.store, broadcast._id);
  const said = texts.flatMap((text) => {
    const decoded = decodeLeaf(text);
    return decoded.ok && decoded.leaf.kind === 'withholding' ? [decoded.leaf] : [];
  });
  expect(said.map(({ of }) => of)).toContain(await leafOf('u1'));
  expect(said.every(({ reason, by }) => reason === 'request' && by !== undefined)).toBe(true);
  await verifies();
  const audits = await ground.store.audits.find({ action: 'values-withheld' }).lean();
  expect(audits.map(({ by, reason }) => [by.name, reason])).toEqual([
    ['The moderator', '当事人申请，个人信息保护法第四十七条'],
    ['The moderator', '当事人申请，个人信息保护法第四十七条'],
  ]);
});

test('asked again there is nothing left to withhold, and nothing is recorded twice', async () => {
  const { length } = await leavesOf(ground.store, broadcast._id);
  const body = { leaf: await leafOf('u1'), reason: 'order', note: 'once more' };
  const response = await withhold(moderator, body);
  expect(await response.json()).toEqual({ leaves: [] });
  const texts = (await leavesOf(ground.store, broadcast._id)).slice(length);
  expect(texts.some((text) => text.includes('"withholding"'))).toBe(false);
});

/** Everything that stands in the streams of Redis, as text. */
const inStreams = async (): Promise<string> => {
  const names = [keys.alerts, ...ALL_PARTITIONS.map((partition) => keys.utterances(partition))];
  const entries = await Promise.all(names.map((name) => ground.redis.xRange(name, '-', '+')));
  return JSON.stringify(entries);
};

test('whoever comes back to the feed is not told the words either', async () => {
  expect(await inStreams()).not.toContain('全国最好');
});

test('the last words of a room are gone from what the duties remember, and later lines make nothing of them', async () => {
  const told = [say('u4', `${NAME}说保质期十二个月，全网`, { atMs: 9_000 })];
  await post(server.url, token, 'withheld', lines(...told));
  await until('the line', async () => (await leafOf('u4')) >= 0);
  const state = () => ground.store.dutyStates.findOne({ _id: broadcast._id }).lean<{ state: unknown }>();
  await until('the ledger has it', async () => JSON.stringify(await state()).includes(NAME));
  await withhold(moderator, { leaf: await leafOf('u4'), reason: 'request', note: 'the person asked' });
  await expect.poll(copies, { timeout: 20_000 }).toEqual({});
  expect((await leafOf('u4')) >= 0).toBe(true);
  const before = (await alerts()).length;
  // With the line before it this would be 全网最低价.
  await post(
    server.url,
    token,
    'withheld',
    lines(say('u5', '最低价', { atMs: 9_500 }), say('u6', '好', { atMs: 9_900 })),
  );
  await until('the next line', async () => (await leafOf('u6')) >= 0);
  expect(
    (await alerts())
      .slice(before)
      .map(({ quote }) => quote)
      .join(),
  ).not.toContain('全网');
});

describe('picture and sound', () => {
  const files = () => createMediaFiles(dir);
  const piece = async (form: MediaDoc['form'], fromMs: number, untilMs: number): Promise<string> => {
    const bytes = Buffer.from(`${form} from ${fromMs}`);
    const sha256 = await files().put(bytes);
    const past = new Date(Date.now() - 600_000);
    utimesSync(files().path(sha256), past, past);
    await noteMedia(ground.store, {
      broadcastId: broadcast._id,
      form,
      track: 'main',
      run: 0,
      sequence: fromMs,
      fromMs,
      untilMs,
      sha256,
      bytes: bytes.length,
      container: form === 'sound' ? 'adts' : 'mpegts',
      fetchedAt: past,
      held: true,
      why: [form === 'sound' ? 'sound' : 'alert:a'],
      keepUntil: new Date(Date.now() + 3_600_000),
    });
    return sha256;
  };
  const stretch = { what: 'media', fromMs: 4_500, untilMs: 5_000, reason: 'request', note: 'a face' };
  const bytesOf = (sha256: string) =>
    moderator.get(`/api/broadcasts/${broadcast.publicId}/media/files/${sha256}`);

  test('a stretch is gone from the disk, from packs and from what comes late, and the log and the coverage say why', async () => {
    const { store } = ground;
    const [kept, gone, sound] = [
      await piece('segment', 0, 4_000),
      await piece('segment', 4_000, 8_000),
      await piece('sound', 0, 60_000),
    ];
    const packs = await tellPacks(store, dir, broadcast);
    expect((await bytesOf(gone)).status).toBe(200);
    expect((await withhold(host, stretch)).status).toBe(403);
    expect((await withhold(moderator, { ...stretch, untilMs: 4_500 })).status).toBe(400);
    const held = {
      broadcastId: broadcast._id,
      why: 'authority' as const,
      ref: 'case 3',
      by: { id: 't', name: 't' },
    };
    const hold = await placeHoldAlone(store, { ...held, at: new Date() });
    expect(await codeOf(await withhold(moderator, stretch))).toBe('conflict');
    await releaseHoldById(store, broadcast._id, hold._id, { by: held.by, at: new Date() });

    const reply = await withhold(moderator, stretch);
    expect([reply.status, await reply.json()]).toEqual([200, { leaves: [], pieces: 2 }]);
    expect([kept, gone, sound].map((one) => existsSync(files().path(one)))).toEqual([true, false, false]);
    expect([(await bytesOf(kept)).status, (await bytesOf(gone)).status]).toEqual([200, 404]);
    expect((await moderator.get(`/api/evidence-packs/${packs.madeId}/file`)).status).toBe(410);
    expect((await withhold(moderator, stretch)).status).toBe(404);
    const late = await piece('sound', 3_000, 6_000);
    const rule = { beforeMs: 0, afterMs: 0, momentMs: 1 };
    await sweepMedia({ store, files: files(), now: Date.now, rule });
    expect(existsSync(files().path(late))).toBe(false);

    const media = await moderator.get(`/api/broadcasts/${broadcast.publicId}/media?fromMs=0&untilMs=8000`);
    const { coverage } = (await media.json()) as BroadcastMedia;
    expect(coverage.picture).toMatchObject({
      percent: 50,
      gaps: [{ fromMs: 4_000, untilMs: 8_000, cause: 'withheld' }],
    });
    expect(coverage.sound.gaps.some(({ cause }) => cause === 'withheld')).toBe(true);
    const said = async () =>
      (await readLeaves(store, broadcast._id)).find(({ kind }) => kind === 'media-withholding');
    await until('it is recorded', async () => (await said()) !== undefined);
    expect(await said()).toMatchObject({
      fromMs: 4_500,
      untilMs: 5_000,
      reason: 'request',
      sha256: [gone, sound],
    });
    await verifies();
  });

  test('the evidence of an alert whose words are withheld holds the record that says so', async () => {
    await rememberLogKey(ground.store, verifierKey(signer), new Date());
    const isOfLine = ({ occurrences }: AlertDoc) => occurrences.some((one) => one.utteranceId === 'u1');
    const alert = (await alerts()).find(isOfLine);
    const evidence = () => moderator.get(`/api/alerts/${alert?._id}/evidence`);
    await expect.poll(async () => (await evidence()).status, { timeout: 20_000 }).toBe(200);
    const pack = (await (await evidence()).json()) as EvidencePack;
    const line = await leafOf('u1');
    expect(pack.leaves.map(({ index }) => index)).toContain(line);
    const notices = pack.leaves
      .map(({ text }) => JSON.parse(text))
      .filter(({ kind }) => kind === 'withholding');
    expect(notices).toContainEqual(expect.objectContaining({ of: line, reason: 'request' }));
    expect(verifyPack(pack, [signer])).toMatchObject({ ok: true });
  });

  test.each(['desk', 'public'] as const)(
    'a %s pack says what is withheld, why and since when, by the records',
    async (audience) => {
      const { store } = ground;
      const ask = () =>
        moderator.send('POST', '/api/evidence-packs', {
          publicId: broadcast.publicId,
          atMs: 5_000,
          language: 'en',
        });
      await expect.poll(async () => (await ask()).status, { timeout: 20_000 }).toBe(202);
      const { id } = (await (await ask()).json()) as { id: string };
      const doc = (await packById(store, id)) as EvidencePackDoc;
      await rememberLogKey(store, verifierKey(signer), new Date());
      const deps = { ...(await makerDeps(store, dir, false)), signer };
      const { zip } = await makePack(
        deps,
        { ...doc, identity: { ...doc.identity, audience } },
        async () => {},
      );
      const result = verifyPackZip(zip);
      if (!result.ok) throw new Error(`${result.step}: ${result.code}`);
      const records = await readLeaves(store, broadcast._id);
      const story = storyOf(result.document, result.records);
      const line = await leafOf('u1');
      const notice = records.find((leaf) => leaf.kind === 'withholding' && leaf.of === line);
      const told = { reason: 'request', at: notice?.receivedAt };
      expect(result.document.withheld).toContainEqual(expect.objectContaining({ ...told, of: line }));
      expect(result.document.withheld).toContainEqual(
        expect.objectContaining({ reason: 'request', fromMs: 4_500, untilMs: 5_000 }),
      );
      expect(story.lines.find(({ leaf }) => leaf === line)).toMatchObject({
        text: null,
        withheld: { reason: 'request' },
      });
      expect(
        story.claims.every(({ quote, withheld }) => quote !== '' || withheld?.reason === 'request'),
      ).toBe(true);
      expect(result.document.clipSays?.en).not.toContain('not recorded');
      expect(JSON.stringify(result.document)).not.toContain(NAME);
    },
  );
});
