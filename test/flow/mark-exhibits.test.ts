import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ExhibitView } from '../../models/contract/exhibit.ts';
import type { ErrorReply } from '../../models/contract/people.ts';
import { type Client, logIn, nobody, until } from './harness.ts';
import { filesIn, type MarkedGround, NUMBER, openMarkedGround, pngOf } from './marked-ground.ts';

/*
 * Files are brought to a mark: kept by their hash, or refused without a trace.
 */
const PNG = pngOf(randomBytes(5_000));
let on: MarkedGround;

beforeAll(async () => {
  on = await openMarkedGround();
});
afterAll(() => on?.close());

test('a file is kept by its hash, recorded with its name as a commitment, and given out as an attachment to its owner and moderators', async () => {
  const { who, id } = await on.marked();
  const response = await on.upload(who, id, '订单截图 微信13800138000.png', PNG, 'order');
  expect(response.status).toBe(201);
  const made = (await response.json()) as ExhibitView;
  const sha256 = createHash('sha256').update(PNG).digest('hex');
  expect(made).toMatchObject({ sha256, bytes: PNG.length, type: 'image/png', kind: 'order' });
  expect(made.name).not.toContain(NUMBER);
  expect(await (await on.upload(who, id, 'again.png', PNG)).json()).toMatchObject({ id: made.id });
  await until('its record', async () =>
    (await on.leavesWith('exhibit')).some(({ exhibitId }) => exhibitId === made.id),
  );
  const leaf = (await on.leavesWith('exhibit')).find(({ exhibitId }) => exhibitId === made.id);
  expect(leaf).toMatchObject({ from: 'user', sha256, bytes: PNG.length, type: 'image/png', markerId: id });

  const file = await who.get(made.file ?? '');
  expect(Buffer.from(await file.arrayBuffer()).equals(PNG)).toBe(true);
  expect(file.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(file.headers.get('content-security-policy')).toContain('sandbox');
  expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  expect((await (await logIn(on.server.url, 'moderator')).get(made.file ?? '')).status).toBe(200);
  const read = await on.ground.store.audits.find({ action: 'exhibit-read', subject: made.id }).lean();
  expect(read.map(({ by }) => by.name)).toEqual(['holder of a recovery code', 'The moderator']);
  const { who: other } = await on.marked();
  for (const asker of [other, await logIn(on.server.url, 'consumer'), await logIn(on.server.url, 'host')])
    expect((await asker.get(made.file ?? '')).status).toBe(404);
  expect((await nobody(on.server.url).get(made.file ?? '')).status).toBe(401);
  const byHash = `/api/broadcasts/${on.broadcast.publicId}/media/files/${sha256}`;
  expect((await who.get(byHash)).status).not.toBe(200);

  expect((await who.send('DELETE', `/api/exhibits/${made.id}`)).status).toBe(204);
  expect((await who.get(made.file ?? '')).status).toBe(404);
  expect(filesIn(on.mediaDir)).toEqual([]);
  await until('the name is withheld', async () =>
    (await on.leavesWith('withholding')).some(({ fields }) => fields.includes('name')),
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
    const { port } = new URL(on.server.url);
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
  const { who, id } = await on.marked();
  const said = async (name: string, body: Uint8Array) => {
    const response = await on.upload(who, id, name, body);
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
  await until('nothing is left of it', () => filesIn(on.mediaDir).length === 0);
  expect((await on.mine(who)).marks[0]?.exhibits).toEqual([]);
});
