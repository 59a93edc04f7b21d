import { randomBytes } from 'node:crypto';
import { type Response, Router } from 'express';
import {
  type AnswersReply,
  type AwaitedAnswer,
  answerWantedBy,
  asAnswerId,
} from '../../models/contract/answer.ts';
import { answerSchema } from '../../models/contract/answer-schemas.ts';
import { type AlertId, asAlertId } from '../../models/contract/ids.ts';
import { toAlertView } from '../../models/store/alert-view.ts';
import {
  answersTo,
  awaitedAnswers,
  giveAnswer,
  readAnswers,
  toAnswerView,
} from '../../models/store/answers.ts';
import type { AlertDoc } from '../../models/store/documents.ts';
import { alertById } from '../../models/store/find-alerts.ts';
import { broadcastById } from '../../models/store/find-broadcasts.ts';
import { withoutPersonalData } from '../../models/text/personal-data/index.ts';
import { asSeenBy } from '../alerts/as-seen-by.ts';
import { appendInternal } from '../broadcasts/internal-events.ts';
import type { Deps } from '../deps.ts';
import type { Announcer } from '../feed/announce.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { alertScope, mayAnswer, mayDecide, maySeeAlert, maySeeAlerts } from '../identity/rules.ts';
import { someone } from '../identity/session.ts';

export type AnswerDeps = Pick<Deps, 'store' | 'redis' | 'now' | 'limits'> & { readonly announcer: Announcer };

const REFUSED = {
  'not-found': ['not-found', 'there is no such alert'],
  'not-upheld': ['conflict', 'nothing is upheld that could be answered'],
  full: ['full', 'there are as many answers to this decision as there can be'],
} as const;

/** The alert, if the person may see it. @throws Problem `unauthorised`, `forbidden`, `not-found` */
const seenAlert = async ({ store }: AnswerDeps, res: Response, id: AlertId): Promise<AlertDoc> => {
  const person = someone(res);
  if (!maySeeAlerts(person)) throw new Problem('forbidden', 'alerts are for moderators and for the rooms');
  const alert = await alertById(store, id);
  if (!alert || !maySeeAlert(person, alert)) throw new Problem('not-found', 'there is no such alert');
  res.locals.publicId = alert.broadcast.publicId;
  return alert;
};

const wantedBy = ({ status, decision }: Pick<AlertDoc, 'status' | 'decision'>): string | undefined =>
  status === 'upheld' && decision ? answerWantedBy(decision.at) : undefined;

const replyOf = async ({ store }: AnswerDeps, alert: AlertDoc): Promise<AnswersReply> => {
  const answers = await answersTo(store, alert._id);
  const until = wantedBy(alert);
  return {
    answers: answers.map((doc) => toAnswerView(doc, true)),
    ...(until !== undefined && { wantedBy: until }),
  };
};

/**
 * What rooms say of decisions that were upheld against them (陈述申辩):
 * - `GET /api/alerts/:id/answers`: AnswersReply; who may see the alert.
 * - `POST /api/alerts/:id/answers` {text, moments?}: AnswersReply; hosts with the right `answer` as to the room, while the decision
 *   stands (409 otherwise). Personal data is masked; audited, and a record of the broadcast's log. Never edited: more is added.
 * - `POST /api/alerts/:id/answers/read`: AlertView; moderators and admins: read, and the decision stays. Audited.
 * - `GET /api/answers/awaited`: {awaited: AwaitedAnswer[]}; upheld decisions of own rooms that nobody has answered.
 */
export const answerRoutes = (deps: AnswerDeps): Router => {
  const router = Router();
  const { store, redis, now, announcer, limits } = deps;

  router.get('/api/alerts/:id/answers', async (req, res) => {
    res.json(await replyOf(deps, await seenAlert(deps, res, asAlertId(req.params.id))));
  });

  router.post('/api/alerts/:id/answers', async (req, res) => {
    const person = someone(res);
    const seen = await seenAlert(deps, res, asAlertId(req.params.id));
    if (!mayAnswer(person, seen))
      throw new Problem('forbidden', 'only the room’s owners and compliance officers answer for it');
    const { text, moments } = read(answerSchema, req.body);
    await limits.answersPerPerson.take(person._id);
    const given = await giveAnswer(store, seen._id, {
      id: asAnswerId(randomBytes(16).toString('base64url')),
      text: withoutPersonalData(text),
      moments: [...new Set(moments)].sort((a, b) => a - b),
      by: { id: person._id, name: person.name },
      now: new Date(now()),
    });
    if (!given.ok) {
      const [code, message] = REFUSED[given.code];
      throw new Problem(code, message);
    }
    await announcer.alerts([given.alert]);
    const broadcast = await broadcastById(store, given.alert.broadcastId);
    // It is at rest: where the stream is full or away, a sweep puts it there.
    if (broadcast) await appendInternal(redis, broadcast, now(), [given.act]).catch(() => undefined);
    res.status(201).json(await replyOf(deps, given.alert));
  });

  router.post('/api/alerts/:id/answers/read', async (req, res) => {
    const person = someone(res);
    if (!mayDecide(person))
      throw new Problem('forbidden', 'only moderators and admins read for the platform');
    const seen = await seenAlert(deps, res, asAlertId(req.params.id));
    const by = { id: person._id, name: person.name };
    const alert = await readAnswers(store, seen._id, { by, now: new Date(now()) });
    if (!alert) throw new Problem('conflict', 'nobody has answered this decision');
    await announcer.alerts([alert]);
    res.json(asSeenBy(person, toAlertView(alert)));
  });

  router.get('/api/answers/awaited', async (_req, res) => {
    const person = someone(res);
    if (!maySeeAlerts(person)) throw new Problem('forbidden', 'decisions are answered by rooms');
    const docs = await awaitedAnswers(store, alertScope(person));
    const awaited: AwaitedAnswer[] = docs.flatMap((doc) => {
      const until = wantedBy(doc);
      return until === undefined ? [] : [{ alert: asSeenBy(person, toAlertView(doc)), wantedBy: until }];
    });
    res.json({ awaited });
  });

  return router;
};
