import { categoryBody } from '../../broadcasts/category-routes.ts';
import { linesQuery, visibilityBody } from '../../broadcasts/routes.ts';
import { withholdingBody, withholdingQuery } from '../../broadcasts/withhold-routes.ts';
import { BROADCAST_VIEW, DUTIES_BOARD, LINES } from '../examples/broadcast.ts';
import { ANYONE, EVERYONE, type Operation, PLATFORM, PLATFORM_AND_HOSTS } from '../operation.ts';
import { productId, publicId, publicIdAsId } from '../parameters.ts';
import {
  broadcastList,
  broadcastView,
  categoryReply,
  linesReply,
  withholdingPreviewReply,
  withholdingReply,
} from '../replies/broadcasts.ts';
import { dutiesBoard } from '../replies/duties.ts';

const WHICH = {
  en: 'Moderators and admins see all, hosts those of their own rooms, everybody else the public ones, without what is only suspected.',
  zh: '审核员与管理员看到全部，主播看到自己直播间的，其他人看到已公开的，且不含仅属疑似的内容。',
};

const withhold: readonly Operation[] = [
  {
    id: 'withholdRecord',
    method: 'post',
    path: '/api/broadcasts/{publicId}/withholdings',
    tag: 'moderators',
    summary: { en: 'Withhold the words of a record', zh: '隐去一条记录的原话' },
    more: {
      en: 'At a person’s request or by order: the line, its revisions and the claims made in it lose value and salt. The log still verifies; alerts keep their kind and time without the words; packs that show them answer 410. Audited. With `what: media` picture and sound of a stretch (a face, a home address): the bytes go, hashes and records stay, coverage says why; 409 while an order or an authority holds it.',
      zh: '应当事人请求或依法要求：该发言、它的改写及其中的疑似话术不再保留原话和盐值。存证日志仍可核验；预警保留类别与时间，不留原话；含有原话的证据包回答 410。记入审计。带 `what: media` 时隐去一段画面与声音（如人脸、住址）：删除字节，保留哈希与记录，覆盖率注明原因；被法院或监管要求保留时回答 409。',
    },
    access: PLATFORM,
    params: publicId,
    body: {
      schema: withholdingBody,
      example: { leaf: 65, reason: 'request', note: '当事人申请，个人信息保护法第四十七条' },
    },
    replies: {
      200: {
        says: {
          en: 'The records that are concerned; none where nothing was shown any more.',
          zh: '涉及的记录；此前已隐去的不再列出。',
        },
        schema: withholdingReply,
        example: { leaves: [65, 66] },
      },
    },
    errors: ['forbidden', 'not-found', 'conflict', 'overloaded'],
  },
  {
    id: 'previewWithholding',
    method: 'get',
    path: '/api/broadcasts/{publicId}/withholdings/preview',
    tag: 'moderators',
    summary: { en: 'What would go with the words of a record', zh: '屏蔽一条记录会一并带走什么' },
    access: PLATFORM,
    params: publicId,
    query: withholdingQuery,
    querySays: { leaf: { en: 'The record.', zh: '记录的序号。' } },
    replies: {
      200: {
        says: { en: 'Records, alerts and packs that lose them.', zh: '会失去原话的记录、预警与证据包。' },
        schema: withholdingPreviewReply,
        example: {
          records: [
            { kind: 'utterance', count: 1 },
            { kind: 'claim', count: 1 },
          ],
          alerts: 1,
          packs: ['E75C-M349-Q6DR'],
        },
      },
    },
    errors: ['forbidden', 'not-found'],
  },
];

