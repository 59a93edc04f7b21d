import type { Address } from '../../models/contract/account.ts';
import type { UserId } from '../../models/contract/ids.ts';
import { beginConfirmation } from '../../models/store/accounts.ts';
import { listOutbox } from '../../models/store/outbox.ts';
import { hashPassword } from '../../models/store/password.ts';
import { accountKeys, type Ground, PASSWORD } from './harness.ts';
import type { Call } from './openapi-calls.ts';

interface Code {
  readonly ticket: string;
  readonly code: string;
}

/** Codes that were sent. */
export interface ToldAccounts {
  readonly signUp: Code;
  readonly reset: Code;
  readonly address: Code;
  /** Sent two minutes ago, so that another may be had. */
  readonly old: Code;
}

const MINUTES_AGO_MS = 120_000;

/** Has codes sent, one of them to the person who changes their address. */
export const tellAccounts = async (
  { store }: Pick<Ground, 'store'>,
  buyer: UserId,
): Promise<ToldAccounts> => {
  const passwordHash = await hashPassword(PASSWORD);
  const begin = async (
    kind: 'sign-up' | 'reset' | 'address',
    value: string,
    more = {},
    now = new Date(),
  ): Promise<Code> => {
    const address: Address = { kind: 'email', value };
    const begun = { kind, address, language: 'en', now, ...more };
    const { ticket } = await beginConfirmation({ store, keys: accountKeys }, begun);
    const sent = await listOutbox(store, accountKeys, true);
    const mine = sent.find(({ shown, state }) => state === 'waiting' && shown.startsWith(value[0] ?? ''));
    return { ticket, code: /\d{6}/.exec(mine?.text ?? '')?.[0] ?? '000000' };
  };
  const signUp = await begin('sign-up', 'first@example.com', { passwordHash });
  const old = await begin(
    'sign-up',
    'second@example.com',
    { passwordHash },
    new Date(Date.now() - MINUTES_AGO_MS),
  );
  return {
    signUp,
    old,
    reset: await begin('reset', 'none@example.com'),
    address: await begin('address', 'third@example.com', { userId: buyer }),
  };
};

/** As people who are there for nothing else: some of it ends a session. */
export const accountCalls = ({ accounts }: { readonly accounts: ToldAccounts }): readonly Call[] => {
  const { signUp, old, reset, address } = accounts;
  const nobody = { as: 'nobody' } as const;
  const buyer = { as: 'buyer' } as const;
  return [
    { op: 'signUp', ...nobody, gives: 202 },
    { op: 'signUp', ...nobody, gives: 400, body: { address: '13800138000', password: 'short' } },
    { op: 'signUp', ...nobody, gives: 403, headers: { Origin: 'https://other.example' } },
    { op: 'resetPassword', ...nobody, gives: 202 },
    { op: 'resetPassword', ...nobody, gives: 400, body: { address: 'nobody' } },
    { op: 'sendCodeAgain', ...nobody, gives: 202, body: { ticket: old.ticket } },
    { op: 'sendCodeAgain', ...nobody, gives: 429, body: { ticket: signUp.ticket } },
    { op: 'sendCodeAgain', ...nobody, gives: 410 },
    { op: 'confirmCode', ...nobody, gives: 400, body: { ...reset, password: PASSWORD } },
    { op: 'confirmCode', ...nobody, gives: 410 },
    { op: 'confirmCode', ...nobody, gives: 200, body: signUp },
    { op: 'readAccount', ...buyer, gives: 200 },
    { op: 'readAccount', as: 'host', gives: 403 },
    { op: 'changeAddress', ...buyer, gives: 202, body: { address: 'buyer@example.com', password: PASSWORD } },
    { op: 'changeAddress', ...buyer, gives: 403 },
    { op: 'confirmAddress', ...buyer, gives: 410 },
    { op: 'confirmAddress', ...buyer, gives: 200, body: address },
    { op: 'changePassword', ...buyer, gives: 403 },
    { op: 'changePassword', ...buyer, gives: 200, body: { password: PASSWORD, next: 'five paper lanterns' } },
    { op: 'closeAccount', as: 'quitter', gives: 403, body: { password: 'not it at all' } },
    { op: 'closeAccount', as: 'quitter', gives: 204, body: { password: PASSWORD } },
    { op: 'readOutbox', as: 'admin', gives: 200 },
    { op: 'readOutbox', as: 'moderator', gives: 403 },
  ];
};

/** What the public is shown of the first broadcast, once it is public. */
export const publicCalls = ({
  publicId,
  unsignedId,
}: {
  readonly publicId: string;
  readonly unsignedId: string;
}): readonly Call[] => [
  { op: 'searchPublic', as: 'nobody', gives: 200 },
  { op: 'searchPublic', as: 'consumer', gives: 200, query: { q: '灯笼', limit: 1 } },
  { op: 'searchPublic', as: 'nobody', gives: 400, query: { day: 'today' } },
  { op: 'readPublicRecord', as: 'nobody', gives: 200, params: { publicId } },
  { op: 'readPublicRecord', as: 'moderator', gives: 404, params: { publicId: unsignedId } },
  { op: 'findInPublic', as: 'nobody', gives: 200, params: { publicId }, query: { q: '最低价' } },
  { op: 'findInPublic', as: 'nobody', gives: 400, params: { publicId }, query: { q: '？' } },
];
