import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../../../models/contract/log/bytes.ts';
import { canonical } from '../../../../models/contract/log/canonical.ts';
import { rootOf } from '../../../../models/contract/log/merkle.ts';
import { type NoteSigner, originOf, signCheckpoint } from '../../../../models/contract/log/note.ts';
import { sha256 } from '../../../../models/contract/log/sha256.ts';
import {
  PACK_FORMAT_2,
  type PackDocument,
  packIdOf,
  tokenHash,
} from '../../../../models/contract/pack/documents.ts';
import {
  FORGERIES,
  forge,
  signedAnew,
  withDocument,
  withFile,
} from '../../../../models/contract/pack/forge.ts';
import {
  type PackDraft,
  sampleDraft,
  samplePack,
  sampleSigner,
  sealDraft,
} from '../../../../models/contract/pack/sample.ts';
import { stepsOf } from '../../../../models/contract/pack/says.ts';
import { storyOf } from '../../../../models/contract/pack/story.ts';
import { verifyPackZip } from '../../../../models/contract/pack/verify.ts';
import { readZip } from '../../../../models/contract/pack/zip.ts';
import { signer as elsewhere, otherSigner } from '../log/sample-log.ts';

const signer = sampleSigner();
let pack: Uint8Array;
let draft: PackDraft;
beforeAll(async () => {
  pack = await samplePack();
  draft = await sampleDraft(signer);
});

/** Whoever holds the key lists other things and signs them: what must be found all the same. */
const sealed = (change: (document: PackDocument) => object, by: NoteSigner = signer): Promise<Uint8Array> =>
  sealDraft({ ...draft, document: change(draft.document) as PackDocument }, by);
const outcome = (zip: Uint8Array | null) => {
  const result = verifyPackZip(zip ?? new Uint8Array(0));
  return result.ok ? 'verifies' : `${result.step}: ${result.code}`;
};

describe('a whole pack', () => {
  it('verifies, with its key pinned or not, and tells its story', () => {
    const result = verifyPackZip(pack);
    if (!result.ok) throw new Error(result.code);
    expect(result).toMatchObject({ keyPinned: false, stamps: [], beside: [] });
    expect(verifyPackZip(pack, { trusted: [elsewhere, signer] })).toMatchObject({
      ok: true,
      keyPinned: true,
    });
    const story = storyOf(result.document, result.records);
    expect(story).toMatchObject({ room: '样例灯铺', standing: 'upheld', presenters: ['阿灯'] });
    expect(story.answers).toMatchObject([
      {
        text: '说的是本店三十天内的最低价，以后会把范围说全。',
        isMore: false,
        moments: [{ clock: '00:00:15' }],
      },
    ]);
    expect(story.claims[0]).toMatchObject({
      quote: '全网最低价',
      clock: '00:00:15',
      local: '2026-11-20 20:00:15 +08:00',
    });
    expect(story.product).toMatchObject({ name: '竹编台灯', linkNo: 1, listing: [['price', '59']] });
  });

  it('calls suspected what nobody decided, and nothing that was upheld', () => {
    const result = verifyPackZip(pack);
    if (!result.ok) throw new Error(result.code);
    const [finding] = result.document.findings;
    if (!finding) throw new Error('the sample finds nothing');
    const reason = { zh: '疑似无法证明的“最低价”宣称', en: 'Suspected “lowest price” that cannot be shown' };
    const reads = (leaves: readonly number[]) => {
      const findings = leaves.map((leaf) => ({ ...finding, leaf, reason }));
      const story = storyOf({ ...result.document, findings }, result.records);
      return [story.standing, ...story.findings.flatMap((one) => [one.reason.zh, one.reason.en])];
    };
    const decided = ['无法证明的“最低价”宣称', '“lowest price” that cannot be shown'];
    expect(reads([5])).toEqual(['upheld', ...decided]);
    // The decision rests on record 5 alone.
    expect(reads([4])).toEqual(['suspected', reason.zh, reason.en]);
    expect(reads([5, 4])).toEqual(['partly', ...decided, reason.zh, reason.en]);
  });

  it('fails where words are not shown and no record says that they are withheld', async () => {
    const without = await sealed((document) => ({
      ...document,
      reveals: document.reveals.filter(({ leaf, field }) => !(leaf === 2 && field === 'text')),
    }));
    expect(verifyPackZip(without)).toMatchObject({ code: 'record-kept-back', leafIndex: 2 });
  });

  it('of before verifies as before, and claims no more than it did', () => {
    const before = verifyPackZip(readFileSync(join(import.meta.dirname, 'pack-of-before.zip')), {
      trusted: [signer],
    });
    if (!before.ok) throw new Error(before.code);
    expect(before).toMatchObject({ through: null, document: { format: PACK_FORMAT_2 } });
    expect(stepsOf(before)).not.toContain('stretch');
    expect(storyOf(before.document, before.records, before.through).leftOut).toEqual({
      ...{ from: 2, until: 4, shown: 3, hidden: 0 },
    });
  });
});

