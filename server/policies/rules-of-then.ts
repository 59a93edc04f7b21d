import { PolicyRefused, readPolicy } from '../../models/duties/policy/check.ts';
import { compileRules, type Rules } from '../../models/duties/policy/rules.ts';
import { policiesByHash } from '../../models/store/rules-in-use.ts';
import type { Deps } from '../deps.ts';

/** Sets of rules remembered: what was shown lately. */
const REMEMBERED_MAX = 50;

/** Rules by the hash that a record names; null where they are not kept, or the catalogue is another by now. */
export type RulesOfThen = (hash: string) => Promise<Rules | null>;

/** Makes rules again that judged once. */
export const rulesOfThen = ({ store, policies }: Pick<Deps, 'store' | 'policies'>): RulesOfThen => {
  const { catalogue } = policies;
  const known = new Map<string, Rules>();
  return async (hash) => {
    const found = known.get(hash);
    if (found) return found;
    const kept = await policiesByHash(store, hash);
    if (kept?.catalogue !== catalogue.hash) return null;
    try {
      const line = kept.policies.map((policy) => readPolicy(catalogue, policy));
      const rules = compileRules(catalogue, line.at(-1), new Map(line.map((policy) => [policy.id, policy])));
      if (rules.hash !== hash) return null;
      if (known.size >= REMEMBERED_MAX) known.clear();
      known.set(hash, rules);
      return rules;
    } catch (error) {
      if (error instanceof PolicyRefused) return null;
      throw error;
    }
  };
};
