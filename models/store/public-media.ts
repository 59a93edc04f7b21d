import type { BroadcastId } from '../contract/ids.ts';
import type { AlertDoc } from './documents.ts';
import type { MediaDoc } from './media-documents.ts';
import { SHOWN } from './scope.ts';
import type { Store } from './store.ts';

/** How a reader sees pieces of media: the public as if some were not kept. */
export type SeenPieces = (pieces: readonly MediaDoc[]) => Promise<readonly MediaDoc[]>;

export const ALL_PIECES: SeenPieces = async (pieces) => pieces;

const ALERT = 'alert:';
/** Kept for everyone alike: what has just been fetched, and what a person marked. */
const isOpen = (why: string): boolean => why === 'ring' || why.startsWith('marker:');

/**
 * Pictures are kept around suspicions, so that a picture which is there tells of one. The public sees those that are kept for
 * something that was upheld, for a marked moment, or because they are new; of the others it sees the hash alone, as of everything
 * else that is not kept. Sound is kept of the whole broadcast, and what goes before segments shows nothing.
 */
export const publicPieces = async (
  store: Store,
  broadcastId: BroadcastId,
  pieces: readonly MediaDoc[],
): Promise<MediaDoc[]> => {
  const ids = pieces.flatMap(({ why }) =>
    why.filter((one) => one.startsWith(ALERT)).map((one) => one.slice(ALERT.length)),
  );
  const upheld = await store.alerts
    .find({ broadcastId, _id: { $in: [...new Set(ids)] }, status: 'upheld', ...SHOWN } as Record<
      string,
      unknown
    >)
    .select({ _id: 1 })
    .lean<Pick<AlertDoc, '_id'>[]>();
  const shown = new Set(upheld.map(({ _id }) => `${ALERT}${_id}`));
  return pieces.map((piece) => {
    if (piece.form !== 'segment' || !piece.held) return piece;
    return piece.why.some((why) => isOpen(why) || shown.has(why)) ? piece : { ...piece, held: false };
  });
};
