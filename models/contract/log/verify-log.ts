import type { Bilingual } from '../claim.ts';
import { fromHex, sameBytes, utf8 } from './bytes.ts';
import { readClosed } from './check-closed.ts';
import { decodeLeaf, type Leaf } from './leaf.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierRoot, HASH_BYTES, type Hash, leafHash } from './merkle.ts';
import { type Checkpoint, type NoteKey, openCheckpoint, originOf } from './note.ts';
import type { ShownLeaf } from './page.ts';
import { VERIFY_SAYS, type VerifyRefusal } from './says.ts';

/** Why and where a verification stopped. */
export interface Refused {
  readonly ok: false;
  readonly code: VerifyRefusal;
  readonly says: Bilingual;
  /** The record it is about. */
  readonly leafIndex?: number;
  /** The field of that record. */
  readonly field?: string;
}

export const refused = (code: VerifyRefusal, leafIndex?: number, field?: string): Refused => ({
  ok: false,
  code,
  says: VERIFY_SAYS[code],
  ...(leafIndex === undefined ? {} : { leafIndex }),
  ...(field === undefined ? {} : { field }),
});

export type HeadResult =
  | { readonly ok: true; readonly checkpoint: Checkpoint; readonly by: readonly NoteKey[] }
  | Refused;

/** Whether the note is a checkpoint of this broadcast's log, signed by a trusted key. */
export const verifyHead = (note: string, keys: readonly NoteKey[], publicId: string): HeadResult => {
  const opened = openCheckpoint(note, keys);
  if (!opened.ok) return refused(opened.code);
  if (opened.checkpoint.origin !== originOf(publicId)) return refused('origin-other');
  return opened;
};

/** A registration of this very broadcast stands first and only there: a log cannot be passed off as another's. */
const registrationFits = (leaf: Leaf, index: number, publicId: string): boolean => {
  const registration = leaf.kind === 'broadcast' && leaf.action === 'registered';
  if (index > 0) return !registration;
  return registration && leaf.publicId === publicId;
};

export type LeafResult = { readonly ok: true; readonly leaf: Leaf; readonly hash: Hash } | Refused;

/** Whether the text can be record `index` of this broadcast's log; where it stands in the log is not yet shown by that. */
export const verifyLeaf = (text: string, index: number, publicId: string): LeafResult => {
  const decoded = decodeLeaf(text);
  if (!decoded.ok) return refused(decoded.code, index);
  if (!registrationFits(decoded.leaf, index, publicId)) return refused('first-leaf-other', index);
  return { ok: true, leaf: decoded.leaf, hash: leafHash(utf8(text)) };
};

/** Whether a text can be a record at its place, of which kind, and its hash. */
export type TextCheck = (
  text: string,
  index: number,
) => { readonly ok: true; readonly kind: string; readonly hash: Hash; readonly leaf?: Leaf } | Refused;

export type LogResult =
  | {
      readonly ok: true;
      readonly checkpoint: Checkpoint;
      readonly by: readonly NoteKey[];
      /** Records by kind, as far as they were shown. */
      readonly kinds: Readonly<Record<string, number>>;
      /** Records of which the hash alone was given: they are in the log, what they say is not shown. */
      readonly hidden: number;
    }
  | Refused;

export interface LogToVerify {
  readonly checkpointNote: string;
  readonly keys: readonly NoteKey[];
  readonly publicId: string;
  /** How records are read; absent: as those of a broadcast. */
  readonly check?: TextCheck;
}

/** Verification of a log that comes in pages; nothing of a page is kept but its hashes' subtree roots. */
export interface LogReading {
  /** Records that the checkpoint covers. */
  readonly size: number;
  /** Reads on from where the last page ended; `null` while all is well. Records past the checkpoint are refused. */
  readonly read: (leaves: readonly ShownLeaf[]) => Refused | null;
  readonly finish: () => LogResult;
}

export type LogStarted = { readonly ok: true; readonly reading: LogReading } | Refused;

/** A record by its hash alone. The first is never hidden: it says whose log this is. */
const hiddenHash = (hash: string, index: number): Hash | Refused => {
  if (index === 0) return refused('first-leaf-other', index);
  return fromHex(hash, HASH_BYTES) ?? refused('leaf-unreadable', index);
};

/** Opens the checkpoint and makes ready to read the log's leaves from the first on. */
export const readLog = ({ checkpointNote, keys, publicId, check }: LogToVerify): LogStarted => {
  const ofBroadcast: TextCheck = (text, index) => {
    const checked = verifyLeaf(text, index, publicId);
    return checked.ok ? { ...checked, kind: checked.leaf.kind } : checked;
  };
  const checkText = check ?? ofBroadcast;
  const head = verifyHead(checkpointNote, keys, publicId);
  if (!head.ok) return head;
  const { checkpoint, by } = head;
  const kinds: Record<string, number> = {};
  let hidden = 0;
  let frontier = EMPTY_FRONTIER;
  let failed: Refused | null = null;
  const closed = readClosed();
  const unsaid = (index: number | null): Refused | null =>
    index === null ? null : refused('closed-other', index);

  const hashOf = (shown: ShownLeaf, index: number): Hash | Refused => {
    if (typeof shown !== 'string') {
      hidden += 1;
      return unsaid(closed.read(index, null)) ?? hiddenHash(shown.hash, index);
    }
    const checked = checkText(shown, index);
    if (!checked.ok) return checked;
    kinds[checked.kind] = (kinds[checked.kind] ?? 0) + 1;
    return unsaid(checked.leaf ? closed.read(index, checked.leaf) : null) ?? checked.hash;
  };

  const read = (leaves: readonly ShownLeaf[]): Refused | null => {
    if (failed !== null) return failed;
    if (frontier.size + leaves.length > checkpoint.size) {
      failed = refused('size-other', checkpoint.size);
      return failed;
    }
    const hashes: Hash[] = [];
    for (const shown of leaves) {
      const hash = hashOf(shown, frontier.size + hashes.length);
      if ('ok' in hash) {
        failed = hash;
        return failed;
      }
      hashes.push(hash);
    }
    frontier = appendLeaves(frontier, hashes);
    return null;
  };

  const finish = (): LogResult => {
    if (failed !== null) return failed;
    if (frontier.size !== checkpoint.size) return refused('size-other', frontier.size);
    if (!sameBytes(frontierRoot(frontier), checkpoint.root)) return refused('root-other');
    const said = unsaid(closed.finish());
    if (said !== null) return said;
    return { ok: true, checkpoint, by, kinds, hidden };
  };
  return { ok: true, reading: { size: checkpoint.size, read, finish } };
};

/** Verifies a whole log: the signature, the broadcast, every record, and that together they give the signed root. */
export const verifyLog = (log: LogToVerify & { readonly leaves: readonly ShownLeaf[] }): LogResult => {
  const started = readLog(log);
  if (!started.ok) return started;
  return started.reading.read(log.leaves) ?? started.reading.finish();
};
