import { z } from 'zod';
import { broadcastPatchSchema, broadcastSchema, eventSchema } from '../../../models/contract/ingest.ts';
import { ordersSchema } from '../../../models/contract/orders.ts';
import { LINE_TYPES } from '../../ingest/routes.ts';
import { BROADCAST_INPUT, EVENTS, INGEST_REPLY } from '../examples/broadcast.ts';
import { type Operation, SENDER } from '../operation.ts';
import { PUBLIC_ID_EXAMPLE, senderId } from '../parameters.ts';
import { ingestReply, ordersCompleted, registered } from '../replies/ingest.ts';
import { errorReply } from '../replies/people.ts';

const REGISTERED = { publicId: PUBLIC_ID_EXAMPLE, id: BROADCAST_INPUT.id };
/** What was taken until then is told with the refusal. */
const account = z.union([ingestReply, errorReply]);

export const senderOperations: readonly Operation[] = [
  {
    id: 'registerBroadcast',
    method: 'post',
    path: '/api/broadcasts',
    tag: 'senders',
    summary: { en: 'Register a broadcast', zh: '登记一场直播' },
    more: {
      en: 'The same id and body again answers 200 and changes nothing; with another body 409: use PATCH. With a `playbackUrl` (HLS with a WebVTT subtitle rendition) a worker pulls the captions by itself.',
      zh: '相同编号、相同内容再次登记，回答 200，什么也不变；内容不同则 409，请用 PATCH。给出 `playbackUrl`（带 WebVTT 字幕轨的 HLS）时，由 worker 自行拉取字幕。',
    },
    access: SENDER,
    body: { schema: broadcastSchema, example: BROADCAST_INPUT },
    replies: {
      201: { says: { en: 'Registered.', zh: '已登记。' }, schema: registered, example: REGISTERED },
      200: {
        says: { en: 'Was registered before, with the same body.', zh: '此前已登记，内容相同。' },
        schema: registered,
      },
    },
    errors: ['forbidden', 'conflict', 'overloaded'],
  },
  {
    id: 'changeBroadcast',
    method: 'patch',
    path: '/api/broadcasts/{id}',
    tag: 'senders',
    summary: { en: 'Change a broadcast', zh: '修改场次信息' },
    more: {
      en: 'Every change is a record of the broadcast’s log.',
      zh: '每次修改都是存证日志里的一条记录。',
    },
    access: SENDER,
    params: senderId,
    body: { schema: broadcastPatchSchema, example: { title: '纸灯笼专场（加场）' } },
    replies: { 200: { says: { en: 'Changed.', zh: '已修改。' }, schema: registered, example: REGISTERED } },
    errors: ['forbidden', 'not-found', 'broadcast-closed', 'overloaded'],
  },
  {
    id: 'completeOrders',
    method: 'put',
    path: '/api/broadcasts/{id}/orders',
    tag: 'senders',
    summary: { en: 'Say when the last order was completed', zh: '告知最后一笔订单的完成时间' },
    more: {
      en: 'What must be kept of the broadcast is kept for its term from the later of its end and this. Send it again whenever another order is completed, however long ago the broadcast ended; an earlier date changes nothing. Audited. 410 once the broadcast is being removed.',
      zh: '应保存的内容，自直播结束与此时间中较晚者起计保存期。之后再有订单完成，可随时再次发送，不限直播结束多久；较早的日期不改变任何内容。写入审计。场次已在清除时回答 410。',
    },
    access: SENDER,
    params: senderId,
    body: { schema: ordersSchema, example: { completedAt: '2026-11-21T09:30:00Z' } },
    replies: {
      200: {
        says: { en: 'The date that counts.', zh: '据以起算的时间。' },
        schema: ordersCompleted,
        example: { ...REGISTERED, completedAt: '2026-11-21T09:30:00.000Z' },
      },
    },
    errors: ['forbidden', 'not-found', 'withheld', 'overloaded'],
  },
  {
    id: 'sendEvents',
    method: 'post',
    path: '/api/broadcasts/{id}/events',
    tag: 'senders',
    summary: { en: 'Send events', zh: '发送事件' },
    more: {
      en: 'One JSON object a line, at most 64 KiB a line, 4 MiB and 20,000 lines a request. Every line is accounted for; what is `accepted` is at rest and will be exactly one record. The same again is a `duplicate`, so that a request may be repeated. The WebSocket of the same address takes the same lines: see `x-websocket`.',
      zh: '每行一个 JSON 对象；单行不超过 64 KiB，一次请求不超过 4 MiB、20,000 行。逐行给出结果；`accepted` 表示已落盘，必成为恰好一条记录。重复发送得到 `duplicate`，因此整个请求可以重发。同一地址的 WebSocket 接受同样的行，见 `x-websocket`。',
    },
    access: SENDER,
    params: senderId,
    body: {
      schema: eventSchema,
      isLines: true,
      types: LINE_TYPES,
      example: EVENTS,
      says: {
        en: 'Lines of JSON (NDJSON), UTF-8, without Content-Encoding.',
        zh: '逐行 JSON（NDJSON），UTF-8，不带 Content-Encoding。',
      },
    },
    replies: {
      200: {
        says: {
          en: 'At least one line was accepted, or had been before.',
          zh: '至少一行被接受，或此前已被接受。',
        },
        schema: ingestReply,
        example: INGEST_REPLY,
      },
    },
    errors: ['empty', 'forbidden', 'not-found', 'broadcast-closed', 'overloaded'],
    errorSchemas: { 400: account, 413: ingestReply, 429: account, 503: account },
  },
];
