import type { PacksInUseDoc, PackVersionDoc, ShippedPacksDoc } from './pack-documents.ts';
import type { Store } from './store.ts';

/** What a hash stands for, in full. */
export interface PacksByHash {
  readonly shipped: ShippedPacksDoc;
  readonly custom: readonly PackVersionDoc[];
}

/** Notes which packs a hash names, so that a verdict that shows it can be replayed. The same again changes nothing. */
export const notePacksInUse = async (
  store: Store,
  used: {
    readonly hash: string;
    readonly shipped: { readonly hash: string; readonly files: readonly { name: string; text: string }[] };
    readonly custom: readonly { readonly packId: string; readonly version: number }[];
  },
  at: Date,
): Promise<void> => {
  await store.shippedPacks.updateOne(
    { _id: used.shipped.hash },
    { $setOnInsert: { files: used.shipped.files, firstUsedAt: at } },
    { upsert: true },
  );
  await store.packsInUse.updateOne(
    { _id: used.hash },
    { $setOnInsert: { shipped: used.shipped.hash, custom: used.custom, firstUsedAt: at } },
    { upsert: true },
  );
};

/** Which packs a hash stands for; null when nobody ever judged by them. */
export const packsInUse = async (store: Store, hash: string): Promise<PacksInUseDoc | null> =>
  store.packsInUse.findOne({ _id: hash }).lean<PacksInUseDoc>();

/** The packs themselves that a hash stands for; null when nobody ever judged by them. */
export const packsByHash = async (store: Store, hash: string): Promise<PacksByHash | null> => {
  const use = await packsInUse(store, hash);
  const shipped = use && (await store.shippedPacks.findOne({ _id: use.shipped }).lean<ShippedPacksDoc>());
  if (!use || !shipped) return null;
  const custom = await Promise.all(
    use.custom.map(({ packId, version }) =>
      store.packVersions.findOne({ packId, version }, { _id: 0 }).lean<PackVersionDoc>(),
    ),
  );
  return { shipped, custom: custom.flatMap((doc) => doc ?? []) };
};
