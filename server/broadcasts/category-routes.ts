import { Router } from 'express';
import { z } from 'zod';
import { CATEGORIES, categoryOf, unusableOffset } from '../../models/contract/ingest.ts';
import type { Ledger } from '../../models/duties/ledger/ledger.ts';
import type { BroadcastDoc, DutyStateDoc } from '../../models/store/documents.ts';
import { productKey } from '../../models/store/product-key.ts';
import { setCategory } from '../../models/store/set-category.ts';
import type { Store } from '../../models/store/store.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { mayCategorise } from '../identity/rules.ts';
import { someone } from '../identity/session.ts';
import { appendInternal } from './internal-events.ts';
import { visibleBroadcast } from './routes.ts';

/** Body of `POST /api/broadcasts/:publicId/products/:productId/category`. */
export const categoryBody = z.strictObject({
  category: z.string().max(64),
  reason: z
    .string()
    .trim()
    .min(1, 'say why')
    .max(500)
    .refine((text) => unusableOffset(text) < 0, 'send well-formed Unicode'),
});

/** Told by the sender, or introduced by the host's words alone. */
const isKnown = async (
  store: Store,
  { _id, products }: BroadcastDoc,
  productId: string,
): Promise<boolean> => {
  if (Object.hasOwn(products, productKey(productId))) return true;
  const state = await store.dutyStates.findOne({ _id }).lean<DutyStateDoc | null>();
  const { open = {}, shelf = {} } = (state?.state ?? {}) as Partial<Ledger>;
  return Object.hasOwn(open, productId) || Object.hasOwn(shelf, productId);
};

/**
 * `POST /api/broadcasts/:publicId/products/:productId/category` {category, reason}: {productId, category}; moderators and admins;
 * audited, and a record of the broadcast's log: what the product owes is worked out anew from what was heard. 400 for a category
 * that there is not; 404.
 */
export const categoryRoutes = ({ store, redis, now }: Pick<Deps, 'store' | 'redis' | 'now'>): Router => {
  const router = Router();
  router.post('/api/broadcasts/:publicId/products/:productId/category', async (req, res) => {
    const person = someone(res);
    if (!mayCategorise(person))
      throw new Problem('forbidden', 'only moderators and admins say what kind of goods a product is');
    const wanted = read(categoryBody, req.body);
    const category = categoryOf(wanted.category);
    if (category === null)
      throw new Problem('invalid', `category: use one of ${CATEGORIES.join(', ')}`, { field: 'category' });
    const { publicId, productId } = req.params;
    const doc = await visibleBroadcast(store, res, publicId);
    if (!(await isKnown(store, doc, productId))) throw new Problem('not-found', 'there is no such product');
    const by = { id: person._id, name: person.name };
    const said = { productId, category, reason: wanted.reason };
    const act = await setCategory(store, doc, said, { by, now: new Date(now()) });
    await appendInternal(redis, doc, now(), [act]);
    res.json({ productId, category });
  });
  return router;
};
