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
  /** Number of the newest act. Asked every {@link POLICY_POLL_MS}: cheap. */
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

/** Whoever misses the news hears of a change within this time: with reading and compiling, within the two seconds promised. */
export const POLICY_POLL_MS = 1_000;

/** Makes rules that follow the live policies. They are the catalogue's alone until it is started. */
export const createLivePolicies = (deps: LivePoliciesDeps): LivePolicies => {
  const { catalogue, ears } = deps;
  const inForce = ({ set, policies }: PolicySet): PoliciesInForce => {
    const usable = usablePolicies(catalogue, policies);
    return { ...usable, set, rules: compilePolicies(catalogue, usable.policies) };
  };
  let now = inForce({ set: 0, policies: [] });
  const made = new WeakMap<Rules, Duties>();
  let stopped = false;
  let isTold = false;
  let timer: NodeJS.Timeout | undefined;
  let wakeUp = (): void => {};
  let news = false;
  let following: Promise<void> = Promise.resolve();

  const take = async (): Promise<void> => {
    const next = await deps.read();
    if (next.set === now.set) return;
    now = inForce(next);
    isTold = false;
  };
  const tell = async (): Promise<void> => {
    if (isTold) return;
    await deps.onUse?.(now);
    isTold = true;
  };
  const rest = (): Promise<void> =>
    new Promise((done) => {
      if (news || stopped) {
        done();
        return;
      }
      wakeUp = done;
      timer = setTimeout(done, POLICY_POLL_MS);
    });
  const follow = async (): Promise<void> => {
    for (;;) {
      await rest();
      clearTimeout(timer);
      if (stopped) return;
      news = false;
      try {
        if ((await deps.newest()) !== now.set) await take();
        await tell();
      } catch (error) {
        deps.onError(error);
      }
    }
  };
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
    async start() {
      await take();
      await tell();
      following = follow();
    },
    wake() {
      news = true;
      wakeUp();
    },
    async stop() {
      stopped = true;
      wakeUp();
      await following;
    },
  };
};
