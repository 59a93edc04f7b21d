import { type LookedAt, STEPS_MAX, type Walk, type Wholeness } from './look.ts';

const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const TRACKS = 0x1654ae6b;
/** Elements that may stand in a segment or beside it: RFC 9559, 5.1. */
const OUTER: ReadonlySet<number> = new Set([
  ...[EBML, SEGMENT, CLUSTER, TRACKS, 0x114d9b74, 0x1549a966, 0x1c53bb6b, 0x1941a469, 0x1043a770, 0x1254c367],
  ...[0xec, 0xbf],
]);
/** Elements of a cluster: RFC 9559, 5.1.3. */
const OF_CLUSTER: ReadonlySet<number> = new Set([0xe7, 0xa3, 0xa0, 0xa7, 0xab, 0x5854, 0xaf, 0xec, 0xbf]);

interface Element {
  readonly id: number;
  readonly headBytes: number;
  /** Null: it goes on for as long as what belongs to it does. */
  readonly bytes: number | null;
}

/** A number as long as the zeros before its first set bit say (RFC 8794, 4). @returns null where there is none */
const vint = (bytes: Buffer, from: number, lengthMax: number) => {
  const first = bytes[from] ?? 0;
  const length = Math.clz32(first) - 23;
  if (length > lengthMax || from + length > bytes.length) return null;
  let value = first & ((1 << (8 - length)) - 1);
  let isUnknown = value === (1 << (8 - length)) - 1;
  let whole = first;
  for (let i = 1; i < length; i += 1) {
    const byte = bytes[from + i] ?? 0;
    value = value * 256 + byte;
    whole = whole * 256 + byte;
    isUnknown &&= byte === 0xff;
  }
  return { length, value, whole, isUnknown };
};

const elementAt = async (file: LookedAt, offset: number): Promise<Element | Exclude<Wholeness, 'whole'>> => {
  const head = await file.at(offset, 12);
  const id = vint(head, 0, 4);
  const size = id && vint(head, id.length, 8);
  if (!id || !size) return offset + 12 > file.size && (head[0] ?? 0) >= 0x10 ? 'cut' : 'broken';
  const bytes = size.isUnknown ? null : size.value;
  return { id: id.whole, headBytes: id.length + size.length, bytes };
};

/**
 * WebM: elements of EBML. Recordings that were written as they came do not know how long their segment and clusters are: these are
 * walked from one element to the next.
 */
export const walkWebm: Walk = async (file) => {
  const found = new Set<number>();
  let offset = 0;
  for (let steps = 0; steps < STEPS_MAX && offset < file.size; steps += 1) {
    const element = await elementAt(file, offset);
    if (typeof element === 'string') return element;
    const { id, headBytes, bytes } = element;
    if (!OUTER.has(id) && !(found.has(CLUSTER) && OF_CLUSTER.has(id))) return 'broken';
    found.add(id);
    offset += headBytes;
    if (bytes !== null && offset + bytes > file.size) return 'cut';
    if (bytes === null && id !== SEGMENT && id !== CLUSTER) return 'broken';
    if (id !== SEGMENT) offset += bytes ?? 0;
  }
  if (!found.has(EBML) || !found.has(SEGMENT)) return 'broken';
  return found.has(TRACKS) && found.has(CLUSTER) ? 'whole' : 'cut';
};