describe('a pack that somebody changed', () => {
  it.each(FORGERIES)('fails at the list of files where a %s was forged', (forgery) => {
    expect(outcome(forge(pack, forgery))).toBe('manifest: file-other');
  });

  it('fails in each of its files, checksums repaired', () => {
    const read = readZip(pack);
    if (!read.ok) throw new Error(read.code);
    for (const { name, bytes } of read.files)
      for (const at of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
        const turned = withFile(pack, name, (old) => old.map((byte, i) => (i === at ? byte ^ 1 : byte)));
        expect([name, at, outcome(turned)]).not.toContain('verifies');
      }
  });

  it('fails under another key where the key was given', async () => {
    const anew = await signedAnew(pack);
    expect(verifyPackZip(anew ?? pack, { trusted: [signer] })).toMatchObject({
      step: 'key',
      code: 'key-not-trusted',
    });
    const own = await sealDraft(await sampleDraft(otherSigner), otherSigner);
    expect(outcome(own)).toBe('verifies');
    expect(verifyPackZip(own, { trusted: [signer] })).toMatchObject({ step: 'key', code: 'key-not-trusted' });
  });

  it('fails in each field of what it lists, each record and each line of a proof', () => {
    const touch = (value: unknown): unknown => {
      if (typeof value === 'string') return `${value}x`;
      if (typeof value === 'number') return value + 1;
      if (Array.isArray(value)) return [...value, 'x'];
      return value === null ? 0 : { ...(value as object), x: 1 };
    };
    const { document } = draft;
    for (const name of Object.keys(document) as (keyof PackDocument)[])
      expect([
        name,
        outcome(withDocument(pack, (one) => ({ ...one, [name]: touch(one[name]) }))),
      ]).not.toContain('verifies');
    for (const [i, { proof }] of document.leaves.entries())
      for (const [line] of proof.entries()) {
        const zip = withDocument(pack, (one) => ({
          ...one,
          leaves: one.leaves.map((leaf, j) =>
            i === j
              ? {
                  ...leaf,
                  proof: leaf.proof.map((h, k) =>
                    k === line ? h.replace(/^./, (c) => (c === '0' ? '1' : '0')) : h,
                  ),
                }
              : leaf,
          ),
        }));
        expect([i, line, outcome(zip)]).toEqual([i, line, 'manifest: file-other']);
      }
  });
});

