import { exhibitQuery, placeExhibitSchema } from '../../../models/contract/exhibit.ts';
import { codeSchema, markPackSchema, markRequestSchema } from '../../../models/contract/mark.ts';
import { markerSchema } from '../../../models/contract/platform-mark.ts';
import { exhibitBody } from '../../exhibits/routes.ts';
import { marksQuery } from '../../marks/platform.ts';
import { ANYONE, type Operation, PLATFORM } from '../operation.ts';
import { exhibitId, markId, PUBLIC_ID_EXAMPLE } from '../parameters.ts';
import { packJob } from '../replies/evidence-packs.ts';
import { exhibitView, marker, markReply, markView, mineReply, platformMarks } from '../replies/marks.ts';

const HASH = '9c'.repeat(32);
const ID = 'b2Yc0M2mQF6uYb0v9Jt1Wg';
const SPAN = { keptMs: 90_000, goneMs: 0, missedMs: 0, comingMs: 0 };
const EXHIBIT = {
  id: 'x7Yc0M2mQF6uYb0v9Jt1Wg',
  markId: ID,
  kind: 'order',
  name: '订单截图.png',
  sha256: HASH,
  bytes: 184_220,
  type: 'image/png',
  receivedAt: '2026-11-23T01:02:00.000Z',
  state: 'recorded',
  leaf: 5_120,
  file: '/api/exhibits/x7Yc0M2mQF6uYb0v9Jt1Wg/file',
};
const MARK = {
  id: ID,
  publicId: PUBLIC_ID_EXAMPLE,
  title: '纸灯笼专场',
  room: '灯笼小屋',
  startedAt: '2026-11-20T12:00:00.000Z',
  atMs: 2_467_000,
  reachedMs: 3_600_000,
  markedAt: '2026-11-23T01:00:00.000Z',
  state: 'recorded',
  leaf: 5_119,
  line: '这款纸灯笼全网最低价',
  words: '听了这句才买的',
  product: { id: 'lamp-7', name: '纸灯笼' },
  bought: { day: '2026-11-20', hour: 20 },
  media: { fromMs: 2_437_000, untilMs: 2_527_000, picture: SPAN, sound: SPAN },
  claims: [{ kind: 'price-lowest-claim', quote: '全网最低价', atMs: 2_467_000, upheld: false }],
  exhibits: [EXHIBIT],
  packs: [],
};
const LIMITS = { fileBytes: 2_147_483_648, allBytes: 8_589_934_592, usedBytes: 184_220, filesPerMark: 20 };
const MINE = { by: 'code', marks: [MARK], packs: [], limits: LIMITS };
const PACK = {
  id: 'QErBN42imwv1XdnE34vuBg',
  code: 'E75C-M349-Q6DR',
  state: 'waiting',
  percent: 0,
  language: 'zh-Hans',
  audience: 'desk',
  publicId: PUBLIC_ID_EXAMPLE,
  atMs: 2_467_000,
  stamps: 0,
  askedAt: '2026-11-23T01:03:00.000Z',
};
/** By account or recovery code: whoever has neither is told to bring one. */
const PLATFORM_MARK = {
  ...{ id: ID, publicId: PUBLIC_ID_EXAMPLE, title: MARK.title, room: MARK.room, atMs: MARK.atMs },
  ...{ markedAt: MARK.markedAt, state: MARK.state, leaf: MARK.leaf, words: MARK.words },
  ...{ markedBy: 'account', shown: '138****0417', product: MARK.product, bought: MARK.bought },
  exhibits: [EXHIBIT],
};
const OWN = ['unauthorised', 'not-found', 'too-many'] as const;
const CHANGES = [...OWN, 'csrf', 'origin'] as const;
const CODE = 'A7K2-M9QX-0D4T-WZ83-NVH5';

