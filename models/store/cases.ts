import type { Person } from '../contract/alert.ts';
import { CASE_ALERTS_MAX, type CaseId, type CaseView } from '../contract/case.ts';
import type { AlertId } from '../contract/ids.ts';
import { audit } from './audit.ts';
import type { CaseDoc } from './case-documents.ts';
import type { AlertDoc } from './documents.ts';
import type { Store } from './store.ts';
import type { Act, ActKind } from './unlogged-acts.ts';

const JOINED = 'alerts-joined';

/** A case as the event that is to be on the broadcast's stream once. */
export type CaseAct = Act<{ readonly type: 'case'; readonly atMs: number; readonly caseId: string }>;

const actOf = (caseId: string, atMs: number): CaseAct => ({
  event: { type: 'case', atMs, caseId },
  dedupeId: `case:${caseId}`,
});

/** Cases as events, of the broadcast that their audit document names. */
export const CASE_ACTS: ActKind<CaseAct['event']> = {
  actions: [JOINED],
  toAct: ({ subject, details }) => actOf(subject, Number(details?.atMs)),
  publicIdOf: ({ details }) => String(details?.publicId),
};

export type Joined =
  | { readonly ok: true; readonly doc: CaseDoc; readonly alerts: readonly AlertDoc[]; readonly act: CaseAct }
  /** `apart`: of more than one broadcast; `alone`: fewer than two; `joined`: they are one case already. */
  | { readonly ok: false; readonly code: 'not-found' | 'apart' | 'alone' | 'joined' | 'full' };

export interface Joining {
  readonly id: CaseId;
  /** Personal data masked. */
  readonly reason: string;
  readonly by: Person;
  readonly now: Date;
}

/** The first record that an alert rests on. */
const restsOn = ({ occurrences }: AlertDoc): number | undefined => occurrences[0]?.leafIndex;

/** The alerts that are named, with all of the cases that some of them are in already. */
const toJoin = async (
  store: Store,
  ids: readonly AlertId[],
  session: NonNullable<Parameters<typeof audit>[1]>,
): Promise<AlertDoc[]> => {
  const named = await store.alerts.find({ _id: { $in: [...ids] } }, null, { session }).lean<AlertDoc[]>();
  const cases = [...new Set(named.flatMap(({ caseId }) => caseId ?? []))];
  const others =
    cases.length === 0
      ? []
      : await store.alerts
          .find({ caseId: { $in: cases }, _id: { $nin: [...ids] } }, null, { session })
          .lean<AlertDoc[]>();
  return [...named, ...others].sort((a, b) => a.firstAtMs - b.firstAtMs || (a._id < b._id ? -1 : 1));
};

/**
 * Joins alerts of one broadcast to a case, with its audit document, in one transaction. Where some of them are in cases already,
 * all of those come along, and the new case points at the old ones. Two people at once: the second meets the write of the first.
 * Emits nothing: the caller puts the act on the stream and the alerts on the feed.
 * @param mayJoin whether the person's rights cover the alert; one outside them is as if it were not there.
 */
