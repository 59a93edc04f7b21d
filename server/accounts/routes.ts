import { type Request, type Response, Router } from 'express';
import { ACCOUNT_PASSWORD_CHARS_MIN, type Address, readAddress } from '../../models/contract/account.ts';
import {
  addressChangeSchema,
  addressConfirmSchema,
  againSchema,
  closeSchema,
  confirmSchema,
  passwordSchema,
  resetSchema,
  signUpSchema,
} from '../../models/contract/account-schemas.ts';
import type { ConfirmationDoc } from '../../models/store/account-documents.ts';
import type { AccountKeys } from '../../models/store/account-keys.ts';
import {
  beginConfirmation,
  ConfirmationUsed,
  makeAccount,
  recipientOf,
  sendAgain,
  setAddress,
  setPassword,
  tryCode,
} from '../../models/store/accounts.ts';
import { closeAccount } from '../../models/store/close-account.ts';
import type { UserDoc } from '../../models/store/documents.ts';
import type { MediaFiles } from '../../models/store/media-files.ts';
import type { PersonDoc } from '../../models/store/memberships.ts';
import type { PackFiles } from '../../models/store/pack-files.ts';
import { hashPassword, passwordFits } from '../../models/store/password.ts';
import type { Deps } from '../deps.ts';
import type { Announcer } from '../feed/announce.ts';
import { notAvailable, Problem } from '../http/problem.ts';
import { read } from '../http/read-body.ts';
import { checkOrigin } from '../identity/csrf.ts';
import { addressCounted } from '../identity/limits.ts';
import { someone } from '../identity/session.ts';
import { beginPersonSession } from './begin-session.ts';
import { accountView, ticketReply } from './view.ts';

export interface AccountRoutesDeps extends Pick<Deps, 'store' | 'limits' | 'now' | 'config' | 'accountKeys'> {
  readonly announcer: Announcer;
  readonly files: Pick<MediaFiles, 'removeNow'>;
  readonly packs: Pick<PackFiles, 'remove'>;
}

const over = (): Problem =>
  new Problem(
    'code-over',
    'this code is over: it was used, has expired or was tried too often; ask for a new one',
  );
const wrong = (): Problem => new Problem('code-wrong', 'this is not the code of the newest message');

const addressOf = (text: string): Address => {
  const address = readAddress(text);
  if (!address)
    throw new Problem('invalid', 'give an e-mail address or a phone number', { field: 'address' });
  return address;
};

/** @throws Problem `code-over` where somebody was quicker, or the address has got an account meanwhile */
const orOver = async <T>(act: Promise<T>): Promise<T> => {
  try {
    return await act;
  } catch (error) {
    if (error instanceof ConfirmationUsed) throw over();
    throw error;
  }
};

const hashed = (password: string): Promise<string> => hashPassword(password, ACCOUNT_PASSWORD_CHARS_MIN);

/** What the routes of this file share. */
const actsOf = (given: AccountRoutesDeps) => {
  const { store, limits, now } = given;
  /** Nothing can be sent or found without the installation's key. */
  const keys = (): AccountKeys => {
    if (!given.accountKeys) throw notAvailable('the key of accounts');
    return given.accountKeys;
  };
  return {
    deps: () => ({ store, keys: keys() }),
    at: () => new Date(now()),
    /** By the address of whoever asks, then by whom a message goes to: the same count whether there is an account or not. */
    counted: async (req: Request, recipient: string | null): Promise<void> => {
      await limits.accountsPerAddress.take(addressCounted(req.ip ?? ''));
      if (recipient === null) return;
      await limits.messagesPerRecipient.take(recipient);
      await limits.messagesPerRecipientAndDay.take(recipient);
    },
    login: (address: Address): string => keys().login(address),
    tried: async (
      req: Request,
      kinds: readonly ConfirmationDoc['kind'][],
      { ticket, code }: { readonly ticket: string; readonly code: string },
    ): Promise<ConfirmationDoc> => {
      await limits.codesPerAddress.take(addressCounted(req.ip ?? ''));
      const tried = await tryCode({ store, keys: keys() }, kinds, { ticket, code, now: new Date(now()) });
      if (tried.ok) return tried.doc;
      throw tried.code === 'wrong' ? wrong() : over();
    },
    /** The consumer who is logged in, with the password that they have just typed. */
    owner: async (res: Response, password: string): Promise<PersonDoc> => {
      const person = ownAccount(res);
      if (person.demo)
        throw new Problem('forbidden', 'a login of the demo can be neither changed nor closed');
      await limits.accountActsPerPerson.take(person._id);
      if (!(await passwordFits(person.passwordHash, password)))
        throw new Problem('password-wrong', 'the present password does not fit');
      return person;
    },
  };
};
type Acts = ReturnType<typeof actsOf>;

/** @throws Problem `unauthorised`, `forbidden` for people of the platform and of rooms, whose logins the operator keeps */
const ownAccount = (res: Response): PersonDoc => {
  const person = someone(res);
  if (person.role !== 'consumer')
    throw new Problem('forbidden', 'this login is kept by whoever runs the installation');
  return person;
};

/**
 * For anyone. The answers say nothing of whether an address has an account.
 * `POST /api/accounts` {address, password, language}: 202 TicketReply.
 * `POST /api/accounts/resets` {address, language}: 202 TicketReply.
 * `POST /api/accounts/again` {ticket}: 202 TicketReply; 429 `too-soon`, 410 `code-over`.
 * `POST /api/accounts/confirm` {ticket, code, password?}: SessionReply; 400 `code-wrong`, 410 `code-over`.
 */
