import { afterAll, beforeAll, expect, it } from 'vitest';
import { toBase64, utf8 } from '../../models/contract/log/bytes.ts';
import { readTimestampReply } from '../../models/contract/log/timestamp-request.ts';
import {
  type PackDocument,
  type PackTimestamp,
  packIdOf,
  tokenHash,
} from '../../models/contract/pack/documents.ts';
import { type PackDraft, sampleDraft, sampleSigner, sealDraft } from '../../models/contract/pack/sample.ts';
import { verifyPackZip } from '../../models/contract/pack/verify.ts';
import { type Issued, openOpenssl } from './openssl-authority.ts';

/** Tokens in packs, made by `openssl ts`. */
const openssl = openOpenssl();
let root: Issued;
let expired: Issued;
let time: Issued;
let draft: PackDraft;

beforeAll(async () => {
  root = openssl.issue({ name: 'Lantern Root', key: 'p-256' });
  expired = openssl.issue({ name: 'Other Root', key: 'p-256' });
  time = openssl.issue({ name: 'Lantern Time', by: root, key: 'p-256' });
  draft = await sampleDraft(sampleSigner());
});
afterAll(() => openssl.remove());

const stampOf = (note: string): PackTimestamp => {
  const reply = readTimestampReply(openssl.reply(openssl.query(utf8(note)), time, [root]));
  if (!reply.ok) throw new Error(reply.code);
  return {
    authority: 'https://time.example',
    token: toBase64(reply.token),
    chain: [toBase64(root.certificate)],
  };
};
const packWith = (timestamps: PackTimestamp[], change: Partial<PackDocument> = {}): Promise<Uint8Array> => {
  const { document } = draft;
  const size = document.leaves.length;
  const id = packIdOf({ ...document, size, tokens: timestamps.map(tokenHash) });
  return sealDraft({ ...draft, document: { ...document, timestamps, id, ...change } }, sampleSigner());
};

it('a token of the checkpoint is told with who gave it, and whether the reader trusts the root', async () => {
  const zip = await packWith([stampOf(draft.document.checkpoint)]);
  const result = verifyPackZip(zip);
  expect(result).toMatchObject({ ok: true, stamps: [{ authority: 'Lantern Time', anchored: false }] });
  expect(verifyPackZip(zip, { roots: [root.certificate] })).toMatchObject({
    ok: true,
    stamps: [{ anchored: true }],
  });
  expect(verifyPackZip(zip, { roots: [expired.certificate] })).toMatchObject({ ok: false, step: 'time' });
});

it('a token by an authority whose certificate has expired since, valid when it was given, holds; one from after that does not', async () => {
  const { checkpoint } = draft.document;
  const old = { by: root, from: '20260101000000Z', until: '20260301000000Z', key: 'p-256' } as const;
  const past = openssl.issue({ name: 'Old Root', key: 'p-256', from: old.from, until: old.until });
  const lapsed = openssl.issue({ name: 'Lapsed Time', ...old, by: past });
  const honest = openssl.infoOf(openssl.reply(openssl.query(utf8(checkpoint)), time));
  const at = (when: string): PackTimestamp => {
    const info = Buffer.from(honest);
    // GeneralizedTime of fifteen letters: another one as long.
    info.write(when, info.indexOf(Buffer.from([0x18, 0x0f])) + 2, 'ascii');
    return {
      authority: 'https://time.example',
      token: toBase64(openssl.forge(info, lapsed)),
      chain: [toBase64(past.certificate)],
    };
  };
  const roots = [past.certificate];
  expect(verifyPackZip(await packWith([at('20260201120000Z')]), { roots })).toMatchObject({
    ok: true,
    stamps: [{ authority: 'Lapsed Time', at: '2026-02-01T12:00:00.000Z', anchored: true }],
  });
  expect(verifyPackZip(await packWith([at('20260302120000Z')]), { roots })).toMatchObject({
    step: 'time',
    code: 'chain-time',
  });
});

it('a token of anything else fails, and so does one that was changed or left out', async () => {
  const other = stampOf(draft.document.checkpoint.replace(/\n\d+\n/, '\n99\n'));
  expect(verifyPackZip(await packWith([other]))).toMatchObject({ step: 'time', code: 'token-other-hash' });
  const good = stampOf(draft.document.checkpoint);
  const bytes = Buffer.from(good.token, 'base64');
  bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1;
  expect(verifyPackZip(await packWith([{ ...good, token: toBase64(bytes) }]))).toMatchObject({
    step: 'time',
  });
  const { document } = draft;
  const id = packIdOf({ ...document, size: document.leaves.length, tokens: [tokenHash(good)] });
  expect(verifyPackZip(await packWith([], { id }))).toMatchObject({ step: 'signature', code: 'id-other' });
});
