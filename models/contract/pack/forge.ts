import { ed25519 } from '@noble/curves/ed25519.js';
import { toHex, utf8 } from '../log/bytes.ts';
import { canonical } from '../log/canonical.ts';
import { type NoteSigner, parseVerifierKey, signNote, verifierKey } from '../log/note.ts';
import { sha256 } from '../log/sha256.ts';
import { decodeDocument, type PackDocument } from './documents.ts';
import { formatManifest } from './manifest.ts';
import { DOCUMENT, MANIFEST } from './names.ts';
import { textOf } from './text.ts';
import { readZip, writeZip, type ZipFile } from './zip.ts';

/*
 * What a cheater would do, so that people can see it fail: each gives back a ZIP that is whole by its own checksums. Used by the
 * page "try to cheat it" and by tests; nothing that makes packs uses it.
 */

/** The same pack with the content of one file replaced, checksums and headers made to fit. Null where it is no pack. */
export const withFile = (
  zip: Uint8Array,
  name: string,
  change: (bytes: Uint8Array) => Uint8Array,
): Uint8Array | null => {
  const read = readZip(zip);
  if (!read.ok) return null;
  return writeZip(
    read.files.map((file) => (file.name === name ? { name, bytes: change(file.bytes) } : file)),
  );
};

/** The same pack with what it lists changed, written in the one way. */
export const withDocument = (zip: Uint8Array, change: (doc: PackDocument) => unknown): Uint8Array | null =>
  withFile(zip, DOCUMENT, (bytes) => {
    const doc = decodeDocument(textOf(bytes) ?? '');
    return doc === null ? bytes : utf8(`${canonical(change(doc))}\n`);
  });

export const FORGERIES = ['word', 'time', 'swap', 'drop'] as const;
export type Forgery = (typeof FORGERIES)[number];

const MINUTE_MS = 60_000;

const changed: Readonly<Record<Forgery, (doc: PackDocument) => unknown>> = {
  word: (doc) => {
    const at = doc.reveals.findLastIndex(({ field }) => field === 'quote' || field === 'text');
    const reveals = doc.reveals.map((one, i) =>
      i === at ? { ...one, value: `${one.value.slice(0, -1)}？` } : one,
    );
    return { ...doc, reveals };
  },
  time: (doc) => {
    const at = doc.leaves.length - 1;
    const leaves = doc.leaves.map((one, i) => {
      if (i !== at) return one;
      const leaf = JSON.parse(one.text) as { atMs: number };
      return { ...one, text: canonical({ ...leaf, atMs: Math.max(0, leaf.atMs - MINUTE_MS) }) };
    });
    return { ...doc, leaves };
  },
  swap: (doc) => {
    const [first, ...rest] = doc.leaves.slice(-2).map(({ index }) => index);
    const second = rest[0];
    const leaves = doc.leaves.map((one) =>
      one.index === first
        ? { ...one, text: doc.leaves.find(({ index }) => index === second)?.text ?? '' }
        : one.index === second
          ? { ...one, text: doc.leaves.find(({ index }) => index === first)?.text ?? '' }
          : one,
    );
    return { ...doc, leaves };
  },
  drop: (doc) => {
    const named = new Set(doc.findings.map(({ leaf }) => leaf));
    const at = doc.leaves.findLastIndex(({ index }) => named.has(index));
    return {
      ...doc,
      leaves: doc.leaves.filter((_, i) => i !== (at < 0 ? doc.leaves.length - 1 : at)),
    };
  },
};

/** The pack with one thing changed in what it lists. */
export const forge = (zip: Uint8Array, forgery: Forgery): Uint8Array | null =>
  withDocument(zip, changed[forgery]);

const forger = (name: string): NoteSigner => {
  const seed = sha256(utf8('livewitness forger, worth nothing'));
  return { name, publicKey: ed25519.getPublicKey(seed), sign: (message) => ed25519.sign(message, seed) };
};

/**
 * The pack with its files listed and signed anew by another key under the same name. What the old key signed inside stays: a
 * checkpoint can only be signed anew with a log that fits it.
 */
export const signedAnew = async (zip: Uint8Array): Promise<Uint8Array | null> => {
  const read = readZip(zip);
  if (!read.ok) return null;
  const kept = read.files.find(({ name }) => name === DOCUMENT);
  const doc = decodeDocument(textOf(kept?.bytes ?? new Uint8Array(0)) ?? '');
  const key = parseVerifierKey(doc?.keys[0] ?? '');
  if (doc === null || key === null) return null;
  const by = forger(key.name);
  const text = utf8(`${canonical({ ...doc, keys: [...doc.keys, verifierKey(by)] })}\n`);
  const files: ZipFile[] = read.files
    .filter(({ name }) => name !== MANIFEST)
    .map((file) => (file.name === DOCUMENT ? { name: DOCUMENT, bytes: text } : file));
  const lines = files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: toHex(sha256(bytes)) }));
  const { publicId, id } = doc;
  const note = await signNote(formatManifest({ publicId, scope: 'pack', id, files: lines }), by);
  return writeZip([...files, { name: MANIFEST, bytes: utf8(note) }]);
};
