import { hash as hashOnce } from 'node:crypto';
import { asBroadcastId, asEntryId } from '../contract/ids.ts';
import {
  AUDIT_FIELDS,
  type AuditEntry,
  type AuditField,
  type AuditLeaf,
  decodeAuditLeaf,
} from '../contract/log/audit-leaf.ts';
import { fromHex, utf8 } from '../contract/log/bytes.ts';
import { canonical } from '../contract/log/canonical.ts';
import { commit, SALT_BYTES } from '../contract/log/commitment.ts';
import {
  appendLeaves,
  EMPTY_FRONTIER,
  frontierOf,
  frontierText,
  leafHash,
  type MerkleFrontier,
} from '../contract/log/merkle.ts';
import type { Sha256 } from '../contract/log/sha256.ts';
import { auditSalts } from './audit.ts';
import type { AuditDoc, BlockDoc } from './documents.ts';
import { keepSubtrees } from './kept-subtrees.ts';
import { readLogHead } from './log-head.ts';
import { readLeaves } from './read-log.ts';
import type { Store } from './store.ts';

/*
 * The audit log: every audit document as one record of a Merkle log of the same kind as broadcasts' logs, in the same collections.
 *
 * A block is written by one insert, and the unique index on its place is the fence. An audit document keeps its own salts, so that
 * its record follows from it alone: nothing else has to be written together with the block. Whoever appends reads the end of the log
 * first, marks what its last block holds, and only then looks what waits; a block that came in between has taken the place. So
 * none is lost and none doubled, wherever a writer dies and however many there are. A writer that has appended need not read the end
 * again: what it marked is marked, and a block of another since has taken its place.
 */

/** Under which the log stands in `blocks` and `checkpoints`. No broadcast's id has a `#`. */
export const AUDIT_LOG_ID = asBroadcastId('#audit');

/** Records of one block: some hundred kilobytes. */
const BLOCK_MAX = 500;
const NO_ENTRY = asEntryId('0-0');
const DUPLICATE_KEY = 11000;

type Kept = Omit<AuditDoc, 'salts'> & {
  readonly _id: { toString(): string };
  salts?: Record<string, string> | undefined;
};

const sha256: Sha256 = (bytes) => hashOnce('sha256', bytes, 'buffer');

const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\ufffd');

/** What JSON can hold, well-formed: whatever an act has left in its details must not stop the log. */
const plain = (value: unknown): unknown => {
  if (typeof value === 'string') return wellFormed(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [wellFormed(name), plain(one)]));
};
const json = (value: unknown): string => canonical(plain(JSON.parse(JSON.stringify(value))));

/** The values that the record of an audit document commits to; null for one that was withheld. */
const valuesOf = ({ by, subject, reason, details }: Kept): Partial<Record<AuditField, string>> => ({
  by: json({ id: by.id, name: by.name }),
  subject: wellFormed(subject),
  ...(reason !== undefined && { reason: wellFormed(reason) }),
  ...(details !== undefined && { details: json(details) }),
});

const recordOf = (doc: Kept): string => {
  const { salts = {} } = doc;
  const committed = Object.entries(valuesOf(doc)).map(([field, value]) => {
    const salt = fromHex(salts[field] ?? '', SALT_BYTES);
    if (salt === null) throw new Error(`audit ${doc._id.toString()} has no salt for ${field}`);
    return [field, commit(value, salt, sha256)] as const;
  });
  const leaf = {
    v: 1,
    kind: 'audit',
    id: doc._id.toString(),
    at: doc.at.toISOString(),
    action: wellFormed(doc.action).slice(0, 200),
    ...Object.fromEntries(committed),
  } as AuditLeaf;
  return canonical(leaf);
};

/** Marks what a block holds, whoever wrote it. */
const mark = async (
  store: Store,
  { firstLeafIndex, leaves }: Pick<BlockDoc, 'firstLeafIndex' | 'leaves'>,
): Promise<void> => {
  const marks = leaves.flatMap((text, i) => {
    const id = decodeAuditLeaf(text)?.id;
    if (id === undefined) return [];
    const update = { $set: { auditLeaf: firstLeafIndex + i }, $unset: { waiting: 1 } };
    return [{ updateOne: { filter: { _id: id, waiting: true }, update } }];
  });
  if (marks.length > 0) await store.audits.bulkWrite(marks as never, { ordered: false });
};

