import { type LookedAt, STEPS_MAX, type Walk } from './look.ts';

const SCANNED_AT_ONCE = 64 * 1024;
const END = 0xd9;
const SCAN = 0xda;

/** Markers without a length: of a restart, of nothing, and of the start. */
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
/** Frames of every process: SOF0 to SOF15, but for the three that are tables. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** The next marker in what is coded, where 0xFF stands for itself before 0 alone. @returns its offset, or -1 */
const nextMarker = async (file: LookedAt, from: number): Promise<number> => {
  let offset = from;
  while (offset < file.size) {
    const bytes = await file.at(offset, SCANNED_AT_ONCE);
    for (let i = bytes.indexOf(0xff); i >= 0 && i + 1 < bytes.length; i = bytes.indexOf(0xff, i + 1)) {
      const marker = bytes[i + 1] ?? 0;
      if (marker !== 0 && marker !== 0xff && !standsAlone(marker)) return offset + i;
    }
    if (bytes.length < 2) return -1;
    // The last byte may be the first half of a marker.
    offset += bytes.length - 1;
  }
  return -1;
};

/** JPEG (ITU-T T.81, annex B): segments, a frame, and scans until EOI. What follows EOI is nobody's business. */
export const walkJpeg: Walk = async (file) => {
  let offset = 2;
  let hasFrame = false;
  let hasScan = false;
  for (let steps = 0; steps < STEPS_MAX; steps += 1) {
    const head = await file.at(offset, 4);
    if (head.length < 2) return 'cut';
    const [first, marker = 0] = head;
    if (first !== 0xff) return 'broken';
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    if (marker === END) return hasFrame && hasScan ? 'whole' : 'broken';
    if (head.length < 4) return 'cut';
    if (marker < 0xc0) return 'broken';
    if (isFrame(marker)) hasFrame = true;
    offset += standsAlone(marker) ? 2 : 2 + head.readUInt16BE(2);
    if (offset > file.size) return 'cut';
    if (marker !== SCAN) continue;
    hasScan = true;
    offset = await nextMarker(file, offset);
    if (offset < 0) return 'cut';
  }
  return 'broken';
};
