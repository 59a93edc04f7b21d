import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeLeaf } from '../../../../models/contract/log/leaf.ts';
import { leafHash, rootOf } from '../../../../models/contract/log/merkle.ts';
import { originOf, signCheckpoint, verifierKey } from '../../../../models/contract/log/note.ts';
import type { EvidencePack } from '../../../../models/contract/log/pack.ts';
import { VERIFY_SAYS } from '../../../../models/contract/log/says.ts';
import { readLog, verifyLog, verifyPack } from '../../../../models/contract/log/verify.ts';
import {
  type LoggedSample,
  loggedSample,
  otherSigner,
  PUBLIC_ID,
  packOf,
  sampleLog,
  signer,
} from './sample-log.ts';

let log: LoggedSample;
beforeAll(async () => {
  log = await loggedSample();
});

const asLog = () => ({ checkpointNote: log.note, keys: [signer], publicId: PUBLIC_ID, leaves: log.texts });

describe('a whole log', () => {
  it('verifies, and tells what is in it', () => {
    expect(verifyLog(asLog())).toMatchObject({
      ok: true,
      checkpoint: { origin: originOf(PUBLIC_ID), size: 8 },
      kinds: {
        broadcast: 1,
        heartbeat: 1,
        utterance: 1,
        claim: 1,
        product: 1,
        gap: 1,
        decision: 1,
        ended: 1,
      },
    });
  });

  it('verifies in pages of any length', () => {
    for (let page = 1; page <= log.texts.length; page++) {
      const started = readLog(asLog());
      if (!started.ok) return expect.unreachable();
      for (let from = 0; from < log.texts.length; from += page)
        expect(started.reading.read(log.texts.slice(from, from + page))).toBeNull();
      expect(started.reading.finish()).toMatchObject({ ok: true });
    }
  });

  const swap = (texts: readonly string[], a: number, b: number): string[] =>
    texts.with(a, texts[b] ?? '').with(b, texts[a] ?? '');
  it.each([
    ['a record cut off at the end', () => ({ leaves: log.texts.slice(0, -1) }), 'size-other', 7],
    ['a record left out', () => ({ leaves: log.texts.toSpliced(4, 1) }), 'size-other', 7],
    [
      'a record slipped in',
      () => ({ leaves: log.texts.toSpliced(4, 0, log.texts[4] ?? '') }),
      'size-other',
      8,
    ],
    ['two records exchanged', () => ({ leaves: swap(log.texts, 4, 5) }), 'root-other', undefined],
    [
      'a time edited',
      () => ({ leaves: log.texts.with(2, (log.texts[2] ?? '').replace('"atMs":12340', '"atMs":12341')) }),
      'root-other',
      undefined,
    ],
    [
      'a record with a space in it',
      () => ({ leaves: log.texts.with(3, ` ${log.texts[3]}`) }),
      'leaf-not-canonical',
      3,
    ],
    ['a record that is none', () => ({ leaves: log.texts.with(3, '{}') }), 'leaf-unreadable', 3],
    ['the registration elsewhere', () => ({ leaves: swap(log.texts, 0, 1) }), 'first-leaf-other', 0],
    [
      'a second registration',
      () => ({ leaves: log.texts.with(5, log.texts[0] ?? '') }),
      'first-leaf-other',
      5,
    ],
    ['another broadcast wanted', () => ({ publicId: 'z'.repeat(22) }), 'origin-other', undefined],
    ['another key of that name', () => ({ keys: [otherSigner] }), 'note-unknown-key', undefined],
    [
      'an edited head',
      () => ({ checkpointNote: log.note.replace('\n8\n', '\n7\n') }),
      'note-bad-signature',
      undefined,
    ],
    ['no log', () => ({ leaves: [] }), 'size-other', 0],
  ])('with %s is refused', (_, change, code, leafIndex) => {
    const result = verifyLog({ ...asLog(), ...change() });
    expect(result).toMatchObject({ ok: false, code, says: VERIFY_SAYS[code as keyof typeof VERIFY_SAYS] });
    expect('leafIndex' in result ? result.leafIndex : undefined).toBe(leafIndex);
  });

  it('of another broadcast is refused under a head that names this one', async () => {
    const { leaves } = sampleLog();
    const [registration, ...rest] = leaves;
    if (registration?.kind !== 'broadcast' || registration.action !== 'registered')
      return expect.unreachable();
    const foreign = [{ ...registration, publicId: 'x'.repeat(22) }, ...rest].map(encodeLeaf);
    const root = rootOf(foreign.map(({ bytes }) => leafHash(bytes)));
    const note = await signCheckpoint({ origin: originOf(PUBLIC_ID), size: foreign.length, root }, signer);
    const result = verifyLog({ ...asLog(), checkpointNote: note, leaves: foreign.map(({ text }) => text) });
    expect(result).toMatchObject({ ok: false, code: 'first-leaf-other', leafIndex: 0 });
  });

  it('is refused for good once a page was bad', () => {
    const started = readLog(asLog());
    if (!started.ok) return expect.unreachable();
    expect(started.reading.read(['{}'])).toMatchObject({ code: 'leaf-unreadable' });
    expect(started.reading.read(log.texts)).toMatchObject({ code: 'leaf-unreadable' });
    expect(started.reading.finish()).toMatchObject({ ok: false, code: 'leaf-unreadable' });
  });
});

