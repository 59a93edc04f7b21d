// tidy: long because a mark is one story: placed, found again, brought files to, made into a pack, taken back.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ExhibitView } from '../../models/contract/exhibit.ts';
import { asMarkId } from '../../models/contract/ids.ts';
import { decodeLeaf, type LeafOf } from '../../models/contract/log/leaf.ts';
import { verifierKey } from '../../models/contract/log/note.ts';
import type { MarkReply, MarkView, MineReply } from '../../models/contract/mark.ts';
import { storyOf } from '../../models/contract/pack/story.ts';
import { verifyPackZip } from '../../models/contract/pack/verify.ts';
import type { PackJobView } from '../../models/contract/pack/view.ts';
import type { ErrorReply } from '../../models/contract/people.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { keepForMarks } from '../../models/store/keep-for-marks.ts';
import { noteMedia } from '../../models/store/keep-media.ts';
import { rememberLogKey } from '../../models/store/log-keys.ts';
import { markMedia } from '../../models/store/mark-media.ts';
import { placeMark } from '../../models/store/marks.ts';
import type { MediaDoc } from '../../models/store/media-documents.ts';
import { createMediaFiles } from '../../models/store/media-files.ts';
import { createPackFiles } from '../../models/store/pack-files.ts';
import { draw } from '../../worker/evidence-packs/draw.ts';
import { makeNextPack } from '../../worker/evidence-packs/keeper.ts';
import { readPageProgram } from '../../worker/evidence-packs/read-program.ts';
import { sweepMedia } from '../../worker/media/sweep.ts';
import type { Worker } from '../../worker/worker.ts';
import {
  addBroadcast,
  addPerson,
  addToken,
  type Client,
  clientOf,
  codeOf,
  type Ground,
  lines,
  logIn,
  nobody,
  openGround,
  openServer,
  PASSWORD,
  post,
  say,
  type TestServer,
  until,
} from './harness.ts';
import { sealedOf } from './sealed.ts';
import { leavesOf, signer, startWorker } from './worker/harness.ts';

/*
 * A moment is marked without an account and with one, found again, brought files to, and taken back.
 */
const NUMBER = '13800138000';
const WORDS = `听了这句就买了，我的电话${NUMBER}`;
const mediaDir = mkdtempSync(join(tmpdir(), 'exhibits-'));
const packsDir = mkdtempSync(join(tmpdir(), 'mark-packs-'));
let ground: Ground;
let server: TestServer;
let worker: Worker;
let broadcast: BroadcastDoc;
let hidden: BroadcastDoc;

beforeAll(async () => {
  ground = await openGround();
  server = await openServer(ground, {
    env: { MEDIA_DIR: mediaDir, PACKS_DIR: packsDir, EXHIBITS_BYTES_MAX: '200000000' },
  });
  for (const role of ['moderator', 'consumer', 'host'] as const) await addPerson(ground.store, role);
  worker = startWorker(ground, { dutiesOf: server.policies.dutiesOf });
  const { token } = await addToken(ground.store);
  broadcast = await addBroadcast(ground, server.url, token, 'marked');
  hidden = await addBroadcast(ground, server.url, token, 'hidden');
  await ground.store.broadcasts.updateOne({ _id: broadcast._id }, { $set: { public: true } });
  const events = [
    {
      type: 'product',
      action: 'introduced',
      productId: 'p1',
      atMs: 1_000,
      name: '山茶花面霜',
      category: 'cosmetics',
    },
    say('u1', '这款是全国最好的，三天美白', { atMs: 41_000 }),
  ];
  await post(server.url, token, 'marked', lines(...events));
  await until('the alert', async () => (await ground.store.alerts.countDocuments({})) > 0);
});
afterAll(async () => {
  await worker?.stop();
  await server?.close();
  await ground?.close();
  for (const dir of [mediaDir, packsDir]) rmSync(dir, { recursive: true, force: true });
});

