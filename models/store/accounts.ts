import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import {
  type Address,
  AGAIN_AFTER_MS,
  CODE_DIGITS,
  CODE_MS,
  CODE_TRIES_MAX,
  type MessageKind,
  maskAddress,
  SENDS_MAX,
} from '../contract/account.ts';
import { asUserId, type UserId } from '../contract/ids.ts';
import type { ConfirmationDoc } from './account-documents.ts';
import type { AccountKeys } from './account-keys.ts';
import { messageText } from './account-messages.ts';
import { audit } from './audit.ts';
import type { UserDoc } from './documents.ts';
import { putMessage, putNothing } from './outbox.ts';
import type { Store } from './store.ts';
import { userByLogin } from './users.ts';

/** What is known of a request that came to nothing is forgotten after this. */
const PURGE_MS = 3_600_000;
const CODES = 10 ** CODE_DIGITS;

export interface AccountDeps {
  readonly store: Store;
  readonly keys: AccountKeys;
}

/** What goes back to whoever asked: the same for every address. */
export interface Ticket {
  readonly ticket: string;
  readonly to: string;
  readonly expiresAt: Date;
  readonly againAt: Date;
}

interface Begun {
  readonly kind: ConfirmationDoc['kind'];
  readonly address: Address;
  readonly language: string;
  readonly now: Date;
  readonly passwordHash?: string;
  readonly userId?: UserId;
}

/** Uniform over all codes: the bytes left over by the division are drawn again. */
const newCode = (): string => {
  const limit = Math.floor(2 ** 32 / CODES) * CODES;
  let drawn = limit;
  while (drawn >= limit) drawn = randomBytes(4).readUInt32BE();
  return String(drawn % CODES).padStart(CODE_DIGITS, '0');
};

/** What is sent: a code, or, where the address has an account already, that it has. Nothing where there is nobody to send to. */
const messageFor = (kind: ConfirmationDoc['kind'], isKnown: boolean): MessageKind | null => {
  if (kind === 'reset') return isKnown ? 'reset' : null;
  if (isKnown) return 'known';
  return kind === 'sign-up' ? 'confirm' : 'address';
};

interface Sending {
  readonly kind: ConfirmationDoc['kind'];
  readonly address: Address;
  readonly language: string;
  readonly ticket: string;
  readonly known: UserDoc | null;
  readonly now: Date;
}

/** Puts the message that belongs to a request into the outbox. @returns the hash of its code; null where it has none */
const send = async (
  { store, keys }: AccountDeps,
  session: ClientSession,
  { kind, address, language, ticket, known, now }: Sending,
): Promise<string | null> => {
  const message = messageFor(kind, known !== null);
  const expiresAt = new Date(now.getTime() + CODE_MS);
  if (message === null) {
    await putNothing(store, session, keys, { kind: 'reset', to: address, language, expiresAt, now });
    return null;
  }
  const code = message === 'known' ? undefined : newCode();
  const text = messageText(message, language, code);
  const more = code === undefined ? {} : { code };
  await putMessage(store, session, keys, {
    kind: message,
    to: address,
    language,
    text,
    ...more,
    expiresAt,
    now,
  });
  return code === undefined ? null : keys.code(ticket, code);
};

const ticketOf = (ticket: string, { address, sentAt, expiresAt }: ConfirmationDoc): Ticket => ({
  ticket,
  to: address.shown,
  expiresAt,
  againAt: new Date(sentAt.getTime() + AGAIN_AFTER_MS),
});

/**
 * Begins what a code of six digits completes: an account, a new password, another address. The message is in the outbox with it.
 * Whether the address has an account shows in the message alone, never in the answer: the document is made in any case.
 */
