import { afterAll, beforeAll, expect, it } from 'vitest';
import { readStamps } from '../../dashboard/witness/read-stamps.ts';
import { toBase64, toHex, utf8 } from '../../models/contract/log/bytes.ts';
import { consistencyProof, leafHash, rootOf } from '../../models/contract/log/merkle.ts';
import { originOf, signCheckpoint } from '../../models/contract/log/note.ts';
import type { StampView } from '../../models/contract/log/published.ts';
import { readTimestampReply } from '../../models/contract/log/timestamp-request.ts';
import { otherSigner, PUBLIC_ID, signer } from '../models/contract/log/sample-log.ts';
import { type Issued, openOpenssl } from './openssl-authority.ts';

const SIZE = 40;
const ORIGIN = 'https://time.example';
const hashes = Array.from({ length: SIZE + 10 }, (_, i) => leafHash(utf8(`{"n":${i}}`)));
const headAt = (size: number) => ({ origin: originOf(PUBLIC_ID), size, root: rootOf(hashes.slice(0, size)) });
const openssl = openOpenssl();
let root: Issued;
let time: Issued;

beforeAll(() => {
  root = openssl.issue({ name: 'Lantern Root', key: 'p-256' });
  time = openssl.issue({ name: 'Lantern Time', by: root, key: 'p-256' });
});
afterAll(() => openssl.remove());

const stamped = async (size: number, over: Partial<StampView> = {}, by = signer): Promise<StampView> => {
  const checkpoint = await signCheckpoint(headAt(size), by);
  const reply = readTimestampReply(openssl.reply(openssl.query(utf8(checkpoint)), time, [root]));
  if (!reply.ok) throw new Error(reply.code);
  return {
    size,
    checkpoint,
    authorityOrigin: ORIGIN,
    state: 'stamped',
    requestedAt: '',
    token: toBase64(reply.token),
    ...over,
  };
};
const pending = async (size: number): Promise<StampView> => ({
  size,
  checkpoint: await signCheckpoint(headAt(size), signer),
  authorityOrigin: ORIGIN,
  state: 'pending',
  requestedAt: '',
});
const read = (
  stamps: readonly StampView[],
  consistency = async (from: number, to: number) => consistencyProof(hashes.slice(0, to), from).map(toHex),
) => readStamps({ head: headAt(SIZE), keys: [signer], stamps, consistency });

it('says who stamped the head, an earlier one, or one that was signed meanwhile', async () => {
  for (const size of [SIZE, 7, SIZE + 3])
    expect(await read([await stamped(size)])).toMatchObject([
      { state: 'stamped', authority: 'Lantern Time', root: 'Lantern Root', size, genTime: expect.any(Date) },
    ]);
});

it('names the newest that holds although a newer one is pending, and a pending one where none holds', async () => {
  expect(await read([await stamped(7), await pending(30)])).toMatchObject([{ state: 'stamped', size: 7 }]);
  expect(await read([await pending(30)])).toEqual([{ state: 'pending', origin: ORIGIN }]);
  expect(await read([{ ...(await pending(30)), state: 'failed' }])).toEqual([
    { state: 'failed', origin: ORIGIN },
  ]);
  expect(await read([])).toEqual([]);
});

it('does not take the server’s word for a stamp', async () => {
  const good = await stamped(7);
  const other = await stamped(8);
  const bad = [{ state: 'bad', origin: ORIGIN, says: expect.any(Object) }];
  expect(await read([{ ...good, token: other.token ?? '' }])).toEqual(bad);
  const { token: _, ...without } = good;
  expect(await read([without])).toEqual(bad);
  expect(await read([await stamped(7, {}, otherSigner)])).toEqual(bad);
  expect(await read([good], async () => ['00'.repeat(32)])).toEqual(bad);
  const foreign = await signCheckpoint({ ...headAt(7), origin: originOf('x'.repeat(22)) }, signer);
  expect(await read([{ ...good, checkpoint: foreign }])).toEqual(bad);
});
