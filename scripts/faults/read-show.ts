import { asBroadcastId } from '../../models/contract/ids.ts';
import { decodeLeaf, type Leaf } from '../../models/contract/log/leaf.ts';
import type { AlertDoc, BlockDoc, BroadcastDoc } from '../../models/store/documents.ts';
import { Broken } from './broken.ts';
import type { Show } from './plan.ts';
import type { Stage } from './stage.ts';

/** Everything that is stored of one show, and what its sender was told is taken, in the order in which it was sent first. */
export interface Kept {
  readonly show: Show;
  readonly told: readonly string[];
  readonly doc: BroadcastDoc;
  readonly blocks: readonly BlockDoc[];
  /** The leaves of all blocks, as they stand in the log and decoded. */
  readonly texts: readonly string[];
  readonly leaves: readonly Leaf[];
  readonly alerts: readonly AlertDoc[];
}

export const blocksOf = ({ store }: Stage, { _id }: Pick<BroadcastDoc, '_id'>): Promise<BlockDoc[]> =>
  store.blocks.find({ broadcastId: _id }).sort({ firstLeafIndex: 1 }).lean<BlockDoc[]>().exec();

/** @throws Broken when it is not stored any more, or a leaf cannot be read. */
export const readShow = async (stage: Stage, show: Show, told: readonly string[]): Promise<Kept> => {
  const { store } = stage;
  const doc = await store.broadcasts.findOne({ _id: asBroadcastId(show.id) }).lean<BroadcastDoc>();
  if (!doc) throw new Broken(`${show.id} is not stored any more`);
  const blocks = await blocksOf(stage, doc);
  const texts = blocks.flatMap((block) => block.leaves);
  const leaves = texts.map((text) => {
    const decoded = decodeLeaf(text);
    if (!decoded.ok) throw new Broken(`${show.id}: a leaf cannot be read: ${decoded.reason}`);
    return decoded.leaf;
  });
  const alerts = await store.alerts.find({ broadcastId: doc._id }).lean<AlertDoc[]>();
  return { show, told, doc, blocks, texts, leaves, alerts };
};
