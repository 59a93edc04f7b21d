import type { PolicyChangeDoc } from './policy-documents.ts';
import type { Store } from './store.ts';

/** Policies there may ever be: one for each platform that is fed in, and `default`. */
export const POLICIES_MAX = 200;
/** Acts shown of one policy, newest first: years of changes. */
export const POLICY_ACTS_MAX = 200;
/** Live versions that a process goes back through for one that it can use. */
const LIVE_VERSIONS_MAX = 10;

/** An act without what the policy holds. */
export type PolicyActDoc = Omit<PolicyChangeDoc, 'policy'>;

/** One policy: what is live, and what is drafted after it. */
export interface PolicyHead {
  readonly policyId: string;
  /** The act that made it live. */
  readonly live?: PolicyChangeDoc;
  /** The newest draft, where it is newer than what is live. */
  readonly draft?: PolicyChangeDoc;
}

/** Number of the newest act on any policy, 0 before the first. */
export const newestPolicySet = async (store: Store): Promise<number> => {
  const doc = await store.policyChanges
    .findOne({}, { set: 1 })
    .sort({ set: -1 })
    .lean<Pick<PolicyChangeDoc, 'set'>>();
  return doc?.set ?? 0;
};

/** What is live and drafted of each policy, by name. All of one moment. */
export const policyHeads = async (
  store: Store,
): Promise<{ readonly set: number; readonly heads: readonly PolicyHead[] }> => {
  const rows = await store.policyChanges
    .aggregate<PolicyChangeDoc>([
      { $sort: { policyId: 1, act: 1, set: -1 } },
      { $group: { _id: { policyId: '$policyId', act: '$act' }, doc: { $first: '$$ROOT' } } },
      { $replaceRoot: { newRoot: '$doc' } },
      { $sort: { policyId: 1 } },
      { $unset: '_id' },
    ])
    .readConcern('snapshot');
  const byId = new Map<string, PolicyHead>();
  for (const doc of rows) {
    const { policyId } = doc;
    const known = byId.get(policyId) ?? { policyId };
    byId.set(policyId, { ...known, [doc.act === 'policy-drafted' ? 'draft' : 'live']: doc });
  }
  return {
    set: rows.reduce((set, doc) => Math.max(set, doc.set), 0),
    heads: [...byId.values()].map(({ draft, ...head }) =>
      draft && draft.version > (head.live?.version ?? 0) ? { ...head, draft } : head,
    ),
  };
};

/** The live versions of each policy, newest first, as far as one may have to go back; with the number of the newest act. */
export const livePolicies = async (
  store: Store,
): Promise<{
  readonly set: number;
  readonly policies: readonly {
    readonly id: string;
    readonly versions: readonly { readonly version: number; readonly policy: object }[];
  }[];
}> => {
  // Read first: an act in between is then seen as newer, and looked at once more.
  const set = await newestPolicySet(store);
  const rows = await store.policyChanges.aggregate<{
    _id: string;
    versions: { version: number; policy: object }[];
  }>([
    { $match: { act: 'policy-made-live', set: { $lte: set } } },
    { $sort: { policyId: 1, act: 1, set: -1 } },
    {
      $group: {
        _id: '$policyId',
        versions: {
          $firstN: { n: LIVE_VERSIONS_MAX, input: { version: '$version', policy: '$policy' } },
        },
      },
    },
    { $sort: { _id: 1 } },
  ]);
  return { set, policies: rows.map(({ _id: id, versions }) => ({ id, versions })) };
};

/** The acts on one policy, newest first. */
export const policyActs = (store: Store, policyId: string): Promise<PolicyActDoc[]> =>
  store.policyChanges
    .find({ policyId }, { _id: 0, policy: 0 })
    .sort({ set: -1 })
    .limit(POLICY_ACTS_MAX)
    .lean<PolicyActDoc[]>()
    .exec();

/** One version of a policy: its draft, and when it was made live. */
export const policyVersion = async (
  store: Store,
  policyId: string,
  version: number,
): Promise<readonly PolicyChangeDoc[]> =>
  store.policyChanges.find({ policyId, version }, { _id: 0 }).sort({ set: 1 }).lean<PolicyChangeDoc[]>();
