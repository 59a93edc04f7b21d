import { p256, p384, p521 } from '@noble/curves/nist.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sameBytes } from '../bytes.ts';
import {
  bigintOf,
  type Der,
  hasContext,
  NotThatShape,
  oid,
  plainAlgorithm,
  readDer,
  sequence,
  unsigned,
  wholeBits,
} from './der.ts';

type Digest = (bytes: Uint8Array) => Uint8Array;

const SHA256 = '2.16.840.1.101.3.4.2.1';
/** Digests that may be signed. SHA-1 is none of them: two documents of one SHA-1 can be made. */
const DIGESTS: Readonly<Record<string, Digest>> = {
  [SHA256]: sha256,
  '2.16.840.1.101.3.4.2.2': sha384,
  '2.16.840.1.101.3.4.2.3': sha512,
};
/** First bytes of DigestInfo before the digest itself (RFC 8017, 9.2, note 1). */
const DIGEST_INFO: Readonly<Record<string, string>> = {
  [SHA256]: '3031300d060960864801650304020105000420',
  '2.16.840.1.101.3.4.2.2': '3041300d060960864801650304020205000430',
  '2.16.840.1.101.3.4.2.3': '3051300d060960864801650304020305000440',
};

/** What an AlgorithmIdentifier says of how a signature was made. `hash` absent: whatever the place says. */
const SIGNED_BY: Readonly<
  Record<string, { readonly kind: 'rsa' | 'pss' | 'ecdsa'; readonly hash?: string }>
> = {
  '1.2.840.113549.1.1.1': { kind: 'rsa' },
  '1.2.840.113549.1.1.11': { kind: 'rsa', hash: SHA256 },
  '1.2.840.113549.1.1.12': { kind: 'rsa', hash: '2.16.840.1.101.3.4.2.2' },
  '1.2.840.113549.1.1.13': { kind: 'rsa', hash: '2.16.840.1.101.3.4.2.3' },
  '1.2.840.113549.1.1.10': { kind: 'pss' },
  '1.2.840.10045.4.3.2': { kind: 'ecdsa', hash: SHA256 },
  '1.2.840.10045.4.3.3': { kind: 'ecdsa', hash: '2.16.840.1.101.3.4.2.2' },
  '1.2.840.10045.4.3.4': { kind: 'ecdsa', hash: '2.16.840.1.101.3.4.2.3' },
};
const MGF1 = '1.2.840.113549.1.1.8';
const RSA_KEY = '1.2.840.113549.1.1.1';
const EC_KEY = '1.2.840.10045.2.1';
const CURVES = {
  '1.2.840.10045.3.1.7': p256,
  '1.3.132.0.34': p384,
  '1.3.132.0.35': p521,
} as const;

/** A shorter RSA key can be broken; a longer one is none that anybody uses, and slow. */
const RSA_BITS_MIN = 2_048;
const RSA_BITS_MAX = 8_192;
/** Exponents in use are 3 and 65537; a long one would take minutes. */
const RSA_EXPONENT_MAX = 2n ** 32n;

/** Signed by what is not known here: nothing is said about the signature then. */
export class UnknownAlgorithm extends Error {
  override readonly name = 'UnknownAlgorithm';
}

/** The digest of that name. SHA-1 is given only where nothing rests on it alone. @throws UnknownAlgorithm */
export const digestOf = (algorithm: string, also?: { readonly sha1: true }): Digest => {
  const digest = also && algorithm === '1.3.14.3.2.26' ? sha1 : DIGESTS[algorithm];
  if (digest === undefined) throw new UnknownAlgorithm(`no digest ${algorithm}`);
  return digest;
};

const bytesOf = (value: bigint, length: number): Uint8Array => {
  const hex = value.toString(16).padStart(length * 2, '0');
  return Uint8Array.from({ length }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16));
};

const power = (base: bigint, exponent: bigint, modulus: bigint): bigint => {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
};

interface RsaKey {
  readonly modulus: bigint;
  readonly exponent: bigint;
  readonly bits: number;
}

const rsaKey = (bits: Uint8Array): RsaKey => {
  const [n, e] = sequence(readDer(bits));
  const [modulus, exponent] = [unsigned(n), unsigned(e)];
  const length = modulus.toString(2).length;
  if (length < RSA_BITS_MIN || length > RSA_BITS_MAX || exponent < 3n || exponent > RSA_EXPONENT_MAX)
    throw new UnknownAlgorithm(`an RSA key of ${length} bits`);
  return { modulus, exponent, bits: length };
};

/** The signature raised to the exponent (RFC 8017, 5.2.2), or `null` when it is none of this key. */
const opened = (
  { modulus, exponent, bits }: RsaKey,
  signature: Uint8Array,
  length: number,
): Uint8Array | null => {
  const s = bigintOf(signature);
  if (signature.length !== Math.ceil(bits / 8) || s >= modulus) return null;
  const m = power(s, exponent, modulus);
  return m >> BigInt(8 * length) === 0n ? bytesOf(m, length) : null;
};

