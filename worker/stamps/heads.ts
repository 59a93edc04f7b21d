import type { BroadcastId } from '../../models/contract/ids.ts';
import { AUDIT_LOG_ID } from '../../models/store/audit-log.ts';
import { newestCheckpoint } from '../../models/store/read-log.ts';
import type { Store } from '../../models/store/store.ts';
import { lastWanted, wantTimestamps } from '../../models/store/timestamps.ts';
import { type Partition, partitionOf } from '../../models/stream/keys.ts';

/** A head that was signed. */
export interface SignedHead {
  readonly broadcastId: BroadcastId;
  readonly partition: Partition;
  readonly size: number;
  /** Nothing more is expected: it is stamped without waiting. */
  readonly ended: boolean;
}

/** After the end decisions still come, one by one: a stamp for each would be one for every click. */
const AFTER_END_MS = 60_000;

/**
 * Heads that no timestamp covers yet, of each broadcast the newest. Kept in memory, since most heads are replaced within a
 * second; {@link uncoveredHeads} finds again what a restart has lost.
 */
export interface Heads {
  note(head: SignedHead): void;
  all(): readonly SignedHead[];
  /** Covered, or of another worker now. */
  drop(head: SignedHead): void;
}

export const createHeads = (): Heads => {
  const newest = new Map<BroadcastId, SignedHead>();
  return {
    note(head) {
      const known = newest.get(head.broadcastId);
      if (!known || known.size <= head.size) newest.set(head.broadcastId, head);
    },
    all: () => [...newest.values()],
    drop(head) {
      if (newest.get(head.broadcastId) === head) newest.delete(head.broadcastId);
    },
  };
};

/**
 * Wants timestamps for a head of those authorities that are due: none was asked for yet, or the last is stamped and older
 * than `everyMs`, or the broadcast has ended. While one is pending no other is wanted, so that an authority that is down
 * does not find a pile of them when it is back.
 * @returns whether every authority has been asked for this head.
 */
export const wantIfDue = async (
  store: Store,
  head: SignedHead,
  authorityUrls: readonly string[],
  everyMs: number,
  nowMs: number,
): Promise<boolean> => {
  const last = await lastWanted(store, head.broadcastId, authorityUrls);
  const waitMs = head.ended ? Math.min(AFTER_END_MS, everyMs) : everyMs;
  const open = authorityUrls.filter((url) => (last.get(url)?.size ?? -1) < head.size);
  const due = open.filter((url) => {
    const before = last.get(url);
    if (!before) return true;
    return before.state !== 'pending' && nowMs - before.requestedAt.getTime() >= waitMs;
  });
  await wantTimestamps(store, head, due, new Date(nowMs));
  return due.length === open.length;
};

const AUDIT_PARTITION = partitionOf(AUDIT_LOG_ID);

/**
 * The newest head of the audit log, for the worker that has its partition: whoever appends to that log may be another, so that the
 * head is read and not told. It never ends.
 */
export const auditHead = async (
  store: Store,
  owns: (partition: Partition) => boolean,
): Promise<SignedHead | null> => {
  if (!owns(AUDIT_PARTITION)) return null;
  const newest = await newestCheckpoint(store, AUDIT_LOG_ID);
  return newest && { broadcastId: AUDIT_LOG_ID, partition: AUDIT_PARTITION, size: newest.size, ended: false };
};

/** Newest heads of all broadcasts that no authority was asked for: after a restart, and where authorities are new. */
export const uncoveredHeads = async (
  store: Store,
  owns: (partition: Partition) => boolean,
): Promise<SignedHead[]> => {
  const [newest, wanted, broadcasts] = await Promise.all([
    store.checkpoints.aggregate<{ _id: BroadcastId; size: number }>([
      { $group: { _id: '$broadcastId', size: { $max: '$size' } } },
    ]),
    store.timestamps.aggregate<{ _id: BroadcastId; size: number }>([
      { $group: { _id: '$broadcastId', size: { $max: '$size' } } },
    ]),
    store.broadcasts
      .find({}, { partition: 1, endedAt: 1 })
      .lean<{ _id: BroadcastId; partition: number; endedAt?: Date }[]>(),
  ]);
  const covered = new Map(wanted.map(({ _id, size }) => [_id, size]));
  const known = new Map(broadcasts.map((one) => [one._id, one]));
  return newest.flatMap(({ _id, size }) => {
    const broadcast = known.get(_id);
    const partition = broadcast?.partition as Partition | undefined;
    if (partition === undefined || !owns(partition) || (covered.get(_id) ?? -1) >= size) return [];
    return [{ broadcastId: _id, partition, size, ended: broadcast?.endedAt !== undefined }];
  });
};
