import { Router } from 'express';
import { type OrdersReply, ordersSchema } from '../../models/contract/orders.ts';
import { completeOrders } from '../../models/store/complete-orders.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { HoldRefused } from '../../models/store/holds.ts';
import type { Deps } from '../deps.ts';
import { jsonBody } from '../http/json-body.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { requireSender, sender } from '../identity/bearer.ts';
import { findOwn } from '../ingest/find-target.ts';

const BODY_BYTES_MAX = 1_024;
/** Clocks differ by minutes; what lies further ahead was not completed yet, and would keep everything for as much longer. */
const AHEAD_MS_MAX = 10 * 60_000;

const checkTime = (completedAt: Date, { startedAt }: BroadcastDoc, nowMs: number): void => {
  const field = 'completedAt';
  if (completedAt.getTime() > nowMs + AHEAD_MS_MAX)
    throw new Problem('invalid', 'completedAt lies ahead; send it once the order is completed', { field });
  if (completedAt < startedAt)
    throw new Problem('invalid', 'completedAt lies before the start of the broadcast', { field });
};

/**
 * `PUT /api/broadcasts/:id/orders` (OrdersInput): OrdersReply. When the broadcast's last order was completed: what is kept of it is
 * kept for its term from then on. May be sent again with a later date, however long ago the broadcast ended; an earlier one changes
 * nothing. Takes a token with a right to the room: 401, 403. 410 `withheld` once the broadcast is being removed.
 */
export const ordersRoutes = ({
  store,
  limits,
  now,
  config,
}: Pick<Deps, 'store' | 'limits' | 'now' | 'config'>): Router => {
  const router = Router();
  const known = requireSender({ store, demo: config.demo });
  const body = jsonBody(BODY_BYTES_MAX);

  router.put('/api/broadcasts/:id/orders', known, ...body, async (req, res) => {
    const token = sender(res);
    await limits.registrationsPerToken.take(token._id);
    const completedAt = new Date(read(ordersSchema, req.body).completedAt);
    const doc = await findOwn(store, token, String(req.params.id));
    res.locals.publicId = doc.publicId;
    checkTime(completedAt, doc, now());
    const by = { id: token._id, name: token.label };
    try {
      const counts = await completeOrders(store, doc, completedAt, { by, now: new Date(now()) });
      const { _id: id, publicId } = doc;
      res.json({ id, publicId, completedAt: counts.toISOString() } satisfies OrdersReply);
    } catch (error) {
      if (error instanceof HoldRefused) throw new Problem('withheld', error.message);
      throw error;
    }
  });
  return router;
};
