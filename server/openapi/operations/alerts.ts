import { decisionSchema } from '../../../models/contract/alert.ts';
import { caseSchema } from '../../../models/contract/case.ts';
import { packSchema } from '../../../models/contract/log/pack.ts';
import { alertsQuery, momentQuery } from '../../alerts/routes.ts';
import { ALERT_DETAIL, ALERTS_PAGE, DECISION, DECISION_REPLY, MOMENT } from '../examples/alert.ts';
import { EVIDENCE_PACK } from '../examples/log.ts';
import { EVERYONE, type Operation, PLATFORM, PLATFORM_AND_HOSTS } from '../operation.ts';
import { alertId, PUBLIC_ID_EXAMPLE } from '../parameters.ts';
import { alertDetail, alertsPage, caseView, decisionReply } from '../replies/alerts.ts';
import { moment } from '../replies/broadcasts.ts';

const OWN = { en: 'Hosts as to their own rooms.', zh: '主播只看自己的直播间。' };

const LOWEST = { subject: { type: 'claim', kind: 'price-lowest-claim', group: 'price' } };
const CASE = {
  id: 'k5Yc0M2mQF6uYb0v9Jt1Wg',
  publicId: PUBLIC_ID_EXAMPLE,
  alerts: [
    { ...LOWEST, id: 'aX3', atMs: 2_467_000, quote: '全网最低价', status: 'open' },
    { ...LOWEST, id: 'aX4', atMs: 2_512_000, quote: '史上最低', status: 'upheld' },
  ],
  reason: '同一款灯，同一处价格',
  by: { id: 'u7', name: 'Moderator' },
  at: '2026-11-20T13:00:00.000Z',
  leaf: 512,
  instead: [],
};

export const alertOperations: readonly Operation[] = [
  {
    id: 'listAlerts',
    method: 'get',
    path: '/api/alerts',
    tag: 'moderators',
    summary: { en: 'Alerts, newest first', zh: '预警，最新在前' },
    more: OWN,
    access: PLATFORM_AND_HOSTS,
    query: alertsQuery,
    querySays: {
      state: { en: 'Absent: both.', zh: '不填为两者都要。' },
      answers: {
        en: '`new`: what a room has answered and nobody of the platform has read.',
        zh: '`new`：直播间已陈述、平台尚未阅的。',
      },
      verdict: {
        en: '`flag`: suspected; `review`: a person must say.',
        zh: '`flag` 疑似，`review` 须人工判断。',
      },
      broadcast: { en: 'Public id of one broadcast.', zh: '只看某一场次（公开编号）。' },
      before: { en: '`next` of the page before.', zh: '上一页的 `next`。' },
      limit: { en: 'Alerts on a page.', zh: '每页条数。' },
    },
    replies: {
      200: { says: { en: 'A page.', zh: '一页预警。' }, schema: alertsPage, example: ALERTS_PAGE },
    },
    errors: ['forbidden'],
  },
  {
    id: 'readAlert',
    method: 'get',
    path: '/api/alerts/{id}',
    tag: 'moderators',
    summary: { en: 'One alert, with its moments and steps', zh: '一条预警，附各次出现与要件分析' },
    more: OWN,
    access: PLATFORM_AND_HOSTS,
    params: alertId,
    replies: {
      200: { says: { en: 'The alert.', zh: '预警。' }, schema: alertDetail, example: ALERT_DETAIL },
    },
    errors: ['forbidden', 'not-found'],
  },
  {
    id: 'readMoment',
    method: 'get',
    path: '/api/alerts/{id}/moment',
    tag: 'moderators',
    summary: { en: 'All that is needed to judge one alert', zh: '判断一条预警所需的全部上下文' },
    more: {
      en: 'Two minutes before and one after: what was said and typed, what was not heard, the product and its page. Hosts as to their own rooms.',
      zh: '前两分钟、后一分钟：转写、弹幕、没有听到的时段、商品与其页面。主播只看自己的直播间。',
    },
    access: PLATFORM_AND_HOSTS,
    params: alertId,
    query: momentQuery,
    querySays: { atMs: { en: 'Another moment of the same broadcast.', zh: '同一场次的另一时刻。' } },
    replies: { 200: { says: { en: 'The moment.', zh: '上下文。' }, schema: moment, example: MOMENT } },
    errors: ['forbidden', 'not-found'],
  },
  {
    id: 'decide',
    method: 'post',
    path: '/api/decisions',
    tag: 'moderators',
    summary: { en: 'Decide on one alert or a whole card', zh: '对一条或一组预警作出决定' },
    more: {
      en: 'Each alert has a result of its own: one that someone else holds or has decided is a conflict in `results`, and the others go through. Each decision goes to the evidence log.',
      zh: '每条预警各有结果：他人正在处理或已决定的，在 `results` 里标为冲突，其余照常生效。每个决定都写入存证日志。',
    },
    access: PLATFORM,
    body: { schema: decisionSchema, example: DECISION },
    replies: {
      200: {
        says: { en: 'One result per alert.', zh: '每条预警的结果。' },
        schema: decisionReply,
        example: DECISION_REPLY,
      },
    },
    errors: ['forbidden'],
  },
  {
    id: 'joinAlerts',
    method: 'post',
    path: '/api/cases',
    tag: 'moderators',
    summary: { en: 'Join alerts of one broadcast to a case', zh: '把同一场的预警合并为案件' },
    more: {
      en: 'What some of them were joined to before comes along: the new case points at the old ones, which stay. Audited, and a record of the broadcast’s log that points at each alert’s record. The detail of each alert tells its case.',
      zh: '其中已并入案件的，连同原案件一并并入：新案件指向原案件，原案件保留。写入审计，并作为一条记录写入存证日志，指向各预警的记录。各预警的详情里写明所属案件。',
    },
    access: PLATFORM,
    body: {
      schema: caseSchema,
      example: { alerts: CASE.alerts.map(({ id }) => id), reason: CASE.reason },
    },
    replies: { 201: { says: { en: 'The case.', zh: '案件。' }, schema: caseView, example: CASE } },
    errors: ['forbidden', 'not-found', 'conflict', 'full'],
  },
  {
    id: 'readEvidence',
    method: 'get',
    path: '/api/alerts/{id}/evidence',
    tag: 'consumers',
    summary: { en: 'Take the evidence of an alert away', zh: '下载一条预警的证据包' },
    more: {
      en: 'A file that verifies itself: records, proofs, the signed head. Consumers where the broadcast is public and the alert was upheld, without anything else that is suspected. 503 in its first second or two, until the head is signed.',
      zh: '可自行核验的文件：记录、证明、签名的检查点。消费者限已公开场次中已认定的，且不含其他疑似内容。最初一两秒检查点尚未签名，回答 503。',
    },
    access: EVERYONE,
    params: alertId,
    replies: {
      200: {
        says: { en: 'The pack, as an attachment.', zh: '证据包，作为附件。' },
        schema: packSchema,
        example: EVIDENCE_PACK,
        headers: { 'Content-Disposition': { en: 'Name of the file.', zh: '文件名。' } },
      },
    },
    errors: ['not-found'],
  },
];
