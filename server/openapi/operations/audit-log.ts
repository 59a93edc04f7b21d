import { actsQuery } from '../../audit/acts.ts';
import { entriesQuery } from '../../audit/routes.ts';
import { consistencyQuery } from '../../evidence/public-routes.ts';
import { inclusionQuery } from '../../evidence/routes.ts';
import { CHECKPOINT } from '../examples/log.ts';
import { ANYONE, type Operation, peopleIn } from '../operation.ts';
import { auditActsPage, auditEntriesPage, proofReply, stampsReply } from '../replies/log.ts';

const PROOF = { hashes: ['9c'.repeat(32), '4e'.repeat(32)] };
const SALT = '5a'.repeat(16);
const ENTRY = {
  index: 41,
  text: `{"action":"broadcast-made-public","at":"2026-11-20T12:00:00.000Z","by":{"c":"${'9c'.repeat(32)}","n":31},"id":"${'6f'.repeat(12)}","kind":"audit","subject":{"c":"${'4e'.repeat(32)}","n":22},"v":1}`,
  values: [{ field: 'by', value: '{"id":"u7","name":"Moderator"}', salt: SALT }],
};

/** The log of what people did. Its heads are anyone's, so that others can watch that it only grows. */
export const auditLogOperations: readonly Operation[] = [
  {
    id: 'readAuditCheckpoint',
    method: 'get',
    path: '/api/log/audit/checkpoint',
    tag: 'consumers',
    summary: { en: 'The newest signed head of the audit log', zh: '审计日志最新的签名检查点' },
    more: {
      en: 'A C2SP signed note whose origin is `livewitness/audit`. 404 before anything was audited.',
      zh: 'C2SP 签名文本，来源为 `livewitness/audit`。尚无任何审计记录时回答 404。',
    },
    access: ANYONE,
    replies: {
      200: { says: { en: 'The note.', zh: '签名文本。' }, type: 'text/plain', example: CHECKPOINT },
    },
    errors: ['not-found'],
  },
  {
    id: 'readAuditConsistency',
    method: 'get',
    path: '/api/log/audit/consistency',
    tag: 'consumers',
    summary: { en: 'Proof that the audit log only grew', zh: '审计日志只增不改的证明' },
    access: ANYONE,
    query: consistencyQuery,
    querySays: {
      from: { en: 'Earlier size.', zh: '较早的大小。' },
      to: { en: 'Later size.', zh: '较晚的大小。' },
    },
    replies: { 200: { says: { en: 'Hashes.', zh: '哈希列表。' }, schema: proofReply, example: PROOF } },
  },
  {
    id: 'readAuditTimestamps',
    method: 'get',
    path: '/api/log/audit/timestamps',
    tag: 'consumers',
    summary: {
      en: 'Third-party timestamps over heads of the audit log',
      zh: '审计日志检查点上的第三方时间戳',
    },
    more: {
      en: 'As for a broadcast’s log: what was done before a stamped head was done before that time. `pending` while an authority is awaited; empty where none is named.',
      zh: '与场次日志相同：已盖章检查点所覆盖的操作，都在该时间之前发生。等待机构时为 `pending`；未设盖章机构时为空。',
    },
    access: ANYONE,
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
              size: 42,
              checkpoint: CHECKPOINT,
              authorityOrigin: 'https://time.example',
              state: 'pending',
              requestedAt: '2026-11-20T12:10:00.000Z',
            },
          ],
        },
      },
    },
  },
  {
    id: 'readAuditInclusion',
    method: 'get',
    path: '/api/log/audit/inclusion',
    tag: 'settings',
    summary: { en: 'Proof that an act is in the audit log', zh: '某一操作在审计日志中的证明' },
    access: peopleIn('admin'),
    query: inclusionQuery,
    querySays: {
      leaf: { en: 'The record, below `size`.', zh: '记录序号，小于 `size`。' },
      size: { en: 'Size of the log, at most as signed.', zh: '日志大小，不超过已签名的大小。' },
    },
    replies: { 200: { says: { en: 'Hashes.', zh: '哈希列表。' }, schema: proofReply, example: PROOF } },
    errors: ['forbidden'],
  },
  {
    id: 'readAuditEntries',
    method: 'get',
    path: '/api/log/audit/entries',
    tag: 'settings',
    summary: { en: 'What people did, with the values behind the records', zh: '操作记录及其承诺的内容' },
    more: {
      en: 'Who, to what and why stand behind salted commitments; each reading is an audit record itself.',
      zh: '何人、对何物、为何，均以加盐承诺写入；每次查阅本身也是一条审计记录。',
    },
    access: peopleIn('admin'),
    query: entriesQuery,
    querySays: {
      from: { en: 'First record.', zh: '第一条的序号。' },
      limit: { en: 'Records on a page.', zh: '每页条数。' },
    },
    replies: {
      200: {
        says: { en: 'A page of records.', zh: '一页记录。' },
        schema: auditEntriesPage,
        example: { from: 41, entries: [ENTRY] },
      },
    },
    errors: ['forbidden'],
  },
  {
    id: 'findAuditActs',
    method: 'get',
    path: '/api/log/audit/acts',
    tag: 'settings',
    summary: { en: 'What people did, searched', zh: '查找操作记录' },
    more: {
      en: 'Newest first: admins everybody’s acts, moderators their own. Each look is an act itself.',
      zh: '新的在前：管理员可查所有人的操作，审核员只查自己的。每次查找本身也是一条操作记录。',
    },
    access: peopleIn('admin', 'moderator'),
    query: actsQuery,
    querySays: {
      by: { en: 'An id, or part of a name.', zh: '编号，或姓名的一部分。' },
      action: { en: 'The kind of act.', zh: '操作种类。' },
      subject: {
        en: 'An id: of what it was done to, or of the broadcast that it was done in.',
        zh: '编号：操作的对象，或所在的场次。',
      },
      from: { en: 'From then on.', zh: '从此时起。' },
      until: { en: 'Before then.', zh: '在此时之前。' },
      before: { en: '`next` of the page before.', zh: '上一页的 `next`。' },
      limit: { en: 'Acts on a page.', zh: '每页条数。' },
    },
    replies: {
      200: {
        says: { en: 'A page of acts.', zh: '一页操作。' },
        schema: auditActsPage,
        example: {
          of: 'all',
          actions: ['broadcast-made-public'],
          acts: [
            {
              id: '6f'.repeat(12),
              at: '2026-11-20T12:00:00.000Z',
              by: { id: 'u7', name: 'Moderator' },
              action: 'broadcast-made-public',
              subject: 'A'.repeat(22),
              reason: 'a public sale',
              leaf: 41,
            },
          ],
        },
      },
    },
    errors: ['forbidden'],
  },
];
