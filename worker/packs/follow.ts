import { setImmediate as turn } from 'node:timers/promises';
import { newestPackSet, packsInForce } from '../../models/store/find-packs.ts';
import { notePacksInUse } from '../../models/store/packs-in-use.ts';
import type { Store } from '../../models/store/store.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import { withPackNews } from '../../models/stream/pack-news.ts';
import type { Packs, TextJudge } from '../../models/text/judge.ts';
import type { CustomPack } from '../../models/text/lexicon/custom-schema.ts';
import { createLivePacks, type LivePacks } from '../../models/text/live-packs.ts';
import { errorFacts, type Log } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';

export interface FollowDeps {
  readonly store: Store;
  /** A connection of its own, which waits for news. It is closed with the following. */
  readonly newsRedis: RedisClient;
  /** The shipped packs. */
  readonly packs: Packs;
  readonly makeJudge: (packs: Packs) => TextJudge;
  readonly now: () => number;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'packSet' | 'packsRefused'>;
}

/** The worker's judge by shipped and custom packs. It knows all that are in force when the promise resolves. */
export const followPacks = async (deps: FollowDeps): Promise<LivePacks> => {
  const { store, log, metrics } = deps;
  const live = createLivePacks({
    base: deps.packs,
    makeJudge: deps.makeJudge,
    newest: () => newestPackSet(store),
    read: async () => {
      const { set, packs } = await packsInForce(store);
      return { set, packs: packs.map(({ version, pack }) => ({ version, pack: pack as CustomPack })) };
    },
    onUse: async ({ packs, set, used, refused }) => {
      metrics.packSet.set(set);
      metrics.packsRefused.set(new Set(refused.map(({ pack }) => pack)).size);
      log.info({ packs: packs.hash, set }, 'rule packs in force');
      if (refused.length > 0) log.error({ refused, set }, 'custom packs do not compile here');
      const custom = used.map(({ version, pack }) => ({ packId: pack.pack, version }));
      await notePacksInUse(store, { hash: packs.hash, shipped: packs.shipped, custom }, new Date(deps.now()));
    },
    onError: (error) => log.warn(errorFacts(error), 'custom packs could not be read; trying again'),
    turn: () => turn(),
  });
  await live.start();
  return withPackNews(deps.newsRedis, live);
};
