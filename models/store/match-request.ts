import { foldText } from '../contract/fold.ts';
import { REQUEST_MINUTES_MAX, type RequestMatch } from '../contract/release-request.ts';
import type { BroadcastDoc } from './documents.ts';
import type { Store } from './store.ts';
import { walk } from './walk.ts';

/** No broadcast is longer. */
const BROADCAST_MS_MAX = 24 * 3_600_000;
/** People remember when something was said by half an hour. */
const SLACK_MS = 30 * 60_000;
/** Broadcasts of one day that are looked through: a platform's few thousand rooms would name one in a thousand. */
const LOOKED_AT_MAX = 5_000;
/** Of them fetched at once. */
const LOOKED_AT_ONCE = 50;
const MATCHES_MAX = 20;
const SELLERS_MAX = 20;
const TIME_MS_MAX = 5_000;

/** What a request says of the broadcast that it means. */
export interface MatchWanted {
  readonly room: string;
  readonly seller: string;
  readonly fromAt: Date;
  readonly minutes: number;
}

/** Without what only parts words: a name is typed with and without spaces. */
const bare = (name: string): string => foldText(name).replace(/[\s\p{P}\p{S}]+/gu, '');

/** One name holds the other: people leave 官方旗舰店 out, or add 直播间. */
const isLike = (typed: string, names: readonly string[]): boolean => {
  const wanted = bare(typed);
  if (wanted.length < 2) return false;
  return names.map(bare).some((name) => name.length > 1 && (name.includes(wanted) || wanted.includes(name)));
};

type Looked = Pick<
  BroadcastDoc,
  '_id' | 'publicId' | 'input' | 'startedAt' | 'endedAt' | 'atMs' | 'public' | 'products'
>;

const sellersOf = ({ products }: Looked): string[] => {
  const names = Object.values(products).flatMap(({ seller }) => seller?.name ?? []);
  return [...new Set(names)];
};

export type Match = RequestMatch & { readonly broadcastId: BroadcastDoc['_id'] };

const matchOf = (doc: Looked, wanted: MatchWanted): Match | null => {
  const { input, startedAt, atMs } = doc;
  const sellers = sellersOf(doc);
  const { room: roomTyped, seller: sellerTyped } = wanted;
  const presenters = input.presenters.map(({ name }) => name);
  const room = isLike(roomTyped, [input.room.name, input.title, input.room.operator, ...presenters]);
  const seller = isLike(sellerTyped, [...sellers, input.room.operator, input.room.name]);
  if (!room && !seller) return null;
  const fromMs = wanted.fromAt.getTime() - startedAt.getTime();
  const untilMs = fromMs + wanted.minutes * 60_000;
  if (untilMs < -SLACK_MS || fromMs > atMs + SLACK_MS) return null;
  return {
    broadcastId: doc._id,
    publicId: doc.publicId,
    title: input.title,
    roomName: input.room.name,
    operator: input.room.operator,
    sellers: sellers.slice(0, SELLERS_MAX),
    public: doc.public,
    startedAt: input.startedAt,
    ...(doc.endedAt && { endedAt: doc.endedAt.toISOString() }),
    fromMs,
    untilMs,
    atMs,
    fits: { room, seller, time: fromMs < atMs && untilMs > 0 },
  };
};

const score = ({ fits }: Match): number =>
  Number(fits.time) * 4 + Number(fits.room) * 2 + Number(fits.seller);

/** Broadcasts that a request may mean, whoever may see them: for moderators alone. Those that fit best come first. */
export const matchRequest = async (store: Store, wanted: MatchWanted): Promise<Match[]> => {
  const until = new Date(wanted.fromAt.getTime() + REQUEST_MINUTES_MAX * 60_000 + SLACK_MS);
  const since = new Date(wanted.fromAt.getTime() - BROADCAST_MS_MAX - SLACK_MS);
  const docs = store.broadcasts
    .find(
      { startedAt: { $gte: since, $lte: until } },
      { publicId: 1, input: 1, startedAt: 1, endedAt: 1, atMs: 1, public: 1, products: 1 },
    )
    .sort({ startedAt: -1 })
    .limit(LOOKED_AT_MAX)
    .maxTimeMS(TIME_MS_MAX);
  const found: Match[] = [];
  for await (const doc of walk<Looked>(docs, LOOKED_AT_ONCE)) {
    const match = matchOf(doc, wanted);
    if (match) found.push(match);
  }
  return found.sort((a, b) => score(b) - score(a)).slice(0, MATCHES_MAX);
};
