import { publicFindSchema, publicSearchSchema } from '../../../models/contract/public.ts';
import { ANYONE, type Operation } from '../operation.ts';
import { PUBLIC_ID_EXAMPLE, publicId } from '../parameters.ts';
import { publicHits, publicRecord, publicSearchReply } from '../replies/public.ts';

const BROADCAST = {
  publicId: PUBLIC_ID_EXAMPLE,
  title: '纸灯笼专场',
  language: 'zh-Hans',
  platform: 'lantern',
  form: 'live',
  state: 'ended',
  startedAt: '2026-11-20T12:00:00.000Z',
  endedAt: '2026-11-20T14:00:00.000Z',
  atMs: 7_200_000,
  room: { name: '灯笼小屋', operator: '示例运营公司' },
  presenters: [{ name: '主播甲', persona: 'human' }],
};
const COVERAGE = {
  fromMs: 0,
  untilMs: 7_200_000,
  percent: 97,
  gaps: [{ fromMs: 90_000, untilMs: 306_000, cause: 'feed-silent' }],
};

/** What the public is shown, with an account or without. */
export const publicOperations: readonly Operation[] = [
  {
    id: 'searchPublic',
    method: 'get',
    path: '/api/public/broadcasts',
    tag: 'consumers',
    summary: { en: 'Find public broadcasts', zh: '查找公开的直播场次' },
    more: {
      en: 'By room, operator, presenter, seller, product or title, and by day; Simplified finds Traditional and the reverse. Newest first.',
      zh: '按直播间、运营者、主播、商家、商品或标题，也可按日期；简体与繁体互通。最新在前。',
    },
    access: ANYONE,
    query: publicSearchSchema,
    querySays: {
      q: { en: 'Words that must stand in the names.', zh: '名称里要有的词。' },
      day: { en: 'On the air on this day.', zh: '这一天播出的。' },
      offset: { en: 'Minutes that the reader’s clock is ahead of UTC.', zh: '读者时区比 UTC 早多少分钟。' },
      before: { en: 'What the page before gave as `next`.', zh: '上一页给出的 `next`。' },
      limit: { en: 'Broadcasts on a page.', zh: '每页场次数。' },
    },
    replies: {
      200: {
        says: {
          en: 'A page; it may be short and yet not the last.',
          zh: '一页结果；不满一页也可能还有下一页。',
        },
        schema: publicSearchReply,
        example: { broadcasts: [{ ...BROADCAST, by: [{ in: 'product', text: '纸灯笼' }] }] },
      },
    },
    errors: ['too-many'],
  },
  {
    id: 'readPublicRecord',
    method: 'get',
    path: '/api/public/broadcasts/{publicId}',
    tag: 'consumers',
    summary: { en: 'A public broadcast as a page to read', zh: '一场公开直播的公开页' },
    more: {
      en: 'Products, coverage with every gap and its cause, and what a moderator upheld with the room’s answers. Nothing that is only suspected. What was said comes by `…/lines`.',
      zh: '商品、覆盖率及每处空档的原因，以及审核认定的内容和直播间的陈述申辩；不含仅属疑似的内容。发言见 `…/lines`。',
    },
    access: ANYONE,
    params: publicId,
    replies: {
      200: {
        says: { en: 'The record.', zh: '公开记录。' },
        schema: publicRecord,
        example: {
          broadcast: BROADCAST,
          products: [
            {
              productId: 'lamp-7',
              name: '纸灯笼',
              linkNo: 3,
              introductions: [{ fromMs: 55_000, untilMs: 355_000 }],
            },
          ],
          coverage: { words: COVERAGE, picture: COVERAGE, sound: COVERAGE },
          upheld: [],
          signedSize: 1024,
        },
      },
    },
    errors: ['not-found', 'too-many'],
  },
  {
    id: 'findInPublic',
    method: 'get',
    path: '/api/public/broadcasts/{publicId}/find',
    tag: 'consumers',
    summary: { en: 'Find what was said in a public broadcast', zh: '在公开场次里查找说过的话' },
    access: ANYONE,
    params: publicId,
    query: publicFindSchema,
    querySays: {
      q: { en: 'Words that must all stand in a line.', zh: '同一句里都要有的词。' },
      fromMs: { en: 'Broadcast time from which to look.', zh: '从此直播时间（毫秒）开始找。' },
    },
    replies: {
      200: {
        says: { en: 'Lines, masked, in order of time.', zh: '按时间排列的发言，已遮蔽个人信息。' },
        schema: publicHits,
        example: {
          hits: [
            {
              utteranceId: 'u12',
              source: 'speech',
              role: 'presenter',
              atMs: 61_200,
              text: '这盏灯笼是手工糊的',
              start: 2,
              end: 4,
            },
          ],
        },
      },
    },
    errors: ['not-found', 'too-many'],
  },
];
