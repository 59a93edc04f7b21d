import type { Bilingual } from '../../models/contract/claim.ts';
import { REQUEST_BYTES_MAX } from '../../models/contract/ingest.ts';
import type { UserRole } from '../../models/contract/people.ts';
import { type ClientToServer, HEARTBEAT_MS, type ServerToClient } from '../../models/contract/socket.ts';
import type { Access, Tag } from './operation.ts';

export const TITLE = 'LiveWitness 直播见证';

export const ABOUT: Bilingual = {
  en: [
    'Hears live shopping broadcasts, flags suspected claims and missing disclosures, and keeps evidence that anyone can check. What it says is a suspicion until a person decides.',
    'People log in and are known by a cookie; requests that change something also carry the token of `GET /api/session` in `X-CSRF-Token`. Senders carry a token: `Authorization: Bearer lw_…`.',
    'Times called `…Ms` are milliseconds of broadcast time; others are ISO 8601. Offsets count UTF-16 units. Answers may gain fields: pass over those that you do not know.',
    'Every error is `{error: {code, message, field?}}`; `code` is stable. 429 and 503 carry `Retry-After` in seconds. What may not be seen is 404, as if it were not there.',
    'Events are sent by `POST …/events` or by WebSocket (`x-websocket`); changes come by Socket.IO (`x-socketio`).',
  ].join('\n\n'),
  zh: [
    '边播边听直播带货，指出疑似违规话术和尚未披露的事项，并保存谁都能核验的记录。在人作出决定之前，一切结论都只是“疑似”。',
    '人以登录后的 Cookie 识别；凡有改动的请求，还要在 `X-CSRF-Token` 里带上 `GET /api/session` 给出的令牌。发送方带令牌：`Authorization: Bearer lw_…`。',
    '名为 `…Ms` 的时间是直播时间（毫秒），其余为 ISO 8601。位置按 UTF-16 单元计。回答里可能增加新字段，遇到不认识的请略过。',
    '错误一律为 `{error: {code, message, field?}}`，`code` 固定不变。429 与 503 带 `Retry-After`（秒）。无权看到的内容一律 404，如同不存在。',
    '事件经 `POST …/events` 或 WebSocket（`x-websocket`）发送；变动经 Socket.IO（`x-socketio`）推送。',
  ].join('\n\n'),
};

export const TAG_NAMES: Readonly<Record<Tag, { readonly name: Bilingual; readonly says: Bilingual }>> = {
  session: {
    name: { en: 'Session', zh: '登录' },
    says: { en: 'Logging in and out.', zh: '登录与退出。' },
  },
  moderators: {
    name: { en: 'Moderators', zh: '平台审核员' },
    says: { en: 'Alerts, their context, decisions.', zh: '预警、上下文与决定。' },
  },
  hosts: {
    name: { en: 'Hosts and merchants', zh: '主播与商家' },
    says: {
      en: 'Script check, what is owed, the prompter, corrections.',
      zh: '话术检查、应披露事项、提词器与更正。',
    },
  },
  organisations: {
    name: { en: 'Organisations', zh: '机构与成员' },
    says: {
      en: 'Merchants, agencies and operators of rooms: their members, rooms and invitations.',
      zh: '商家、MCN 与直播间运营方：成员、直播间与邀请。',
    },
  },
  consumers: {
    name: { en: 'Consumers', zh: '消费者' },
    says: {
      en: 'Public broadcasts, what was said in them, and records that verify themselves. The others may call these as well.',
      zh: '公开的场次、其中说过的话、可自行核验的记录。其他人也可以调用。',
    },
  },
  senders: {
    name: { en: 'Senders', zh: '发送方' },
    says: { en: 'Registering broadcasts and sending their events.', zh: '登记场次、发送事件。' },
  },
  settings: {
    name: { en: 'Rules and policies', zh: '规则与策略' },
    says: { en: 'Custom packs and platforms’ policies.', zh: '自定义规则包与平台披露策略。' },
  },
  system: {
    name: { en: 'System', zh: '系统' },
    says: { en: 'This description, health and metrics.', zh: '本说明、健康检查与指标。' },
  },
};

const ROLE_NAMES: Readonly<Record<UserRole, Bilingual>> = {
  moderator: { en: 'moderators', zh: '审核员' },
  admin: { en: 'admins', zh: '管理员' },
  host: { en: 'hosts', zh: '主播' },
  consumer: { en: 'consumers', zh: '消费者' },
};

/** Who may call it, as a sentence. */
export const whoMay = (access: Access): Bilingual => {
  if (access.of === 'anyone') return { en: 'For anyone.', zh: '任何人可调用。' };
  if (access.of === 'sender')
    return {
      en: 'For senders whose token has a right to the room.',
      zh: '供令牌对该直播间有权的发送方调用。',
    };
  if (access.of === 'metrics')
    return { en: 'For the machine itself, or with METRICS_TOKEN.', zh: '供本机或持 METRICS_TOKEN 者调用。' };
  const names = access.roles.map((role) => ROLE_NAMES[role]);
  return {
    en: `For ${names.map(({ en }) => en).join(', ')}.`,
    zh: `可调用：${names.map(({ zh }) => zh).join('、')}。`,
  };
};

const MIB = 1024 * 1024;

