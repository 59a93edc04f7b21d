import { REQUEST_BYTES_MAX } from '../../models/contract/ingest.ts';
import { lines, registration, say } from './harness.ts';
import { accountCalls, publicCalls } from './openapi-accounts.ts';
import { custodyCalls } from './openapi-custody.ts';
import { evidencePackCalls } from './openapi-evidence-packs.ts';
import { markCalls } from './openapi-marks.ts';
import { mediaCalls } from './openapi-media.ts';
import { organisationCalls } from './openapi-organisations.ts';
import { requestCalls } from './openapi-requests.ts';
import type { Facts } from './openapi-story.ts';

export type Who =
  | 'nobody'
  | 'admin'
  | 'moderator'
  | 'host'
  | 'consumer'
  | 'leaver'
  | 'newcomer'
  | 'buyer'
  | 'quitter'
  | 'sender'
  | 'otherSender';

/** One request and what it is to be answered. */
export interface Call {
  readonly op: string;
  readonly as: Who;
  readonly gives: number;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number>>;
  /** Sent as JSON; absent: the example of the document. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly text?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const session: readonly Call[] = [
  { op: 'readSession', as: 'nobody', gives: 200 },
  { op: 'readSession', as: 'host', gives: 200 },
  { op: 'logIn', as: 'nobody', gives: 200, body: { login: 'consumer', password: 'correct horse battery' } },
  { op: 'logIn', as: 'nobody', gives: 401, body: { login: 'consumer', password: 'another' } },
  { op: 'logIn', as: 'nobody', gives: 400, body: { login: 'consumer' } },
  { op: 'logIn', as: 'nobody', gives: 403, headers: { Origin: 'https://other.example' } },
  { op: 'logIn', as: 'nobody', gives: 415, type: 'application/json; charset=koi8-r' },
  {
    op: 'logIn',
    as: 'nobody',
    gives: 415,
    text: 'login=consumer',
    type: 'application/x-www-form-urlencoded',
  },
  { op: 'logOut', as: 'leaver', gives: 204 },
  { op: 'logOut', as: 'leaver', gives: 401 },
];

const DAY_MS = 24 * 3_600_000;
const orders = (aheadMs = 0) => ({ completedAt: new Date(Date.now() + aheadMs).toISOString() });

const senders = ({ closedId, id }: Facts): readonly Call[] => {
  const input = registration('by-table');
  const told = lines(say('t1', '今天讲灯笼'), { type: 'ended' });
  const events = { type: 'application/x-ndjson', params: { id } };
  return [
    { op: 'registerBroadcast', as: 'sender', gives: 201, body: input },
    { op: 'registerBroadcast', as: 'sender', gives: 200, body: input },
    { op: 'registerBroadcast', as: 'sender', gives: 201 },
    { op: 'registerBroadcast', as: 'sender', gives: 409, body: { ...input, title: 'Another' } },
    { op: 'registerBroadcast', as: 'sender', gives: 400, body: { ...input, startedAt: 'today' } },
    { op: 'registerBroadcast', as: 'otherSender', gives: 403, body: registration('not-mine') },
    { op: 'registerBroadcast', as: 'sender', gives: 413, body: { ...input, title: 'x'.repeat(70_000) } },
    { op: 'registerBroadcast', as: 'sender', gives: 415, text: '<a/>', type: 'application/xml' },
    {
      op: 'changeBroadcast',
      as: 'sender',
      gives: 415,
      params: { id },
      text: 'a: b',
      type: 'application/yaml',
    },
    { op: 'changeBroadcast', as: 'sender', gives: 200, params: { id } },
    { op: 'changeBroadcast', as: 'sender', gives: 404, params: { id: 'nothing' } },
    { op: 'changeBroadcast', as: 'sender', gives: 410, params: { id: closedId } },
    { op: 'changeBroadcast', as: 'sender', gives: 400, params: { id }, body: {} },
    { op: 'completeOrders', as: 'sender', gives: 200, params: { id: closedId }, body: orders() },
    { op: 'completeOrders', as: 'sender', gives: 400, params: { id }, body: orders(7 * DAY_MS) },
    { op: 'completeOrders', as: 'sender', gives: 400, params: { id }, body: { completedAt: 'today' } },
    { op: 'completeOrders', as: 'sender', gives: 404, params: { id: 'nothing' }, body: orders() },
    { op: 'completeOrders', as: 'otherSender', gives: 403, params: { id }, body: orders() },
    { op: 'completeOrders', as: 'moderator', gives: 401, params: { id }, body: orders() },
    { op: 'sendEvents', as: 'sender', gives: 200, ...events, text: told },
    { op: 'sendEvents', as: 'sender', gives: 400, ...events, text: '\n\n' },
    { op: 'sendEvents', as: 'sender', gives: 400, ...events, text: '{"type":"registered","atMs":0}\nno' },
    { op: 'sendEvents', as: 'otherSender', gives: 403, ...events, text: told },
    { op: 'sendEvents', as: 'sender', gives: 404, ...events, text: told, params: { id: 'nothing' } },
    { op: 'sendEvents', as: 'sender', gives: 410, ...events, text: told, params: { id: closedId } },
    {
      op: 'sendEvents',
      as: 'sender',
      gives: 413,
      ...events,
      text: `${told}\n${' '.repeat(REQUEST_BYTES_MAX)}`,
    },
    { op: 'sendEvents', as: 'sender', gives: 415, ...events, text: told, type: 'application/xml' },
  ];
};

const broadcasts = ({ publicId }: Facts): readonly Call[] => {
  const params = { publicId };
  const product = { publicId, productId: 'lamp-7' };
  return [
    { op: 'listBroadcasts', as: 'moderator', gives: 200 },
    { op: 'listBroadcasts', as: 'host', gives: 200 },
    { op: 'readBroadcast', as: 'host', gives: 200, params: { id: publicId } },
    { op: 'readBroadcast', as: 'consumer', gives: 404, params: { id: publicId } },
    { op: 'publishBroadcast', as: 'moderator', gives: 200, params },
    { op: 'publishBroadcast', as: 'host', gives: 403, params },
    { op: 'publishBroadcast', as: 'moderator', gives: 400, params, body: { public: true, reason: ' ' } },
    { op: 'readBroadcast', as: 'consumer', gives: 200, params: { id: publicId } },
    { op: 'readLines', as: 'moderator', gives: 200, params },
    { op: 'readLines', as: 'consumer', gives: 200, params, query: { fromMs: 0, untilMs: 60_000 } },
    { op: 'readLines', as: 'host', gives: 400, params, query: { fromMs: 5, untilMs: 1 } },
    { op: 'readDuties', as: 'host', gives: 200, params },
    { op: 'readDuties', as: 'consumer', gives: 403, params },
    { op: 'setCategory', as: 'moderator', gives: 200, params: product },
    {
      op: 'setCategory',
      as: 'moderator',
      gives: 400,
      params: product,
      body: { category: 'sky', reason: 'x' },
    },
    { op: 'setCategory', as: 'moderator', gives: 404, params: { publicId, productId: 'none' } },
    { op: 'readPrompt', as: 'host', gives: 200, params },
    { op: 'setPrompt', as: 'host', gives: 200, params },
    { op: 'setPrompt', as: 'host', gives: 400, params, body: { text: '' } },
    { op: 'setPrompt', as: 'moderator', gives: 403, params },
    { op: 'readPrompt', as: 'host', gives: 200, params },
    { op: 'readBroadcast', as: 'host', gives: 200, params: { id: publicId } },
    { op: 'checkScript', as: 'host', gives: 200 },
    { op: 'checkScript', as: 'moderator', gives: 200, body: { text: '这款茶喝三天治好失眠，全网最低价' } },
    { op: 'checkScript', as: 'host', gives: 400, body: { text: ' ' } },
    { op: 'checkScript', as: 'consumer', gives: 403 },
    { op: 'checkScript', as: 'host', gives: 413, body: { text: '灯'.repeat(1_000_000) } },
  ];
};

/** Two alerts of one broadcast. */
const joins = (claimId: string, dutyId: string): readonly Call[] => {
  const body = { alerts: [claimId, dutyId], reason: 'one lamp' };
  return [
    { op: 'joinAlerts', as: 'moderator', gives: 201, body },
    { op: 'joinAlerts', as: 'admin', gives: 409, body },
    { op: 'joinAlerts', as: 'moderator', gives: 400, body: { ...body, alerts: [claimId] } },
    { op: 'joinAlerts', as: 'moderator', gives: 404, body: { ...body, alerts: [claimId, 'none'] } },
    { op: 'joinAlerts', as: 'host', gives: 403, body },
  ];
};

const alerts = ({ publicId, claimId, dutyId, openIds: [one, two, three] }: Facts): readonly Call[] => {
  const decide = (
    action: string,
    ids: readonly string[],
    more: Readonly<Record<string, unknown>> = {},
  ): Call => ({
    op: 'decide',
    as: 'moderator',
    gives: 200,
    body: { action, alerts: ids.map((id) => ({ id, revision: 1 })), ...more },
  });
  const read = [claimId, dutyId].flatMap((id): readonly Call[] =>
    (['moderator', 'host'] as const).flatMap((as) => [
      { op: 'readAlert', as, gives: 200, params: { id } },
      { op: 'readMoment', as, gives: 200, params: { id } },
    ]),
  );
  return [
    { op: 'listAlerts', as: 'moderator', gives: 200, query: { limit: 1 } },
    {
      op: 'listAlerts',
      as: 'host',
      gives: 200,
      query: { state: 'open', verdict: 'flag', broadcast: publicId },
    },
    { op: 'listAlerts', as: 'host', gives: 400, query: { before: 'yesterday' } },
    { op: 'listAlerts', as: 'consumer', gives: 403 },
    ...read,
    { op: 'readMoment', as: 'moderator', gives: 400, params: { id: claimId }, query: { atMs: -1 } },
    { op: 'readAlert', as: 'host', gives: 404, params: { id: 'none' } },
    { op: 'answerDecision', as: 'host', gives: 409, params: { id: claimId } },
    { op: 'correct', as: 'host', gives: 200, params: { id: claimId } },
    { op: 'correct', as: 'moderator', gives: 200, params: { id: claimId }, body: { act: 'confirm' } },
    { op: 'correct', as: 'moderator', gives: 409, params: { id: one }, body: { act: 'confirm' } },
    { op: 'correct', as: 'host', gives: 403, params: { id: one }, body: { act: 'confirm' } },
    { op: 'correct', as: 'host', gives: 400, params: { id: one }, body: { act: 'both' } },
    decide('take', [one, two, three, 'none']),
    decide('dismiss', [one], { reason: 'lawful' }),
    decide('reopen', [one, two], { note: 'looked again' }),
    decide('later', [two], { minutes: 5 }),
    decide('uphold', [claimId], { note: 'no grounds were given' }),
    decide('uphold', [claimId]),
    decide('release', [three]),
    { op: 'decide', as: 'moderator', gives: 400, body: { action: 'shrug', alerts: [] } },
    ...joins(claimId, dutyId),
    ...read,
    { op: 'listAlerts', as: 'host', gives: 200, query: { state: 'decided' } },
  ];
};

const log = ({ publicId, unsignedId, claimId }: Facts): readonly Call[] => {
  const params = { publicId };
  return [
    { op: 'readLogKey', as: 'nobody', gives: 200 },
    { op: 'readLogKeys', as: 'nobody', gives: 200 },
    { op: 'listHeads', as: 'nobody', gives: 200, query: { limit: 1 } },
    { op: 'listWithdrawn', as: 'nobody', gives: 200, query: { limit: 1 } },
    { op: 'listHeads', as: 'nobody', gives: 400, query: { limit: 0 } },
    { op: 'listWithdrawn', as: 'nobody', gives: 400, query: { limit: 0 } },
    { op: 'readTimestamps', as: 'nobody', gives: 200, params },
    { op: 'readTimestamps', as: 'nobody', gives: 404, params: { publicId: unsignedId } },
    { op: 'readCheckpoint', as: 'nobody', gives: 200, params },
    {
      op: 'readConsistency',
      as: 'nobody',
      gives: 404,
      params: { publicId: unsignedId },
      query: { from: 1, to: 2 },
    },
    { op: 'readCheckpoint', as: 'consumer', gives: 200, params },
    { op: 'readCheckpoint', as: 'moderator', gives: 503, params: { publicId: unsignedId } },
    { op: 'readCheckpoint', as: 'consumer', gives: 404, params: { publicId: unsignedId } },
    { op: 'readLeaves', as: 'consumer', gives: 200, params, query: { from: 1, limit: 3 } },
    { op: 'readLeaves', as: 'consumer', gives: 400, params, query: { limit: 1001 } },
    { op: 'readInclusion', as: 'host', gives: 200, params, query: { leaf: 1, size: 5 } },
    { op: 'readInclusion', as: 'host', gives: 400, params, query: { leaf: 1 } },
    { op: 'readConsistency', as: 'moderator', gives: 200, params, query: { from: 2, to: 5 } },
    { op: 'readConsistency', as: 'moderator', gives: 400, params, query: { from: 2, to: 99_999 } },
    { op: 'readEvidence', as: 'moderator', gives: 200, params: { id: claimId } },
    { op: 'readEvidence', as: 'consumer', gives: 200, params: { id: claimId } },
    { op: 'readEvidence', as: 'consumer', gives: 404, params: { id: 'none' } },
  ];
};

const YAML = `reason: the platform asks
pack: lantern-yaml
language: zh
entries:
  - {type: terms, id: glow, kind: absolute-superlative, basis: house, terms: [星火开光], article: 店规 3, reason: {zh: 店规禁用, en: barred by the house}, match: [星火开光]}
`;

const packs: readonly Call[] = [
  { op: 'addPack', as: 'moderator', gives: 201 },
  { op: 'addPack', as: 'moderator', gives: 409 },
  { op: 'addPack', as: 'admin', gives: 201, type: 'application/yaml', text: YAML },
  {
    op: 'addPack',
    as: 'admin',
    gives: 400,
    type: 'application/yaml',
    text: YAML.replace('lantern-yaml', 'lantern-odd').replace('match: [星火开光]', 'match: [x]'),
  },
  { op: 'addPack', as: 'admin', gives: 413, text: JSON.stringify({ reason: 'x'.repeat(300_000) }) },
  { op: 'addPack', as: 'admin', gives: 415, type: 'text/html', text: 'x' },
  { op: 'changePack', as: 'moderator', gives: 200, params: { packId: 'lantern-house' } },
  { op: 'changePack', as: 'moderator', gives: 409, params: { packId: 'lantern-house' } },
  { op: 'retirePack', as: 'admin', gives: 200, params: { packId: 'lantern-house' } },
  { op: 'retirePack', as: 'admin', gives: 404, params: { packId: 'nothing' } },
  { op: 'listPacks', as: 'moderator', gives: 200 },
  { op: 'readPack', as: 'moderator', gives: 200, params: { packId: 'lantern-house' } },
  { op: 'readPack', as: 'moderator', gives: 404, params: { packId: 'nothing' } },
  { op: 'readPackVersion', as: 'admin', gives: 200, params: { packId: 'lantern-house', version: 1 } },
  { op: 'readPackVersion', as: 'admin', gives: 404, params: { packId: 'lantern-house', version: 99 } },
  { op: 'readPackHash', as: 'admin', gives: 404, params: { hash: '00' } },
];

const id = { id: 'lantern' };
const policies: readonly Call[] = [
  { op: 'readCatalogue', as: 'admin', gives: 200 },
  { op: 'draftPolicy', as: 'moderator', gives: 200, params: id },
  {
    op: 'draftPolicy',
    as: 'moderator',
    gives: 400,
    params: id,
    body: { policy: { rules: [{ duty: 'none' }] }, reason: 'x' },
  },
  {
    op: 'draftPolicy',
    as: 'moderator',
    gives: 409,
    params: id,
    body: { policy: {}, reason: 'x', version: 7 },
  },
  { op: 'readPolicy', as: 'moderator', gives: 200, params: id },
  { op: 'previewPolicy', as: 'moderator', gives: 200, params: id },
  { op: 'makePolicyLive', as: 'admin', gives: 200, params: id },
  { op: 'makePolicyLive', as: 'admin', gives: 409, params: id },
  { op: 'makePolicyLive', as: 'admin', gives: 400, params: id, body: { version: 1, reason: 'x' } },
  { op: 'previewPolicy', as: 'moderator', gives: 409, params: id },
  { op: 'previewPolicy', as: 'moderator', gives: 404, params: { id: 'nothing' } },
  { op: 'listPolicies', as: 'moderator', gives: 200 },
  { op: 'readPolicy', as: 'moderator', gives: 200, params: id },
  { op: 'readPolicy', as: 'moderator', gives: 404, params: { id: 'nothing' } },
  { op: 'readPolicyVersion', as: 'moderator', gives: 200, params: { ...id, version: 1 } },
  { op: 'readPolicyVersion', as: 'moderator', gives: 404, params: { ...id, version: 9 } },
];

const system: readonly Call[] = [
  { op: 'readDocument', as: 'nobody', gives: 200 },
  { op: 'readPage', as: 'nobody', gives: 200 },
  { op: 'readPage', as: 'nobody', gives: 200, query: { lang: 'zh', q: 'alerts' } },
  { op: 'readPage', as: 'nobody', gives: 400, query: { lang: 'fr' } },
  { op: 'readPageStyle', as: 'nobody', gives: 200 },
  { op: 'readHealth', as: 'nobody', gives: 200 },
  { op: 'readReadiness', as: 'nobody', gives: 200 },
  { op: 'readMetrics', as: 'nobody', gives: 200 },
  { op: 'readMetrics', as: 'nobody', gives: 403, headers: { 'X-Forwarded-For': '192.0.2.1' } },
];

/**
 * Each operation at least once for every success that the document promises, and some errors of each kind; by area, in this
 * order: what one has done the next may find.
 */
export const CALLS = {
  session: () => session,
  accounts: accountCalls,
  senders,
  broadcasts,
  alerts,
  public: publicCalls,
  organisations: organisationCalls,
  log,
  custody: custodyCalls,
  requests: requestCalls,
  media: mediaCalls,
  evidencePacks: evidencePackCalls,
  marks: markCalls,
  packs: () => packs,
  policies: () => policies,
  system: () => system,
} satisfies Readonly<Record<string, (facts: Facts) => readonly Call[]>>;

/** Where every limit is used up. */
export const callsTooMany = ({ id: broadcast }: Facts): readonly Call[] => [
  { op: 'logIn', as: 'nobody', gives: 429 },
  { op: 'registerBroadcast', as: 'sender', gives: 429 },
  { op: 'changeBroadcast', as: 'sender', gives: 429, params: { id: broadcast } },
  {
    op: 'sendEvents',
    as: 'sender',
    gives: 429,
    params: { id: broadcast },
    type: 'application/x-ndjson',
    text: '{}',
  },
  { op: 'checkScript', as: 'host', gives: 429 },
  { op: 'lookAtInvitation', as: 'nobody', gives: 429 },
  { op: 'signUp', as: 'nobody', gives: 429 },
  { op: 'confirmCode', as: 'nobody', gives: 429 },
  { op: 'searchPublic', as: 'nobody', gives: 429 },
  { op: 'readPublicRecord', as: 'nobody', gives: 429, params: { publicId: 'AAAAAAAAAAAAAAAAAAAAAA' } },
  { op: 'askForEvidencePack', as: 'moderator', gives: 429 },
  { op: 'lookUpPackCode', as: 'nobody', gives: 429 },
  { op: 'makeOrganisation', as: 'admin', gives: 429 },
  { op: 'addPack', as: 'moderator', gives: 429 },
  { op: 'draftPolicy', as: 'moderator', gives: 429, params: id },
  { op: 'previewPolicy', as: 'moderator', gives: 429, params: id },
];