const leavesWith = async <Kind extends 'marker' | 'exhibit' | 'withholding'>(
  kind: Kind,
): Promise<LeafOf<Kind>[]> =>
  (await leavesOf(ground.store, broadcast._id)).flatMap((text) => {
    const decoded = decodeLeaf(text);
    return decoded.ok && decoded.leaf.kind === kind ? [decoded.leaf as LeafOf<Kind>] : [];
  });

const cookieOf = (response: Response): string =>
  (response.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';

const mark = async (who: Client, more: Record<string, unknown> = {}): Promise<Response> =>
  who.send('POST', '/api/marks', { publicId: broadcast.publicId, atMs: 41_000, ...more });

const mine = async (who: Client): Promise<MineReply> =>
  (await (await who.get('/api/mine')).json()) as MineReply;

const openWith = async (code: string): Promise<Client> => {
  const response = await nobody(server.url).send('POST', '/api/mine/code', { code });
  expect(response.status).toBe(200);
  return clientOf(server.url, cookieOf(response), '');
};

const recorded = async (who: Client, id: string): Promise<MarkView> => {
  let found: MarkView | undefined;
  await until('the record', async () => {
    found = (await mine(who)).marks.find((one) => one.id === id);
    return found?.leaf !== undefined;
  });
  if (!found) throw new Error('gone');
  return found;
};

/** Somebody without an account who has marked the line. */
const marked = async (): Promise<{ code: string; id: string; who: Client }> => {
  const response = await mark(nobody(server.url), { words: WORDS });
  const { mark: view, code = '' } = (await response.json()) as MarkReply;
  return { code, id: view.id, who: clientOf(server.url, cookieOf(response), '') };
};

test('a line is marked without an account: told a code once, found again with it, and recorded with the words as a commitment', async () => {
  const sealed = await sealedOf(ground.store, broadcast._id);
  const leaf = sealed.find(({ utterance }) => utterance?.id === 'u1')?.leafIndex;
  const response = await mark(nobody(server.url), {
    leaf,
    words: WORDS,
    productId: 'p1',
    bought: { day: '2026-11-20', hour: 20 },
  });
  expect(response.status).toBe(201);
  const { mark: made, code = '' } = (await response.json()) as MarkReply;
  expect(code).toMatch(/^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
  const here = clientOf(server.url, cookieOf(response), '');
  const view = await recorded(here, made.id);
  expect(view).toMatchObject({
    atMs: 41_000,
    state: 'recorded',
    line: '这款是全国最好的，三天美白',
    product: { id: 'p1', name: '山茶花面霜' },
    bought: { day: '2026-11-20', hour: 20 },
  });
  expect(view.words).toBe('听了这句就买了，我的电话138****8000');
  // What is suspected of the moment is shown to whoever marked it.
  expect(view.claims.map(({ quote, upheld }) => [quote, upheld])).toContainEqual(['全国最好', false]);
  expect(view.media.picture).toMatchObject({ keptMs: 0, goneMs: 0 });

  const elsewhere = await openWith(code.toLowerCase().replaceAll('-', ' '));
  expect((await mine(elsewhere)).marks.map(({ id }) => id)).toEqual([made.id]);
  const [marker] = await leavesWith('marker');
  expect(marker).toMatchObject({ markerId: made.id, of: leaf, productId: 'p1', atMs: 41_000 });
  expect(marker?.by).toBeUndefined();
  const everything = JSON.stringify([
    await leavesOf(ground.store, broadcast._id),
    await ground.store.marks.find().lean(),
    await ground.store.sealed.find().lean(),
    await ground.store.audits.find().lean(),
  ]);
  for (const secret of [NUMBER, code, code.replaceAll('-', '')]) expect(everything).not.toContain(secret);
  expect(await ground.store.holds.countDocuments({ why: 'mark', ref: made.id, open: true })).toBe(1);
  const audited = await ground.store.audits.findOne({ action: 'moment-marked' }).lean();
  expect(audited).toMatchObject({ subject: broadcast.publicId, by: { id: `mark:${made.id}` } });
});

test('what cannot be marked or opened', async () => {
  const anyone = nobody(server.url);
  expect((await mark(anyone, { publicId: hidden.publicId })).status).toBe(404);
  expect(await codeOf(await mark(anyone, { atMs: 86_400_000 }))).toBe('invalid');
  expect(await codeOf(await mark(anyone, { leaf: 0 }))).toBe('invalid');
  expect(await codeOf(await mark(anyone, { productId: 'none' }))).toBe('invalid');
  expect((await anyone.get('/api/mine')).status).toBe(401);
  const { code, id } = await marked();
  const mistyped = code.replace(/^./, (letter) => (letter === '7' ? '8' : '7'));
  expect(await codeOf(await anyone.send('POST', '/api/mine/code', { code: mistyped }))).toBe('invalid');
  const foreign = { Origin: 'http://elsewhere.example' };
  expect(await codeOf(await anyone.send('POST', '/api/mine/code', { code }, foreign))).toBe('origin');
  const { who: other } = await marked();
  for (const asker of [other, await logIn(server.url, 'consumer'), await logIn(server.url, 'host')]) {
    expect((await asker.send('DELETE', `/api/marks/${id}`)).status).toBe(404);
    expect((await asker.send('POST', `/api/marks/${id}/packs`, { language: 'en' })).status).toBe(404);
  }
});

test('a mark of before comes to the account with its code, and the code goes on opening it', async () => {
  const { code, id } = await marked();
  const consumer = await logIn(server.url, 'consumer');
  const own = (await (await mark(consumer, { words: '还有这句' })).json()) as MarkReply;
  expect(own.code).toBeUndefined();
  const adopted = (await (await consumer.send('POST', '/api/mine/code', { code })).json()) as MineReply;
  expect(adopted).toMatchObject({ by: 'account', adopted: 1 });
  expect(adopted.marks.map((one) => one.id)).toEqual(expect.arrayContaining([id, own.mark.id]));
  expect((await mine(await openWith(code))).marks.map((one) => one.id)).toEqual([id]);
});

test('whoever dies between the mark and its record: it is recorded all the same, and once', async () => {
  const id = asMarkId(randomBytes(16).toString('base64url'));
  const at = new Date(Date.now() - 60_000);
  const { _id: broadcastId, publicId, roomId } = broadcast;
  const keeper = { of: 'code', hash: 'f'.repeat(64) } as const;
  // As the server leaves it behind that died before the event was on the stream.
  await placeMark(
    ground.store,
    { _id: id, broadcastId, publicId, roomId, atMs: 9_000, at, codeHash: keeper.hash },
    keeper,
  );
  await until(
    'the sweep',
    async () => (await ground.store.marks.findOne({ _id: id }).lean())?.leafIndex !== undefined,
  );
  // And once more, as if Redis had forgotten that it was there.
  await ground.redis.del(await ground.redis.keys('*seen*'));
  await ground.store.audits.updateOne({ 'details._id': id }, { $set: { unlogged: true } });
  await until(
    'the second sweep',
    async () => (await ground.store.audits.countDocuments({ 'details._id': id, unlogged: true })) === 0,
  );
  const { who } = await marked();
  const [last] = (await mine(who)).marks;
  await recorded(who, last?.id ?? '');
  expect((await leavesWith('marker')).filter(({ markerId }) => markerId === id)).toHaveLength(1);
});

test('picture and sound of a moment stay for a mark, also one placed long after it; what has gone and what never was are told apart', async () => {
  const { store } = ground;
  const files = createMediaFiles(packsDir);
  const momentMs = 1_155 * 24 * 3_600_000;
  const rule = { beforeMs: 30_000, afterMs: 60_000, momentMs };
  const now = Date.now();
  const soon = new Date(now + 60_000);
  const piece = async (n: number, more: Partial<MediaDoc>): Promise<string> => {
    const sha256 = await files.put(Buffer.from(`piece ${n} ${more.form}`));
    await noteMedia(store, {
      ...{
        broadcastId: hidden._id,
        form: 'segment',
        track: 'main',
        run: 0,
        sequence: n,
        container: 'mpegts',
      },
      ...{ fromMs: 200_000 + n * 10_000, untilMs: 210_000 + n * 10_000, sha256, bytes: 9, held: true },
      ...{ fetchedAt: new Date(now - 600_000), why: ['alert:a'], keepUntil: soon },
      ...more,
    } as MediaDoc);
    return sha256;
  };
  // Before the mark is placed: a piece that passes through, some that show a claim, one that has gone, one that never came.
  await piece(0, { why: ['ring'] });
  for (const n of [1, 2, 3, 4]) await piece(n, {});
  await piece(5, { held: false, why: [] });
  await piece(7, { why: ['ring'], fromMs: 400_000, untilMs: 410_000 });
  await piece(0, { form: 'sound', container: 'adts', why: ['sound'], untilMs: 260_000 });
  const id = asMarkId(randomBytes(16).toString('base64url'));
  const keeper = { of: 'code', hash: 'e'.repeat(64) } as const;
  const { _id: broadcastId, publicId, roomId } = hidden;
  const mark = {
    _id: id,
    broadcastId,
    publicId,
    roomId,
    atMs: 220_000,
    at: new Date(now),
    codeHash: keeper.hash,
  };
  await placeMark(store, mark, keeper);

  expect(await keepForMarks(store, rule, new Date(now))).toBe(5);
  expect(await keepForMarks(store, rule, new Date(now))).toBe(0);
  await sweepMedia({ store, files, now: () => now + 86_400_000, rule });
  const held = await store.media
    .find({ broadcastId, held: true })
    .sort({ form: 1, sequence: 1 })
    .lean<MediaDoc[]>();
  expect(held.map(({ form, sequence }) => `${form} ${sequence}`)).toEqual([
    ...[0, 1, 2, 3, 4].map((n) => `segment ${n}`),
    'sound 0',
  ]);
  expect(held.every(({ why }) => why.includes(`marker:${id}`))).toBe(true);
  const kept = await markMedia(store, mark, { _id: broadcastId, startedAt: new Date(0), atMs: 300_000 }, now);
  expect(kept).toEqual({
    fromMs: 190_000,
    untilMs: 280_000,
    picture: { keptMs: 50_000, goneMs: 10_000, missedMs: 30_000, comingMs: 0 },
    sound: { keptMs: 60_000, goneMs: 0, missedMs: 30_000, comingMs: 0 },
  });
  const live = { _id: broadcastId, startedAt: new Date(now - 60_000 - 240_000), atMs: 240_000 };
  expect((await markMedia(store, mark, live, now)).picture).toMatchObject({
    comingMs: 20_000,
    missedMs: 10_000,
  });
  await store.media.deleteMany({ broadcastId });
  rmSync(packsDir, { recursive: true, force: true });
});

const upload = async (
  who: Client,
  id: string,
  name: string,
  body: Uint8Array,
  kind = 'other',
): Promise<Response> =>
  fetch(`${server.url}/api/marks/${id}/exhibits?kind=${kind}`, {
    method: 'POST',
    headers: {
      cookie: who.cookie,
      'X-CSRF-Token': who.csrf,
      'X-File-Name': encodeURIComponent(name),
    },
    body: body as BodyInit,
  });

const pngChunk = (type: string, data: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
};
const PNG = Buffer.concat([
  Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  pngChunk('IHDR', Buffer.alloc(13)),
  pngChunk('IDAT', randomBytes(5_000)),
  pngChunk('IEND', Buffer.alloc(0)),
]);
const filesKept = (): string[] =>
  readdirSync(mediaDir, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ name }) => name);

