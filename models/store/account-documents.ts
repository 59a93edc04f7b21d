import type { AddressKind, MessageKind, MessageState } from '../contract/account.ts';
import type { UserId } from '../contract/ids.ts';
import type { SealedText } from './release-request-documents.ts';
import { date, Mixed, mixed, number, schemaOf, text } from './schema-of.ts';

/** What stands on a person who made their account themselves: enough to tell them by which address, and nothing more. */
export interface AccountAddress {
  kind: AddressKind;
  /** Masked. */
  shown: string;
}

/**
 * A code that was sent and is waited for. The ticket and the code are kept as keyed hashes; the address only sealed, to send
 * again. Where the address has an account (at sign-up) or none (at a reset) there is a document all the same, and no code fits.
 */
export interface ConfirmationDoc {
  /** Keyed hash of the ticket. */
  _id: string;
  kind: 'sign-up' | 'reset' | 'address';
  /** The login that the address makes: its keyed hash. */
  login: string;
  address: AccountAddress & { sealed: SealedText };
  language: string;
  /** Null where no code fits. */
  codeHash: string | null;
  tries: number;
  sends: number;
  sentAt: Date;
  expiresAt: Date;
  /** Of a sign-up. */
  passwordHash?: string;
  /** Whose address is changed, or whose password. */
  userId?: UserId;
  purgeAt: Date;
}

export const confirmationSchema = schemaOf<ConfirmationDoc>(
  {
    _id: text,
    kind: text,
    login: text,
    address: mixed,
    language: text,
    codeHash: { type: String, default: null },
    tries: number,
    sends: number,
    sentAt: date,
    expiresAt: date,
    passwordHash: String,
    userId: String,
    purgeAt: date,
  },
  [{ on: { purgeAt: 1 }, expireAfterSeconds: 0 }, { on: { userId: 1 } }],
);

/** A message to a person, until it is handed on, given up, or its time is over. */
export interface OutboxDoc {
  _id: string;
  at: Date;
  kind: MessageKind;
  channel: AddressKind;
  /** Masked. */
  shown: string;
  /** {@link MessageBody} as JSON; null once it is handed on or given up. */
  sealed: SealedText | null;
  state: MessageState;
  tries: number;
  nextAt: Date;
  /** Whoever took it last has it until then. */
  leasedUntil?: Date;
  problem?: string;
  sentAt?: Date;
  /** After that nobody needs it. */
  expiresAt: Date;
  purgeAt: Date;
}

export const outboxSchema = schemaOf<OutboxDoc>(
  {
    _id: text,
    at: date,
    kind: text,
    channel: text,
    shown: text,
    sealed: Mixed,
    state: text,
    tries: number,
    nextAt: date,
    leasedUntil: Date,
    problem: String,
    sentAt: Date,
    expiresAt: date,
    purgeAt: date,
  },
  [{ on: { purgeAt: 1 }, expireAfterSeconds: 0 }, { on: { state: 1, nextAt: 1 } }, { on: { at: -1 } }],
);
