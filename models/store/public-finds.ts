import { foldText } from '../contract/fold.ts';
import { asPublicId, type BroadcastId, type PublicId } from '../contract/ids.ts';
import type { FoundBy, PublicBroadcast, PublicFound } from '../contract/public.ts';
import type { BroadcastDoc, BroadcastHead } from './documents.ts';
import type { FindDoc } from './find-documents.ts';
import type { Store } from './store.ts';
import { walk } from './walk.ts';

/** Names of one broadcast that it is found by: a show of a day has some hundreds of products. */
const NAMES_MAX = 1_000;
/** Pairs of characters of them: beyond it the last products are not found by name. */
const GRAMS_MAX = 8_000;
/** Broadcasts looked at for one page: what follows is the next page's. */
const LOOKED_AT_MAX = 1_000;
const AT_ONCE = 100;
/** A question that MongoDB answers more slowly than this is one too many. */
const TIME_MS_MAX = 3_000;
/** No broadcast is longer. */
const BROADCAST_MS_MAX = 24 * 3_600_000;
/** Names told with one that was found. */
const TOLD_MAX = 3;

/** Single characters and pairs of a folded text, without what only parts words. */
export const gramsOf = (folded: string): readonly string[] =>
  folded.split(/[\s\p{P}\p{S}]+/u).flatMap((word) => {
    const characters = [...word];
    return characters.flatMap((one, i) => (i === 0 ? [one] : [one, `${characters[i - 1]}${one}`]));
  });

const namesOf = ({ input, products }: Pick<BroadcastDoc, 'input' | 'products'>): FoundBy[] => {
  const { title, room, presenters } = input;
  const told = new Map<string, FoundBy>();
  const add = (of: FoundBy['in'], text: unknown): void => {
    if (typeof text === 'string' && text !== '' && told.size < NAMES_MAX)
      told.set(`${of}\n${text}`, { in: of, text });
  };
  add('title', title);
  add('room', room.name);
  add('operator', room.operator);
  for (const { name } of presenters) add('presenter', name);
  for (const { name, seller } of Object.values(products)) {
    add('product', name);
    add('seller', seller?.name);
  }
  return [...told.values()];
};

const findOf = (doc: BroadcastDoc): FindDoc => {
  const names = namesOf(doc);
  const grams = new Set(names.flatMap(({ text }) => gramsOf(foldText(text))));
  return {
    _id: doc._id,
    publicId: doc.publicId,
    startedAt: doc.startedAt,
    revision: doc.revision,
    grams: [...grams].slice(0, GRAMS_MAX),
    names,
  };
};

/** Makes a broadcast findable as it is now, or, where it is not public, not. */
export const noteFind = async (store: Store, doc: BroadcastDoc): Promise<void> => {
  if (doc.public) await store.finds.replaceOne({ _id: doc._id }, findOf(doc), { upsert: true });
  else await store.finds.deleteOne({ _id: doc._id });
};

/**
 * Brings up to date by what public broadcasts are found: those that changed since `changedSince`, or all with null.
 * @returns how many were looked at.
 */
export const renewFinds = async (store: Store, changedSince: Date | null): Promise<number> => {
  const which = { public: true, ...(changedSince && { updatedAt: { $gte: changedSince } }) };
  const docs = store.broadcasts.find(which);
  let seen = 0;
  for await (const doc of walk<BroadcastDoc>(docs, AT_ONCE)) {
    await noteFind(store, doc);
    seen += 1;
  }
  return seen;
};

/** The broadcast as anyone sees it. */
export const toPublicBroadcast = (doc: BroadcastHead): PublicBroadcast => ({
  publicId: doc.publicId,
  title: doc.input.title,
  language: doc.input.language,
  platform: doc.input.platform,
  form: doc.input.form,
  state: doc.endedAt ? 'ended' : doc.silent ? 'silent' : 'live',
  startedAt: doc.startedAt.toISOString(),
  atMs: doc.atMs,
  room: { name: doc.input.room.name, operator: doc.input.room.operator },
  presenters: doc.input.presenters.map(({ name, persona }) => ({ name, persona })),
  ...(doc.endedAt && { endedAt: doc.endedAt.toISOString() }),
});