test('a file is kept by its hash, recorded with its name as a commitment, and given out as an attachment to its owner and moderators', async () => {
  const { who, id } = await marked();
  const response = await upload(who, id, '订单截图 微信13800138000.png', PNG, 'order');
  expect(response.status).toBe(201);
  const made = (await response.json()) as ExhibitView;
  const sha256 = createHash('sha256').update(PNG).digest('hex');
  expect(made).toMatchObject({ sha256, bytes: PNG.length, type: 'image/png', kind: 'order' });
  expect(made.name).not.toContain(NUMBER);
  expect(await (await upload(who, id, 'again.png', PNG)).json()).toMatchObject({ id: made.id });
  await until('its record', async () =>
    (await leavesWith('exhibit')).some(({ exhibitId }) => exhibitId === made.id),
  );
  const leaf = (await leavesWith('exhibit')).find(({ exhibitId }) => exhibitId === made.id);
  expect(leaf).toMatchObject({ from: 'user', sha256, bytes: PNG.length, type: 'image/png', markerId: id });

  const file = await who.get(made.file ?? '');
  expect(Buffer.from(await file.arrayBuffer()).equals(PNG)).toBe(true);
  expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(file.headers.get('content-security-policy')).toContain('sandbox');
  expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  expect((await (await logIn(server.url, 'moderator')).get(made.file ?? '')).status).toBe(200);
  const read = await ground.store.audits.find({ action: 'exhibit-read', subject: made.id }).lean();
  expect(read.map(({ by }) => by.name)).toEqual(['holder of a recovery code', 'The moderator']);
  const { who: other } = await marked();
  for (const asker of [other, await logIn(server.url, 'consumer'), await logIn(server.url, 'host')])
    expect((await asker.get(made.file ?? '')).status).toBe(404);
  expect((await nobody(server.url).get(made.file ?? '')).status).toBe(401);
  const byHash = `/api/broadcasts/${broadcast.publicId}/media/files/${sha256}`;
  expect((await who.get(byHash)).status).not.toBe(200);

  expect((await who.send('DELETE', `/api/exhibits/${made.id}`)).status).toBe(204);
  expect((await who.get(made.file ?? '')).status).toBe(404);
  expect(filesKept()).toEqual([]);
  await until('the name is withheld', async () =>
    (await leavesWith('withholding')).some(({ fields }) => fields.includes('name')),
  );
});

