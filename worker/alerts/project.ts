import { createHash } from 'node:crypto';
import { isRaised } from '../../models/contract/claim.ts';
import { asProductId, asRoomId, asUtteranceId } from '../../models/contract/ids.ts';
import { KINDS, type Kind } from '../../models/contract/kinds.ts';
import type { DutyOutcome, OpenQuestion } from '../../models/duties/types.ts';
import type { AlertDoc, BroadcastDoc, SealedDoc } from '../../models/store/documents.ts';
import type { Sighting } from '../../models/store/raise-alert.ts';
import { productOf } from '../pipeline/introductions.ts';
import { entryTimeMs } from '../pipeline/state.ts';

/** Of the broadcast, what its alerts carry along. */
export type Subject = Pick<BroadcastDoc, '_id' | 'publicId' | 'input' | 'roomId'> & {
  readonly products: BroadcastDoc['products'];
};

const short = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 24);

/** White space and punctuation carry no meaning in a quote. */
const bare = (text: string): string => text.replaceAll(/[\s\p{P}\p{S}]+/gu, '').toLowerCase();

const broadcastOf = ({ publicId, input }: Subject): AlertDoc['broadcast'] => ({
  publicId,
  title: input.title,
  language: input.language,
  startedAt: input.startedAt,
  roomId: asRoomId(input.room.id),
  roomName: input.room.name,
});

const productView = (subject: Subject, productId: string | undefined): Pick<AlertDoc, 'product'> => {
  if (productId === undefined) return {};
  const { name, linkNo } = productOf(subject.products, productId) ?? {};
  return {
    product: {
      id: asProductId(productId),
      name: name ?? productId,
      ...(linkNo !== undefined && { linkNo }),
    },
  };
};

/** Names the alert of what viewers ask of one duty of one product, by whatever way it is heard. */
const questionKey = (
  subject: Subject,
  kind: Kind,
  { dutyId, productId }: { readonly dutyId: string; readonly productId?: string },
): string => `claim:${subject._id}:${kind}:${productId ?? '-'}:${dutyId}`;

/** The sighting that a recorded claim is, or `null`: only what is flagged or asks for a person becomes an alert. */
export const claimSighting = (
  subject: Subject,
  doc: SealedDoc,
  foldQuote: (quote: string) => string,
): Sighting | null => {
  const { claim, leafIndex, atMs, entryId } = doc;
  if (!claim || !isRaised(claim)) return null;
  const quote = doc.values.quote?.value ?? (doc.values.quote ? null : '');
  // Its words were withheld, and whoever raises it again would raise another.
  if (quote === null) return null;
  const { asks } = claim;
  // A viewer who asks what is counted as a question anyway is one with that question, whatever the words.
  const productId = asks ? asks.productId : claim.productId;
  const { kind, group, start, end, parts, utteranceId, role, speaker, verdict } = claim;
  const product = productId ?? '-';
  return {
    key: asks
      ? questionKey(subject, kind, asks)
      : `claim:${subject._id}:${kind}:${product}:${short(bare(foldQuote(quote)) || quote)}`,
    cardKey: `${subject.publicId}:${kind}:${product}`,
    broadcastId: subject._id,
    roomId: subject.roomId,
    broadcast: broadcastOf(subject),
    subject: { type: 'claim', kind, group },
    ...productView(subject, productId),
    verdict,
    ...(claim.need && { need: claim.need }),
    severity: claim.severity,
    basis: claim.basis,
    confidence: claim.confidence,
    quote,
    ...(speaker !== undefined && { speaker }),
    article: claim.article,
    reason: claim.reason,
    suggestion: claim.suggestion,
    steps: [...claim.steps],
    versions: claim.source.versions,
    packId: claim.source.packId,
    ruleId: claim.source.ruleId,
    occurrence: {
      utteranceId: asUtteranceId(utteranceId),
      start,
      end,
      atMs,
      leafIndex,
      role,
      ...(parts && { parts }),
      ...(speaker !== undefined && { speaker }),
      ...(claim.unattributed && { unattributed: true }),
    },
    occurrenceId: `${utteranceId}:${start}`,
    acceptedAtMs: entryTimeMs(entryId),
  };
};

