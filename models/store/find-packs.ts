import type { PackVersionDoc } from './pack-documents.ts';
import type { Store } from './store.ts';

/** Versions shown of one pack, newest first: years of changes. */
export const VERSIONS_MAX = 200;
/** Packs there may ever be, retired ones included: all are listed, and which are in force follows from the list. */
export const PACKS_MAX = 1_000;

/** Number of the newest change of any pack, 0 before the first. */
export const newestPackSet = async (store: Store): Promise<number> => {
  const doc = await store.packVersions
    .findOne({}, { set: 1 })
    .sort({ set: -1 })
    .lean<Pick<PackVersionDoc, 'set'>>();
  return doc?.set ?? 0;
};

/**
 * The newest version of each pack, by name; retired ones too. All of one moment: without a snapshot a change of one pack could be
 * missed while a later one of another is seen.
 */
export const newestPacks = async (store: Store): Promise<PackVersionDoc[]> =>
  store.packVersions
    .aggregate<PackVersionDoc>([
      { $sort: { packId: 1, version: -1 } },
      { $group: { _id: '$packId', doc: { $first: '$$ROOT' } } },
      { $replaceRoot: { newRoot: '$doc' } },
      { $sort: { packId: 1 } },
      { $limit: PACKS_MAX },
      { $unset: '_id' },
    ])
    .readConcern('snapshot');

/** What is in force, with the number of the newest change. */
export const packsInForce = async (
  store: Store,
): Promise<{ readonly set: number; readonly packs: readonly PackVersionDoc[] }> => {
  const newest = await newestPacks(store);
  return {
    set: newest.reduce((set, doc) => Math.max(set, doc.set), 0),
    packs: newest.filter(({ state }) => state === 'active'),
  };
};

/** The versions of one pack, newest first. */
export const packHistory = async (store: Store, packId: string): Promise<PackVersionDoc[]> =>
  store.packVersions.find({ packId }, { _id: 0 }).sort({ version: -1 }).limit(VERSIONS_MAX).lean();

/** One version of a pack, or null. */
export const packVersion = async (
  store: Store,
  packId: string,
  version: number,
): Promise<PackVersionDoc | null> => store.packVersions.findOne({ packId, version }, { _id: 0 }).lean();
