import { type LookedAt, STEPS_MAX, type Walk } from './look.ts';

/** kbit/s of layer III: of MPEG-1, and of MPEG-2 and 2.5 (ISO/IEC 11172-3 and 13818-3, 2.4.2.3). */
const KBITS = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
/** Hz by the version's two bits: 2.5, none, 2, 1. */
const HERTZ = [[11_025, 12_000, 8_000], [], [22_050, 24_000, 16_000], [44_100, 48_000, 32_000]] as const;
const MPEG_1 = 3;
/** Looked through for the next frame where something else lies between two. */
const BETWEEN_BYTES_MAX = 64 * 1024;
/** By chance two bytes look like a frame's; three frames in a row are one. */
const FRAMES_MIN = 3;
const TAGS = /^(TAG|APETAGEX|LYRICSBEGIN|ID3|3DI|\0)/;

/** Length of the frame that begins here, in bytes; 0 where none does. */
const frameBytes = (head: Buffer): number => {
  const [a = 0, b = 0, c = 0] = head;
  if (head.length < 4 || a !== 0xff || (b & 0xe6) !== 0xe2) return 0;
  const version = (b >> 3) & 3;
  const hertz = HERTZ[version]?.[(c >> 2) & 3] ?? 0;
  const kbits = KBITS[version === MPEG_1 ? 0 : 1][c >> 4] ?? 0;
  if (hertz === 0 || kbits === 0) return 0;
  return Math.floor(((version === MPEG_1 ? 144_000 : 72_000) * kbits) / hertz) + ((c >> 1) & 1);
};

/** Where sound begins: after a tag of ID3v2 (its length in 7 bits a byte), and the zeros after that. */
const soundStart = async (file: LookedAt): Promise<number> => {
  const head = await file.at(0, 10);
  if (head.toString('latin1', 0, 3) !== 'ID3') return 0;
  const length = [6, 7, 8, 9].reduce((sum, i) => sum * 128 + ((head[i] ?? 0) & 0x7f), 0);
  const end = 10 + length + ((head[5] ?? 0) & 0x10 ? 10 : 0);
  const after = await file.at(end, BETWEEN_BYTES_MAX);
  const zeros = after.findIndex((byte) => byte !== 0);
  return end + Math.max(0, zeros);
};

/** How long all frames are, as the first may say (Xing, Info); 0 where it does not. */
const toldBytes = async (file: LookedAt, start: number): Promise<number> => {
  const frame = await file.at(start, 64);
  const at = ['Xing', 'Info'].map((name) => frame.indexOf(name, 0, 'latin1')).find((found) => found > 0);
  if (at === undefined || at + 16 > frame.length) return 0;
  const flags = frame.readUInt32BE(at + 4);
  return flags & 2 ? frame.readUInt32BE(at + 8 + (flags & 1 ? 4 : 0)) : 0;
};

/** Where the next two frames begin, one after the other. @returns -1: nowhere near */
const nextFrame = async (file: LookedAt, from: number): Promise<number> => {
  for (let offset = from; offset < Math.min(file.size, from + BETWEEN_BYTES_MAX); offset += 1) {
    const length = frameBytes(await file.at(offset, 4));
    if (length > 0 && frameBytes(await file.at(offset + length, 4)) > 0) return offset;
  }
  return -1;
};

/** MP3: frames to the end, before and after them tags. */
export const walkMp3: Walk = async (file) => {
  const start = await soundStart(file);
  if (start >= file.size) return 'cut';
  if (start + (await toldBytes(file, start)) > file.size) return 'cut';
  let offset = start;
  let frames = 0;
  for (let steps = 0; steps < STEPS_MAX && offset < file.size; steps += 1) {
    const head = await file.at(offset, 11);
    const length = frameBytes(head);
    if (length > 0) {
      offset += length;
      frames += 1;
      continue;
    }
    if (frames >= FRAMES_MIN && TAGS.test(head.toString('latin1'))) return 'whole';
    if (frames < FRAMES_MIN) return 'broken';
    const next = await nextFrame(file, offset);
    if (next < 0) return file.size - offset < 4 ? 'cut' : 'broken';
    offset = next;
  }
  if (frames < FRAMES_MIN) return offset > file.size ? 'cut' : 'broken';
  return offset > file.size ? 'cut' : 'whole';
};