/** What a client gets that announces so many bytes and sends some of them. */
const announce = (
  who: Client,
  id: string,
  announced: number,
  sent: Uint8Array,
  cut = false,
): Promise<number> =>
  new Promise((done, failed) => {
    const { port } = new URL(server.url);
    const headers = { cookie: who.cookie, 'Content-Length': String(announced), 'X-File-Name': 'film.mp4' };
    const going = request({ port, method: 'POST', path: `/api/marks/${id}/exhibits`, headers }, (answer) => {
      answer.resume();
      done(answer.statusCode ?? 0);
    });
    going.on('error', (error) => (cut ? done(0) : failed(error)));
    going.write(sent);
    if (cut) setTimeout(() => going.destroy(), 300);
  });

test('what is no such file, too long, cut off or not what its name says leaves nothing behind', async () => {
  const { who, id } = await marked();
  const said = async (name: string, body: Uint8Array) => {
    const response = await upload(who, id, name, body);
    const { error } = (await response.json()) as ErrorReply;
    return [response.status, error.field, error.message];
  };
  expect(await said('photo.jpg', PNG)).toEqual([
    415,
    'content',
    expect.stringContaining('ends in .jpg, but its content is image/png'),
  ]);
  expect((await said('page.txt', Buffer.from('<!doctype html><script>alert(1)</script>')))[1]).toBe(
    'content',
  );
  expect((await said('report.pdf', Buffer.from([0x4d, 0x5a, 0, 1, 2])))[1]).toBe('content');
  expect((await said('run.exe', PNG))[1]).toBe('name');
  expect(await said('订单.png', PNG.subarray(0, 20))).toEqual([
    415,
    'cut',
    'the file is cut short: a whole .png file does not end like this; nothing was kept',
  ]);
  expect((await said('订单.png', PNG.subarray(0, PNG.length - 12)))[1]).toBe('cut');
  const noise = Buffer.concat([PNG.subarray(0, 8), randomBytes(40)]);
  expect((await said('订单.png', noise))[2]).toBe(
    'the file begins like a .png file, but is none; nothing was kept',
  );
  expect((await said('folder/', PNG))[0]).toBe(400);
  expect(await announce(who, id, 5 * 1024 ** 3, PNG)).toBe(413);
  const film = Buffer.concat([Buffer.from('\0\0\0\x20ftypisom', 'latin1'), randomBytes(500_000)]);
  expect(await announce(who, id, 50_000_000, film, true)).toBe(0);
  // More than one person may bring.
  expect(await announce(who, id, 201_000_000, film)).toBe(409);
  await until('nothing is left of it', () => filesKept().length === 0);
  expect((await mine(who)).marks[0]?.exhibits).toEqual([]);
});

