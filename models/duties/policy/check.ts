import { z } from 'zod';
import { CATEGORIES, categoryOf } from '../../contract/ingest.ts';
import { severityRank } from '../../contract/severity.ts';
import type { Catalogue } from '../catalogue/duty.ts';
import { DEFAULT_POLICY, type Policy, type PolicyRule, policySchema } from './schema.ts';

/** What a policy cannot be taken for. `entry` names the place in it, e.g. `rules[3]`. */
export interface PolicyProblem {
  readonly policy: string;
  readonly entry: string;
  readonly reason: string;
}

/** A policy that cannot be used, with every reason. The one in force stays in force. */
export class PolicyRefused extends Error {
  readonly problems: readonly PolicyProblem[];
  constructor(problems: readonly PolicyProblem[]) {
    super(problems.map(({ policy, entry, reason }) => `policy ${policy}, ${entry}: ${reason}`).join('\n'));
    this.name = 'PolicyRefused';
    this.problems = problems;
  }
}

/** Duties that guard health, minors and the buyer's recourse: no platform may take them lightly. */
export const PROTECTED_DUTIES: ReadonlySet<string> = new Set([
  'hf-not-drug-warning',
  'device-registration',
  'seller-identity',
  'alcohol-warning',
  'infant-breastfeeding',
]);

const ruleReasons = (catalogue: Catalogue, rule: PolicyRule): string[] => {
  const { duty, categories = [], severity, need, tier, alert, accepts, acceptPage, windowMinutes } = rule;
  const known = catalogue.duties.get(duty);
  if (!known) return [`there is no duty "${duty}"`];
  const reasons = categories
    .filter((word) => categoryOf(word) === null)
    .map((word) => `there is no category "${word}"; use one of ${CATEGORIES.join(', ')}`);
  const guarded = PROTECTED_DUTIES.has(duty);
  if (guarded && severity && severityRank(severity) < severityRank('high'))
    reasons.push(`"${duty}" may not be less severe than high`);
  if (guarded && (need === 'off' || need === 'optional')) reasons.push(`"${duty}" may not be left out`);
  if (guarded && (alert === false || tier === 'on-request')) reasons.push(`"${duty}" may not be silenced`);
  if (accepts?.includes('page') && acceptPage === false)
    reasons.push('accepts the page and refuses it at once (acceptPage)');
  if (windowMinutes !== undefined && ['request', 'draw'].includes(known.window.until))
    reasons.push(`"${duty}" is due by an event, not by minutes`);
  return reasons;
};

const problemsOf = (catalogue: Catalogue, policy: Policy): PolicyProblem[] => {
  const problems: PolicyProblem[] = [];
  const add = (entry: string, reason: string): void => {
    problems.push({ policy: policy.id, entry, reason });
  };
  for (const [i, rule] of policy.rules.entries())
    for (const reason of ruleReasons(catalogue, rule)) add(`rules[${i}]`, reason);
  for (const [i, { duty }] of policy.exceptions.entries())
    if (!catalogue.duties.has(duty)) add(`exceptions[${i}]`, `there is no duty "${duty}"`);
    else if (PROTECTED_DUTIES.has(duty)) add(`exceptions[${i}]`, `"${duty}" may not be let off`);
  return problems;
};

/** Reads a policy. @throws PolicyRefused that names each entry and what is wrong with it. */
export const readPolicy = (catalogue: Catalogue, input: unknown): Policy => {
  const parsed = policySchema.safeParse(input);
  if (!parsed.success) {
    const policy = z.object({ id: z.string() }).safeParse(input).data?.id ?? '(unnamed)';
    throw new PolicyRefused(
      parsed.error.issues.map(({ path, message }) => ({
        policy,
        entry:
          path
            .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
            .join('')
            .replace(/^\./, '') || 'document',
        reason: message,
      })),
    );
  }
  const problems = problemsOf(catalogue, parsed.data);
  if (problems.length > 0) throw new PolicyRefused(problems);
  return parsed.data;
};

/**
 * The policy and all that it starts from, the last first.
 * @throws PolicyRefused for a name that there is not, and for policies that start from each other.
 */
export const lineage = (policy: Policy, others: ReadonlyMap<string, Policy>): readonly Policy[] => {
  const line: Policy[] = [];
  for (let at: Policy | undefined = policy; at; ) {
    const { id }: Policy = at;
    if (line.some((one) => one.id === id)) {
      const way = [...line.map((one) => one.id), id].join(' → ');
      throw new PolicyRefused([{ policy: policy.id, entry: 'extends', reason: `a circle: ${way}` }]);
    }
    line.push(at);
    const base: string | undefined = at.extends;
    if (base === undefined) break;
    const next: Policy | undefined = base === policy.id ? policy : others.get(base);
    // Where nobody has written one, it is the catalogue itself.
    if (!next && base === DEFAULT_POLICY) break;
    if (!next)
      throw new PolicyRefused([{ policy: id, entry: 'extends', reason: `there is no policy "${base}"` }]);
    at = next;
  }
  return line.reverse();
};
