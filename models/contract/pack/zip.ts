import { joinBytes, sameBytes, utf8 } from '../log/bytes.ts';
import { crc32 } from './crc32.ts';
import { compareNames, isPackName } from './names.ts';

/*
 * A ZIP as PKWARE's APPNOTE 6.3 has it, in one spelling: nothing compressed, no extra fields, no comments, one date, files in
 * the order of their names' kinds. Every byte of it follows from names and contents, so that a reader can write it again and
 * compare, and nothing can hide in a header.
 */

/** Largest pack that is written or read: some 90 s of video at 20 Mbit/s, and no more than a phone's browser can hold. */
export const ZIP_BYTES_MAX = 256 * 1024 * 1024;
/** Files of one pack: two minutes of segments of a second each, pictures and exhibits. */
export const ZIP_FILES_MAX = 400;

export interface ZipFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What stands of a file in the headers. */
export interface ZipEntry {
  readonly name: string;
  readonly size: number;
  readonly crc: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const END_BYTES = 22;
/** 2.0: what a folder in a name needs. */
const VERSION = 20;
/** 1 January 1980, the first day that a ZIP knows: packs of one id are equal, whenever they were made. */
const DATE = 0x0021;

const headerOf = (signature: number, size: number, entry: ZipEntry) => {
  const name = utf8(entry.name);
  const bytes = new Uint8Array(size + name.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature, true);
  bytes.set(name, size);
  return { bytes, view, nameBytes: name.length };
};

/** Version, flags, method, time, date, CRC, sizes, lengths: the same in both headers of a file. */
const writeFacts = (view: DataView, at: number, { crc, size }: ZipEntry, nameBytes: number): void => {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 8, DATE, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, size, true);
  view.setUint32(at + 18, size, true);
  view.setUint16(at + 22, nameBytes, true);
};

/** What stands before a file's content. */
export const localHeader = (entry: ZipEntry): Uint8Array => {
  const { bytes, view, nameBytes } = headerOf(LOCAL, LOCAL_BYTES, entry);
  writeFacts(view, 4, entry, nameBytes);
  return bytes;
};

/** What stands after the last file: the directory and its end. */
export const directory = (entries: readonly ZipEntry[]): Uint8Array => {
  const headers: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { bytes, view, nameBytes } = headerOf(CENTRAL, CENTRAL_BYTES, entry);
    view.setUint16(4, VERSION, true);
    writeFacts(view, 6, entry, nameBytes);
    view.setUint32(42, offset, true);
    headers.push(bytes);
    offset += LOCAL_BYTES + nameBytes + entry.size;
  }
  const end = new Uint8Array(END_BYTES);
  const view = new DataView(end.buffer);
  view.setUint32(0, END, true);
  view.setUint16(8, entries.length, true);
  view.setUint16(10, entries.length, true);
  view.setUint32(
    12,
    headers.reduce((sum, { length }) => sum + length, 0),
    true,
  );
  view.setUint32(16, offset, true);
  return joinBytes([...headers, end]);
};

/** @throws RangeError for names that no pack has, in another order, or twice; and for more than a pack may hold. */
export const checkEntries = (entries: readonly Pick<ZipEntry, 'name' | 'size'>[]): void => {
  if (entries.length > ZIP_FILES_MAX) throw new RangeError(`a pack holds at most ${ZIP_FILES_MAX} files`);
  for (const [i, { name }] of entries.entries()) {
    const before = entries[i - 1];
    if (!isPackName(name)) throw new RangeError(`no pack has a file ${name}`);
    if (before && compareNames(before.name, name) >= 0)
      throw new RangeError(`${name} does not stand after ${before.name}`);
  }
  const total = entries.reduce((sum, { name, size }) => sum + size + 2 * name.length + 128, 0);
  if (total > ZIP_BYTES_MAX) throw new RangeError(`a pack has at most ${ZIP_BYTES_MAX} bytes`);
};

