import { audit } from './audit.ts';
import type { AuditDoc } from './documents.ts';
import { actsBefore, endOf, type RetentionRules, type Term } from './retention-terms.ts';
import type { Store } from './store.ts';

/*
 * What has a time of its own, document by document, and belongs to no one broadcast: names and reasons in audit documents, what buyers
 * asked for and were answered, and entries of streams that no log could take, which hold what was said as it came.
 */

/** Kinds of it. */
export const DOCUMENT_KINDS = ['audit', 'requests', 'quarantine'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const isDocumentKind = (kind: string): kind is DocumentKind =>
  DOCUMENT_KINDS.some((one) => one === kind);

export interface DueDocuments {
  readonly kind: DocumentKind;
  /** When the time of the oldest is over. */
  readonly until: Date;
  readonly count: number;
  readonly kept: readonly [];
}

type Filter = Readonly<Record<string, unknown>>;

interface Keeping {
  readonly term: (rules: RetentionRules) => Term | null;
  /** The field from which the time counts. */
  readonly from: 'at' | 'askedAt';
  readonly which: Filter;
  oldest(store: Store, which: Filter): Promise<Date | undefined>;
  count(store: Store, which: Filter): Promise<number>;
  /** @returns how many */
  erase(store: Store, which: Filter): Promise<number>;
}

const KEPT: Readonly<Record<DocumentKind, Keeping>> = {
  audit: {
    term: ({ audit: term }) => term,
    from: 'at',
    // A document that is not in the audit log yet tells names until it is.
    which: { auditLeaf: { $exists: true }, salts: { $exists: true } },
    oldest: async ({ audits }, which) =>
      (await audits.findOne(which, { at: 1 }).sort({ at: 1 }).lean<{ at: Date }>())?.at,
    count: ({ audits }, which) => audits.countDocuments(which).exec(),
    erase: async ({ audits }, which) => {
      const { modifiedCount } = await audits.updateMany(which, {
        $set: { by: { id: '', name: '' }, subject: '' },
        $unset: { reason: 1, details: 1, salts: 1, organisationId: 1 },
      });
      return modifiedCount;
    },
  },
  requests: {
    term: ({ marks: term }) => term,
    from: 'askedAt',
    // One that waits, and one whose release is open, is not done with.
    which: { state: { $ne: 'open' }, 'release.ended': { $ne: false } },
    oldest: async ({ releaseRequests }, which) =>
      (await releaseRequests.findOne(which, { askedAt: 1 }).sort({ askedAt: 1 }).lean<{ askedAt: Date }>())
        ?.askedAt,
    count: ({ releaseRequests }, which) => releaseRequests.countDocuments(which).exec(),
    erase: async ({ releaseRequests }, which) => (await releaseRequests.deleteMany(which)).deletedCount,
  },
  quarantine: {
    term: ({ log: term }) => term,
    from: 'at',
    which: {},
    oldest: async ({ quarantine }, which) =>
      (await quarantine.findOne(which, { at: 1 }).sort({ at: 1 }).lean<{ at: Date }>())?.at,
    count: ({ quarantine }, which) => quarantine.countDocuments(which).exec(),
    erase: async ({ quarantine }, which) => (await quarantine.deleteMany(which)).deletedCount,
  },
};

/** Those kinds of which something is over before a moment. */
export const dueDocuments = async (
  store: Store,
  rules: RetentionRules,
  before: Date,
): Promise<DueDocuments[]> => {
  const due: DueDocuments[] = [];
  for (const kind of DOCUMENT_KINDS) {
    const { term: termOf, from, which, oldest, count } = KEPT[kind];
    const term = termOf(rules);
    const first = await oldest(store, which);
    const until = first && endOf(first, term);
    if (term === null || !until || until >= before) continue;
    const all = await count(store, { ...which, [from]: { $lt: actsBefore(term, before) } });
    if (all > 0) due.push({ kind, until, count: all, kept: [] });
  }
  return due;
};

/**
 * What is over of a kind goes, with an audit document that says how many. Of acts the names and reasons go: that they were done, when
 * and in which order stays in the audit log.
 * @returns how many
 */
export const eraseDocuments = async (
  store: Store,
  kind: DocumentKind,
  rules: RetentionRules,
  { by, now: at }: { readonly by: AuditDoc['by']; readonly now: Date },
): Promise<number> => {
  const { term: termOf, from, which, count, erase } = KEPT[kind];
  const term = termOf(rules);
  if (term === null) return 0;
  const over = { ...which, [from]: { $lt: actsBefore(term, at) } };
  const all = await count(store, over);
  if (all === 0) return 0;
  await store.connection.transaction((session) =>
    audit(store, session, { at, by, action: 'retention-done', subject: kind, details: { count: all } }),
  );
  return erase(store, over);
};