/** Has the pack of a mark made. */
const packOf = async (who: Client, id: string): Promise<PackJobView | undefined> => {
  const { store } = ground;
  await rememberLogKey(store, verifierKey(signer), new Date());
  let job: PackJobView | undefined;
  await until('a signed head', async () => {
    const response = await who.send('POST', `/api/marks/${id}/packs`, { language: 'zh-Hans' });
    if (response.status === 202) job = (await response.json()) as PackJobView;
    return job !== undefined;
  });
  const maker = {
    store,
    signer,
    media: createMediaFiles(mediaDir),
    packs: createPackFiles(packsDir),
    ffmpeg: null,
    page: await readPageProgram(process.cwd()),
    draw,
  };
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  expect(await makeNextPack({ ...maker, owner: 'test', now: Date.now, log })).toBe(true);
  return job;
};

const packsKept = (): string[] =>
  readdirSync(packsDir, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ name }) => name);

/** Collections that hold the words anywhere. */
const copiesOf = async (words: string): Promise<string[]> => {
  const found: string[] = [];
  for (const { name } of await ground.store.connection.listCollections())
    if (JSON.stringify(await ground.store.connection.collection(name).find({}).toArray()).includes(words))
      found.push(name);
  return found;
};

test('the pack of a mark holds it with the words, what was suspected, and what was brought; it is its author’s and the platform’s', async () => {
  const { who, id, code } = await marked();
  const brought = (await (await upload(who, id, '付款.png', PNG, 'payment')).json()) as ExhibitView;
  const job = await packOf(who, id);
  expect(job).toMatchObject({ audience: 'desk', state: 'waiting' });

  const elsewhere = await openWith(code);
  const [view] = (await mine(elsewhere)).marks;
  expect(view?.packs).toMatchObject([{ id: job?.id, state: 'made', percent: 100 }]);
  const file = view?.packs[0]?.file ?? '';
  const zip = new Uint8Array(await (await elsewhere.get(file)).arrayBuffer());
  const result = verifyPackZip(zip);
  if (!result.ok) throw new Error(`${result.step}: ${result.code} ${result.leafIndex} ${result.file}`);
  const { document, records } = result;
  const sha256 = createHash('sha256').update(PNG).digest('hex');
  expect(document.exhibits).toMatchObject([
    { name: '付款.png', sha256, bytes: PNG.length, type: 'image/png', file: `exhibits/${sha256}.png` },
  ]);
  expect(document.findings.length).toBeGreaterThan(0);
  const story = storyOf(document, records);
  expect(story.standing).toBe('suspected');
  expect(story.marked?.words).toBe('听了这句就买了，我的电话138****8000');
  // Every byte of what was brought is held against its record.
  const at = zip.findIndex(
    (_, i) =>
      i + 8 < zip.length &&
      Buffer.from(zip.subarray(i, i + 8)).equals(PNG.subarray(0, 8)) &&
      zip[i + 100] === PNG[100],
  );
  const broken = Uint8Array.from(zip);
  broken[at + 2_000] = (broken[at + 2_000] ?? 0) ^ 1;
  expect(verifyPackZip(broken).ok).toBe(false);

  expect((await (await logIn(server.url, 'moderator')).get(file)).status).toBe(200);
  const { who: other } = await marked();
  for (const asker of [other, await logIn(server.url, 'host'), await logIn(server.url, 'consumer')])
    expect((await asker.get(file)).status).toBe(404);
  expect((await who.send('DELETE', `/api/exhibits/${brought.id}`)).status).toBe(204);
  expect((await elsewhere.get(file)).status).toBe(410);
  expect(packsKept()).toEqual([]);
});

