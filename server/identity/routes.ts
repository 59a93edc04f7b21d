import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import { readAddress } from '../../models/contract/account.ts';
import { loginSchema, type SessionReply } from '../../models/contract/people.ts';
import type { AccountKeys } from '../../models/store/account-keys.ts';
import type { UserDoc } from '../../models/store/documents.ts';
import { withMemberships } from '../../models/store/memberships.ts';
import { NOBODY_HASH, passwordFits } from '../../models/store/password.ts';
import type { Store } from '../../models/store/store.ts';
import { normalLogin, userByLogin } from '../../models/store/users.ts';
import { Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { checkOrigin } from './csrf.ts';
import { addressCounted, type Limits } from './limits.ts';
import { asker, beginSession, cookieName, endSession, sessionTag, someone, toMe } from './session.ts';

export interface IdentityDeps {
  readonly store: Store;
  readonly limits: Limits;
  readonly now: () => number;
  readonly demo: boolean;
  readonly publicUrl: string;
  readonly cookieSecure: boolean;
  readonly accountKeys: AccountKeys | null;
  /** Closes the live connections of a session that has ended. */
  readonly sessionEnded: (tag: string) => void;
}

/** By the login that the operator gave, or by the address with which somebody made their account. */
const userOf = async (
  { store, accountKeys }: Pick<IdentityDeps, 'store' | 'accountKeys'>,
  login: string,
): Promise<UserDoc | null> => {
  const address = readAddress(login);
  // Both are always looked for, so that the time does not tell which kind it was.
  const [given, own] = await Promise.all([
    userByLogin(store, login),
    userByLogin(store, address && accountKeys ? accountKeys.login(address) : 'account-none'),
  ]);
  return given ?? own;
};

/**
 * `GET /api/session` who am I: SessionReply, to anyone.
 * `POST /api/session` {login, password}: SessionReply; 401 `unauthorised`; 429 `too-many` with Retry-After.
 * `DELETE /api/session`: 204; live connections of the session close.
 */
export const identityRoutes = (deps: IdentityDeps): Router => {
  const router = Router();
  const reply = (user: Parameters<typeof toMe>[0] | null, csrf: string): SessionReply => ({
    me: user && toMe(user),
    csrf,
    demo: deps.demo,
  });

  router.get('/api/session', (req, res) => {
    const person = asker(res);
    res.set('Cache-Control', 'no-store').json(reply(person, (person && req.session.csrf) || ''));
  });

  router.post('/api/session', async (req, res) => {
    checkOrigin(req, deps.publicUrl);
    const { login, password } = read(loginSchema, req.body);
    const address = addressCounted(req.ip ?? '');
    const person = normalLogin(login);
    const personAndAddress = `${address} ${person}`;
    await deps.limits.loginsPerAddress.take(address);
    // Before the count of all addresses, so that one address cannot use that up.
    await deps.limits.loginsPerPersonAndAddress.take(personAndAddress);
    await deps.limits.loginsPerPerson.take(person);
    const user = await userOf(deps, login);
    const fits = await passwordFits(user?.passwordHash ?? NOBODY_HASH, password);
    if (!user || !fits || user.disabled || (user.demo && !deps.demo))
      throw new Problem('unauthorised', 'login and password do not fit');
    await deps.limits.loginsPerPersonAndAddress.forget(personAndAddress);
    await deps.limits.loginsPerPerson.forget(person);
    const csrf = randomBytes(24).toString('base64url');
    await beginSession(req, { user, csrf, now: deps.now() });
    res.set('Cache-Control', 'no-store').json(reply(await withMemberships(deps.store, user), csrf));
  });

  router.delete('/api/session', async (req, res) => {
    someone(res);
    const tag = sessionTag(req.sessionID);
    await endSession(req);
    deps.sessionEnded(tag);
    res
      .clearCookie(cookieName(deps.cookieSecure), {
        httpOnly: true,
        sameSite: 'lax',
        secure: deps.cookieSecure,
        path: '/',
      })
      .status(204)
      .end();
  });

  return router;
};
