import { RequestFailed } from '../../link/http.ts';
import type { Language } from '../../state/settings.ts';
import { accountWords } from './index.ts';

/** Why a request failed, in the reader's words where there are any, else in the server's. */
export const sayFailure = (cause: unknown, language: Language): string => {
  const { account, code, signUp } = accountWords[language];
  if (!(cause instanceof RequestFailed)) return String(cause);
  if (cause.status === 0) return account.network;
  switch (cause.code) {
    case 'too-many':
    case 'too-soon':
      return account.tooMany(cause.retryAfterS ?? 60);
    case 'code-wrong':
      return code.wrong;
    case 'code-over':
      return code.over;
    case 'password-wrong':
      return account.wrongPassword;
    case 'invalid':
      return cause.message.startsWith('address') ? signUp.addressBad : cause.message;
    default:
      return cause.message;
  }
};
