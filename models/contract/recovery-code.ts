/**
 * A recovery code: what stands in for an account. 19 letters of Crockford's alphabet (95 random bits) and a check letter, in groups
 * of four. It is shown once; kept of it is a hash alone.
 */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DATA_CHARS = 19;
const CODE_CHARS = DATA_CHARS + 1;
/** Random bytes that a code is made of. */
export const CODE_BYTES = DATA_CHARS;

/** Times x in the field of 32 elements (x^5 + x^2 + 1). */
const doubled = (value: number): number => (value & 16 ? ((value << 1) & 31) ^ 5 : value << 1);

/**
 * Each place weighs another power of x, which has 31 of them: a wrong letter and two that changed places always show.
 */
const weigh = (values: readonly number[]): number => values.reduce((sum, value) => doubled(sum) ^ value, 0);

const grouped = (letters: string): string => (letters.match(/.{4}/g) ?? []).join('-');

/** Spells a code. @param random {@link CODE_BYTES} random bytes, of which 5 bits each are used */
export const recoveryCodeOf = (random: Uint8Array): string => {
  if (random.length !== CODE_BYTES) throw new RangeError(`a recovery code is made of ${CODE_BYTES} bytes`);
  const values = [...random].map((byte) => byte & 31);
  // The last place weighs 1: what is missing there is the check letter.
  const check = weigh([...values, 0]);
  return grouped([...values, check].map((value) => LETTERS.charAt(value)).join(''));
};

export type ReadCode =
  | { readonly ok: true; readonly code: string }
  /** `length`: letters are missing or too many; `letters`: one that no code has; `check`: mistyped. */
  | { readonly ok: false; readonly why: 'length' | 'letters' | 'check' };

/** A code as people type it: small letters, spaces, and letters that look like figures. */
export const readRecoveryCode = (typed: string): ReadCode => {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}·.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const values = [...letters].map((letter) => LETTERS.indexOf(letter));
  if (values.includes(-1)) return { ok: false, why: 'letters' };
  if (values.length !== CODE_CHARS) return { ok: false, why: 'length' };
  return weigh(values) === 0 ? { ok: true, code: grouped(letters) } : { ok: false, why: 'check' };
};
