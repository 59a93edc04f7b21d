/** Table of the reflected polynomial that ZIP uses (PKWARE APPNOTE, 4.4.7). */
const TABLE: Uint32Array = (() => {
  const table = new Uint32Array(256);
  for (let value = 0; value < 256; value++) {
    let rest = value;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
    table[value] = rest >>> 0;
  }
  return table;
})();

/** CRC-32 of the bytes, as a whole number from 0 to 2^32 - 1. Finds accidents; what was meant is found by SHA-256. */
export const crc32 = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++)
    crc = (crc >>> 8) ^ (TABLE[(crc ^ (bytes[i] as number)) & 0xff] as number);
  return (crc ^ 0xffffffff) >>> 0;
};
