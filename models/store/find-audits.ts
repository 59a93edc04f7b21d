import type { AuditAct, AuditActsPage } from '../contract/audit-acts.ts';
import type { UserId } from '../contract/ids.ts';
import { literal } from '../contract/literal.ts';
import { behind, type KeptAudit, placeOf } from './audit-place.ts';
import type { Store } from './store.ts';

/** What somebody looks for among the acts; each narrows it down. */
export interface AuditsAsked {
  /** Of one person alone, whatever else is asked. */
  readonly only?: UserId | undefined;
  /** An id, or a part of a name. */
  readonly by?: string | undefined;
  readonly action?: string | undefined;
  /** An id: of what it was done to, or of the broadcast that it was done in. */
  readonly subject?: string | undefined;
  /** From then on, and before then. */
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
  /** As an earlier page gave it. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** A part of a name is found by looking through all of them; longer than that nobody waits. */
const LOOK_LIMIT_MS = 10_000;

const filterOf = ({ only, by, action, subject, from, until }: AuditsAsked): Record<string, unknown>[] => [
  ...(only === undefined ? [] : [{ 'by.id': only }]),
  ...(by === undefined
    ? []
    : [{ $or: [{ 'by.id': by }, { 'by.name': { $regex: literal(by), $options: 'i' } }] }]),
  ...(action === undefined ? [] : [{ action }]),
  ...(subject === undefined ? [] : [{ $or: [{ subject }, { 'details.publicId': subject }] }]),
  ...(from === undefined ? [] : [{ at: { $gte: from } }]),
  ...(until === undefined ? [] : [{ at: { $lt: until } }]),
];

const toAct = ({ _id, at, by, action, subject, reason, details, auditLeaf }: KeptAudit): AuditAct => ({
  id: _id.toString(),
  at: at.toISOString(),
  by: { id: by.id, name: by.name },
  ...{ action, subject },
  ...(reason !== undefined && { reason }),
  ...(details !== undefined && { details }),
  ...(auditLeaf !== undefined && { leaf: auditLeaf }),
});

/** One page of what people did, newest first. @returns null where `before` is not what an earlier page gave. */
export const auditActs = async (store: Store, asked: AuditsAsked): Promise<AuditActsPage | null> => {
  const { only, before, limit } = asked;
  const after = behind(before);
  if (after === null) return null;
  const docs = await store.audits
    .find({ $and: [after, ...filterOf(asked)] } as Record<string, unknown>)
    .sort({ at: -1, _id: -1 })
    .limit(limit + 1)
    .maxTimeMS(LOOK_LIMIT_MS)
    .lean<KeptAudit[]>();
  const page = docs.slice(0, limit);
  const last = page.at(-1);
  const whose = only === undefined ? {} : { 'by.id': only };
  const actions = before === undefined && (await store.audits.distinct('action', whose)).sort();
  return {
    of: only === undefined ? 'all' : 'own',
    ...(actions && { actions }),
    acts: page.map(toAct),
    ...(docs.length > page.length && last && { next: placeOf(last) }),
  };
};
