import { randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { pino } from 'pino';
import { io, type Socket } from 'socket.io-client';
import {
  asAlertId,
  asBroadcastId,
  asRoomId,
  asTokenId,
  type TokenId,
  type UserId,
} from '../../models/contract/ids.ts';
import type { ErrorReply, SessionReply, UserRole } from '../../models/contract/people.ts';
import type { ClientToServer, ServerToClient } from '../../models/contract/socket.ts';
import type { LivePolicies } from '../../models/duties/live-policies.ts';
import { createAccountKeys } from '../../models/store/account-keys.ts';
import { toAlertView } from '../../models/store/alert-view.ts';
import { connectMongo } from '../../models/store/connect.ts';
import type { AlertDoc, BroadcastDoc } from '../../models/store/documents.ts';
import { createSeal } from '../../models/store/seal.ts';
import { createStore, prepareStore, type Store } from '../../models/store/store.ts';
import { createToken } from '../../models/store/tokens.ts';
import { createUser } from '../../models/store/users.ts';
import { publishChanges } from '../../models/stream/alerts-feed.ts';
import { connectRedis, type RedisClient } from '../../models/stream/client.ts';
import { keys, type Partition } from '../../models/stream/keys.ts';
import { createTextJudge } from '../../models/text/judge.ts';
import type { LivePacks } from '../../models/text/live-packs.ts';
import { createScriptJudge } from '../../models/text/script.ts';
import { type Config, config } from '../../server/config.ts';
import { type Gateway, startGateway } from '../../server/gateway.ts';
import { LIMITS, type LimitSizes } from '../../server/identity/limits.ts';
import type { CrowdSizes } from '../../server/ingest/crowd.ts';
import { followPacks } from '../../server/packs/follow.ts';
import { followPolicies } from '../../server/policies/follow.ts';
import { giveRooms } from './rooms-of-hosts.ts';
import { shippedDuties, shippedPacks } from './shipped.ts';

export const PASSWORD = 'correct horse battery';
export const ROOM = asRoomId('room-a');
export const OTHER_ROOM = asRoomId('room-b');
const SECRET = 'a secret of the tests, long enough to be one';
const SEAL_KEY = randomBytes(32);
/** As the servers of the tests seal. */
export const seal = createSeal(SEAL_KEY);
export const accountKeys = createAccountKeys(SEAL_KEY);
const by = { id: 'test', name: 'test' };

/** Enough for any test that is not about limits. */
const GENEROUS = Object.fromEntries(
  Object.keys(LIMITS).map((name) => [name, { points: 10_000, seconds: 60 }]),
) as unknown as LimitSizes;

const named = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run with npm test or npx vitest run --project flow`);
  return value;
};

/** Throwaway MongoDB database and the Redis of the test run, emptied. */
export interface Ground {
  readonly store: Store;
  readonly redis: RedisClient;
  readonly mongoUri: string;
  readonly redisUrl: string;
  close(): Promise<void>;
}

const quiet = (): void => {};

/** @param fresh false to come to what another ground has made: same database, nothing emptied. */
export const openGround = async (from?: { mongoUri: string }): Promise<Ground> => {
  const redisUrl = named('TEST_REDIS_URL');
  const address = new URL(named('TEST_MONGODB_URI'));
  address.pathname = `/t${randomBytes(6).toString('hex')}`;
  const mongoUri = from?.mongoUri ?? address.href;
  const connection = await connectMongo(mongoUri);
  const store = createStore(connection);
  const redis = await connectRedis(redisUrl, quiet, { whenAway: 'refuse' });
  if (!from) {
    await prepareStore(store);
    await redis.flushAll();
  }
  return {
    store,
    redis,
    mongoUri,
    redisUrl,
    async close() {
      if (!from) await connection.dropDatabase();
      await connection.close();
      redis.destroy();
    },
  };
};

export interface TestServer {
  readonly url: string;
  readonly gateway: Gateway;
  readonly config: Config;
  readonly packs: LivePacks;
  readonly policies: LivePolicies;
  close(): Promise<void>;
}

/** A whole server on a free port, with the ground's stores. `onTurn` is told whenever a check lets others have their turn. */
export const openServer = async (
  ground: Ground,
  options: {
    env?: Record<string, string>;
    limits?: Partial<LimitSizes>;
    crowd?: CrowdSizes;
    now?: () => number;
    onTurn?: () => void;
  } = {},
): Promise<TestServer> => {
  const redis = await connectRedis(ground.redisUrl, quiet, { whenAway: 'refuse' });
  const readerRedis = await connectRedis(ground.redisUrl, quiet);
  const settings = config(
    { PORT: '0', DEMO: '1', LOG_LEVEL: 'silent', MONGODB_URI: ground.mongoUri, ...options.env },
    '/nowhere',
  );
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' });
  const now = options.now ?? Date.now;
  const newsRedis = await connectRedis(ground.redisUrl, quiet);
  const packs = await followPacks({
    store: ground.store,
    newsRedis,
    packs: shippedPacks(),
    makeJudge: (used, clock) => createTextJudge({ packs: used, ...(clock && { now: clock }) }),
    log,
    now,
  });
  const policies = await followPolicies({
    store: ground.store,
    newsRedis: await connectRedis(ground.redisUrl, quiet),
    opened: shippedDuties(),
    log,
  });
  const gateway = await startGateway({
    config: settings,
    store: ground.store,
    redis,
    readerRedis,
    log,
    sessionSecret: SECRET,
    sealKey: SEAL_KEY,
    scripts: createScriptJudge({
      text: packs.judge,
      turn: () => {
        options.onTurn?.();
        return turn();
      },
    }),
    packs,
    policies,
    now,
    limits: { ...GENEROUS, ...options.limits },
    ...(options.crowd && { crowd: options.crowd }),
  });
  return {
    url: `http://127.0.0.1:${gateway.port}`,
    gateway,
    config: settings,
    packs,
    policies,
    async close() {
      await gateway.close();
      await packs.stop();
      await policies.stop();
      redis.destroy();
    },
  };
};

