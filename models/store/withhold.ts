import type { ClientSession } from 'mongoose';
import type { BroadcastId } from '../contract/ids.ts';
import {
  WITHHELD_LEAVES_MAX,
  type WithheldNotice,
  type WithholdingPreview,
  type WithholdingReason,
} from '../contract/withholding.ts';
import { audit } from './audit.ts';
import type { AlertDoc, BroadcastDoc, SealedDoc } from './documents.ts';
import { pagesAt, sealedAt, sealedNaming } from './read-sealed.ts';
import { packedAgain, recordsOf as recordsIn } from './sealed-pages.ts';
import type { Store } from './store.ts';
import type { Act, ActKind } from './unlogged-acts.ts';
import type { Acting } from './users.ts';

const WITHHELD = 'values-withheld';

/** Values of one record. */
export interface WithheldValues {
  of: number;
  fields: string[];
}

/** What a person withheld, as the event that is to be on the broadcast's stream once. */
export type WithholdAct = Act<{
  readonly type: 'withhold';
  readonly atMs: number;
  readonly reason: WithholdingReason;
  readonly by: string;
  readonly leaves: WithheldValues[];
}>;

type Said = Omit<WithholdAct['event'], 'type'>;

const actOf = (at: Date, said: Said): WithholdAct => ({
  event: { type: 'withhold', ...said },
  dedupeId: `withhold:${at.getTime()}:${said.leaves[0]?.of ?? ''}`,
});

const shownFields = ({ values }: Pick<SealedDoc, 'values'>): string[] =>
  Object.entries(values).flatMap(([field, { value }]) => (value === null ? [] : [field]));

/** The record itself and every other one that repeats its words: the line, its revisions, claims made in it. */
const recordsOf = async (store: Store, broadcastId: BroadcastId, leafIndex: number): Promise<SealedDoc[]> => {
  const [one] = await sealedAt(store, broadcastId, [leafIndex]);
  if (!one) return [];
  const utteranceId = one.utterance?.id ?? one.claim?.utteranceId;
  if (utteranceId === undefined) return [one];
  const others = await sealedNaming(store, broadcastId, utteranceId, WITHHELD_LEAVES_MAX - 1);
  return [one, ...others.filter((doc) => doc.leafIndex !== leafIndex)];
};

const NOTHING = { zh: '', en: '' };

/** Every alert that shows words of these records forgets them; that there was an alert, of what kind and when, stays. */
const forgetInAlerts = async (
  store: Store,
  session: ClientSession,
  broadcastId: BroadcastId,
  { leaves, now, why }: { leaves: readonly number[]; now: Date; why: WithheldNotice },
): Promise<AlertDoc['_id'][]> => {
  const which = { broadcastId, occurrences: { $elemMatch: { leafIndex: { $in: [...leaves] } } } };
  const found = await store.alerts.find(which, { _id: 1 }, { session }).lean<Pick<AlertDoc, '_id'>[]>();
  const ids = found.map(({ _id }) => _id);
  const forgotten = {
    quote: '',
    withheld: true,
    withheldFor: why,
    steps: [],
    suggestion: NOTHING,
    unsent: true,
    updatedAt: now,
  };
  await store.alerts.updateMany(
    { _id: { $in: ids } },
    { $set: forgotten, $unset: { speaker: '', 'occurrences.$[].speaker': '' }, $inc: { revision: 1 } },
    { session },
  );
  return ids;
};

const withoutWords = (doc: SealedDoc, leaves: readonly number[]): SealedDoc => {
  if (!doc.claim || !leaves.includes(doc.leafIndex)) return doc;
  const { speaker: _, ...claim } = doc.claim;
  return { ...doc, claim: { ...claim, steps: [], suggestion: NOTHING } };
};

interface Beside {
  readonly leaves: readonly number[];
  readonly utteranceId: string | undefined;
  readonly why: WithheldNotice;
}