/** The WebSocket at the address of the events. */
export const WEBSOCKET = {
  summary: 'Events over a WebSocket',
  description: [
    '`GET` of this address with `Upgrade: websocket`, and the token as `Authorization: Bearer lw_…`, or, where headers cannot be set, as the second of the subprotocols `livewitness.ndjson` and `token.lw_…`.',
    `Every message holds one or more lines as in the body of \`POST\`, ${REQUEST_BYTES_MAX / MIB} MiB at most; every answer is the IngestReply of one message, in order. The next message is read when the one before it is answered.`,
    'Refused upgrades answer as `POST` does. Closes with 1001 when the server stops, 1008 when the right has ended or answers are not read, 1009 for a message that is too large, 1011 when the server failed, 1013 while a store is away.',
  ].join('\n\n'),
  'x-zh': {
    summary: '经 WebSocket 发送事件',
    description: [
      '以 `Upgrade: websocket` 请求本地址，令牌放在 `Authorization: Bearer lw_…`；不能设置请求头时，作为子协议 `livewitness.ndjson` 之后的第二个子协议 `token.lw_…`。',
      `每条消息含一行或多行，格式同 \`POST\` 的请求体，不超过 ${REQUEST_BYTES_MAX / MIB} MiB；每条消息依次得到一个 IngestReply。前一条有了回答才读下一条。`,
      '拒绝升级时的回答与 `POST` 相同。关闭码：1001 服务器停止，1008 权限已失效或不读取回答，1009 消息过大，1011 服务器出错，1013 存储暂时不可用。',
    ].join('\n\n'),
  },
  subprotocols: ['livewitness.ndjson'],
  message: { $ref: '#/components/schemas/IngestEvent' },
  answer: { $ref: '#/components/schemas/IngestReply' },
} as const;

interface EventSays {
  readonly description: string;
  readonly 'x-zh': { readonly description: string };
}
const says = (en: string, zh: string): EventSays => ({ description: en, 'x-zh': { description: zh } });

const SENT: Readonly<Record<keyof ServerToClient, EventSays>> = {
  'feed:snapshot': says(
    '{cursor, alerts: AlertView[], broadcasts: BroadcastView[], truncated}: all that the reader may see; replaces what a client holds.',
    '{cursor, alerts: AlertView[], broadcasts: BroadcastView[], truncated}：读者可见的全部状态，取代客户端原有内容。',
  ),
  'alerts:changed': says(
    '{cursor, alerts: AlertView[]}: oldest change first. Keep the highest `revision` of each.',
    '{cursor, alerts: AlertView[]}：旧的变动在前；同一预警保留 `revision` 最大的。',
  ),
  'broadcasts:changed': says(
    '{cursor, broadcasts: BroadcastView[], removed?: publicId[]}.',
    '{cursor, broadcasts: BroadcastView[], removed?: publicId[]}。',
  ),
  'feed:heartbeat': says(
    `{cursor, at, unjudgedSince?}: at least every ${HEARTBEAT_MS / 1000} s. \`unjudgedSince\`: since when no worker has given a sign of life, so that nothing is judged; consumers are not told.`,
    `{cursor, at, unjudgedSince?}：至少每 ${HEARTBEAT_MS / 1000} 秒一次。\`unjudgedSince\`：自何时起没有识别程序在运行，收到的内容未作判断；不告知消费者。`,
  ),
  'session:changed': says(
    '{cursor}: the person has other rights than before; the connection closes after it. Drop what is held, read the session again, resume: the answer is a snapshot.',
    '{cursor}：权限有变，随后连接关闭。请丢弃已有内容，重新读取会话，再恢复；得到的是快照。',
  ),
  'session:ended': says(
    '{cursor, reason: logout | expired | disabled}: the connection closes after it.',
    '{cursor, reason: logout | expired | disabled}：随后连接关闭。',
  ),
};
const ASKED: Readonly<Record<keyof ClientToServer, EventSays>> = {
  'feed:resume': says(
    '{cursor?} → {ok: true, mode: replayed | snapshot, cursor, count} or {ok: false, code, message}: names the newest cursor that was applied and gets what was missed, then what is live.',
    '{cursor?} → {ok: true, mode: replayed | snapshot, cursor, count} 或 {ok: false, code, message}：报上已处理的最新游标，先补上错过的，再接实时的。',
  ),
  'broadcast:watch': says(
    '{publicId} → {ok: true, broadcast} or {ok: false, code, message}: wants the changes of one broadcast.',
    '{publicId} → {ok: true, broadcast} 或 {ok: false, code, message}：订阅一场直播的变动。',
  ),
  'broadcast:unwatch': says('{publicId} → {ok}.', '{publicId} → {ok}。'),
};

/** The live feed. */
export const SOCKET_IO = {
  description:
    'Socket.IO 4 at `/socket.io/`, by the cookie of the session. What the server sends carries the cursor from which a client that comes back goes on; consumers are sent no alerts. What a client asks is answered through the acknowledgement.',
  'x-zh': {
    description:
      'Socket.IO 4，地址 `/socket.io/`，以会话 Cookie 识别。服务器发出的事件都带游标，断线重连从该处继续；不向消费者发送预警。客户端的请求以 ack 回答。',
  },
  path: '/socket.io/',
  serverToClient: SENT,
  clientToServer: ASKED,
} as const;