export const joinAlerts = async (
  store: Store,
  ids: readonly AlertId[],
  { id, reason, by, now }: Joining,
  mayJoin: (alert: AlertDoc) => boolean,
): Promise<Joined> => {
  const wanted = [...new Set(ids)];
  let result: Joined = { ok: false, code: 'not-found' };
  const refuse = (code: Extract<Joined, { ok: false }>['code']): void => {
    result = { ok: false, code };
  };
  await store.connection.transaction(async (session) => {
    const alerts = await toJoin(store, wanted, session);
    const [first] = alerts;
    if (!first || !wanted.every((one) => alerts.some(({ _id }) => _id === one)) || !alerts.every(mayJoin))
      return refuse('not-found');
    if (alerts.length < 2) return refuse('alone');
    if (alerts.some(({ broadcastId }) => broadcastId !== first.broadcastId)) return refuse('apart');
    if (alerts.length > CASE_ALERTS_MAX) return refuse('full');
    const instead = [...new Set(alerts.flatMap(({ caseId }) => caseId ?? []))];
    if (instead.length === 1 && alerts.every(({ caseId }) => caseId === instead[0])) return refuse('joined');
    const alertIds = alerts.map(({ _id }) => _id);
    const doc: CaseDoc = {
      _id: id,
      broadcastId: first.broadcastId,
      alertIds,
      of: [...new Set(alerts.flatMap((alert) => restsOn(alert) ?? []))].sort((a, b) => a - b),
      instead,
      reason,
      by,
      at: now,
    };
    await store.cases.create([doc], { session });
    await store.alerts.updateMany(
      { _id: { $in: alertIds } },
      { $set: { caseId: id, unsent: true, updatedAt: now }, $inc: { revision: 1 } },
      { session },
    );
    const changed = await store.alerts.find({ _id: { $in: alertIds } }, null, { session }).lean<AlertDoc[]>();
    const atMs = Math.max(...alerts.map(({ lastAtMs }) => lastAtMs));
    const details = { atMs, publicId: first.broadcast.publicId, alerts: alertIds, instead };
    await audit(store, session, {
      at: now,
      by,
      action: JOINED,
      subject: id,
      reason,
      details,
      unlogged: true,
    });
    result = { ok: true, doc, alerts: changed, act: actOf(id, atMs) };
  });
  return result;
};

/** The named cases by id, as they are to be recorded, with those that they take up. */
export const casesToRecord = async (
  store: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CaseDoc>> => {
  if (ids.length === 0) return new Map();
  const named = await store.cases.find({ _id: { $in: [...ids] as CaseId[] } }).lean<CaseDoc[]>();
  const before = named.flatMap(({ instead }) => instead);
  const older = before.length === 0 ? [] : await store.cases.find({ _id: { $in: before } }).lean<CaseDoc[]>();
  return new Map([...older, ...named].map((doc) => [doc._id, doc]));
};

/** Records of the cases that an alert was joined to, in the order of the log. */
export const caseLeaves = async (store: Store, alertId: AlertId): Promise<number[]> => {
  const docs = await store.cases
    .find({ alertIds: alertId, leafIndex: { $exists: true } }, { leafIndex: 1 })
    .sort({ leafIndex: 1 })
    .lean<Pick<CaseDoc, 'leafIndex'>[]>();
  return docs.flatMap(({ leafIndex }) => leafIndex ?? []);
};

/** A case as it is shown; null where there is none. */
export const caseView = async (store: Store, id: CaseId): Promise<CaseView | null> => {
  const doc = await store.cases.findOne({ _id: id }).lean<CaseDoc>();
  if (!doc) return null;
  const alerts = await store.alerts
    .find(
      { _id: { $in: doc.alertIds } },
      { quote: 1, status: 1, broadcast: 1, subject: 1, product: 1, firstAtMs: 1 },
    )
    .lean<Pick<AlertDoc, '_id' | 'quote' | 'status' | 'broadcast' | 'subject' | 'product' | 'firstAtMs'>[]>();
  const [first] = alerts;
  if (!first) return null;
  const known = new Map(alerts.map((alert) => [alert._id, alert]));
  return {
    id: doc._id,
    publicId: first.broadcast.publicId,
    alerts: doc.alertIds.flatMap((alertId) => {
      const alert = known.get(alertId);
      if (!alert) return [];
      const { quote, status, subject, product, firstAtMs: atMs } = alert;
      return [{ id: alertId, subject, ...(product && { product: product.name }), atMs, quote, status }];
    }),
    reason: doc.reason,
    by: doc.by,
    at: doc.at.toISOString(),
    ...(doc.leafIndex !== undefined && { leaf: doc.leafIndex }),
    instead: doc.instead,
  };
};
