import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import { asCaseId, CASE_ALERTS_MAX, caseSchema } from '../../models/contract/case.ts';
import { asAlertId } from '../../models/contract/ids.ts';
import { caseView, joinAlerts } from '../../models/store/cases.ts';
import { broadcastById } from '../../models/store/find-broadcasts.ts';
import { withoutPersonalData } from '../../models/text/personal-data/index.ts';
import { appendInternal } from '../broadcasts/internal-events.ts';
import type { Deps } from '../deps.ts';
import type { Announcer } from '../feed/announce.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { mayDecide, maySeeAlert } from '../identity/rules.ts';
import { someone } from '../identity/session.ts';

export type CaseDeps = Pick<Deps, 'store' | 'redis' | 'now'> & { readonly announcer: Announcer };

const REFUSED = {
  'not-found': ['not-found', 'there is no such alert'],
  apart: ['invalid', 'a case is of one broadcast: join alerts of one'],
  alone: ['invalid', 'join two alerts or more'],
  joined: ['conflict', 'they are one case already'],
  full: ['full', `a case has ${CASE_ALERTS_MAX} alerts at most`],
} as const;

/**
 * `POST /api/cases` {alerts, reason}: 201 CaseView; moderators and admins. Joins alerts of one broadcast that are about one thing; what
 * some of them were joined to before comes along, and the new case points at the old ones. Audited, and a record of the broadcast's
 * log. 400 for alerts of two broadcasts, 404, 409 where they are one case already. The detail of each alert tells its case.
 */
export const caseRoutes = ({ store, redis, now, announcer }: CaseDeps): Router => {
  const router = Router();
  router.post('/api/cases', async (req, res) => {
    const person = someone(res);
    if (!mayDecide(person)) throw new Problem('forbidden', 'only moderators and admins join alerts');
    const { alerts, reason } = read(caseSchema, req.body);
    const joined = await joinAlerts(
      store,
      alerts.map(asAlertId),
      {
        id: asCaseId(randomBytes(16).toString('base64url')),
        reason: withoutPersonalData(reason),
        by: { id: person._id, name: person.name },
        now: new Date(now()),
      },
      (alert) => maySeeAlert(person, alert),
    );
    if (!joined.ok) {
      const [code, message] = REFUSED[joined.code];
      throw new Problem(code, message, code === 'invalid' ? { field: 'alerts' } : {});
    }
    await announcer.alerts([...joined.alerts]);
    const broadcast = await broadcastById(store, joined.doc.broadcastId);
    // It is at rest: where the stream is full or away, a sweep puts it there.
    if (broadcast) await appendInternal(redis, broadcast, now(), [joined.act]).catch(() => undefined);
    res.status(201).json(await caseView(store, joined.doc._id));
  });
  return router;
};