export const beginConfirmation = async (deps: AccountDeps, begun: Begun): Promise<Ticket> => {
  const { store, keys } = deps;
  const { kind, address, language, now, passwordHash } = begun;
  const ticket = randomBytes(16).toString('base64url');
  const login = keys.login(address);
  const _id = keys.ticket(ticket);
  const known = await userByLogin(store, login);
  const userId = kind === 'reset' ? known?._id : begun.userId;
  let made: ConfirmationDoc | null = null;
  await store.connection.transaction(async (session) => {
    const codeHash = await send(deps, session, { kind, address, language, ticket, known, now });
    made = {
      _id,
      kind,
      login,
      address: {
        kind: address.kind,
        shown: maskAddress(address),
        sealed: keys.seal.close(address.value, _id),
      },
      language,
      codeHash,
      tries: 0,
      sends: 1,
      sentAt: now,
      expiresAt: new Date(now.getTime() + CODE_MS),
      purgeAt: new Date(now.getTime() + PURGE_MS),
      ...(passwordHash !== undefined && { passwordHash }),
      ...(userId !== undefined && { userId }),
    };
    await store.confirmations.create([made], { session });
  });
  return ticketOf(ticket, made as unknown as ConfirmationDoc);
};

export type SentAgain =
  | { readonly ok: true; readonly ticket: Ticket }
  | { readonly ok: false; readonly code: 'over' }
  | { readonly ok: false; readonly code: 'too-soon'; readonly againAt: Date };

/** For whom a ticket is; null when it is none any more. To count messages by their recipient. */
export const recipientOf = async ({ store, keys }: AccountDeps, ticket: string): Promise<string | null> =>
  (await store.confirmations.findOne({ _id: keys.ticket(ticket) }).lean<ConfirmationDoc | null>())?.login ??
  null;

/** Sends another code, which takes the place of the one before: after {@link AGAIN_AFTER_MS}, {@link SENDS_MAX} in all. */
export const sendAgain = async (deps: AccountDeps, ticket: string, now: Date): Promise<SentAgain> => {
  const { store, keys } = deps;
  const _id = keys.ticket(ticket);
  const doc = await store.confirmations.findOne({ _id }).lean<ConfirmationDoc | null>();
  if (!doc || doc.purgeAt <= now || doc.sends >= SENDS_MAX) return { ok: false, code: 'over' };
  const againAt = new Date(doc.sentAt.getTime() + AGAIN_AFTER_MS);
  if (againAt > now) return { ok: false, code: 'too-soon', againAt };
  const address: Address = { kind: doc.address.kind, value: keys.seal.open(doc.address.sealed, _id) };
  const { kind, language, login } = doc;
  const known = await userByLogin(store, login);
  let sent: ConfirmationDoc | null = null;
  await store.connection.transaction(async (session) => {
    const codeHash = await send(deps, session, { kind, address, language, ticket, known, now });
    const expiresAt = new Date(now.getTime() + CODE_MS);
    sent = await store.confirmations
      .findOneAndUpdate(
        { _id, sends: doc.sends },
        { $set: { codeHash, sentAt: now, expiresAt, tries: 0 }, $inc: { sends: 1 } },
        { session, returnDocument: 'after' },
      )
      .lean<ConfirmationDoc | null>();
    if (!sent) throw new Error('sent by another request meanwhile');
  });
  return { ok: true, ticket: ticketOf(ticket, sent as unknown as ConfirmationDoc) };
};

export type Confirmed =
  | { readonly ok: true; readonly doc: ConfirmationDoc }
  /** `over`: expired, used, unknown, or tried too often. */
  | { readonly ok: false; readonly code: 'wrong' | 'over' };

/** Tries a code. Each try is counted before it is looked at, so that two at once do not get one more. */
export const tryCode = async (
  { store, keys }: AccountDeps,
  kinds: readonly ConfirmationDoc['kind'][],
  { ticket, code, now }: { readonly ticket: string; readonly code: string; readonly now: Date },
): Promise<Confirmed> => {
  const doc = await store.confirmations
    .findOneAndUpdate(
      {
        _id: keys.ticket(ticket),
        kind: { $in: [...kinds] },
        expiresAt: { $gt: now },
        tries: { $lt: CODE_TRIES_MAX },
      },
      { $inc: { tries: 1 } },
      { returnDocument: 'after' },
    )
    .lean<ConfirmationDoc | null>();
  if (!doc) return { ok: false, code: 'over' };
  return keys.codeFits(doc.codeHash, ticket, code) ? { ok: true, doc } : { ok: false, code: 'wrong' };
};

