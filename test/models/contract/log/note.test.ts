import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64 } from '../../../../models/contract/log/bytes.ts';
import { emptyRoot } from '../../../../models/contract/log/merkle.ts';
import {
  formatCheckpoint,
  keyFingerprint,
  type NoteKey,
  openCheckpoint,
  openNote,
  originOf,
  parseCheckpoint,
  parseVerifierKey,
  signCheckpoint,
  signNote,
  verifierKey,
} from '../../../../models/contract/log/note.ts';

/** Keys, text and signatures as published with golang.org/x/mod/sumdb/note, the reference implementation. */
const PETER_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const PETER_SEED = 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const ENOCH_KEY = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETER_LINE =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const ENOCH_LINE =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';

const keyOf = (text: string): NoteKey => {
  const key = parseVerifierKey(text);
  if (key === null) throw new Error(`${text} is no key`);
  return key;
};
const peter = keyOf(PETER_KEY);
const enoch = keyOf(ENOCH_KEY);
const seed = fromBase64(PETER_SEED)?.slice(1) ?? new Uint8Array();
const peterSigner = { ...peter, sign: (message: Uint8Array) => ed25519.sign(message, seed) };

describe('base64', () => {
  it.each([0, 1, 2, 3, 4, 31, 32, 33])('of %i bytes is what Node writes, and is read back', (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 83 + 5) % 256);
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  });
  it.each(['A', 'AA', 'AA=', 'AB==', 'AA==AA==', 'A===', '====', 'AA-_', ' AAA', 'AAA=\n'])(
    'refuses %j',
    (text) => {
      expect(fromBase64(text)).toBeNull();
    },
  );
});

