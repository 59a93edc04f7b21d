import { STEPS_MAX, type Walk, type Wholeness } from './look.ts';

const HEAD_BYTES = 12;
/** A writer that did not know how long it would be, and could not go back. */
const UNKNOWN = 0xffff_ffff;

/** RIFF: chunks of an even length that end where the file says it ends. What follows is nobody's business. */
const walkRiff =
  (has: (chunks: ReadonlySet<string>) => boolean): Walk =>
  async (file) => {
    const head = await file.at(0, HEAD_BYTES);
    if (head.length < HEAD_BYTES) return 'cut';
    const told = head.readUInt32LE(4);
    const end = told === UNKNOWN ? file.size : 8 + told;
    if (end > file.size) return 'cut';
    const found = new Set<string>();
    let offset = HEAD_BYTES;
    const over = (): Wholeness => (has(found) ? 'whole' : 'broken');
    for (let steps = 0; steps < STEPS_MAX && offset + 8 <= end; steps += 1) {
      const chunk = await file.at(offset, 8);
      const type = chunk.toString('latin1', 0, 4);
      if (!/^[\x20-\x7e]{4}$/.test(type)) return 'broken';
      found.add(type);
      const bytes = chunk.readUInt32LE(4);
      if (bytes === UNKNOWN) return over();
      offset += 8 + bytes;
      if (offset > end) return 'cut';
      offset += bytes % 2;
    }
    return over();
  };

export const walkWav: Walk = walkRiff((chunks) => chunks.has('fmt ') && chunks.has('data'));
/** WebP (RFC 9649): a lossy or lossless picture, or frames of several. */
export const walkWebp: Walk = walkRiff((chunks) => ['VP8 ', 'VP8L', 'ANMF'].some((one) => chunks.has(one)));
