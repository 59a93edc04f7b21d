import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { limitBodies } from '../../../server/http/body-time.ts';

test('a body that does not come is cut off, and a file that somebody brings may take longer', async () => {
  const http = createServer((req, res) => {
    req.resume().once('end', () => res.end('all of it'));
  });
  limitBodies(http, 50);
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const { port } = http.address() as AddressInfo;
  /** Status of a request of which the second half comes late. */
  const slow = (path: string): Promise<number> =>
    new Promise((done) => {
      const headers = { 'Content-Length': '2' };
      const going = request({ port, method: 'POST', path, headers }, (answer) => {
        answer.resume();
        done(answer.statusCode ?? 0);
      });
      going.on('error', () => done(0));
      going.write('a');
      setTimeout(() => going.end('b'), 250);
    });
  expect([0, 408]).toContain(await slow('/api/marks'));
  expect(await slow('/api/marks/one/exhibits?kind=order')).toBe(200);
  http.closeAllConnections();
  await new Promise((done) => http.close(done));
});
