import { hash, verify } from '@node-rs/argon2';

/**
 * argon2id with 19 MiB, two passes, one lane: the first choice of OWASP's password storage cheat sheet. About 30 ms here,
 * so that a stolen database is slow to try and a login is not.
 */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Short passwords are guessed whatever the hash; NIST SP 800-63B asks for at least 8 and advises 15. */
export const PASSWORD_CHARS_MIN = 12;
/** As in `loginSchema`: longer input only costs time. */
export const PASSWORD_CHARS_MAX = 1024;

/** What is wrong with a password, in words. */
export class PasswordRefused extends Error {}

/**
 * @param charsMin less for people who make their account themselves, whose passwords are held against a list of the worst.
 * @returns argon2id in PHC string form. @throws PasswordRefused that says what is wrong with the password.
 */
export const hashPassword = async (password: string, charsMin = PASSWORD_CHARS_MIN): Promise<string> => {
  const length = [...password].length;
  if (length < charsMin)
    throw new PasswordRefused(`the password has ${length} characters; use at least ${charsMin}`);
  if (password.length > PASSWORD_CHARS_MAX)
    throw new PasswordRefused(`the password has more than ${PASSWORD_CHARS_MAX} characters`);
  return hash(password.normalize('NFKC'), COST);
};

/** A hash of the same cost that no password fits: an unknown login takes as long to refuse as a known one. */
export const NOBODY_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGlzIGhlcmU$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** Whether the password fits the hash; false also for a hash that cannot be read. */
export const passwordFits = async (passwordHash: string, password: string): Promise<boolean> => {
  try {
    return await verify(passwordHash, password.normalize('NFKC'));
  } catch {
    return false;
  }
};
