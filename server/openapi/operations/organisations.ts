import { INVITATION_DAYS } from '../../../models/contract/organisation.ts';
import {
  acceptSchema,
  assignmentSchema,
  invitationSchema,
  invitationTokenSchema,
  leaveSchema,
  memberChangeSchema,
  organisationSchema,
  removalSchema,
} from '../../../models/contract/organisation-schemas.ts';
import { auditQuery } from '../../organisations/routes.ts';
import { AUDIT, INVITATION, OFFER, ORGANISATION, TOKEN_EXAMPLE } from '../examples/organisation.ts';
import { ANYONE, type Operation, peopleIn } from '../operation.ts';
import { invitationId, memberId, organisationId } from '../parameters.ts';
import {
  invitationMade,
  invitationReply,
  invitationView,
  organisationAudit,
  organisationList,
  organisationView,
} from '../replies/organisations.ts';
import { sessionReply } from '../replies/people.ts';
import { ME } from './session.ts';

const MEMBERS = peopleIn('host', 'admin');
const ADMIN = peopleIn('admin');

const toRead: readonly Operation[] = [
  {
    id: 'listOrganisations',
    method: 'get',
    path: '/api/organisations',
    tag: 'organisations',
    summary: { en: 'Own organisations; all for an admin', zh: '自己的机构；管理员可见全部' },
    access: MEMBERS,
    replies: {
      200: {
        says: { en: 'By name.', zh: '按名称排列。' },
        schema: organisationList,
        example: {
          organisations: [
            {
              id: ORGANISATION.id,
              name: ORGANISATION.name,
              kind: 'merchant',
              members: 1,
              rooms: 1,
              role: 'owner',
            },
          ],
        },
      },
    },
    errors: ['forbidden'],
  },
  {
    id: 'readOrganisation',
    method: 'get',
    path: '/api/organisations/{id}',
    tag: 'organisations',
    summary: { en: 'One organisation', zh: '查看机构' },
    more: {
      en: 'Owners and admins see all members and the invitations; the others see themselves and the owners.',
      zh: '负责人和管理员可见全部成员与邀请；其他成员只见自己和负责人。',
    },
    access: MEMBERS,
    params: organisationId,
    replies: {
      200: {
        says: { en: 'As the asker may see it.', zh: '按权限可见的内容。' },
        schema: organisationView,
        example: ORGANISATION,
      },
    },
    errors: ['forbidden', 'not-found'],
  },
  {
    id: 'readOrganisationAudit',
    method: 'get',
    path: '/api/organisations/{id}/audit',
    tag: 'organisations',
    summary: { en: 'Who did what in an organisation', zh: '机构的操作记录' },
    access: MEMBERS,
    params: organisationId,
    query: auditQuery,
    querySays: { before: { en: '`next` of the page before.', zh: '上一页给出的 `next`。' } },
    replies: {
      200: {
        says: { en: 'Newest first.', zh: '新的在前。' },
        schema: organisationAudit,
        example: AUDIT,
      },
    },
    errors: ['forbidden', 'not-found'],
  },
];

