import {
  bigintOf,
  type Der,
  expectTag,
  hasContext,
  hasTag,
  octets,
  oid,
  readDer,
  sequence,
  set,
  TAG,
  time,
  unsigned,
  wholeBits,
} from './der.ts';
import { isSignedBy } from './signature.ts';

const EXTENSION = {
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  policies: '2.5.29.32',
  extendedKeyUsage: '2.5.29.37',
} as const;
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const ANY_USE = '2.5.29.37.0';
/** What a name is shown by, best first: common name, organisational unit, organisation. */
const NAME_PARTS = ['2.5.4.3', '2.5.4.11', '2.5.4.10'];
const BMP_STRING = 30;

/** Of a certificate (RFC 5280), what is asked of a timestamp authority's. */
export interface Certificate {
  readonly der: Uint8Array;
  readonly serial: bigint;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  /** As it is shown: the common name, else what comes nearest. */
  readonly name: string;
  readonly from: Date;
  readonly until: Date;
  readonly key: Der;
  /** Value of the subject key identifier extension. */
  readonly keyId: Uint8Array | undefined;
  readonly authority: { readonly isCa: boolean; readonly pathMax: number };
  /** May sign certificates; may sign data. True where nothing is said. */
  readonly signsCertificates: boolean;
  readonly signsData: boolean;
  /** Extended key usages; `null` where nothing is said. */
  readonly uses: { readonly ids: readonly string[]; readonly critical: boolean } | null;
  /** Critical extensions that are not understood here: whoever meets one must refuse (RFC 5280, 4.2). */
  readonly notUnderstood: readonly string[];
  readonly isSignedBy: (issuer: Certificate) => boolean;
}

/** UTF-8; where it is none (an old TeletexString), each byte as a letter of Latin-1. */
const utf8Text = (bytes: Uint8Array): string => {
  try {
    return decodeURIComponent(`%${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('%')}`);
  } catch {
    return String.fromCharCode(...bytes);
  }
};

const textOf = (value: Der): string => {
  const bytes = value.content;
  if (value.tag !== BMP_STRING) return utf8Text(bytes);
  let text = '';
  for (let i = 0; i + 1 < bytes.length; i += 2)
    text += String.fromCharCode(((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0));
  return text;
};

/** The name without characters that could make it look like something else. */
const shownName = (name: Der): string => {
  const parts = sequence(name).flatMap((one) => set(one).map(sequence));
  for (const wanted of NAME_PARTS) {
    const value = parts.find(([type]) => oid(type) === wanted)?.[1];
    const text = value
      ? textOf(value)
          .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
          .trim()
          .slice(0, 200)
      : '';
    if (text !== '') return text;
  }
  return '?';
};

interface Extension {
  readonly critical: boolean;
  readonly value: Uint8Array;
}

const extensionsOf = (wrapped: Der | undefined): ReadonlyMap<string, Extension> => {
  const found = new Map<string, Extension>();
  for (const one of wrapped === undefined ? [] : sequence(wrapped.children[0])) {
    const [id, second, third] = sequence(one);
    const critical = hasTag(second, TAG.boolean) && second.content[0] !== 0;
    found.set(oid(id), { critical, value: octets(third ?? second) });
  }
  return found;
};

/** Bit `n` of a KeyUsage, counted from the left; true where the extension is absent. */
const mayBy = (usage: Extension | undefined, ...bits: readonly number[]): boolean => {
  if (usage === undefined) return true;
  const { content } = expectTag(readDer(usage.value), TAG.bitString);
  return bits.some((bit) => (((content[1 + (bit >> 3)] ?? 0) >> (7 - (bit % 8))) & 1) === 1);
};

const authorityOf = (constraints: Extension | undefined): Certificate['authority'] => {
  const [isCa, pathMax] = constraints ? sequence(readDer(constraints.value)) : [];
  return {
    isCa: hasTag(isCa, TAG.boolean) && isCa.content[0] !== 0,
    pathMax: pathMax === undefined ? Number.POSITIVE_INFINITY : Number(unsigned(pathMax)),
  };
};

const UNDERSTOOD: readonly string[] = Object.values(EXTENSION);

/** Reads an X.509 certificate in DER. @throws NotThatShape */
export const readCertificate = (bytes: Uint8Array): Certificate => {
  const whole = readDer(bytes);
  const [signed, algorithm, signature] = sequence(whole);
  const members = [...sequence(signed)];
  if (hasContext(members[0], 0)) members.shift();
  const [serial, , issuer, validity, subject, key] = members;
  const [from, until] = sequence(validity);
  const extensions = extensionsOf(members.find((one) => hasContext(one, 3)));
  const usage = extensions.get(EXTENSION.keyUsage);
  const uses = extensions.get(EXTENSION.extendedKeyUsage);
  const keyId = extensions.get('2.5.29.14');
  const [tbs, by] = [expectTag(signed, TAG.sequence), expectTag(algorithm, TAG.sequence)];
  const bits = wholeBits(signature);
  return {
    der: whole.bytes,
    // A serial number may, against the standard, be negative: it is compared, never counted with.
    serial: bigintOf(expectTag(serial, TAG.integer).content),
    issuer: expectTag(issuer, TAG.sequence).bytes,
    subject: expectTag(subject, TAG.sequence).bytes,
    name: shownName(expectTag(subject, TAG.sequence)),
    from: time(from),
    until: time(until),
    key: expectTag(key, TAG.sequence),
    keyId: keyId && octets(readDer(keyId.value)),
    authority: authorityOf(extensions.get(EXTENSION.basicConstraints)),
    signsCertificates: mayBy(usage, 5),
    signsData: mayBy(usage, 0, 1),
    uses: uses ? { ids: sequence(readDer(uses.value)).map(oid), critical: uses.critical } : null,
    notUnderstood: [...extensions].flatMap(([id, { critical }]) =>
      critical && !UNDERSTOOD.includes(id) ? [id] : [],
    ),
    isSignedBy: (other) => isSignedBy(other.key, { algorithm: by, message: tbs.bytes, signature: bits }),
  };
};

/** RFC 3161, 2.3: for timestamps and nothing else, and whoever does not understand that must refuse. */
export const isForTimestampsAlone = ({ uses }: Certificate): boolean =>
  uses?.critical === true && uses.ids.length === 1 && uses.ids[0] === TIME_STAMPING;

/** Of an authority above: nothing said, or timestamps among what is said. */
export const allowsTimestamps = ({ uses }: Certificate): boolean =>
  uses === null || uses.ids.includes(TIME_STAMPING) || uses.ids.includes(ANY_USE);
