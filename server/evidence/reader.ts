import type { AlertId, BroadcastId } from '../../models/contract/ids.ts';
import type { Hash } from '../../models/contract/log/merkle.ts';
import type { HeadsPage, StampView, WithdrawnPage } from '../../models/contract/log/published.ts';
import type { PackAudience } from '../../models/contract/pack/documents.ts';
import { type AlertEvidence, alertEvidence } from '../../models/store/alert-evidence.ts';
import { noteCustody } from '../../models/store/custody.ts';
import type { AuditDoc, LogKeyDoc } from '../../models/store/documents.ts';
import { logKeyHistory } from '../../models/store/log-keys.ts';
import { type PublicRecords, publicRecords } from '../../models/store/public-records.ts';
import { publishedHeads, stampViews } from '../../models/store/published-heads.ts';
import {
  LogTooShort,
  newestCheckpoint,
  readConsistency,
  readInclusion,
  readLeaves,
} from '../../models/store/read-log.ts';
import type { Store } from '../../models/store/store.ts';
import { withdrawnBroadcasts } from '../../models/store/withdrawals.ts';

/** What the routes ask of a log. */
export interface LogReader {
  /** Notes who takes the evidence of an alert away, before it leaves. */
  readonly exported: (by: AuditDoc['by'], id: AlertId) => Promise<void>;
  /** Keys that ever signed checkpoints, newest first. */
  readonly keys: () => Promise<readonly LogKeyDoc[]>;
  /** Newest heads of public broadcasts. */
  readonly published: (after: string, limit: number) => Promise<HeadsPage>;
  /** Broadcasts that were public and are not any more. */
  readonly withdrawn: (after: string, limit: number) => Promise<WithdrawnPage>;
  readonly stamps: (id: BroadcastId) => Promise<readonly StampView[]>;
  /** The newest signed note; `null` before the first. */
  readonly checkpoint: (id: BroadcastId) => Promise<string | null>;
  readonly leaves: (id: BroadcastId, from: number, limit: number) => Promise<readonly string[]>;
  /** `null` when the log has fewer than `size` leaves. */
  readonly inclusion: (id: BroadcastId, leaf: number, size: number) => Promise<readonly Hash[] | null>;
  /** `null` when the log has fewer than `to` leaves. */
  readonly consistency: (id: BroadcastId, from: number, to: number) => Promise<readonly Hash[] | null>;
  readonly alertEvidence: (id: AlertId, audience: PackAudience) => Promise<AlertEvidence>;
  /** Which records the public may read. */
  readonly forPublic: (id: BroadcastId) => Promise<PublicRecords>;
}

const unlessTooShort = async (proof: Promise<readonly Hash[]>): Promise<readonly Hash[] | null> => {
  try {
    return await proof;
  } catch (error) {
    if (error instanceof LogTooShort) return null;
    throw error;
  }
};

/** Reads logs from the store. */
export const storeLogReader = (store: Store, now: () => number): LogReader => ({
  exported: (by, subject) =>
    noteCustody(store, { action: 'evidence-exported', subject, by, now: new Date(now()) }),
  keys: () => logKeyHistory(store),
  published: (after, limit) => publishedHeads(store, after, limit),
  withdrawn: (after, limit) => withdrawnBroadcasts(store, after, limit),
  stamps: (id) => stampViews(store, id),
  checkpoint: async (id) => (await newestCheckpoint(store, id))?.note ?? null,
  leaves: (id, from, limit) => readLeaves(store, id, from, limit),
  inclusion: (id, leaf, size) => unlessTooShort(readInclusion(store, id, leaf, size)),
  consistency: (id, from, to) => unlessTooShort(readConsistency(store, id, from, to)),
  alertEvidence: (id, audience) => alertEvidence(store, id, audience),
  forPublic: (id) => publicRecords(store, id),
});