/** What the records of claims and duties keep beside their leaves, without the words. */
const forgetBeside = async (
  store: Store,
  session: ClientSession,
  broadcastId: BroadcastId,
  { leaves, utteranceId, why }: Beside,
): Promise<void> => {
  await store.sealed.updateMany(
    { broadcastId, leafIndex: { $in: [...leaves] }, kind: 'claim' },
    { $set: { 'claim.steps': [], 'claim.suggestion': NOTHING }, $unset: { 'claim.speaker': '' } },
    { session },
  );
  await store.answers.updateMany(
    { broadcastId, leafIndex: { $in: [...leaves] } },
    { $set: { text: null, withheld: why } },
    { session },
  );
  for (const page of await pagesAt(store, broadcastId, leaves, session)) {
    const { firstLeafIndex } = page;
    const records = packedAgain(recordsIn(page).map((doc) => withoutWords(doc, leaves)));
    await store.sealedPages.updateOne({ broadcastId, firstLeafIndex }, { $set: { records } }, { session });
  }
  if (utteranceId === undefined) return;
  await store.sealed.updateMany(
    { broadcastId, kind: 'duty', 'duty.utteranceId': utteranceId },
    { $set: { 'duty.quote': '', 'duty.slots': {} } },
    { session },
  );
};

export interface Withheld {
  /** To be put on the broadcast's stream; null where nothing of it is shown any more. */
  readonly act: WithholdAct | null;
  /** Alerts that forgot words; `unsent`. */
  readonly alerts: readonly AlertDoc['_id'][];
}

/**
 * Withholds the words of a record: who did it, why and for whom in the audit, and every copy outside of the log forgotten, in one
 * transaction. The values and salts themselves go with the record that says so, which the log's owner appends.
 * @returns null when there is no such record.
 */
export const withholdRecord = async (
  store: Store,
  broadcast: Pick<BroadcastDoc, '_id' | 'publicId'>,
  wanted: { readonly leaf: number; readonly reason: WithholdingReason; readonly note: string },
  { by, now: at }: Acting,
): Promise<Withheld | null> => {
  const docs = await recordsOf(store, broadcast._id, wanted.leaf);
  const [first] = docs;
  if (!first) return null;
  const leaves = docs
    .map((doc) => ({ of: doc.leafIndex, fields: shownFields(doc) }))
    .filter(({ fields }) => fields.length > 0);
  if (leaves.length === 0) return { act: null, alerts: [] };
  const said = { atMs: first.atMs, reason: wanted.reason, by: by.id, leaves };
  const why: WithheldNotice = { reason: wanted.reason, at: at.toISOString() };
  let alerts: AlertDoc['_id'][] = [];
  await store.connection.transaction(async (session) => {
    const indices = leaves.map(({ of }) => of);
    alerts = await forgetInAlerts(store, session, broadcast._id, { leaves: indices, now: at, why });
    const utteranceId = first.utterance?.id ?? first.claim?.utteranceId;
    await forgetBeside(store, session, broadcast._id, { leaves: indices, utteranceId, why });
    const subject = broadcast.publicId;
    const entry = { at, by, action: WITHHELD, subject, reason: wanted.note, details: said, unlogged: true };
    await audit(store, session, entry);
  });
  return { act: actOf(at, said), alerts };
};

/** Most packs that are named; a moment that was packed more often has been told of enough. */
const PACKS_NAMED_MAX = 50;

/** What would go with the words of a record: for whoever is about to withhold them. Null when there is no such record. */
export const withholdingPreview = async (
  store: Store,
  broadcastId: BroadcastId,
  leaf: number,
): Promise<WithholdingPreview | null> => {
  const docs = (await recordsOf(store, broadcastId, leaf)).filter((doc) => shownFields(doc).length > 0);
  const all = await sealedAt(store, broadcastId, [leaf]);
  if (all.length === 0) return null;
  const indices = docs.map(({ leafIndex }) => leafIndex);
  const shown = docs.flatMap((doc) => shownFields(doc).map((field) => `${doc.leafIndex}/${field}`));
  const [alerts, packs] = await Promise.all([
    store.alerts.countDocuments({ broadcastId, 'occurrences.leafIndex': { $in: indices } } as Record<
      string,
      unknown
    >),
    store.evidencePacks
      .find({ broadcastId, state: 'made', shown: { $in: shown } }, { code: 1 })
      .limit(PACKS_NAMED_MAX)
      .lean<{ code: string }[]>(),
  ]);
  const counts = new Map<string, number>();
  for (const { kind } of docs) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return {
    records: [...counts].map(([kind, count]) => ({ kind, count })),
    alerts,
    packs: packs.map(({ code }) => code),
  };
};

/** What people withheld, as events. */
export const WITHHOLDING_ACTS: ActKind<WithholdAct['event']> = {
  actions: [WITHHELD],
  toAct: ({ at, details }) => actOf(at, details as unknown as Said),
};
