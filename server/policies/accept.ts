import { createHash } from 'node:crypto';
import { canonical } from '../../models/contract/log/canonical.ts';
import { lineage, readPolicy } from '../../models/duties/policy/check.ts';
import { compilePolicies, type PlatformRules, usablePolicies } from '../../models/duties/policy/in-force.ts';
import type { Policy } from '../../models/duties/policy/schema.ts';
import { changePolicy, type PolicyChange } from '../../models/store/change-policy.ts';
import { POLICIES_MAX, type PolicyHead, policyHeads } from '../../models/store/find-policies.ts';
import type { PolicyChangeDoc } from '../../models/store/policy-documents.ts';
import type { Acting } from '../../models/store/users.ts';
import { announcePolicies } from '../../models/stream/policy-news.ts';
import type { Deps } from '../deps.ts';
import { stackOf } from '../http/answer-errors.ts';
import { Problem } from '../http/problem.ts';

/** Acts of others in the time that one is checked: after so many the person is asked to try again. */
const ATTEMPTS = 5;

export type AcceptDeps = Pick<Deps, 'store' | 'redis' | 'log' | 'policies'>;

type Heads = Awaited<ReturnType<typeof policyHeads>>;

/** What a person wants done. */
export type Wanted = { readonly policyId: string; readonly reason: string } & (
  | {
      readonly act: 'policy-drafted';
      readonly policy: Readonly<Record<string, unknown>>;
      /** The version that it follows on; absent: whatever is the newest. */
      readonly version?: number | undefined;
    }
  | { readonly act: 'policy-made-live'; readonly version: number }
);

const newestOf = (head: PolicyHead | undefined): number => head?.draft?.version ?? head?.live?.version ?? 0;

const draftProblem = (
  { policyId, policy, version }: Extract<Wanted, { act: 'policy-drafted' }>,
  head: PolicyHead | undefined,
  count: number,
): Problem | null => {
  if (policy.id !== undefined && policy.id !== policyId)
    return new Problem('invalid', 'policy.id: a policy keeps its name', { field: 'policy.id' });
  const newest = newestOf(head);
  if (version !== undefined && version !== newest)
    return new Problem('conflict', `the policy is at version ${newest} by now; read it and try again`, {
      field: 'version',
    });
  return head || count < POLICIES_MAX
    ? null
    : new Problem('conflict', `there are ${POLICIES_MAX} policies; change one of those`);
};

/** The draft that is to be made live. @throws Problem `not-found`, `conflict` */
export const draftOf = (head: PolicyHead | undefined, version?: number): PolicyChangeDoc => {
  if (!head) throw new Problem('not-found', 'there is no such policy');
  const { draft } = head;
  if (!draft) throw new Problem('conflict', 'the policy has no draft');
  if (version !== undefined && draft.version !== version)
    throw new Problem('conflict', `the draft is at version ${draft.version} by now; look at it again`, {
      field: 'version',
    });
  return draft;
};

/** The rules of every platform as they are, and as they would be with this policy. @throws PolicyRefused */
export const rulesWith = (
  { policies }: Pick<Deps, 'policies'>,
  heads: readonly PolicyHead[],
  policy: Policy,
): { readonly live: PlatformRules; readonly draft: PlatformRules } => {
  const { catalogue } = policies;
  const live = heads.flatMap(({ policyId: id, live: one }) =>
    one ? [{ id, versions: [{ version: one.version, policy: one.policy }] }] : [],
  );
  // Policies that cannot be used here must not keep others from being changed: they are left out, as they are when judging.
  const usable = usablePolicies(catalogue, live).policies;
  // Of a circle the newcomer is to be told, not whoever is compiled first.
  lineage(policy, usable);
  return {
    live: policies.current().rules,
    draft: compilePolicies(catalogue, new Map([...usable, [policy.id, policy]])),
  };
};

const hashOf = (policy: Policy): string => {
  try {
    return createHash('sha256').update(canonical(policy)).digest('hex');
  } catch {
    throw new Problem('invalid', 'policy: send well-formed Unicode', { field: 'policy' });
  }
};

const changeOf = (deps: AcceptDeps, wanted: Wanted, { heads, set }: Heads): PolicyChange => {
  const { policyId, reason } = wanted;
  const { catalogue } = deps.policies;
  const head = heads.find((one) => one.policyId === policyId);
  const to = { policyId, reason, onSet: set };
  if (wanted.act === 'policy-made-live') {
    const { act, version } = wanted;
    const { policy, hash } = draftOf(head, version);
    rulesWith(deps, heads, readPolicy(catalogue, policy));
    return { ...to, act, version, policy, hash };
  }
  const problem = draftProblem(wanted, head, heads.length);
  if (problem) throw problem;
  const version = newestOf(head) + 1;
  const policy = readPolicy(catalogue, { ...wanted.policy, id: policyId, version });
  const hash = hashOf(policy);
  rulesWith(deps, heads, policy);
  return { ...to, act: 'policy-drafted', version, policy, hash };
};

/**
 * Checks an act on a policy against all that is live, keeps it as a version or makes a draft live, and tells every process.
 * @throws Problem `not-found`, `conflict`, `invalid`; PolicyRefused, and then nothing was changed.
 */
export const acceptPolicy = async (
  deps: AcceptDeps,
  wanted: Wanted,
  acting: Acting,
): Promise<PolicyChangeDoc> => {
  for (let tried = 0; tried < ATTEMPTS; tried++) {
    const change = changeOf(deps, wanted, await policyHeads(deps.store));
    const doc = await changePolicy(deps.store, change, acting);
    if (!doc) continue;
    deps.policies.wake();
    try {
      await announcePolicies(deps.redis, doc.set);
    } catch (error) {
      deps.log.warn(
        { problem: stackOf(error) },
        'a change of policies could not be announced; polls find it',
      );
    }
    return doc;
  }
  throw new Problem('conflict', 'others are changing policies at the same time; try again');
};
