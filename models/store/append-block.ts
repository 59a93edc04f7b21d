import type { ClientSession } from 'mongoose';
import type { BroadcastId, DecisionId } from '../contract/ids.ts';
import type { BlockDoc, BroadcastDoc, DutyStateDoc, SealedDoc } from './documents.ts';
import type { Store } from './store.ts';

/** Another block stands at this place of the log: this owner is late, or its own last write went through unheard. */
export class BlockFenced extends Error {
  constructor(broadcastId: BroadcastId, firstLeafIndex: number) {
    super(`the log of ${broadcastId} already has a block at leaf ${firstLeafIndex}`);
    this.name = 'BlockFenced';
  }
}

/** Values of one leaf that are no longer shown: they and their salts are forgotten, the commitments stay. */
export interface Withheld {
  readonly leafIndex: number;
  readonly fields: readonly string[];
}

/** What becomes true together: the records, the values behind them, and what follows from them alone. */
export interface NewBlock {
  readonly block: BlockDoc;
  readonly sealed: readonly SealedDoc[];
  /** Decisions that the block records, and by which leaf. */
  readonly decisions: readonly { readonly id: DecisionId; readonly leafIndex: number }[];
  /** Of leaves of this block or of earlier ones. */
  readonly withheld?: readonly Withheld[];
  readonly dutyState?: DutyStateDoc;
  /** Products, segments, end: facts of the broadcast that a later owner reads back instead of the whole log. */
  readonly broadcast?: Partial<Pick<BroadcastDoc, 'products' | 'segments' | 'endedAt' | 'closesAt'>>;
}

const DUPLICATE_KEY = 11000;

const isDuplicate = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && (error as { code?: unknown }).code === DUPLICATE_KEY;

/**
 * Appends one block to a broadcast's log in one transaction: at rest on a majority, journaled, when it resolves.
 *
 * @param session used for nothing else meanwhile; of the owner's own (see `write-sessions.ts`).
 * @throws BlockFenced when the place is taken. Any other error leaves it unknown whether the block is there: read the
 *   head again before trying anew.
 */
export const appendBlock = async (
  store: Store,
  session: ClientSession,
  { block, sealed, ...rest }: NewBlock,
): Promise<void> => {
  const { broadcastId, firstLeafIndex } = block;
  try {
    session.startTransaction();
    await store.blocks.insertMany([block], { session, lean: true });
    if (sealed.length > 0) await store.sealed.insertMany([...sealed], { session, lean: true });
    for (const { leafIndex, fields } of rest.withheld ?? []) {
      const forgotten = fields.map((field) => [`values.${field}`, { value: null, salt: null }] as const);
      await store.sealed.updateOne(
        { broadcastId, leafIndex },
        { $set: Object.fromEntries(forgotten) },
        { session },
      );
    }
    for (const { id, leafIndex } of rest.decisions)
      await store.decisions.updateOne({ _id: id }, { $set: { leafIndex } }, { session });
    if (rest.dutyState) {
      const { _id, ...state } = rest.dutyState;
      await store.dutyStates.updateOne({ _id }, { $set: state }, { session, upsert: true });
    }
    if (rest.broadcast) {
      const update = { $set: { ...rest.broadcast, unsent: true }, $inc: { revision: 1 } };
      await store.broadcasts.updateOne({ _id: broadcastId }, update, { session });
    }
    await session.commitTransaction();
  } catch (error) {
    if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
    throw isDuplicate(error) ? new BlockFenced(broadcastId, firstLeafIndex) : error;
  }
};
