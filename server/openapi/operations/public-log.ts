import { consistencyQuery, headsQuery } from '../../evidence/public-routes.ts';
import { CHECKPOINT, VERIFIER_KEY } from '../examples/log.ts';
import { ANYONE, type Operation } from '../operation.ts';
import { PUBLIC_ID_EXAMPLE, publicId } from '../parameters.ts';
import { headsPage, logKeysReply, proofReply, stampsReply, withdrawnPage } from '../replies/log.ts';

const PROOF = { hashes: ['9c'.repeat(32), '4e'.repeat(32)] };

/** Lists of broadcasts are read page by page. */
const PAGE_SAYS: Operation['querySays'] = {
  after: { en: 'Id that the page before ended with.', zh: '上一页末尾的编号。' },
  limit: { en: 'Broadcasts on a page.', zh: '每页场次数。' },
};

/** What anyone may ask of logs; of a broadcast that is not public only whoever may see it. */
export const publicLogOperations: readonly Operation[] = [
  {
    id: 'readLogKey',
    method: 'get',
    path: '/api/log/key',
    tag: 'consumers',
    summary: { en: 'Keys that sign the logs', zh: '存证日志的验证公钥' },
    more: {
      en: 'C2SP signed-note verifier keys, one a line, the newest first. 404 before the first was used.',
      zh: 'C2SP signed-note 验证公钥，每行一个，最新在前。尚未使用过任何密钥时为 404。',
    },
    access: ANYONE,
    replies: { 200: { says: { en: 'The keys.', zh: '公钥。' }, type: 'text/plain', example: VERIFIER_KEY } },
    errors: ['not-found'],
  },
  {
    id: 'readLogKeys',
    method: 'get',
    path: '/api/log/keys',
    tag: 'consumers',
    summary: { en: 'The same keys, with what is known of each', zh: '同样的公钥，附各自的来历' },
    more: {
      en: 'Fingerprint, the time from which it signed, and, where a key replaced another, the note by which that one vouches for it.',
      zh: '指纹、从何时起用于签名；替换前一把时，附前一把为它签名的文本。',
    },
    access: ANYONE,
    replies: {
      200: {
        says: { en: 'Keys, the newest first.', zh: '公钥，最新在前。' },
        schema: logKeysReply,
        example: {
          keys: [
            { key: VERIFIER_KEY.trim(), fingerprint: '1a2b 3c4d', firstUsedAt: '2026-11-20T12:00:00.000Z' },
          ],
        },
      },
    },
  },
  {
    id: 'listHeads',
    method: 'get',
    path: '/api/log/checkpoints',
    tag: 'consumers',
    summary: { en: 'Newest heads of public broadcasts', zh: '公开场次的最新检查点' },
    more: {
      en: 'For witnesses: whoever keeps these can show later that a log was changed. In the order of ids; `next` goes into `after`.',
      zh: '供见证者保存：日后可证明日志是否被改动。按编号排序；把 `next` 填入 `after` 读下一页。',
    },
    access: ANYONE,
    query: headsQuery,
    querySays: PAGE_SAYS,
    replies: {
      200: {
        says: { en: 'A page of heads.', zh: '一页检查点。' },
        schema: headsPage,
        example: { heads: [{ publicId: PUBLIC_ID_EXAMPLE, checkpoint: CHECKPOINT }] },
      },
    },
  },
  {
    id: 'listWithdrawn',
    method: 'get',
    path: '/api/log/withdrawn',
    tag: 'consumers',
    summary: { en: 'Broadcasts that are not public any more', zh: '已不再公开的场次' },
    more: {
      en: 'For witnesses: what was public and is neither here nor among the newest heads is hidden, not withdrawn. In the order of ids; `next` goes into `after`.',
      zh: '供见证者对照：曾经公开、如今既不在此列也没有最新检查点的场次，是被藏起来，而不是撤回公开。按编号排序；把 `next` 填入 `after` 读下一页。',
    },
    access: ANYONE,
    query: headsQuery,
    querySays: PAGE_SAYS,
    replies: {
      200: {
        says: { en: 'A page of broadcasts.', zh: '一页场次。' },
        schema: withdrawnPage,
        example: { withdrawn: [{ publicId: PUBLIC_ID_EXAMPLE, since: '2026-11-21T09:00:00.000Z' }] },
      },
    },
  },
  {
    id: 'readCheckpoint',
    method: 'get',
    path: '/api/broadcasts/{publicId}/log/checkpoint',
    tag: 'consumers',
    summary: { en: 'The newest signed head', zh: '最新的签名检查点' },
    more: {
      en: 'A C2SP signed note: origin, size, root. 503 until the first is signed, a second or two after the first record.',
      zh: 'C2SP 签名文本：来源、大小、根。第一条记录之后一两秒内尚未签名，回答 503。',
    },
    access: ANYONE,
    params: publicId,
    replies: {
      200: { says: { en: 'The note.', zh: '签名文本。' }, type: 'text/plain', example: CHECKPOINT },
    },
    errors: ['not-found'],
  },
  {
    id: 'readConsistency',
    method: 'get',
    path: '/api/broadcasts/{publicId}/log/consistency',
    tag: 'consumers',
    summary: { en: 'Proof that the log only grew', zh: '日志只增不改的证明' },
    access: ANYONE,
    params: publicId,
    query: consistencyQuery,
    querySays: {
      from: { en: 'Earlier size.', zh: '较早的大小。' },
      to: { en: 'Later size.', zh: '较晚的大小。' },
    },
    replies: { 200: { says: { en: 'Hashes.', zh: '哈希列表。' }, schema: proofReply, example: PROOF } },
    errors: ['not-found'],
  },
  {
    id: 'readTimestamps',
    method: 'get',
    path: '/api/broadcasts/{publicId}/log/timestamps',
    tag: 'consumers',
    summary: { en: 'Third-party timestamps over heads', zh: '检查点上的第三方时间戳' },
    more: {
      en: 'RFC 3161 tokens over SHA-256 of the whole note, with their certificates; verify them yourself. Empty where no authority is named.',
      zh: '对整段签名文本的 SHA-256 所盖的 RFC 3161 时间戳及证书，请自行核验。未设盖章机构时为空。',
    },
    access: ANYONE,
    params: publicId,
    replies: {
      200: {
        says: {
          en: 'Of each authority the newest, and the newest that is stamped.',
          zh: '每个机构最新的一份，及最新已盖章的一份。',
        },
        schema: stampsReply,
        example: {
          stamps: [
            {
              size: 124,
              checkpoint: CHECKPOINT,
              authorityOrigin: 'https://time.example',
              state: 'pending',
              requestedAt: '2026-11-20T12:10:00.000Z',
            },
          ],
        },
      },
    },
    errors: ['not-found'],
  },
];