const forAdmins: readonly Operation[] = [
  {
    id: 'makeOrganisation',
    method: 'post',
    path: '/api/organisations',
    tag: 'organisations',
    summary: { en: 'Make an organisation', zh: '新建机构' },
    more: {
      en: 'It has no members yet: invite its owner next. Audited.',
      zh: '新机构没有成员，接着请邀请负责人。记入审计。',
    },
    access: ADMIN,
    body: {
      schema: organisationSchema,
      example: { name: '灯笼铺', kind: 'merchant', rooms: ['new-lamp-room'], reason: '新入驻' },
    },
    replies: {
      201: { says: { en: 'It is there.', zh: '已建立。' }, schema: organisationView, example: ORGANISATION },
    },
    errors: ['forbidden', 'room-taken', 'full', 'too-many'],
  },
  {
    id: 'assignRooms',
    method: 'post',
    path: '/api/organisations/{id}/rooms',
    tag: 'organisations',
    summary: { en: 'Give an organisation rooms, or take rooms from it', zh: '给机构分配或收回直播间' },
    more: {
      en: 'A room belongs to one organisation at most. What is taken is lost to all members at once. Audited.',
      zh: '一个直播间至多属于一个机构；收回后所有成员立即失去。记入审计。',
    },
    access: ADMIN,
    params: organisationId,
    body: { schema: assignmentSchema, example: { assign: ['another-lamp-room'], reason: '新开的直播间' } },
    replies: {
      200: { says: { en: 'As it is now.', zh: '现状。' }, schema: organisationView, example: ORGANISATION },
    },
    errors: ['forbidden', 'not-found', 'room-taken', 'full', 'too-many'],
  },
];

const members: readonly Operation[] = [
  {
    id: 'changeMember',
    method: 'patch',
    path: '/api/organisations/{id}/members/{userId}',
    tag: 'organisations',
    summary: { en: 'Change a member’s role or rooms', zh: '修改成员的角色或直播间' },
    more: {
      en: 'What is absent stays. Owners always have every room. Takes effect at once, also on live connections. Audited.',
      zh: '没有给出的保持不变；负责人总有全部直播间。立即生效，实时连接也一样。记入审计。',
    },
    access: MEMBERS,
    params: memberId,
    body: {
      schema: memberChangeSchema,
      example: { role: 'assistant', rooms: ['lamp-room'], reason: '换到灯笼直播间' },
    },
    replies: { 204: { says: { en: 'Done.', zh: '已修改。' } } },
    errors: ['forbidden', 'not-found', 'last-owner', 'too-many'],
  },
  {
    id: 'removeMember',
    method: 'post',
    path: '/api/organisations/{id}/members/{userId}/removal',
    tag: 'organisations',
    summary: { en: 'Remove a member', zh: '移出成员' },
    more: {
      en: 'Takes effect at once, also on live connections; open invitations of a former owner are withdrawn. Audited.',
      zh: '立即生效，实时连接也一样；原负责人发出的未用邀请随之撤回。记入审计。',
    },
    access: MEMBERS,
    params: memberId,
    body: { schema: removalSchema, example: { reason: '已离职' } },
    replies: { 204: { says: { en: 'Done.', zh: '已移出。' } } },
    errors: ['forbidden', 'not-found', 'last-owner', 'too-many'],
  },
  {
    id: 'leaveOrganisation',
    method: 'post',
    path: '/api/organisations/{id}/leave',
    tag: 'organisations',
    summary: { en: 'Leave an organisation', zh: '退出机构' },
    access: peopleIn('host'),
    params: organisationId,
    body: { schema: leaveSchema, example: { reason: '合同到期' } },
    replies: { 204: { says: { en: 'Done.', zh: '已退出。' } } },
    errors: ['forbidden', 'not-found', 'last-owner', 'too-many'],
  },
];

