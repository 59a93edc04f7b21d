import { hash } from 'node:crypto';
import type { Bilingual } from '../../models/contract/claim.ts';
import { utf8 } from '../../models/contract/log/bytes.ts';
import {
  keyFingerprint,
  type NoteSigner,
  openCheckpoint,
  parseVerifierKey,
  signNote,
  verifierKey,
} from '../../models/contract/log/note.ts';
import type { Sha256 } from '../../models/contract/log/sha256.ts';
import type { ShownRecord, Values } from '../../models/contract/log/verify-records.ts';
import { checkTimes } from '../../models/contract/pack/check-times.ts';
import {
  encodeDocument,
  PACK_FORMAT_4,
  type PackDocument,
  type PackIdentity,
  type PackTimestamp,
  packCodeOf,
  packIdOf,
  tokenHash,
} from '../../models/contract/pack/documents.ts';
import { frameIn, wordsIn } from '../../models/contract/pack/frames.ts';
import { formatManifest, type ManifestScope } from '../../models/contract/pack/manifest.ts';
import { CLIP, compareNames, DOCUMENT, MANIFEST, PAGE, REPORT } from '../../models/contract/pack/names.ts';
import { frameHash, type PageProgram, packPage } from '../../models/contract/pack/page.ts';
import { storyOf } from '../../models/contract/pack/story.ts';
import { checkStretch, type Through } from '../../models/contract/pack/stretch.ts';
import { verifyPackZip } from '../../models/contract/pack/verify.ts';
import { noticeOf } from '../../models/contract/pack/withheld.ts';
import { writeZip } from '../../models/contract/pack/zip.ts';
import { toTraditional } from '../../models/contract/traditional.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import type { EvidencePackDoc } from '../../models/store/evidence-pack-documents.ts';
import { alertById } from '../../models/store/find-alerts.ts';
import { broadcastById } from '../../models/store/find-broadcasts.ts';
import { logKeys } from '../../models/store/log-keys.ts';
import type { MediaDoc } from '../../models/store/media-documents.ts';
import type { MediaFiles } from '../../models/store/media-files.ts';
import { tokensOn } from '../../models/store/pack-head.ts';
import { type PackRecords, packRecords } from '../../models/store/pack-records.ts';
import { publicPieces } from '../../models/store/public-media.ts';
import { mediaBetween } from '../../models/store/read-media.ts';
import type { Store } from '../../models/store/store.ts';
import { errorFacts, type Log } from '../observe/log.ts';
import { type MadeClip, makeClip } from './clip.ts';
import { mediaLeaves, picturesOf, segmentFile, sha256Hex } from './contents.ts';
import type { Draw } from './drawing.ts';
import { packExhibits } from './exhibits.ts';
import { type Ffmpeg, isForWantOfRoom } from './ffmpeg.ts';

export interface MakeDeps {
  readonly store: Store;
  readonly signer: NoteSigner;
  /** Kept segments. */
  readonly media: MediaFiles;
  /** Null where there is none: packs are made without a clip, and say so. */
  readonly ffmpeg: Ffmpeg | null;
  readonly page: PageProgram;
  readonly draw: Draw;
  readonly log: Log;
}

/** Nothing that trying again could help. */
export class CannotMake extends Error {}

export interface MadePack {
  readonly zip: Uint8Array;
  readonly manifest: string;
  readonly hasClip: boolean;
  readonly shown: readonly string[];
}

const NO_FFMPEG: Bilingual = {
  zh: '本系统没有装剪辑程序（ffmpeg）。',
  en: 'The program that cuts clips (ffmpeg) is not installed here.',
};
const NOT_KEPT: Bilingual = {
  zh: '这段时间的画面和声音没有录到，或已经过了保存期。',
  en: 'Picture and sound of this time were not recorded, or are no longer kept.',
};
const WITHHELD: Bilingual = {
  zh: '这段时间的画面和声音已隐去，原因和日期写在“隐去的内容”里。',
  en: 'Picture and sound of this time were withheld; “What is withheld” says why and since when.',
};
const CLIP_FAILED: Bilingual = {
  zh: '录到的分段剪不成片段，原始分段在包内。',
  en: 'No clip could be cut from the recorded segments; the segments themselves are in the pack.',
};

