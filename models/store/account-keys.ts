import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Address } from '../contract/account.ts';
import { createSeal, type Seal } from './seal.ts';

const KEY_BYTES = 32;

/** What accounts need of the installation's key, each use under a key of its own. Without the key nobody can tell whose a login is. */
export interface AccountKeys {
  /** The login that an address makes: the same address gives the same, and nothing leads back. */
  login(address: Address): string;
  /** The name under which a ticket is kept. */
  ticket(ticket: string): string;
  code(ticket: string, code: string): string;
  /** Whether the code is the one of this hash; takes as long for a wrong one. */
  codeFits(hash: string | null, ticket: string, code: string): boolean;
  readonly seal: Seal;
}

/** @param key 32 bytes, kept outside of the database */
export const createAccountKeys = (key: Uint8Array): AccountKeys => {
  const sub = (use: string): Buffer =>
    Buffer.from(hkdfSync('sha256', key, '', `livewitness/accounts/${use}`, KEY_BYTES));
  const [logins, tickets, codes] = [sub('login'), sub('ticket'), sub('code')];
  const hmac = (with_: Buffer, text: string): string =>
    createHmac('sha256', with_).update(text).digest('hex');
  const code = (ticket: string, digits: string): string => hmac(codes, `${ticket} ${digits}`);
  return {
    login: ({ kind, value }) => `account-${hmac(logins, `${kind} ${value}`)}`,
    ticket: (ticket) => hmac(tickets, ticket),
    code,
    codeFits(hash, ticket, digits) {
      const expected = Buffer.from(hash ?? '0'.repeat(2 * KEY_BYTES), 'hex');
      const given = Buffer.from(code(ticket, digits), 'hex');
      return timingSafeEqual(expected, given) && hash !== null;
    },
    seal: createSeal(sub('seal')),
  };
};
