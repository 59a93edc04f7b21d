import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import { z } from 'zod';
import { HELD_BY_HAND, type HoldsReply, REVIEW_DAYS_MAX } from '../../models/contract/hold.ts';
import { AT_MS_MAX, unusableOffset } from '../../models/contract/ingest.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { reviewHold } from '../../models/store/end-holds.ts';
import {
  dayAfter,
  type HoldDoc,
  HoldRefused,
  holdById,
  holdsOn,
  placeHoldAlone,
  releaseHoldById,
  toHoldView,
} from '../../models/store/holds.ts';
import { visibleBroadcast } from '../broadcasts/routes.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { mayHold } from '../identity/rules.ts';
import { someone } from '../identity/session.ts';

const said = (what: string, max: number) =>
  z
    .string()
    .trim()
    .min(1, what)
    .max(max)
    .refine((text) => unusableOffset(text) < 0, 'send well-formed Unicode');
const atMs = z.int().min(0).max(AT_MS_MAX);

/** Body of `POST /api/broadcasts/:publicId/holds`. */
export const holdBody = z
  .strictObject({
    why: z.enum(HELD_BY_HAND),
    reason: said('say why it must stay', 500),
    ref: said('give the number of the case', 200).exactOptional(),
    fromMs: atMs.exactOptional(),
    untilMs: atMs.exactOptional(),
    reviewBy: z.iso.date().exactOptional(),
  })
  .refine(({ fromMs, untilMs }) => (fromMs === undefined) === (untilMs === undefined), {
    path: ['untilMs'],
    message: 'give both ends of a stretch, or none',
  })
  .refine(({ fromMs = 0, untilMs = AT_MS_MAX }) => fromMs < untilMs, {
    path: ['untilMs'],
    message: 'end after the start',
  });

/** Body of `DELETE /api/broadcasts/:publicId/holds/:holdId`. */
export const holdReleaseBody = z.strictObject({ reason: said('say why it need not stay any more', 500) });

/** Body of `POST /api/broadcasts/:publicId/holds/:holdId/review`. */
export const holdReviewBody = z.strictObject({
  reason: said('say why it must still stay', 500),
  reviewBy: z.iso.date(),
});

const REF_BYTES = 9;

/** A day to come, and within a year. Days are compared as they are written. */
const checkReview = (reviewBy: string, now: Date): void => {
  if (reviewBy > dayAfter(now, 0) && reviewBy <= dayAfter(now, REVIEW_DAYS_MAX)) return;
  const message = `name a day after today, at most ${REVIEW_DAYS_MAX} days ahead`;
  throw new Problem('invalid', message, { field: 'reviewBy' });
};

/** @throws Problem `not-found`; `conflict` for one that ends with what it is for */
const heldByHand = async (
  store: Deps['store'],
  { _id }: Pick<BroadcastDoc, '_id'>,
  id: string,
): Promise<HoldDoc> => {
  const hold = await holdById(store, _id, id);
  if (!hold) throw new Problem('not-found', 'there is no such hold');
  if (!HELD_BY_HAND.some((why) => why === hold.why))
    throw new Problem('conflict', `it is held for a ${hold.why}, and ends with it`);
  return hold;
};

/**
 * What must be kept whatever its time; moderators and admins; each act is audited:
 * - `GET /api/broadcasts/:publicId/holds`: {@link HoldsReply}.
 * - `POST /api/broadcasts/:publicId/holds` {why: order|authority, reason, ref?, fromMs?, untilMs?, reviewBy?}: 201 HoldView; the same
 *   `why` and `ref` again is the same hold. 410 `withheld` when the broadcast is being removed, or was.
 * - `POST /api/broadcasts/:publicId/holds/:holdId/review` {reviewBy, reason}: HoldView; it is still needed, and looked at again by
 *   that day. 404. 409 for a hold that is not placed by hand.
 * - `DELETE /api/broadcasts/:publicId/holds/:holdId` {reason}: 204; 404. 409 for a hold that a request, a mark or an exhibit needs.
 */
export const holdRoutes = ({ store, now }: Pick<Deps, 'store' | 'now'>): Router => {
  const router = Router();
  const base = '/api/broadcasts/:publicId/holds';

  router.get(base, async (req, res) => {
    if (!mayHold(someone(res))) throw new Problem('forbidden', 'only moderators and admins see holds');
    const { _id } = await visibleBroadcast(store, res, req.params.publicId);
    res.json({ holds: (await holdsOn(store, _id)).map(toHoldView) } satisfies HoldsReply);
  });

  router.post(base, async (req, res) => {
    const person = someone(res);
    if (!mayHold(person)) throw new Problem('forbidden', 'only moderators and admins place holds');
    const { ref = randomBytes(REF_BYTES).toString('base64url'), ...wanted } = read(holdBody, req.body);
    if (wanted.reviewBy !== undefined) checkReview(wanted.reviewBy, new Date(now()));
    const { _id: broadcastId } = await visibleBroadcast(store, res, req.params.publicId);
    const by = { id: person._id, name: person.name };
    try {
      const hold = await placeHoldAlone(store, { broadcastId, ref, ...wanted, by, at: new Date(now()) });
      res.status(201).json(toHoldView(hold));
    } catch (error) {
      if (error instanceof HoldRefused) throw new Problem('withheld', error.message);
      throw error;
    }
  });

  router.post(`${base}/:holdId/review`, async (req, res) => {
    const person = someone(res);
    if (!mayHold(person)) throw new Problem('forbidden', 'only moderators and admins review holds');
    const { reason, reviewBy } = read(holdReviewBody, req.body);
    checkReview(reviewBy, new Date(now()));
    const broadcast = await visibleBroadcast(store, res, req.params.publicId);
    const { _id } = await heldByHand(store, broadcast, req.params.holdId);
    const by = { id: person._id, name: person.name };
    const hold = await reviewHold(store, broadcast, _id, { reviewBy, reason, by, at: new Date(now()) });
    if (!hold) throw new Problem('not-found', 'there is no such hold any more');
    res.json(toHoldView(hold));
  });

  router.delete(`${base}/:holdId`, async (req, res) => {
    const person = someone(res);
    if (!mayHold(person)) throw new Problem('forbidden', 'only moderators and admins release holds');
    const { reason } = read(holdReleaseBody, req.body);
    const broadcast = await visibleBroadcast(store, res, req.params.publicId);
    const hold = await heldByHand(store, broadcast, req.params.holdId);
    const by = { id: person._id, name: person.name };
    await releaseHoldById(store, broadcast._id, hold._id, { reason, by, at: new Date(now()) });
    res.status(204).end();
  });
  return router;
};
