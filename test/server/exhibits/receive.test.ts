import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Request } from 'express';
import { expect, test } from 'vitest';
import { createMediaFiles, type MediaFiles } from '../../../models/store/media-files.ts';
import { fileNameOf, receiveFile } from '../../../server/exhibits/receive.ts';
import { Problem } from '../../../server/http/problem.ts';

const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'taken';
  } catch (error) {
    return error instanceof Problem ? `${error.code} ${error.field ?? ''}`.trim() : String(error);
  }
};

test('what a file is called: its own name, whatever folder it came from', () => {
  expect(fileNameOf(encodeURIComponent('C:\\我的\\订单 1.PNG'))).toEqual({
    name: '订单 1.PNG',
    type: 'image/png',
  });
  expect(fileNameOf('..%2F..%2Fa.txt').name).toBe('a.txt');
  expect(fileNameOf(encodeURIComponent('a\u202egnp.\n.jpg')).name).toBe('agnp..jpg');
  expect(codeOf(() => fileNameOf(undefined))).toBe('invalid name');
  expect(codeOf(() => fileNameOf('%ff.png'))).toBe('invalid name');
  expect(codeOf(() => fileNameOf(`${'a'.repeat(256)}.png`))).toBe('invalid name');
  expect(codeOf(() => fileNameOf('a.svg'))).toBe('media-type name');
  expect(codeOf(() => fileNameOf('a'))).toBe('media-type name');
});

/** What becomes of a file that is sent to these files. */
const sent = async (files: MediaFiles, bytes: Buffer): Promise<string> => {
  let outcome = '';
  const http = createServer((req, res) => {
    const done = (said: string): void => {
      outcome = said;
      req.resume();
      res.end();
    };
    receiveFile(req as Request, files, { name: 'a.txt', type: 'text/plain' }, bytes.length)
      .then(({ sha256 }) => done(sha256))
      .catch((error: unknown) => done(error instanceof Problem ? error.code : String(error)));
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const { port } = http.address() as AddressInfo;
  await new Promise<void>((done, failed) => {
    request({ port, method: 'POST' }, (res) => res.resume().once('end', done))
      .on('error', failed)
      .end(bytes);
  });
  http.closeAllConnections();
  await new Promise((done) => http.close(done));
  return outcome;
};

test('a disk that is full, or nearly, is said; nothing of the file is left and what was there is safe', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'receive-'));
  const files = createMediaFiles(dir);
  const text = Buffer.from('订单号 尾号 0417');
  const before = await sent(files, text);
  expect((await files.read(before))?.equals(text)).toBe(true);
  const more = Buffer.from('另一张');
  expect(await sent({ ...files, freeBytes: async () => 1_000_000 }, more)).toBe('no-room');
  const full: MediaFiles = {
    ...files,
    receive: (chunks) =>
      files.receive(
        (async function* () {
          yield* chunks;
          // As the system says it in the middle of a write.
          throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
        })(),
      ),
  };
  expect(await sent(full, more)).toBe('no-room');
  expect(readdirSync(join(dir, 'writing'))).toEqual([]);
  expect((await files.read(before))?.equals(text)).toBe(true);
  rmSync(dir, { recursive: true, force: true });
});
