import { type AlertDetail, type AlertView, OCCURRENCES_MAX } from '../contract/alert.ts';
import { decidedReason } from '../contract/decided-reason.ts';
import { type Standing, standingOf } from './correction-standing.ts';
import type { AlertDoc } from './documents.ts';

/** What people with a right to the alert see of it in a list. */
export const toAlertView = (doc: AlertDoc): AlertView => viewOf(doc, standingOf(doc));

const viewOf = (doc: AlertDoc, { steps: _, ...standing }: Standing): AlertView => ({
  id: doc._id,
  revision: doc.revision,
  cardKey: doc.cardKey,
  broadcast: doc.broadcast,
  subject: doc.subject,
  verdict: doc.verdict,
  basis: doc.basis,
  confidence: doc.confidence,
  quote: doc.quote,
  article: doc.article,
  reason: doc.status === 'upheld' ? decidedReason(doc.reason) : doc.reason,
  suggestion: doc.suggestion,
  count: doc.count,
  firstAtMs: doc.firstAtMs,
  lastAtMs: doc.lastAtMs,
  raisedAt: doc.raisedAt.toISOString(),
  updatedAt: doc.updatedAt.toISOString(),
  status: doc.status,
  ...(doc.product && { product: doc.product }),
  ...(doc.need && { need: doc.need }),
  ...(doc.withheld && { withheld: true }),
  ...(doc.withheldFor && { withheldFor: doc.withheldFor }),
  ...(doc.speaker !== undefined && { speaker: doc.speaker }),
  ...(doc.assignee && { assignee: doc.assignee }),
  ...(doc.laterUntil && { laterUntil: doc.laterUntil.toISOString() }),
  ...(doc.decision && { decision: doc.decision }),
  ...(doc.repeated && { repeated: doc.repeated }),
  ...standing,
  ...(doc.heldUntil
    ? { heldUntil: doc.heldUntil.toISOString() }
    : { seenAt: (doc.seenAt ?? doc.raisedAt).toISOString() }),
  ...(doc.correction && { correction: doc.correction }),
  ...(doc.answers && { answers: doc.answers }),
});

/** The alert with its steps and the moments at which it was heard. */
export const toAlertDetail = (doc: AlertDoc): AlertDetail => {
  const standing = standingOf(doc);
  return {
    ...viewOf(doc, standing),
    occurrences: doc.occurrences.slice(0, OCCURRENCES_MAX),
    steps: [...doc.steps, ...standing.steps],
    ...(doc.versions && { versions: doc.versions }),
    ...(doc.packId !== undefined && { packId: doc.packId }),
    ...(doc.ruleId !== undefined && { ruleId: doc.ruleId }),
  };
};
