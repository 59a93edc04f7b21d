import { z } from 'zod';
import { Problem } from '../http/problem.ts';

/** The next head is signed within a second or two of the records. */
const SIGNED_WITHIN_S = 2;

/** A whole number in a query. */
export const count = z
  .string()
  .regex(/^\d{1,15}$/, 'give a whole number')
  .transform(Number);

export const notSignedYet = (): Problem =>
  new Problem('not-available', 'the newest records are not signed yet; ask again in a moment', {
    retryAfterS: SIGNED_WITHIN_S,
  });

export const beyondLog = (field: string): Problem =>
  new Problem('invalid', `${field}: the log does not have that many records`, { field });
