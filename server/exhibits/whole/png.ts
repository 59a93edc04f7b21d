import { STEPS_MAX, type Walk } from './look.ts';

const SIGNATURE_BYTES = 8;
/** Length before, type, check sum after. */
const AROUND_BYTES = 12;

/** PNG (W3C, third edition, 5): chunks from IHDR by way of IDAT to IEND. What follows IEND is nobody's business. */
export const walkPng: Walk = async (file) => {
  let offset = SIGNATURE_BYTES;
  let hasPicture = false;
  for (let steps = 0; steps < STEPS_MAX; steps += 1) {
    const head = await file.at(offset, 8);
    if (head.length < 8) return 'cut';
    const type = head.toString('latin1', 4, 8);
    if (!/^[A-Za-z]{4}$/.test(type) || (steps === 0) !== (type === 'IHDR')) return 'broken';
    offset += AROUND_BYTES + head.readUInt32BE(0);
    if (offset > file.size) return 'cut';
    if (type === 'IDAT') hasPicture = true;
    if (type === 'IEND') return hasPicture ? 'whole' : 'broken';
  }
  return 'broken';
};
