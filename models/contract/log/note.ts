import { ed25519 } from '@noble/curves/ed25519.js';
import { fromBase64, fromHex, joinBytes, sameBytes, toBase64, toHex, utf8 } from './bytes.ts';
import { HASH_BYTES, type Hash } from './merkle.ts';
import { sha256 } from './sha256.ts';

/** Longest note that is read: a checkpoint is under 1 KiB; the Go implementation stops at 1 MB. */
export const NOTE_CHARS_MAX = 64 * 1024;
/** Most signature lines that are read, as in the Go implementation. */
export const NOTE_SIGNATURES_MAX = 100;

/** Signature type of plain Ed25519 (C2SP signed-note). */
const ED25519_TYPE = 0x01;
const PUBLIC_KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const KEY_ID_BYTES = 4;
const SIGNATURE_MARK = '\u2014 ';

export const NOTE_REFUSALS = [
  'note-malformed',
  'note-unknown-key',
  'note-ambiguous-key',
  'note-bad-signature',
  'checkpoint-malformed',
] as const;
export type NoteRefusal = (typeof NOTE_REFUSALS)[number];

/** A public key under the name that stands in the notes it signs. */
export interface NoteKey {
  readonly name: string;
  /** 32 bytes, Ed25519 (RFC 8032). */
  readonly publicKey: Uint8Array;
}

/** Whoever can sign: the key itself stays behind `sign`, which returns the 64 bytes of an Ed25519 signature. */
export interface NoteSigner extends NoteKey {
  readonly sign: (message: Uint8Array) => Uint8Array | Promise<Uint8Array>;
}

/** A name without white space and `+`, since it stands between spaces in signature lines and before a `+` in keys. */
const isName = (name: string): boolean => name.length > 0 && !/[\s+\u0085]|\p{Surrogate}/u.test(name);

const typedKey = (key: NoteKey): Uint8Array => joinBytes([new Uint8Array([ED25519_TYPE]), key.publicKey]);

/** First 4 bytes of SHA-256(name, newline, type, key): tells keys of one name apart. */
const keyIdOf = (key: NoteKey): Uint8Array =>
  sha256(joinBytes([utf8(`${key.name}\n`), typedKey(key)])).slice(0, KEY_ID_BYTES);

/** The public key as it is handed out (vkey): `<name>+<key id, hex>+<base64 of type and key>`. */
export const verifierKey = (key: NoteKey): string => {
  if (!isName(key.name) || key.publicKey.length !== PUBLIC_KEY_BYTES)
    throw new RangeError('a note key has a name without spaces and +, and 32 bytes');
  return `${key.name}+${toHex(keyIdOf(key))}+${toBase64(typedKey(key))}`;
};

/** Reads a vkey; `null` when it is none, is of another signature type, or its key id does not fit. */
export const parseVerifierKey = (text: string): NoteKey | null => {
  const [, name = '', keyId = '', body = ''] = /^([^+]+)\+([^+]*)\+(.*)$/s.exec(text) ?? [];
  const bytes = fromBase64(body);
  if (!isName(name) || bytes === null || bytes[0] !== ED25519_TYPE || bytes.length !== 1 + PUBLIC_KEY_BYTES)
    return null;
  const key: NoteKey = { name, publicKey: bytes.slice(1) };
  const id = fromHex(keyId, KEY_ID_BYTES);
  return id !== null && sameBytes(id, keyIdOf(key)) ? key : null;
};

/** SHA-256 of the type and key in hex, in groups of four: what two people compare by eye or over the telephone. */
export const keyFingerprint = (key: NoteKey): string =>
  (toHex(sha256(typedKey(key))).match(/.{4}/g) ?? []).join(' ');

/** Text is lines of printable Unicode, each with its newline. */
const isNoteText = (text: string): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what the format forbids.
  text.endsWith('\n') && !/[\u0000-\u0009\u000b-\u001f]|\p{Surrogate}/u.test(text);

/** Signs a text (lines, each ended by a newline) as a C2SP signed note. @throws RangeError for a text or signer that the format cannot carry. */
export const signNote = async (text: string, signer: NoteSigner): Promise<string> => {
  if (!isNoteText(text)) throw new RangeError('the text of a note is whole lines without control characters');
  if (!isName(signer.name)) throw new RangeError(`"${signer.name}" cannot name a signer`);
  const signature = await signer.sign(utf8(text));
  if (signature.length !== SIGNATURE_BYTES) throw new RangeError('an Ed25519 signature has 64 bytes');
  return `${text}\n${SIGNATURE_MARK}${signer.name} ${toBase64(joinBytes([keyIdOf(signer), signature]))}\n`;
};

