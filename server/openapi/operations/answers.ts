import { answerSchema } from '../../../models/contract/answer-schemas.ts';
import { ALERT_VIEW } from '../examples/alert.ts';
import { type Operation, PLATFORM, PLATFORM_AND_HOSTS, peopleIn } from '../operation.ts';
import { alertId } from '../parameters.ts';
import { alertView } from '../replies/alerts.ts';
import { answersReply, awaitedReply } from '../replies/answers.ts';

const ANSWER = {
  id: 'nX2mQ7c0TQm5Yt1b8Rw3vA',
  text: '当时说的是本店近三十天最低，商品页同时写明了比较范围；已请主播以后说全。',
  at: '2026-11-22T02:10:00.000Z',
  moments: [61_200],
  leaf: 412,
  by: { id: 'h-1', name: '合规甲' },
};
const UPHELD = {
  ...ALERT_VIEW,
  status: 'upheld',
  decision: {
    action: 'uphold',
    by: { id: 'platform', name: '平台 / platform' },
    at: '2026-11-21T02:00:00.000Z',
  },
};
const WANTED_BY = '2026-11-28T02:00:00.000Z';

export const answerOperations: readonly Operation[] = [
  {
    id: 'readAnswers',
    method: 'get',
    path: '/api/alerts/{id}/answers',
    tag: 'hosts',
    summary: { en: 'What the room says of a decision', zh: '直播间的陈述申辩' },
    access: PLATFORM_AND_HOSTS,
    params: alertId,
    replies: {
      200: {
        says: { en: 'The answers, oldest first.', zh: '各次陈述，先来的在前。' },
        schema: answersReply,
        example: { answers: [ANSWER], wantedBy: WANTED_BY },
      },
    },
    errors: ['forbidden', 'not-found'],
  },
  {
    id: 'answerDecision',
    method: 'post',
    path: '/api/alerts/{id}/answers',
    tag: 'hosts',
    summary: { en: 'Answer a decision that was upheld', zh: '对已认定的处理陈述申辩' },
    more: {
      en: 'Owners and compliance officers of the room, while the decision stands; 409 otherwise. Personal data is masked. It becomes a record of the broadcast’s log, stands beside the decision everywhere and in evidence packs, and is never edited: more is added as another answer. Audited.',
      zh: '由直播间的负责人或合规人员提出，须仍处于已认定状态，否则 409。个人信息会被遮盖。陈述记入该场存证日志，与处理结果一同展示并进入证据包；不能修改，可以再补充一份。记入审计。',
    },
    access: peopleIn('host'),
    params: alertId,
    body: { schema: answerSchema, example: { text: ANSWER.text, moments: ANSWER.moments } },
    replies: {
      201: {
        says: { en: 'All answers, the new one last.', zh: '全部陈述，新的在最后。' },
        schema: answersReply,
        example: { answers: [ANSWER], wantedBy: WANTED_BY },
      },
    },
    errors: ['forbidden', 'not-found', 'conflict', 'full', 'too-many'],
  },
  {
    id: 'noteAnswersRead',
    method: 'post',
    path: '/api/alerts/{id}/answers/read',
    tag: 'moderators',
    summary: { en: 'Note that the answers were read and the decision stays', zh: '记下已阅陈述、维持处理' },
    more: {
      en: 'The room sees when. To change the decision, reopen the alert. 409 where there is no answer. Audited.',
      zh: '直播间可以看到时间。要改变处理，请重新打开预警。没有陈述时 409。记入审计。',
    },
    access: PLATFORM,
    params: alertId,
    replies: {
      200: {
        says: { en: 'The alert as it is now.', zh: '预警的当前状态。' },
        schema: alertView,
        example: {
          ...UPHELD,
          answers: { count: 1, at: ANSWER.at, readAt: '2026-11-22T06:00:00.000Z' },
        },
      },
    },
    errors: ['forbidden', 'not-found', 'conflict'],
  },
  {
    id: 'listAwaitedAnswers',
    method: 'get',
    path: '/api/answers/awaited',
    tag: 'hosts',
    summary: { en: 'Upheld decisions that nobody has answered', zh: '尚未陈述的已认定处理' },
    access: PLATFORM_AND_HOSTS,
    replies: {
      200: {
        says: { en: 'Newest first, at most 200.', zh: '最新的在前，最多 200 条。' },
        schema: awaitedReply,
        example: { awaited: [{ alert: UPHELD, wantedBy: WANTED_BY }] },
      },
    },
    errors: ['forbidden'],
  },
];
