import type { Bilingual } from '../claim.ts';
import { sameBytes } from './bytes.ts';
import { sha256 } from './sha256.ts';
import { type Certificate, readCertificate } from './timestamp/certificate.ts';
import { followChain } from './timestamp/chain.ts';
import { TIMESTAMP_SAYS, type TimestampRefusal } from './timestamp/says.ts';
import { digestOf, isSignedBy, UnknownAlgorithm } from './timestamp/signature.ts';
import { readToken, type Token } from './timestamp/token.ts';

export type { TimestampRefusal } from './timestamp/says.ts';

/** Longest token that is read: one with four certificates has 8 KiB. */
export const TOKEN_BYTES_MAX = 64 * 1024;
const SHA256 = '2.16.840.1.101.3.4.2.1';

export interface TimestampOptions {
  /** Certificates (DER) of roots that are trusted. Absent: the chain is followed as far as the token carries it. */
  readonly roots?: readonly Uint8Array[];
  /** Further certificates (DER) that may be between, such as those kept beside the token. */
  readonly chain?: readonly Uint8Array[];
  /** As it was asked; only whoever asked can compare it. */
  readonly nonce?: bigint;
  /** Policies (dotted) that are accepted. Absent: any. */
  readonly policies?: readonly string[];
}

/** A timestamp that holds: somebody other than us had these very bytes before them at `genTime`. */
export interface TimestampHolds {
  readonly ok: true;
  readonly genTime: Date;
  /** Name in the certificate that signed. */
  readonly authority: string;
  /** Name in the last certificate of the chain. */
  readonly root: string;
  /** False where no roots were given: then the authority is who it says it is by its own word. */
  readonly anchored: boolean;
  readonly policy: string;
  /** Hex. */
  readonly serial: string;
  /** Certificates in DER, from whoever signed upwards. */
  readonly chain: readonly Uint8Array[];
}

export interface TimestampRefused {
  readonly ok: false;
  readonly code: TimestampRefusal;
  readonly says: Bilingual;
}

const refused = (code: TimestampRefusal): TimestampRefused => ({
  ok: false,
  code,
  says: TIMESTAMP_SAYS[code],
});

/** Who signed: the certificate that the token names twice, outside and inside of what is signed. */
const signerOf = ({ signer }: Token, certificates: readonly Certificate[]): Certificate | undefined => {
  const { algorithm, hash } = signer.certificateHash;
  const digest = digestOf(algorithm, { sha1: true });
  return certificates.find((one) => signer.isNamedBy(one) && sameBytes(digest(one.der), hash));
};

const isSigned = ({ signer, content }: Token, { key }: Certificate): boolean =>
  sameBytes(digestOf(signer.digest)(content), signer.messageDigest) &&
  isSignedBy(key, {
    algorithm: signer.algorithm,
    hash: signer.digest,
    message: signer.attributes,
    signature: signer.signature,
  });

const readAll = (ders: readonly Uint8Array[]): Certificate[] =>
  ders.flatMap((der) => {
    try {
      return [readCertificate(der)];
    } catch {
      // One that cannot be read cannot be what the chain needs either.
      return [];
    }
  });

const verify = (
  token: Token,
  note: Uint8Array,
  options: TimestampOptions,
): TimestampHolds | TimestampRefused => {
  const { info } = token;
  if (info.hashAlgorithm !== SHA256 || !sameBytes(info.hashed, sha256(note)))
    return refused('token-other-hash');
  if (options.nonce !== undefined && info.nonce !== options.nonce) return refused('token-other-nonce');
  if (options.policies && !options.policies.includes(info.policy)) return refused('token-policy');
  const certificates = readAll([...token.certificates, ...(options.chain ?? [])]);
  const signer = signerOf(token, certificates);
  if (signer === undefined) return refused('chain-signer');
  if (!isSigned(token, signer)) return refused('token-signature');
  const followed = followChain(signer, certificates, info.genTime, options.roots && readAll(options.roots));
  if (!followed.ok) return refused(followed.code);
  const { chain, anchored } = followed;
  return {
    ok: true,
    genTime: info.genTime,
    authority: signer.name,
    root: chain.at(-1)?.name ?? signer.name,
    anchored,
    policy: info.policy,
    serial: info.serial,
    chain: chain.map(({ der }) => der),
  };
};

/**
 * Verifies an RFC 3161 token (DER of the TimeStampToken) over the bytes of a signed note: that it is for SHA-256 of exactly
 * these bytes, that it was signed as it stands, and that the signer's certificate is for timestamps and, with its chain, was
 * valid at that time. Asks nobody, and needs no crypto.subtle: the same in Node and in a browser on plain http.
 */
export const verifyTimestamp = (
  tokenDer: Uint8Array,
  noteBytes: Uint8Array,
  options: TimestampOptions = {},
): TimestampHolds | TimestampRefused => {
  if (tokenDer.length > TOKEN_BYTES_MAX) return refused('token-malformed');
  try {
    return verify(readToken(tokenDer), noteBytes, options);
  } catch (error) {
    return refused(error instanceof UnknownAlgorithm ? 'token-algorithm' : 'token-malformed');
  }
};
