import type { Policy } from '../../models/duties/policy/schema.ts';
import type { PolicyActDoc, PolicyHead } from '../../models/store/find-policies.ts';
import type { PolicyAct, PolicyChangeDoc } from '../../models/store/policy-documents.ts';

/** Who did something, when and why. */
export interface ActView {
  readonly by: { readonly id: string; readonly name: string };
  /** ISO 8601. */
  readonly at: string;
  readonly reason: string;
}

/** One act on a policy. */
export interface PolicyActView extends ActView {
  readonly version: number;
  /** Number of the act among all acts on all policies. */
  readonly set: number;
  readonly act: PolicyAct;
  readonly hash: string;
}

/** One version of a policy. */
export interface PolicyView extends ActView {
  readonly id: string;
  readonly version: number;
  /** SHA-256 of its canonical JSON, hex. */
  readonly hash: string;
  readonly policy: Policy;
  /** Who made it live; absent where nobody did. */
  readonly madeLive?: ActView;
}

/** A policy as it stands; `null` for what there is not. */
export interface PolicySummary {
  readonly id: string;
  readonly live: PolicyView | null;
  readonly draft: PolicyView | null;
}

const toAct = ({ by: { id, name }, at, reason }: PolicyActDoc): ActView => ({
  by: { id, name },
  at: at.toISOString(),
  reason,
});

/** An act as moderators and admins see it. */
export const toPolicyAct = (doc: PolicyActDoc): PolicyActView => {
  const { version, set, act, hash } = doc;
  return { version, set, act, hash, ...toAct(doc) };
};

/** A version by the acts on it: its draft, and that it was made live. */
export const toPolicyView = (acts: readonly PolicyChangeDoc[]): PolicyView | null => {
  const [first] = acts;
  if (!first) return null;
  const live = acts.find(({ act }) => act === 'policy-made-live');
  const drafted = acts.find(({ act }) => act === 'policy-drafted') ?? first;
  return {
    id: first.policyId,
    version: first.version,
    hash: first.hash,
    policy: first.policy as Policy,
    ...toAct(drafted),
    ...(live && { madeLive: toAct(live) }),
  };
};

export const toPolicySummary = ({ policyId: id, live, draft }: PolicyHead): PolicySummary => ({
  id,
  live: toPolicyView(live ? [live] : []),
  draft: toPolicyView(draft ? [draft] : []),
});
