import { asPublicId } from '../contract/ids.ts';
import { audit } from './audit.ts';
import type { AuditDoc, BroadcastDoc } from './documents.ts';
import type { Store } from './store.ts';
import type { Acting } from './users.ts';

const CATEGORY_SET = 'product-category-set';

/** Acts looked at in one sweep: more than people do in the time between two. */
const SWEEP_MAX = 200;

/** What a person said of a product, as the event that is to be on the broadcast's stream once. */
export interface CategoryAct {
  readonly event: {
    readonly type: 'category';
    readonly atMs: number;
    readonly productId: string;
    readonly category: string;
  };
  /** The name under which it is appended, by whoever comes first. */
  readonly dedupeId: string;
}

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

/** An act whose event may never have reached the stream. */
export interface UnloggedCategory extends CategoryAct {
  /** `null` when the broadcast is gone. */
  readonly broadcast: Pick<BroadcastDoc, '_id' | 'partition'> | null;
  /** Says that the event is on the stream. */
  readonly markLogged: () => Promise<unknown>;
}

/** Acts done before `before` of which it is not known that their event is on the stream, oldest first. */
export const unloggedCategories = async (store: Store, before: Date): Promise<UnloggedCategory[]> => {
  const acts = await store.audits
    .find({ unlogged: true, action: CATEGORY_SET, at: { $lt: before } })
    .sort({ at: 1 })
    .limit(SWEEP_MAX)
    .lean<(AuditDoc & { _id: unknown })[]>();
  if (acts.length === 0) return [];
  const found = await store.broadcasts
    .find(
      { publicId: { $in: acts.map(({ subject }) => asPublicId(subject)) } },
      { publicId: 1, partition: 1 },
    )
    .lean<Pick<BroadcastDoc, '_id' | 'publicId' | 'partition'>[]>();
  const broadcasts = new Map<string, (typeof found)[number]>(found.map((doc) => [doc.publicId, doc]));
  return acts.map(({ _id, at, subject, details }) => ({
    ...actOf(at, details as { productId: string; category: string; atMs: number }),
    broadcast: broadcasts.get(subject) ?? null,
    markLogged: () => store.audits.updateOne({ _id }, { $unset: { unlogged: 1 } }).exec(),
  }));
};
