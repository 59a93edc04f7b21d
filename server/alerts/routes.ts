import { type Response, Router } from 'express';
import { z } from 'zod';
import {
  type AlertDetail,
  type DecisionReply,
  type DecisionResult,
  decisionSchema,
} from '../../models/contract/alert.ts';
import { asAlertId, asPublicId } from '../../models/contract/ids.ts';
import { AT_MS_MAX } from '../../models/contract/ingest.ts';
import type { Moment } from '../../models/contract/moment.ts';
import { toAlertDetail, toAlertView } from '../../models/store/alert-view.ts';
import { caseView } from '../../models/store/cases.ts';
import { type Decided, decideAlerts } from '../../models/store/decide-alert.ts';
import type { AlertDoc, BroadcastDoc } from '../../models/store/documents.ts';
import { ALERTS_PAGE_MAX, alertById, listAlerts, readPlace } from '../../models/store/find-alerts.ts';
import { broadcastByPublicId } from '../../models/store/find-broadcasts.ts';
import type { PersonDoc } from '../../models/store/memberships.ts';
import type { Store } from '../../models/store/store.ts';
import { touchBroadcasts } from '../../models/store/touch-broadcasts.ts';
import type { Deps } from '../deps.ts';
import type { Announcer } from '../feed/announce.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import {
  alertScope,
  mayDecide,
  mayReleaseOthers,
  maySeeAlert,
  maySeeAlerts,
  maySeeBroadcast,
} from '../identity/rules.ts';
import { someone } from '../identity/session.ts';
import { asSeenBy } from './as-seen-by.ts';
import { momentOf } from './moment.ts';

type AlertDeps = Pick<Deps, 'store' | 'now' | 'newDecisionId'> & { readonly announcer: Announcer };

/** Query of `GET /api/alerts`. */
export const alertsQuery = z.object({
  state: z.enum(['open', 'decided']).optional(),
  verdict: z.enum(['flag', 'review']).optional(),
  answers: z.enum(['new']).optional(),
  broadcast: z.string().max(64).optional(),
  before: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(ALERTS_PAGE_MAX).default(50),
});
/** Query of `GET /api/alerts/:id/moment`. */
export const momentQuery = z.object({ atMs: z.coerce.number().int().min(0).max(AT_MS_MAX).optional() });

const forAlerts = (res: Response) => {
  const person = someone(res);
  if (!maySeeAlerts(person)) throw new Problem('forbidden', 'alerts are shown to platforms and hosts only');
  return person;
};

/** @throws Problem `unauthorised`, `forbidden`, and `not-found` also for an alert that the person may not see. */
const visibleAlert = async (store: Store, res: Response, id: string): Promise<AlertDoc> => {
  const person = forAlerts(res);
  const alert = await alertById(store, asAlertId(id));
  if (!alert || !maySeeAlert(person, alert)) throw new Problem('not-found', 'there is no such alert');
  res.locals.publicId = alert.broadcast.publicId;
  return alert;
};

/** The detail with the case that the alert was joined to, for the platform. */
const withCase = async (
  store: Store,
  person: PersonDoc,
  { caseId }: AlertDoc,
  detail: AlertDetail,
): Promise<AlertDetail> => {
  const joined = mayDecide(person) && caseId ? await caseView(store, caseId) : null;
  return { ...detail, ...(joined && { case: joined }) };
};

const toResult = (decided: Decided): DecisionResult => {
  if (decided.ok) return { id: decided.id, ok: true, alert: toAlertView(decided.alert) };
  const alert = decided.alert && { alert: toAlertView(decided.alert) };
  return { id: decided.id, ok: false, code: decided.code, ...alert };
};

/**
 * `GET /api/alerts?state=&verdict=&answers=new&broadcast=&before=&limit=`: {alerts: AlertView[], next?}, newest first.
 * `GET /api/alerts/:id`: AlertDetail. `GET /api/alerts/:id/moment?atMs=`: Moment.
 * All three for moderators, admins, and hosts as to their own rooms.
 */
export const alertRoutes = (deps: AlertDeps): Router => {
  const router = Router();
  const { store } = deps;

  router.get('/api/alerts', async (req, res) => {
    const person = forAlerts(res);
    const { state, verdict, answers, broadcast, before, limit } = read(alertsQuery, req.query);
    const place = before === undefined ? undefined : readPlace(before);
    if (place === null)
      throw new Problem('invalid', 'before is what an earlier answer gave as next', { field: 'before' });
    let named: BroadcastDoc | null = null;
    if (broadcast !== undefined) {
      named = await broadcastByPublicId(store, asPublicId(broadcast));
      if (!named || !maySeeBroadcast(person, named)) {
        res.json({ alerts: [] });
        return;
      }
    }
    const page = await listAlerts(store, {
      scope: alertScope(person),
      limit,
      ...(state && { state }),
      ...(verdict && { verdict }),
      ...(answers && { answersNew: true }),
      ...(named && { broadcastId: named._id }),
      ...(place && { before: place }),
    });
    res.json({ ...page, alerts: page.alerts.map((alert) => asSeenBy(person, alert)) });
  });

  router.get('/api/alerts/:id', async (req, res) => {
    const alert = await visibleAlert(store, res, req.params.id);
    const person = someone(res);
    res.json(asSeenBy(person, await withCase(store, person, alert, toAlertDetail(alert))));
  });

  router.get('/api/alerts/:id/moment', async (req, res) => {
    const alert = await visibleAlert(store, res, req.params.id);
    const { atMs = alert.firstAtMs } = read(momentQuery, req.query);
    const moment: Moment | null = await momentOf(store, alert, atMs);
    if (!moment) throw new Problem('not-found', 'the broadcast of this alert is gone');
    const person = someone(res);
    res.json({ ...moment, alert: asSeenBy(person, await withCase(store, person, alert, moment.alert)) });
  });

  return router;
};

/**
 * `POST /api/decisions` (DecisionRequest): DecisionReply, one result per named alert; moderators and admins. Each decision is
 * kept in the transaction of the change, goes to the evidence log, and is told to everyone at once.
 */
export const decisionRoutes = (deps: AlertDeps): Router => {
  const router = Router();
  router.post('/api/decisions', async (req, res) => {
    const person = someone(res);
    if (!mayDecide(person)) throw new Problem('forbidden', 'only moderators and admins decide');
    const request = read(decisionSchema, req.body);
    const now = new Date(deps.now());
    const by = { id: person._id, name: person.name };
    const results = await decideAlerts(
      deps.store,
      request,
      { by, now, newId: deps.newDecisionId, mayReleaseOthers: mayReleaseOthers(person) },
      (alert) => maySeeAlert(person, alert),
    );
    await tell(deps, results, now);
    const reply: DecisionReply = { results: results.map(toResult) };
    res.json(reply);
  });
  return router;
};

/** From here on nothing can be lost: what cannot be told now is told by a sweep. */
const tell = async (deps: AlertDeps, results: readonly Decided[], now: Date): Promise<void> => {
  const done = results.flatMap((result) => (result.ok && result.decision ? [result] : []));
  if (done.length === 0) return;
  await deps.announcer.alerts(done.map(({ alert }) => alert));
  await deps.announcer.decisions(done.flatMap(({ decision }) => (decision ? [decision] : [])));
  const ids = [...new Set(done.map(({ alert }) => alert.broadcastId))];
  await deps.announcer.broadcasts(await touchBroadcasts(deps.store, ids, now));
};
