import { createHash } from 'node:crypto';
import { RedisStore } from 'connect-redis';
import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import { asUserId, type UserId } from '../../models/contract/ids.ts';
import type { Me } from '../../models/contract/people.ts';
import { roomsWith } from '../../models/contract/rights.ts';
import type { UserDoc } from '../../models/store/documents.ts';
import { type PersonDoc, withMemberships } from '../../models/store/memberships.ts';
import type { Store } from '../../models/store/store.ts';
import { userById } from '../../models/store/users.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import { keys } from '../../models/stream/keys.ts';
import { Problem } from '../http/problem.ts';

/** A session that is not used for a working day is over. */
export const SESSION_IDLE_MS = 8 * 3_600_000;
/** Nobody stays logged in longer than this, however busy. */
export const SESSION_AGE_MS_MAX = 24 * 3_600_000;

declare module 'express-session' {
  interface SessionData {
    userId: string;
    /** The person's `sessionEpoch` at login. */
    epoch: number;
    csrf: string;
    loginAtMs: number;
  }
}

export interface SessionDeps {
  readonly redis: RedisClient;
  readonly secret: string;
  readonly cookieSecure: boolean;
  /** Whether a proxy's word counts for "this came over TLS". */
  readonly behindProxy: boolean;
}

/** The cookie's name: with `__Host-` browsers refuse to let another host or path set it. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-lw' : 'lw');

/** Sessions in Redis, the id in a cookie that scripts cannot read. Nothing is stored for people who are not logged in. */
export const createSessions = (deps: SessionDeps): RequestHandler =>
  session({
    store: new RedisStore({ client: deps.redis, prefix: keys.sessionPrefix }),
    secret: deps.secret,
    name: cookieName(deps.cookieSecure),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    proxy: deps.behindProxy,
    cookie: {
      httpOnly: true,
      sameSite: 'lax',
      secure: deps.cookieSecure,
      maxAge: SESSION_IDLE_MS,
      path: '/',
    },
  });

/** What is known of a session: enough to ask again later whether it still counts. */
export interface SessionMark {
  readonly userId: UserId;
  readonly epoch: number;
  readonly loginAtMs: number;
}

export const markOf = (data: Partial<session.SessionData> | undefined): SessionMark | null => {
  if (!data?.userId || data.epoch === undefined || data.loginAtMs === undefined) return null;
  return { userId: asUserId(data.userId), epoch: data.epoch, loginAtMs: data.loginAtMs };
};

/** Whether a session of this mark counts for the person as stored now. */
export const stillCounts = (
  mark: SessionMark,
  user: Pick<UserDoc, 'disabled' | 'sessionEpoch' | 'demo'>,
  now: number,
  demo: boolean,
): boolean =>
  !user.disabled &&
  user.sessionEpoch === mark.epoch &&
  (demo || !user.demo) &&
  now - mark.loginAtMs < SESSION_AGE_MS_MAX;

/** The person behind a session with their rights, asked of the store on every request: what was voided a moment ago counts no more. */
export const personOf = async (
  store: Store,
  data: Partial<session.SessionData> | undefined,
  now: number,
  demo: boolean,
): Promise<PersonDoc | null> => {
  const mark = markOf(data);
  if (!mark) return null;
  const user = await userById(store, mark.userId);
  return user && stillCounts(mark, user, now, demo) ? withMemberships(store, user) : null;
};

/** A name for a session that may be written down: the id itself opens it. */
export const sessionTag = (sessionId: string): string =>
  createHash('sha256').update(sessionId).digest('base64url').slice(0, 22);

export const toMe = (user: PersonDoc): Me => ({
  id: user._id,
  login: user.login,
  name: user.name,
  role: user.role,
  rooms: roomsWith(user.memberships, 'desk'),
  memberships: user.memberships,
});

/** Puts the person where {@link asker} finds it. Runs after {@link createSessions}. */
export const recognise =
  (deps: { readonly store: Store; readonly now: () => number; readonly demo: boolean }): RequestHandler =>
  async (req, res, next) => {
    res.locals.person = await personOf(deps.store, req.session, deps.now(), deps.demo);
    next();
  };

/** The person who asks, `null` when nobody is logged in. */
export const asker = (res: Response): PersonDoc | null =>
  (res.locals.person as PersonDoc | undefined) ?? null;

/** @throws Problem `unauthorised` */
export const someone = (res: Response): PersonDoc => {
  const person = asker(res);
  if (!person) throw new Problem('unauthorised', 'log in first');
  return person;
};

/** Makes a new session id for whoever has just logged in, so that one known before is worth nothing (session fixation). */
export const beginSession = (
  req: Request,
  data: { readonly user: UserDoc; readonly csrf: string; readonly now: number },
): Promise<void> =>
  new Promise((done, failed) => {
    req.session.regenerate((error) => {
      if (error) {
        failed(error);
        return;
      }
      req.session.userId = data.user._id;
      req.session.epoch = data.user.sessionEpoch;
      req.session.csrf = data.csrf;
      req.session.loginAtMs = data.now;
      req.session.save((saving) => (saving ? failed(saving) : done()));
    });
  });

export const endSession = (req: Request): Promise<void> =>
  new Promise((done, failed) => {
    req.session.destroy((error) => (error ? failed(error) : done()));
  });