export interface FindPlace {
  readonly startedAt: Date;
  readonly publicId: PublicId;
}

export interface FindQuestion {
  /** Folded words; each must stand in one of the names. */
  readonly words: readonly string[];
  /** On the air within these times. */
  readonly day?: { readonly from: Date; readonly until: Date };
  readonly before?: FindPlace;
  readonly limit: number;
}

/** Reads a page's `next` back; null when it is none. */
export const readFindPlace = (next: string): FindPlace | null => {
  const match = /^(\d{1,15})\.([A-Za-z0-9_-]{1,64})$/.exec(next);
  return match?.[1] && match[2]
    ? { startedAt: new Date(Number(match[1])), publicId: asPublicId(match[2]) }
    : null;
};

const filterOf = ({ words, day, before }: FindQuestion): Record<string, unknown> => {
  const grams = [...new Set(words.flatMap(gramsOf))];
  const conditions: Record<string, unknown>[] = [];
  // Pairs say more than single characters, so that few need be looked at.
  const telling = grams.filter((gram) => [...gram].length > 1);
  const wanted = telling.length > 0 ? telling : grams;
  if (wanted.length > 0) conditions.push({ grams: { $all: wanted } });
  if (day)
    conditions.push({
      startedAt: { $lt: day.until, $gte: new Date(day.from.getTime() - BROADCAST_MS_MAX) },
    });
  if (before)
    conditions.push({
      $or: [
        { startedAt: { $lt: before.startedAt } },
        { startedAt: before.startedAt, publicId: { $lt: before.publicId } },
      ],
    });
  return conditions.length > 0 ? { $and: conditions } : {};
};

/** The names that hold words of the question; null where a word stands in none. */
const namesWith = (names: readonly FoundBy[], words: readonly string[]): readonly FoundBy[] | null => {
  if (words.length === 0) return [];
  const folded = names.map((name) => [name, foldText(name.text)] as const);
  if (!words.every((word) => folded.some(([, text]) => text.includes(word)))) return null;
  return folded
    .filter(([, text]) => words.some((word) => text.includes(word)))
    .map(([name]) => name)
    .slice(0, TOLD_MAX);
};

const isOnAir = (doc: BroadcastHead, day: FindQuestion['day']): boolean =>
  !day || doc.startedAt.getTime() + doc.atMs >= day.from.getTime();

/**
 * Public broadcasts of which the names hold all words, newest first. What ceased to be public is left out, whatever the
 * projection says. `next` names where to go on; a page may be short and yet not the last.
 */
export const findPublic = async (
  store: Store,
  question: FindQuestion,
): Promise<{ readonly found: readonly PublicFound[]; readonly next?: string }> => {
  const { words, day, limit } = question;
  const found: PublicFound[] = [];
  let place = question.before;
  for (let seen = 0; seen < LOOKED_AT_MAX; seen += AT_ONCE) {
    const docs: FindDoc[] = await store.finds
      .find(filterOf({ ...question, ...(place && { before: place }) }))
      .sort({ startedAt: -1, publicId: -1 })
      .limit(AT_ONCE)
      .maxTimeMS(TIME_MS_MAX)
      .lean<FindDoc[]>();
    const heads = await headsOf(
      store,
      docs.map(({ _id }) => _id),
    );
    for (const doc of docs) {
      if (found.length >= limit && place) return { found, next: placeText(place) };
      place = { startedAt: doc.startedAt, publicId: doc.publicId };
      const head = heads.get(doc._id);
      const by = head && isOnAir(head, day) ? namesWith(doc.names, words) : null;
      if (head && by) found.push({ ...toPublicBroadcast(head), by });
    }
    if (docs.length < AT_ONCE) return { found };
  }
  return { found, ...(place && { next: placeText(place) }) };
};

const placeText = ({ startedAt, publicId }: FindPlace): string => `${startedAt.getTime()}.${publicId}`;

const headsOf = async (
  store: Store,
  ids: readonly BroadcastId[],
): Promise<ReadonlyMap<BroadcastId, BroadcastHead>> => {
  const heads = await store.broadcasts
    .find({ _id: { $in: [...ids] }, public: true }, { products: 0 })
    .lean<BroadcastHead[]>();
  return new Map(heads.map((head) => [head._id, head]));
};
