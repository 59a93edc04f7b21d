import type { ClientSession } from 'mongoose';
import {
  type Decision,
  type DecisionAction,
  type DecisionRequest,
  isDecided,
  type Person,
} from '../contract/alert.ts';
import { type AlertId, asAlertId, type DecisionId, type UserId } from '../contract/ids.ts';
import type { AlertDoc, DecisionDoc } from './documents.ts';
import type { Store } from './store.ts';

export type Conflict = 'not-found' | 'taken-by-other' | 'already-decided' | 'not-decided' | 'moved-on';

/** What became of one alert of the request. A `decision` is missing where nothing had to change. */
export type Decided =
  | { readonly id: AlertId; readonly ok: true; readonly alert: AlertDoc; readonly decision?: DecisionDoc }
  | { readonly id: AlertId; readonly ok: false; readonly code: Conflict; readonly alert?: AlertDoc };

export interface Deciding {
  readonly by: Person;
  /** May give back what someone else has taken and left lying: admins. */
  readonly mayReleaseOthers?: boolean;
  readonly now: Date;
  readonly newId: () => DecisionId;
}

type Standing = Pick<AlertDoc, 'status' | 'assignee'>;

/**
 * Whether a person may take this step from where the alert stands: the whole of "two people cannot decide the same alert".
 * `unchanged`: it stands there already by the same person, so that a request that was sent twice is harmless.
 */
export const stepFrom = (
  alert: Standing,
  action: DecisionAction,
  by: Person,
  mayReleaseOthers = false,
): 'go' | 'unchanged' | Exclude<Conflict, 'not-found'> => {
  if (action === 'reopen') return isDecided(alert.status) ? 'go' : 'not-decided';
  if (isDecided(alert.status)) return 'already-decided';
  const mine = alert.status === 'taken' && alert.assignee?.id === by.id;
  const others = alert.status === 'taken' && !mine;
  if (others) return action === 'release' && mayReleaseOthers ? 'go' : 'taken-by-other';
  if (action === 'take') return mine ? 'unchanged' : 'go';
  if (action === 'release') return mine ? 'go' : 'moved-on';
  return 'go';
};

const updateFor = (request: DecisionRequest, { by, now }: Deciding): Record<string, unknown> => {
  const always = { unsent: true, updatedAt: now };
  const decided = (decision: Decision) => ({
    $set: { ...always, status: decision.action === 'uphold' ? 'upheld' : 'dismissed', decision },
    $unset: { assignee: 1, laterUntil: 1 },
    $inc: { revision: 1 },
  });
  const at = now.toISOString();
  const note = 'note' in request && request.note ? { note: request.note } : {};
  switch (request.action) {
    case 'take':
      return {
        $set: { ...always, status: 'taken', assignee: by },
        $unset: { laterUntil: 1 },
        $inc: { revision: 1 },
      };
    case 'later': {
      const laterUntil = new Date(now.getTime() + request.minutes * 60_000);
      return {
        $set: { ...always, status: 'later', laterUntil },
        $unset: { assignee: 1 },
        $inc: { revision: 1 },
      };
    }
    case 'uphold':
      return decided({ action: 'uphold', by, at, ...note });
    case 'dismiss':
      return decided({ action: 'dismiss', by, at, reason: request.reason, ...note });
    default:
      return {
        $set: { ...always, status: 'open' },
        $unset: { assignee: 1, laterUntil: 1, decision: 1 },
        $inc: { revision: 1 },
      };
  }
};

const recordOf = (alert: AlertDoc, request: DecisionRequest, deciding: Deciding): DecisionDoc => ({
  _id: deciding.newId(),
  alertId: alert._id,
  broadcastId: alert.broadcastId,
  atMs: alert.lastAtMs,
  action: request.action,
  by: deciding.by,
  at: deciding.now,
  ...(request.action === 'dismiss' && { reason: request.reason }),
  ...('note' in request && request.note !== undefined && { note: request.note }),
});

/**
 * Does one act on the named alerts: those from which the step is possible change and get their decision record in one
 * transaction; the others are answered as conflicts and stay. Two people at once: the second transaction meets the write of
 * the first, is run again by the driver, and then sees a conflict.
 *
 * Emits nothing: the caller puts `decision` on the stream and the alerts on the feed. `unsent` and the missing `leafIndex`
 * say that this is still to be done.
 *
 * @param mayDecide whether the person's rights cover the alert; one outside them is answered as not found.
 * @returns one result per named alert, in the order of the request; a repeated id is answered once more, not done twice.
 */
export const decideAlerts = async (
  store: Store,
  request: DecisionRequest,
  deciding: Deciding,
  mayDecide: (alert: AlertDoc) => boolean,
): Promise<Decided[]> => {
  const ids = [...new Set(request.alerts.map(({ id }) => asAlertId(id)))];
  let results = new Map<AlertId, Decided>();
  await store.connection.transaction(async (session) => {
    results = new Map();
    const found = await store.alerts
      .find({ _id: { $in: ids } })
      .session(session)
      .lean<AlertDoc[]>();
    const going: AlertDoc[] = [];
    for (const alert of found.filter(mayDecide)) {
      const step = stepFrom(alert, request.action, deciding.by, deciding.mayReleaseOthers);
      if (step === 'go') going.push(alert);
      else if (step === 'unchanged') results.set(alert._id, { id: alert._id, ok: true, alert });
      else results.set(alert._id, { id: alert._id, ok: false, code: step, alert });
    }
    if (going.length === 0) return;
    const goingIds = going.map((alert) => alert._id);
    await store.alerts.updateMany({ _id: { $in: goingIds } }, updateFor(request, deciding), { session });
    const records = going.map((alert) => recordOf(alert, request, deciding));
    await store.decisions.insertMany(records, { session });
    const changed = await store.alerts
      .find({ _id: { $in: goingIds } })
      .session(session)
      .lean<AlertDoc[]>();
    for (const alert of changed) {
      const decision = records.find((record) => record.alertId === alert._id);
      results.set(alert._id, { id: alert._id, ok: true, alert, ...(decision && { decision }) });
    }
  });
  return request.alerts.map(({ id }) => {
    const known = results.get(asAlertId(id));
    return known ?? { id: asAlertId(id), ok: false, code: 'not-found' };
  });
};

/**
 * Gives back whatever a person holds, in the transaction of the act that takes the person away: each alert is open again and
 * has its decision record. Emits nothing, as {@link decideAlerts}; `unsent` and the missing `leafIndex` say so to a sweep.
 */
export const giveBackAll = async (
  store: Store,
  session: ClientSession,
  holder: UserId,
  deciding: Deciding,
): Promise<void> => {
  const held = await store.alerts
    .find({ status: 'taken', 'assignee.id': holder } as Record<string, unknown>)
    .session(session)
    .lean<AlertDoc[]>();
  if (held.length === 0) return;
  const request: DecisionRequest = { action: 'release', alerts: [] };
  const ids = held.map((alert) => alert._id);
  await store.alerts.updateMany({ _id: { $in: ids } }, updateFor(request, deciding), { session });
  const records = held.map((alert) => recordOf(alert, request, deciding));
  await store.decisions.insertMany(records, { session });
};
