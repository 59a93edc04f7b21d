import { consistencyQuery, inclusionQuery, leavesQuery } from '../../evidence/routes.ts';
import { CHECKPOINT, LEAF, VERIFIER_KEY } from '../examples/log.ts';
import { ANYONE, EVERYONE, type Operation } from '../operation.ts';
import { publicId } from '../parameters.ts';
import { leavesPage, proofReply } from '../replies/log.ts';

const PROOF = { hashes: ['9c'.repeat(32), '4e'.repeat(32)] };

export const logOperations: readonly Operation[] = [
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
    id: 'readCheckpoint',
    method: 'get',
    path: '/api/broadcasts/{publicId}/log/checkpoint',
    tag: 'consumers',
    summary: { en: 'The newest signed head', zh: '最新的签名检查点' },
    more: {
      en: 'A C2SP signed note: origin, size, root. 503 until the first is signed, a second or two after the first record.',
      zh: 'C2SP 签名文本：来源、大小、根。第一条记录之后一两秒内尚未签名，回答 503。',
    },
    access: EVERYONE,
    params: publicId,
    replies: {
      200: { says: { en: 'The note.', zh: '签名文本。' }, type: 'text/plain', example: CHECKPOINT },
    },
    errors: ['not-found'],
  },
  {
    id: 'readLeaves',
    method: 'get',
    path: '/api/broadcasts/{publicId}/log/leaves',
    tag: 'consumers',
    summary: { en: 'Records of the log', zh: '日志里的记录' },
    access: EVERYONE,
    params: publicId,
    query: leavesQuery,
    querySays: {
      from: { en: 'First record.', zh: '第一条的序号。' },
      limit: { en: 'Records on a page.', zh: '每页条数。' },
    },
    replies: {
      200: {
        says: {
          en: 'A page; fewer than asked for at the end of the log.',
          zh: '一页记录；到日志末尾时不足所要的条数。',
        },
        schema: leavesPage,
        example: { from: 0, leaves: [LEAF] },
      },
    },
    errors: ['not-found'],
  },
  {
    id: 'readInclusion',
    method: 'get',
    path: '/api/broadcasts/{publicId}/log/inclusion',
    tag: 'consumers',
    summary: { en: 'Proof that a record is in the log', zh: '某条记录在日志中的证明' },
    access: EVERYONE,
    params: publicId,
    query: inclusionQuery,
    querySays: {
      leaf: { en: 'The record, below `size`.', zh: '记录序号，小于 `size`。' },
      size: { en: 'Size of the log, at most as signed.', zh: '日志大小，不超过已签名的大小。' },
    },
    replies: { 200: { says: { en: 'Hashes.', zh: '哈希列表。' }, schema: proofReply, example: PROOF } },
    errors: ['not-found'],
  },
  {
    id: 'readConsistency',
    method: 'get',
    path: '/api/broadcasts/{publicId}/log/consistency',
    tag: 'consumers',
    summary: { en: 'Proof that the log only grew', zh: '日志只增不改的证明' },
    access: EVERYONE,
    params: publicId,
    query: consistencyQuery,
    querySays: {
      from: { en: 'Earlier size.', zh: '较早的大小。' },
      to: { en: 'Later size.', zh: '较晚的大小。' },
    },
    replies: { 200: { says: { en: 'Hashes.', zh: '哈希列表。' }, schema: proofReply, example: PROOF } },
    errors: ['not-found'],
  },
];