/** Bytes of segments that a pack holds at most, beside the clip. */
const SEGMENTS_BYTES_MAX = 120 * 1024 * 1024;
const SEGMENTS_MAX = 200;

type Progress = (percent: number) => Promise<void>;
type Clipped = { readonly clip: MadeClip | null; readonly says: Bilingual | null };

const clipOf = async (
  { ffmpeg, media, log }: MakeDeps,
  pieces: readonly MediaDoc[],
  atMs: number,
  none: Bilingual,
): Promise<Clipped> => {
  if (pieces.every(({ held }) => !held)) return { clip: null, says: none };
  if (ffmpeg === null) return { clip: null, says: NO_FFMPEG };
  try {
    const clip = await makeClip({ ffmpeg, files: media }, pieces, atMs);
    return { clip, says: clip === null ? none : null };
  } catch (error) {
    if (isForWantOfRoom(error)) throw error;
    log.warn(errorFacts(error), 'no clip could be cut: the pack is made without one');
    return { clip: null, says: CLIP_FAILED };
  }
};

/** The head of this size with the keys that signed it. */
const headOf = async ({ store, signer }: MakeDeps, broadcastId: BroadcastDoc['_id'], size: number) => {
  const doc = await store.checkpoints.findOne({ broadcastId, size }).lean<{ note: string }>();
  if (doc === null) throw new CannotMake('the head that the pack names is not there');
  const known = (await logKeys(store)).map(parseVerifierKey).filter((key) => key !== null);
  const opened = openCheckpoint(doc.note, known);
  if (!opened.ok) throw new CannotMake(`the head that the pack names does not open: ${opened.code}`);
  const keys = [...opened.by.slice(0, 1), signer].map(verifierKey);
  return { note: doc.note, keys: [...new Set(keys)] };
};

/** Bytes of kept segments around the moment by their names in the pack: the clip's own first. */
const segmentsOf = async (
  { media }: MakeDeps,
  pieces: readonly MediaDoc[],
  clip: MadeClip | null,
  leafOfHash: ReadonlyMap<string, number>,
): Promise<Map<string, Uint8Array>> => {
  const files = new Map<string, Uint8Array>();
  const inits = (clip?.pieces ?? []).flatMap(({ initSha256: init, container }) =>
    init === undefined ? [] : [{ sha256: init, container, form: 'init' as const }],
  );
  let total = 0;
  for (const piece of [...inits, ...(clip?.pieces ?? []), ...pieces.filter(({ held }) => held)]) {
    const { sha256 } = piece;
    if (sha256 === undefined || !leafOfHash.has(sha256) || files.size >= SEGMENTS_MAX) continue;
    const name = segmentFile(piece);
    const bytes = files.has(name) ? null : await media.read(sha256);
    if (bytes === null || total + bytes.length > SEGMENTS_BYTES_MAX) continue;
    total += bytes.length;
    files.set(name, bytes);
  }
  return files;
};

const inScript = (document: PackDocument): PackDocument => {
  if (document.language !== 'zh-Hant') return document;
  const turned = <T>(value: T): T => {
    if (Array.isArray(value)) return value.map(turned) as T;
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([name, one]) => [
      name,
      name === 'zh' && typeof one === 'string' ? toTraditional(one) : turned(one),
    ]);
    return Object.fromEntries(entries) as T;
  };
  const { findings, duties, pictures, clipSays } = document;
  return {
    ...document,
    findings: turned(findings),
    duties: turned(duties),
    pictures: turned(pictures),
    clipSays: turned(clipSays),
  };
};

const listOf = async (
  signer: NoteSigner,
  { publicId, id }: Pick<PackDocument, 'publicId' | 'id'>,
  scope: ManifestScope,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<string> => {
  const lines = [...files]
    .sort(([a], [b]) => compareNames(a, b))
    .map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: sha256Hex(bytes) }));
  return signNote(formatManifest({ publicId, scope, id, files: lines }), signer);
};

interface Gathered {
  readonly identity: PackIdentity;
  readonly records: PackRecords;
  readonly clipped: Clipped;
  readonly tokens: readonly PackTimestamp[];
  readonly head: { readonly note: string; readonly keys: readonly string[] };
  readonly pieces: readonly MediaDoc[];
}

