import { audit } from './audit.ts';
import type { BroadcastDoc } from './documents.ts';
import type { Store } from './store.ts';
import type { Act, ActKind } from './unlogged-acts.ts';
import type { Acting } from './users.ts';

const CATEGORY_SET = 'product-category-set';

/** What a person said of a product, as the event that is to be on the broadcast's stream once. */
export type CategoryAct = Act<{
  readonly type: 'category';
  readonly atMs: number;
  readonly productId: string;
  readonly category: string;
}>;

const actOf = (at: Date, said: { productId: string; category: string; atMs: number }): CategoryAct => ({
  event: { type: 'category', ...said },
  dedupeId: `category:${at.getTime()}:${said.productId}:${said.category}`,
});

/** Notes who said what kind of goods a product is, and why; the product changes once the event is recorded. */
export const setCategory = async (
  store: Store,
  broadcast: Pick<BroadcastDoc, 'publicId' | 'atMs'>,
  { productId, category, reason }: { productId: string; category: string; reason: string },
  { by, now: at }: Acting,
): Promise<CategoryAct> => {
  const details = { productId, category, atMs: broadcast.atMs };
  const entry = {
    at,
    by,
    action: CATEGORY_SET,
    subject: broadcast.publicId,
    reason,
    details,
    unlogged: true,
  };
  await store.connection.transaction((session) => audit(store, session, entry));
  return actOf(at, details);
};

/** What people said of products, as events. */
export const CATEGORY_ACTS: ActKind<CategoryAct['event']> = {
  actions: [CATEGORY_SET],
  toAct: ({ at, details }) => actOf(at, details as { productId: string; category: string; atMs: number }),
};
