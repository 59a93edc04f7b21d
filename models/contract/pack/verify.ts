import { toHex } from '../log/bytes.ts';
import { type Checkpoint, keyFingerprint, type NoteKey, parseVerifierKey } from '../log/note.ts';
import { VERIFY_SAYS } from '../log/says.ts';
import { sha256 as portable, type Sha256 } from '../log/sha256.ts';
import { TIMESTAMP_SAYS } from '../log/timestamp/says.ts';
import { type Refused, verifyHead } from '../log/verify-log.ts';
import {
  checkPlaces,
  checkQuotes,
  checkRecords,
  checkReveals,
  isRefused,
  type ShownRecord,
  shownRecords,
} from '../log/verify-records.ts';
import { checkAccount, checkMedia } from './check-account.ts';
import { checkBetween } from './check-between.ts';
import { checkPage, type PageState } from './check-page.ts';
import { checkTimes, type Stamp } from './check-times.ts';
import { decodeDocument, type PackDocument, packCodeOf, packIdOf, tokenHash } from './documents.ts';
import { type Manifest, type ManifestScope, openManifest } from './manifest.ts';
import { DOCUMENT, MANIFEST, PAGE } from './names.ts';
import { PACK2_SAYS, type Pack2Refusal, type Pack2Step } from './says.ts';
import type { Through } from './stretch.ts';
import { textOf } from './text.ts';
import { readZip, type ZipRead } from './zip.ts';

/** Where a verification stopped, and why. */
export interface Pack2Refused extends Omit<Refused, 'code'> {
  readonly code: Pack2Refusal;
  readonly step: Pack2Step;
  readonly done: readonly Pack2Step[];
  /** The file it is about. */
  readonly file?: string;
}

export interface VerifiedPack2 {
  readonly ok: true;
  readonly id: string;
  readonly code: string;
  /** False when no key was given to compare with: then the pack proves only that it fits its own key. */
  readonly keyPinned: boolean;
  /** Of the key that signed the manifest. */
  readonly fingerprint: string;
  readonly checkpoint: Checkpoint;
  /** Third-party timestamps on the checkpoint; none: 未加盖第三方时间戳. */
  readonly stamps: readonly Stamp[];
  readonly document: PackDocument;
  readonly records: readonly ShownRecord[];
  /** What the pack goes through record by record; null in packs of before, which only count. */
  readonly through: Through | null;
  /** The files that were compared, by name. */
  readonly contents: ReadonlyMap<string, Uint8Array>;
  /** Whether index.html shows what the records say. */
  readonly page: PageState;
  /** Names of the files that were compared, and of those that the manifest names but are not at hand (index.html by itself). */
  readonly files: readonly string[];
  readonly beside: readonly string[];
}
export type Pack2Result = VerifiedPack2 | Pack2Refused;

export interface VerifyOptions {
  /** Keys that the reader trusts, had from elsewhere. */
  readonly trusted?: readonly NoteKey[] | undefined;
  /** A faster SHA-256 of the platform, where there is one. */
  readonly sha256?: Sha256;
  /** Certificates (DER) of the roots of timestamp authorities that the reader trusts. */
  readonly roots?: readonly Uint8Array[];
  /** SHA-256 (hex) of the pages without data that this version makes: any other one's program is not known to show what it is given. */
  readonly pages?: readonly string[];
}

/** Why a step failed, before it is known which step it was. */
export interface Reason {
  readonly code: Pack2Refusal;
  readonly leafIndex?: number;
  readonly field?: string;
  readonly file?: string;
}
const SAYS: Readonly<Record<Pack2Refusal, Refused['says']>> = {
  ...VERIFY_SAYS,
  ...TIMESTAMP_SAYS,
  ...PACK2_SAYS,
};

/** Thrown inside a verification to end it; never leaves this file. */
class Stop extends Error {
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(reason.code);
    this.reason = reason;
  }
}

