import type { ExhibitType } from '../../models/contract/exhibit.ts';

/** Enough for every mark by which a format is known. */
const HEAD_BYTES = 64;
/** Where markup would begin, after spaces and comments. */
const MARKUP_CHARS = 512;

/** What content is, as far as it can be told; `markup`: text that browsers would run. */
export type Content = ExhibitType | 'markup' | 'unknown';

const ascii = (head: Buffer, from: number, until: number): string => head.toString('latin1', from, until);

const HEIC_BRANDS = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']);
const AUDIO_BRANDS = new Set(['M4A ', 'M4B ']);
const MP4_BRANDS = /^(iso[2-9m]|mp4[12]|avc1|M4V |MSNV|dash|f4v |3gp[4-9]|mmp4)$/;
/** Boxes that old QuickTime files begin with. */
const QUICKTIME_BOXES = new Set(['moov', 'mdat', 'wide', 'free', 'skip']);

/** ISO/IEC 14496-12: the first box names the brand; QuickTime files may have none. */
const boxed = (head: Buffer): Content | null => {
  const box = ascii(head, 4, 8);
  if (box === 'ftyp') {
    const brand = ascii(head, 8, 12);
    if (brand === 'qt  ') return 'video/quicktime';
    if (HEIC_BRANDS.has(brand)) return 'image/heic';
    if (AUDIO_BRANDS.has(brand)) return 'audio/mp4';
    return MP4_BRANDS.test(brand) ? 'video/mp4' : 'unknown';
  }
  return QUICKTIME_BOXES.has(box) ? 'video/quicktime' : null;
};

/** MPEG audio, layer III: eleven set bits, a bit rate and a sample rate that exist. */
const isMp3Frame = ([a = 0, b = 0, c = 0]: Buffer): boolean =>
  a === 0xff && (b & 0xe0) === 0xe0 && (b & 0x06) === 0x02 && c >> 4 !== 15 && (c & 0x0c) !== 0x0c;

/** What the first bytes say; null where they say nothing. */
const marked = (head: Buffer): Content | null => {
  if (head.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))) return 'image/png';
  if (head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (ascii(head, 0, 4) === 'RIFF') {
    const form = ascii(head, 8, 12);
    if (form === 'WEBP') return 'image/webp';
    return form === 'WAVE' ? 'audio/wav' : 'unknown';
  }
  if (ascii(head, 0, 5) === '%PDF-') return 'application/pdf';
  if (head.subarray(0, 4).equals(Buffer.from([0x1a, 0x45, 0xdf, 0xa3])))
    return head.includes('webm') ? 'video/webm' : 'unknown';
  if (ascii(head, 0, 3) === 'ID3' || isMp3Frame(head)) return 'audio/mpeg';
  return boxed(head);
};

/** Control characters, but for those of lines and pages. */
const CONTROL = /[^\P{Cc}\t\n\r\f]/u;
const MARKUP =
  /^\s*(<!--[\s\S]*?-->\s*)*<(!doctype|\?xml|html|head|body|script|svg|style|iframe|meta|table|div|a|img)\b/i;

/** Text in an encoding that phones and computers in China write; stops looking at the first byte that no text has. */
const createTextLook = (encoding: string) => {
  let decoder: InstanceType<typeof TextDecoder> | null = new TextDecoder(encoding, { fatal: true });
  let beginning = '';
  const look = (chunk: Buffer | undefined): void => {
    try {
      const text = decoder?.decode(chunk, { stream: chunk !== undefined }) ?? '';
      if (CONTROL.test(text)) decoder = null;
      if (beginning.length < MARKUP_CHARS) beginning += text.slice(0, MARKUP_CHARS - beginning.length);
    } catch {
      decoder = null;
    }
  };
  return { look, isText: () => decoder !== null, isMarkup: () => MARKUP.test(beginning) };
};

/** Tells by its bytes what is coming: by its first ones, and of text by all of them. */
export const createContentLook = () => {
  let head = Buffer.alloc(0);
  const texts = ['utf-8', 'gb18030', 'utf-16le'].map(createTextLook);
  const bySigns = (): Content | null => (head.length === 0 ? null : marked(head));
  return {
    look(chunk: Buffer): void {
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
      if (bySigns() === null) for (const text of texts) text.look(chunk);
    },
    /** What its first bytes say, as soon as there are enough of them; null: nothing yet, or nothing at all. */
    early: (): Content | null => (head.length < HEAD_BYTES ? null : bySigns()),
    /** Once all of it was looked at. */
    content(): Content {
      const signs = bySigns();
      if (signs !== null || head.length === 0) return signs ?? 'unknown';
      for (const text of texts) text.look(undefined);
      // UTF-16 has no bytes that are never text: only its mark tells it.
      const found = texts.find(
        (text, i) => text.isText() && (i < 2 || (head[0] === 0xff && head[1] === 0xfe)),
      );
      if (!found) return 'unknown';
      return found.isMarkup() ? 'markup' : 'text/plain';
    },
  };
};
export type ContentLook = ReturnType<typeof createContentLook>;

/** Whether content of this kind may be called so: sister formats are told apart by nobody but their writers. */
export const fitsName = (content: Content, named: ExhibitType): boolean =>
  content === named ||
  (content === 'video/mp4' && (named === 'audio/mp4' || named === 'video/quicktime')) ||
  (content === 'video/quicktime' && named === 'video/mp4');
