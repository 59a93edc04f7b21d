import { sha256 } from './sha256.ts';
import { type Der, NotThatShape, readDer, sequence, TAG, unsigned } from './timestamp/der.ts';

/** 64 random bits: an answer that was prepared beforehand cannot hold them. */
export const NONCE_BYTES = 8;

const SHA256_IDENTIFIER = [
  0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
];

/** Everything in a request is shorter than 128 bytes, so that each length is one byte. */
const value = (tag: number, ...content: readonly number[]): number[] => [tag, content.length, ...content];

/** The nonce as the number that the answer must hold. */
export const nonceNumber = (nonce: Uint8Array): bigint =>
  BigInt(`0x${[...nonce].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`);

/** A number that is not negative: a zero byte first where the top bit is set, none to spare. */
const integer = (bytes: readonly number[]): number[] => {
  const from = bytes.findIndex((byte) => byte !== 0);
  const short = from < 0 ? [0] : bytes.slice(from);
  return value(TAG.integer, ...((short[0] ?? 0) >= 0x80 ? [0, ...short] : short));
};

/** DER of a TimeStampReq (RFC 3161, 2.4.1) for SHA-256 of a signed note; asks for the certificates to be sent along. */
export const timestampRequest = (noteBytes: Uint8Array, nonce: Uint8Array): Uint8Array => {
  const imprint = value(0x30, ...SHA256_IDENTIFIER, ...value(TAG.octetString, ...sha256(noteBytes)));
  const wantsCertificates = value(TAG.boolean, 0xff);
  return Uint8Array.from(
    value(0x30, ...integer([1]), ...imprint, ...integer([...nonce]), ...wantsCertificates),
  );
};

export type TimestampReply =
  | { readonly ok: true; readonly token: Uint8Array }
  /** `rejected`: the authority answered, and would not. */
  | { readonly ok: false; readonly code: 'reply-malformed' | 'rejected'; readonly status?: number };

/** granted, grantedWithMods (RFC 3161, 2.4.2). */
const GRANTED_MAX = 1;

/** Reads a TimeStampResp: the token, if there is one. Whether it holds is for `verifyTimestamp` to say. */
export const readTimestampReply = (der: Uint8Array): TimestampReply => {
  try {
    const [statusInfo, token]: readonly (Der | undefined)[] = sequence(readDer(der));
    const status = Number(unsigned(sequence(statusInfo)[0]));
    if (status > GRANTED_MAX) return { ok: false, code: 'rejected', status };
    if (token === undefined) throw new NotThatShape('granted, and no token');
    return { ok: true, token: token.bytes };
  } catch {
    return { ok: false, code: 'reply-malformed' };
  }
};
