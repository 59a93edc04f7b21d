import type { Logger } from 'pino';
import { createLivePolicies, type LivePolicies } from '../../models/duties/live-policies.ts';
import type { OpenedDuties } from '../../models/duties/open.ts';
import { livePolicies, newestPolicySet } from '../../models/store/find-policies.ts';
import type { Store } from '../../models/store/store.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import { withPolicyNews } from '../../models/stream/policy-news.ts';
import { stackOf } from '../http/answer-errors.ts';

export interface FollowDeps {
  readonly store: Store;
  /** A connection of its own, which waits for news. It is closed with the following. */
  readonly newsRedis: RedisClient;
  /** The shipped duties, and what listens for them. */
  readonly opened: Pick<OpenedDuties, 'rules' | 'ears'>;
  readonly log: Logger;
}

/** The server's rules by the live policies, as they are now. All that is in force is known when the promise resolves. */
export const followPolicies = async (deps: FollowDeps): Promise<LivePolicies> => {
  const { store, log, opened } = deps;
  const live = createLivePolicies({
    catalogue: opened.rules.catalogue,
    ears: opened.ears,
    newest: () => newestPolicySet(store),
    read: () => livePolicies(store),
    onUse: async ({ set, refused }) => {
      log.info({ set }, 'policies in force');
      if (refused.length > 0) log.error({ refused, set }, 'policies cannot be used here');
    },
    onError: (error) => log.warn({ problem: stackOf(error) }, 'policies could not be read; trying again'),
  });
  await live.start();
  return withPolicyNews(deps.newsRedis, live);
};
