import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ExhibitView } from '../../models/contract/exhibit.ts';
import { verifierKey } from '../../models/contract/log/note.ts';
import type { MarkReply } from '../../models/contract/mark.ts';
import { storyOf } from '../../models/contract/pack/story.ts';
import { verifyPackZip } from '../../models/contract/pack/verify.ts';
import type { PackJobView } from '../../models/contract/pack/view.ts';
import { rememberLogKey } from '../../models/store/log-keys.ts';
import { createMediaFiles } from '../../models/store/media-files.ts';
import { createPackFiles } from '../../models/store/pack-files.ts';
import { draw } from '../../worker/evidence-packs/draw.ts';
import { makeNextPack } from '../../worker/evidence-packs/keeper.ts';
import { readPageProgram } from '../../worker/evidence-packs/read-program.ts';
import { addPerson, type Client, clientOf, logIn, nobody, PASSWORD, until } from './harness.ts';
import { cookieOf, filesIn, type MarkedGround, openMarkedGround, pngOf } from './marked-ground.ts';
import { signer } from './worker/harness.ts';

/*
 * A mark is made into a pack and taken back, and an account that has marked is closed.
 */
const PNG = pngOf(randomBytes(5_000));
let on: MarkedGround;

beforeAll(async () => {
  on = await openMarkedGround();
});
afterAll(() => on?.close());

/** Has the pack of a mark made. */
const packOf = async (who: Client, id: string): Promise<PackJobView | undefined> => {
  const { store } = on.ground;
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
    media: createMediaFiles(on.mediaDir),
    packs: createPackFiles(on.packsDir),
    ffmpeg: null,
    page: await readPageProgram(process.cwd()),
    draw,
  };
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  expect(await makeNextPack({ ...maker, owner: 'test', now: Date.now, log })).toBe(true);
  return job;
};

/** Collections that hold the words anywhere. */
const copiesOf = async (words: string): Promise<string[]> => {
  const found: string[] = [];
  for (const { name } of await on.ground.store.connection.listCollections())
    if (JSON.stringify(await on.ground.store.connection.collection(name).find({}).toArray()).includes(words))
      found.push(name);
  return found;
};

test('the pack of a mark holds it with the words, what was suspected, and what was brought; it is its author’s and the platform’s', async () => {
  const { who, id, code } = await on.marked();
  const brought = (await (await on.upload(who, id, '付款.png', PNG, 'payment')).json()) as ExhibitView;
  const job = await packOf(who, id);
  expect(job).toMatchObject({ audience: 'desk', state: 'waiting' });

  const elsewhere = await on.openWith(code);
  const [view] = (await on.mine(elsewhere)).marks;
  expect(view?.packs).toMatchObject([{ id: job?.id, state: 'made', percent: 100 }]);
  const file = view?.packs[0]?.file ?? '';
  const zip = new Uint8Array(await (await elsewhere.get(file)).arrayBuffer());
  // A restore brings back no packs: who asks again has the same one.
  await createPackFiles(on.packsDir).remove(createHash('sha256').update(zip).digest('hex'));
  expect((await elsewhere.get(file)).status).toBe(404);
  expect(await packOf(who, id)).toMatchObject({ id: job?.id, state: 'waiting' });
  expect(Buffer.from(await (await elsewhere.get(file)).arrayBuffer()).equals(zip)).toBe(true);
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

  expect((await (await logIn(on.server.url, 'moderator')).get(file)).status).toBe(200);
  const { who: other } = await on.marked();
  for (const asker of [other, await logIn(on.server.url, 'host'), await logIn(on.server.url, 'consumer')])
    expect((await asker.get(file)).status).toBe(404);
  expect((await who.send('DELETE', `/api/exhibits/${brought.id}`)).status).toBe(204);
  expect((await elsewhere.get(file)).status).toBe(410);
  expect(filesIn(on.packsDir)).toEqual([]);
});

test('a mark that is taken back: own words are gone from every copy, the record stays and says so', async () => {
  const secret = `只有我会这样写${randomBytes(4).toString('hex')}`;
  const response = await on.mark(nobody(on.server.url), { words: secret });
  const who = clientOf(on.server.url, cookieOf(response), '');
  const { mark: made } = (await response.json()) as MarkReply;
  const { leaf } = await on.recorded(who, made.id);
  expect(await (await who.send('DELETE', `/api/marks/${made.id}`)).json()).toMatchObject({
    state: 'taken-back',
    leaf,
  });
  await expect.poll(() => copiesOf(secret), { timeout: 20_000 }).toEqual([]);
  expect((await on.leavesWith('withholding')).filter(({ of }) => of === leaf)).toMatchObject([
    { fields: ['note'], reason: 'request' },
  ]);
  expect((await on.leavesWith('marker')).some(({ markerId }) => markerId === made.id)).toBe(true);
  expect(await on.ground.store.holds.countDocuments({ ref: made.id, open: true })).toBe(0);
  expect((await who.send('POST', `/api/marks/${made.id}/packs`, { language: 'en' })).status).toBe(410);
  expect((await on.upload(who, made.id, 'late.png', PNG)).status).toBe(410);
});

test('an account that is closed takes along what was written, brought, asked for and packed; the moment stays, and holds nothing', async () => {
  const { store } = on.ground;
  const { id: leaver } = await addPerson(store, 'consumer', { login: 'leaver' });
  const who = await logIn(on.server.url, 'leaver');
  const [words, named, said] = ['写', '名', '说'].map((what) => `${what}${randomBytes(6).toString('hex')}`);
  const { mark: made } = (await (await on.mark(who, { words })).json()) as MarkReply;
  await on.recorded(who, made.id);
  const brought = (await (await on.upload(who, made.id, `${named}.png`, PNG)).json()) as ExhibitView;
  await until('its record', async () =>
    (await on.leavesWith('exhibit')).some(({ exhibitId }) => exhibitId === brought.id),
  );
  await packOf(who, made.id);
  expect([filesIn(on.mediaDir).length, filesIn(on.packsDir).length]).toEqual([1, 1]);
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const times = { boughtAt: at, fromAt: at, minutes: 5 };
  const asked = { room: '别处', seller: '', product: '', orderNumber: 'A20261123-7', said, ...times };
  expect((await who.send('POST', '/api/requests', asked)).status).toBe(201);

  expect((await who.send('POST', '/api/account/close', { password: PASSWORD })).status).toBe(204);
  expect([filesIn(on.mediaDir), filesIn(on.packsDir)]).toEqual([[], []]);
  for (const gone of [words, named, said])
    await expect.poll(() => copiesOf(gone ?? ''), { timeout: 20_000 }).toEqual([]);
  expect(await store.holds.countDocuments({ open: true, ref: { $in: [made.id, brought.id] } })).toBe(0);
  expect(await store.marks.findOne({ _id: made.id }).lean()).toMatchObject({ atMs: 41_000 });
  expect((await on.leavesWith('marker')).some(({ markerId }) => markerId === made.id)).toBe(true);
  const left = await copiesOf(leaver);
  for (const { collection } of [store.marks, store.releaseRequests, store.evidencePacks, store.users])
    expect(left).not.toContain(collection.name);
});
