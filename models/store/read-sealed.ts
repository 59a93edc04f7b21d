import type { ClientSession } from 'mongoose';
import type { BroadcastId } from '../contract/ids.ts';
import type { Source } from '../contract/ingest.ts';
import { literal } from '../contract/literal.ts';
import type { SealedDoc } from './documents.ts';
import { recordsOf, type SealedPageDoc } from './sealed-pages.ts';
import type { Store } from './store.ts';
import { walk } from './walk.ts';

/*
 * Two layouts stand side by side: logs of before had a document for each leaf, and some kinds still have (see
 * `sealed-pages.ts`). Whoever reads what is behind leaves asks here, and need not know.
 */

const inLeafOrder = (docs: SealedDoc[]): SealedDoc[] => docs.sort((a, b) => a.leafIndex - b.leafIndex);

/** The page that begins last of those that begin at or before a leaf. */
const pageBefore = (
  store: Store,
  broadcastId: BroadcastId,
  leafIndex: number,
  session?: ClientSession,
): Promise<SealedPageDoc | null> =>
  store.sealedPages
    .findOne({ broadcastId, firstLeafIndex: { $lte: leafIndex } }, null, { ...(session && { session }) })
    .sort({ firstLeafIndex: -1 })
    .lean<SealedPageDoc | null>()
    .exec();

/** Pages that hold any of these leaves. */
export const pagesAt = async (
  store: Store,
  broadcastId: BroadcastId,
  leafIndexes: readonly number[],
  session?: ClientSession,
): Promise<SealedPageDoc[]> => {
  const pages: SealedPageDoc[] = [];
  const wanted = [...new Set(leafIndexes)].sort((a, b) => b - a);
  for (let next = wanted[0]; next !== undefined; ) {
    const page = await pageBefore(store, broadcastId, next, session);
    if (!page) break;
    const { firstLeafIndex, lastLeafIndex } = page;
    // The leaf asked for may lie after the page, among those that have documents of their own, and others in it.
    if (wanted.some((leafIndex) => leafIndex >= firstLeafIndex && leafIndex <= lastLeafIndex))
      pages.push(page);
    next = wanted.find((leafIndex) => leafIndex < firstLeafIndex);
  }
  return pages;
};

/** What is kept behind these leaves, in leaf order; leaves of which nothing is kept are left out. */
export const sealedAt = async (
  store: Store,
  broadcastId: BroadcastId,
  leafIndexes: readonly number[],
): Promise<SealedDoc[]> => {
  if (leafIndexes.length === 0) return [];
  const [single, pages] = await Promise.all([
    store.sealed.find({ broadcastId, leafIndex: { $in: [...leafIndexes] } }).lean<SealedDoc[]>(),
    pagesAt(store, broadcastId, leafIndexes),
  ]);
  const wanted = new Set(leafIndexes);
  const paged = pages.flatMap(recordsOf).filter(({ leafIndex }) => wanted.has(leafIndex));
  return inLeafOrder([...single, ...paged]);
};

/** What is kept behind the leaves from one, inclusive, until another, exclusive, in leaf order. */
export const sealedBetween = async (
  store: Store,
  broadcastId: BroadcastId,
  { from, until = Number.MAX_SAFE_INTEGER }: { readonly from: number; readonly until?: number },
  kinds?: readonly string[],
): Promise<SealedDoc[]> => {
  const first = await pageBefore(store, broadcastId, from);
  const [single, pages] = await Promise.all([
    store.sealed
      .find({
        broadcastId,
        leafIndex: { $gte: from, $lt: until },
        ...(kinds && { kind: { $in: [...kinds] } }),
      })
      .hint({ broadcastId: 1, leafIndex: 1 })
      .lean<SealedDoc[]>(),
    store.sealedPages
      .find({ broadcastId, firstLeafIndex: { $gte: first?.firstLeafIndex ?? 0, $lt: until } })
      .lean<SealedPageDoc[]>(),
  ]);
  const paged = pages
    .flatMap(recordsOf)
    .filter(
      ({ leafIndex, kind }) => leafIndex >= from && leafIndex < until && (kinds?.includes(kind) ?? true),
    );
  return inLeafOrder([...single, ...paged]);
};

export interface HeardQuestion {
  readonly broadcastId: BroadcastId;
  /** Absent: whatever stands there. */
  readonly kind?: 'utterance' | 'claim';
  /** Broadcast time, ms, both ends included. */
  readonly fromMs: number;
  readonly untilMs?: number;
  /** Which end is kept where there are more than `limit`. */
  readonly keep: 'oldest' | 'newest';
  readonly limit: number;
  /** Told apart among the utterances of pages, and by `filter` among documents of their own: both say the same. */
  readonly only?: { readonly test: (doc: SealedDoc) => boolean; readonly filter: Record<string, unknown> };
}

