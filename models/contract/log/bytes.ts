import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUES: ReadonlyMap<string, number> = new Map([...ALPHABET].map((letter, value) => [letter, value]));

/** Standard base64 with padding (RFC 4648, 4). */
export const toBase64 = (bytes: Uint8Array): string => {
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    out += ALPHABET.charAt(word >> 18) + ALPHABET.charAt((word >> 12) & 63);
    out += left > 1 ? ALPHABET.charAt((word >> 6) & 63) : '=';
    out += left > 2 ? ALPHABET.charAt(word & 63) : '=';
  }
  return out;
};

/**
 * The bytes of a base64 text, or `null`. Only the one canonical spelling is taken (padding there, spare bits zero), so
 * that a signed text cannot be changed without changing what it says.
 */
export const fromBase64 = (text: string): Uint8Array | null => {
  if (text.length % 4 !== 0) return null;
  const body = text.replace(/={1,2}$/, '');
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
  let word = 0;
  let bits = 0;
  let at = 0;
  for (const letter of body) {
    const value = VALUES.get(letter);
    if (value === undefined) return null;
    word = ((word << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (word >> bits) & 0xff;
    }
  }
  return toBase64(bytes) === text ? bytes : null;
};

export const toHex = (bytes: Uint8Array): string => bytesToHex(bytes);

/** The bytes of a lower-case hex text, or `null`; `length` is the number of bytes wanted. */
export const fromHex = (text: string, length: number): Uint8Array | null =>
  text.length === length * 2 && /^[0-9a-f]*$/.test(text) ? hexToBytes(text) : null;

/** UTF-8. Lone surrogates must have been refused before: they would all become U+FFFD and hash alike. */
export const utf8 = (text: string): Uint8Array => utf8ToBytes(text);

/** Not in constant time: everything compared here is public. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

/** One after the other. */
export const joinBytes = (parts: readonly Uint8Array[]): Uint8Array => {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
};
