import type { Store } from '../../models/store/store.ts';
import {
  dueTimestamps,
  keepStamp,
  noteOf,
  noteStampFailure,
  type TimestampDoc,
} from '../../models/store/timestamps.ts';
import { type Partition, partitionOf } from '../../models/stream/keys.ts';
import type { GuardedFetch } from '../capture/guarded-fetch.ts';
import type { Log } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';
import { askAuthority, type StampRules } from './authority.ts';
import { auditHead, type Heads, uncoveredHeads, wantIfDue } from './heads.ts';

/** How often it is looked what is due. */
export const STAMP_ROUND_MS = 1_000;
/** How often heads that were lost are looked for. */
const LOOK_BACK_MS = 600_000;
/** How often the head of the audit log is looked at: it is stamped every some minutes at most. */
const AUDIT_LOOK_MS = 10_000;
/** Of one round: an authority that takes 10 s for each does not hold up the others for minutes. */
const DUE_MAX = 200;
/** Requests to one authority in one round: authorities limit what one address may ask. */
const PER_AUTHORITY_MAX = 5;

export interface StamperDeps {
  readonly store: Store;
  readonly fetch: GuardedFetch;
  readonly heads: Heads;
  readonly authorityUrls: readonly string[];
  readonly rules: StampRules;
  /** A running broadcast's head is stamped this often. */
  readonly everyMs: number;
  /** Whether this worker has the partition: each broadcast is stamped by one. */
  readonly owns: (partition: Partition) => boolean;
  readonly now: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Has heads stamped by third parties. Nothing waits for it: a head is signed and shown long before it is stamped. */
export interface Stamper {
  /** Wants what is due and asks the authorities once. */
  round(): Promise<void>;
  /** Gives up requests that are under way; what is pending stays so. */
  stop(): void;
}

const stampOne = async (deps: StamperDeps, doc: TimestampDoc, signal: AbortSignal): Promise<boolean> => {
  const { store, log, metrics, now } = deps;
  const note = await noteOf(store, doc);
  const asked =
    note === null ? null : await askAuthority(deps.fetch, doc.authorityUrl, note, deps.rules, signal);
  if (signal.aborted) return false;
  const { origin } = new URL(doc.authorityUrl);
  if (asked?.ok) {
    await keepStamp(store, doc, asked.stamp);
    metrics.timestamps.inc({ outcome: 'stamped' });
    return true;
  }
  const problem = asked?.problem ?? 'no-such-head';
  const state = await noteStampFailure(store, doc, problem, now());
  metrics.timestamps.inc({ outcome: state === 'failed' ? 'failed' : 'tried' });
  const facts = { authority: origin, problem, tries: doc.tries + 1, state };
  log.warn(facts, 'an authority did not give a timestamp');
  return false;
};

/** One authority's requests, one after the other; after the first that fails the rest waits for the next round. */
const stampBy = async (
  deps: StamperDeps,
  docs: readonly TimestampDoc[],
  signal: AbortSignal,
): Promise<void> => {
  for (const doc of docs.slice(0, PER_AUTHORITY_MAX))
    if (signal.aborted || !(await stampOne(deps, doc, signal))) return;
};

/** Puts a stamper together; nothing is asked before its first round. */
export const createStamper = (deps: StamperDeps): Stamper => {
  const { store, heads, authorityUrls, everyMs, owns, now } = deps;
  const stopping = new AbortController();
  let lookedBackAtMs = Number.NEGATIVE_INFINITY;
  let auditSeenAtMs = Number.NEGATIVE_INFINITY;

  const want = async (): Promise<void> => {
    if (now() - lookedBackAtMs >= LOOK_BACK_MS) {
      lookedBackAtMs = now();
      for (const head of await uncoveredHeads(store, owns)) heads.note(head);
    }
    if (now() - auditSeenAtMs >= AUDIT_LOOK_MS) {
      auditSeenAtMs = now();
      const audit = await auditHead(store, owns);
      if (audit) heads.note(audit);
    }
    for (const head of heads.all())
      if (!owns(head.partition) || (await wantIfDue(store, head, authorityUrls, everyMs, now())))
        heads.drop(head);
  };

  return {
    async round() {
      await want();
      const due = await dueTimestamps(store, authorityUrls, new Date(now()), DUE_MAX);
      const mine = due.filter(({ broadcastId }) => owns(partitionOf(broadcastId)));
      await Promise.all(
        authorityUrls.map((url) =>
          stampBy(
            deps,
            mine.filter(({ authorityUrl }) => authorityUrl === url),
            stopping.signal,
          ),
        ),
      );
    },
    stop: () => stopping.abort(),
  };
};
