import type { Person } from '../contract/alert.ts';
import { ANSWERS_MAX, type AnswerId, type AnswersStanding, type AnswerView } from '../contract/answer.ts';
import type { AlertId, DecisionId } from '../contract/ids.ts';
import type { AnswerDoc } from './answer-documents.ts';
import { audit } from './audit.ts';
import type { AlertDoc, DecisionDoc } from './documents.ts';
import { alertsIn, type Scope } from './scope.ts';
import type { Store } from './store.ts';
import type { Act, ActKind } from './unlogged-acts.ts';

const GIVEN = 'answer-given';
const READ = 'answers-read';
/** Upheld decisions that are listed as waiting for the room: nobody reads more on one page. */
const AWAITED_MAX = 200;

/** An answer as the event that is to be on the broadcast's stream once. */
export type AnswerAct = Act<{ readonly type: 'answer'; readonly atMs: number; readonly answerId: string }>;

const actOf = (answerId: string, atMs: number): AnswerAct => ({
  event: { type: 'answer', atMs, answerId },
  dedupeId: `answer:${answerId}`,
});

export type Answered =
  | { readonly ok: true; readonly answer: AnswerDoc; readonly alert: AlertDoc; readonly act: AnswerAct }
  /** `not-upheld`: nothing is upheld (any more) that could be answered; `full`: there are {@link ANSWERS_MAX} already. */
  | { readonly ok: false; readonly code: 'not-found' | 'not-upheld' | 'full' };

export interface Answering {
  readonly id: AnswerId;
  /** Personal data masked. */
  readonly text: string;
  readonly moments: readonly number[];
  readonly by: Person;
  readonly now: Date;
}

/**
 * Keeps what a room says of a decision that stands against it, with its audit document, and shows on the alert that there is an
 * answer, in one transaction. Emits nothing: the caller puts the act on the stream and the alert on the feed.
 */
export const giveAnswer = async (store: Store, alertId: AlertId, given: Answering): Promise<Answered> => {
  const { id, text, moments, by, now } = given;
  let result: Answered = { ok: false, code: 'not-found' };
  await store.connection.transaction(async (session) => {
    const alert = await store.alerts.findOne({ _id: alertId }).session(session).lean<AlertDoc | null>();
    if (!alert) return;
    const upheld = await store.decisions
      .findOne({ alertId, action: 'uphold' })
      .sort({ at: -1 })
      .session(session)
      .lean<Pick<DecisionDoc, '_id'> | null>();
    if (alert.status !== 'upheld' || !upheld) {
      result = { ok: false, code: 'not-upheld' };
      return;
    }
    const before = await store.answers
      .find({ alertId }, { _id: 1 })
      .sort({ at: 1 })
      .session(session)
      .lean<Pick<AnswerDoc, '_id'>[]>();
    if (before.length >= ANSWERS_MAX) {
      result = { ok: false, code: 'full' };
      return;
    }
    const answer: AnswerDoc = {
      _id: id,
      alertId,
      broadcastId: alert.broadcastId,
      roomId: alert.roomId,
      decisionId: upheld._id as DecisionId,
      ...(before[0] && { to: before[0]._id }),
      text,
      moments: [...moments],
      by,
      at: now,
    };
    await store.answers.create([answer], { session });
    const answers: AnswersStanding = {
      ...(alert.answers?.readAt !== undefined && { readAt: alert.answers.readAt }),
      count: before.length + 1,
      at: now.toISOString(),
    };
    const changed = await store.alerts
      .findOneAndUpdate(
        { _id: alertId },
        { $set: { answers, unsent: true, updatedAt: now }, $inc: { revision: 1 } },
        { session, returnDocument: 'after' },
      )
      .lean<AlertDoc>();
    const details = { answerId: id, atMs: alert.lastAtMs, publicId: alert.broadcast.publicId };
    await audit(store, session, { at: now, by, action: GIVEN, subject: alertId, details, unlogged: true });
    if (changed) result = { ok: true, answer, alert: changed, act: actOf(id, alert.lastAtMs) };
  });
  return result;
};

/** Answers as events, of the broadcast that their audit document names. */
export const ANSWER_ACTS: ActKind<AnswerAct['event']> = {
  actions: [GIVEN],
  toAct: ({ details }) => actOf(String(details?.answerId), Number(details?.atMs)),
  publicIdOf: ({ details }) => String(details?.publicId),
};

/**
 * Notes that a moderator has read the answers and leaves the decision as it is, with its audit document.
 * @returns null where there is no alert, or no answer to it.
 */
export const readAnswers = async (
  store: Store,
  alertId: AlertId,
  { by, now }: { readonly by: Person; readonly now: Date },
): Promise<AlertDoc | null> => {
  let changed: AlertDoc | null = null;
  await store.connection.transaction(async (session) => {
    changed = await store.alerts
      .findOneAndUpdate(
        { _id: alertId, answers: { $exists: true } },
        {
          $set: { 'answers.readAt': now.toISOString(), unsent: true, updatedAt: now },
          $inc: { revision: 1 },
        },
        { session, returnDocument: 'after' },
      )
      .lean<AlertDoc>();
    if (changed) await audit(store, session, { at: now, by, action: READ, subject: alertId });
  });
  return changed;
};

/** The answers to an alert, oldest first. */
export const answersTo = (store: Store, alertId: AlertId): Promise<AnswerDoc[]> =>
  store.answers.find({ alertId }).sort({ at: 1 }).limit(ANSWERS_MAX).lean<AnswerDoc[]>().exec();

/** The named answers by id. */
export const answersById = async (
  store: Store,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AnswerDoc>> => {
  const docs = await store.answers.find({ _id: { $in: [...ids] as AnswerId[] } }).lean<AnswerDoc[]>();
  return new Map(docs.map((doc) => [doc._id, doc]));
};

/** Records of the answers to an alert, oldest first. */
export const answerLeaves = async (store: Store, alertId: AlertId): Promise<number[]> =>
  (await answersTo(store, alertId)).flatMap(({ leafIndex }) => (leafIndex === undefined ? [] : [leafIndex]));

/** Decisions upheld against rooms of the scope that nobody of the room has answered, newest first. */
export const awaitedAnswers = (store: Store, scope: Scope): Promise<AlertDoc[]> =>
  store.alerts
    .find({ $and: [alertsIn(scope), { status: 'upheld', answers: { $exists: false } }] })
    .sort({ updatedAt: -1 })
    .limit(AWAITED_MAX)
    .lean<AlertDoc[]>()
    .exec();

/**
 * An answer as it is shown.
 * @param named whether it is told who of the room wrote it.
 */
export const toAnswerView = (doc: AnswerDoc, named: boolean): AnswerView => ({
  id: doc._id,
  text: doc.text,
  at: doc.at.toISOString(),
  moments: doc.moments,
  ...(doc.withheld && { withheld: doc.withheld }),
  ...(doc.to !== undefined && { to: doc.to }),
  ...(doc.leafIndex !== undefined && { leaf: doc.leafIndex }),
  ...(named && { by: doc.by }),
});
