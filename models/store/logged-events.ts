import { asUtteranceId, type BroadcastId } from '../contract/ids.ts';
import type {
  BroadcastInput,
  BroadcastPatch,
  IngestEvent,
  Listing,
  ProductEvent,
  UtteranceEvent,
} from '../contract/ingest.ts';
import { decodeLeaf, type Leaf, type LeafOf } from '../contract/log/leaf.ts';
import type { BlockDoc, BroadcastDoc, SealedDoc } from './documents.ts';
import { sealedBetween } from './read-sealed.ts';
import type { Store } from './store.ts';
import { walk } from './walk.ts';

/** What a broadcast was when it was registered, as far as its log tells. */
export type LoggedAbout = Pick<
  BroadcastInput,
  'language' | 'regime' | 'startedAt' | 'presenters' | 'platform'
>;

/** One record that duties follow from, as the event that it was. */
export interface LoggedEvent {
  readonly leafIndex: number;
  readonly atMs: number;
  /** Of a product: its page, as last told. */
  readonly listing?: Listing;
  readonly event:
    | IngestEvent
    | { readonly type: 'patched'; readonly atMs: number; readonly patch: BroadcastPatch }
    | { readonly type: 'heartbeat' | 'gap'; readonly atMs: number; readonly fromMs?: number };
}

type Values = SealedDoc['values'] | undefined;
type Told = Pick<ProductEvent, 'name' | 'linkNo' | 'category' | 'listing'>;

/** Kinds whose values are committed to and stand beside the log. */
const SEALED_KINDS = ['utterance', 'product', 'broadcast'];

const presentersOf = (presenters: LeafOf<'broadcast'>['presenters'] = []): BroadcastInput['presenters'] =>
  presenters.map(({ persona, fromMs, untilMs }, i) => ({
    id: `presenter-${i}`,
    name: `presenter-${i}`,
    persona,
    ...(fromMs !== undefined && { fromMs }),
    ...(untilMs !== undefined && { untilMs }),
  }));

/** The facts of a broadcast by the first record of its log; names of people are left out. Null while there is none. */
export const loggedAbout = async (store: Store, broadcastId: BroadcastId): Promise<LoggedAbout | null> => {
  const block = await store.blocks
    .findOne({ broadcastId, firstLeafIndex: 0 }, { leaves: { $slice: 1 } })
    .lean<Pick<BlockDoc, 'leaves'>>();
  const first = block?.leaves[0];
  const decoded = first === undefined ? null : decodeLeaf(first);
  if (!decoded?.ok || decoded.leaf.kind !== 'broadcast' || decoded.leaf.action !== 'registered') return null;
  const { language, regime, startedAt, platform, presenters } = decoded.leaf;
  return { language, regime, startedAt, platform, presenters: presentersOf(presenters) };
};

/** A line as it was heard; null where nobody can hear it again. */
export const utteranceOf = (leaf: LeafOf<'utterance'>, values: Values): UtteranceEvent | null => {
  const text = values?.text?.value;
  // Withheld, or never judged: nobody can hear it again.
  if (text == null || leaf.stages.duties === 'failed') return null;
  const speaker = values?.speaker?.value;
  return {
    type: 'utterance',
    id: asUtteranceId(leaf.id),
    source: leaf.source,
    role: leaf.role,
    atMs: leaf.atMs,
    text,
    ...(leaf.revision > 0 && { revision: leaf.revision }),
    ...(speaker != null && { speaker }),
    ...(leaf.confidence !== undefined && { confidence: leaf.confidence }),
    ...(leaf.pinned !== undefined && { pinned: leaf.pinned }),
  };
};

const productOf = (leaf: LeafOf<'product'>, values: Values, told: Map<string, Told>): ProductEvent => {
  const { productId, action, atMs, linkNo, name, category } = leaf;
  const listing = values?.listing?.value;
  const now: Told = {
    ...(name !== undefined && { name }),
    ...(linkNo !== undefined && { linkNo }),
    ...(category !== undefined && { category }),
    ...(listing != null && { listing: JSON.parse(listing) as Listing }),
  };
  const known = { ...told.get(productId), ...now };
  told.set(productId, known);
  // As it was heard: what was told of a product before is known when it is introduced.
  return { type: 'product', action, productId, atMs, ...(action === 'introduced' ? known : now) };
};

const changeOf = (leaf: LeafOf<'broadcast'>): LoggedEvent['event'] | null => {
  if (leaf.action !== 'changed') return null;
  const { language, form, regime, presenters } = leaf;
  const patch: BroadcastPatch = {
    ...(language !== undefined && { language }),
    ...(form !== undefined && { form }),
    ...(regime !== undefined && { regime }),
    ...(presenters && { presenters: presentersOf(presenters) }),
  };
  return { type: 'patched', atMs: leaf.atMs, patch };
};

