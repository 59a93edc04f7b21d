import { z } from 'zod';
import { ACCOUNT_PASSWORD_CHARS_MIN, ADDRESS_CHARS_MAX, passwordTrouble, readAddress } from './account.ts';

/*
 * What is asked about accounts; apart from `account.ts`, which pages load at once, since zod tries whether it may evaluate scripts.
 */

const PASSWORD_CHARS_MAX = 1024;
const address = z
  .string()
  .max(ADDRESS_CHARS_MAX + 50)
  .refine((text) => readAddress(text) !== null, 'give an e-mail address or a phone number');
const newPassword = z
  .string()
  .max(PASSWORD_CHARS_MAX)
  .refine(
    (text) => passwordTrouble(text) !== 'short',
    `use at least ${ACCOUNT_PASSWORD_CHARS_MIN} characters`,
  )
  .refine((text) => passwordTrouble(text) !== 'worst', 'this is among the passwords that are tried first');
const password = z.string().min(1).max(PASSWORD_CHARS_MAX);
const ticket = z.string().regex(/^[A-Za-z0-9_-]{22}$/, 'give the ticket of the answer before');
const code = z
  .string()
  .trim()
  .regex(/^\d{6}$/, 'give the 6 digits of the message');
/** Of the message that is sent. */
const language = z.enum(['zh-Hans', 'zh-Hant', 'en']).default('zh-Hans');

/** Body of `POST /api/accounts`. */
export const signUpSchema = z.strictObject({ address, password: newPassword, language });
/** Body of `POST /api/accounts/resets`. */
export const resetSchema = z.strictObject({ address, language });
/** Body of `POST /api/accounts/again`. */
export const againSchema = z.strictObject({ ticket });
/** Body of `POST /api/accounts/confirm`; a reset needs the new password. */
export const confirmSchema = z.strictObject({ ticket, code, password: newPassword.optional() });
/** Body of `POST /api/account/password`. */
export const passwordSchema = z.strictObject({ password, next: newPassword });
/** Body of `POST /api/account/address`. */
export const addressChangeSchema = z.strictObject({ address, password, language });
/** Body of `POST /api/account/address/confirm`. */
export const addressConfirmSchema = z.strictObject({ ticket, code });
/** Body of `POST /api/account/close`. */
export const closeSchema = z.strictObject({ password });

export type SignUpRequest = z.input<typeof signUpSchema>;