const gather = async (deps: MakeDeps, doc: EvidencePackDoc, progress: Progress): Promise<Gathered> => {
  const { store } = deps;
  const { identity, broadcastId, alertId } = doc;
  const { subject, size, audience } = identity;
  if (identity.format !== PACK_FORMAT_4) throw new CannotMake('it was asked for in a form of before');
  const broadcast = await broadcastById(store, broadcastId);
  const alert = alertId === undefined ? null : await alertById(store, alertId);
  if (broadcast === null || (alertId !== undefined && alert === null))
    throw new CannotMake('what it is about is gone');
  const head = await headOf(deps, broadcastId, size);
  // Another authority may have stamped it since: the pack holds those that its id names.
  const tokens = (await tokensOn(store, broadcastId, size)).filter((one) =>
    identity.tokens.includes(tokenHash(one)),
  );
  if (JSON.stringify(tokens.map(tokenHash)) !== JSON.stringify(identity.tokens))
    throw new CannotMake('the timestamps that the pack names are not there');
  const kept = await mediaBetween(store, broadcastId, subject);
  const pieces =
    audience === 'public' ? await publicPieces(store, broadcastId, kept, { now: doc.askedAt }) : kept;
  const hashes = [
    ...new Set(pieces.flatMap(({ initSha256: init, held }) => (held && init !== undefined ? [init] : []))),
  ];
  const records = await packRecords(store, { broadcastId, subject, audience, size, alert, hashes });
  // Better none than one that does not say what it is about.
  if (alert !== null && records.findings.length === 0)
    throw new Error('what stands behind the alert was not found');
  await progress(25);
  const clipped = await clipOf(
    deps,
    pieces.filter(({ sha256 }) => mediaLeaves(records.decoded).has(sha256 ?? '')),
    subject.atMs,
    // What was withheld is not to read as if it had never been recorded.
    [...records.decoded.values()].some(({ kind }) => kind === 'media-withholding') ? WITHHELD : NOT_KEPT,
  );
  await progress(50);
  return { identity, records, clipped, tokens, head, pieces };
};

const documentOf = (
  { identity, records, clipped, tokens, head }: Gathered,
  segments: ReadonlyMap<string, Uint8Array>,
  exhibits: PackDocument['exhibits'],
) => {
  const { size: _, tokens: __, ...origin } = identity;
  const { clip, says } = clipped;
  const leafOfHash = mediaLeaves(records.decoded);
  const fileOf = new Map(
    [...segments.keys()].map((name) => [/\/([0-9a-f]{64})/.exec(name)?.[1] ?? '', name]),
  );
  const { atMs } = identity.subject;
  const { pictures, frames } = picturesOf({ records, clip, leafOfHash, atMs });
  const document: PackDocument = inScript({
    ...origin,
    id: packIdOf(identity),
    keys: [...head.keys],
    checkpoint: head.note,
    timestamps: [...tokens],
    leaves: records.leaves,
    reveals: records.reveals,
    stretch: records.stretch,
    leftOut: records.leftOut,
    coverage: records.coverage,
    findings: records.findings,
    duties: records.duties,
    media: [...records.decoded].flatMap(([leaf, one]) => {
      if (one.kind !== 'media') return [];
      const file = fileOf.get(one.sha256);
      return [{ leaf, ...(file !== undefined && { file }) }];
    }),
    clip: clip && {
      fromMs: clip.fromMs,
      untilMs: clip.untilMs,
      of: clip.pieces.flatMap(({ sha256 }) => leafOfHash.get(sha256 ?? '') ?? []),
      how: clip.how,
    },
    clipSays: says,
    pictures,
    exhibits,
    answers: answersOf(records),
    withheld: [...records.decoded].flatMap(([index, leaf]) => noticeOf(index, leaf) ?? []),
  });
  return { document, frames };
};

