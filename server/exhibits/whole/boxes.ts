import { type LookedAt, STEPS_MAX, type Walk, type Wholeness } from './look.ts';

interface Box {
  readonly type: string;
  /** Length with the head; 0: to the end of the file. */
  readonly bytes: number;
}

/** ISO/IEC 14496-12, 4.2: the length is in 32 bits, or, where these say 1, in the 64 that follow. */
const boxAt = async (file: LookedAt, offset: number): Promise<Box | Exclude<Wholeness, 'whole'>> => {
  const head = await file.at(offset, 16);
  if (head.length < 8) return 'cut';
  const type = head.toString('latin1', 4, 8);
  if (!/^[\x20-\x7e\xa9]{4}$/.test(type)) return 'broken';
  const told = head.readUInt32BE(0);
  if (told !== 1) return told === 0 || told >= 8 ? { type, bytes: told } : 'broken';
  if (head.length < 16) return 'cut';
  const bytes = Number(head.readBigUInt64BE(8));
  return bytes >= 16 ? { type, bytes } : 'broken';
};

/** Whether nothing but zeros is left: some writers end so. */
const isPadding = async (file: LookedAt, offset: number): Promise<boolean> =>
  (await file.at(offset, 64 * 1024)).every((byte) => byte === 0);

/**
 * Boxes side by side that end with the file. What follows the last and is no box is nobody's business.
 * @param needed of each of these one must be there
 */
const walkBoxes =
  (needed: readonly string[]): Walk =>
  async (file) => {
    const found = new Set<string>();
    const hasAll = (): boolean => needed.every((type) => found.has(type));
    let offset = 0;
    for (let steps = 0; steps < STEPS_MAX && offset < file.size; steps += 1) {
      const box = await boxAt(file, offset);
      if (box === 'broken') return hasAll() ? 'whole' : 'broken';
      if (box === 'cut') return hasAll() && (await isPadding(file, offset)) ? 'whole' : 'cut';
      found.add(box.type);
      if (box.bytes === 0) break;
      offset += box.bytes;
      if (offset > file.size) return 'cut';
    }
    return hasAll() ? 'whole' : 'cut';
  };

export const walkMovie: Walk = walkBoxes(['moov', 'mdat']);
export const walkHeic: Walk = walkBoxes(['meta', 'mdat']);
