import { audit } from './audit.ts';
import type { AuditDoc, LogKeyDoc } from './documents.ts';
import type { Store } from './store.ts';

/** Notes that a key signs checkpoints from now on. Called by each worker as it starts; the same key again changes nothing. */
export const rememberLogKey = async (store: Store, verifierKey: string, at: Date): Promise<void> => {
  await store.logKeys.updateOne(
    { _id: verifierKey },
    { $setOnInsert: { firstUsedAt: at } },
    { upsert: true },
  );
};

/** Every key that ever signed checkpoints, newest first. */
export const logKeyHistory = (store: Store): Promise<LogKeyDoc[]> =>
  store.logKeys.find().sort({ firstUsedAt: -1, _id: 1 }).lean<LogKeyDoc[]>().exec();

/** {@link logKeyHistory} as C2SP vkeys. */
export const logKeys = async (store: Store): Promise<string[]> =>
  (await logKeyHistory(store)).map(({ _id }) => _id);

/** Notes the key that signs from now on, endorsed by the one before it, and who has replaced it, in one transaction. */
export const succeedLogKey = async (
  store: Store,
  { verifierKey, endorsement }: { readonly verifierKey: string; readonly endorsement: string },
  { by, now }: { readonly by: AuditDoc['by']; readonly now: Date },
): Promise<void> => {
  await store.connection.transaction(async (session) => {
    await store.logKeys.insertMany([{ _id: verifierKey, firstUsedAt: now, endorsement }], { session });
    await audit(store, session, { at: now, by, action: 'log-key-replaced', subject: verifierKey });
  });
};
