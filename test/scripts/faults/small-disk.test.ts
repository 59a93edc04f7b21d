import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { connectRedis } from '../../../models/stream/client.ts';
import { limitFiles, withoutSignal } from '../../../scripts/faults/small-disk.ts';
import { openRedis } from '../../../scripts/faults/stores.ts';

const root = resolve(import.meta.dirname, '../../..');
mkdirSync(join(root, '.local/test'), { recursive: true });
const dir = mkdtempSync(join(root, '.local/test/small-disk-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('where nothing may be mounted a limit on files stands in: writes are refused, and what was at rest is there again', async () => {
  const { TEST_REDIS_BIN: redis } = process.env;
  const place = {
    root,
    dir,
    binaries: { redis },
    wrap: (binary: string) => withoutSignal(dir, binary),
  };
  const store = await openRedis(place);
  const disk = limitFiles(() => [store.pid]);
  if (!disk) throw new Error('prlimit is part of util-linux');
  const client = await connectRedis(store.uri, () => {}, { whenAway: 'refuse' });
  try {
    for (let i = 0; i < 20; i += 1) await client.xAdd('a stream', '*', { text: 'x'.repeat(1_000) });
    disk.fill();
    // With appendfsync always Redis ends rather than forget: no answer is an answer too.
    await expect(client.xAdd('a stream', '*', { text: 'too much' })).rejects.toThrow();
    disk.free();
    for (;;) {
      if (store.gone) await store.start();
      const length = await client.xLen('a stream').catch(() => null);
      if (length !== null) {
        expect(length).toBe(20);
        break;
      }
      await new Promise((done) => setTimeout(done, 50));
    }
    await client.xAdd('a stream', '*', { text: 'room again' });
  } finally {
    client.destroy();
    await store.kill();
  }
}, 60_000);
