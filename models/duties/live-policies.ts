import { createFollowing } from '../contract/follow.ts';
import type { Catalogue } from './catalogue/duty.ts';
import {
  compilePolicies,
  type PlatformRules,
  type PolicyVersions,
  type UsablePolicies,
  usablePolicies,
} from './policy/in-force.ts';
import type { Rules } from './policy/rules.ts';
import type { Ears } from './reduce/work.ts';
import { createDuties } from './reducer.ts';
import type { Duties } from './types.ts';

/** All policies as they stood after the act of that number; 0 before the first. */
export interface PolicySet {
  readonly set: number;
  readonly policies: readonly PolicyVersions[];
}

/** What judges now. */
export interface PoliciesInForce extends UsablePolicies {
  /** The newest act that was looked at. */
  readonly set: number;
  readonly rules: PlatformRules;
}

export interface LivePoliciesDeps {
  readonly catalogue: Catalogue;
  readonly ears: Ears;
  /** Number of the newest act. Asked every second: cheap. */
  readonly newest: () => Promise<number>;
  readonly read: () => Promise<PolicySet>;
  /** Told of what judges now, as it starts and after each exchange; again until it succeeds. */
  readonly onUse?: (now: PoliciesInForce) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Rules and duties by platform, exchanged while they judge. */
export interface LivePolicies {
  readonly catalogue: Catalogue;
  readonly ears: Ears;
  rulesOf(platform: string): Rules;
  dutiesOf(platform: string): Duties;
  current(): PoliciesInForce;
  /** Loads what is in force; then follows. @throws when it cannot be read, so that nothing is judged by other rules. */
  start(): Promise<void>;
  /** There is news: look now instead of at the next poll. */
  wake(): void;
  stop(): Promise<void>;
}

/** Makes rules that follow the live policies. They are the catalogue's alone until it is started. */
export const createLivePolicies = (deps: LivePoliciesDeps): LivePolicies => {
  const { catalogue, ears } = deps;
  const inForce = ({ set, policies }: PolicySet): PoliciesInForce => {
    const usable = usablePolicies(catalogue, policies);
    return { ...usable, set, rules: compilePolicies(catalogue, usable.policies) };
  };
  let now = inForce({ set: 0, policies: [] });
  const made = new WeakMap<Rules, Duties>();

  const take = async (): Promise<void> => {
    const next = await deps.read();
    if (next.set === now.set) return;
    now = inForce(next);
  };
  const { start, wake, stop } = createFollowing({
    newest: deps.newest,
    current: () => now.set,
    take,
    tell: async () => deps.onUse?.(now),
    onError: deps.onError,
    after(ms, done) {
      const timer = setTimeout(done, ms);
      return () => clearTimeout(timer);
    },
  });
  return {
    catalogue,
    ears,
    rulesOf: (platform) => now.rules.of(platform),
    dutiesOf(platform) {
      const rules = now.rules.of(platform);
      const duties = made.get(rules) ?? createDuties(rules, ears);
      made.set(rules, duties);
      return duties;
    },
    current: () => now,
    start,
    wake,
    stop,
  };
};
