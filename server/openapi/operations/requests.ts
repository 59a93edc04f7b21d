import { REQUEST_ANSWER_DAYS, REQUESTS_OPEN_MAX } from '../../../models/contract/release-request.ts';
import {
  orderNumberSchema,
  refusalSchema,
  releaseRequestSchema,
  releaseSchema,
} from '../../../models/contract/release-request-schemas.ts';
import { requestsQuery } from '../../requests/routes.ts';
import { type Operation, PLATFORM, peopleIn } from '../operation.ts';
import { PUBLIC_ID_EXAMPLE, releaseRequestId } from '../parameters.ts';
import * as replies from '../replies/requests.ts';

const INPUT = {
  room: '灯笼小屋',
  seller: '示例灯饰店',
  product: '纸灯笼',
  orderNumber: 'A2026112000417',
  boughtAt: '2026-11-20T20:45:00+08:00',
  fromAt: '2026-11-20T20:40:00+08:00',
  minutes: 5,
  said: '说是全网最低，买贵退差价',
};
const VIEW = {
  id: 'r7Yc0M2mQF6uYb0v9Jt1Wg',
  state: 'open',
  room: INPUT.room,
  seller: INPUT.seller,
  product: INPUT.product,
  orderNumber: '****0417',
  boughtAt: '2026-11-20T12:45:00.000Z',
  fromAt: '2026-11-20T12:40:00.000Z',
  minutes: 5,
  said: INPUT.said,
  askedAt: '2026-11-23T01:00:00.000Z',
  answerBy: '2026-11-30T01:00:00.000Z',
};
const ASKED = { ...VIEW, by: { id: 'c-1', name: '消费者乙' } };
const ANSWERED_BY = { id: 'm-1', name: '审核员丙' };
const STRETCH = { fromMs: 2_400_000, untilMs: 2_700_000 };
const RELEASED = {
  ...ASKED,
  state: 'released',
  answered: { at: '2026-11-23T03:00:00.000Z' },
  answeredBy: ANSWERED_BY,
  release: {
    publicId: PUBLIC_ID_EXAMPLE,
    ...STRETCH,
    until: '2027-01-22T03:00:00.000Z',
    isOpen: true,
  },
};
const REFUSED = {
  ...ASKED,
  state: 'refused',
  answered: { at: '2026-11-23T03:00:00.000Z', reason: 'order-not-confirmed', words: '请核对订单号' },
  answeredBy: ANSWERED_BY,
};
const PARTY = {
  publicId: PUBLIC_ID_EXAMPLE,
  title: '纸灯笼专场',
  startedAt: '2026-11-20T12:00:00.000Z',
  atMs: 3_600_000,
};
const MATCH = {
  ...PARTY,
  roomName: '灯笼小屋',
  operator: '示例运营公司',
  sellers: ['示例灯饰店'],
  public: false,
  ...STRETCH,
  fits: { room: true, seller: true, time: true },
};
const MOMENT = {
  request: { ...VIEW, state: 'released' },
  broadcast: {
    ...PARTY,
    language: 'zh-Hans',
    platform: 'lantern',
    form: 'live',
    state: 'ended',
    room: { name: '灯笼小屋', operator: '示例运营公司' },
    presenters: [{ name: '主播甲', persona: 'human' }],
  },
  ...STRETCH,
  until: '2027-01-22T03:00:00.000Z',
  lines: [],
  gaps: [],
  upheld: [],
};

const consumer = peopleIn('consumer');
const params = releaseRequestId;
const now = { en: 'The request as it is now.', zh: '申请的当前状态。' };