export const broadcastOperations: readonly Operation[] = [
  ...withhold,
  {
    id: 'listBroadcasts',
    method: 'get',
    path: '/api/broadcasts',
    tag: 'consumers',
    summary: { en: 'Broadcasts, newest first', zh: '直播场次，最新在前' },
    more: WHICH,
    access: EVERYONE,
    replies: {
      200: {
        says: { en: 'As far as the person may see them.', zh: '这个人可以看到的场次。' },
        schema: broadcastList,
        example: { broadcasts: [BROADCAST_VIEW] },
      },
    },
  },
  {
    id: 'readBroadcast',
    method: 'get',
    path: '/api/broadcasts/{id}',
    tag: 'consumers',
    summary: { en: 'One broadcast', zh: '一场直播' },
    more: WHICH,
    access: ANYONE,
    params: publicIdAsId,
    replies: {
      200: { says: { en: 'The broadcast.', zh: '场次。' }, schema: broadcastView, example: BROADCAST_VIEW },
    },
    errors: ['unauthorised', 'not-found', 'too-many'],
  },
  {
    id: 'readLines',
    method: 'get',
    path: '/api/broadcasts/{publicId}/lines',
    tag: 'consumers',
    summary: { en: 'What was said and typed', zh: '转写与弹幕' },
    more: {
      en: 'Masked, in order of broadcast time, with the times in which nothing was heard, and, except for the public, the spans that were claimed. At most 15 minutes; where there are too many lines the newest are kept.',
      zh: '已遮蔽个人信息，按直播时间排列，附没有听到的时段；疑似违规片段不向公众显示。一次最多 15 分钟；行数过多时保留最新的。',
    },
    access: ANYONE,
    params: publicId,
    query: linesQuery,
    querySays: {
      fromMs: { en: 'Broadcast time in ms.', zh: '直播时间，毫秒。' },
      untilMs: { en: 'At most 15 minutes later, which is the default.', zh: '最多晚 15 分钟，也是默认值。' },
    },
    replies: {
      200: { says: { en: 'Lines and gaps.', zh: '发言与空档。' }, schema: linesReply, example: LINES },
    },
    errors: ['unauthorised', 'not-found', 'too-many'],
  },
  {
    id: 'publishBroadcast',
    method: 'post',
    path: '/api/broadcasts/{publicId}/visibility',
    tag: 'moderators',
    summary: { en: 'Make a broadcast public, or private again', zh: '公开一场直播，或收回公开' },
    more: { en: 'Audited, and a record of the broadcast’s log.', zh: '记入审计，也是存证日志里的一条记录。' },
    access: PLATFORM,
    params: publicId,
    body: { schema: visibilityBody, example: { public: true, reason: '消费者申诉需要查看' } },
    replies: {
      200: {
        says: { en: 'The broadcast as it is now.', zh: '场次的当前状态。' },
        schema: broadcastView,
        example: { ...BROADCAST_VIEW, public: true },
      },
    },
    errors: ['forbidden', 'not-found', 'overloaded'],
  },
  {
    id: 'readDuties',
    method: 'get',
    path: '/api/broadcasts/{publicId}/duties',
    tag: 'hosts',
    summary: { en: 'What is owed, and what viewers ask', zh: '应披露事项与观众提问' },
    more: {
      en: 'Hosts as to their own rooms. It changes when `dutiesLeaf` of the broadcast grows.',
      zh: '主播只看自己的直播间。场次的 `dutiesLeaf` 增大时内容有变。',
    },
    access: PLATFORM_AND_HOSTS,
    params: publicId,
    replies: {
      200: { says: { en: 'The board.', zh: '事项清单。' }, schema: dutiesBoard, example: DUTIES_BOARD },
    },
    errors: ['forbidden', 'not-found'],
  },
  {
    id: 'setCategory',
    method: 'post',
    path: '/api/broadcasts/{publicId}/products/{productId}/category',
    tag: 'moderators',
    summary: { en: 'Say what kind of goods a product is', zh: '指定商品类别' },
    more: {
      en: 'What the product owes is worked out anew from what was heard. Audited, and a record of the log.',
      zh: '按已听到的内容重新计算这个商品的应披露事项。记入审计与存证日志。',
    },
    access: PLATFORM,
    params: { ...publicId, ...productId },
    body: { schema: categoryBody, example: { category: 'food', reason: '实为食品，登记时选错' } },
    replies: {
      200: {
        says: { en: 'The category that counts.', zh: '生效的类别。' },
        schema: categoryReply,
        example: { productId: 'lamp-7', category: 'food' },
      },
    },
    errors: ['forbidden', 'not-found', 'overloaded'],
  },
];
