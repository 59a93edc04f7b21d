import { fromHex, toHex, utf8 } from './bytes.ts';
import { type Sha256, sha256 } from './sha256.ts';

/** 128 random bits: enough that a short value such as a name cannot be found by trying. */
export const SALT_BYTES = 16;

/** First byte of what is hashed: neither a leaf's (0x00) nor a node's (0x01), so that no commitment passes for either. */
export const COMMITMENT_PREFIX = 0x02;

/** What stands in a leaf in place of a value that may have to be withheld or erased later. */
export interface Commitment {
  /** SHA-256(0x02 || salt || UTF-8 of the value), lower-case hex. */
  readonly c: string;
  /** Length of the value in UTF-16 units, so that spans can be checked against it. */
  readonly n: number;
}

/** Commits to a well-formed value with 16 random bytes that are used for this one field alone. */
export const commit = (value: string, salt: Uint8Array, hash: Sha256 = sha256): Commitment => {
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES} bytes`);
  const body = utf8(value);
  const input = new Uint8Array(1 + SALT_BYTES + body.length);
  input[0] = COMMITMENT_PREFIX;
  input.set(salt, 1);
  input.set(body, 1 + SALT_BYTES);
  return { c: toHex(hash(input)), n: value.length };
};

/** Whether value and salt (hex) are those that were committed to. */
export const verifyCommitment = (commitment: Commitment, value: string, saltHex: string): boolean => {
  const salt = fromHex(saltHex, SALT_BYTES);
  // A lone surrogate would be hashed as U+FFFD, and so pass for another value.
  if (salt === null || /\p{Surrogate}/u.test(value)) return false;
  const { c, n } = commit(value, salt);
  return c === commitment.c && n === commitment.n;
};