interface SignatureLine {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

const signatureLine = (line: string): SignatureLine | null => {
  const [mark, name = '', body = '', ...more] = line.split(' ');
  const bytes = fromBase64(body);
  if (mark !== SIGNATURE_MARK.trimEnd() || more.length > 0 || !isName(name)) return null;
  if (bytes === null || bytes.length <= KEY_ID_BYTES) return null;
  return { name, keyId: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) };
};

const splitNote = (note: string): { text: string; lines: SignatureLine[] } | null => {
  const blank = note.lastIndexOf('\n\n');
  if (blank < 0 || note.length > NOTE_CHARS_MAX || !isNoteText(note)) return null;
  const lines = note
    .slice(blank + 2, -1)
    .split('\n')
    .map(signatureLine);
  const read = lines.filter((line) => line !== null);
  if (read.length !== lines.length || lines.length > NOTE_SIGNATURES_MAX) return null;
  return { text: note.slice(0, blank + 1), lines: read };
};

export type Opened =
  | { readonly ok: true; readonly text: string; readonly by: readonly NoteKey[] }
  | { readonly ok: false; readonly code: NoteRefusal };

const isSigned = (text: string, line: SignatureLine, key: NoteKey): boolean => {
  try {
    // The strict rules of RFC 8032: one signature must not verify in one place and fail in another.
    return ed25519.verify(line.signature, utf8(text), key.publicKey, { zip215: false });
  } catch {
    // The library throws for keys and signatures that are no curve points or have a wrong length.
    return false;
  }
};

/**
 * Opens a signed note with the keys that are trusted. Lines of unknown keys are passed over, as others may co-sign; a bad
 * signature under a known key, or no known key at all, is refused.
 */
export const openNote = (note: string, keys: readonly NoteKey[]): Opened => {
  const parts = splitNote(note);
  if (parts === null) return { ok: false, code: 'note-malformed' };
  const by: NoteKey[] = [];
  for (const line of parts.lines) {
    const known = keys.filter((key) => key.name === line.name && sameBytes(keyIdOf(key), line.keyId));
    const [key] = known;
    if (key === undefined || by.includes(key)) continue;
    if (known.length > 1) return { ok: false, code: 'note-ambiguous-key' };
    if (!isSigned(parts.text, line, key)) return { ok: false, code: 'note-bad-signature' };
    by.push(key);
  }
  return by.length > 0 ? { ok: true, text: parts.text, by } : { ok: false, code: 'note-unknown-key' };
};

/** The head of a log (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
  readonly extensions?: readonly string[];
}

/** First line of every checkpoint of a broadcast's log; binds the signature to that broadcast. */
export const originOf = (publicId: string): string => `livewitness/${publicId}`;

/** The text that is signed: origin, size, root in base64, extension lines. */
export const formatCheckpoint = ({ origin, size, root, extensions = [] }: Checkpoint): string => {
  if (!Number.isSafeInteger(size) || size < 0 || root.length !== HASH_BYTES)
    throw new RangeError('a checkpoint has a whole size and a root of 32 bytes');
  const lines = [origin, String(size), toBase64(root), ...extensions];
  if (lines.some((line) => line.length === 0 || line.includes('\n')))
    throw new RangeError('a checkpoint has no empty or broken lines');
  return `${lines.join('\n')}\n`;
};

/** Reads the text of a checkpoint; `null` when it is none. */
export const parseCheckpoint = (text: string): Checkpoint | null => {
  if (!text.endsWith('\n')) return null;
  const [origin = '', size = '', root64 = '', ...extensions] = text.slice(0, -1).split('\n');
  const root = fromBase64(root64);
  if (origin === '' || extensions.includes('') || !/^(0|[1-9][0-9]*)$/.test(size)) return null;
  if (root === null || root.length !== HASH_BYTES || !Number.isSafeInteger(Number(size))) return null;
  const checkpoint = { origin, size: Number(size), root };
  return extensions.length > 0 ? { ...checkpoint, extensions } : checkpoint;
};

/** The signed note of a log's head. */
export const signCheckpoint = (checkpoint: Checkpoint, signer: NoteSigner): Promise<string> =>
  signNote(formatCheckpoint(checkpoint), signer);

export type OpenedCheckpoint =
  | { readonly ok: true; readonly checkpoint: Checkpoint; readonly by: readonly NoteKey[] }
  | { readonly ok: false; readonly code: NoteRefusal };

/** {@link openNote} for a note that must be a checkpoint. */
export const openCheckpoint = (note: string, keys: readonly NoteKey[]): OpenedCheckpoint => {
  const opened = openNote(note, keys);
  if (!opened.ok) return opened;
  const checkpoint = parseCheckpoint(opened.text);
  return checkpoint === null
    ? { ok: false, code: 'checkpoint-malformed' }
    : { ok: true, checkpoint, by: opened.by };
};
