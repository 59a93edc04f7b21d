import { hash as hashOnce, randomBytes } from 'node:crypto';
import type { EntryId } from '../../models/contract/ids.ts';
import { canonical } from '../../models/contract/log/canonical.ts';
import { CLOSED_WITHIN, type Closing, closedBody, OPEN_KINDS } from '../../models/contract/log/closed.ts';
import { COMMITMENT_PREFIX, type Commitment, SALT_BYTES } from '../../models/contract/log/commitment.ts';
import type { Leaf } from '../../models/contract/log/leaf.ts';
import {
  appendLeaves,
  frontierText,
  type Hash,
  LEAF_PREFIX,
  type MerkleFrontier,
} from '../../models/contract/log/merkle.ts';
import type { Sha256 } from '../../models/contract/log/sha256.ts';
import type { BlockDoc, BroadcastDoc, SealedDoc, SealedValue } from '../../models/store/documents.ts';
import { keepSubtrees } from '../../models/store/kept-subtrees.ts';

/** Salts drawn from the system at once: one call for each of 16 bytes would cost more than the hashing. */
const SALTS_AT_ONCE = 256;

const createSalts = () => {
  let pool = Buffer.alloc(0);
  let at = 0;
  return (): Buffer => {
    if (at >= pool.length) {
      pool = randomBytes(SALT_BYTES * SALTS_AT_ONCE);
      at = 0;
    }
    at += SALT_BYTES;
    return pool.subarray(at - SALT_BYTES, at);
  };
};
const newSalt = createSalts();

/** The platform's own: each utterance needs four. */
const sha256: Sha256 = (bytes) => hashOnce('sha256', bytes, 'buffer');

/** UTF-8 takes at most so many bytes for a UTF-16 unit. */
const UTF8_BYTES_MAX = 3;
let scratch = Buffer.alloc(16 * 1024);
/** A place for so much, used again for the next. */
const room = (bytes: number): Buffer => {
  if (scratch.length < bytes) scratch = Buffer.alloc(bytes * 2);
  return scratch;
};

/** The same as `commit` of the contract, without a copy of the value on the way. */
const commitTo = (value: string, salt: Buffer): Commitment => {
  const input = room(1 + SALT_BYTES + value.length * UTF8_BYTES_MAX);
  input[0] = COMMITMENT_PREFIX;
  salt.copy(input, 1);
  const size = 1 + SALT_BYTES + input.write(value, 1 + SALT_BYTES);
  return { c: hashOnce('sha256', input.subarray(0, size), 'hex'), n: value.length };
};

/** The same as `leafHash` of a leaf's bytes, without a copy of them. */
const hashOfLeaf = (text: string): Hash => {
  const input = room(1 + text.length * UTF8_BYTES_MAX);
  input[0] = LEAF_PREFIX;
  return hashOnce('sha256', input.subarray(0, 1 + input.write(text, 1)), 'buffer');
};

/** Events that were sent together were accepted in one millisecond. */
let written = { ms: 0, text: new Date(0).toISOString() };
const isoOf = (ms: number): string => {
  if (written.ms !== ms) written = { ms, text: new Date(ms).toISOString() };
  return written.text;
};

type WithoutBase<T> = T extends unknown ? Omit<T, 'v' | 'atMs' | 'receivedAt' | 'entry'> : never;
/** A leaf without what every leaf has. */
export type LeafBody = WithoutBase<Leaf>;

/** Records that consist of what can be guessed, and that the public sees as hashes alone. */
const BLINDED: ReadonlySet<Leaf['kind']> = new Set<Leaf['kind']>(['duty', 'correction']);

/** When and why a record is written. */
export interface Cause {
  readonly entryId: EntryId;
  readonly acceptedAtMs: number;
}

/** Collects the values that one leaf commits to. */
export interface Sealing {
  readonly values: Record<string, SealedValue>;
  /** Commits to a value under a field's path (`text`, `presenters/0/name`). */
  commit(field: string, value: string): Commitment;
}