export const requestOperations: readonly Operation[] = [
  {
    id: 'askForMoment',
    method: 'post',
    path: '/api/requests',
    tag: 'consumers',
    summary: { en: 'Ask for a moment of a broadcast, by an order', zh: '凭订单申请调取一段直播' },
    more: {
      en: `Name the room or the seller, the order, and the time. The order number is kept sealed and shown by its end. At most ${REQUESTS_OPEN_MAX} wait at once; an answer is promised within ${REQUEST_ANSWER_DAYS} days. The answer is the same whether there is such a broadcast or not. Counted by person and address.`,
      zh: `写明直播间或商家、订单和时间。订单号加密保存，只显示末几位。同时最多 ${REQUESTS_OPEN_MAX} 件待答复；承诺 ${REQUEST_ANSWER_DAYS} 天内答复。有没有这场直播，回答都相同。按人和地址计次限流。`,
    },
    access: consumer,
    body: { schema: releaseRequestSchema, example: INPUT },
    replies: {
      201: {
        says: { en: 'What was asked.', zh: '所提的申请。' },
        schema: replies.requestView,
        example: VIEW,
      },
    },
    errors: ['forbidden', 'full', 'too-many', 'not-available'],
  },
  {
    id: 'listRequests',
    method: 'get',
    path: '/api/requests',
    tag: 'consumers',
    summary: { en: 'Requests: one’s own, or those that wait', zh: '申请列表：自己的，或待处理的' },
    more: {
      en: 'To consumers their own; to moderators and admins all of a state, open ones oldest first.',
      zh: '消费者得到自己的；审核员与管理员按状态得到全部，待处理的先来在前。',
    },
    access: peopleIn('consumer', 'moderator', 'admin'),
    query: requestsQuery,
    querySays: {
      state: { en: '`settled`: answered or withdrawn.', zh: '`settled`：已答复或已撤回。' },
    },
    replies: {
      200: {
        says: { en: 'The requests.', zh: '各件申请。' },
        schema: replies.requestList,
        example: { requests: [ASKED], open: 1 },
      },
    },
    errors: ['forbidden'],
  },
  {
    id: 'readRequest',
    method: 'get',
    path: '/api/requests/{id}',
    tag: 'moderators',
    summary: { en: 'A request with the broadcasts that may be meant', zh: '申请及可能对应的场次' },
    access: PLATFORM,
    params,
    replies: {
      200: {
        says: { en: 'Those that fit best come first.', zh: '最相符的在前。' },
        schema: replies.requestDetail,
        example: { ...ASKED, matches: [MATCH] },
      },
    },
    errors: ['forbidden', 'not-found'],
  },
  {
    id: 'releaseMoment',
    method: 'post',
    path: '/api/requests/{id}/release',
    tag: 'moderators',
    summary: { en: 'Release a moment to whoever asked', zh: '向申请人开放一段' },
    more: {
      en: 'Neutral facts of the stretch and what was upheld in it, to that person alone, for so many days; it is held for as long. Audited.',
      zh: '只向申请人开放这一段的中性事实与其中已认定的违规，到期关闭；期间不会被清理。记入审计。',
    },
    access: PLATFORM,
    params,
    body: { schema: releaseSchema, example: { publicId: PUBLIC_ID_EXAMPLE, ...STRETCH, days: 60 } },
    replies: { 200: { says: now, schema: replies.platformRequest, example: RELEASED } },
    errors: ['forbidden', 'not-found', 'conflict'],
  },
  {
    id: 'refuseRequest',
    method: 'post',
    path: '/api/requests/{id}/refusal',
    tag: 'moderators',
    summary: { en: 'Refuse a request', zh: '拒绝申请' },
    more: { en: 'The reason is told to whoever asked. Audited.', zh: '理由会告知申请人。记入审计。' },
    access: PLATFORM,
    params,
    body: {
      schema: refusalSchema,
      example: { reason: REFUSED.answered.reason, words: REFUSED.answered.words },
    },
    replies: { 200: { says: now, schema: replies.platformRequest, example: REFUSED } },
    errors: ['forbidden', 'not-found', 'conflict'],
  },
  {
    id: 'readOrderNumber',
    method: 'post',
    path: '/api/requests/{id}/order-number',
    tag: 'moderators',
    summary: { en: 'Read the whole order number', zh: '查看完整订单号' },
    more: { en: 'With a reason; audited.', zh: '须写明理由；记入审计。' },
    access: PLATFORM,
    params,
    body: { schema: orderNumberSchema, example: { reason: '向商家核实订单' } },
    replies: {
      200: {
        says: { en: 'As it was written.', zh: '原样的订单号。' },
        schema: replies.orderNumberReply,
        example: { orderNumber: INPUT.orderNumber },
      },
    },
    errors: ['forbidden', 'not-found', 'withheld', 'not-available'],
  },
  {
    id: 'withdrawRequest',
    method: 'post',
    path: '/api/requests/{id}/withdrawal',
    tag: 'consumers',
    summary: { en: 'Withdraw a request of one’s own', zh: '撤回自己的申请' },
    access: consumer,
    params,
    replies: {
      200: { says: now, schema: replies.requestView, example: { ...VIEW, state: 'withdrawn' } },
    },
    errors: ['forbidden', 'not-found', 'conflict'],
  },
  {
    id: 'readReleasedMoment',
    method: 'get',
    path: '/api/requests/{id}/moment',
    tag: 'consumers',
    summary: { en: 'What was released', zh: '已开放的这一段' },
    more: {
      en: 'To whoever asked, until it is over. Each look is audited. Evidence packs of it are asked for as of any broadcast.',
      zh: '只给申请人，到期为止；每次查看记入审计。证据包的申请方法与其他场次相同。',
    },
    access: consumer,
    params,
    replies: {
      200: {
        says: { en: 'The stretch in words.', zh: '这一段的文字记录。' },
        schema: replies.releasedMoment,
        example: MOMENT,
      },
    },
    errors: ['forbidden', 'not-found', 'release-over'],
  },
];
