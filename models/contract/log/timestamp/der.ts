import { fromBER } from 'asn1js';

/** One value of DER (ITU-T X.690): what is needed of it to read tokens and certificates, and no more. */
export interface Der {
  /** 0 universal, 2 context-specific. Others do not occur here. */
  readonly tagClass: number;
  readonly tag: number;
  /** The whole value with tag and length, as it was signed or hashed. */
  readonly bytes: Uint8Array;
  /** Without tag and length. */
  readonly content: Uint8Array;
  /** Of a constructed value; else empty. */
  readonly children: readonly Der[];
}

export const TAG = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  null: 5,
  oid: 6,
  sequence: 16,
  set: 17,
  utcTime: 23,
  generalizedTime: 24,
} as const;

const UNIVERSAL = 1;
const CONTEXT = 3;

/** Thrown while a structure is read that is not what it should be; never leaves this folder's callers. */
export class NotThatShape extends Error {
  override readonly name = 'NotThatShape';
}

type Block = ReturnType<typeof fromBER>['result'];

/** Bytes of tag and length where the length is written as DER wants it: as short as can be. */
const headBytes = (length: number): number => {
  let bytes = 2;
  if (length >= 0x80) for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes += 1;
  return bytes;
};

const toDer = (block: Block): Der => {
  const { idBlock, lenBlock, valueBlock } = block;
  if (lenBlock.isIndefiniteForm) throw new NotThatShape('a length is left open, which DER forbids');
  const bytes = block.valueBeforeDecodeView;
  const content = bytes.subarray(bytes.length - lenBlock.length);
  if (bytes.length !== headBytes(content.length) + content.length)
    throw new NotThatShape('a length is not written as DER wants it');
  const inner: unknown = idBlock.isConstructed && 'value' in valueBlock ? valueBlock.value : [];
  const children = Array.isArray(inner) ? (inner as Block[]).map(toDer) : [];
  // The library lets a member be longer than what it is a member of.
  const filled = children.reduce((sum, child) => sum + child.bytes.length, 0);
  if (idBlock.isConstructed && filled !== content.length)
    throw new NotThatShape('the members of a value do not fill it');
  return { tagClass: idBlock.tagClass, tag: idBlock.tagNumber, bytes, content, children };
};

/** Reads one whole value, with nothing after it. @throws NotThatShape */
export const readDer = (bytes: Uint8Array): Der => {
  // A copy: the library keeps views of what it is given.
  const copy = Uint8Array.from(bytes);
  const { offset, result } = fromBER(copy);
  if (offset !== copy.length || result.error) throw new NotThatShape('this is not one whole value of DER');
  return toDer(result);
};

const is = (der: Der | undefined, tagClass: number, tag: number): der is Der =>
  der?.tagClass === tagClass && der.tag === tag;

/** The value, if it has that universal tag. @throws NotThatShape */
export const expectTag = (der: Der | undefined, tag: number): Der => {
  if (!is(der, UNIVERSAL, tag)) throw new NotThatShape(`a value with tag ${tag} is missing`);
  return der;
};

export const hasTag = (der: Der | undefined, tag: number): der is Der => is(der, UNIVERSAL, tag);
/** Whether it carries the context tag `[number]`. */
export const hasContext = (der: Der | undefined, number: number): der is Der => is(der, CONTEXT, number);

/** Members of a SEQUENCE. @throws NotThatShape */
export const sequence = (der: Der | undefined): readonly Der[] => expectTag(der, TAG.sequence).children;
/** Members of a SET. @throws NotThatShape */
export const set = (der: Der | undefined): readonly Der[] => expectTag(der, TAG.set).children;
/** Content of an OCTET STRING in one piece. @throws NotThatShape */
export const octets = (der: Der | undefined): Uint8Array => {
  const found = expectTag(der, TAG.octetString);
  if (((found.bytes[0] ?? 0) & 0x20) !== 0) throw new NotThatShape('a string in pieces, which DER forbids');
  return found.content;
};

/** Longest INTEGER that is read: keys of 16,384 bits. */
const INTEGER_BYTES_MAX = 2_049;

export const bigintOf = (bytes: Uint8Array): bigint => {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex === '' ? 0n : BigInt(`0x${hex}`);
};

/** Value of an INTEGER that is not negative. @throws NotThatShape */
export const unsigned = (der: Der | undefined): bigint => {
  const { content } = expectTag(der, TAG.integer);
  if (content.length === 0 || content.length > INTEGER_BYTES_MAX || (content[0] ?? 0) >= 0x80)
    throw new NotThatShape('a number is negative or too long');
  return bigintOf(content);
};

/** Dotted form of an OBJECT IDENTIFIER. @throws NotThatShape */
export const oid = (der: Der | undefined): string => {
  const { content } = expectTag(der, TAG.oid);
  const arcs: bigint[] = [];
  let value = 0n;
  for (const [at, byte] of content.entries()) {
    value = (value << 7n) | BigInt(byte & 0x7f);
    if ((byte & 0x80) !== 0) {
      if (at === content.length - 1) throw new NotThatShape('an identifier is cut');
      continue;
    }
    if (arcs.length === 0) {
      const first = value >= 80n ? 2n : value / 40n;
      arcs.push(first, value - first * 40n);
    } else arcs.push(value);
    value = 0n;
  }
  if (arcs.length === 0) throw new NotThatShape('an identifier is empty');
  return arcs.join('.');
};

/** Bytes of a BIT STRING whose last byte is full, as keys and signatures are. @throws NotThatShape */
export const wholeBits = (der: Der | undefined): Uint8Array => {
  const { content } = expectTag(der, TAG.bitString);
  if (content.length === 0 || content[0] !== 0)
    throw new NotThatShape('a string of bits does not end on a byte');
  return content.subarray(1);
};

/** The name in an AlgorithmIdentifier that has no parameters: nothing there, or NULL. @throws NotThatShape */
export const plainAlgorithm = (der: Der | undefined): string => {
  const [name, parameters, ...more] = sequence(der);
  const none = parameters === undefined || (hasTag(parameters, TAG.null) && parameters.content.length === 0);
  if (!none || more.length > 0) throw new NotThatShape('an algorithm has parameters that it does not take');
  return oid(name);
};

const TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d+))?Z$/;

/** UTCTime or GeneralizedTime, both in UTC (RFC 5280, 4.1.2.5; RFC 3161, 2.4.2). @throws NotThatShape */
export const time = (der: Der | undefined): Date => {
  const found = hasTag(der, TAG.utcTime) ? der : expectTag(der, TAG.generalizedTime);
  const text = String.fromCharCode(...found.content);
  const century = hasTag(found, TAG.utcTime) ? (Number(text.slice(0, 2)) < 50 ? '20' : '19') : '';
  const [, year, month, day, hour, minute, second, fraction = ''] = TIME.exec(century + text) ?? [];
  const read = `${year}-${month}-${day}T${hour}:${minute}:${second}.${`${fraction}000`.slice(0, 3)}Z`;
  const at = new Date(read);
  if (Number.isNaN(at.getTime()) || at.toISOString() !== read)
    throw new NotThatShape('a time cannot be read');
  return at;
};
