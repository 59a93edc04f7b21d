import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { decodeLeaf, type LeafOf } from '../../models/contract/log/leaf.ts';
import type { MarkReply, MarkView, MineReply } from '../../models/contract/mark.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import {
  addBroadcast,
  addPerson,
  addToken,
  type Client,
  clientOf,
  type Ground,
  lines,
  nobody,
  openGround,
  openServer,
  post,
  say,
  type TestServer,
  until,
} from './harness.ts';
import { leavesOf, startWorker } from './worker/harness.ts';

export const NUMBER = '13800138000';
export const WORDS = `听了这句就买了，我的电话${NUMBER}`;

export const cookieOf = (response: Response): string =>
  (response.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';

/** Files under a folder, by name. */
export const filesIn = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ name }) => name);

/** A public broadcast with a suspected line, one that is not public, and what those do who mark moments of it. */
export interface MarkedGround {
  readonly ground: Ground;
  readonly server: TestServer;
  readonly broadcast: BroadcastDoc;
  readonly hidden: BroadcastDoc;
  readonly mediaDir: string;
  readonly packsDir: string;
  mark(who: Client, more?: Record<string, unknown>): Promise<Response>;
  mine(who: Client): Promise<MineReply>;
  /** Whoever has a recovery code. */
  openWith(code: string): Promise<Client>;
  /** The mark once it has its record. */
  recorded(who: Client, id: string): Promise<MarkView>;
  /** Somebody without an account who has marked the line. */
  marked(): Promise<{ code: string; id: string; who: Client }>;
  upload(who: Client, id: string, name: string, body: Uint8Array, kind?: string): Promise<Response>;
  leavesWith<Kind extends 'marker' | 'exhibit' | 'withholding'>(kind: Kind): Promise<LeafOf<Kind>[]>;
  close(): Promise<void>;
}

const EVENTS = [
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

/** Opens stores, server and worker, and waits until the line is suspected. */
export const openMarkedGround = async (): Promise<MarkedGround> => {
  const mediaDir = mkdtempSync(join(tmpdir(), 'exhibits-'));
  const packsDir = mkdtempSync(join(tmpdir(), 'mark-packs-'));
  const ground = await openGround();
  const server = await openServer(ground, {
    env: { MEDIA_DIR: mediaDir, PACKS_DIR: packsDir, EXHIBITS_BYTES_MAX: '200000000' },
  });
  for (const role of ['moderator', 'consumer', 'host'] as const) await addPerson(ground.store, role);
  const worker = startWorker(ground, { dutiesOf: server.policies.dutiesOf });
  const { token } = await addToken(ground.store);
  const broadcast = await addBroadcast(ground, server.url, token, 'marked');
  const hidden = await addBroadcast(ground, server.url, token, 'hidden');
  await ground.store.broadcasts.updateOne({ _id: broadcast._id }, { $set: { public: true } });
  await post(server.url, token, 'marked', lines(...EVENTS));
  await until('the alert', async () => (await ground.store.alerts.countDocuments({})) > 0);

  const mine = async (who: Client): Promise<MineReply> =>
    (await (await who.get('/api/mine')).json()) as MineReply;
  const mark = (who: Client, more: Record<string, unknown> = {}): Promise<Response> =>
    who.send('POST', '/api/marks', { publicId: broadcast.publicId, atMs: 41_000, ...more });
  return {
    ...{ ground, server, broadcast, hidden, mediaDir, packsDir, mark, mine },
    async openWith(code) {
      const response = await nobody(server.url).send('POST', '/api/mine/code', { code });
      expect(response.status).toBe(200);
      return clientOf(server.url, cookieOf(response), '');
    },
    async recorded(who, id) {
      let found: MarkView | undefined;
      await until('the record', async () => {
        found = (await mine(who)).marks.find((one) => one.id === id);
        return found?.leaf !== undefined;
      });
      if (!found) throw new Error('gone');
      return found;
    },
    async marked() {
      const response = await mark(nobody(server.url), { words: WORDS });
      const { mark: view, code = '' } = (await response.json()) as MarkReply;
      return { code, id: view.id, who: clientOf(server.url, cookieOf(response), '') };
    },
    upload: (who, id, name, body, kind = 'other') =>
      fetch(`${server.url}/api/marks/${id}/exhibits?kind=${kind}`, {
        method: 'POST',
        headers: {
          cookie: who.cookie,
          'X-CSRF-Token': who.csrf,
          'X-File-Name': encodeURIComponent(name),
        },
        body: body as BodyInit,
      }),
    leavesWith: async <Kind extends 'marker' | 'exhibit' | 'withholding'>(kind: Kind) =>
      (await leavesOf(ground.store, broadcast._id)).flatMap((text) => {
        const decoded = decodeLeaf(text);
        return decoded.ok && decoded.leaf.kind === kind ? [decoded.leaf as LeafOf<Kind>] : [];
      }),
    async close() {
      await worker.stop();
      await server.close();
      await ground.close();
      for (const dir of [mediaDir, packsDir]) rmSync(dir, { recursive: true, force: true });
    },
  };
};

const pngChunk = (type: string, data: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
};

/** A picture as far as its parts go, with these bytes in it. */
export const pngOf = (bytes: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', Buffer.alloc(13)),
    pngChunk('IDAT', bytes),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
