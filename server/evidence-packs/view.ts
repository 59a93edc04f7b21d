import type { PublicId } from '../../models/contract/ids.ts';
import type { PackByCode, PackJobView } from '../../models/contract/pack/view.ts';
import type { EvidencePackDoc } from '../../models/store/evidence-pack-documents.ts';

/** A pack as those who may have it see it. */
export const packJobView = (doc: EvidencePackDoc): PackJobView => {
  const { identity, state, sha256, bytes, hasClip, madeAt, alertId } = doc;
  const there = state === 'made' && sha256 !== undefined;
  return {
    id: doc._id,
    code: doc.code,
    state,
    percent: doc.percent,
    language: identity.language,
    audience: identity.audience,
    publicId: identity.publicId as PublicId,
    atMs: identity.subject.atMs,
    stamps: identity.tokens.length,
    askedAt: doc.askedAt.toISOString(),
    ...(alertId !== undefined && { alertId }),
    ...(madeAt && { madeAt: madeAt.toISOString() }),
    ...(there && { sha256, file: `/api/evidence-packs/${doc._id}/file` }),
    ...(there && bytes !== undefined && { bytes }),
    ...(there && hasClip !== undefined && { hasClip }),
  };
};

/** What whoever holds a part of the pack compares it with; null until it is made. */
export const packByCodeView = (doc: EvidencePackDoc): PackByCode | null => {
  const { _id: id, code, sha256, bytes, manifest, madeAt, state } = doc;
  if (state !== 'made' || !sha256 || bytes === undefined || !manifest || !madeAt) return null;
  return { id, code, sha256, bytes, manifest, madeAt: madeAt.toISOString() };
};