/** RSASSA-PKCS1-v1_5 (RFC 8017, 8.2.2): the whole padded block is made anew and compared, so that nothing is parsed out of it. */
const isPkcs1 = (key: RsaKey, hash: string, message: Uint8Array, signature: Uint8Array): boolean => {
  const length = Math.ceil(key.bits / 8);
  const block = opened(key, signature, length);
  const info = DIGEST_INFO[hash];
  if (info === undefined) throw new UnknownAlgorithm(`no digest ${hash}`);
  const tail = [
    ...(info.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)),
    ...digestOf(hash)(message),
  ];
  const padding = new Uint8Array(length - tail.length - 3).fill(0xff);
  return block !== null && sameBytes(block, Uint8Array.from([0, 1, ...padding, 0, ...tail]));
};

const mask = (seed: Uint8Array, length: number, digest: Digest): Uint8Array => {
  const out: number[] = [];
  for (let counter = 0; out.length < length; counter += 1)
    out.push(...digest(Uint8Array.from([...seed, 0, 0, counter >> 8, counter & 0xff])));
  return Uint8Array.from(out.slice(0, length));
};

interface PssUse {
  readonly hash: string;
  readonly saltBytes: number;
}

const pssUse = (parameters: Der | undefined): PssUse => {
  const members = parameters === undefined ? [] : sequence(parameters);
  const at = (number: number): Der | undefined => members.find((one) => hasContext(one, number))?.children[0];
  const hash = oid(sequence(at(0))[0]);
  const [generator, inner] = sequence(at(1));
  if (oid(generator) !== MGF1 || oid(sequence(inner)[0]) !== hash)
    throw new UnknownAlgorithm('PSS whose two digests differ');
  const salt = at(2);
  return { hash, saltBytes: salt === undefined ? 20 : Number(unsigned(salt)) };
};

/** EMSA-PSS-VERIFY (RFC 8017, 9.1.2). */
const isPss = (
  key: RsaKey,
  { hash, saltBytes }: PssUse,
  message: Uint8Array,
  signature: Uint8Array,
): boolean => {
  const digest = digestOf(hash);
  const hashed = digest(message);
  const bits = key.bits - 1;
  const length = Math.ceil(bits / 8);
  const block = opened(key, signature, length);
  const maskedLength = length - hashed.length - 1;
  if (block === null || maskedLength < saltBytes + 1 || block.at(-1) !== 0xbc) return false;
  const h = block.subarray(maskedLength, length - 1);
  const unusedBits = 8 * length - bits;
  if ((block[0] ?? 0) >> (8 - unusedBits) !== 0) return false;
  const db = mask(h, maskedLength, digest).map((byte, i) => byte ^ (block[i] ?? 0));
  db[0] = (db[0] ?? 0) & (0xff >> unusedBits);
  const separator = maskedLength - saltBytes - 1;
  if (db.subarray(0, separator).some((byte) => byte !== 0) || db[separator] !== 1) return false;
  const salt = db.subarray(separator + 1);
  return sameBytes(h, digest(Uint8Array.from([...new Uint8Array(8), ...hashed, ...salt])));
};

const isEcdsa = (
  parameters: Der | undefined,
  publicKey: Uint8Array,
  signed: { readonly hash: string; readonly message: Uint8Array; readonly signature: Uint8Array },
): boolean => {
  const name = oid(parameters);
  const curve = Object.hasOwn(CURVES, name) ? CURVES[name as keyof typeof CURVES] : undefined;
  if (curve === undefined) throw new UnknownAlgorithm(`no curve ${name}`);
  try {
    const digest = digestOf(signed.hash)(signed.message);
    return curve.verify(signed.signature, digest, publicKey, { prehash: false, lowS: false, format: 'der' });
  } catch (error) {
    if (error instanceof UnknownAlgorithm) throw error;
    // The library throws for points and signatures that are none.
    return false;
  }
};

export interface Signed {
  /** AlgorithmIdentifier of the signature. */
  readonly algorithm: Der;
  /** Digest that is meant where the algorithm names none (CMS beside rsaEncryption). */
  readonly hash?: string;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * Whether the signature was made over the message by the key (SubjectPublicKeyInfo): RSA PKCS #1 v1.5 and PSS, ECDSA on P-256,
 * P-384 and P-521, with SHA-256, SHA-384 or SHA-512. In plain JavaScript, since crypto.subtle is absent on plain http.
 * @throws UnknownAlgorithm, NotThatShape
 */
export const isSignedBy = (keyInfo: Der, { algorithm, hash, message, signature }: Signed): boolean => {
  const [name, parameters] = sequence(algorithm);
  const [keyAlgorithm, bits] = sequence(keyInfo);
  const [keyName, keyParameters] = sequence(keyAlgorithm);
  const [how, key] = [SIGNED_BY[oid(name)], oid(keyName)];
  if (how === undefined) throw new UnknownAlgorithm(`no signature ${oid(name)}`);
  const digest = how.hash ?? hash;
  if (how.kind === 'pss') {
    if (key !== RSA_KEY) throw new NotThatShape('key and signature are of different kinds');
    return isPss(rsaKey(wholeBits(bits)), pssUse(parameters), message, signature);
  }
  if (digest === undefined) throw new UnknownAlgorithm('a signature without a digest');
  plainAlgorithm(algorithm);
  if (how.kind === 'rsa' && key === RSA_KEY)
    return isPkcs1(rsaKey(wholeBits(bits)), digest, message, signature);
  if (how.kind === 'ecdsa' && key === EC_KEY)
    return isEcdsa(keyParameters, wholeBits(bits), { hash: digest, message, signature });
  throw new NotThatShape('key and signature are of different kinds');
};
