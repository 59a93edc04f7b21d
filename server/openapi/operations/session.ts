import { loginSchema } from '../../../models/contract/people.ts';
import { ANYONE, EVERYONE, type Operation } from '../operation.ts';
import { sessionReply } from '../replies/people.ts';

/** As the session says it. */
export const ME = {
  me: {
    id: 'h-1',
    login: 'lamp-host',
    name: '主播甲',
    role: 'host',
    rooms: ['lamp-room'],
    memberships: [
      {
        organisationId: '5f0c2ab17d3e9a46',
        name: '灯笼铺',
        kind: 'merchant',
        role: 'assistant',
        rooms: ['lamp-room'],
      },
    ],
  },
  csrf: 'Zk3b1m0a8t5R7w2QxLr9YpVn',
  demo: false,
};

export const sessionOperations: readonly Operation[] = [
  {
    id: 'readSession',
    method: 'get',
    path: '/api/session',
    tag: 'session',
    summary: { en: 'Who am I', zh: '我是谁' },
    more: {
      en: 'Also gives the token for the header `X-CSRF-Token`.',
      zh: '同时给出 `X-CSRF-Token` 要用的令牌。',
    },
    access: ANYONE,
    replies: {
      200: {
        says: { en: 'The person, or null.', zh: '当前登录者；没有则为 null。' },
        schema: sessionReply,
        example: { me: null, csrf: '', demo: false },
      },
    },
  },
  {
    id: 'logIn',
    method: 'post',
    path: '/api/session',
    tag: 'session',
    summary: { en: 'Log in', zh: '登录' },
    more: {
      en: 'Sets the session’s cookie. Attempts are counted by address and by login. Whoever is logged in already sends `X-CSRF-Token` as with every change.',
      zh: '成功后写入会话 Cookie。按地址和账号计次限流。已登录时再次登录，与其他改动一样要带 `X-CSRF-Token`。',
    },
    access: ANYONE,
    body: { schema: loginSchema, example: { login: 'lamp-host', password: 'an invented passphrase' } },
    replies: {
      200: {
        says: { en: 'Logged in.', zh: '已登录。' },
        schema: sessionReply,
        example: ME,
        headers: { 'Set-Cookie': { en: 'The session.', zh: '会话。' } },
      },
    },
    errors: ['unauthorised', 'too-many', 'csrf', 'origin'],
  },
  {
    id: 'logOut',
    method: 'delete',
    path: '/api/session',
    tag: 'session',
    summary: { en: 'Log out', zh: '退出登录' },
    more: { en: 'Live connections of the session close.', zh: '这个会话的实时连接随之关闭。' },
    access: EVERYONE,
    replies: { 204: { says: { en: 'Logged out.', zh: '已退出。' } } },
  },
];