/** The whole file in memory. @throws RangeError as {@link checkEntries} */
export const writeZip = (files: readonly ZipFile[]): Uint8Array => {
  checkEntries(files.map(({ name, bytes }) => ({ name, size: bytes.length })));
  const entries = files.map(({ name, bytes }) => ({ name, size: bytes.length, crc: crc32(bytes) }));
  const parts = files.flatMap(({ bytes }, i) => [localHeader(entries[i] as ZipEntry), bytes]);
  return joinBytes([...parts, directory(entries)]);
};

/** Why a file is no such ZIP, or is damaged. */
export const ZIP_REFUSALS = [
  'zip-not',
  'zip-too-large',
  'zip-compressed',
  'zip-name',
  'zip-twice',
  'zip-order',
  'zip-cut',
  'zip-header',
  'zip-damaged',
  'zip-directory',
] as const;
export type ZipRefusal = (typeof ZIP_REFUSALS)[number];

export type ZipRead =
  | { readonly ok: true; readonly files: readonly ZipFile[] }
  /** `file` names the file it is about. */
  | { readonly ok: false; readonly code: ZipRefusal; readonly file?: string };

interface Header {
  readonly method: number;
  readonly size: number;
  readonly nameBytes: number;
  readonly name: string;
}

/** Reads what is needed to find the content; every other field is compared when the header is written again. */
const readHeader = (bytes: Uint8Array, view: DataView, at: number): Header | null => {
  if (at + LOCAL_BYTES > bytes.length) return null;
  const nameBytes = view.getUint16(at + 26, true);
  const name = bytes.subarray(at + LOCAL_BYTES, at + LOCAL_BYTES + nameBytes);
  return {
    method: view.getUint16(at + 8, true),
    size: view.getUint32(at + 18, true),
    nameBytes,
    // Names of a pack are ASCII; any other byte makes a name that none has.
    name: String.fromCharCode(...name.subarray(0, 200)),
  };
};

/**
 * Reads a ZIP in the one spelling that {@link writeZip} has. Sizes are compared with the file before anything is read, and
 * nothing is unpacked, so that a file that claims more than it holds is refused at once.
 */
export const readZip = (bytes: Uint8Array): ZipRead => {
  const refuse = (code: ZipRefusal, file?: string): ZipRead => ({
    ok: false,
    code,
    ...(file !== undefined && { file }),
  });
  if (bytes.length > ZIP_BYTES_MAX) return refuse('zip-too-large');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < END_BYTES || view.getUint32(0, true) !== LOCAL) return refuse('zip-not');
  const files: ZipFile[] = [];
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at + 4 <= bytes.length && view.getUint32(at, true) === LOCAL) {
    const read = readFile(bytes, view, at, files.at(-1)?.name);
    if (!read.ok) return read;
    files.push(read.file);
    entries.push(read.entry);
    if (files.length > ZIP_FILES_MAX) return refuse('zip-too-large');
    at = read.next;
  }
  return sameBytes(bytes.subarray(at), directory(entries)) ? { ok: true, files } : refuse('zip-directory');
};

type FileRead =
  | { readonly ok: true; readonly file: ZipFile; readonly entry: ZipEntry; readonly next: number }
  | Extract<ZipRead, { ok: false }>;

const readFile = (bytes: Uint8Array, view: DataView, at: number, before: string | undefined): FileRead => {
  const header = readHeader(bytes, view, at);
  if (header === null) return { ok: false, code: 'zip-cut' };
  const { name, size, method, nameBytes } = header;
  if (!isPackName(name)) return { ok: false, code: 'zip-name' };
  if (method !== 0) return { ok: false, code: 'zip-compressed', file: name };
  if (before !== undefined && compareNames(before, name) >= 0)
    return { ok: false, code: before === name ? 'zip-twice' : 'zip-order', file: name };
  const start = at + LOCAL_BYTES + nameBytes;
  if (start + size > bytes.length) return { ok: false, code: 'zip-cut', file: name };
  const content = bytes.subarray(start, start + size);
  const entry = { name, size, crc: crc32(content) };
  if (view.getUint32(at + 14, true) !== entry.crc) return { ok: false, code: 'zip-damaged', file: name };
  if (!sameBytes(bytes.subarray(at, start), localHeader(entry)))
    return { ok: false, code: 'zip-header', file: name };
  return { ok: true, file: { name, bytes: content }, entry, next: start + size };
};
