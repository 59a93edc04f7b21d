import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import type { Logger } from 'pino';
import { asDecisionId, asPublicId } from '../models/contract/ids.ts';
import type { LivePolicies } from '../models/duties/live-policies.ts';
import { createAccountKeys } from '../models/store/account-keys.ts';
import type { BroadcastDoc } from '../models/store/documents.ts';
import { createSeal } from '../models/store/seal.ts';
import type { Store } from '../models/store/store.ts';
import type { RedisClient } from '../models/stream/client.ts';
import type { LivePacks } from '../models/text/live-packs.ts';
import type { ScriptJudge } from '../models/text/script.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import { createAnnouncer } from './feed/announce.ts';
import { createHub, type Hub } from './feed/hub.ts';
import { startReader } from './feed/reader.ts';
import { watchSessions } from './feed/session-watch.ts';
import { createFeed, type Feed } from './feed/sockets.ts';
import { addressOf, type Trust } from './http/address-of.ts';
import { stackOf } from './http/answer-errors.ts';
import { limitBodies, UPLOAD_MS_MAX } from './http/body-time.ts';
import { addressCounted, createLimits, LIMITS, type LimitSizes } from './identity/limits.ts';
import { createSessions } from './identity/session.ts';
import type { CrowdSizes } from './ingest/crowd.ts';
import { createEventSockets, type EventSockets, eventsPath } from './ingest/socket.ts';
import { createServerMetrics } from './observe/metrics.ts';
import { keepFinds } from './public/keep-finds.ts';

export interface GatewayDeps {
  readonly config: Config;
  readonly store: Store;
  readonly redis: RedisClient;
  /** A second connection, which waits for changes. The gateway closes it. */
  readonly readerRedis: RedisClient;
  readonly log: Logger;
  readonly sessionSecret: string;
  /** 32 bytes; absent: what must be sealed is refused. */
  readonly sealKey?: Uint8Array | null;
  /** Judges scripts before a show. */
  readonly scripts: ScriptJudge;
  /** Shipped and custom packs as they are in force; whoever made them stops them. */
  readonly packs: LivePacks;
  /** What is owed, by platform, as its policy is in force; whoever made them stops them. */
  readonly policies: LivePolicies;
  readonly now: () => number;
  readonly limits?: LimitSizes;
  /** Connections of senders at once. */
  readonly crowd?: CrowdSizes;
}

export interface Gateway {
  readonly port: number;
  readonly app: Express;
  readonly http: Server;
  readonly feed: Feed;
  /** Stops taking requests, lets those that run finish, closes live connections. */
  close(): Promise<void>;
}

/** Requests that run when the server is stopped get this long. */
const CLOSING_MS_MAX = 5_000;
const IDLE_CHECK_MS = 100;

/** Upgrades go to Socket.IO, to the ingest door, or nowhere. */
const routeUpgrades = (http: Server, eventSockets: EventSockets): void => {
  http.on('upgrade', (request, socket, head) => {
    // Until a WebSocket has taken it over, which waits for its session to be read, nobody else hears of a line that is torn; an
    // error that nobody hears ends the process.
    socket.on('error', () => socket.destroy());
    const broadcastId = eventsPath(request.url);
    if (broadcastId !== null) void eventSockets.upgrade(request, socket, head, broadcastId);
    else if (!request.url?.startsWith('/socket.io/')) socket.destroy();
  });
};

const startFeed = async (deps: GatewayDeps, feed: Feed): Promise<() => Promise<void>> => {
  const { store, log } = deps;
  let hub: Hub | null = null;
  const reader = await startReader({
    redis: deps.readerRedis,
    log,
    onEntries: (entries) => hub?.deliver(entries),
    onGap: (cursor) => {
      hub?.jumpTo(cursor);
      feed.startOver();
    },
  });
  const shown = await store.broadcasts.find({ public: true }, { publicId: 1 }).lean<BroadcastDoc[]>();
  hub = createHub(
    reader.cursor,
    shown.map((doc) => doc.publicId),
    feed.out,
  );
  feed.open(hub);
  return reader.stop;
};