export const markOperations: readonly Operation[] = [
  {
    id: 'markMoment',
    method: 'post',
    path: '/api/marks',
    tag: 'consumers',
    summary: { en: 'Mark a moment of a public broadcast', zh: '标记公开直播中的一个时刻' },
    more: {
      en: 'Anyone may, without an account. Then the answer tells a recovery code, once, and this session holds it; the same code, sent along, takes further marks. Picture and sound from 30 s before to 60 s after are kept as far as they are there. The mark is a record of the log; own words stand in it as a salted commitment, masked of personal data. `claims` tells what is suspected within 10 s of the moment and what was upheld around it. One account, recovery code or address marks a broadcast 12 times an hour at most (429).',
      zh: '任何人都可以，不需要账号。没有账号时，回答里会给出一次取回码，本会话随即持有；再次标记时带上同一个码即可归在一处。前 30 秒到后 60 秒的画面和声音，只要还在就会留住。标记会写入存证日志，自己的话遮盖个人信息后以加盐承诺的形式写入。`claims` 给出这一刻前后 10 秒内的疑似内容，以及附近已认定的。一小时之内，同一账号、取回码或网络地址在同一场最多标记 12 次（429）。',
    },
    access: ANYONE,
    body: {
      schema: markRequestSchema,
      example: { publicId: PUBLIC_ID_EXAMPLE, atMs: 4_000, words: '听了这句才买的' },
    },
    replies: {
      201: {
        says: { en: 'It is accepted; its record follows.', zh: '已接受，随后写入记录。' },
        schema: markReply,
        example: { mark: MARK, code: CODE },
      },
    },
    errors: ['not-found', 'too-many', 'csrf', 'origin', 'broadcast-closed'],
  },
  {
    id: 'listMarks',
    method: 'get',
    path: '/api/marks',
    tag: 'moderators',
    summary: { en: 'What buyers marked and brought', zh: '消费者的标记与材料' },
    more: {
      en: 'Newest first, of all broadcasts or of one. Whose they are is masked; own words and names of files are masked of personal data. Reading a file (`file`) is audited.',
      zh: '新的在前，可限于一场。标记人已遮盖；自述与文件名已遮盖个人信息。读取材料文件（`file`）会写入审计。',
    },
    access: PLATFORM,
    query: marksQuery,
    querySays: {
      broadcast: { en: '`publicId` of one broadcast.', zh: '限于一场：其 `publicId`。' },
      before: { en: '`next` of the page before.', zh: '上一页的 `next`。' },
      limit: { en: 'Marks on a page.', zh: '每页条数。' },
    },
    replies: {
      200: {
        says: { en: 'A page of marks.', zh: '一页标记。' },
        schema: platformMarks,
        example: { marks: [PLATFORM_MARK], next: '1763859600000.b2Yc0M2mQF6uYb0v9Jt1Wg' },
      },
    },
    errors: ['forbidden', 'not-found'],
  },
  {
    id: 'readMarker',
    method: 'post',
    path: '/api/marks/{id}/marker',
    tag: 'moderators',
    summary: { en: 'Which account marked a moment', zh: '查看标记人账号' },
    more: {
      en: 'With a reason; audited before it is told. 409 for a mark that a recovery code opens, or whose account was closed: nobody knows whose it is.',
      zh: '须写明理由；先写入审计再告知。凭取回码所做或账号已注销的标记，无人知道是谁，回答 409。',
    },
    access: PLATFORM,
    params: markId,
    body: { schema: markerSchema, example: { reason: '向标记人核实下单时间' } },
    replies: {
      200: {
        says: { en: 'The account.', zh: '账号。' },
        schema: marker,
        example: { id: 'u7', name: 'Consumer', address: { kind: 'phone', shown: '138****0417' } },
      },
    },
    errors: ['forbidden', 'not-found', 'conflict'],
  },
  {
    id: 'readMine',
    method: 'get',
    path: '/api/mine',
    tag: 'consumers',
    summary: { en: 'One’s own marks, packs and exhibits', zh: '自己的标记、证据包和材料' },
    access: ANYONE,
    replies: { 200: { says: { en: 'The list.', zh: '列表。' }, schema: mineReply, example: MINE } },
    errors: ['unauthorised', 'too-many'],
  },
  {
    id: 'openRecoveryCode',
    method: 'post',
    path: '/api/mine/code',
    tag: 'consumers',
    summary: { en: 'Open a recovery code', zh: '用取回码打开' },
    more: {
      en: 'Without an account this session holds the code from here on. With one its marks come to the account’s list, and the code goes on opening them. What was mistyped is known by its check letter.',
      zh: '没有账号时，本会话从此持有该码；已登录时，码下的标记加入账号的列表，码仍然有效。抄错的码可由校验位识别。',
    },
    access: ANYONE,
    body: { schema: codeSchema, example: { code: CODE } },
    replies: {
      200: { says: { en: 'What is found by it.', zh: '码下的内容。' }, schema: mineReply, example: MINE },
    },
    errors: ['not-found', 'too-many', 'csrf', 'origin'],
  },
  {
    id: 'closeRecoveryCode',
    method: 'delete',
    path: '/api/mine/code',
    tag: 'consumers',
    summary: { en: 'Put a recovery code away', zh: '收起取回码' },
    access: ANYONE,
    replies: {
      204: { says: { en: 'This session holds no code any more.', zh: '本会话不再持有取回码。' } },
    },
    errors: ['too-many', 'csrf', 'origin'],
  },
  {
    id: 'takeBackMark',
    method: 'delete',
    path: '/api/marks/{id}',
    tag: 'consumers',
    summary: { en: 'Take a mark back', zh: '撤回标记' },
    more: {
      en: 'Own words are erased everywhere; the record stays and says so. Packs of the mark are given out no more.',
      zh: '自己写的话在各处删除；记录保留并注明。该标记的证据包作废。',
    },
    access: ANYONE,
    params: markId,
    replies: {
      200: {
        says: { en: 'As it stands now.', zh: '撤回后的标记。' },
        schema: markView,
        example: { ...MARK, state: 'taken-back' },
      },
    },
    errors: CHANGES,
  },
  {
    id: 'askForMarkPack',
    method: 'post',
    path: '/api/marks/{id}/packs',
    tag: 'consumers',
    summary: { en: 'Ask for the evidence pack of a mark', zh: '请求制作标记的证据包' },
    more: {
      en: 'With the mark, own words, what was brought to it, and what is suspected of the moment. Fetched like any other pack, by account or recovery code. 503 for a second or two while the newest records are not signed.',
      zh: '包内有标记、自己的话、自己的材料，以及该时刻的疑似话术。下载方式与其他证据包相同，凭账号或取回码。最新记录尚未签名的一两秒内回答 503。',
    },
    access: ANYONE,
    params: markId,
    body: { schema: markPackSchema, example: { language: 'zh-Hans' } },
    replies: {
      202: { says: { en: 'It is being made.', zh: '正在制作。' }, schema: packJob, example: PACK },
    },
    errors: [...CHANGES, 'withheld'],
  },
  {
    id: 'bringExhibit',
    method: 'post',
    path: '/api/marks/{id}/exhibits',
    tag: 'consumers',
    summary: { en: 'Bring a file to a mark', zh: '为标记上传材料' },
    more: {
      en: 'The file itself, with `Content-Length`, and its name percent-encoded in `X-File-Name`. Its kind is told by its content: PNG, JPEG, WebP, HEIC, PDF, MP4, MOV, WebM, MP3, M4A, WAV, plain text; what is not what its name says, or is cut short, is refused (415; `field` `content` or `cut`). Hashed as it comes; nothing is left of what is cut off. 507 where the disk is full.',
      zh: '请求体为文件本身，须带 `Content-Length`，文件名经百分号编码放在 `X-File-Name`。按内容判断类型：PNG、JPEG、WebP、HEIC、PDF、MP4、MOV、WebM、MP3、M4A、WAV、纯文本；与后缀不符或残缺的拒收（415，`field` 为 `content` 或 `cut`）。边收边算哈希，中断的不留任何内容。磁盘已满回答 507。',
    },
    access: ANYONE,
    params: markId,
    query: exhibitQuery,
    body: { schema: exhibitBody, example: '订单号 尾号 0417', types: ['application/octet-stream'] },
    replies: {
      201: {
        says: { en: 'It is kept; its record follows.', zh: '已保存，随后写入记录。' },
        schema: exhibitView,
        example: EXHIBIT,
      },
    },
    errors: [...CHANGES, 'full', 'withheld', 'length-required', 'no-room', 'broadcast-closed'],
  },
  {
    id: 'readExhibit',
    method: 'get',
    path: '/api/exhibits/{id}/file',
    tag: 'consumers',
    summary: { en: 'A file that was brought', zh: '下载材料' },
    more: {
      en: 'As an attachment, for whoever brought it, by account or recovery code, and for moderators and admins. Each reading is an audit record.',
      zh: '以附件形式给上传者本人（凭账号或取回码）以及审核员、管理员。每次读取都有审计记录。',
    },
    access: ANYONE,
    params: exhibitId,
    replies: {
      200: {
        says: {
          en: 'The bytes, under the type that the content says; here of a recording.',
          zh: '文件内容，类型以内容为准；此处以录屏为例。',
        },
        type: 'video/mp4',
        example: '',
      },
    },
    errors: OWN,
  },
  {
    id: 'placeExhibit',
    method: 'patch',
    path: '/api/exhibits/{id}',
    tag: 'consumers',
    summary: { en: 'Place a recording on the time line', zh: '把录屏放到时间线上' },
    more: {
      en: 'By hand, in place of what the clock in the file says.',
      zh: '手动指定，取代文件自带的时间。',
    },
    access: ANYONE,
    params: exhibitId,
    body: { schema: placeExhibitSchema, example: { atMs: 2_440_000 } },
    replies: {
      200: {
        says: { en: 'As it stands now.', zh: '现在的状态。' },
        schema: exhibitView,
        example: { ...EXHIBIT, kind: 'recording', type: 'video/mp4', place: { atMs: 2_440_000, by: 'hand' } },
      },
    },
    errors: CHANGES,
  },
  {
    id: 'removeExhibit',
    method: 'delete',
    path: '/api/exhibits/{id}',
    tag: 'consumers',
    summary: { en: 'Remove a file that was brought', zh: '移除材料' },
    more: {
      en: 'File and name are erased; the record with its hash stays and says so. Packs that hold it are given out no more.',
      zh: '文件和名称删除；含哈希的记录保留并注明。含有它的证据包作废。',
    },
    access: ANYONE,
    params: exhibitId,
    replies: { 204: { says: { en: 'It is gone.', zh: '已移除。' } } },
    errors: CHANGES,
  },
];
