import type { AccountView, OutboxReply, TicketReply } from '../../models/contract/account.ts';
import type { SignUpRequest } from '../../models/contract/account-schemas.ts';
import type { SessionReply } from '../../models/contract/people.ts';

type MessageLanguage = NonNullable<SignUpRequest['language']>;

/** What the dashboard asks about accounts. Each rejects with `RequestFailed`. */
export interface AccountsApi {
  signUp(request: SignUpRequest): Promise<TicketReply>;
  askForReset(address: string, language: MessageLanguage): Promise<TicketReply>;
  sendCodeAgain(ticket: string): Promise<TicketReply>;
  /** Logs in. A reset needs the new password. */
  confirmCode(ticket: string, code: string, password?: string): Promise<SessionReply>;
  account(): Promise<AccountView>;
  /** Every other session is over. */
  changePassword(password: string, next: string): Promise<SessionReply>;
  changeAddress(address: string, password: string, language: MessageLanguage): Promise<TicketReply>;
  confirmAddress(ticket: string, code: string): Promise<AccountView>;
  closeAccount(password: string): Promise<void>;
  outbox(): Promise<OutboxReply>;
}

type Ask = (
  path: string,
  options?: { readonly method?: 'POST'; readonly body?: unknown },
) => Promise<Response>;
/** Keeps the token that comes with a session. */
type Enter = (
  options: { readonly method: 'POST'; readonly body: unknown },
  path: string,
) => Promise<SessionReply>;

export const createAccountsApi = (ask: Ask, enter: Enter): AccountsApi => {
  const post = async <T>(path: string, body: unknown): Promise<T> =>
    (await (await ask(path, { method: 'POST', body })).json()) as T;
  return {
    signUp: (body) => post('/api/accounts', body),
    askForReset: (address, language) => post('/api/accounts/resets', { address, language }),
    sendCodeAgain: (ticket) => post('/api/accounts/again', { ticket }),
    confirmCode: (ticket, code, password) =>
      enter(
        { method: 'POST', body: { ticket, code, ...(password !== undefined && { password }) } },
        '/api/accounts/confirm',
      ),
    account: async () => (await (await ask('/api/account')).json()) as AccountView,
    changePassword: (password, next) =>
      enter({ method: 'POST', body: { password, next } }, '/api/account/password'),
    changeAddress: (address, password, language) =>
      post('/api/account/address', { address, password, language }),
    confirmAddress: (ticket, code) => post('/api/account/address/confirm', { ticket, code }),
    closeAccount: async (password) => {
      await ask('/api/account/close', { method: 'POST', body: { password } });
    },
    outbox: async () => (await (await ask('/api/outbox')).json()) as OutboxReply,
  };
};
