import { asPublicId } from '../../models/contract/ids.ts';
import type { PackSubject } from '../../models/contract/pack/documents.ts';
import type { PackRequest } from '../../models/contract/pack/view.ts';
import type { EvidencePackDoc } from '../../models/store/evidence-pack-documents.ts';
import { broadcastByPublicId } from '../../models/store/find-broadcasts.ts';
import type { PersonDoc } from '../../models/store/memberships.ts';
import { releaseTo } from '../../models/store/release-requests.ts';
import type { Store } from '../../models/store/store.ts';
import { type Asked, around } from './subject.ts';

type Stretch = Pick<PackSubject, 'fromMs' | 'untilMs'>;

/** Nothing beyond what was released. */
const within = (subject: PackSubject, { fromMs, untilMs }: Stretch): PackSubject => ({
  ...subject,
  fromMs: Math.max(subject.fromMs, fromMs),
  untilMs: Math.min(subject.untilMs, untilMs),
});

/** A moment of a broadcast that was released to this person (凭订单申请调取); null where nothing was. */
export const releasedAsked = async (
  store: Store,
  person: PersonDoc,
  request: PackRequest,
  now: Date,
): Promise<Asked | null> => {
  if ('alertId' in request) return null;
  const publicId = asPublicId(request.publicId);
  const release = await releaseTo(store, person._id, { publicId, atMs: request.atMs }, now);
  const broadcast = release && (await broadcastByPublicId(store, publicId));
  if (!release || !broadcast) return null;
  return { broadcast, alert: null, audience: 'public', subject: within(around(request.atMs), release) };
};

/** Whether all that a pack shows was released to this person. */
export const isReleased = async (
  store: Store,
  person: PersonDoc,
  { identity }: EvidencePackDoc,
  now: Date,
): Promise<boolean> => {
  const { publicId, subject, audience } = identity;
  if (audience !== 'public' || subject.alert !== undefined) return false;
  const which = { publicId: asPublicId(publicId), atMs: subject.atMs };
  const release = await releaseTo(store, person._id, which, now);
  return release !== null && release.fromMs <= subject.fromMs && release.untilMs >= subject.untilMs;
};
