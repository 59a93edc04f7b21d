import type { PolicyChangeDoc, RulesInUseDoc } from './policy-documents.ts';
import type { Store } from './store.ts';

/** Notes which policies a hash of rules names, so that a record that shows it can be replayed. The same again changes nothing. */
export const noteRulesInUse = async (
  store: Store,
  used: Omit<RulesInUseDoc, '_id' | 'firstUsedAt'> & { readonly hash: string },
  at: Date,
): Promise<void> => {
  const { hash, catalogue, policies } = used;
  await store.rulesInUse.updateOne(
    { _id: hash },
    { $setOnInsert: { catalogue, policies, firstUsedAt: at } },
    { upsert: true },
  );
};

/** Which rules a hash stands for; null when nobody ever judged by them. */
export const rulesInUse = (store: Store, hash: string): Promise<RulesInUseDoc | null> =>
  store.rulesInUse.findOne({ _id: hash }).lean<RulesInUseDoc>().exec();

/** The policies that a hash of rules stands for, the first merged first; null when one is not kept, or nobody used them. */
export const policiesByHash = async (
  store: Store,
  hash: string,
): Promise<{ readonly catalogue: string; readonly policies: readonly object[] } | null> => {
  const use = await rulesInUse(store, hash);
  if (!use) return null;
  const found = await Promise.all(
    use.policies.map(({ policyId, version }) =>
      store.policyChanges
        .findOne({ policyId, version }, { policy: 1 })
        .lean<Pick<PolicyChangeDoc, 'policy'>>(),
    ),
  );
  const policies = found.flatMap((doc) => (doc ? [doc.policy] : []));
  return policies.length === found.length ? { catalogue: use.catalogue, policies } : null;
};
