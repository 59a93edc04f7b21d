import { AUDIT_LOG } from '../../models/contract/log/audit-leaf.ts';
import { frontierRoot, type MerkleFrontier } from '../../models/contract/log/merkle.ts';
import { type NoteSigner, originOf, signCheckpoint } from '../../models/contract/log/note.ts';
import { AUDIT_LOG_ID, type AuditRound, appendAudits, enrolAudits } from '../../models/store/audit-log.ts';
import { dropLease, takeLease } from '../../models/store/leases.ts';
import { checkpointSize, saveCheckpoint } from '../../models/store/save-checkpoint.ts';
import type { Store } from '../../models/store/store.ts';

/** How often it is looked what waits: an act is to be in the log within a second. */
export const AUDIT_LOG_MS = 250;
/** Whoever writes says so this long ahead; after a writer has died the next begins within it. */
const LEASE_MS = 3_000;
/** It is said again when so much of it is over: not with every look. */
const RENEW_MS = 1_000;
/** Blocks of one round: a first start finds the audit documents of years. */
const BLOCKS_MAX = 20;

export interface AuditWriterDeps {
  readonly store: Store;
  /** The key that signs now. */
  readonly signer: () => NoteSigner;
  /** Names this process among all that could write. */
  readonly owner: string;
  readonly now: () => number;
}

/** Appends audit documents to the audit log, in one process at a time. */
export interface AuditWriter {
  /** Appends what waits and signs the head. @returns how many were appended; null when another process writes. */
  round(): Promise<number | null>;
  /** Lets another go on at once. */
  stop(): Promise<void>;
}

const LEASE = 'audit-log';

/** Puts a writer together; nothing is read or written before its first round. */
export const createAuditWriter = ({ store, signer, owner, now }: AuditWriterDeps): AuditWriter => {
  let leasedUntilMs = Number.NEGATIVE_INFINITY;
  let enrolled = false;
  let signed = -1;
  /** The tree after the last round: an act is in the log sooner where it need not be read again. */
  let known: MerkleFrontier | undefined;

  const isMine = async (): Promise<boolean> => {
    const nowMs = now();
    if (leasedUntilMs - nowMs > LEASE_MS - RENEW_MS) return true;
    const mine = await takeLease(store, LEASE, owner, { nowMs, forMs: LEASE_MS });
    if (!mine) {
      signed = -1;
      known = undefined;
    }
    leasedUntilMs = mine ? nowMs + LEASE_MS : Number.NEGATIVE_INFINITY;
    return mine;
  };

  /** A head is signed once its block is at rest; one that a writer before could not sign any more, too. */
  const sign = async ({ frontier }: AuditRound): Promise<void> => {
    const { size } = frontier;
    if (size === 0 || size === signed) return;
    if (signed < 0 && (await checkpointSize(store, AUDIT_LOG_ID)) >= size) {
      signed = size;
      return;
    }
    const note = await signCheckpoint(
      { origin: originOf(AUDIT_LOG), size, root: frontierRoot(frontier) },
      signer(),
    );
    await saveCheckpoint(store, { broadcastId: AUDIT_LOG_ID, size, note, signedAt: new Date(now()) });
    signed = size;
  };

  return {
    async round() {
      if (!(await isMine())) return null;
      if (!enrolled) {
        await enrolAudits(store);
        enrolled = true;
      }
      let appended = 0;
      let last: AuditRound | undefined;
      for (let blocks = 0; blocks < BLOCKS_MAX; blocks += 1) {
        const from = known;
        // Until it is known how this one ends, nothing is known.
        known = undefined;
        const done = await appendAudits(store, new Date(now()), from);
        if (done === null) continue;
        known = done.frontier;
        appended += done.appended;
        last = done;
        // What came while the block was written need not wait for the next round.
        if (done.appended === 0) break;
      }
      if (last) await sign(last);
      return appended;
    },
    async stop() {
      leasedUntilMs = Number.NEGATIVE_INFINITY;
      await dropLease(store, LEASE, owner);
    },
  };
};