/** How many pages are fetched at once: most answers need one or two. */
const PAGES_AT_ONCE = 4;

const heardInPages = async (store: Store, question: HeardQuestion): Promise<SealedDoc[]> => {
  const { broadcastId, kind, fromMs, untilMs = Number.MAX_SAFE_INTEGER, keep, limit, only } = question;
  const isNewest = keep === 'newest';
  const pages = store.sealedPages
    .find({ broadcastId, fromMs: { $lte: untilMs }, untilMs: { $gte: fromMs } })
    .sort(isNewest ? { untilMs: -1, fromMs: -1 } : { fromMs: 1, untilMs: 1 });
  let found: SealedDoc[] = [];
  for await (const page of walk<SealedPageDoc>(pages, PAGES_AT_ONCE)) {
    // No later page holds anything beyond this one's edge.
    const isPast = ({ atMs }: SealedDoc): boolean => (isNewest ? atMs > page.untilMs : atMs < page.fromMs);
    if (found.length >= limit && found.filter(isPast).length >= limit) break;
    for (const doc of recordsOf(page))
      if (
        (kind === undefined || doc.kind === kind) &&
        doc.atMs >= fromMs &&
        doc.atMs <= untilMs &&
        (only?.test(doc) ?? true)
      )
        found.push(doc);
    if (found.length > limit * 2) found = byTime(found, keep).slice(0, limit);
  }
  return found;
};

const byTime = (docs: SealedDoc[], keep: HeardQuestion['keep']): SealedDoc[] => {
  const turn = keep === 'newest' ? -1 : 1;
  return docs.sort((a, b) => turn * (a.atMs - b.atMs || a.leafIndex - b.leafIndex));
};

/** Utterances or claims of a stretch of broadcast time: the kept end first, at most `limit`. */
export const sealedHeard = async (store: Store, question: HeardQuestion): Promise<SealedDoc[]> => {
  const { broadcastId, kind, fromMs, untilMs, keep, limit, only } = question;
  const turn = keep === 'newest' ? -1 : 1;
  const atMs = { $gte: fromMs, ...(untilMs !== undefined && { $lte: untilMs }) };
  const [single, paged] = await Promise.all([
    store.sealed
      .find({ broadcastId, ...(kind && { kind }), atMs, ...only?.filter })
      .sort({ atMs: turn, leafIndex: turn })
      .limit(limit)
      .lean<SealedDoc[]>(),
    heardInPages(store, question),
  ]);
  return byTime([...single, ...paged], keep).slice(0, limit);
};

const names = (id: string, { utterance, claim }: SealedDoc): boolean =>
  utterance?.id === id ||
  claim?.utteranceId === id ||
  (claim?.parts?.some(({ utteranceId }) => utteranceId === id) ?? false);

/** Records of an utterance, its revisions and the claims made in it, at most `limit`. Looks through the whole log: for rare acts. */
export const sealedNaming = async (
  store: Store,
  broadcastId: BroadcastId,
  utteranceId: string,
  limit: number,
): Promise<SealedDoc[]> => {
  const named: Record<string, unknown> = {
    broadcastId,
    $or: [
      { 'utterance.id': utteranceId },
      { 'claim.utteranceId': utteranceId },
      { 'claim.parts.utteranceId': utteranceId },
    ],
  };
  const words = literal(JSON.stringify(utteranceId));
  const [single, pages] = await Promise.all([
    store.sealed.find(named).limit(limit).lean<SealedDoc[]>(),
    store.sealedPages.find({ broadcastId, records: { $regex: words } }).lean<SealedPageDoc[]>(),
  ]);
  const paged = pages.flatMap(recordsOf).filter((doc) => names(utteranceId, doc));
  return inLeafOrder([...single, ...paged]).slice(0, limit);
};

/** Whether any utterance of one of these sources was ever recorded. */
export const wasAnySaid = async (
  store: Store,
  broadcastId: BroadcastId,
  sources: readonly Source[],
): Promise<boolean> => {
  const among = { $in: [...sources] };
  const [single, page] = await Promise.all([
    store.sealed.exists({ broadcastId, 'utterance.source': among }),
    store.sealedPages.exists({ broadcastId, sources: among }),
  ]);
  return single !== null || page !== null;
};
