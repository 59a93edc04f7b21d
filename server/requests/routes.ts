import { randomBytes } from 'node:crypto';
import { type Response, Router } from 'express';
import { z } from 'zod';
import type { Person } from '../../models/contract/alert.ts';
import { asPublicId } from '../../models/contract/ids.ts';
import {
  asRequestId,
  type MyRequestsReply,
  maskedOrder,
  REQUEST_ANSWER_DAYS,
  REQUEST_MINUTES_MAX,
  REQUESTS_OPEN_MAX,
  type RequestDetail,
  type RequestQueueReply,
} from '../../models/contract/release-request.ts';
import {
  orderNumberSchema,
  type ReleaseRequestAsked,
  refusalSchema,
  releaseRequestSchema,
  releaseSchema,
} from '../../models/contract/release-request-schemas.ts';
import { broadcastByPublicId } from '../../models/store/find-broadcasts.ts';
import { HoldRefused } from '../../models/store/holds.ts';
import { matchRequest } from '../../models/store/match-request.ts';
import type { ReleaseRequestDoc } from '../../models/store/release-request-documents.ts';
import {
  askForRelease,
  noteRequestSeen,
  openRequestCount,
  refuseRequest,
  releaseMoment,
  requestById,
  requestQueue,
  requestsOf,
  toPlatformRequest,
  toRequestView,
  withdrawRequest,
} from '../../models/store/release-requests.ts';
import type { Seal } from '../../models/store/seal.ts';
import { withoutPersonalData } from '../../models/text/personal-data/index.ts';
import type { Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { addressCounted } from '../identity/limits.ts';
import { mayAnswerRequests, mayRequest } from '../identity/rules.ts';
import { someone } from '../identity/session.ts';
import { releasedMoment } from './moment.ts';

const DAY_MS = 24 * 3_600_000;
const MINUTE_MS = 60_000;
/** Clocks of buyers go wrong by less. */
const CLOCK_MS = 10 * MINUTE_MS;
const ID = /^[A-Za-z0-9_-]{22}$/;

export type RequestDeps = Pick<Deps, 'store' | 'now' | 'limits'> & { readonly seal: Seal | null };

/** Query of `GET /api/requests`. */
export const requestsQuery = z.object({ state: z.enum(['open', 'settled']).default('open') });

const notThere = (): Problem => new Problem('not-found', 'there is no such request');
const settled = (): Problem => new Problem('conflict', 'this request has been answered or withdrawn');

const platform = (res: Response): Person => {
  const person = someone(res);
  if (!mayAnswerRequests(person))
    throw new Problem('forbidden', 'only moderators and admins answer requests');
  return { id: person._id, name: person.name };
};
const buyer = (res: Response): Person => {
  const person = someone(res);
  if (!mayRequest(person)) throw new Problem('forbidden', 'requests are made by consumers');
  return { id: person._id, name: person.name };
};

/** @throws Problem `not-found` */
const stored = async ({ store }: RequestDeps, id: unknown): Promise<ReleaseRequestDoc> => {
  const doc = typeof id === 'string' && ID.test(id) ? await requestById(store, asRequestId(id)) : null;
  if (!doc) throw notThere();
  return doc;
};
/** The person's own; somebody else's is as if it were not there. @throws Problem `not-found` */
const own = async (deps: RequestDeps, by: Person, id: unknown): Promise<ReleaseRequestDoc> => {
  const doc = await stored(deps, id);
  if (doc.by.id !== by.id) throw notThere();
  return doc;
};

const ask = async (deps: RequestDeps, by: Person, asked: ReleaseRequestAsked): Promise<ReleaseRequestDoc> => {
  const { store, seal } = deps;
  if (!seal)
    throw new Problem('not-available', 'order numbers cannot be kept safely here; tell the operator');
  const nowMs = deps.now();
  const [boughtAt, fromAt] = [new Date(asked.boughtAt), new Date(asked.fromAt)];
  for (const [field, at] of [
    ['boughtAt', boughtAt],
    ['fromAt', fromAt],
  ] as const)
    if (at.getTime() > nowMs + CLOCK_MS)
      throw new Problem('invalid', `${field}: this lies in the future`, { field });
  const id = asRequestId(randomBytes(16).toString('base64url'));
  const { room, seller, product, orderNumber, minutes, said } = asked;
  const doc = {
    _id: id,
    by,
    room: withoutPersonalData(room),
    seller: withoutPersonalData(seller),
    product: withoutPersonalData(product),
    order: { sealed: seal.close(orderNumber, id), shown: maskedOrder(orderNumber) },
    boughtAt,
    fromAt,
    minutes,
    said: withoutPersonalData(said),
    askedAt: new Date(nowMs),
    answerBy: new Date(nowMs + REQUEST_ANSWER_DAYS * DAY_MS),
  };
  const matches = await matchRequest(store, { room, seller, fromAt, minutes });
  // Nothing of what was found goes back: the answer is the same whether there is such a broadcast or not.
  if (!(await askForRelease(store, doc, matches)))
    throw new Problem(
      'full',
      `you have ${REQUESTS_OPEN_MAX} requests that wait; withdraw one, or wait for an answer`,
    );
  return { ...doc, state: 'open' };
};

const release = async (
  deps: RequestDeps,
  res: Response,
  id: string,
  body: unknown,
): Promise<ReleaseRequestDoc> => {
  const { store, now } = deps;
  const by = platform(res);
  const { publicId, fromMs, untilMs, days, words } = read(releaseSchema, body);
  if (untilMs <= fromMs || untilMs - fromMs > REQUEST_MINUTES_MAX * MINUTE_MS)
    throw new Problem('invalid', `release ${REQUEST_MINUTES_MAX} minutes at most, and end after the start`, {
      field: 'untilMs',
    });
  const request = await stored(deps, id);
  const broadcast = await broadcastByPublicId(store, asPublicId(publicId));
  if (!broadcast) throw new Problem('not-found', 'there is no such broadcast');
  res.locals.publicId = publicId;
  const at = new Date(now());
  const until = new Date(at.getTime() + days * DAY_MS);
  try {
    const done = await releaseMoment(
      store,
      request._id,
      { broadcast, fromMs, untilMs, until, words: withoutPersonalData(words) },
      { by, at },
    );
    if (!done) throw settled();
    return done;
  } catch (error) {
    if (error instanceof HoldRefused) throw new Problem('conflict', 'the broadcast is just being removed');
    throw error;
  }
};

/**
 * 凭订单申请调取, requests for a moment of a broadcast:
 * - `POST /api/requests` {@link ReleaseRequestAsked}: 201 RequestView; consumers; five at most wait at once; counted by person and
 *   address. The order number is sealed. The answer tells nothing of what there is.
 * - `GET /api/requests?state=open|settled`: to consumers MyRequestsReply, their own; to moderators and admins RequestQueueReply.
 * - `GET /api/requests/:id`: RequestDetail with the broadcasts that may be meant; moderators and admins.
 * - `POST /api/requests/:id/release` {publicId, fromMs, untilMs, days?, words?}, `POST …/refusal` {reason, words?}: RequestDetail
 *   without matches; moderators and admins; audited. 409 once it is answered.
 * - `POST /api/requests/:id/order-number` {reason}: {orderNumber}; moderators and admins; audited.
 * - `POST /api/requests/:id/withdrawal`: RequestView; whoever asked.
 * - `GET /api/requests/:id/moment`: ReleasedMoment; whoever asked, until it is over (410); audited.
 */
export const requestRoutes = (deps: RequestDeps): Router => {
  const router = Router();
  ofBuyers(router, deps);
  ofPlatform(router, deps);
  return router;
};

/** What buyers do; the list is of both. */
const ofBuyers = (router: Router, deps: RequestDeps): void => {
  const { store, now, limits } = deps;
  const at = (): Date => new Date(now());

  router.post('/api/requests', async (req, res) => {
    const by = buyer(res);
    const asked = read(releaseRequestSchema, req.body);
    await limits.requestsPerPerson.take(by.id);
    await limits.requestsPerAddress.take(addressCounted(req.ip ?? ''));
    res.status(201).json(toRequestView(await ask(deps, by, asked), at()));
  });

  router.get('/api/requests', async (req, res) => {
    const person = someone(res);
    if (mayRequest(person)) {
      const docs = await requestsOf(store, person._id);
      res.json({ requests: docs.map((doc) => toRequestView(doc, at())) } satisfies MyRequestsReply);
      return;
    }
    platform(res);
    const { state } = read(requestsQuery, req.query);
    const [docs, open] = await Promise.all([requestQueue(store, state), openRequestCount(store)]);
    const requests = docs.map((doc) => toPlatformRequest(doc, at()));
    res.json({ requests, open } satisfies RequestQueueReply);
  });

  router.post('/api/requests/:id/withdrawal', async (req, res) => {
    const by = buyer(res);
    const { _id } = await own(deps, by, req.params.id);
    const doc = await withdrawRequest(store, _id, by, at());
    if (!doc) throw settled();
    res.json(toRequestView(doc, at()));
  });

  router.get('/api/requests/:id/moment', async (req, res) => {
    const by = buyer(res);
    const doc = await own(deps, by, req.params.id);
    const { release: open } = doc;
    if (!open) throw notThere();
    if (open.until <= at()) throw new Problem('release-over', 'the time for which this was released is over');
    const moment = await releasedMoment(store, doc, open, at());
    if (!moment) throw new Problem('not-found', 'the broadcast is not kept any more');
    await noteRequestSeen(store, 'release-viewed', doc._id, { by, at: at() });
    res.json(moment);
  });
};

/** What moderators and admins do. */
const ofPlatform = (router: Router, deps: RequestDeps): void => {
  const { store, now, seal } = deps;
  const at = (): Date => new Date(now());

  router.get('/api/requests/:id', async (req, res) => {
    platform(res);
    const doc = await stored(deps, req.params.id);
    const found = await matchRequest(store, doc);
    const matches = found.map(({ broadcastId: _, ...match }) => match);
    res.json({ ...toPlatformRequest(doc, at()), matches } satisfies RequestDetail);
  });

  router.post('/api/requests/:id/release', async (req, res) => {
    const doc = await release(deps, res, req.params.id, req.body);
    res.json(toPlatformRequest(doc, at()));
  });

  router.post('/api/requests/:id/refusal', async (req, res) => {
    const by = platform(res);
    const { reason, words } = read(refusalSchema, req.body);
    const { _id } = await stored(deps, req.params.id);
    const said = { reason, words: withoutPersonalData(words) };
    const doc = await refuseRequest(store, _id, said, { by, at: at() });
    if (!doc) throw settled();
    res.json(toPlatformRequest(doc, at()));
  });

  router.post('/api/requests/:id/order-number', async (req, res) => {
    const by = platform(res);
    const { reason } = read(orderNumberSchema, req.body);
    const { _id, order } = await stored(deps, req.params.id);
    if (order.sealed.data === '')
      throw new Problem(
        'withheld',
        'the number is not kept any more: whoever asked has closed their account',
      );
    if (!seal) throw new Problem('not-available', 'the key that opens order numbers is not there');
    await noteRequestSeen(store, 'order-number-unmasked', _id, { by, at: at(), reason });
    res.json({ orderNumber: seal.open(order.sealed, _id) });
  });
};
