import type { BroadcastId, MarkId } from '../contract/ids.ts';
import type { AlertDoc } from './documents.ts';
import type { MediaDoc } from './media-documents.ts';
import { SHOWN } from './scope.ts';
import type { Store } from './store.ts';

/** How a reader sees pieces of media: the public as if some were not kept. */
export type SeenPieces = (pieces: readonly MediaDoc[]) => Promise<readonly MediaDoc[]>;

export const ALL_PIECES: SeenPieces = async (pieces) => pieces;

export interface PublicReader {
  readonly now: Date;
  /** What they marked themselves. */
  readonly marks?: readonly MarkId[];
}

const DAY_MS = 86_400_000;
/** How long sound is everybody's that does not say so itself, made before that was noted. */
const SOUND_OPEN_MS = 90 * DAY_MS;
const ALERT = 'alert:';

/** What is there of every moment alike, for as long as it is: what was fetched just now, and the sound of the whole broadcast. */
const isOfAll = ({ form, why, openUntil, fetchedAt }: MediaDoc, now: Date): boolean => {
  if (form === 'segment') return why.includes('ring');
  return form === 'init' || (openUntil ?? new Date(fetchedAt.getTime() + SOUND_OPEN_MS)) > now;
};

/**
 * Picture and sound are kept around suspicions and around what people marked, so that a piece which is there tells of one. The public
 * sees those that are kept for something that was upheld, and those that are there of every moment alike; whoever marked a moment also
 * sees what is kept for that. Of the others the hash alone is seen, as of everything else that is not kept.
 */
export const publicPieces = async (
  store: Store,
  broadcastId: BroadcastId,
  pieces: readonly MediaDoc[],
  { now, marks = [] }: PublicReader,
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
  const shown = new Set([...upheld.map(({ _id }) => `${ALERT}${_id}`), ...marks.map((id) => `marker:${id}`)]);
  return pieces.map((piece) =>
    !piece.held || isOfAll(piece, now) || piece.why.some((why) => shown.has(why))
      ? piece
      : { ...piece, held: false },
  );
};