/** A person with a session, as a browser holds it. */
export interface Client {
  readonly cookie: string;
  readonly csrf: string;
  get(path: string): Promise<Response>;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

export const clientOf = (url: string, cookie: string, csrf: string): Client => ({
  cookie,
  csrf,
  get: (path) => fetch(url + path, { headers: cookie ? { cookie } : {} }),
  send: (method, path, body, headers = {}) =>
    fetch(url + path, {
      method,
      headers: {
        ...(cookie && { cookie }),
        'X-CSRF-Token': csrf,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
});

export const nobody = (url: string): Client => clientOf(url, '', '');

export const tryLogin = (url: string, login: string, password: string): Promise<Response> =>
  nobody(url).send('POST', '/api/session', { login, password });

export const logIn = async (url: string, login: string, password = PASSWORD): Promise<Client> => {
  const response = await tryLogin(url, login, password);
  if (response.status !== 200) throw new Error(`login of ${login}: ${response.status}`);
  const cookie = (response.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  return clientOf(url, cookie, ((await response.json()) as SessionReply).csrf);
};

/** Makes a person. Hosts get {@link ROOM}. */
export const addPerson = async (
  store: Store,
  role: UserRole,
  more: { login?: string; demo?: boolean; rooms?: (typeof ROOM)[] } = {},
): Promise<{ id: UserId; login: string }> => {
  const login = more.login ?? role;
  const rooms = more.rooms ?? (role === 'host' ? [ROOM] : []);
  const user = await createUser(
    store,
    { login, name: `The ${role}`, role, password: PASSWORD, demo: more.demo ?? false },
    { by, now: new Date() },
  );
  await giveRooms(store, user, rooms);
  return { id: user._id, login };
};

/** Makes a token; by default for every room. */
export const addToken = async (
  store: Store,
  rooms = [] as (typeof ROOM)[],
  demo = false,
): Promise<{ id: TokenId; token: string }> => {
  const { token, doc } = await createToken(store, { label: 'test', rooms, demo }, { by, now: new Date() });
  return { id: asTokenId(doc._id), token };
};

export const registration = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  title: 'An evening of lamps',
  language: 'zh-Hans',
  platform: 'lantern',
  room: { id: ROOM, name: 'Lamp room', operator: 'Lamp makers' },
  presenters: [{ id: 'p1', name: 'A presenter' }],
  startedAt: new Date(Date.now() - 600_000).toISOString(),
  ...more,
});

export const register = (url: string, token: string, body: unknown): Promise<Response> =>
  fetch(`${url}/api/broadcasts`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

export const say = (id: string, text: string, more: Record<string, unknown> = {}) => ({
  type: 'utterance',
  id,
  source: 'speech',
  atMs: 1000,
  text,
  ...more,
});

export const post = (
  url: string,
  token: string,
  broadcast: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<Response> =>
  fetch(`${url}/api/broadcasts/${broadcast}/events`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/x-ndjson', ...headers },
    body: body as BodyInit,
  });

export const lines = (...events: unknown[]): string =>
  events.map((event) => JSON.stringify(event)).join('\n');

export const codeOf = async (response: Response): Promise<string> =>
  ((await response.json()) as ErrorReply).error.code;

export type FeedClient = Socket<ServerToClient, ClientToServer>;

/** A socket with the session's cookie; not yet connected. */
export const feedClient = (url: string, client: Client, headers: Record<string, string> = {}): FeedClient =>
  io(url, {
    autoConnect: false,
    reconnection: false,
    forceNew: true,
    transports: ['websocket'],
    extraHeaders: { ...(client.cookie && { cookie: client.cookie }), ...headers },
  });

export const connected = (socket: FeedClient): Promise<void> =>
  new Promise((done, failed) => {
    socket.once('connect', () => done());
    socket.once('connect_error', failed);
    socket.connect();
  });

/** Registers a broadcast and gives what the store holds of it. */
export const addBroadcast = async (
  ground: Ground,
  url: string,
  token: string,
  id: string,
  more: Record<string, unknown> = {},
): Promise<BroadcastDoc> => {
  const response = await register(url, token, registration(id, more));
  if (response.status !== 201) throw new Error(`registration of ${id}: ${response.status}`);
  const doc = await ground.store.broadcasts.findOne({ _id: asBroadcastId(id) }).lean<BroadcastDoc>();
  if (!doc) throw new Error(`${id} is not in the store`);
  return doc;
};

/** An alert as a worker would have raised it. */
export const alertOf = (broadcast: BroadcastDoc, id: string, more: Partial<AlertDoc> = {}): AlertDoc => ({
  _id: asAlertId(id),
  key: id,
  generation: 0,
  cardKey: `${broadcast._id}:absolute-superlative`,
  broadcastId: broadcast._id,
  roomId: broadcast.roomId,
  broadcast: {
    publicId: broadcast.publicId,
    title: broadcast.input.title,
    language: broadcast.input.language,
    startedAt: broadcast.startedAt.toISOString(),
    roomId: broadcast.roomId,
    roomName: broadcast.input.room.name,
  },
  subject: { type: 'claim', kind: 'absolute-superlative', group: 'absolute' },
  verdict: 'flag',
  severity: 'high',
  rank: 3,
  basis: 'law',
  confidence: 0.9,
  quote: '最好的灯',
  article: '广告法 9(3)',
  reason: { zh: '绝对化用语', en: 'a superlative' },
  suggestion: { zh: '删去', en: 'leave it out' },
  steps: [],
  occurrences: [],
  occurrenceIds: [],
  count: 1,
  firstAtMs: 60_000,
  lastAtMs: 60_000,
  acceptedAtMs: 0,
  raisedAt: new Date(),
  updatedAt: new Date(),
  status: 'open',
  revision: 1,
  unsent: false,
  ...more,
});

export const addAlert = async (
  ground: Ground,
  broadcast: BroadcastDoc,
  id: string,
  more: Partial<AlertDoc> = {},
): Promise<AlertDoc> => {
  const doc = alertOf(broadcast, id, more);
  await ground.store.alerts.create([doc]);
  return doc;
};

/** Changes an alert and tells the feed, as a worker does. */
export const tellAlert = async (ground: Ground, doc: AlertDoc): Promise<void> => {
  await ground.store.alerts.replaceOne({ _id: doc._id }, doc, { upsert: true });
  await publishChanges(ground.redis, [{ type: 'alert', alert: toAlertView(doc) }]);
};

/** Waits until `check` holds; the tests' only way to wait. */
export const until = async (
  what: string,
  check: () => boolean | Promise<boolean>,
  limitMs = 30_000,
): Promise<void> => {
  const end = Date.now() + limitMs;
  while (!(await check())) {
    if (Date.now() > end) throw new Error(`did not happen within ${limitMs} ms: ${what}`);
    await new Promise((done) => setTimeout(done, 20));
  }
};

/** What is on the stream of a broadcast's partition, oldest first. */
export const streamOf = async (ground: Ground, broadcast: BroadcastDoc): Promise<{ type: string }[]> => {
  const entries = await ground.redis.xRange(keys.utterances(broadcast.partition as Partition), '-', '+');
  return (entries ?? [])
    .filter(({ message }) => message.b === broadcast._id)
    .map(({ message }) => JSON.parse(message.e ?? '{}') as { type: string });
};
