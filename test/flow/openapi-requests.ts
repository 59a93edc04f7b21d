import { asDecisionId, asUserId } from '../../models/contract/ids.ts';
import { asRequestId } from '../../models/contract/release-request.ts';
import type { BroadcastDoc, UserDoc } from '../../models/store/documents.ts';
import { askForRelease } from '../../models/store/release-requests.ts';
import { addAlert, type Ground, seal } from './harness.ts';
import type { Call } from './openapi-calls.ts';

/** What rooms answer and buyers ask for. */
export interface ToldRequests {
  /** Upheld, not answered. */
  readonly upheldId: string;
  /** Two requests of the consumer's that wait. */
  readonly requestIds: readonly [string, string, string];
}

const by = { id: asUserId('m'), name: 'A moderator' };

export const tellRequests = async (ground: Ground, doc: BroadcastDoc): Promise<ToldRequests> => {
  const { store } = ground;
  const at = new Date();
  const upheld = await addAlert(ground, doc, 'upheld', {
    status: 'upheld',
    decision: { action: 'uphold', by, at: at.toISOString() },
  });
  await store.decisions.create([
    {
      _id: asDecisionId('upheld-1'),
      alertId: upheld._id,
      broadcastId: doc._id,
      atMs: 1_000,
      action: 'uphold',
      by,
      at,
    },
  ]);
  const consumer = await store.users.findOne({ login: 'consumer' }).lean<UserDoc>();
  if (!consumer) throw new Error('there is no consumer');
  const ids = ['requestToRelease-22chars', 'requestToRefuse--22chars', 'requestToWithdraw-2chars'].map((id) =>
    asRequestId(id.slice(0, 22)),
  );
  for (const _id of ids)
    await askForRelease(
      store,
      {
        _id,
        by: { id: consumer._id, name: consumer.name },
        room: 'Lamp room',
        seller: '',
        product: '',
        order: { sealed: seal.close('A1234567', _id), shown: '****4567' },
        boughtAt: at,
        fromAt: doc.startedAt,
        minutes: 5,
        said: '全网最低价',
        askedAt: at,
        answerBy: at,
      },
      [],
    );
  const [one = '', two = '', three = ''] = ids;
  return { upheldId: upheld._id, requestIds: [one, two, three] };
};

/** Of rooms that answer and buyers who ask. */
export const requestCalls = ({
  publicId,
  quietLeaf,
  requests,
}: {
  readonly publicId: string;
  readonly quietLeaf: number;
  readonly requests: ToldRequests;
}): readonly Call[] => {
  const upheld = { id: requests.upheldId };
  const [one, two, three] = requests.requestIds.map((id) => ({ id }));
  if (!one || !two || !three) return [];
  const release = { publicId, fromMs: 0, untilMs: 60_000 };
  return [
    { op: 'listAwaitedAnswers', as: 'host', gives: 200 },
    { op: 'listAwaitedAnswers', as: 'consumer', gives: 403 },
    { op: 'readAnswers', as: 'consumer', gives: 403, params: upheld },
    { op: 'readAnswers', as: 'moderator', gives: 404, params: { id: 'none' } },
    { op: 'answerDecision', as: 'moderator', gives: 403, params: upheld },
    { op: 'answerDecision', as: 'host', gives: 400, params: upheld, body: { text: ' ' } },
    { op: 'noteAnswersRead', as: 'moderator', gives: 409, params: upheld },
    { op: 'answerDecision', as: 'host', gives: 201, params: upheld },
    { op: 'readAnswers', as: 'host', gives: 200, params: upheld },
    { op: 'noteAnswersRead', as: 'moderator', gives: 200, params: upheld },
    { op: 'noteAnswersRead', as: 'host', gives: 403, params: upheld },
    {
      op: 'previewWithholding',
      as: 'moderator',
      gives: 200,
      params: { publicId },
      query: { leaf: quietLeaf },
    },
    { op: 'previewWithholding', as: 'moderator', gives: 404, params: { publicId }, query: { leaf: 99_999 } },
    { op: 'previewWithholding', as: 'host', gives: 403, params: { publicId }, query: { leaf: 1 } },
    { op: 'askForMoment', as: 'consumer', gives: 201 },
    { op: 'askForMoment', as: 'consumer', gives: 400, body: {} },
    { op: 'askForMoment', as: 'moderator', gives: 403 },
    { op: 'listRequests', as: 'consumer', gives: 200 },
    { op: 'listRequests', as: 'moderator', gives: 200 },
    { op: 'listRequests', as: 'host', gives: 403 },
    { op: 'readRequest', as: 'moderator', gives: 200, params: one },
    { op: 'readRequest', as: 'consumer', gives: 403, params: one },
    { op: 'readRequest', as: 'moderator', gives: 404, params: { id: 'none' } },
    { op: 'readOrderNumber', as: 'moderator', gives: 200, params: one },
    { op: 'readOrderNumber', as: 'moderator', gives: 400, params: one, body: {} },
    { op: 'releaseMoment', as: 'moderator', gives: 400, params: one, body: { ...release, untilMs: 0 } },
    { op: 'releaseMoment', as: 'moderator', gives: 200, params: one, body: release },
    { op: 'releaseMoment', as: 'moderator', gives: 409, params: one, body: release },
    { op: 'refuseRequest', as: 'moderator', gives: 200, params: two },
    { op: 'refuseRequest', as: 'moderator', gives: 409, params: one },
    { op: 'withdrawRequest', as: 'consumer', gives: 200, params: three },
    { op: 'withdrawRequest', as: 'consumer', gives: 409, params: three },
    { op: 'withdrawRequest', as: 'moderator', gives: 403, params: three },
    { op: 'readReleasedMoment', as: 'consumer', gives: 200, params: one },
    { op: 'readReleasedMoment', as: 'consumer', gives: 404, params: two },
    { op: 'readReleasedMoment', as: 'moderator', gives: 403, params: one },
  ];
};
