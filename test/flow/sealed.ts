import type { BroadcastId } from '../../models/contract/ids.ts';
import type { SealedDoc } from '../../models/store/documents.ts';
import { pagesAt, sealedAt, sealedBetween } from '../../models/store/read-sealed.ts';
import { pagesOf, recordsOf } from '../../models/store/sealed-pages.ts';
import type { Store } from '../../models/store/store.ts';

/** All that is kept behind the leaves of a log, in leaf order; of one kind where one is named. */
export const sealedOf = (store: Store, broadcastId: BroadcastId, kind?: string): Promise<SealedDoc[]> =>
  sealedBetween(store, broadcastId, { from: 0 }, kind === undefined ? undefined : [kind]);

const withPath = (value: unknown, [name, ...rest]: readonly string[], to: unknown): unknown =>
  name === undefined
    ? to
    : { ...(value as object), [name]: withPath((value as Record<string, unknown>)[name], rest, to) };

/**
 * Changes what stands behind a leaf past all rules, as somebody with the database in his hands would.
 * @param changed by path, e.g. `values.text.value`.
 * @returns takes it back.
 */
export const alterSealed = async (
  store: Store,
  broadcastId: BroadcastId,
  leafIndex: number,
  changed: Record<string, unknown>,
): Promise<() => Promise<void>> => {
  const [page] = await pagesAt(store, broadcastId, [leafIndex]);
  if (!page) throw new Error(`leaf ${leafIndex} has no values`);
  const altered = recordsOf(page).map((doc) =>
    doc.leafIndex === leafIndex
      ? (Object.entries(changed).reduce<unknown>(
          (one, [path, to]) => withPath(one, path.split('.'), to),
          doc,
        ) as SealedDoc)
      : doc,
  );
  const at = { broadcastId, firstLeafIndex: page.firstLeafIndex };
  await store.sealedPages.updateOne(at, { $set: { records: pagesOf(altered).pages[0]?.records ?? '' } });
  return async () => {
    await store.sealedPages.updateOne(at, { $set: { records: page.records } });
  };
};

/** What stands behind one leaf. */
export const sealedOne = async (
  store: Store,
  broadcastId: BroadcastId,
  leafIndex: number,
): Promise<SealedDoc | undefined> => (await sealedAt(store, broadcastId, [leafIndex]))[0];
