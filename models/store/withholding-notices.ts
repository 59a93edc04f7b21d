import type { BroadcastId } from '../contract/ids.ts';
import { WITHHELD_SPAN_MS_MAX } from '../contract/withholding.ts';
import type { BlockDoc, SealedDoc } from './documents.ts';
import type { Store } from './store.ts';

/** Records of withholdings of one broadcast that are looked at, the newest: people ask for one, not for thousands. */
const NOTICES_MAX = 2_000;
/** Records that are looked for one by one, in logs that were written before withholdings were found by what they are of. */
const LOOKED_FOR_MAX = 100;

/** Whether something that the record commits to is not kept any more. */
export const isValueless = ({ values }: Pick<SealedDoc, 'values'>): boolean =>
  Object.values(values).some(({ value }) => value === null);

type Found = Pick<SealedDoc, 'leafIndex' | 'withholding'>;
const FIELDS = { leafIndex: 1, withholding: 1 } as const;

/** Records that say that values were withheld, newest first. */
const wordsWithheld = (store: Store, broadcastId: BroadcastId, limit: number): Promise<Found[]> =>
  store.sealed
    .find({ broadcastId, kind: 'withholding' }, FIELDS)
    .sort({ leafIndex: -1 })
    .limit(limit)
    .lean<Found[]>()
    .exec();

/** The newest record that says that values of records were withheld; undefined where none does. */
export const newestWithholding = async (
  store: Store,
  broadcastId: BroadcastId,
): Promise<number | undefined> => {
  const [newest] = await wordsWithheld(store, broadcastId, 1);
  return newest?.leafIndex;
};

const lookedFor = async (store: Store, broadcastId: BroadcastId, of: number): Promise<number[]> => {
  const mark = `"kind":"withholding","of":${of},`;
  const blocks = await store.blocks
    .find({ broadcastId, leaves: { $regex: mark } } as Record<string, unknown>, {
      firstLeafIndex: 1,
      leaves: 1,
    })
    .lean<Pick<BlockDoc, 'firstLeafIndex' | 'leaves'>[]>();
  return blocks.flatMap(({ firstLeafIndex, leaves }) =>
    leaves.flatMap((text, i) => (text.includes(mark) ? [firstLeafIndex + i] : [])),
  );
};

/** Records that say that values of these records were withheld. */
export const withholdingsOf = async (
  store: Store,
  broadcastId: BroadcastId,
  valueless: readonly number[],
): Promise<number[]> => {
  if (valueless.length === 0) return [];
  const wanted = new Set(valueless);
  const found = (await wordsWithheld(store, broadcastId, NOTICES_MAX)).flatMap(
    ({ leafIndex, withholding }) =>
      withholding?.of !== undefined && wanted.has(withholding.of) ? [{ leafIndex, of: withholding.of }] : [],
  );
  for (const { of } of found) wanted.delete(of);
  const older = [...wanted].slice(0, LOOKED_FOR_MAX);
  const before = await Promise.all(older.map((of) => lookedFor(store, broadcastId, of)));
  return [...found.map(({ leafIndex }) => leafIndex), ...before.flat()];
};

/** Records that say that picture and sound of this stretch, or of a part of it, were withheld. */
export const mediaWithholdingsIn = async (
  store: Store,
  broadcastId: BroadcastId,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): Promise<number[]> => {
  const begins = { $gte: fromMs - WITHHELD_SPAN_MS_MAX, $lte: untilMs };
  const docs = await store.sealed
    .find({ broadcastId, kind: 'media-withholding', atMs: begins }, FIELDS)
    .limit(NOTICES_MAX)
    .lean<Found[]>();
  return docs.flatMap(({ leafIndex, withholding }) =>
    (withholding?.untilMs ?? 0) > fromMs ? [leafIndex] : [],
  );
};
