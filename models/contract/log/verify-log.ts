import type { Bilingual } from '../claim.ts';
import { sameBytes, utf8 } from './bytes.ts';
import { decodeLeaf, type Leaf } from './leaf.ts';
import { appendLeaves, EMPTY_FRONTIER, frontierRoot, type Hash, leafHash } from './merkle.ts';
import { type Checkpoint, type NoteKey, openCheckpoint, originOf } from './note.ts';
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

export type LogResult =
  | {
      readonly ok: true;
      readonly checkpoint: Checkpoint;
      readonly by: readonly NoteKey[];
      /** Records by kind. */
      readonly kinds: Readonly<Record<string, number>>;
    }
  | Refused;

export interface LogToVerify {
  readonly checkpointNote: string;
  readonly keys: readonly NoteKey[];
  readonly publicId: string;
}

/** Verification of a log that comes in pages; nothing of a page is kept but its hashes' subtree roots. */
export interface LogReading {
  /** Records that the checkpoint covers. */
  readonly size: number;
  /** Reads on from where the last page ended; `null` while all is well. Records past the checkpoint are refused. */
  readonly read: (leaves: readonly string[]) => Refused | null;
  readonly finish: () => LogResult;
}

export type LogStarted = { readonly ok: true; readonly reading: LogReading } | Refused;

/** Opens the checkpoint and makes ready to read the log's leaves from the first on. */
export const readLog = ({ checkpointNote, keys, publicId }: LogToVerify): LogStarted => {
  const head = verifyHead(checkpointNote, keys, publicId);
  if (!head.ok) return head;
  const { checkpoint, by } = head;
  const kinds: Record<string, number> = {};
  let frontier = EMPTY_FRONTIER;
  let failed: Refused | null = null;

  const read = (leaves: readonly string[]): Refused | null => {
    if (failed !== null) return failed;
    if (frontier.size + leaves.length > checkpoint.size) {
      failed = refused('size-other', checkpoint.size);
      return failed;
    }
    const hashes: Hash[] = [];
    for (const text of leaves) {
      const leaf = verifyLeaf(text, frontier.size + hashes.length, publicId);
      if (!leaf.ok) {
        failed = leaf;
        return failed;
      }
      kinds[leaf.leaf.kind] = (kinds[leaf.leaf.kind] ?? 0) + 1;
      hashes.push(leaf.hash);
    }
    frontier = appendLeaves(frontier, hashes);
    return null;
  };

  const finish = (): LogResult => {
    if (failed !== null) return failed;
    if (frontier.size !== checkpoint.size) return refused('size-other', frontier.size);
    if (!sameBytes(frontierRoot(frontier), checkpoint.root)) return refused('root-other');
    return { ok: true, checkpoint, by, kinds };
  };
  return { ok: true, reading: { size: checkpoint.size, read, finish } };
};

/** Verifies a whole log: the signature, the broadcast, every record, and that together they give the signed root. */
export const verifyLog = (log: LogToVerify & { readonly leaves: readonly string[] }): LogResult => {
  const started = readLog(log);
  if (!started.ok) return started;
  return started.reading.read(log.leaves) ?? started.reading.finish();
};