/** What is sealed with the installation's key; without it nothing is. */
const sealsOf = (key: Uint8Array | null | undefined): Pick<Deps, 'accountKeys' | 'seal'> => ({
  accountKeys: key ? createAccountKeys(key) : null,
  seal: key ? createSeal(key) : null,
});

/** As a browser's requests come in; what belongs to the sockets is theirs. */
const serve = (http: Server, app: Express): void => {
  http.on('request', (req, res) => {
    if (!req.url?.startsWith('/socket.io/')) app(req, res);
  });
};

/**
 * The whole server on one port: HTTP, the feed's sockets, the ingest WebSocket. Listens when the promise resolves.
 * @throws when the port is taken, or a store does not answer.
 */
export const startGateway = async (given: GatewayDeps): Promise<Gateway> => {
  const { config, store, redis, log, now, sessionSecret } = given;
  const http = createServer({ requestTimeout: UPLOAD_MS_MAX });
  limitBodies(http);
  const sessions = createSessions({
    redis,
    secret: sessionSecret,
    cookieSecure: config.cookieSecure,
    behindProxy: config.trustProxy !== false,
  });
  const feed = createFeed({ ...given, http, sessions, demo: config.demo, publicUrl: config.publicUrl });
  const deps: Deps = {
    config,
    store,
    redis,
    log,
    now,
    sessionSecret,
    ...sealsOf(given.sealKey),
    scripts: given.scripts,
    packs: given.packs,
    policies: given.policies,
    limits: createLimits(redis, sessionSecret, given.limits ?? LIMITS),
    metrics: createServerMetrics(() => feed.connections),
    newPublicId: () => asPublicId(randomBytes(16).toString('base64url')),
    newDecisionId: () => asDecisionId(randomBytes(12).toString('base64url')),
  };
  let ready = false;
  const announcer = createAnnouncer(deps);
  const app = createApp({
    ...deps,
    announcer,
    sessions,
    sessionEnded: (tag) => feed.endSession(tag, 'logout'),
    ready: () => ready,
  });
  serve(http, app);
  const trust = app.get('trust proxy fn') as Trust;
  const eventSockets = createEventSockets({
    ...deps,
    demo: config.demo,
    addressOf: (request) => addressCounted(addressOf(request, trust)),
    ...(given.crowd && { crowd: given.crowd }),
  });
  routeUpgrades(http, eventSockets);

  const stopReader = await startFeed(given, feed);
  const stopWatch = watchSessions({ store, redis, feed, now, demo: config.demo }, (error) =>
    log.warn({ problem: stackOf(error) }, 'sessions could not be checked; trying again'),
  );
  const stopFinds = keepFinds({ store, log, now });
  await listen(http, config);
  ready = true;
  return {
    port: (http.address() as AddressInfo).port,
    app,
    http,
    feed,
    async close() {
      ready = false;
      stopWatch();
      await stopFinds();
      eventSockets.close();
      const closed = closeHttp(http);
      await feed.close();
      await closed;
      await stopReader();
    },
  };
};

const listen = (http: Server, { host, port }: Config): Promise<void> =>
  new Promise((done, failed) => {
    http.once('error', failed);
    http.listen(port, host, () => {
      http.off('error', failed);
      done();
    });
  });

const closeHttp = async (http: Server): Promise<void> => {
  const limit = setTimeout(() => http.closeAllConnections(), CLOSING_MS_MAX);
  // A connection whose answer was just being written is idle a moment later, and then kept for seconds.
  const idle = setInterval(() => http.closeIdleConnections(), IDLE_CHECK_MS);
  await new Promise<void>((done) => {
    http.close(() => done());
    http.closeIdleConnections();
  });
  clearInterval(idle);
  clearTimeout(limit);
};
