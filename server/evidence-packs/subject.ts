import { type AlertId, asAlertId, asPublicId } from '../../models/contract/ids.ts';
import { AT_MS_MAX } from '../../models/contract/ingest.ts';
import {
  CONTEXT_AFTER_MS,
  CONTEXT_BEFORE_MS,
  type PackAudience,
  type PackSubject,
} from '../../models/contract/pack/documents.ts';
import type { PackRequest } from '../../models/contract/pack/view.ts';
import type { AlertDoc, BroadcastDoc } from '../../models/store/documents.ts';
import { alertById } from '../../models/store/find-alerts.ts';
import { broadcastById, broadcastByPublicId } from '../../models/store/find-broadcasts.ts';
import type { Store } from '../../models/store/store.ts';
import { type Asker, packAudience } from '../identity/rules.ts';

/** What a pack is about, as the person who asks may have it. */
export interface Asked {
  readonly broadcast: BroadcastDoc;
  readonly alert: AlertDoc | null;
  readonly audience: PackAudience;
  readonly subject: PackSubject;
}

/** The minute around a moment. */
export const around = (atMs: number, alert?: AlertId): PackSubject => ({
  ...(alert && { alert }),
  atMs,
  fromMs: Math.max(0, atMs - CONTEXT_BEFORE_MS),
  untilMs: Math.min(AT_MS_MAX, atMs + CONTEXT_AFTER_MS),
});

/** The alert with its broadcast, and for whom its pack would be; null where the person may not have one. */
export const alertFor = async (store: Store, asker: Asker | null, id: AlertId) => {
  const alert = await alertById(store, id);
  const broadcast = alert && (await broadcastById(store, alert.broadcastId));
  const audience = broadcast && packAudience(asker, broadcast, alert);
  return alert && broadcast && audience ? { alert, broadcast, audience } : null;
};

/** Finds what is asked for. Null where there is none, or the person may not have a pack of it: the answer is the same. */
export const findAsked = async (
  store: Store,
  asker: Asker | null,
  request: PackRequest,
): Promise<Asked | null> => {
  if ('alertId' in request) {
    const found = await alertFor(store, asker, asAlertId(request.alertId));
    if (found === null) return null;
    const [first] = found.alert.occurrences;
    return { ...found, subject: around(first?.atMs ?? found.alert.firstAtMs, found.alert._id) };
  }
  const broadcast = await broadcastByPublicId(store, asPublicId(request.publicId));
  const audience = broadcast && packAudience(asker, broadcast, null);
  return broadcast && audience ? { broadcast, alert: null, audience, subject: around(request.atMs) } : null;
};
