import type { BroadcastId } from '../contract/ids.ts';
import { verifyCommitment } from '../contract/log/commitment.ts';
import { commitmentAt, decodeLeaf, type Leaf, type LeafOf } from '../contract/log/leaf.ts';
import type { BlockDoc, JudgedWith, SealedDoc } from './documents.ts';
import { readLeaves } from './read-log.ts';
import { sealedAt } from './read-sealed.ts';
import type { Store } from './store.ts';
import { walk } from './walk.ts';

/** An utterance as it is at rest. */
export interface HeardLine {
  readonly leaf: LeafOf<'utterance'>;
  /** Masked as it was recorded; null once withheld. */
  readonly text: string | null;
  readonly speaker?: string | null;
}

/** What had been told of the products by then. */
export interface ProductsTold {
  readonly names: readonly string[];
  /** Of the asked product. */
  readonly name?: string;
  /** Canonical JSON of the asked product's listing as last told; null once withheld, absent where none was told. */
  readonly listing?: string | null;
}

/** A recorded claim with all that its verdict was reached from. */
export interface JudgedClaim {
  readonly leafIndex: number;
  readonly claim: NonNullable<SealedDoc['claim']>;
  readonly quote: string | null;
  readonly utterance: HeardLine;
  /** Absent for what was recorded before it was kept. */
  readonly judgedWith?: JudgedWith;
  readonly before: readonly HeardLine[];
  /** What the same speaker said in the last 30 s. */
  readonly recent: readonly HeardLine[];
  readonly products: ProductsTold;
  /** Leaves whose stored values are not those that the log commits to. */
  readonly altered: readonly number[];
}

interface AtRest {
  readonly leaf: Leaf;
  readonly doc: SealedDoc | null;
}

const readOne = async (store: Store, broadcastId: BroadcastId, leafIndex: number): Promise<AtRest | null> => {
  const [[text], [doc = null]] = await Promise.all([
    readLeaves(store, broadcastId, leafIndex, 1),
    sealedAt(store, broadcastId, [leafIndex]),
  ]);
  const decoded = text === undefined ? null : decodeLeaf(text);
  return decoded?.ok ? { leaf: decoded.leaf, doc } : null;
};

/** Whether every value that is still kept is the one committed to. */
const isAsCommitted = ({ leaf, doc }: AtRest): boolean =>
  Object.entries(doc?.values ?? {}).every(([field, { value, salt }]) => {
    if (value === null || salt === null) return true;
    const commitment = commitmentAt(leaf, field);
    return commitment !== null && verifyCommitment(commitment, value, salt);
  });

/** Whether what is kept of a claim says the same as its leaf, which alone is held by the signed head. */
const isAsLogged = (claim: NonNullable<SealedDoc['claim']>, leaf: LeafOf<'claim'>): boolean =>
  claim.of === leaf.of &&
  claim.kind === leaf.claimKind &&
  claim.start === leaf.start &&
  claim.end === leaf.end &&
  claim.verdict === leaf.verdict &&
  claim.severity === leaf.severity &&
  claim.article === leaf.article &&
  claim.basis === leaf.basis &&
  claim.confidence === leaf.confidence &&
  claim.source.ruleId === leaf.ruleId &&
  claim.source.packId === leaf.packId;

const toLine = ({ leaf, doc }: AtRest): HeardLine | null => {
  if (leaf.kind !== 'utterance') return null;
  const speaker = doc?.values.speaker?.value;
  return {
    leaf,
    text: doc?.values.text?.value ?? null,
    ...(leaf.speaker && { speaker: speaker ?? null }),
  };
};

/** The product records of a log before a leaf, oldest first. */
async function* productLeaves(store: Store, broadcastId: BroadcastId, before: number) {
  const blocks = store.blocks
    .find({ broadcastId, firstLeafIndex: { $lt: before } }, { firstLeafIndex: 1, leaves: 1 })
    .sort({ firstLeafIndex: 1 });
  for await (const { firstLeafIndex, leaves } of walk<Pick<BlockDoc, 'firstLeafIndex' | 'leaves'>>(blocks))
    for (const [at, text] of leaves.slice(0, before - firstLeafIndex).entries()) {
      // Most leaves are utterances, and are not worth reading.
      if (!text.includes('"kind":"product"')) continue;
      const decoded = decodeLeaf(text);
      if (decoded.ok && decoded.leaf.kind === 'product')
        yield { leafIndex: firstLeafIndex + at, leaf: decoded.leaf };
    }
}

const productsTold = async (
  store: Store,
  broadcastId: BroadcastId,
  before: number,
  productId: string | undefined,
): Promise<ProductsTold> => {
  const names = new Map<string, string>();
  let listingLeaf: number | undefined;
  for await (const { leafIndex, leaf } of productLeaves(store, broadcastId, before)) {
    if (leaf.name !== undefined) names.set(leaf.productId, leaf.name);
    if (leaf.productId === productId && leaf.listing) listingLeaf = leafIndex;
  }
  const name = names.get(productId ?? '');
  const told = { names: [...names.values()], ...(name !== undefined && { name }) };
  if (listingLeaf === undefined) return told;
  const [doc] = await sealedAt(store, broadcastId, [listingLeaf]);
  return { ...told, listing: doc?.values.listing?.value ?? null };
};

/** A claim by its leaf, with its utterance, what was read along, and the products told by then; null when there is none. */
export const judgedClaim = async (
  store: Store,
  broadcastId: BroadcastId,
  leafIndex: number,
): Promise<JudgedClaim | null> => {
  const own = await readOne(store, broadcastId, leafIndex);
  const claim = own?.doc?.claim;
  if (!own || !claim || own.leaf.kind !== 'claim') return null;
  const said = await readOne(store, broadcastId, own.leaf.of);
  const utterance = said && toLine(said);
  if (!said || !utterance) return null;
  const judgedWith = said.doc?.utterance?.judgedWith;
  const linesAt = async (leaves: readonly number[] = []): Promise<AtRest[]> =>
    (await Promise.all(leaves.map((of) => readOne(store, broadcastId, of)))).filter((one) => one !== null);
  const [read, recent] = await Promise.all([linesAt(judgedWith?.before), linesAt(judgedWith?.recent)]);
  const altered = [own, said, ...read, ...recent]
    .filter((one) => !isAsCommitted(one))
    .map(({ doc }) => doc?.leafIndex ?? leafIndex);
  if (!isAsLogged(claim, own.leaf)) altered.push(leafIndex);
  return {
    leafIndex,
    claim,
    quote: own.doc?.values.quote?.value ?? null,
    utterance,
    ...(judgedWith && { judgedWith }),
    before: read.flatMap((one) => toLine(one) ?? []),
    recent: recent.flatMap((one) => toLine(one) ?? []),
    products: await productsTold(store, broadcastId, own.leaf.of, judgedWith?.productId ?? claim.productId),
    altered: [...new Set(altered)],
  };
};
