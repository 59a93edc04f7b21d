import type { BroadcastId, MarkId, UserId } from '../contract/ids.ts';
import { MARK_AFTER_MS, MARK_BEFORE_MS } from '../contract/mark.ts';
import { audit } from './audit.ts';
import type { AuditDoc } from './documents.ts';
import { placeHold, releaseHold } from './holds.ts';
import type { MarkDoc } from './mark-documents.ts';
import type { Store } from './store.ts';
import type { Act, ActKind } from './unlogged-acts.ts';

const MARKED = 'moment-marked';

/** Marks of one person that are listed: nobody buys more because of what was said. */
export const MARKS_LISTED_MAX = 200;

/** A mark as the event that is to be on the broadcast's stream once. */
export type MarkAct = Act<{ readonly type: 'mark'; readonly atMs: number; readonly markId: string }>;

const actOf = ({ _id, atMs }: Pick<MarkDoc, '_id' | 'atMs'>): MarkAct => ({
  event: { type: 'mark', atMs, markId: _id },
  dedupeId: `mark:${_id}`,
});

/** Marks as events. */
export const MARK_ACTS: ActKind<MarkAct['event']> = {
  actions: [MARKED],
  toAct: ({ details }) => actOf(details as unknown as Pick<MarkDoc, '_id' | 'atMs'>),
};

/** The account or the recovery code by which somebody finds their marks. */
export type MarkKeeper =
  | { readonly of: 'account'; readonly id: UserId; readonly name: string }
  | { readonly of: 'code'; readonly hash: string };

/** Who did it, as audit documents say: of whoever has no account, only which mark they hold the code of. */
export const keeperNamed = (keeper: MarkKeeper, markId: MarkId): AuditDoc['by'] =>
  keeper.of === 'account'
    ? { id: keeper.id, name: keeper.name }
    : { id: `mark:${markId}`, name: 'holder of a recovery code' };

/**
 * Accepts a mark: the mark, the audit and the hold on what is kept of the moment, in one transaction.
 * @throws HoldRefused when the broadcast is just being removed.
 * @returns the event that is to be on the stream.
 */
export const placeMark = async (store: Store, mark: MarkDoc, keeper: MarkKeeper): Promise<MarkAct> => {
  const { _id, broadcastId, publicId, atMs, at } = mark;
  const by = keeperNamed(keeper, _id);
  const span = { fromMs: Math.max(0, atMs - MARK_BEFORE_MS), untilMs: atMs + MARK_AFTER_MS };
  await store.connection.transaction(async (session) => {
    await store.marks.create([{ ...mark, keep: true }], { session });
    await placeHold(store, session, { broadcastId, ...span, why: 'mark', ref: _id, by, at });
    const details = { _id, atMs };
    await audit(store, session, { at, by, action: MARKED, subject: publicId, details, unlogged: true });
  });
  return actOf(mark);
};

export const markById = (store: Store, id: MarkId): Promise<MarkDoc | null> =>
  store.marks.findOne({ _id: id }).lean<MarkDoc>().exec();

const keptBy = (keeper: MarkKeeper): Record<string, unknown> =>
  keeper.of === 'account' ? { owner: keeper.id } : { codeHash: keeper.hash };

/** Somebody's marks, newest first. */
export const marksOf = (store: Store, keeper: MarkKeeper): Promise<MarkDoc[]> =>
  store.marks.find(keptBy(keeper)).sort({ at: -1 }).limit(MARKS_LISTED_MAX).lean<MarkDoc[]>().exec();

/** Whether anything was ever marked under this code. */
export const isCodeKnown = async (store: Store, codeHash: string): Promise<boolean> =>
  (await store.marks.exists({ codeHash })) !== null;

/** What somebody marked in a broadcast and has not taken back. */
export const marksIn = async (
  store: Store,
  broadcastId: BroadcastId,
  keeper: MarkKeeper,
): Promise<MarkId[]> => {
  const found = await store.marks
    .find({ broadcastId, ...keptBy(keeper), takenBackAt: { $exists: false } }, { _id: 1 })
    .limit(MARKS_LISTED_MAX)
    .lean<Pick<MarkDoc, '_id'>[]>();
  return found.map(({ _id }) => _id);
};

/** Puts marks of a code into the list of an account as well; the code goes on opening them. @returns how many came to it */
export const adoptMarks = async (
  store: Store,
  codeHash: string,
  by: AuditDoc['by'] & { readonly id: UserId },
  at: Date,
): Promise<number> => {
  let adopted = 0;
  await store.connection.transaction(async (session) => {
    const which = { codeHash, owner: { $exists: false } };
    const found = await store.marks.find(which, { _id: 1 }, { session }).lean<Pick<MarkDoc, '_id'>[]>();
    const { modifiedCount } = await store.marks.updateMany(which, { $set: { owner: by.id } }, { session });
    adopted = modifiedCount;
    for (const { _id } of found)
      await audit(store, session, { at, by, action: 'mark-adopted', subject: _id });
  });
  return adopted;
};

/** The named marks by id, as they are to be recorded. */
export const marksToRecord = async (
  store: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MarkDoc>> => {
  if (ids.length === 0) return new Map();
  const found = await store.marks.find({ _id: { $in: [...ids] as MarkId[] } }).lean<MarkDoc[]>();
  return new Map(found.map((mark) => [mark._id, mark]));
};

/**
 * Takes a mark back: words and buying time forgotten here, the hold released, in one transaction. Those in the log are withheld
 * by `forget-own.ts`, as soon as the record is there. @returns false when it was taken back before
 */
export const takeBackMark = async (
  store: Store,
  { _id }: Pick<MarkDoc, '_id'>,
  by: AuditDoc['by'],
  at: Date,
): Promise<boolean> => {
  let done = false;
  await store.connection.transaction(async (session) => {
    const { modifiedCount } = await store.marks.updateOne(
      { _id, takenBackAt: { $exists: false } },
      { $set: { takenBackAt: at, forget: true }, $unset: { words: 1, bought: 1, keep: 1 } },
      { session },
    );
    done = modifiedCount > 0;
    if (!done) return;
    await releaseHold(store, session, { why: 'mark', ref: _id, by, at });
    await audit(store, session, { at, by, action: 'mark-taken-back', subject: _id });
  });
  return done;
};