const eventOf = (leaf: Leaf, values: Values, told: Map<string, Told>): LoggedEvent['event'] | null => {
  const { atMs } = leaf;
  switch (leaf.kind) {
    case 'utterance':
      return utteranceOf(leaf, values);
    case 'product':
      return productOf(leaf, values, told);
    case 'broadcast':
      return changeOf(leaf);
    case 'audience':
      return { type: 'audience', atMs, viewers: leaf.viewers };
    case 'moderation':
      return { type: 'moderation', atMs, action: leaf.action, utteranceId: leaf.utteranceId };
    case 'segment':
      return { type: 'segment', atMs, action: leaf.action, segment: leaf.segment };
    case 'gap':
      return { type: 'gap', atMs: leaf.untilMs, fromMs: leaf.fromMs };
    case 'heartbeat':
    case 'ended':
      return { type: leaf.kind, atMs };
    default:
      return null;
  }
};

type Stretch = Pick<BlockDoc, 'firstLeafIndex' | 'leaves'>;

/** Leaves whose values are asked for at once: a live log has a block for every record or two, and to ask for each takes longer than to hear it. */
const LEAVES_AT_ONCE = 200;

/** Blocks that follow on each other, joined. */
async function* joined(blocks: AsyncIterable<Stretch>): AsyncGenerator<Stretch> {
  let whole: Stretch | null = null;
  for await (const { firstLeafIndex, leaves } of blocks) {
    const isNext = whole !== null && whole.firstLeafIndex + whole.leaves.length === firstLeafIndex;
    if (whole && isNext && whole.leaves.length < LEAVES_AT_ONCE) {
      whole.leaves.push(...leaves);
      continue;
    }
    if (whole) yield whole;
    whole = { firstLeafIndex, leaves: [...leaves] };
  }
  if (whole) yield whole;
}

const valuesOf = async (
  store: Store,
  broadcastId: BroadcastId,
  { firstLeafIndex, leaves }: Stretch,
): Promise<ReadonlyMap<number, SealedDoc['values']>> => {
  const leafRange = { from: firstLeafIndex, until: firstLeafIndex + leaves.length };
  const docs = await sealedBetween(store, broadcastId, leafRange, SEALED_KINDS);
  return new Map(docs.map((doc) => [doc.leafIndex, doc.values]));
};

/**
 * The events of a broadcast that duties follow from, in the order in which they were heard, some at once: texts as they are
 * kept, masked. What has been withheld, and what the duties could not hear then, is left out.
 */
export async function* loggedEvents(store: Store, broadcastId: BroadcastId): AsyncGenerator<LoggedEvent[]> {
  const told = new Map<string, Told>();
  const blocks = store.blocks
    .find({ broadcastId }, { firstLeafIndex: 1, leaves: 1 })
    .sort({ firstLeafIndex: 1 });
  for await (const block of joined(walk<Stretch>(blocks))) {
    const values = await valuesOf(store, broadcastId, block);
    yield block.leaves.flatMap((text, at): LoggedEvent[] => {
      const leafIndex = block.firstLeafIndex + at;
      const decoded = decodeLeaf(text);
      const event = decoded.ok ? eventOf(decoded.leaf, values.get(leafIndex), told) : null;
      if (!event) return [];
      const listing = event.type === 'product' ? told.get(event.productId)?.listing : undefined;
      return [{ leafIndex, atMs: event.atMs, event, ...(listing && { listing }) }];
    });
  }
}

/** Broadcasts of a time that a preview may choose from: more than a platform starts in a day on one installation. */
const RECENT_MAX = 5_000;
/** A show lasts a day at most, so that what was heard of lately began no longer before than that. */
const SHOW_MS_MAX = 24 * 3600_000;

export interface HeardOf extends Pick<BroadcastDoc, '_id' | 'publicId' | 'logSize'> {
  readonly input: Pick<BroadcastInput, 'platform'>;
}

/** Broadcasts of which something was heard since a time, the newest first. */
export const broadcastsHeardSince = async (store: Store, since: Date): Promise<readonly HeardOf[]> =>
  store.broadcasts
    .find(
      { startedAt: { $gte: new Date(since.getTime() - SHOW_MS_MAX) }, lastEventAt: { $gte: since } },
      { publicId: 1, logSize: 1, 'input.platform': 1 },
    )
    .sort({ startedAt: -1 })
    .limit(RECENT_MAX)
    .lean<HeardOf[]>();
