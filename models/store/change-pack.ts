import { audit } from './audit.ts';
import type { PackVersionDoc } from './pack-documents.ts';
import type { Store } from './store.ts';
import type { Acting } from './users.ts';

/** What a person does to a pack. */
export type PackAct = 'pack-added' | 'pack-changed' | 'pack-retired';

export interface PackChange {
  readonly packId: string;
  readonly act: PackAct;
  /** What it holds from now on. */
  readonly pack: object;
  readonly reason: string;
  /** The newest change that was known when this one was checked. */
  readonly onSet: number;
  /** The pack's version that it follows on; 0 for a new one. */
  readonly onVersion: number;
}

const isDuplicate = (error: unknown): boolean => (error as { code?: number }).code === 11000;

/**
 * Appends a version of a pack, with its audit record in the same transaction. Unique on the number of the change: of two
 * changes that were checked against the same state only one is taken.
 * @returns null when there has been another change since `onSet`: check again.
 */
export const changePack = async (
  store: Store,
  change: PackChange,
  acting: Acting,
): Promise<PackVersionDoc | null> => {
  const { packId, act, pack, reason, onSet, onVersion } = change;
  const doc: PackVersionDoc = {
    packId,
    version: onVersion + 1,
    set: onSet + 1,
    state: act === 'pack-retired' ? 'retired' : 'active',
    pack,
    by: acting.by,
    at: acting.now,
    reason,
  };
  try {
    await store.connection.transaction(async (session) => {
      await store.packVersions.create([doc], { session });
      const details = { version: doc.version, set: doc.set };
      const { by, now: at } = acting;
      await audit(store, session, { at, by, action: act, subject: packId, reason, details });
    });
    return doc;
  } catch (error) {
    if (isDuplicate(error)) return null;
    throw error;
  }
};
