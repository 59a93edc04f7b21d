import type { Response } from 'express';
import type { AlertId, BroadcastId, PublicId } from '../../models/contract/ids.ts';
import type { PackAudience } from '../../models/contract/pack/documents.ts';
import { alertById } from '../../models/store/find-alerts.ts';
import { broadcastById, broadcastByPublicId } from '../../models/store/find-broadcasts.ts';
import type { Store } from '../../models/store/store.ts';
import { Problem } from '../http/problem.ts';
import { addressCounted, type Limits } from '../identity/limits.ts';
import { evidenceAudience, maySeeBroadcast } from '../identity/rules.ts';
import { asker, someone } from '../identity/session.ts';

/** Who may read which log, asked on every request. What may not be seen is `not-found`, as if it were not there. */
export interface EvidenceAccess {
  /** A public broadcast is anyone's. @throws Problem `unauthorised` for nobody, `not-found` */
  readonly broadcast: (response: Response, publicId: PublicId) => Promise<BroadcastId>;
  /** The same, and nobody is told to log in. @throws Problem `not-found` */
  readonly shown: (response: Response, publicId: PublicId) => Promise<BroadcastId>;
  /** Counts a request of somebody who is not logged in. @throws Problem `too-many` */
  readonly counted: (response: Response) => Promise<void>;
  /** For whom it would be. @throws Problem `unauthorised`, `not-found` */
  readonly evidence: (response: Response, alertId: AlertId) => Promise<PackAudience>;
}

/** The server's own rules, asked of the person behind the session. */
export const evidenceAccess = (
  store: Store,
  { logReadsPerAddress }: Pick<Limits, 'logReadsPerAddress'>,
): EvidenceAccess => ({
  broadcast: async (response, publicId) => {
    const person = asker(response);
    const found = await broadcastByPublicId(store, publicId);
    const isSeen = found !== null && maySeeBroadcast(person, found);
    if (!isSeen && person === null) throw new Problem('unauthorised', 'log in first');
    if (!isSeen) throw new Problem('not-found', 'there is no such broadcast');
    response.locals.publicId = found.publicId;
    return found._id;
  },
  shown: async (response, publicId) => {
    const person = asker(response);
    const found = await broadcastByPublicId(store, publicId);
    if (!found || !(found.public || maySeeBroadcast(person, found)))
      throw new Problem('not-found', 'there is no such broadcast');
    response.locals.publicId = found.publicId;
    return found._id;
  },
  counted: async (response) => {
    if (asker(response) === null) await logReadsPerAddress.take(addressCounted(response.req.ip ?? ''));
  },
  evidence: async (response, alertId) => {
    const person = someone(response);
    const alert = await alertById(store, alertId);
    const found = alert && (await broadcastById(store, alert.broadcastId));
    const shown = found && {
      roomId: found.roomId,
      public: found.public,
      heldUntil: alert.heldUntil,
      status: alert.status,
    };
    const audience = shown && evidenceAudience(person, shown);
    if (!shown || !audience) throw new Problem('not-found', 'there is no such alert');
    response.locals.publicId = found.publicId;
    return audience;
  },
});
