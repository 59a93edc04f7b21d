import type { Occurrence } from '../contract/alert.ts';
import type { BroadcastId } from '../contract/ids.ts';
import { decodeLeaf } from '../contract/log/leaf.ts';
import type { AlertDoc } from './documents.ts';
import { readLeaves } from './read-log.ts';
import { sealedAt } from './read-sealed.ts';
import type { Store } from './store.ts';

/** Where the words of an alert stand. */
export interface ClaimPlaces {
  /** Leaves of the records and utterances that it rests on. */
  readonly lines: readonly number[];
  /** The alert's occurrences; those of a claim over several utterances with all their parts, also where the alert did not keep them. */
  readonly occurrences: Occurrence[];
}

/** Leaves of the utterances that a claim's parts stand in. */
const partLeaves = async (store: Store, broadcastId: BroadcastId, leafIndex: number): Promise<number[]> => {
  const [text] = await readLeaves(store, broadcastId, leafIndex, 1);
  const decoded = text === undefined ? null : decodeLeaf(text);
  if (!decoded?.ok || decoded.leaf.kind !== 'claim') return [];
  return (decoded.leaf.parts ?? []).map(({ of }) => of);
};

/** The utterances and spans that an alert's occurrences rest on. */
export const claimPlaces = async (
  store: Store,
  { broadcastId, occurrences }: Pick<AlertDoc, 'broadcastId' | 'occurrences'>,
): Promise<ClaimPlaces> => {
  const leaves = occurrences.map(({ leafIndex }) => leafIndex);
  const docs = await sealedAt(store, broadcastId, leaves);
  const claims = new Map(
    docs.flatMap(({ leafIndex, claim }) => (claim ? [[leafIndex, claim] as const] : [])),
  );
  const over = [...claims].flatMap(([leafIndex, { parts }]) => (parts ? [leafIndex] : []));
  const earlier = await Promise.all(over.map((leafIndex) => partLeaves(store, broadcastId, leafIndex)));
  return {
    lines: [...leaves, ...[...claims.values()].map(({ of }) => of), ...earlier.flat()],
    occurrences: occurrences.map((one) => {
      const parts = one.parts ?? claims.get(one.leafIndex)?.parts;
      return parts ? { ...one, parts } : one;
    }),
  };
};