/** Uses a confirmation up inside the act that it allows: of two at once the second finds it gone. */
const use = async (store: Store, session: ClientSession, { _id }: ConfirmationDoc): Promise<void> => {
  const { deletedCount } = await store.confirmations.deleteOne({ _id }, { session });
  if (deletedCount === 0) throw new ConfirmationUsed();
};

/** Somebody else was quicker with the same code. */
export class ConfirmationUsed extends Error {}

const isDuplicate = (error: unknown): boolean => (error as { code?: number }).code === 11000;

/** Makes the account that was asked for. @throws ConfirmationUsed, also where the address has got an account meanwhile */
export const makeAccount = async (
  { store }: AccountDeps,
  confirmed: ConfirmationDoc,
  now: Date,
): Promise<UserDoc> => {
  const { login, address, passwordHash } = confirmed;
  if (passwordHash === undefined) throw new ConfirmationUsed();
  const { kind, shown } = address;
  const user: UserDoc = {
    _id: asUserId(randomBytes(12).toString('base64url')),
    login,
    name: shown,
    role: 'consumer',
    passwordHash,
    disabled: false,
    demo: false,
    sessionEpoch: 0,
    createdAt: now,
    address: { kind, shown },
  };
  try {
    await store.connection.transaction(async (session) => {
      await use(store, session, confirmed);
      await store.users.create([user], { session });
      await noteAccount(store, session, user, 'account-made', now);
    });
  } catch (error) {
    if (isDuplicate(error)) throw new ConfirmationUsed();
    throw error;
  }
  return user;
};

/** Audits of accounts name nobody: the id alone, which says nothing once the account is closed. */
export const noteAccount = (
  store: Store,
  session: ClientSession,
  { _id }: Pick<UserDoc, '_id'>,
  action: string,
  at: Date,
): Promise<void> => audit(store, session, { at, by: { id: _id, name: 'account' }, action, subject: _id });

const changed = async (
  { store }: AccountDeps,
  id: UserId,
  change: Record<string, unknown>,
  {
    action,
    now,
    confirmed,
  }: { readonly action: string; readonly now: Date; readonly confirmed?: ConfirmationDoc },
): Promise<UserDoc | null> => {
  let user: UserDoc | null = null;
  await store.connection.transaction(async (session) => {
    if (confirmed) await use(store, session, confirmed);
    user = await store.users
      .findOneAndUpdate({ _id: id, disabled: false }, change, { session, returnDocument: 'after' })
      .lean<UserDoc>();
    if (user) await noteAccount(store, session, user, action, now);
  });
  return user;
};

/** Sets a new password and voids every session; tell the feed (`person-disabled`). Null where the account is gone or disabled. */
export const setPassword = (
  deps: AccountDeps,
  id: UserId,
  passwordHash: string,
  now: Date,
  confirmed?: ConfirmationDoc,
): Promise<UserDoc | null> =>
  changed(
    deps,
    id,
    { $set: { passwordHash }, $inc: { sessionEpoch: 1 } },
    { action: 'account-password-set', now, ...(confirmed && { confirmed }) },
  );

/** Gives an account another address. @throws ConfirmationUsed where that one has got an account meanwhile */
export const setAddress = async (
  deps: AccountDeps,
  id: UserId,
  confirmed: ConfirmationDoc,
  now: Date,
): Promise<UserDoc | null> => {
  const { login, address } = confirmed;
  const { kind, shown } = address;
  try {
    return await changed(
      deps,
      id,
      { $set: { login, name: shown, address: { kind, shown } } },
      { action: 'account-address-set', now, confirmed },
    );
  } catch (error) {
    if (isDuplicate(error)) throw new ConfirmationUsed();
    throw error;
  }
};
