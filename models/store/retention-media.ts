import { type KeepRule, keepPiece, letGo, reasonsToKeepSound } from './keep-media.ts';
import type { MediaDoc } from './media-documents.ts';
import type { MediaFiles } from './media-files.ts';
import { type Due, keptBy, ordersKeep } from './retention-due.ts';
import type { RetentionPlanDoc } from './retention-plan.ts';
import { DAY_MS, type RetentionRules } from './retention-terms.ts';
import type { Store } from './store.ts';

/** Pieces let go in one stretch. */
const PIECES_AT_ONCE = 500;

const kindOf = ({ why }: Pick<MediaDoc, 'why'>): 'sound' | 'moments' =>
  why.includes('sound') ? 'sound' : 'moments';

/**
 * Whether something keeps a piece beyond its time: a hold on it, an alert beside it that is undecided or upheld, or, of what shows a
 * claim, an order that was completed so late that the broadcast's own time is not over.
 */
export const isPieceKept = async (
  store: Store,
  piece: MediaDoc,
  { rules, around, now }: { readonly rules: RetentionRules; readonly around: KeepRule; readonly now: Date },
): Promise<boolean> => {
  const { broadcastId, fromMs, untilMs } = piece;
  const orders = kindOf(piece) === 'moments' ? await ordersKeep(store, broadcastId, rules.log, now) : [];
  if (orders.length > 0) return true;
  const span = { fromMs: fromMs - around.afterMs, untilMs: untilMs + around.beforeMs };
  return (await keptBy(store, broadcastId, { term: rules.log, now, span })).length > 0;
};

/** Whether it was said long enough ago that the piece would go. */
const isPlanned = async (store: Store, piece: MediaDoc, now: Date): Promise<boolean> => {
  const { broadcastId, keepUntil } = piece;
  if (!keepUntil) return false;
  const which = { kind: kindOf(piece), broadcastId, dueAt: { $lte: now }, coversUntil: { $gte: keepUntil } };
  return (await store.retentionPlans.exists(which as Record<string, unknown>)) !== null;
};

/** Whether a piece whose time is over stays for now: something keeps it, or nobody has said that it would go. */
export const isHeldBack = async (
  store: Store,
  piece: MediaDoc,
  of: { readonly rules: RetentionRules; readonly around: KeepRule; readonly now: Date },
): Promise<boolean> => !(await isPlanned(store, piece, of.now)) || (await isPieceKept(store, piece, of));

/** A piece that stays is looked at again a day later, so that what stays does not stand before what may go. */
export const lookAgain = async (store: Store, piece: MediaDoc, now: Date): Promise<void> => {
  const { broadcastId, track, form, run, sequence, fetchedAt } = piece;
  const which = { broadcastId, track, form, run, sequence, fetchedAt };
  await store.media.updateOne(which, { $set: { keepUntil: new Date(now.getTime() + DAY_MS) } });
};

/** Whether anything that a plan of media covers is still there. */
export const isPlanOpen = async (
  store: Store,
  { kind, broadcastId, coversUntil }: RetentionPlanDoc,
): Promise<boolean> => {
  const sound = kind === 'sound' ? { why: 'sound' } : { why: { $ne: 'sound' } };
  const which = { broadcastId, held: true, keepUntil: { $lte: coversUntil }, ...sound };
  return (await store.media.exists(which as Record<string, unknown>)) !== null;
};

/** Players need an `init` as long as any segment that names it. */
export const isNeeded = async (store: Store, { form, sha256 }: MediaDoc): Promise<boolean> =>
  form === 'init' &&
  sha256 !== undefined &&
  (await store.media.exists({ initSha256: sha256, held: true })) !== null;

/** Of sound whose own time is over: from its making on it stays as long as what shows a claim. */
const staysAsMoment = async (
  store: Store,
  piece: MediaDoc,
  { around, now }: { readonly around: KeepRule; readonly now: Date },
): Promise<boolean> => {
  const until = new Date(piece.fetchedAt.getTime() + around.momentMs);
  if (kindOf(piece) !== 'sound' || until <= now) return false;
  const shows = await reasonsToKeepSound(store, piece, around);
  if (shows.length === 0) return false;
  await keepPiece(store, piece, shows, until);
  return true;
};

/** Lets go of the pieces of a broadcast whose time is over now, whatever was planned. @returns how many went */
export const dropDue = async (
  store: Store,
  files: MediaFiles,
  { kind, broadcast }: Due,
  of: { readonly rules: RetentionRules; readonly around: KeepRule; readonly now: Date },
): Promise<number> => {
  const sound = kind === 'sound' ? { why: 'sound' } : { why: { $ne: 'sound' } };
  const which = { broadcastId: broadcast?._id, held: true, keepUntil: { $lt: of.now }, ...sound };
  let dropped = 0;
  for (;;) {
    const pieces = await store.media
      .find(which as Record<string, unknown>)
      .limit(PIECES_AT_ONCE)
      .lean<MediaDoc[]>();
    for (const piece of pieces) {
      if (await staysAsMoment(store, piece, of)) continue;
      if ((await isNeeded(store, piece)) || (await isPieceKept(store, piece, of))) {
        await lookAgain(store, piece, of.now);
        continue;
      }
      const free = await letGo(store, piece);
      if (free !== null) await files.remove(free, of.now.getTime());
      dropped += 1;
    }
    if (pieces.length < PIECES_AT_ONCE) return dropped;
  }
};
