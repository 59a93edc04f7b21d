import type { Store } from './store.ts';

/** Notes that a key signs checkpoints from now on. Called by each worker as it starts; the same key again changes nothing. */
export const rememberLogKey = async (store: Store, verifierKey: string, at: Date): Promise<void> => {
  await store.logKeys.updateOne(
    { _id: verifierKey },
    { $setOnInsert: { firstUsedAt: at } },
    { upsert: true },
  );
};

/** Every key that ever signed checkpoints, as C2SP vkeys, newest first. */
export const logKeys = async (store: Store): Promise<string[]> => {
  const docs = await store.logKeys.find().sort({ firstUsedAt: -1, _id: 1 }).lean<{ _id: string }[]>();
  return docs.map(({ _id }) => _id);
};