/** What the room said of what was decided, each by its record. */
const answersOf = ({ decoded, reveals }: PackRecords): PackDocument['answers'] => {
  const texts = new Map(reveals.flatMap((one) => (one.field === 'text' ? [[one.leaf, one.value]] : [])));
  const leafOf = new Map(
    [...decoded].flatMap(([index, leaf]) => (leaf.kind === 'answer' ? [[leaf.answerId, index]] : [])),
  );
  return [...decoded].flatMap(([index, leaf]) => {
    if (leaf.kind !== 'answer') return [];
    const text = texts.get(index);
    const to = leaf.to === undefined ? undefined : leafOf.get(leaf.to);
    return [
      {
        text: text ?? '',
        at: leaf.receivedAt,
        leaf: index,
        ...(to !== undefined && { to }),
        ...(text === undefined && { withheld: true as const }),
      },
    ];
  });
};

const valuesOf = ({ reveals }: PackRecords): Values => {
  const values: Values = new Map();
  for (const { leaf, field, value } of reveals) values.set(leaf, { ...values.get(leaf), [field]: value });
  return values;
};

/** As a reader will have them once they are verified. */
const shownOf = (records: PackRecords): ShownRecord[] => {
  const values = valuesOf(records);
  return [...records.decoded].map(([index, leaf]) => ({ index, leaf, values: values.get(index) ?? {} }));
};

/** What the pack goes through. @throws CannotMake where its own records say that something is kept back */
const throughOf = (document: PackDocument, size: number, records: PackRecords): Through => {
  const { decoded: shown, between } = records;
  const through = checkStretch({ document, size, shown, values: valuesOf(records), between });
  if ('code' in through)
    throw new CannotMake(`it holds too little: ${through.code} ${through.leafIndex ?? ''}`);
  return through;
};

const nodeSha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

/** Puts the files together, signs their list, and reads the result as anyone would: what does not verify is not given out. */
const pack = async (
  deps: MakeDeps,
  files: Map<string, Uint8Array>,
  text: string,
  document: PackDocument,
): Promise<Pick<MadePack, 'zip' | 'manifest'>> => {
  const beside = await listOf(deps.signer, document, 'page', files);
  const frame = frameIn(deps.page, document.language);
  files.set(PAGE, packPage(frame, { manifest: beside, document: text, files }));
  const manifest = await listOf(deps.signer, document, 'pack', files);
  files.set(MANIFEST, utf8(manifest));
  const zip = writeZip(
    [...files].sort(([a], [b]) => compareNames(a, b)).map(([name, bytes]) => ({ name, bytes })),
  );
  const checked = verifyPackZip(zip, { sha256: nodeSha256, pages: [frameHash(frame)] });
  if (!checked.ok)
    throw new CannotMake(`it does not verify: ${checked.code} ${checked.leafIndex ?? checked.file ?? ''}`);
  return { zip, manifest };
};

/** Makes the pack that the document asks for. The same document gives the same bytes. @throws CannotMake, or what the stores throw. */
export const makePack = async (
  deps: MakeDeps,
  doc: EvidencePackDoc,
  progress: Progress,
): Promise<MadePack> => {
  const gathered = await gather(deps, doc, progress);
  const { records, clipped, pieces, identity } = gathered;
  const segments = await segmentsOf(deps, pieces, clipped.clip, mediaLeaves(records.decoded));
  const brought = await packExhibits(records, identity.subject, deps.media);
  const { document, frames } = documentOf(gathered, segments, brought.exhibits);
  const text = encodeDocument(document);
  const times = checkTimes(document, undefined);
  const drawn = await deps.draw({
    document,
    story: storyOf(document, shownOf(records), throughOf(document, identity.size, records)),
    words: wordsIn(document.language),
    code: packCodeOf(document.id),
    size: identity.size,
    fingerprint: keyFingerprint(deps.signer),
    stamps: times.ok ? times.stamps : [],
    frames,
    pictures: document.pictures,
  });
  await progress(80);
  const files = new Map<string, Uint8Array>([
    [DOCUMENT, utf8(text)],
    [REPORT, drawn.report],
    ...Object.entries(drawn.pictures),
    ...segments,
    ...brought.files,
  ]);
  if (clipped.clip) files.set(CLIP, clipped.clip.bytes);
  const packed = await pack(deps, files, text, document);
  await progress(95);
  const shown = document.reveals.map(({ leaf, field }) => `${leaf}/${field}`);
  return { ...packed, hasClip: clipped.clip !== null, shown };
};