/** Audit documents of before the log was kept are put into it too, with salts of their own. */
export const enrolAudits = async (store: Store): Promise<number> => {
  const { modifiedCount } = await store.audits.updateMany(
    { waiting: { $exists: false }, auditLeaf: { $exists: false } },
    { $set: { waiting: true } },
  );
  return modifiedCount;
};

const withSalts = async (store: Store, docs: readonly Kept[]): Promise<Kept[]> => {
  const bare = docs.filter(({ salts }) => !salts).map(({ _id }) => _id);
  if (bare.length === 0) return [...docs];
  // Whoever comes first: the record must be the same for all.
  await store.audits.bulkWrite(
    bare.map((_id) => ({
      updateOne: { filter: { _id, salts: { $exists: false } }, update: { $set: { salts: auditSalts() } } },
    })) as never,
  );
  const found = await store.audits.find({ _id: { $in: docs.map(({ _id }) => _id) } } as never).lean<Kept[]>();
  const salted = new Map(found.map((doc) => [doc._id.toString(), doc]));
  return docs.flatMap(({ _id }) => salted.get(_id.toString()) ?? []);
};

/** What a round has done, and the tree as it stands now. */
export interface AuditRound {
  readonly frontier: MerkleFrontier;
  readonly appended: number;
}

/** The tree as it stands, once all that its last block holds is marked. @returns null when it grew meanwhile */
const readEnd = async (store: Store): Promise<MerkleFrontier | null> => {
  const head = await readLogHead(store, AUDIT_LOG_ID);
  if (!head) return EMPTY_FRONTIER;
  const frontier = frontierOf(head.frontier);
  const last = await store.blocks
    .findOne({ broadcastId: AUDIT_LOG_ID }, { firstLeafIndex: 1, leaves: 1 })
    .sort({ firstLeafIndex: -1 })
    .lean<Pick<BlockDoc, 'firstLeafIndex' | 'leaves'>>();
  if (last && last.firstLeafIndex + last.leaves.length !== frontier.size) return null;
  if (last) await mark(store, last);
  return frontier;
};

/**
 * Appends what waits, oldest first, as one block.
 * @param known the tree after this writer's own last round: then it is not read again. Where another has appended since, the place
 *   of the block is taken, as it is for anyone who comes late.
 * @returns null when another writer was there first: then the log has grown, and this one reads its end and looks again.
 */
export const appendAudits = async (
  store: Store,
  now: Date,
  known?: MerkleFrontier,
): Promise<AuditRound | null> => {
  const before = known ?? (await readEnd(store));
  if (before === null) return null;
  const waiting = await store.audits.find({ waiting: true }).sort({ at: 1 }).limit(BLOCK_MAX).lean<Kept[]>();
  if (waiting.length === 0) return { frontier: before, appended: 0 };
  const leaves = (await withSalts(store, waiting)).map(recordOf);
  const subtrees = keepSubtrees();
  const hashes = leaves.map((text) => leafHash(utf8(text), sha256));
  const after = appendLeaves(before, hashes, sha256, subtrees.onNode);
  const block: BlockDoc = {
    broadcastId: AUDIT_LOG_ID,
    firstLeafIndex: before.size,
    leafCount: leaves.length,
    leaves,
    lastEntryId: NO_ENTRY,
    frontier: frontierText(after),
    ...(subtrees.kept.length > 0 && { subtrees: subtrees.kept }),
    epoch: 0,
    writtenAt: now,
  };
  try {
    await store.blocks.insertMany([block], { lean: true });
  } catch (error) {
    if ((error as { code?: unknown }).code === DUPLICATE_KEY) return null;
    throw error;
  }
  await mark(store, block);
  return { frontier: after, appended: leaves.length };
};

/** Records of the audit log with what stands behind them, in order. */
export const readAuditEntries = async (store: Store, from: number, limit: number): Promise<AuditEntry[]> => {
  const texts = await readLeaves(store, AUDIT_LOG_ID, from, limit);
  const ids = texts.flatMap((text) => decodeAuditLeaf(text)?.id ?? []);
  const docs = await store.audits.find({ _id: { $in: ids } } as never).lean<Kept[]>();
  const known = new Map(docs.map((doc) => [doc._id.toString(), doc]));
  return texts.map((text, i) => {
    const doc = known.get(decodeAuditLeaf(text)?.id ?? '');
    const values = doc ? valuesOf(doc) : {};
    return {
      index: from + i,
      text,
      values: AUDIT_FIELDS.flatMap((field) => {
        const [value, salt] = [values[field], doc?.salts?.[field]];
        return value === undefined || salt === undefined ? [] : [{ field, value, salt }];
      }),
    };
  });
};
