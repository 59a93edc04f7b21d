import { foldText } from '../contract/fold.ts';
import { asUtteranceId, type BroadcastId } from '../contract/ids.ts';
import { HITS_MAX, type PublicHit, type PublicHits } from '../contract/public.ts';
import type { SealedDoc } from './documents.ts';
import { sealedHeard } from './read-sealed.ts';
import type { Store } from './store.ts';

/** Lines looked through for one answer: an hour of a lively show; who wants more goes on from there. */
const LOOKED_AT_MAX = 10_000;

const hitOf = (doc: SealedDoc, words: readonly string[]): PublicHit | null => {
  const { utterance, values, atMs } = doc;
  const text = values.text?.value;
  if (!utterance || typeof text !== 'string') return null;
  const folded = foldText(text);
  const places = words.map((word) => folded.indexOf(word));
  const [start = -1] = places;
  if (places.some((place) => place < 0)) return null;
  const { id, source, role } = utterance;
  return {
    utteranceId: asUtteranceId(id),
    source,
    role,
    atMs,
    text,
    start,
    end: start + (words[0]?.length ?? 0),
  };
};

/** Recognisers rewrite a line: the newest revision stands for it. */
const newestOfEach = (docs: readonly SealedDoc[]): readonly SealedDoc[] => {
  const newest = new Map<string, SealedDoc>();
  for (const doc of docs) {
    const id = doc.utterance?.id ?? '';
    const known = newest.get(id);
    if (!known || known.leafIndex < doc.leafIndex) newest.set(id, doc);
  }
  return docs.filter((doc) => newest.get(doc.utterance?.id ?? '') === doc);
};

/** Lines of a broadcast that hold all words (folded), from a time on, in order, masked. */
export const findLines = async (
  store: Store,
  broadcastId: BroadcastId,
  words: readonly string[],
  fromMs: number,
): Promise<PublicHits> => {
  const docs = await sealedHeard(store, {
    broadcastId,
    kind: 'utterance',
    fromMs,
    keep: 'oldest',
    limit: LOOKED_AT_MAX,
  });
  const hits: PublicHit[] = [];
  for (const doc of newestOfEach(docs)) {
    const hit = hitOf(doc, words);
    if (!hit) continue;
    if (hits.length >= HITS_MAX) return { hits, nextMs: hit.atMs };
    hits.push(hit);
  }
  const last = docs.at(-1);
  const isWhole = docs.length < LOOKED_AT_MAX || last === undefined;
  return { hits, ...(!isWhole && { nextMs: Math.max(fromMs + 1, last.atMs) }) };
};
