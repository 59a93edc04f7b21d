import type { Bilingual } from '../../models/contract/claim.ts';
import { type ProblemCode, STATUS } from '../http/problem.ts';
import type { Operation } from './operation.ts';

/** What each code of an error says. */
export const PROBLEMS: Readonly<Record<ProblemCode, Bilingual>> = {
  invalid: {
    en: 'something in the request is not valid; `field` names it',
    zh: '请求里有内容不合格，`field` 指出是哪一项',
  },
  empty: { en: 'the body holds nothing', zh: '请求体是空的' },
  unauthorised: { en: 'nobody is logged in, or the token is not valid', zh: '没有登录，或令牌无效' },
  forbidden: { en: 'not for this person or token', zh: '这个人或这个令牌无权这样做' },
  csrf: { en: 'the header X-CSRF-Token is missing or wrong', zh: '缺少 X-CSRF-Token，或内容不对' },
  origin: { en: 'sent by a page of another site', zh: '由别的网站的页面发出' },
  'not-found': {
    en: 'there is none, or the person may not see it: the answer is the same',
    zh: '不存在，或这个人无权看到：两种情况回答相同',
  },
  conflict: { en: 'something else stands there by now', zh: '与现有内容冲突' },
  'last-owner': {
    en: 'the organisation would be left without an owner',
    zh: '这样一来机构就没有负责人了',
  },
  'already-member': { en: 'belongs to the organisation already', zh: '已经是这个机构的成员' },
  'room-taken': { en: 'the room belongs to another organisation', zh: '直播间已归别的机构' },
  'only-hosts': {
    en: 'platform staff and consumers do not belong to organisations',
    zh: '平台人员和消费者账号不能加入机构',
  },
  full: { en: 'there is a limit, and it is reached', zh: '已达数量上限' },
  'code-wrong': { en: 'not the code of the newest message', zh: '不是最新一条消息里的验证码' },
  'code-over': {
    en: 'expired, used, or tried too often: ask for a new one',
    zh: '验证码已过期、已用过或试错太多次，请重新获取',
  },
  'too-soon': { en: 'a message was sent a moment ago', zh: '刚刚发过一条消息' },
  'password-wrong': { en: 'the present password does not fit', zh: '当前密码不对' },
  'invitation-over': {
    en: 'used, declined, withdrawn or expired',
    zh: '邀请已使用、已谢绝、已撤回或已过期',
  },
  'release-over': { en: 'the time for which it was released is over', zh: '开放期限已过' },
  withheld: { en: 'something in it was erased or withheld since', zh: '其中有内容此后已删除或隐去' },
  'broadcast-closed': { en: 'ended more than a day ago', zh: '场次结束已超过一天' },
  'too-large': { en: 'the body is larger than this route takes', zh: '请求体超过上限' },
  'media-type': { en: 'a form or encoding that is not taken', zh: '不接受这种内容类型或编码' },
  'too-many': { en: 'too many requests in a short time', zh: '短时间内请求太多' },
  overloaded: { en: 'too much is waiting', zh: '等待处理的内容太多' },
  failed: { en: 'the server failed; it has been noted', zh: '服务器出错，已记录' },
  'length-required': {
    en: 'Say with Content-Length how long it is.',
    zh: '请用 Content-Length 说明长度。',
  },
  'no-room': {
    en: 'There is no room on the disk for what was sent; nothing of it is kept.',
    zh: '服务器磁盘空间不足，所发内容没有保存。',
  },
  'not-available': { en: 'a store is away for the moment', zh: '存储暂时不可用' },
};

/** Whether waiting helps: such answers carry Retry-After. */
export const isWorthWaiting = (code: ProblemCode): boolean =>
  code === 'too-many' || code === 'too-soon' || code === 'overloaded' || code === 'not-available';

const byAccess = ({ access, method }: Operation): readonly ProblemCode[] => {
  if (access.of === 'anyone') return [];
  if (access.of === 'metrics') return ['forbidden'];
  if (access.of === 'sender') return ['unauthorised', 'too-many'];
  return ['unauthorised', ...(method === 'get' ? [] : (['csrf', 'origin'] as const))];
};

/** Every code with which an operation may fail, by HTTP status. */
export const problemsOf = (operation: Operation): ReadonlyMap<number, readonly ProblemCode[]> => {
  const codes = new Set<ProblemCode>([
    ...byAccess(operation),
    ...(operation.params || operation.query || operation.body ? (['invalid'] as const) : []),
    ...(operation.body ? (['too-large', 'media-type'] as const) : []),
    ...(operation.errors ?? []),
    // Sessions and tokens are looked up for every route but those that describe the API or watch over the server.
    ...(operation.tag === 'system' ? [] : (['failed', 'not-available'] as const)),
  ]);
  const statuses = [...new Set([...codes].map((code) => STATUS[code]))].sort((a, b) => a - b);
  return new Map(statuses.map((status) => [status, [...codes].filter((code) => STATUS[code] === status)]));
};
