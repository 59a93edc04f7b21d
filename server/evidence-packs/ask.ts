import type { MarkId, UserId } from '../../models/contract/ids.ts';
import { PACK_FORMAT_4, tokenHash } from '../../models/contract/pack/documents.ts';
import type { PackLanguage } from '../../models/contract/pack/languages.ts';
import type { EvidencePackDoc } from '../../models/store/evidence-pack-documents.ts';
import { isBeingRemoved } from '../../models/store/holds.ts';
import type { PackFiles } from '../../models/store/pack-files.ts';
import { packHead } from '../../models/store/pack-head.ts';
import { askForPack, makeAgain } from '../../models/store/pack-jobs.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import type { Asked } from './subject.ts';

/** The next head is signed within a second or two of the records. */
export const SIGNED_WITHIN_S = 2;
/** What made it: raised when the same records would give other bytes, so that an id keeps its meaning. */
const MAKER = 'livewitness/8';

export interface PackWanted extends Asked {
  readonly language: PackLanguage;
  readonly markId?: MarkId;
  readonly by: { readonly id: UserId; readonly name: string };
}

/**
 * Has a pack made of what somebody may have one of.
 * @throws Problem `withheld` once the time of the broadcast is over; `not-available` while the newest records are not signed
 */
export const askedPack = async (
  { store, config, now, packs }: Pick<Deps, 'store' | 'config' | 'now'> & { readonly packs: PackFiles },
  { broadcast, alert, audience, subject, language, markId, by }: PackWanted,
): Promise<EvidencePackDoc> => {
  if (broadcast.erasedAt !== undefined || (await isBeingRemoved(store, broadcast._id)))
    throw new Problem(
      'withheld',
      'the time for which this broadcast is kept is over: what was said in it is deleted, and no pack can be made of it any more',
    );
  const head = await packHead(store, broadcast._id, subject, alert);
  if (head === null)
    throw new Problem('not-available', 'the newest records are not signed yet; ask again in a moment', {
      retryAfterS: SIGNED_WITHIN_S,
    });
  const doc = await askForPack(store, {
    identity: {
      format: PACK_FORMAT_4,
      publicId: broadcast.publicId,
      language,
      audience,
      subject,
      verifyUrl: `${config.publicUrl}/verify`,
      maker: MAKER,
      size: head.size,
      tokens: head.tokens.map(tokenHash),
    },
    broadcastId: broadcast._id,
    roomId: broadcast.roomId,
    ...(alert && { alertId: alert._id }),
    ...(markId && { markId }),
    by,
    now: new Date(now()),
  });
  const isLost = doc.state === 'made' && doc.sha256 !== undefined && (await packs.size(doc.sha256)) === null;
  return isLost ? ((await makeAgain(store, doc)) ?? doc) : doc;
};
