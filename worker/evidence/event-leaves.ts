import { DISMISS_REASONS, type DismissReason } from '../../models/contract/alert.ts';
import type { BroadcastInput, BroadcastPatch, ProductEvent } from '../../models/contract/ingest.ts';
import { canonical } from '../../models/contract/log/canonical.ts';
import { POINTERS_MAX } from '../../models/contract/log/leaf.ts';
import type { AnswerDoc } from '../../models/store/answer-documents.ts';
import type { RecordedAct } from '../../models/store/append-block.ts';
import type { CaseDoc } from '../../models/store/case-documents.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import type { ExhibitDoc, MarkDoc } from '../../models/store/mark-documents.ts';
import type { DecisionWithGrounds } from '../../models/store/unlogged-decisions.ts';
import type { InternalEvent, MediaEvent } from '../../models/stream/wire.ts';
import type { LeafBody, Sealing } from './draft.ts';
import { clampMs } from './recording.ts';

type Body<Kind extends LeafBody['kind']> = Extract<LeafBody, { kind: Kind }>;

const presentersOf = (presenters: BroadcastInput['presenters'], sealing: Sealing) =>
  presenters.map(({ name, persona, fromMs, untilMs }, i) => ({
    name: sealing.commit(`presenters/${i}/name`, name),
    persona,
    ...(fromMs !== undefined && { fromMs }),
    ...(untilMs !== undefined && { untilMs }),
  }));

/** The first record of a log: the broadcast as it was registered. */
export const registeredLeaf = ({ publicId, input }: BroadcastDoc, sealing: Sealing): Body<'broadcast'> => ({
  kind: 'broadcast',
  action: 'registered',
  publicId,
  platform: input.platform,
  room: sealing.commit('room', canonical(input.room)),
  startedAt: input.startedAt,
  title: sealing.commit('title', input.title),
  language: input.language,
  form: input.form,
  regime: input.regime,
  presenters: presentersOf(input.presenters, sealing),
  ...(input.playbackUrl !== undefined && { playbackUrl: sealing.commit('playbackUrl', input.playbackUrl) }),
  namesClosed: true,
});

/** What changed about a broadcast while it runs. */
export const changedLeaf = (patch: BroadcastPatch, sealing: Sealing): Body<'broadcast'> => ({
  kind: 'broadcast',
  action: 'changed',
  ...(patch.title !== undefined && { title: sealing.commit('title', patch.title) }),
  ...(patch.language !== undefined && { language: patch.language }),
  ...(patch.form !== undefined && { form: patch.form }),
  ...(patch.regime !== undefined && { regime: patch.regime }),
  ...(patch.presenters && { presenters: presentersOf(patch.presenters, sealing) }),
  ...(patch.playbackUrl !== undefined && { playbackUrl: sealing.commit('playbackUrl', patch.playbackUrl) }),
});

/** A product event; seller and listing are committed to, since a seller may be a person and a listing is long. */
export const productLeaf = (event: ProductEvent, sealing: Sealing): Body<'product'> => ({
  kind: 'product',
  productId: event.productId,
  action: event.action,
  ...(event.linkNo !== undefined && { linkNo: event.linkNo }),
  ...(event.name !== undefined && { name: event.name }),
  ...(event.category !== undefined && { category: event.category }),
  ...(event.seller && { seller: sealing.commit('seller', canonical(event.seller)) }),
  ...(event.listing && { listing: sealing.commit('listing', canonical(event.listing)) }),
});

const isDismissReason = (reason: string | undefined): reason is DismissReason =>
  DISMISS_REASONS.some((known) => known === reason);

/** A person's act on an alert, as it is stored; where it is not stored any more, as the event names it. */
export const decisionLeaf = (
  event: Extract<InternalEvent, { type: 'decision' }>,
  stored: DecisionWithGrounds | undefined,
  sealing: Sealing,
  /** Record of the decision that it changes. */
  instead?: number,
): Body<'decision'> => ({
  kind: 'decision',
  decisionId: event.decisionId,
  alertId: event.alertId,
  action: event.action,
  by: stored?.by.id ?? 'unknown',
  ...(isDismissReason(stored?.reason) && { reason: stored.reason }),
  ...(stored?.note !== undefined && { note: sealing.commit('note', stored.note) }),
  of: [...(stored?.leaves ?? [])].slice(0, POINTERS_MAX),
  ...(instead !== undefined && { instead }),
});

/** What a room says of a decision; `null` when it is not stored, or its words were withheld before they could be recorded. */
export const answerLeaf = (stored: AnswerDoc | undefined, sealing: Sealing): Body<'answer'> | null => {
  if (!stored || stored.text === null) return null;
  const { _id, alertId, decisionId, to, by, moments } = stored;
  return {
    kind: 'answer',
    answerId: _id,
    alertId,
    decisionId,
    ...(to !== undefined && { to }),
    by: by.id,
    text: sealing.commit('text', stored.text),
    ...(moments.length > 0 && { moments }),
  };
};

/** Alerts that a person joined; a case that it takes up may be recorded in the same block. */
export const caseLeaf = (
  cases: ReadonlyMap<string, CaseDoc>,
  recorded: readonly RecordedAct[],
  id: string,
  sealing: Sealing,
): Body<'case'> | null => {
  const stored = cases.get(id);
  if (!stored) return null;
  const { _id, alertIds, of, instead, reason, by } = stored;
  const before = instead.map((caseId) => {
    const here = recorded.find((one) => one.of === 'cases' && one.id === caseId)?.leafIndex;
    const leaf = cases.get(caseId)?.leafIndex ?? here;
    return { caseId, ...(leaf !== undefined && { leaf }) };
  });
  return {
    kind: 'case',
    caseId: _id,
    alerts: [...alertIds],
    of: [...of],
    ...(before.length > 0 && { instead: before }),
    reason: sealing.commit('reason', reason),
    by: by.id,
  };
};

/** A moment that somebody marked; whose it is stands nowhere in the log. */
export const markLeaf = (stored: MarkDoc | undefined, sealing: Sealing): Body<'marker'> | null => {
  if (!stored) return null;
  const { _id, lineLeaf, productId, words, bought } = stored;
  return {
    kind: 'marker',
    markerId: _id,
    ...(lineLeaf !== undefined && { of: lineLeaf }),
    ...(productId !== undefined && { productId }),
    ...(words !== undefined && { note: sealing.commit('note', words) }),
    ...(bought && { bought: sealing.commit('bought', canonical(bought)) }),
  };
};

/** What somebody brought, by its hash. */
export const exhibitLeaf = (stored: ExhibitDoc | undefined, sealing: Sealing): Body<'exhibit'> | null => {
  if (!stored) return null;
  const { _id, markId, sha256, bytes, type, name } = stored;
  return {
    kind: 'exhibit',
    exhibitId: _id,
    markerId: markId,
    from: 'user',
    sha256,
    bytes,
    type,
    name: sealing.commit('name', name),
  };
};

/** A piece of picture or sound; where it came from is committed to, since addresses may hold a token. */
export const mediaLeaf = (
  { type: _, atMs: __, uri, ...event }: MediaEvent,
  sealing: Sealing,
): Body<'media'> => ({
  kind: 'media',
  ...event,
  fromMs: clampMs(event.fromMs),
  untilMs: clampMs(event.untilMs),
  ...(uri !== undefined && { uri: sealing.commit('uri', uri) }),
});
