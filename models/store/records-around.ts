import type { BroadcastId } from '../contract/ids.ts';
import type { Source } from '../contract/ingest.ts';
import type { PackAudience, PackSubject } from '../contract/pack/documents.ts';
import { SHOWN_MAX } from '../contract/pack/stretch.ts';
import type { SealedDoc } from './documents.ts';
import { type HeardQuestion, sealedHeard } from './read-sealed.ts';
import type { Store } from './store.ts';

/** Changes of a product's page, of the broadcast and of what is owed: the newest of them. */
const CHANGES_MAX = 100;
const GAPS_MAX = 200;

export interface AroundWanted {
  readonly broadcastId: BroadcastId;
  readonly subject: PackSubject;
  readonly audience: PackAudience;
  readonly size: number;
  readonly productId: string | undefined;
}

export interface Around {
  readonly indices: readonly number[];
  /** Every line of the minute, also where there are too many to be shown. */
  readonly lines: readonly Pick<Found, 'leafIndex' | 'atMs'>[];
}

type Found = Pick<SealedDoc, 'leafIndex' | 'atMs' | 'kind'>;
type Filter = Record<string, unknown>;
const FIELDS = { leafIndex: 1, atMs: 1, kind: 1 } as const;

const inMinute = ({ broadcastId, subject, size }: AroundWanted): Filter => ({
  broadcastId,
  atMs: { $gte: subject.fromMs, $lte: subject.untilMs },
  leafIndex: { $lt: size },
});

const nearest = (docs: readonly Found[], atMs: number, max: number): Found[] =>
  [...docs]
    .sort((a, b) => Math.abs(a.atMs - atMs) - Math.abs(b.atMs - atMs) || a.leafIndex - b.leafIndex)
    .slice(0, max);

/** What the page said by then: the newest records of each product that was spoken of, and changes of the broadcast itself. */
const changesBefore = async (
  store: Store,
  wanted: AroundWanted,
  products: readonly string[],
): Promise<Found[]> => {
  const { broadcastId, subject, size } = wanted;
  const before = { broadcastId, atMs: { $lte: subject.untilMs }, leafIndex: { $lt: size } };
  const newest = (filter: Filter): Promise<Found[]> =>
    store.sealed
      .find({ ...before, ...filter }, FIELDS)
      .sort({ leafIndex: -1 })
      .limit(CHANGES_MAX)
      .lean<Found[]>()
      .exec();
  const duties: Filter = {
    kind: 'duty',
    ...(products.length > 0 && { 'duty.productId': { $in: [...products, null] } }),
  };
  return (
    await Promise.all([newest({ kind: 'broadcast' }), newest({ kind: 'product' }), newest(duties)])
  ).flat();
};

const gapsIn = (store: Store, { broadcastId, subject, size }: AroundWanted): Promise<Found[]> => {
  const which = {
    broadcastId,
    kind: 'gap',
    'gap.fromMs': { $lte: subject.untilMs },
    'gap.untilMs': { $gte: subject.fromMs },
    leafIndex: { $lt: size },
  } as Filter;
  return store.sealed.find(which, FIELDS).limit(GAPS_MAX).lean<Found[]>().exec();
};

/** Finds the records of the minute around the subject, and what stood by then of the product, the broadcast and its duties. */
export const recordsAround = async (store: Store, wanted: AroundWanted): Promise<Around> => {
  const { broadcastId, subject, productId } = wanted;
  const minute = inMinute(wanted);
  const of = (filter: Filter): Promise<Found[]> =>
    store.sealed
      .find({ ...minute, ...filter }, FIELDS)
      .sort({ leafIndex: 1 })
      .limit(READ_MAX)
      .lean<Found[]>()
      .exec();
  const heard = (question: Pick<HeardQuestion, 'kind' | 'only'>): Promise<Found[]> =>
    sealedHeard(store, {
      broadcastId,
      fromMs: subject.fromMs,
      untilMs: subject.untilMs,
      keep: 'oldest',
      limit: READ_MAX,
      ...question,
    }).then((docs) => docs.filter(({ leafIndex }) => leafIndex < wanted.size));
  const from = (sources: readonly Source[]): Promise<Found[]> =>
    heard({
      kind: 'utterance',
      only: {
        test: ({ utterance }) => utterance !== undefined && sources.includes(utterance.source),
        filter: { 'utterance.source': { $in: [...sources] } },
      },
    });
  const [said, typed, claims, media, events, gaps] = await Promise.all([
    from(['speech', 'screen']),
    from(['chat']),
    wanted.audience === 'desk' && subject.alert === undefined ? heard({ kind: 'claim' }) : [],
    of({ kind: 'media' }),
    of({ kind: { $in: ['product', 'correction', 'broadcast'] } }),
    gapsIn(store, wanted),
  ]);
  const changes = await changesBefore(store, wanted, productId === undefined ? [] : [productId]);
  const kept = [
    ...nearest(said, subject.atMs, SHOWN_MAX.speech),
    ...nearest(typed, subject.atMs, SHOWN_MAX.chat),
    ...nearest(media, subject.atMs, SHOWN_MAX.media),
  ];
  return {
    indices: [...kept, ...claims, ...events, ...gaps, ...changes].map(({ leafIndex }) => leafIndex),
    lines: [...said, ...typed].map(({ leafIndex, atMs }) => ({ leafIndex, atMs })),
  };
};
/** Records of one kind that are looked at of one minute: what a broadcast may send in it. */
const READ_MAX = 20_000;
