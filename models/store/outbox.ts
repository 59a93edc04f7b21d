import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { type Address, type AddressKind, type MessageKind, maskAddress } from '../contract/account.ts';
import type { OutboxDoc } from './account-documents.ts';
import type { AccountKeys } from './account-keys.ts';
import type { Store } from './store.ts';

/** Whoever takes a message has this long to hand it on: longer than a provider is waited for. */
const LEASE_MS = 30_000;
/** What was sent is told to admins for a day; without its words. */
const KEPT_MS = 24 * 3_600_000;
/** Waits between attempts; after the last it is given up. A code is worth nothing after ten minutes. */
const RETRY_MS = [5_000, 20_000, 60_000, 180_000] as const;
export const OUTBOX_PAGE = 100;

/** What is handed on. */
export interface MessageBody {
  readonly to: string;
  readonly text: string;
  readonly language: string;
  readonly code?: string;
}

export interface NewMessage {
  readonly kind: MessageKind;
  readonly to: Address;
  readonly language: string;
  readonly text: string;
  readonly code?: string;
  readonly expiresAt: Date;
  readonly now: Date;
}

/** A message as whoever sends it gets it. */
export interface TakenMessage extends MessageBody {
  readonly id: string;
  readonly kind: MessageKind;
  readonly channel: AddressKind;
  readonly at: Date;
}

/**
 * Notes that there was nobody to write to, in the transaction of what it is about: it takes as long as a message, so that
 * nobody learns from the time whether there was one.
 */
export const putNothing = async (
  store: Store,
  session: ClientSession,
  { seal }: Pick<AccountKeys, 'seal'>,
  message: Omit<NewMessage, 'text' | 'code'>,
): Promise<void> => {
  const doc = docOf(seal, { ...message, text: '' });
  await store.outbox.create([{ ...doc, sealed: null, state: 'nothing' }], { session });
};

/** Puts a message into the outbox in the transaction of what it is about; from then on it is handed on, or said to have failed. */
export const putMessage = async (
  store: Store,
  session: ClientSession,
  { seal }: Pick<AccountKeys, 'seal'>,
  message: NewMessage,
): Promise<void> => {
  await store.outbox.create([docOf(seal, message)], { session });
};

const docOf = (
  seal: AccountKeys['seal'],
  { kind, to, language, text, code, expiresAt, now }: NewMessage,
): OutboxDoc => {
  const _id = randomBytes(16).toString('base64url');
  const body: MessageBody = { to: to.value, text, language, ...(code !== undefined && { code }) };
  return {
    _id,
    at: now,
    kind,
    channel: to.kind,
    shown: maskAddress(to),
    sealed: seal.close(JSON.stringify(body), _id),
    state: 'waiting',
    tries: 0,
    nextAt: now,
    expiresAt,
    purgeAt: new Date(now.getTime() + KEPT_MS),
  };
};

/** Takes the message that is due longest, if there is one, for {@link LEASE_MS}; nobody else gets it meanwhile. */
export const takeMessage = async (
  store: Store,
  { seal }: Pick<AccountKeys, 'seal'>,
  now: Date,
): Promise<TakenMessage | null> => {
  const doc = await store.outbox
    .findOneAndUpdate(
      {
        state: 'waiting',
        nextAt: { $lte: now },
        $or: [{ leasedUntil: { $exists: false } }, { leasedUntil: { $lt: now } }],
      },
      { $set: { leasedUntil: new Date(now.getTime() + LEASE_MS) }, $inc: { tries: 1 } },
      { sort: { nextAt: 1 }, returnDocument: 'after' },
    )
    .lean<OutboxDoc | null>();
  if (!doc?.sealed) return null;
  const body = JSON.parse(seal.open(doc.sealed, doc._id)) as MessageBody;
  return { ...body, id: doc._id, kind: doc.kind, channel: doc.channel, at: doc.at };
};

/** It was handed on: its words and whom it was for are forgotten. */
export const noteSent = async (store: Store, id: string, now: Date): Promise<void> => {
  await store.outbox.updateOne(
    { _id: id, state: 'waiting' },
    { $set: { state: 'sent', sentAt: now, sealed: null }, $unset: { leasedUntil: 1, problem: 1 } },
  );
};

/** Nothing sends it: it stays here, to be read where it may be, until its time is over. */
export const noteKept = async (store: Store, id: string): Promise<void> => {
  await store.outbox.updateOne(
    { _id: id, state: 'waiting' },
    { $set: { state: 'kept' }, $unset: { leasedUntil: 1 } },
  );
};

/** It could not be handed on: again after a while, or given up when that is too late or was tried often enough. */
export const noteNotSent = async (store: Store, id: string, problem: string, now: Date): Promise<void> => {
  const doc = await store.outbox.findOne({ _id: id, state: 'waiting' }).lean<OutboxDoc | null>();
  if (!doc) return;
  const waitMs = RETRY_MS[doc.tries - 1];
  const nextAt = new Date(now.getTime() + (waitMs ?? 0));
  const isOver = waitMs === undefined || nextAt >= doc.expiresAt;
  await store.outbox.updateOne(
    { _id: id, state: 'waiting' },
    {
      $set: { problem, ...(isOver ? { state: 'failed', sealed: null } : { nextAt }) },
      $unset: { leasedUntil: 1 },
    },
  );
};

/** The newest messages; their words as far as they are kept and asked for. */
export const listOutbox = async (
  store: Store,
  { seal }: Pick<AccountKeys, 'seal'>,
  withText: boolean,
): Promise<readonly (OutboxDoc & { readonly text?: string })[]> => {
  const docs = await store.outbox.find().sort({ at: -1 }).limit(OUTBOX_PAGE).lean<OutboxDoc[]>();
  return docs.map((doc) => {
    if (!withText || !doc.sealed) return doc;
    return { ...doc, text: (JSON.parse(seal.open(doc.sealed, doc._id)) as MessageBody).text };
  });
};
