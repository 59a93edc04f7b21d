import {
  addressChangeSchema,
  addressConfirmSchema,
  againSchema,
  closeSchema,
  confirmSchema,
  passwordSchema,
  resetSchema,
  signUpSchema,
} from '../../../models/contract/account-schemas.ts';
import { ANYONE, type Operation, peopleIn } from '../operation.ts';
import { accountView, outboxReply, ticketReply } from '../replies/accounts.ts';
import { sessionReply } from '../replies/people.ts';

const TICKET_EXAMPLE = 'Zm9yLWEtY29kZS1vZi1zaQ';
const TICKET = {
  ticket: TICKET_EXAMPLE,
  to: '138****8000',
  sender: 'outbox',
  expiresAt: '2026-11-20T12:10:00.000Z',
  againAt: '2026-11-20T12:01:00.000Z',
};
const ACCOUNT = {
  address: { kind: 'phone', shown: '138****8000' },
  createdAt: '2026-11-20T12:02:00.000Z',
  demo: false,
};
const SESSION = {
  me: { id: 'c-1', login: 'account-9f', name: '138****8000', role: 'consumer', rooms: [], memberships: [] },
  csrf: 'yzXk2mVZ0b9cQe4T1uWnHs7RfGpAjLdo',
  demo: false,
};
const OWN = peopleIn('consumer');
const ON_ITS_WAY = {
  en: 'A code is on its way, or there is a reason why none is: the answer is the same.',
  zh: '验证码已发出；没有发出时回答也一样。',
};
const SAYS_NOTHING = {
  en: 'Whether the address has an account is not told: it shows in the message alone. The code has 6 digits, lasts 10 minutes and takes 5 tries.',
  zh: '不透露该地址是否已有账户，只有收到消息的人知道。验证码 6 位，10 分钟内有效，最多试 5 次。',
};
const ticketed = { 202: { says: ON_ITS_WAY, schema: ticketReply, example: TICKET } };
const loggedIn = {
  200: { says: { en: 'Logged in.', zh: '已登录。' }, schema: sessionReply, example: SESSION },
};

/** Accounts that people make for themselves. */
export const accountOperations: readonly Operation[] = [
  {
    id: 'signUp',
    method: 'post',
    path: '/api/accounts',
    tag: 'session',
    summary: { en: 'Make an account', zh: '注册账户' },
    more: SAYS_NOTHING,
    access: ANYONE,
    body: {
      schema: signUpSchema,
      example: { address: '13800138000', password: 'four paper lanterns', language: 'zh-Hans' },
    },
    replies: ticketed,
    errors: ['origin', 'too-many'],
  },
  {
    id: 'resetPassword',
    method: 'post',
    path: '/api/accounts/resets',
    tag: 'session',
    summary: { en: 'Ask for a new password', zh: '申请重设密码' },
    more: SAYS_NOTHING,
    access: ANYONE,
    body: { schema: resetSchema, example: { address: 'buyer@example.com' } },
    replies: ticketed,
    errors: ['origin', 'too-many'],
  },
  {
    id: 'sendCodeAgain',
    method: 'post',
    path: '/api/accounts/again',
    tag: 'session',
    summary: { en: 'Send another code', zh: '再发一次验证码' },
    more: {
      en: 'After a minute, four messages in all; the code before counts no more.',
      zh: '一分钟后可再发，合计最多四次；之前的验证码作废。',
    },
    access: ANYONE,
    body: { schema: againSchema, example: { ticket: TICKET_EXAMPLE } },
    replies: ticketed,
    errors: ['origin', 'too-many', 'too-soon', 'code-over'],
  },
  {
    id: 'confirmCode',
    method: 'post',
    path: '/api/accounts/confirm',
    tag: 'session',
    summary: { en: 'Complete it with the code', zh: '用验证码完成注册或重设' },
    access: ANYONE,
    body: { schema: confirmSchema, example: { ticket: TICKET_EXAMPLE, code: '204816' } },
    replies: loggedIn,
    errors: ['origin', 'too-many', 'code-wrong', 'code-over'],
  },
  {
    id: 'readAccount',
    method: 'get',
    path: '/api/account',
    tag: 'consumers',
    summary: { en: 'One’s own account', zh: '自己的账户' },
    access: OWN,
    replies: {
      200: { says: { en: 'The account.', zh: '账户。' }, schema: accountView, example: ACCOUNT },
    },
    errors: ['forbidden'],
  },
  {
    id: 'changePassword',
    method: 'post',
    path: '/api/account/password',
    tag: 'consumers',
    summary: { en: 'Change one’s password', zh: '修改密码' },
    more: { en: 'Every other session is over.', zh: '其他设备上的登录都会失效。' },
    access: OWN,
    body: {
      schema: passwordSchema,
      example: { password: 'four paper lanterns', next: 'five paper lanterns' },
    },
    replies: loggedIn,
    errors: ['forbidden', 'password-wrong', 'too-many'],
  },
  {
    id: 'changeAddress',
    method: 'post',
    path: '/api/account/address',
    tag: 'consumers',
    summary: { en: 'Change one’s address', zh: '更换邮箱或手机号' },
    more: SAYS_NOTHING,
    access: OWN,
    body: {
      schema: addressChangeSchema,
      example: { address: 'buyer@example.com', password: 'four paper lanterns' },
    },
    replies: ticketed,
    errors: ['forbidden', 'password-wrong', 'too-many'],
  },
  {
    id: 'confirmAddress',
    method: 'post',
    path: '/api/account/address/confirm',
    tag: 'consumers',
    summary: { en: 'Complete the change of address', zh: '用验证码完成更换' },
    access: OWN,
    body: { schema: addressConfirmSchema, example: { ticket: TICKET_EXAMPLE, code: '204816' } },
    replies: {
      200: { says: { en: 'The account.', zh: '账户。' }, schema: accountView, example: ACCOUNT },
    },
    errors: ['forbidden', 'code-wrong', 'code-over', 'too-many'],
  },
  {
    id: 'closeAccount',
    method: 'post',
    path: '/api/account/close',
    tag: 'consumers',
    summary: { en: 'Close one’s account', zh: '注销账户' },
    more: {
      en: 'What leads to the person is erased; marks stay as anybody’s.',
      zh: '与本人有关的信息全部清除；标记保留，但不再属于任何人。',
    },
    access: OWN,
    body: { schema: closeSchema, example: { password: 'four paper lanterns' } },
    replies: { 204: { says: { en: 'It is closed.', zh: '已注销。' } } },
    errors: ['forbidden', 'password-wrong', 'too-many'],
  },
  {
    id: 'readOutbox',
    method: 'get',
    path: '/api/outbox',
    tag: 'system',
    summary: { en: 'Messages to people, and what became of them', zh: '发件箱：给用户的消息及其结果' },
    more: {
      en: 'Addresses are masked. The words, and with them the codes, are told in demo mode alone.',
      zh: '地址已遮蔽。正文和验证码只在演示模式下给出。',
    },
    access: peopleIn('admin'),
    replies: {
      200: {
        says: { en: 'The newest messages.', zh: '最新的消息。' },
        schema: outboxReply,
        example: {
          sender: 'outbox',
          messages: [
            {
              id: 'm-1',
              at: '2026-11-20T12:00:00.000Z',
              kind: 'confirm',
              channel: 'phone',
              to: '138****8000',
              state: 'kept',
              tries: 1,
            },
          ],
        },
      },
    },
    errors: ['forbidden', 'failed', 'not-available'],
  },
];
