import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventSchema } from '../../../models/contract/ingest.ts';
import { openDuties } from '../../../models/duties/open.ts';
import {
  append,
  drained,
  type Ground,
  openGround,
  readLeaves,
  registerBroadcast,
  speech,
  startWorker,
} from './harness.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround(10);
});
afterAll(() => ground?.close());

test.each(['__proto__', 'constructor', 'toString', 'a.b', '.'])(
  'a product with the id %s is recorded like any other',
  async (productId) => {
    const id = `odd-${[...productId].map((char) => char.charCodeAt(0)).join('-')}`;
    const doc = await registerBroadcast(ground, id);
    const { duties } = openDuties('.');
    const worker = startWorker(ground, { dutiesOf: () => duties });
    const product = { type: 'product', productId, atMs: 500, name: '灯', category: 'food' };
    await append(ground, id, [
      { event: eventSchema.parse({ ...product, action: 'listed' }) },
      { event: eventSchema.parse({ ...product, action: 'introduced', atMs: 600 }) },
      speech('u1', 1000, '普通的一句'),
    ]);
    await drained(ground, id);
    await append(ground, id, [speech('u2', 2000, '又一句'), { event: { type: 'ended', atMs: 3000 } }]);
    await drained(ground, id);
    await worker.stop();
    const leaves = await readLeaves(ground.store, doc._id);
    const kinds = leaves.flatMap(({ kind }) =>
      ['heartbeat', 'duty', 'closed'].includes(kind) ? [] : [kind],
    );
    expect(kinds).toEqual(['broadcast', 'product', 'product', 'utterance', 'utterance', 'ended']);
    const said = leaves.flatMap((leaf) => (leaf.kind === 'utterance' ? [leaf.stages?.duties] : []));
    expect(said).toEqual(['ok', 'ok']);
    expect(Object.keys(Object.prototype)).toEqual([]);
  },
);
