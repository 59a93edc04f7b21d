import { ALERT_STATUSES, type AlertView, isDecided } from '../contract/alert.ts';
import { type AlertId, asAlertId, type BroadcastId } from '../contract/ids.ts';
import { SNAPSHOT_ALERTS_MAX } from '../contract/socket.ts';
import { toAlertView } from './alert-view.ts';
import type { AlertDoc } from './documents.ts';
import { alertsIn, type Scope } from './scope.ts';
import type { Store } from './store.ts';

export const UNDECIDED = ALERT_STATUSES.filter((status) => !isDecided(status));
export const DECIDED = ALERT_STATUSES.filter(isDecided);

/** Alerts in one page: what a screen loads while it scrolls. */
export const ALERTS_PAGE_MAX = 200;

export interface AlertsQuestion {
  readonly scope: Scope;
  readonly state?: 'open' | 'decided';
  readonly verdict?: 'flag' | 'review';
  /** Only those that a room has answered and nobody of the platform has read. */
  readonly answersNew?: boolean;
  readonly broadcastId?: BroadcastId;
  /** Only alerts raised before this one, as told by an earlier page's `next`. */
  readonly before?: { readonly raisedAt: Date; readonly id: AlertId };
  readonly limit: number;
}

export const alertById = (store: Store, id: AlertId): Promise<AlertDoc | null> =>
  store.alerts.findOne({ _id: id }).lean<AlertDoc>().exec();

const filterOf = (question: AlertsQuestion): Record<string, unknown> => {
  const { scope, state, verdict, answersNew, broadcastId, before } = question;
  const conditions: Record<string, unknown>[] = [alertsIn(scope)];
  if (state) conditions.push({ status: { $in: state === 'open' ? UNDECIDED : DECIDED } });
  if (verdict) conditions.push({ verdict });
  if (answersNew) {
    const isLater = { $lt: ['$answers.readAt', '$answers.at'] };
    conditions.push({ 'answers.at': { $exists: true }, $expr: isLater });
  }
  if (broadcastId) conditions.push({ broadcastId });
  if (before)
    conditions.push({
      $or: [{ raisedAt: { $lt: before.raisedAt } }, { raisedAt: before.raisedAt, _id: { $lt: before.id } }],
    });
  return { $and: conditions };
};

/** One page of alerts, newest first. `next` names the last one when there may be more. */
export const listAlerts = async (
  store: Store,
  question: AlertsQuestion,
): Promise<{ readonly alerts: AlertView[]; readonly next?: string }> => {
  const docs = await store.alerts
    .find(filterOf(question))
    .sort({ raisedAt: -1, _id: -1 })
    .limit(question.limit + 1)
    .lean<AlertDoc[]>();
  const page = docs.slice(0, question.limit);
  const last = page.at(-1);
  const more = docs.length > page.length && last;
  return {
    alerts: page.map(toAlertView),
    ...(more && { next: `${last.raisedAt.getTime()}.${last._id}` }),
  };
};

/** Reads `next` back. @returns null when it is none. */
export const readPlace = (next: string): { raisedAt: Date; id: AlertId } | null => {
  const match = /^(\d{1,15})\.([A-Za-z0-9_-]{1,64})$/.exec(next);
  return match?.[1] && match[2] ? { raisedAt: new Date(Number(match[1])), id: asAlertId(match[2]) } : null;
};

/** What a dashboard begins with: undecided alerts first, then the newest decided ones, {@link SNAPSHOT_ALERTS_MAX} in all. */
export const snapshotAlerts = async (
  store: Store,
  scope: Scope,
): Promise<{ readonly alerts: AlertView[]; readonly truncated: boolean }> => {
  const read = (statuses: readonly string[], limit: number): Promise<AlertDoc[]> =>
    store.alerts
      .find({ $and: [alertsIn(scope), { status: { $in: statuses } }] })
      .sort({ raisedAt: -1, _id: -1 })
      .limit(limit)
      .lean<AlertDoc[]>()
      .exec();
  const open = await read(UNDECIDED, SNAPSHOT_ALERTS_MAX + 1);
  const room = SNAPSHOT_ALERTS_MAX - open.length;
  const decided = room > 0 ? await read(DECIDED, room + 1) : [];
  const all = [...open, ...decided];
  return {
    alerts: all.slice(0, SNAPSHOT_ALERTS_MAX).map(toAlertView),
    truncated: all.length > SNAPSHOT_ALERTS_MAX,
  };
};
