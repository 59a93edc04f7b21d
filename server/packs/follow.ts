import { setImmediate as turn } from 'node:timers/promises';
import type { Logger } from 'pino';
import { newestPackSet, packsInForce } from '../../models/store/find-packs.ts';
import { notePacksInUse } from '../../models/store/packs-in-use.ts';
import type { Store } from '../../models/store/store.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import { withPackNews } from '../../models/stream/pack-news.ts';
import type { Packs } from '../../models/text/judge.ts';
import type { CustomPack } from '../../models/text/lexicon/custom-schema.ts';
import { createLivePacks, type LivePacks } from '../../models/text/live-packs.ts';
import type { TextStages } from '../../models/text/open.ts';
import { stackOf } from '../http/answer-errors.ts';

export interface FollowDeps {
  readonly store: Store;
  /** A connection of its own, which waits for news. It is closed with the following. */
  readonly newsRedis: RedisClient;
  /** The shipped packs. */
  readonly packs: Packs;
  readonly makeJudge: TextStages['makeJudge'];
  readonly log: Logger;
  readonly now: () => number;
}

/** The server's judge by shipped and custom packs, as they are now. Judges by all of them when the promise resolves. */
export const followPacks = async (deps: FollowDeps): Promise<LivePacks> => {
  const { store, log, now } = deps;
  const live = createLivePacks({
    base: deps.packs,
    makeJudge: (packs) => deps.makeJudge(packs, now),
    newest: () => newestPackSet(store),
    read: async () => {
      const { set, packs } = await packsInForce(store);
      return { set, packs: packs.map(({ version, pack }) => ({ version, pack: pack as CustomPack })) };
    },
    onUse: async ({ packs, set, used, refused }) => {
      log.info({ packs: packs.hash, set }, 'rule packs in force');
      if (refused.length > 0) log.error({ refused, set }, 'custom packs do not compile here');
      const custom = used.map(({ version, pack }) => ({ packId: pack.pack, version }));
      await notePacksInUse(store, { hash: packs.hash, shipped: packs.shipped, custom }, new Date(now()));
    },
    onError: (error) => log.warn({ problem: stackOf(error) }, 'custom packs could not be read; trying again'),
    turn: () => turn(),
  });
  await live.start();
  return withPackNews(deps.newsRedis, live);
};
