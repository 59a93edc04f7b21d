/**
 * Adds up weighted rows of a table, sixteen columns at a time with the vector instructions of WebAssembly: JavaScript has none,
 * and this sum is most of what the network does for a text. Added in double precision and in the order of the rows, to the bit
 * what JavaScript's own arithmetic gives.
 */
export interface RowSums {
  /** The table in working memory, `stride` values a row: the columns, then zeros. */
  readonly table: Float32Array;
  readonly stride: number;
  /** What is added up: fill the first `count` before {@link sum}. */
  readonly rows: Int32Array;
  readonly weights: Float32Array;
  /** Per column the sum of the first `count` rows, each times its weight; valid until the next call. */
  sum(count: number): Float64Array;
}

/** Columns of one pass: their sums, two to a vector, stay in registers. */
const LANES = 16;
const PAGE_BYTES = 65_536;

/** The instructions used, as the WebAssembly specification (2.0, with vectors) encodes them. */
const GET = (local: number) => [0x20, local];
const SET = (local: number) => [0x21, local];
const CONST = (value: number) => [0x41, value];
const [BLOCK, LOOP, END, VOID] = [0x02, 0x03, 0x0b, 0x40];
const BRANCH = (depth: number) => [0x0c, depth];
const BRANCH_IF = (depth: number) => [0x0d, depth];
const [I32_ADD, I32_MUL, I32_NOT_BELOW] = [0x6a, 0x6c, 0x4f];
const I32_LOAD = [0x28, 2, 0];
const F32_LOAD = [0x2a, 2, 0];
const F64_PROMOTE = [0xbb];
const F64X2_SPLAT = [0xfd, 0x14];
/** Two singles to the lower half of a vector, and from there to two doubles. */
const V128_LOAD_TWO = (offset: number) => [0xfd, 0x5d, 2, offset];
const F64X2_PROMOTE = [0xfd, 0x5f];
const F64X2_ADD = [0xfd, 0xf0, 0x01];
const F64X2_MUL = [0xfd, 0xf2, 0x01];
const V128_STORE = (offset: number) => [0xfd, 0x0b, 3, offset];
const [TYPE_I32, TYPE_V128, TYPE_FUNCTION] = [0x7f, 0x7b, 0x60];

/** Sizes stand before what they are the size of, seven bits a byte. */
const sized = (bytes: readonly number[]): number[] => {
  const size: number[] = [];
  let rest = bytes.length;
  for (; rest > 127; rest >>= 7) size.push((rest & 127) | 128);
  return [...size, rest, ...bytes];
};
const section = (id: number, bytes: readonly number[]): number[] => [id, ...sized(bytes)];
const named = (name: string): number[] => sized([...new TextEncoder().encode(name)]);

/** One function: `sum(row, untilRow, weight, table, strideBytes, out)`, all but the stride addresses. */
const moduleBytes = (): Uint8Array<ArrayBuffer> => {
  const [row, untilRow, weight, table, stride, out, from, times] = [0, 1, 2, 3, 4, 5, 6, 7];
  const sums = Array.from({ length: LANES / 2 }, (_, at) => times + 1 + at);
  const step = (local: number) => [...GET(local), ...CONST(4), I32_ADD, ...SET(local)];
  const addVector = (sum: number, at: number) =>
    [
      GET(sum),
      GET(from),
      V128_LOAD_TWO(at * 8),
      F64X2_PROMOTE,
      GET(times),
      F64X2_MUL,
      F64X2_ADD,
      SET(sum),
    ].flat();
  const body = [
    [BLOCK, VOID, LOOP, VOID],
    [...GET(row), ...GET(untilRow), I32_NOT_BELOW, ...BRANCH_IF(1)],
    [...GET(row), ...I32_LOAD, ...GET(stride), I32_MUL, ...GET(table), I32_ADD, ...SET(from)],
    [...GET(weight), ...F32_LOAD, ...F64_PROMOTE, ...F64X2_SPLAT, ...SET(times)],
    sums.flatMap(addVector),
    [...step(row), ...step(weight), ...BRANCH(0), END, END],
    sums.flatMap((sum, at) => [...GET(out), ...GET(sum), ...V128_STORE(at * 16)]),
    [END],
  ].flat();
  const locals = [2, 1, TYPE_I32, 1 + sums.length, TYPE_V128];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, TYPE_FUNCTION, ...sized(new Array<number>(6).fill(TYPE_I32)), 0]),
    ...section(2, [1, ...named('of'), ...named('memory'), 2, 0, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...named('sum'), 0, 0]),
    ...section(10, [1, ...sized([...locals, ...body])]),
  ]);
};

/**
 * Copies a table (its rows one after the other) to where vectors are added.
 * @param most rows that are added up at once at the most.
 * @throws CompileError where WebAssembly has no vectors, LinkError or RangeError where there is no memory.
 */
export const createRowSums = (values: Float32Array, columns: number, most: number): RowSums => {
  const stride = Math.ceil(columns / LANES) * LANES;
  const count = values.length / columns;
  const outAt = count * stride * 4;
  const rowsAt = outAt + stride * 8;
  const weightsAt = rowsAt + most * 4;
  const pages = Math.ceil((weightsAt + most * 4) / PAGE_BYTES);
  const memory = new WebAssembly.Memory({ initial: pages });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes()), { of: { memory } });
  const add = instance.exports.sum as (...addresses: number[]) => void;
  const table = new Float32Array(memory.buffer, 0, count * stride);
  for (let at = 0; at < count; at += 1)
    table.set(values.subarray(at * columns, (at + 1) * columns), at * stride);
  const out = new Float64Array(memory.buffer, outAt, columns);
  return {
    table,
    stride,
    rows: new Int32Array(memory.buffer, rowsAt, most),
    weights: new Float32Array(memory.buffer, weightsAt, most),
    sum: (rows) => {
      const untilRow = rowsAt + rows * 4;
      for (let column = 0; column < stride; column += LANES)
        add(rowsAt, untilRow, weightsAt, column * 4, stride * 4, outAt + column * 8);
      return out;
    },
  };
};