/** The outcome that a duty's record keeps. */
export const dutyOf = ({ duty }: Pick<SealedDoc, 'duty'>): DutyOutcome | undefined =>
  duty as DutyOutcome | undefined;

/** Names the alert of one duty of one product in one broadcast. */
export const dutyKey = (subject: Subject, { productId, dutyId }: DutyOutcome): string =>
  `duty:${subject._id}:${productId ?? '-'}:${dutyId}`;

const RAISING = ['missing', 'partial', 'contradicted', 'dodged'] as const;
type Raising = (typeof RAISING)[number];
const raises = (state: string): state is Raising => RAISING.some((one) => one === state);

/** What the sightings of a duty and of a question for it have in common. */
const dutyFacts = (subject: Subject, { leafIndex, entryId }: SealedDoc, duty: DutyOutcome) => ({
  broadcastId: subject._id,
  roomId: subject.roomId,
  broadcast: broadcastOf(subject),
  ...productView(subject, duty.productId),
  confidence: 1,
  article: duty.article,
  reason: duty.reason,
  suggestion: duty.suggestion,
  steps: [],
  occurrence: {
    ...(duty.utteranceId && { utteranceId: duty.utteranceId }),
    start: 0,
    end: 0,
    atMs: duty.atMs,
    leafIndex,
  },
  acceptedAtMs: entryTimeMs(entryId),
});

/** The sighting of a question that viewers asked and the room left open. */
const questionSighting = (
  subject: Subject,
  doc: SealedDoc,
  duty: DutyOutcome,
  question: OpenQuestion,
): Sighting => {
  const { kind, utteranceIds, askedMs } = question;
  const { group, severity } = KINDS[kind];
  const product = duty.productId ?? '-';
  const facts = dutyFacts(subject, doc, duty);
  const [asked] = utteranceIds;
  return {
    ...facts,
    key: questionKey(subject, kind, duty),
    supersedes: true,
    cardKey: `${subject.publicId}:${kind}:${product}`,
    subject: { type: 'claim', kind, group },
    verdict: 'review',
    need: 'context',
    severity,
    basis: 'house',
    quote: duty.name.zh,
    occurrence: { ...facts.occurrence, ...(asked && { utteranceId: asked }) },
    occurrenceId: `${duty.dutyId}:${askedMs}`,
  };
};

/** The sighting that a recorded change of a duty is, or `null`: the policy says which raise an alert. */
export const dutySighting = (subject: Subject, doc: SealedDoc): Sighting | null => {
  const duty = dutyOf(doc);
  if (duty?.alert !== 'raise') return null;
  if (duty.question) return questionSighting(subject, doc, duty, duty.question);
  if (!raises(duty.state)) return null;
  return {
    ...dutyFacts(subject, doc, duty),
    key: dutyKey(subject, duty),
    cardKey: `${subject.publicId}:duties:${duty.productId ?? '-'}`,
    subject: { type: 'duty', dutyId: duty.dutyId, name: duty.name, state: duty.state },
    verdict: 'flag',
    severity: duty.severity,
    // What must be spoken is the platform's rule; the law asks that it be told, not that it be said aloud.
    basis: 'platform-rule',
    quote: duty.quote ?? duty.name.zh,
    occurrenceId: `${duty.state}:${duty.dueMs}:${duty.atMs}`,
  };
};

/** How late a duty was met, in words; or that it is not asked for any more. */
export const delayWords = ({ state, atMs, dueMs }: DutyOutcome): { zh: string; en: string } => {
  if (state === 'not-required')
    return { zh: '按现行要求，本商品无需披露此项', en: 'not asked of this product any more' };
  const seconds = Math.max(0, Math.round((atMs - dueMs) / 1000));
  const minutes = Math.floor(seconds / 60);
  const zh = minutes > 0 ? `${minutes}分${seconds % 60}秒` : `${seconds}秒`;
  const en = minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
  return { zh: `已补充披露，迟到${zh}`, en: `disclosed after all, ${en} late` };
};