describe('keys', () => {
  it('reads and writes the published keys', () => {
    expect(verifierKey(peter)).toBe(PETER_KEY);
    expect(verifierKey(enoch)).toBe(ENOCH_KEY);
    expect(keyFingerprint(peter)).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
  });

  it('refuses every cut of a key and every change of one character', () => {
    for (let from = 0; from <= PETER_KEY.length; from++)
      for (let until = from; until <= PETER_KEY.length; until++)
        if (until - from < PETER_KEY.length)
          expect(parseVerifierKey(PETER_KEY.slice(from, until))).toBeNull();
    for (let i = 0; i < PETER_KEY.length; i++) {
      const next = String.fromCharCode(PETER_KEY.charCodeAt(i) + 1);
      expect(parseVerifierKey(PETER_KEY.slice(0, i) + next + PETER_KEY.slice(i + 1))).toBeNull();
    }
  });

  it.each([
    ['a key too long', 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='],
    ['another kind of signature', 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'],
  ])('refuses %s, though its number fits', (_, text) => {
    expect(parseVerifierKey(text)).toBeNull();
  });

  it('does not write a key that could not be read', () => {
    expect(() => verifierKey({ ...peter, name: 'two words' })).toThrow(RangeError);
    expect(() => verifierKey({ ...peter, publicKey: new Uint8Array(31) })).toThrow(RangeError);
  });
});

describe('notes', () => {
  it('signs to the published note, byte for byte', async () => {
    expect(await signNote(TEXT, peterSigner)).toBe(`${TEXT}\n${PETER_LINE}`);
  });

  it('takes a signer that answers later, and refuses what the format cannot carry', async () => {
    const later = { ...peter, sign: async (message: Uint8Array) => ed25519.sign(message, seed) };
    expect(await signNote(TEXT, later)).toBe(`${TEXT}\n${PETER_LINE}`);
    await expect(signNote('no newline', peterSigner)).rejects.toThrow(RangeError);
    await expect(signNote('bell \u0007\n', peterSigner)).rejects.toThrow(RangeError);
    await expect(signNote(TEXT, { ...peterSigner, name: 'a+b' })).rejects.toThrow(RangeError);
    await expect(signNote(TEXT, { ...peterSigner, sign: () => new Uint8Array(3) })).rejects.toThrow(
      RangeError,
    );
  });

  const both = `${TEXT}\n${PETER_LINE}${ENOCH_LINE}`;
  it.each([
    ['one of two signers known', both, [peter], ['PeterNeumann']],
    ['both known', both, [peter, enoch], ['PeterNeumann', 'EnochRoot']],
    ['a signature twice', `${TEXT}\n${PETER_LINE}${PETER_LINE}`, [peter], ['PeterNeumann']],
    ['an unused key given twice', `${TEXT}\n${PETER_LINE}`, [enoch, peter, enoch], ['PeterNeumann']],
  ])('opens with %s', (_, note, keys, names) => {
    const opened = openNote(note, keys);
    expect(opened).toMatchObject({ ok: true, text: TEXT });
    expect(opened.ok && opened.by.map((key) => key.name)).toEqual(names);
  });

  it.each([
    ['no key', both, [], 'note-unknown-key'],
    ['a key of that name, another number', both, [{ ...enoch, name: 'PeterNeumann' }], 'note-unknown-key'],
    ['the same key twice', `${TEXT}\n${ENOCH_LINE}`, [enoch, peter, enoch], 'note-ambiguous-key'],
    ['other words', both.replace('answer', 'Answer'), [peter], 'note-bad-signature'],
    ['another signature', both.replace('ZJkuBS9', 'ZJkuBS8'), [peter], 'note-bad-signature'],
    ['a longer signature', both.replace('ZJkuBS9', 'ZJkuABCDBS9'), [peter], 'note-bad-signature'],
    ['the text alone', TEXT, [peter], 'note-malformed'],
    ['no signature', `${TEXT}\n`, [peter], 'note-malformed'],
    ['the last newline cut off', both.slice(0, -1), [peter], 'note-malformed'],
    ['a control character', `\u0001${both}`, [peter], 'note-malformed'],
    ['a lone surrogate', `\ud800${both}`, [peter], 'note-malformed'],
    ['a name of two words', `${TEXT}\n${PETER_LINE.replace('PeterN', 'Peter N')}`, [peter], 'note-malformed'],
    ['a line that is no signature', `${both}Unexpected line.\n`, [peter], 'note-malformed'],
    ['101 signatures', `${TEXT}\n${PETER_LINE.repeat(101)}`, [peter], 'note-malformed'],
    ['endless text', `${'x'.repeat(70_000)}\n\n${PETER_LINE}`, [peter], 'note-malformed'],
    ['nothing', '', [peter], 'note-malformed'],
  ])('refuses %s', (_, note, keys, code) => {
    expect(openNote(note, keys)).toEqual({ ok: false, code });
  });
});

describe('checkpoints', () => {
  const checkpoint = { origin: originOf('AAAAAAAAAAAAAAAAAAAAAA'), size: 42, root: emptyRoot() };
  const body = 'livewitness/AAAAAAAAAAAAAAAAAAAAAA\n42\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n';

  it('writes and reads its lines', () => {
    expect(formatCheckpoint(checkpoint)).toBe(body);
    expect(parseCheckpoint(body)).toEqual(checkpoint);
    const extended = { ...checkpoint, extensions: ['one', 'two'] };
    expect(parseCheckpoint(formatCheckpoint(extended))).toEqual(extended);
  });

  it.each([
    ['no newline at the end', body.slice(0, -1)],
    ['no origin', body.replace('livewitness/AAAAAAAAAAAAAAAAAAAAAA', '')],
    ['a leading zero', body.replace('42', '042')],
    ['a sign', body.replace('42', '+42')],
    ['a size past 2^53', body.replace('42', '9007199254740993')],
    ['a short root', body.replace('47DE', '')],
    ['a root in other letters', body.replace('+/', '-_')],
    ['an empty extension line', `${body}\n`],
    ['one line', 'livewitness/x\n'],
  ])('does not read one with %s', (_, text) => {
    expect(parseCheckpoint(text)).toBeNull();
  });

  it('is signed and opened as a note', async () => {
    const note = await signCheckpoint(checkpoint, peterSigner);
    expect(openCheckpoint(note, [peter])).toMatchObject({ ok: true, checkpoint });
    expect(openCheckpoint(note.replace('\n42\n', '\n43\n'), [peter])).toEqual({
      ok: false,
      code: 'note-bad-signature',
    });
    expect(openCheckpoint(`${TEXT}\n${PETER_LINE}`, [peter])).toEqual({
      ok: false,
      code: 'checkpoint-malformed',
    });
    expect(() => formatCheckpoint({ ...checkpoint, size: -1 })).toThrow(RangeError);
    expect(() => formatCheckpoint({ ...checkpoint, extensions: ['a\nb'] })).toThrow(RangeError);
  });
});
