import { createLivePolicies, type LivePolicies } from '../../models/duties/live-policies.ts';
import type { OpenedDuties } from '../../models/duties/open.ts';
import { livePolicies, newestPolicySet } from '../../models/store/find-policies.ts';
import { noteRulesInUse } from '../../models/store/rules-in-use.ts';
import type { Store } from '../../models/store/store.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import { withPolicyNews } from '../../models/stream/policy-news.ts';
import { errorFacts, type Log } from '../observe/log.ts';
import type { Metrics } from '../observe/metrics.ts';

export interface FollowDeps {
  readonly store: Store;
  /** A connection of its own, which waits for news. It is closed with the following. */
  readonly newsRedis: RedisClient;
  /** The shipped duties, and what listens for them. */
  readonly opened: Pick<OpenedDuties, 'rules' | 'ears'>;
  readonly now: () => number;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'policySet' | 'policiesRefused'>;
}

/** The worker's duties by the live policies. It knows all that are in force when the promise resolves. */
export const followPolicies = async (deps: FollowDeps): Promise<LivePolicies> => {
  const { store, log, metrics, opened } = deps;
  const { catalogue } = opened.rules;
  const live = createLivePolicies({
    catalogue,
    ears: opened.ears,
    newest: () => newestPolicySet(store),
    read: () => livePolicies(store),
    onUse: async ({ rules, set, refused }) => {
      metrics.policySet.set(set);
      metrics.policiesRefused.set(new Set(refused.map(({ policy }) => policy)).size);
      log.info({ rules: rules.all.map((one) => one.rules.hash), set }, 'policies in force');
      if (refused.length > 0) log.error({ refused, set }, 'policies cannot be used here');
      for (const { rules: made, line } of rules.all)
        await noteRulesInUse(
          store,
          {
            hash: made.hash,
            catalogue: catalogue.hash,
            policies: line.map(({ id: policyId, version }) => ({ policyId, version })),
          },
          new Date(deps.now()),
        );
    },
    onError: (error) => log.warn(errorFacts(error), 'policies could not be read; trying again'),
  });
  await live.start();
  return withPolicyNews(deps.newsRedis, live);
};