const must = (reason: Reason | null): void => {
  if (reason !== null) throw new Stop(reason);
};

/** What is verified: the document's text, the signed list of files, and the files that are at hand. */
export interface PackParts {
  readonly scope: ManifestScope;
  readonly document: string;
  readonly manifest: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const readKeys = ({ keys }: PackDocument, trusted: readonly NoteKey[] | undefined): NoteKey[] => {
  const read = keys.map(parseVerifierKey).filter((key) => key !== null);
  if (read.length !== keys.length) throw new Stop({ code: 'key-malformed' });
  const isTrusted = (key: NoteKey): boolean =>
    trusted === undefined ||
    trusted.some((one) => one.name === key.name && keyFingerprint(one) === keyFingerprint(key));
  if (!read.every(isTrusted)) throw new Stop({ code: 'key-not-trusted' });
  return read;
};

const checkManifest = (
  { scope, manifest: note, files }: PackParts,
  { publicId, id }: PackDocument,
  keys: readonly NoteKey[],
  sha256: Sha256,
): { readonly manifest: Manifest; readonly by: NoteKey } => {
  const opened = openManifest(note, keys);
  const [by] = opened.ok ? opened.by : [];
  if (!opened.ok || by === undefined)
    throw new Stop({
      code: !opened.ok && opened.code === 'manifest-malformed' ? opened.code : 'manifest-unsigned',
    });
  const { manifest } = opened;
  if (manifest.publicId !== publicId || manifest.id !== id || manifest.scope !== scope)
    throw new Stop({ code: 'manifest-other' });
  const listed = new Map(manifest.files.map((line) => [line.name, line]));
  if (listed.size !== manifest.files.length) throw new Stop({ code: 'manifest-malformed' });
  for (const [name, bytes] of files) {
    const line = listed.get(name);
    if (line === undefined) throw new Stop({ code: 'file-not-listed', file: name });
    if (line.bytes !== bytes.length || line.sha256 !== toHex(sha256(bytes)))
      throw new Stop({ code: 'file-other', file: name });
  }
  if (scope === 'pack')
    for (const name of listed.keys())
      if (!files.has(name)) throw new Stop({ code: 'file-missing', file: name });
  return { manifest, by };
};

const fits = (doc: PackDocument, { size }: Checkpoint): boolean =>
  packIdOf({ ...doc, size, tokens: doc.timestamps.map(tokenHash) }) === doc.id;

const ascending = ({ leaves }: PackDocument): Reason | null => {
  const at = leaves.findIndex(({ index }, i) => i > 0 && (leaves[i - 1]?.index ?? -1) >= index);
  if (at < 0) return null;
  const { index = 0 } = leaves[at] ?? {};
  return { code: leaves[at - 1]?.index === index ? 'leaf-twice' : 'records-order', leafIndex: index };
};

const unless = <Value extends object>(value: Value | Refused): Value => {
  if (isRefused(value)) throw new Stop(value);
  return value;
};

const runSteps = (parts: PackParts, options: VerifyOptions, done: Pack2Step[]): VerifiedPack2 => {
  const { trusted, sha256 = portable, pages = [] } = options;
  const doc = decodeDocument(parts.document);
  if (doc === null) throw new Stop({ code: 'document-malformed', file: DOCUMENT });
  done.push('document');
  const keys = readKeys(doc, trusted);
  done.push('key');
  const { manifest, by } = checkManifest(parts, doc, keys, sha256);
  done.push('manifest');
  const page = checkPage(parts, { manifest, keys, pages, sha256 });
  if (typeof page === 'object') throw new Stop(page);
  done.push('page');
  const head = verifyHead(doc.checkpoint, keys, doc.publicId);
  if (!head.ok) throw new Stop(head);
  const { checkpoint } = head;
  if (!fits(doc, checkpoint)) throw new Stop({ code: 'id-other' });
  done.push('signature');
  const times = checkTimes(doc, options.roots);
  if (!times.ok) throw new Stop(times);
  done.push('time');
  must(ascending(doc));
  const records = unless(checkRecords(doc));
  done.push('records');
  must(checkPlaces(doc, records, checkpoint));
  done.push('places');
  const values = unless(checkReveals(doc, records));
  done.push('words');
  must(checkQuotes(records, values));
  done.push('quotes');
  must(checkAccount(doc, records, values));
  done.push('account');
  const through = checkBetween(doc, records, values, checkpoint);
  if (through !== null && 'code' in through) throw new Stop(through);
  done.push('stretch');
  must(checkMedia(doc, records, new Set(manifest.files.map(({ name }) => name))));
  return {
    ok: true,
    id: doc.id,
    code: packCodeOf(doc.id),
    keyPinned: trusted !== undefined,
    fingerprint: keyFingerprint(by),
    checkpoint,
    stamps: times.stamps,
    document: doc,
    records: shownRecords(records, values),
    through,
    page,
    contents: parts.files,
    files: [...parts.files.keys()],
    beside: manifest.files.map(({ name }) => name).filter((name) => !parts.files.has(name)),
  };
};

const stopped = (reason: Reason, step: Pack2Step, done: readonly Pack2Step[]): Pack2Refused => ({
  ok: false,
  code: reason.code,
  says: SAYS[reason.code],
  step,
  done,
  ...(reason.leafIndex !== undefined && { leafIndex: reason.leafIndex }),
  ...(reason.field !== undefined && { field: reason.field }),
  ...(reason.file !== undefined && { file: reason.file }),
});

const NEXT: Readonly<Record<Pack2Step, Pack2Step>> = {
  file: 'document',
  document: 'key',
  key: 'manifest',
  manifest: 'page',
  page: 'signature',
  signature: 'time',
  time: 'records',
  records: 'places',
  places: 'words',
  words: 'quotes',
  quotes: 'account',
  account: 'stretch',
  stretch: 'media',
  media: 'media',
};

/** Verifies parts that were taken out of a ZIP or out of index.html. Takes whatever came out of the file, and never throws. */
export const verifyParts = (parts: PackParts, options: VerifyOptions = {}): Pack2Result => {
  const done: Pack2Step[] = ['file'];
  try {
    return runSteps(parts, options, done);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return stopped(error.reason, NEXT[done.at(-1) ?? 'file'], done);
  }
};

const lacks = (read: Extract<ZipRead, { ok: false }> | string): Pack2Refused =>
  typeof read === 'string'
    ? stopped({ code: 'pack-lacks-file', file: read }, 'file', [])
    : stopped(read, 'file', []);

/**
 * Verifies a pack (`livewitness-pack/2`) without asking anyone: that it is one whole file in the one spelling, what it lists,
 * its key, that every file is as it was signed, that index.html shows these files, the signature on the log's head, timestamps on it, each record and its place in
 * the log, the words shown, the quotes, what is said of the records, that none around them is kept back, and the media. With `trusted` keys its own must be among them.
 */
export const verifyPackZip = (bytes: Uint8Array, options: VerifyOptions = {}): Pack2Result => {
  const read = readZip(bytes);
  if (!read.ok) return lacks(read);
  const files = new Map(read.files.map((file) => [file.name, file.bytes]));
  const [document, manifest] = [files.get(DOCUMENT), files.get(MANIFEST)];
  if (!files.has(PAGE)) return lacks(PAGE);
  if (document === undefined) return lacks(DOCUMENT);
  if (manifest === undefined) return lacks(MANIFEST);
  files.delete(MANIFEST);
  const texts = { document: textOf(document), manifest: textOf(manifest) };
  if (texts.document === null)
    return stopped({ code: 'document-malformed', file: DOCUMENT }, 'document', ['file']);
  return verifyParts(
    { scope: 'pack', document: texts.document, manifest: texts.manifest ?? '', files },
    options,
  );
};