test('a mark that is taken back: own words are gone from every copy, the record stays and says so', async () => {
  const secret = `只有我会这样写${randomBytes(4).toString('hex')}`;
  const response = await mark(nobody(server.url), { words: secret });
  const who = clientOf(server.url, cookieOf(response), '');
  const { mark: made } = (await response.json()) as MarkReply;
  const { leaf } = await recorded(who, made.id);
  expect(await (await who.send('DELETE', `/api/marks/${made.id}`)).json()).toMatchObject({
    state: 'taken-back',
    leaf,
  });
  await expect.poll(() => copiesOf(secret), { timeout: 20_000 }).toEqual([]);
  expect((await leavesWith('withholding')).filter(({ of }) => of === leaf)).toMatchObject([
    { fields: ['note'], reason: 'request' },
  ]);
  expect((await leavesWith('marker')).some(({ markerId }) => markerId === made.id)).toBe(true);
  expect(await ground.store.holds.countDocuments({ ref: made.id, open: true })).toBe(0);
  expect((await who.send('POST', `/api/marks/${made.id}/packs`, { language: 'en' })).status).toBe(410);
  expect((await upload(who, made.id, 'late.png', PNG)).status).toBe(410);
});

test('an account that is closed takes along what was written, brought, asked for and packed; the moment stays, and holds nothing', async () => {
  const { store } = ground;
  const { id: leaver } = await addPerson(store, 'consumer', { login: 'leaver' });
  const who = await logIn(server.url, 'leaver');
  const [words, named, said] = ['写', '名', '说'].map((what) => `${what}${randomBytes(6).toString('hex')}`);
  const { mark: made } = (await (await mark(who, { words })).json()) as MarkReply;
  await recorded(who, made.id);
  const brought = (await (await upload(who, made.id, `${named}.png`, PNG)).json()) as ExhibitView;
  await until('its record', async () =>
    (await leavesWith('exhibit')).some(({ exhibitId }) => exhibitId === brought.id),
  );
  await packOf(who, made.id);
  expect([filesKept().length, packsKept().length]).toEqual([1, 1]);
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const times = { boughtAt: at, fromAt: at, minutes: 5 };
  const asked = { room: '别处', seller: '', product: '', orderNumber: 'A20261123-7', said, ...times };
  expect((await who.send('POST', '/api/requests', asked)).status).toBe(201);

  expect((await who.send('POST', '/api/account/close', { password: PASSWORD })).status).toBe(204);
  expect([filesKept(), packsKept()]).toEqual([[], []]);
  for (const gone of [words, named, said])
    await expect.poll(() => copiesOf(gone ?? ''), { timeout: 20_000 }).toEqual([]);
  expect(await store.holds.countDocuments({ open: true, ref: { $in: [made.id, brought.id] } })).toBe(0);
  expect(await store.marks.findOne({ _id: made.id }).lean()).toMatchObject({ atMs: 41_000 });
  expect((await leavesWith('marker')).some(({ markerId }) => markerId === made.id)).toBe(true);
  const left = await copiesOf(leaver);
  for (const { collection } of [store.marks, store.releaseRequests, store.evidencePacks, store.users])
    expect(left).not.toContain(collection.name);
});