const openRoutes = (router: Router, given: AccountRoutesDeps, acts: Acts): void => {
  const { config } = given;
  const own = (req: Request): void => checkOrigin(req, config.publicUrl);

  router.post('/api/accounts', async (req, res) => {
    own(req);
    const { address: text, password, language } = read(signUpSchema, req.body);
    const address = addressOf(text);
    await acts.counted(req, acts.login(address));
    const passwordHash = await hashed(password);
    const begun = { kind: 'sign-up', address, language, passwordHash, now: acts.at() } as const;
    res.status(202).json(ticketReply(await beginConfirmation(acts.deps(), begun), config.sender));
  });

  router.post('/api/accounts/resets', async (req, res) => {
    own(req);
    const { address: text, language } = read(resetSchema, req.body);
    const address = addressOf(text);
    await acts.counted(req, acts.login(address));
    const begun = { kind: 'reset', address, language, now: acts.at() } as const;
    res.status(202).json(ticketReply(await beginConfirmation(acts.deps(), begun), config.sender));
  });

  router.post('/api/accounts/again', async (req, res) => {
    own(req);
    const { ticket } = read(againSchema, req.body);
    await acts.counted(req, await recipientOf(acts.deps(), ticket));
    const sent = await sendAgain(acts.deps(), ticket, acts.at());
    if (sent.ok) {
      res.status(202).json(ticketReply(sent.ticket, config.sender));
      return;
    }
    if (sent.code === 'over') throw over();
    const retryAfterS = Math.max(1, Math.ceil((sent.againAt.getTime() - given.now()) / 1000));
    throw new Problem('too-soon', `a message was just sent; ask again in ${retryAfterS} s`, { retryAfterS });
  });

  router.post('/api/accounts/confirm', async (req, res) => {
    own(req);
    const { ticket, code, password } = read(confirmSchema, req.body);
    const doc = await acts.tried(req, ['sign-up', 'reset'], { ticket, code });
    const user =
      doc.kind === 'sign-up'
        ? await orOver(makeAccount(acts.deps(), doc, acts.at()))
        : await reset(doc, password);
    await beginPersonSession(given, req, res, user);
  });

  const reset = async (doc: ConfirmationDoc, password: string | undefined): Promise<UserDoc> => {
    if (password === undefined)
      throw new Problem('invalid', 'password: give the new password', { field: 'password' });
    if (doc.userId === undefined) throw over();
    const passwordHash = await hashed(password);
    const user = await orOver(setPassword(acts.deps(), doc.userId, passwordHash, acts.at(), doc));
    if (!user) throw over();
    await given.announcer.personDisabled(user._id);
    return user;
  };
};

/**
 * For consumers, of their own account.
 * `GET /api/account`: AccountView.
 * `POST /api/account/password` {password, next}: SessionReply; every other session is over.
 * `POST /api/account/address` {address, password, language}: 202 TicketReply.
 * `POST /api/account/address/confirm` {ticket, code}: AccountView.
 * `POST /api/account/close` {password}: 204; the person is erased, their marks stay as anybody's.
 */
const ownRoutes = (router: Router, given: AccountRoutesDeps, acts: Acts): void => {
  const { config, announcer } = given;

  router.get('/api/account', (_req, res) => {
    res.json(accountView(ownAccount(res)));
  });

  router.post('/api/account/password', async (req, res) => {
    ownAccount(res);
    const { password, next } = read(passwordSchema, req.body);
    const person = await acts.owner(res, password);
    const user = await setPassword(acts.deps(), person._id, await hashed(next), acts.at());
    if (!user) throw new Problem('unauthorised', 'log in first');
    await announcer.personDisabled(user._id);
    await beginPersonSession(given, req, res, user);
  });

  router.post('/api/account/address', async (req, res) => {
    ownAccount(res);
    const { address: text, password, language } = read(addressChangeSchema, req.body);
    const person = await acts.owner(res, password);
    const address = addressOf(text);
    await acts.counted(req, acts.login(address));
    const begun = { kind: 'address', address, language, userId: person._id, now: acts.at() } as const;
    res.status(202).json(ticketReply(await beginConfirmation(acts.deps(), begun), config.sender));
  });

  router.post('/api/account/address/confirm', async (req, res) => {
    const person = ownAccount(res);
    const doc = await acts.tried(req, ['address'], read(addressConfirmSchema, req.body));
    if (doc.userId !== person._id) throw over();
    const user = await orOver(setAddress(acts.deps(), person._id, doc, acts.at()));
    if (!user) throw over();
    res.json(accountView(user));
  });

  router.post('/api/account/close', async (req, res) => {
    ownAccount(res);
    const person = await acts.owner(res, read(closeSchema, req.body).password);
    const { media, packs } = await closeAccount(acts.deps(), person, acts.at());
    for (const sha256 of media) await given.files.removeNow(sha256);
    for (const sha256 of packs) await given.packs.remove(sha256);
    await announcer.personDisabled(person._id);
    res.status(204).end();
  });
};

export const accountRoutes = (given: AccountRoutesDeps): Router => {
  const router = Router();
  const acts = actsOf(given);
  openRoutes(router, given, acts);
  ownRoutes(router, given, acts);
  return router;
};