describe('a pack whose list was signed with the right key', () => {
  const leafOf = (document: PackDocument, i: number) =>
    document.leaves[i] ?? { index: 0, text: '', proof: [] };
  const withLeaf = (document: PackDocument, i: number, change: object): PackDocument => ({
    ...document,
    leaves: document.leaves.map((leaf, j) => (i === j ? { ...leaf, ...change } : leaf)),
  });
  const without = (document: PackDocument, i: number): PackDocument => ({
    ...document,
    leaves: document.leaves.filter((_, j) => j !== i),
  });
  const textWith = (document: PackDocument, i: number, change: object) =>
    canonical({ ...JSON.parse(leafOf(document, i).text), ...change });
  type Change = (document: PackDocument) => object;
  const cases: readonly (readonly [string, string, Change])[] = [
    [
      'an edited time',
      'places: proof-bad',
      (d) => withLeaf(d, 3, { text: textWith(d, 3, { atMs: 14_000 }) }),
    ],
    [
      'an edited time of acceptance',
      'places: proof-bad',
      (d) => withLeaf(d, 3, { text: textWith(d, 3, { receivedAt: '2026-11-20T12:00:00.000Z' }) }),
    ],
    [
      'another spelling of a record',
      'records: leaf-not-canonical',
      (d) => withLeaf(d, 3, { text: ` ${leafOf(d, 3).text}` }),
    ],
    ['a record that is none', 'records: leaf-unreadable', (d) => withLeaf(d, 3, { text: '{}' })],
    [
      'two records swapped',
      'records: records-order',
      (d) => ({ ...d, leaves: [...d.leaves.slice(0, 2), leafOf(d, 3), leafOf(d, 2), ...d.leaves.slice(4)] }),
    ],
    [
      'the texts of two records swapped',
      'places: proof-bad',
      (d) => withLeaf(withLeaf(d, 2, { text: leafOf(d, 3).text }), 3, { text: leafOf(d, 2).text }),
    ],
    [
      'an answer in other words',
      'account: account-other',
      (d) => ({ ...d, answers: d.answers.map((one) => ({ ...one, text: '我们没有说过。' })) }),
    ],
    [
      'an answer at another time',
      'account: account-other',
      (d) => ({ ...d, answers: d.answers.map((one) => ({ ...one, at: '2026-11-20T12:00:00.000Z' })) }),
    ],
    ['an answer kept from the reader', 'account: account-other', (d) => ({ ...d, answers: [] })],
    [
      'an answer called withheld that is not',
      'account: account-other',
      (d) => ({ ...d, answers: d.answers.map((one) => ({ ...one, text: '', withheld: true })) }),
    ],
    [
      'an answer without a record',
      'account: account-without-record',
      (d) => ({ ...d, answers: d.answers.map(({ leaf: _, ...one }) => one) }),
    ],
    ['a record twice', 'records: leaf-twice', (d) => ({ ...d, leaves: [...d.leaves, leafOf(d, 7)] })],
    [
      'a record under another number',
      'records: first-leaf-other',
      (d) => withLeaf(d, 0, { index: 0, text: leafOf(d, 1).text }),
    ],
    ['a claim left out', 'words: reveal-without-leaf', (d) => without(d, 5)],
    [
      'a claim left out with its words',
      'account: account-without-record',
      (d) => ({ ...without(d, 5), reveals: d.reveals.filter(({ leaf }) => leaf !== 5) }),
    ],
    ['a proof cut short', 'places: proof-bad', (d) => withLeaf(d, 1, { proof: leafOf(d, 1).proof.slice(1) })],
    ['a proof of another record', 'places: proof-bad', (d) => withLeaf(d, 1, { proof: leafOf(d, 2).proof })],
    [
      'other words',
      'words: reveal-other',
      (d) => ({
        ...d,
        reveals: d.reveals.map((one) => (one.field === 'text' ? { ...one, value: `${one.value}！` } : one)),
      }),
    ],
    [
      'another salt',
      'words: reveal-other',
      (d) => ({ ...d, reveals: d.reveals.map((one) => ({ ...one, salt: '0'.repeat(32) })) }),
    ],
    [
      'words of a record shown of another',
      'words: reveal-other',
      (d) => ({
        ...d,
        reveals: d.reveals
          .map((one) => (one.field === 'text' && one.leaf === 3 ? { ...one, leaf: 2 } : one))
          .filter((one) => !(one.field === 'text' && one.leaf === 2 && one.value.startsWith('这盏'))),
      }),
    ],
    [
      'words shown twice',
      'words: reveal-twice',
      (d) => ({ ...d, reveals: [...d.reveals, ...d.reveals.slice(-1)] }),
    ],
    [
      'words that no record commits to',
      'words: reveal-without-commitment',
      (d) => ({
        ...d,
        reveals: [...d.reveals, { leaf: 1, field: 'name', value: 'x', salt: '0'.repeat(32) }],
      }),
    ],
    [
      'another article in the account',
      'account: account-other',
      (d) => ({ ...d, findings: d.findings.map((one) => ({ ...one, article: '广告法 28' })) }),
    ],
    [
      'another severity in the account',
      'account: account-other',
      (d) => ({ ...d, findings: d.findings.map((one) => ({ ...one, severity: 'critical' })) }),
    ],
    [
      'a duty that is no record of one',
      'account: account-other',
      (d) => ({
        ...d,
        duties: [{ leaf: 1, name: { zh: '', en: '' }, say: { zh: '', en: '' }, article: '' }],
      }),
    ],
    [
      'a picture of another record',
      'media: media-other',
      (d) => ({ ...d, pictures: d.pictures.map((one) => ({ ...one, leaf: 4 })) }),
    ],
    ['a picture that nobody speaks of', 'media: media-without-record', (d) => ({ ...d, pictures: [] })],
    [
      'a clip that is not there',
      'media: media-other',
      (d) => ({ ...d, clip: { fromMs: 0, untilMs: 1, of: [1], how: 'copied' } }),
    ],
    ['media that is no record of it', 'media: media-without-record', (d) => ({ ...d, media: [{ leaf: 1 }] })],
    ['another number of its own', 'signature: id-other', (d) => ({ ...d, id: 'x'.repeat(22) })],
    [
      'another moment under the same number',
      'signature: id-other',
      (d) => ({ ...d, subject: { ...d.subject, atMs: 12_000 } }),
    ],
    ['another language under the same number', 'signature: id-other', (d) => ({ ...d, language: 'en' })],
    ['a key that is none', 'key: key-malformed', (d) => ({ ...d, keys: [...d.keys, 'key'] })],
    [
      'a changed checkpoint',
      'signature: note-bad-signature',
      (d) => ({ ...d, checkpoint: d.checkpoint.replace('\n8\n', '\n9\n') }),
    ],
    [
      'a timestamp that is none',
      'time: token-malformed',
      (d) => withTokens(d, [{ authority: 'x', token: 'AAAA', chain: [] }]),
    ],
  ];
  const withTokens = (document: PackDocument, timestamps: PackDocument['timestamps']): PackDocument => {
    const size = document.leaves.length;
    return {
      ...document,
      timestamps,
      id: packIdOf({ ...document, size, tokens: timestamps.map(tokenHash) }),
    };
  };

  it.each(cases)('and %s fails: %s', async (_, expected, change) => {
    expect(outcome(await sealed(change))).toBe(expected);
  });

  it('and fields that nobody knows fails as unreadable', async () => {
    expect(outcome(await sealed((d) => ({ ...d, note: 'x' })))).toBe('document: document-malformed');
  });

  it('and the proof of another size of the log fails', async () => {
    const { document } = draft;
    const hashes = document.leaves.map(({ text }) => sha256(new Uint8Array([0, ...utf8(text)])));
    const size = hashes.length - 1;
    const checkpoint = await signCheckpoint(
      { origin: originOf(document.publicId), size, root: rootOf(hashes.slice(0, size)) },
      signer,
    );
    const shorter = { ...document, checkpoint, id: packIdOf({ ...document, size, tokens: [] }) };
    expect(outcome(await sealed(() => shorter))).toMatch(/^places: proof-bad/);
  });

  it('and a checkpoint of another broadcast fails', async () => {
    const checkpoint = await signCheckpoint(
      { origin: originOf('x'.repeat(22)), size: 6, root: rootOf([]) },
      signer,
    );
    expect(outcome(await sealed((d) => ({ ...d, checkpoint })))).toBe('signature: origin-other');
  });

  it('and a list of another pack, or a file too few or too many, fails', async () => {
    const other = await sealDraft(
      { document: { ...draft.document, publicId: 'y'.repeat(22) } as PackDocument, files: draft.files },
      signer,
    );
    const read = readZip(other);
    const manifest = read.ok ? read.files.find(({ name }) => name === 'manifest') : undefined;
    expect(outcome(withFile(pack, 'manifest', () => manifest?.bytes ?? new Uint8Array(0)))).toBe(
      'manifest: manifest-other',
    );
    const fewer = new Map([...draft.files].slice(0, 1));
    expect(outcome(await sealDraft({ ...draft, files: fewer }, signer))).toBe('media: file-missing');
  });
});
