/** Bytes taken in at once. */
const AT_ONCE = 8;

/** Tables of the reflected polynomial that ZIP uses (PKWARE APPNOTE, 4.4.7); the n-th one tells what a byte n places before the end does. */
const TABLES: readonly Int32Array[] = (() => {
  const first = new Int32Array(256);
  for (let value = 0; value < 256; value++) {
    let rest = value;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    first[value] = rest;
  }
  const tables = [first];
  for (let n = 1; n < AT_ONCE; n++) {
    const before = tables[n - 1] as Int32Array;
    tables.push(before.map((value) => (value >>> 8) ^ (first[value & 0xff] as number)));
  }
  return tables;
})();
const [T0, T1, T2, T3, T4, T5, T6, T7] = TABLES as unknown as readonly [
  ...[Int32Array, Int32Array, Int32Array, Int32Array],
  ...[Int32Array, Int32Array, Int32Array, Int32Array],
];

/**
 * CRC-32 of the bytes, as a whole number from 0 to 2^32 - 1: a pack with a clip has some 70 MB, so eight bytes are taken at once.
 * Finds accidents; what was meant is found by SHA-256.
 */
export const crc32 = (bytes: Uint8Array): number => {
  let crc = -1;
  let i = 0;
  const byte = (at: number): number => bytes[at] as number;
  for (const end = bytes.length - AT_ONCE; i <= end; i += AT_ONCE)
    crc =
      (T7[(crc ^ byte(i)) & 0xff] as number) ^
      (T6[((crc >>> 8) ^ byte(i + 1)) & 0xff] as number) ^
      (T5[((crc >>> 16) ^ byte(i + 2)) & 0xff] as number) ^
      (T4[(crc >>> 24) ^ byte(i + 3)] as number) ^
      (T3[byte(i + 4)] as number) ^
      (T2[byte(i + 5)] as number) ^
      (T1[byte(i + 6)] as number) ^
      (T0[byte(i + 7)] as number);
  for (; i < bytes.length; i++) crc = (crc >>> 8) ^ (T0[(crc ^ byte(i)) & 0xff] as number);
  return (crc ^ -1) >>> 0;
};
