import type { Call } from './openapi-calls.ts';

/** Of a broadcast that the moderator sees: who did what, and what must stay. */
const review = (days: number) => ({
  reviewBy: new Date(Date.now() + days * 24 * 3_600_000).toISOString().slice(0, 10),
  reason: 'the case is still open',
});

export const custodyCalls = ({
  publicId,
  holdId,
}: {
  readonly publicId: string;
  readonly holdId: string;
}): readonly Call[] => {
  const params = { publicId };
  const later = { what: 'media', fromMs: 500_000, untilMs: 510_000, reason: 'request', note: 'a face' };
  const hold = { why: 'order', reason: 'a dispute over the lamp', ref: 'case 7' };
  return [
    { op: 'withholdRecord', as: 'moderator', gives: 409, params, body: later },
    { op: 'withholdRecord', as: 'moderator', gives: 400, params, body: { ...later, untilMs: 1 } },
    { op: 'readAuditCheckpoint', as: 'nobody', gives: 200 },
    { op: 'readAuditTimestamps', as: 'nobody', gives: 200 },
    { op: 'readAuditConsistency', as: 'nobody', gives: 200, query: { from: 1, to: 2 } },
    { op: 'readAuditConsistency', as: 'nobody', gives: 400, query: { from: 1, to: 99_999 } },
    { op: 'readAuditInclusion', as: 'admin', gives: 200, query: { leaf: 0, size: 2 } },
    { op: 'readAuditInclusion', as: 'admin', gives: 400, query: { leaf: 2, size: 2 } },
    { op: 'readAuditInclusion', as: 'moderator', gives: 403, query: { leaf: 0, size: 2 } },
    { op: 'readAuditEntries', as: 'admin', gives: 200, query: { limit: 5 } },
    { op: 'readAuditEntries', as: 'admin', gives: 400, query: { limit: 501 } },
    { op: 'readAuditEntries', as: 'moderator', gives: 403 },
    { op: 'findAuditActs', as: 'admin', gives: 200, query: { limit: 5, by: 'm' } },
    { op: 'findAuditActs', as: 'moderator', gives: 200 },
    { op: 'findAuditActs', as: 'admin', gives: 400, query: { before: 'x' } },
    { op: 'findAuditActs', as: 'host', gives: 403 },
    { op: 'placeHold', as: 'moderator', gives: 201, params, body: hold },
    { op: 'placeHold', as: 'admin', gives: 201, params, body: { ...hold, fromMs: 0, untilMs: 9_000 } },
    { op: 'placeHold', as: 'moderator', gives: 400, params, body: { ...hold, fromMs: 5 } },
    { op: 'placeHold', as: 'moderator', gives: 404, params: { publicId: 'B'.repeat(22) }, body: hold },
    { op: 'placeHold', as: 'host', gives: 403, params, body: hold },
    { op: 'listHolds', as: 'moderator', gives: 200, params },
    { op: 'listHolds', as: 'host', gives: 403, params },
    { op: 'reviewHold', as: 'moderator', gives: 200, params: { publicId, holdId }, body: review(30) },
    { op: 'reviewHold', as: 'moderator', gives: 400, params: { publicId, holdId }, body: review(0) },
    { op: 'reviewHold', as: 'moderator', gives: 404, params: { publicId, holdId: 'none' }, body: review(30) },
    { op: 'reviewHold', as: 'host', gives: 403, params: { publicId, holdId }, body: review(30) },
    { op: 'releaseHold', as: 'moderator', gives: 204, params: { publicId, holdId } },
    { op: 'releaseHold', as: 'moderator', gives: 404, params: { publicId, holdId: 'none' } },
  ];
};
