import type { MediaDoc } from '../../models/store/media-documents.ts';

const SYNC_BYTE = 0x47;
const PACKET_BYTES = 188;
/** Boxes that an fMP4 segment or its `init` begins with (ISO/IEC 14496-12). */
const BOXES: ReadonlySet<string> = new Set(['ftyp', 'styp', 'moof', 'moov', 'sidx', 'emsg', 'prft', 'free']);

/** How bytes are packed, by what they begin with: names and types of files are often wrong. */
export const containerOf = (bytes: Buffer): MediaDoc['container'] => {
  if (bytes[0] === SYNC_BYTE && (bytes.length <= PACKET_BYTES || bytes[PACKET_BYTES] === SYNC_BYTE))
    return 'mpegts';
  if (BOXES.has(bytes.toString('latin1', 4, 8))) return 'mp4';
  // An ID3 tag may stand before packed audio (RFC 8216, 3.4); then the frames of ADTS.
  if (bytes.toString('latin1', 0, 3) === 'ID3' || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xf6) === 0xf0))
    return 'adts';
  return 'unknown';
};