describe('a pack', () => {
  const whole = (): EvidencePack => packOf(log, [0, 2, 3, 6]);

  it('verifies from its own text, with and without a key to compare', () => {
    const file: unknown = JSON.parse(JSON.stringify(whole()));
    expect(verifyPack(file)).toMatchObject({ ok: true, keyPinned: false, checkpoint: { size: 8 } });
    const result = verifyPack(file, [otherSigner, signer]);
    expect(result).toMatchObject({ ok: true, keyPinned: true });
    if (!result.ok) return;
    expect(result.records.map(({ index }) => index)).toEqual([0, 2, 3, 6]);
    expect(result.records[2]?.values).toEqual({ quote: '全网最低价' });
  });

  it('verifies with values withheld', () => {
    const pack = whole();
    expect(verifyPack({ ...pack, reveals: [] })).toMatchObject({ ok: true });
    expect(
      verifyPack({ ...pack, reveals: pack.reveals.filter(({ field }) => field !== 'speaker') }),
    ).toMatchObject({
      ok: true,
    });
  });

  const leaf = (
    pack: EvidencePack,
    at: number,
    change: Partial<EvidencePack['leaves'][number]>,
  ): EvidencePack => ({
    ...pack,
    leaves: pack.leaves.map((one, i) => (i === at ? { ...one, ...change } : one)),
  });
  const reveal = (
    pack: EvidencePack,
    field: string,
    change: Partial<EvidencePack['reveals'][number]>,
  ): EvidencePack => ({
    ...pack,
    reveals: pack.reveals.map((one) => (one.field === field ? { ...one, ...change } : one)),
  });
  const proofOf = (pack: EvidencePack, at: number): string[] => pack.leaves[at]?.proof ?? [];

  it.each<[string, (pack: EvidencePack) => unknown, string, string]>([
    ['nothing in it', () => ({}), 'shape', 'pack-malformed'],
    ['no object', () => 'livewitness-evidence/1', 'shape', 'pack-malformed'],
    ['another promise', (p) => ({ ...p, notice: { ...p.notice, zh: '公证书' } }), 'shape', 'pack-malformed'],
    ['an unknown member', (p) => ({ ...p, extra: 1 }), 'shape', 'pack-malformed'],
    ['a cut key', (p) => ({ ...p, verifierKey: p.verifierKey.slice(0, -1) }), 'key', 'pack-malformed'],
    ['another key', (p) => ({ ...p, verifierKey: verifierKey(otherSigner) }), 'key', 'key-not-trusted'],
    ['another broadcast', (p) => ({ ...p, publicId: 'z'.repeat(22) }), 'signature', 'origin-other'],
    [
      'an edited head',
      (p) => ({ ...p, checkpoint: p.checkpoint.replace('\n8\n', '\n9\n') }),
      'signature',
      'note-bad-signature',
    ],
    ['a cut head', (p) => ({ ...p, checkpoint: p.checkpoint.slice(0, -1) }), 'signature', 'note-malformed'],
    [
      'an edited record',
      (p) => leaf(p, 1, { text: (p.leaves[1]?.text ?? '').replace('0.94', '0.95') }),
      'places',
      'proof-bad',
    ],
    ['a record at another place', (p) => leaf(p, 1, { index: 4 }), 'places', 'proof-bad'],
    ['a record past the head', (p) => leaf(p, 1, { index: 8 }), 'places', 'proof-bad'],
    [
      'two records exchanged',
      (p) => leaf(leaf(p, 1, { text: p.leaves[2]?.text ?? '' }), 2, { text: p.leaves[1]?.text ?? '' }),
      'places',
      'proof-bad',
    ],
    [
      'a record twice',
      (p) => ({ ...p, leaves: [...p.leaves, ...p.leaves.slice(1, 2)] }),
      'records',
      'leaf-twice',
    ],
    [
      'a record written otherwise',
      (p) => leaf(p, 1, { text: ` ${p.leaves[1]?.text}` }),
      'records',
      'leaf-not-canonical',
    ],
    ['a proof cut', (p) => leaf(p, 1, { proof: proofOf(p, 1).slice(1) }), 'places', 'proof-bad'],
    [
      'a proof with a hash more',
      (p) => leaf(p, 1, { proof: [...proofOf(p, 1), 'a'.repeat(64)] }),
      'places',
      'proof-bad',
    ],
    [
      'other words',
      (p) => reveal(p, 'text', { value: '姐妹们这是实惠的价格，电话＊＊＊' }),
      'words',
      'reveal-other',
    ],
    ['another salt', (p) => reveal(p, 'text', { salt: '0'.repeat(32) }), 'words', 'reveal-other'],
    ['words for another record', (p) => reveal(p, 'text', { leaf: 3 }), 'words', 'reveal-without-commitment'],
    ['words for no record', (p) => reveal(p, 'text', { leaf: 5 }), 'words', 'reveal-without-leaf'],
    [
      'words for a plain field',
      (p) => reveal(p, 'text', { field: 'role' }),
      'words',
      'reveal-without-commitment',
    ],
    ['words twice', (p) => ({ ...p, reveals: [...p.reveals, ...p.reveals] }), 'words', 'reveal-twice'],
  ])('with %s is refused', (_, change, step, code) => {
    expect(verifyPack(JSON.parse(JSON.stringify(change(whole()))), [signer])).toMatchObject({
      ok: false,
      step,
      code,
    });
  });

  it('signed by another key passes only where no key is pinned', async () => {
    const foreign = packOf(await loggedSample(otherSigner), [2, 3], otherSigner);
    expect(verifyPack(foreign)).toMatchObject({ ok: true, keyPinned: false });
    expect(verifyPack(foreign, [signer])).toMatchObject({ ok: false, code: 'key-not-trusted' });
  });

  it('whose quote is not in the words is refused, though both were logged', async () => {
    const { leaves, reveals } = sampleLog();
    const moved = leaves
      .map((one) => (one.kind === 'claim' ? { ...one, start: 4, end: 9 } : one))
      .map(encodeLeaf);
    const hashes = moved.map(({ bytes }) => leafHash(bytes));
    const checkpoint = { origin: originOf(PUBLIC_ID), size: moved.length, root: rootOf(hashes) };
    const note = await signCheckpoint(checkpoint, signer);
    const texts = moved.map(({ text }) => text);
    const pack = packOf({ encoded: moved, texts, hashes, note, reveals }, [2, 3]);
    expect(verifyPack(pack)).toMatchObject({ ok: false, step: 'quotes', code: 'quote-other', leafIndex: 3 });
  });

  it('fails for any one character changed in what is signed, recorded or shown', () => {
    const text = JSON.stringify(whole());
    for (let i = 0; i < text.length; i += 13) {
      const letter = text[i] === 'b' ? 'c' : 'b';
      const changed = text.slice(0, i) + letter + text.slice(i + 1);
      let file: unknown;
      try {
        file = JSON.parse(changed);
      } catch {
        continue;
      }
      expect(verifyPack(file, [signer]).ok, `position ${i}: ${text.slice(i - 20, i + 20)}`).toBe(false);
    }
  });
});

describe('the code of verification', () => {
  it('has a sentence in both languages for every refusal', () => {
    for (const [code, says] of Object.entries(VERIFY_SAYS)) {
      expect(says.zh, code).toMatch(/。$/);
      expect(says.en, code).toMatch(/\.$/);
    }
  });

  it('needs nothing that only Node or only a secure page has', () => {
    const folder = new URL('../../../../models/contract/log/', import.meta.url);
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    expect(names).toContain('timestamp/token.ts');
    for (const name of names) {
      const source = readFileSync(new URL(name, folder), 'utf8');
      const imports = [...source.matchAll(/from '([^']+)'/g)].map(([, from]) => from);
      for (const from of imports)
        expect(from, name).toMatch(
          /^(\.{1,2}\/[a-z0-9./-]+\.ts|zod|asn1js|@noble\/(hashes|curves)\/[a-z0-9]+\.js)$/,
        );
      expect(source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''), name).not.toMatch(
        /\b(Buffer|process|subtle|require)\b/,
      );
    }
  });
});
