import type { ClientSession } from 'mongoose';
import type { BroadcastId, DecisionId } from '../contract/ids.ts';
import type { WithheldNotice } from '../contract/withholding.ts';
import type { BlockDoc, BroadcastDoc, DutyStateDoc, SealedDoc } from './documents.ts';
import { pagesAt } from './read-sealed.ts';
import { pagesOf, withoutValues } from './sealed-pages.ts';
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
  readonly why?: WithheldNotice;
}

/** An act in a collection of its own, and the leaf that records it. */
export interface RecordedAct {
  readonly of: 'answers' | 'cases' | 'marks' | 'exhibits';
  readonly id: string;
  readonly leafIndex: number;
}

/** What becomes true together: the records, the values behind them, and what follows from them alone. */
export interface NewBlock {
  readonly block: BlockDoc;
  readonly sealed: readonly SealedDoc[];
  /** Decisions that the block records, and by which leaf. */
  readonly decisions: readonly { readonly id: DecisionId; readonly leafIndex: number }[];
  /** Stored acts of other kinds that the block records, and by which leaf. */
  readonly recorded?: readonly RecordedAct[];
  /** Of leaves of this block or of earlier ones. */
  readonly withheld?: readonly Withheld[];
  readonly dutyState?: DutyStateDoc;
  /** The record that says that the time of what stands behind the log is over. */
  readonly retentionLeaf?: number;
  /** Products, segments, end: facts of the broadcast that a later owner reads back instead of the whole log. */
  readonly broadcast?: Partial<Pick<BroadcastDoc, 'products' | 'segments' | 'endedAt' | 'closesAt'>>;
}

const DUPLICATE_KEY = 11000;
const WRITE_CONFLICT = 112;

/** Another write to the same document was under way, and nothing of this transaction is written: everyday business. */
export const isWriteConflict = (error: unknown): boolean =>
  (error as { code?: unknown } | null)?.code === WRITE_CONFLICT;

const isDuplicate = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && (error as { code?: unknown }).code === DUPLICATE_KEY;

/** Forgets values, wherever they stand. Within the transaction of the block whose record says so. */
export const withholdValues = async (
  store: Store,
  session: ClientSession,
  broadcastId: BroadcastId,
  withheld: readonly Withheld[],
): Promise<void> => {
  for (const { leafIndex, fields, why } of withheld) {
    const nothing = { value: null, salt: null, ...(why && { gone: why }) };
    const forgotten = fields.map((field) => [`values.${field}`, nothing] as const);
    await store.sealed.updateOne(
      { broadcastId, leafIndex },
      { $set: Object.fromEntries(forgotten) },
      { session },
    );
  }
  const leaves = withheld.map(({ leafIndex }) => leafIndex);
  for (const page of await pagesAt(store, broadcastId, leaves, session)) {
    const { firstLeafIndex, records } = page;
    const kept = withoutValues(records, withheld);
    await store.sealedPages.updateOne(
      { broadcastId, firstLeafIndex },
      { $set: { records: kept } },
      { session },
    );
  }
};

/** Plain documents of our own making: checking each against its schema again would cost more than writing it. */
const insert = async (
  { collection }: Store['blocks'] | Store['sealed'] | Store['sealedPages'],
  session: ClientSession,
  docs: readonly object[],
): Promise<void> => {
  if (docs.length > 0) await collection.insertMany([...docs], { session });
};

const followUps = async (
  store: Store,
  session: ClientSession,
  blocks: readonly NewBlock[],
): Promise<void> => {
  for (const { block, withheld } of blocks)
    if (withheld) await withholdValues(store, session, block.broadcastId, withheld);
  const decided = blocks.flatMap(({ decisions }) =>
    decisions.map(({ id, leafIndex }) => ({
      updateOne: { filter: { _id: id }, update: { $set: { leafIndex } } },
    })),
  );
  if (decided.length > 0) await store.decisions.bulkWrite(decided as never, { session });
  for (const { of, id, leafIndex } of blocks.flatMap(({ recorded = [] }) => recorded))
    await store[of].collection.updateOne({ _id: id } as never, { $set: { leafIndex } }, { session });
  const states = blocks.flatMap(({ dutyState }) => {
    if (!dutyState) return [];
    const { _id, ...state } = dutyState;
    return [{ updateOne: { filter: { _id }, update: { $set: state }, upsert: true } }];
  });
  if (states.length > 0) await store.dutyStates.collection.bulkWrite(states as never, { session });
  const facts = blocks.flatMap(({ block, broadcast }) => {
    if (!broadcast) return [];
    const update = { $set: { ...broadcast, unsent: true }, $inc: { revision: 1 } };
    return [{ updateOne: { filter: { _id: block.broadcastId }, update } }];
  });
  if (facts.length > 0) await store.broadcasts.bulkWrite(facts as never, { session });
  for (const { block, retentionLeaf: leafIndex } of blocks)
    if (leafIndex !== undefined)
      await store.keepings.updateOne({ _id: block.broadcastId }, { $set: { leafIndex } }, { session });
};

/**
 * Appends blocks of different broadcasts in one transaction: at rest on a majority, journaled, when it resolves; all of them or
 * none.
 *
 * @param session used for nothing else meanwhile; of the owner's own (see `write-sessions.ts`).
 * @throws the MongoDB error, which leaves it unknown whether the blocks are there; a duplicate key says that one of them
 *   found its place taken, and then none is.
 */
export const appendBlocks = async (
  store: Store,
  session: ClientSession,
  blocks: readonly NewBlock[],
): Promise<void> => {
  const sealed = blocks.map((one) => pagesOf(one.sealed));
  try {
    session.startTransaction();
    // The fence comes first.
    await insert(
      store.blocks,
      session,
      blocks.map(({ block }) => block),
    );
    await insert(
      store.sealedPages,
      session,
      sealed.flatMap(({ pages }) => pages),
    );
    await insert(
      store.sealed,
      session,
      sealed.flatMap(({ single }) => single),
    );
    await followUps(store, session, blocks);
    await session.commitTransaction();
  } catch (error) {
    if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
    throw error;
  }
};

/**
 * Appends one block to a broadcast's log, like {@link appendBlocks}.
 * @throws BlockFenced when the place is taken. Any other error leaves it unknown whether the block is there: read the
 *   head again before trying anew.
 */
export const appendBlock = async (store: Store, session: ClientSession, block: NewBlock): Promise<void> => {
  try {
    await appendBlocks(store, session, [block]);
  } catch (error) {
    const { broadcastId, firstLeafIndex } = block.block;
    throw isDuplicate(error) ? new BlockFenced(broadcastId, firstLeafIndex) : error;
  }
};
