import { inclusionQuery, leavesQuery } from '../../evidence/routes.ts';
import { LEAF } from '../examples/log.ts';
import { ANYONE, type Operation } from '../operation.ts';
import { publicId } from '../parameters.ts';
import { leavesPage, proofReply } from '../replies/log.ts';

const PROOF = { hashes: ['9c'.repeat(32), '4e'.repeat(32)] };

export const logOperations: readonly Operation[] = [
  {
    id: 'readLeaves',
    method: 'get',
    path: '/api/broadcasts/{publicId}/log/leaves',
    tag: 'consumers',
    summary: { en: 'Records of the log', zh: '日志里的记录' },
    more: {
      en: 'Of a public broadcast for anyone, others for those who may see them. The public is given the hashes alone of claims, duties and decisions that nobody upheld, so that the log still verifies whole.',
      zh: '公开场次任何人可读，其他场次只给有权的人。未被认定的疑似话术、事项与决定，公众只能得到哈希，整份日志仍可核验。',
    },
    access: ANYONE,
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
    errors: ['unauthorised', 'not-found', 'too-many'],
  },
  {
    id: 'readInclusion',
    method: 'get',
    path: '/api/broadcasts/{publicId}/log/inclusion',
    tag: 'consumers',
    summary: { en: 'Proof that a record is in the log', zh: '某条记录在日志中的证明' },
    access: ANYONE,
    params: publicId,
    query: inclusionQuery,
    querySays: {
      leaf: { en: 'The record, below `size`.', zh: '记录序号，小于 `size`。' },
      size: { en: 'Size of the log, at most as signed.', zh: '日志大小，不超过已签名的大小。' },
    },
    replies: { 200: { says: { en: 'Hashes.', zh: '哈希列表。' }, schema: proofReply, example: PROOF } },
    errors: ['unauthorised', 'not-found', 'too-many'],
  },
];
