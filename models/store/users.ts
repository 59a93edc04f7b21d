import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { asDecisionId, asUserId, type UserId } from '../contract/ids.ts';
import type { UserRole } from '../contract/people.ts';
import { audit } from './audit.ts';
import { giveBackAll } from './decide-alert.ts';
import type { AuditDoc, UserDoc } from './documents.ts';
import { hashPassword } from './password.ts';
import type { Store } from './store.ts';

/** Who does it and when: part of every act that is audited. */
export interface Acting {
  readonly by: AuditDoc['by'];
  readonly now: Date;
}

export interface NewUser {
  readonly login: string;
  readonly name: string;
  readonly role: UserRole;
  readonly password: string;
  readonly demo: boolean;
}

/** Why an act on people was refused; the message says what to do. */
export class UserRefused extends Error {
  readonly code: 'login-taken' | 'login-invalid' | 'unknown-login';

  constructor(code: UserRefused['code'], message: string) {
    super(message);
    this.code = code;
  }
}

const LOGIN = /^[a-z0-9][a-z0-9._@+-]{0,127}$/;

/** Logins are compared in this form, so that nobody can register a second `Admin`. */
export const normalLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase();

const checked = (given: string): string => {
  const login = normalLogin(given);
  if (!LOGIN.test(login))
    throw new UserRefused('login-invalid', 'use 1 to 128 letters, digits and . _ @ + - for the login');
  return login;
};

const isDuplicate = (error: unknown): boolean => (error as { code?: number }).code === 11000;

/** The person as they will be kept. @throws UserRefused, PasswordRefused */
export const newUser = async (input: NewUser, now: Date): Promise<UserDoc> => ({
  _id: asUserId(randomBytes(12).toString('base64url')),
  login: checked(input.login),
  name: input.name,
  role: input.role,
  passwordHash: await hashPassword(input.password),
  disabled: false,
  demo: input.demo,
  sessionEpoch: 0,
  createdAt: now,
});

/** Makes a person as a part of another act, with the audit record of it. A login that is taken is MongoDB's error 11000. */
export const insertUser = async (
  store: Store,
  session: ClientSession,
  doc: UserDoc,
  acting: Acting,
): Promise<void> => {
  await store.users.create([doc], { session });
  await audit(store, session, {
    at: acting.now,
    by: acting.by,
    action: 'user-created',
    subject: doc._id,
    details: { role: doc.role, demo: doc.demo },
  });
};

/**
 * Makes a person. Audited in the same transaction.
 * @param also more that belongs to the act, in its transaction.
 * @throws UserRefused when the login is taken or not usable.
 */
export const createUser = async (
  store: Store,
  input: NewUser,
  acting: Acting,
  also: (session: ClientSession, user: UserDoc) => Promise<void> = async () => {},
): Promise<UserDoc> => {
  const doc = await newUser(input, acting.now);
  if (await userByLogin(store, doc.login)) throw taken(doc.login);
  try {
    await store.connection.transaction(async (session) => {
      await insertUser(store, session, doc, acting);
      await also(session, doc);
    });
  } catch (error) {
    if (isDuplicate(error) && (await userByLogin(store, doc.login))) throw taken(doc.login);
    throw error;
  }
  return doc;
};

const taken = (login: string): UserRefused =>
  new UserRefused('login-taken', `there is a person with the login ${login}`);

/**
 * Makes a demo person or brings one up to date (name, role, password, not disabled). Sessions go on.
 * @throws UserRefused when the login belongs to a person who is not of the demo.
 */
export const putDemoUser = async (
  store: Store,
  input: Omit<NewUser, 'demo'>,
  acting: Acting,
): Promise<UserDoc> => {
  const login = checked(input.login);
  const known = await userByLogin(store, login);
  if (!known) return createUser(store, { ...input, demo: true }, acting);
  if (!known.demo) throw new UserRefused('login-taken', `the login ${login} is not of the demo`);
  const change = {
    name: input.name,
    role: input.role,
    passwordHash: await hashPassword(input.password),
    disabled: false,
  };
  await store.users.updateOne({ _id: known._id, demo: true }, { $set: change });
  return { ...known, ...change };
};

export const userByLogin = (store: Store, login: string): Promise<UserDoc | null> =>
  store.users
    .findOne({ login: normalLogin(login) })
    .lean<UserDoc>()
    .exec();

export const userById = (store: Store, id: UserId): Promise<UserDoc | null> =>
  store.users.findOne({ _id: id }).lean<UserDoc>().exec();

export const listUsers = (store: Store): Promise<UserDoc[]> =>
  store.users.find().sort({ login: 1 }).lean<UserDoc[]>().exec();

const change = async (
  store: Store,
  login: string,
  action: string,
  update: Record<string, unknown>,
  acting: Acting,
  also: (session: ClientSession, user: UserDoc) => Promise<void> = async () => {},
): Promise<UserDoc> => {
  let changed: UserDoc | null = null;
  await store.connection.transaction(async (session) => {
    changed = await store.users
      .findOneAndUpdate({ login: normalLogin(login) }, update, { session, returnDocument: 'after' })
      .lean<UserDoc>();
    if (!changed) throw new UserRefused('unknown-login', `nobody has the login ${normalLogin(login)}`);
    await audit(store, session, { at: acting.now, by: acting.by, action, subject: changed._id });
    await also(session, changed);
  });
  return changed as unknown as UserDoc;
};

/** Sets a new password and voids every session. Tell the feed (`person-disabled`) so that live connections close. @throws UserRefused */
export const resetPassword = async (
  store: Store,
  login: string,
  password: string,
  acting: Acting,
): Promise<UserDoc> => {
  const passwordHash = await hashPassword(password);
  const update = { $set: { passwordHash }, $inc: { sessionEpoch: 1 } };
  return change(store, login, 'password-reset', update, acting);
};

/**
 * Voids every session and refuses new ones until enabled again. Alerts that the person held are given back in the same
 * transaction, each with its decision record, since nobody else could; a worker's sweep tells of them.
 * Tell the feed as for {@link resetPassword}. @throws UserRefused
 */
export const disableUser = (store: Store, login: string, acting: Acting): Promise<UserDoc> => {
  const update = { $set: { disabled: true }, $inc: { sessionEpoch: 1 } };
  return change(store, login, 'user-disabled', update, acting, (session, user) =>
    giveBackAll(store, session, user._id, {
      by: { id: asUserId(acting.by.id), name: acting.by.name },
      now: acting.now,
      newId: () => asDecisionId(randomBytes(12).toString('base64url')),
    }),
  );
};

/** @throws UserRefused */
export const enableUser = (store: Store, login: string, acting: Acting): Promise<UserDoc> =>
  change(store, login, 'user-enabled', { $set: { disabled: false } }, acting);
