import type { ClientSession } from 'mongoose';
import type { WithdrawnPage } from '../contract/log/published.ts';
import type { BroadcastDoc } from './documents.ts';
import { date, schemaOf, text } from './schema-of.ts';
import type { Store } from './store.ts';

/**
 * A broadcast that was public and is not any more. Whoever watches the logs tells by it what was withdrawn from what is hidden; it
 * holds nothing that was not public before, and stays when the broadcast itself is removed.
 */
export interface WithdrawalDoc {
  /** `publicId` of the broadcast. */
  _id: string;
  at: Date;
}

export const withdrawalSchema = schemaOf<WithdrawalDoc>({ _id: text, at: date }, []);

type Named = Pick<BroadcastDoc, 'publicId'>;

/** Notes that it is not public any more, in the transaction of the act, or before the removal. */
export const noteWithdrawn = async (
  store: Store,
  { publicId }: Named,
  at: Date,
  session?: ClientSession,
): Promise<void> => {
  await store.withdrawals.updateOne(
    { _id: publicId },
    { $set: { at } },
    { upsert: true, ...(session && { session }) },
  );
};

/** It is public again, in the transaction of the act. */
export const noteShownAgain = async (
  store: Store,
  { publicId }: Named,
  session: ClientSession,
): Promise<void> => {
  await store.withdrawals.deleteOne({ _id: publicId }, { session });
};

/** What was withdrawn, in the order of ids, after the one named. */
export const withdrawnBroadcasts = async (
  store: Store,
  after: string,
  limit: number,
): Promise<WithdrawnPage> => {
  const docs = await store.withdrawals
    .find({ _id: { $gt: after } })
    .sort({ _id: 1 })
    .limit(limit)
    .lean<WithdrawalDoc[]>();
  const last = docs.at(-1);
  return {
    withdrawn: docs.map(({ _id, at }) => ({ publicId: _id, since: at.toISOString() })),
    ...(last && docs.length === limit && { next: last._id }),
  };
};
