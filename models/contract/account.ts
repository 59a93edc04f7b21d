import { isWorstPassword } from './worst-passwords.ts';

/*
 * Accounts that people make for themselves, known by an e-mail address or a phone number. Whoever asks never learns whether an
 * address has an account: every answer is the same, and takes as long.
 */

export const ADDRESS_KINDS = ['email', 'phone'] as const;
export type AddressKind = (typeof ADDRESS_KINDS)[number];

/** An address in its one form: an e-mail in small letters, a phone number as `+86…` (E.164). */
export interface Address {
  readonly kind: AddressKind;
  readonly value: string;
}

/** RFC 5321, 4.5.3.1.3, without the brackets. */
export const ADDRESS_CHARS_MAX = 254;
/** Something, one @, a domain with a dot: what more is right, only the message that arrives can tell. */
const EMAIL = /^[^\s@"(),:;<>[\\\]]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/u;
const MAINLAND_MOBILE = /^1[3-9]\d{9}$/;
/** E.164: up to 15 digits after the plus. */
const INTERNATIONAL = /^\+[1-9]\d{6,14}$/;

/** The address that a text is, whatever width, spaces and capitals it was typed with; null for what is none. */
export const readAddress = (text: string): Address | null => {
  const plain = text.normalize('NFKC').trim();
  if (plain.length > ADDRESS_CHARS_MAX) return null;
  if (plain.includes('@')) {
    const value = plain.toLowerCase();
    return EMAIL.test(value) ? { kind: 'email', value } : null;
  }
  const digits = plain.replace(/[\s().-]/g, '').replace(/^00/, '+');
  if (MAINLAND_MOBILE.test(digits)) return { kind: 'phone', value: `+86${digits}` };
  if (/^\+86/.test(digits))
    return MAINLAND_MOBILE.test(digits.slice(3)) ? { kind: 'phone', value: digits } : null;
  return INTERNATIONAL.test(digits) ? { kind: 'phone', value: digits } : null;
};

/** An address as it is shown to its owner, so that whoever looks over a shoulder has not got it: `138****8000`, `z***@example.com`. */
export const maskAddress = ({ kind, value }: Address): string => {
  if (kind === 'email') {
    const at = value.lastIndexOf('@');
    return `${[...value][0] ?? ''}***${value.slice(at)}`;
  }
  const local = value.startsWith('+86') ? value.slice(3) : value;
  return `${local.slice(0, 3)}****${local.slice(-4)}`;
};

export const CODE_DIGITS = 6;
export const CODE_MS = 10 * 60_000;
/** Wrong codes for one message. */
export const CODE_TRIES_MAX = 5;
/** A message on its way; who presses sooner gets two. */
export const AGAIN_AFTER_MS = 60_000;
/** Messages for one request. */
export const SENDS_MAX = 4;

/** NIST SP 800-63B, 5.1.1: length and a list of the worst, and no rules about which letters. */
export const ACCOUNT_PASSWORD_CHARS_MIN = 10;
/** What is wrong with a password; null for one that will do. */
export type PasswordTrouble = 'short' | 'worst';
export const passwordTrouble = (password: string): PasswordTrouble | null => {
  if ([...password].length < ACCOUNT_PASSWORD_CHARS_MIN) return 'short';
  return isWorstPassword(password) ? 'worst' : null;
};

/** How messages leave: `outbox` keeps them here and sends nothing; `webhook` hands them to a provider. */
export const SENDERS = ['outbox', 'webhook'] as const;
export type SenderName = (typeof SENDERS)[number];

/** A code is on its way, or, with the sender `outbox`, lies in the outbox. The same whether the address has an account or not. */
export interface TicketReply {
  /** Goes back with the code. */
  readonly ticket: string;
  /** Where it was sent, masked. */
  readonly to: string;
  readonly sender: SenderName;
  /** ISO 8601. */
  readonly expiresAt: string;
  /** When another one may be asked for, ISO 8601. */
  readonly againAt: string;
}

/** Answer of `GET /api/account`. */
export interface AccountView {
  /** Absent for logins that were made by the operator. */
  readonly address?: { readonly kind: AddressKind; readonly shown: string };
  readonly createdAt: string;
  /** A login of the demo: it can neither be changed nor closed. */
  readonly demo: boolean;
}

export const MESSAGE_KINDS = ['confirm', 'known', 'reset', 'address'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];
/** `nothing`: asked for an address that has no account, so that there was nothing to send. */
export const MESSAGE_STATES = ['waiting', 'kept', 'sent', 'failed', 'nothing'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** One message as an admin sees it in the outbox. */
export interface OutboxMessage {
  readonly id: string;
  readonly at: string;
  readonly kind: MessageKind;
  readonly channel: AddressKind;
  /** Masked. */
  readonly to: string;
  readonly state: MessageState;
  readonly tries: number;
  readonly problem?: string;
  readonly sentAt?: string;
  /** In demo mode, and as long as it is kept. */
  readonly text?: string;
}

/** Answer of `GET /api/outbox`, newest first. */
export interface OutboxReply {
  readonly sender: SenderName;
  readonly messages: readonly OutboxMessage[];
}
