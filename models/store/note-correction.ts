import type { CorrectionAct, Person } from '../contract/alert.ts';
import { coversAll } from '../contract/correction.ts';
import type { AlertId } from '../contract/ids.ts';
import { audit } from './audit.ts';
import type { AlertDoc } from './documents.ts';
import type { Store } from './store.ts';

export type Noted =
  | { readonly ok: true; readonly alert: AlertDoc }
  /** `not-said`: nobody of the room has said so yet, or only of what was said earlier; `already-decided`: a person has decided the alert. */
  | { readonly ok: false; readonly code: 'not-found' | 'not-said' | 'already-decided' };

const DECIDED = ['upheld', 'dismissed'] as const;

/**
 * Notes that a room says it has corrected itself, or that a moderator has confirmed it, with its audit record in the same
 * transaction. The same again changes nothing, unless it was said on air again in between. The correction's being heard is noted elsewhere (`markCorrected`).
 */
export const noteCorrection = async (
  store: Store,
  alertId: AlertId,
  act: CorrectionAct,
  { by, now }: { readonly by: Person; readonly now: Date },
): Promise<Noted> => {
  const at = now.toISOString();
  let noted: Noted = { ok: false, code: 'not-found' };
  await store.connection.transaction(async (session) => {
    const alert = await store.alerts.findOne({ _id: alertId }).session(session).lean<AlertDoc | null>();
    if (!alert) return;
    const { correction } = alert;
    // What was said again since is not what was corrected.
    const isOpen = !coversAll(alert);
    const done = !isOpen && (act === 'said' || correction?.confirmed !== undefined);
    if (done) {
      noted = { ok: true, alert };
      return;
    }
    if (act === 'said' && DECIDED.some((status) => status === alert.status)) {
      noted = { ok: false, code: 'already-decided' };
      return;
    }
    if (act === 'confirm' && isOpen) {
      noted = { ok: false, code: 'not-said' };
      return;
    }
    const next =
      act === 'said' ? { saidAt: at, by, untilMs: alert.lastAtMs } : { ...correction, confirmed: { at, by } };
    const changed = await store.alerts
      .findOneAndUpdate(
        { _id: alertId },
        { $set: { correction: next, unsent: true, updatedAt: now }, $inc: { revision: 1 } },
        { session, returnDocument: 'after' },
      )
      .lean<AlertDoc>();
    if (!changed) return;
    const action = act === 'said' ? 'correction-said' : 'correction-confirmed';
    await audit(store, session, { at: now, by, action, subject: alertId });
    noted = { ok: true, alert: changed };
  });
  return noted;
};
