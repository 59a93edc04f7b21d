import type { Catalogue } from '../catalogue/duty.ts';
import { lineage, type PolicyProblem, PolicyRefused, readPolicy } from './check.ts';
import { compileRules, type Rules } from './rules.ts';
import { DEFAULT_POLICY, type Policy, policyIdOf } from './schema.ts';

/** One policy with the versions of it that were live, the newest first. */
export interface PolicyVersions {
  readonly id: string;
  readonly versions: readonly { readonly version: number; readonly policy: unknown }[];
}

/** The policies that can be used, and what cannot. */
export interface UsablePolicies {
  readonly policies: ReadonlyMap<string, Policy>;
  /** What does not compile here; of those policies the last version that does is used, or none. */
  readonly refused: readonly (PolicyProblem & { readonly version: number })[];
}

/** Rules by the platform of a broadcast. */
export interface PlatformRules {
  /** By the platform's own policy, else by the `default` one, else by the catalogue alone. */
  of(platform: string): Rules;
  /** Each set of rules, with the policies merged in it, the first merged first. */
  readonly all: readonly { readonly rules: Rules; readonly line: readonly Policy[] }[];
}

/**
 * Compiles the rules of every platform.
 * @throws PolicyRefused when one starts from a policy that there is not, or policies start from each other.
 */
export const compilePolicies = (
  catalogue: Catalogue,
  policies: ReadonlyMap<string, Policy>,
): PlatformRules => {
  const made = new Map(
    [...policies].map(([id, policy]) => [
      id,
      { rules: compileRules(catalogue, policy, policies), line: lineage(policy, policies) },
    ]),
  );
  const otherwise = made.get(DEFAULT_POLICY) ?? { rules: compileRules(catalogue), line: [] };
  return {
    of: (platform) => (made.get(policyIdOf(platform)) ?? otherwise).rules,
    all: made.has(DEFAULT_POLICY) ? [...made.values()] : [...made.values(), otherwise],
  };
};

/**
 * Takes of each policy the newest version that can be used beside the others. Every process that has the same catalogue comes to
 * the same.
 */
export const usablePolicies = (catalogue: Catalogue, all: readonly PolicyVersions[]): UsablePolicies => {
  const left = new Map(all.map(({ id, versions }) => [id, [...versions]]));
  const refused: (PolicyProblem & { version: number })[] = [];
  const refuse = (id: string, problems: readonly PolicyProblem[]): void => {
    const bad = left.get(id)?.shift();
    refused.push(...problems.map((one) => ({ ...one, policy: id, version: bad?.version ?? 0 })));
  };
  const readNewest = (id: string): Policy | null => {
    for (let next = left.get(id)?.[0]; next; next = left.get(id)?.[0]) {
      try {
        return readPolicy(catalogue, next.policy);
      } catch (error) {
        if (!(error instanceof PolicyRefused)) throw error;
        refuse(id, error.problems);
      }
    }
    return null;
  };
  // Each round that does not end it takes a version away, so that it ends.
  for (;;) {
    const policies = new Map<string, Policy>();
    for (const { id } of all) {
      const policy = readNewest(id);
      if (policy) policies.set(id, policy);
    }
    const odd = [...policies.values()].find((policy) => {
      try {
        lineage(policy, policies);
        return false;
      } catch (error) {
        if (!(error instanceof PolicyRefused)) throw error;
        // Of a policy that starts from what is not there, not of one that starts from it.
        const [at = policy.id] = error.problems.map((one) => one.policy).filter((id) => policies.has(id));
        refuse(at, error.problems);
        return true;
      }
    });
    if (!odd) return { policies, refused };
  }
};