export const createSealing = (): Sealing => {
  const values: Record<string, SealedValue> = {};
  return {
    values,
    commit(field, value) {
      const salt = newSalt();
      values[field] = { value, salt: salt.toString('hex') };
      return commitTo(value, salt);
    },
  };
};

/** What a record is found by and projected from, beside its values. */
export type SealedFacts = Pick<
  SealedDoc,
  'utterance' | 'gap' | 'claim' | 'duty' | 'correction' | 'withholding'
>;

/** Records of one broadcast that will be one block. */
export interface Draft {
  readonly nextIndex: () => number;
  readonly size: () => number;
  /** Adds a record. @throws CanonicalError, and then nothing was added. @returns its index in the log. */
  add(cause: Cause, atMs: number, body: LeafBody, sealing?: Sealing, facts?: SealedFacts): number;
  /** Forgets every record from this index on: an entry is recorded whole or as not judged. */
  rollback(index: number): void;
  readonly sealed: () => readonly SealedDoc[];
  /** The block, and the tree after it. */
  finish(lastEntryId: EntryId, epoch: number, writtenAt: Date): { block: BlockDoc; frontier: MerkleFrontier };
}

/** Begins a block at the end of a log. */
export const createDraft = (broadcast: Pick<BroadcastDoc, '_id'>, frontier: MerkleFrontier): Draft => {
  const broadcastId = broadcast._id;
  const first = frontier.size;
  const leaves: string[] = [];
  const hashes: Hash[] = [];
  const kinds: Closing[] = [];
  const sealed: SealedDoc[] = [];
  /** Place of the first closed record that no record names yet, and why the newest was written. */
  let unnamed = -1;
  let newest: Cause | undefined;
  const write = ({ entryId, acceptedAtMs }: Cause, atMs: number, body: LeafBody): void => {
    const leaf = { ...body, v: 1, atMs, receivedAt: isoOf(acceptedAtMs), entry: entryId } as Leaf;
    const text = canonical(leaf);
    leaves.push(text);
    hashes.push(hashOfLeaf(text));
    if (!OPEN_KINDS.has(body.kind) && unnamed < 0) unnamed = kinds.length;
    kinds.push(body);
  };
  /** It is about places in the log, and tells no time of the broadcast. */
  const nameClosed = (): void => {
    if (unnamed < 0 || !newest) return;
    write(newest, 0, closedBody(kinds.slice(unnamed), first + unnamed));
    unnamed = -1;
  };
  return {
    nextIndex: () => first + leaves.length,
    size: () => leaves.length,
    sealed: () => sealed,
    add(cause, atMs, body, sealing, facts) {
      const blind = BLINDED.has(body.kind) ? { blind: newSalt().toString('hex') } : {};
      const leafIndex = first + leaves.length;
      write(cause, atMs, { ...body, ...blind } as LeafBody);
      newest = cause;
      const { entryId } = cause;
      const { kind } = body;
      const values = sealing?.values ?? {};
      if (facts || Object.keys(values).length > 0)
        sealed.push({ broadcastId, leafIndex, kind, atMs, entryId, values, ...facts });
      if (unnamed >= 0 && leaves.length - unnamed >= CLOSED_WITHIN) nameClosed();
      return leafIndex;
    },
    rollback(index) {
      leaves.length = index - first;
      hashes.length = index - first;
      kinds.length = index - first;
      while ((sealed.at(-1)?.leafIndex ?? -1) >= index) sealed.pop();
      const named = kinds.findLastIndex(({ kind }) => kind === 'closed') + 1;
      unnamed = kinds.findIndex(({ kind }, at) => at >= named && !OPEN_KINDS.has(kind));
    },
    finish(lastEntryId, epoch, writtenAt) {
      nameClosed();
      const subtrees = keepSubtrees();
      const after = appendLeaves(frontier, hashes, sha256, subtrees.onNode);
      const block: BlockDoc = {
        broadcastId,
        firstLeafIndex: first,
        leafCount: leaves.length,
        leaves,
        lastEntryId,
        frontier: frontierText(after),
        ...(subtrees.kept.length > 0 && { subtrees: subtrees.kept }),
        epoch,
        writtenAt,
      };
      return { block, frontier: after };
    },
  };
};
