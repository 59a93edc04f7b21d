import { sameBytes } from '../bytes.ts';
import {
  bigintOf,
  type Der,
  expectTag,
  hasContext,
  hasTag,
  NotThatShape,
  octets,
  oid,
  plainAlgorithm,
  readDer,
  sequence,
  set,
  TAG,
  time,
  unsigned,
} from './der.ts';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const SHA1 = '1.3.14.3.2.26';
const SHA256 = '2.16.840.1.101.3.4.2.1';

/** What a timestamp says (RFC 3161, 2.4.2, TSTInfo). */
export interface TimestampInfo {
  readonly policy: string;
  readonly hashAlgorithm: string;
  readonly hashed: Uint8Array;
  readonly serial: string;
  readonly genTime: Date;
  readonly nonce: bigint | undefined;
}

/** A token taken apart; nothing is verified yet. */
export interface Token {
  readonly info: TimestampInfo;
  /** The bytes of `info` as they were hashed. */
  readonly content: Uint8Array;
  readonly certificates: readonly Uint8Array[];
  readonly signer: {
    readonly isNamedBy: (certificate: {
      readonly issuer: Uint8Array;
      readonly serial: bigint;
      readonly keyId: Uint8Array | undefined;
    }) => boolean;
    /** Digest under which the certificate of the signer is named inside what is signed (RFC 5035, 5816). */
    readonly certificateHash: { readonly algorithm: string; readonly hash: Uint8Array };
    readonly digest: string;
    readonly algorithm: Der;
    readonly signature: Uint8Array;
    /** Attributes as they were signed, and the digest of `content` among them. */
    readonly attributes: Uint8Array;
    readonly messageDigest: Uint8Array;
  };
}

const infoOf = (content: Uint8Array): TimestampInfo => {
  const [version, policy, imprint, serial, genTime, ...rest] = sequence(readDer(content));
  if (unsigned(version) !== 1n) throw new NotThatShape('another version of TSTInfo');
  const [algorithm, hashed] = sequence(imprint);
  const nonce = rest.find((one) => hasTag(one, TAG.integer));
  expectTag(genTime, TAG.generalizedTime);
  return {
    policy: oid(policy),
    hashAlgorithm: plainAlgorithm(algorithm),
    hashed: octets(hashed),
    serial: unsigned(serial).toString(16),
    genTime: time(genTime),
    nonce: nonce && unsigned(nonce),
  };
};

type Attributes = ReadonlyMap<string, Der>;

const attributesOf = (members: readonly Der[]): Attributes => {
  const found = new Map<string, Der>();
  for (const one of members) {
    const [type, values] = sequence(one);
    const [value, ...more] = set(values);
    const id = oid(type);
    if (value === undefined || more.length > 0 || found.has(id))
      throw new NotThatShape('an attribute has not exactly one value');
    found.set(id, value);
  }
  return found;
};

/** The first certificate that SigningCertificateV2 names, else SigningCertificate. */
const certificateHashOf = (attributes: Attributes): Token['signer']['certificateHash'] => {
  const v2 = attributes.get(SIGNING_CERTIFICATE_V2);
  const [first] = sequence(sequence(v2 ?? attributes.get(SIGNING_CERTIFICATE))[0]);
  const members = sequence(first);
  const named = v2 !== undefined && hasTag(members[0], TAG.sequence);
  const algorithm = named ? plainAlgorithm(members[0]) : v2 ? SHA256 : SHA1;
  return { algorithm, hash: octets(members[named ? 1 : 0]) };
};

const namedBy = (id: Der | undefined): Token['signer']['isNamedBy'] => {
  if (hasContext(id, 0)) return ({ keyId }) => keyId !== undefined && sameBytes(keyId, id.content);
  const [issuer, serial] = sequence(id);
  const [name, number] = [expectTag(issuer, TAG.sequence).bytes, expectTag(serial, TAG.integer).content];
  const wanted = bigintOf(number);
  return (certificate) => certificate.serial === wanted && sameBytes(certificate.issuer, name);
};

const signerOf = (der: Der | undefined): Token['signer'] => {
  const [version, id, digest, wrapped, algorithm, signature] = sequence(der);
  // RFC 5652, 5.3: 3 where the key is named by its identifier.
  if (unsigned(version) !== (hasContext(id, 0) ? 3n : 1n))
    throw new NotThatShape('another version of SignerInfo');
  if (!hasContext(wrapped, 0)) throw new NotThatShape('nothing is signed but the content itself');
  const attributes = attributesOf(wrapped.children);
  if (oid(attributes.get(CONTENT_TYPE)) !== TST_INFO) throw new NotThatShape('another content is signed');
  // What is signed is the SET, not the place it has in the message (RFC 5652, 5.4).
  const signed = Uint8Array.from(wrapped.bytes);
  signed[0] = 0x31;
  return {
    isNamedBy: namedBy(id),
    certificateHash: certificateHashOf(attributes),
    digest: plainAlgorithm(digest),
    algorithm: expectTag(algorithm, TAG.sequence),
    signature: octets(signature),
    attributes: signed,
    messageDigest: octets(attributes.get(MESSAGE_DIGEST)),
  };
};

/** Takes a TimeStampToken (RFC 3161, 2.4.2; a CMS SignedData) apart. @throws NotThatShape */
export const readToken = (bytes: Uint8Array): Token => {
  const [type, wrapped] = sequence(readDer(bytes));
  if (oid(type) !== SIGNED_DATA || !hasContext(wrapped, 0)) throw new NotThatShape('not signed data');
  const members = sequence(wrapped.children[0]);
  const [contentType, contentBox] = sequence(members[2]);
  if (oid(contentType) !== TST_INFO || !hasContext(contentBox, 0)) throw new NotThatShape('not a timestamp');
  const content = octets(contentBox.children[0]);
  const certificates = members.find((one) => hasContext(one, 0))?.children ?? [];
  const [signerInfo, ...others] = set(members.at(-1));
  if (signerInfo === undefined || others.length > 0) throw new NotThatShape('not signed by exactly one');
  const signer = signerOf(signerInfo);
  const digests = set(members[1]).map(plainAlgorithm);
  if (unsigned(members[0]) !== 3n || digests.some((one) => one !== signer.digest))
    throw new NotThatShape('what stands around the signature does not fit it');
  return {
    info: infoOf(content),
    content,
    certificates: certificates.filter((one) => hasTag(one, TAG.sequence)).map((one) => one.bytes),
    signer,
  };
};