const offers: readonly Operation[] = [
  {
    id: 'invite',
    method: 'post',
    path: '/api/organisations/{id}/invitations',
    tag: 'organisations',
    summary: { en: 'Invite someone to a role and rooms', zh: '邀请成员' },
    more: {
      en: `The link works once and for ${INVITATION_DAYS} days unless told otherwise. Only its hash is kept: it is told this once. Audited.`,
      zh: `链接只能用一次，默认 ${INVITATION_DAYS} 天有效。只保存其哈希，链接只在这里给出一次。记入审计。`,
    },
    access: MEMBERS,
    params: organisationId,
    body: {
      schema: invitationSchema,
      example: { label: '新来的场控', role: 'assistant', rooms: ['lamp-room'], days: 3 },
    },
    replies: {
      201: {
        says: { en: 'The link to hand on.', zh: '可转交的链接。' },
        schema: invitationMade,
        example: {
          invitation: INVITATION,
          token: TOKEN_EXAMPLE,
          link: `https://witness.example/#/invitation/${TOKEN_EXAMPLE}`,
        },
      },
    },
    errors: ['forbidden', 'not-found', 'full', 'too-many'],
  },
  {
    id: 'withdrawInvitation',
    method: 'post',
    path: '/api/organisations/{id}/invitations/{invitationId}/withdrawal',
    tag: 'organisations',
    summary: { en: 'Withdraw an invitation', zh: '撤回邀请' },
    access: MEMBERS,
    params: invitationId,
    replies: {
      200: {
        says: { en: 'As it is now.', zh: '现状。' },
        schema: invitationView,
        example: {
          ...INVITATION,
          state: 'withdrawn',
          settled: { at: '2026-11-21T08:00:00.000Z', by: '店主甲' },
        },
      },
    },
    errors: ['forbidden', 'not-found', 'invitation-over', 'too-many'],
  },
];

const answers: readonly Operation[] = [
  {
    id: 'lookAtInvitation',
    method: 'post',
    path: '/api/invitations/look',
    tag: 'organisations',
    summary: { en: 'What an invitation is for', zh: '查看邀请' },
    more: {
      en: 'For whoever holds the secret. 404 for anything that opens nothing. Counted by address.',
      zh: '供持有邀请链接的人查看；打不开任何邀请的一律 404。按地址计次限流。',
    },
    access: ANYONE,
    body: { schema: invitationTokenSchema, example: { token: TOKEN_EXAMPLE } },
    replies: {
      200: {
        says: { en: 'The offer, or how it ended.', zh: '邀请内容，或其结果。' },
        schema: invitationReply,
        example: OFFER,
      },
    },
    errors: ['not-found', 'too-many', 'csrf', 'origin'],
  },
  {
    id: 'acceptInvitation',
    method: 'post',
    path: '/api/invitations/accept',
    tag: 'organisations',
    summary: { en: 'Accept an invitation', zh: '接受邀请' },
    more: {
      en: 'By the host who is logged in, or, by nobody, with a new login that ends as the offer says. Counted by address. Audited.',
      zh: '已登录的主播账号直接接受；没有登录时新建账号，账号以邀请给出的字符结尾。按地址计次限流。记入审计。',
    },
    access: ANYONE,
    body: {
      schema: acceptSchema,
      example: {
        token: TOKEN_EXAMPLE,
        login: 'yi-7k2dq',
        name: '场控乙',
        password: 'an invented passphrase',
      },
    },
    replies: {
      200: { says: { en: 'Accepted by the person.', zh: '已接受。' }, schema: sessionReply, example: ME },
      201: {
        says: { en: 'Accepted with a new login, and logged in.', zh: '已新建账号、接受邀请并登录。' },
        schema: sessionReply,
        example: ME,
        headers: { 'Set-Cookie': { en: 'The session.', zh: '会话。' } },
      },
    },
    errors: [
      'unauthorised',
      'not-found',
      'conflict',
      'already-member',
      'only-hosts',
      'full',
      'invitation-over',
      'too-many',
      'csrf',
      'origin',
    ],
  },
  {
    id: 'declineInvitation',
    method: 'post',
    path: '/api/invitations/decline',
    tag: 'organisations',
    summary: { en: 'Decline an invitation', zh: '谢绝邀请' },
    access: ANYONE,
    body: { schema: invitationTokenSchema, example: { token: TOKEN_EXAMPLE } },
    replies: { 204: { says: { en: 'Declined.', zh: '已谢绝。' } } },
    errors: ['not-found', 'invitation-over', 'too-many', 'csrf', 'origin'],
  },
];

export const organisationOperations: readonly Operation[] = [
  ...toRead,
  ...forAdmins,
  ...members,
  ...offers,
  ...answers,
];
