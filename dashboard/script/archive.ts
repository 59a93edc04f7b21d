import { unzipSync, zipSync } from 'fflate';
import { ReadRefused } from './refused.ts';

/** A document of 10 MiB may hold pictures; its texts, which alone are unpacked, hold far less than this. */
const UNPACKED_BYTES_MAX = 64 * 1024 * 1024;
/** A workbook of a hundred sheets has some three hundred parts. */
const PARTS_MAX = 2_000;

/** Pictures, fonts and embedded files are no part of a script. */
const IS_TEXT = /\.(xml|rels)$|^word\/afchunk/i;
const MACROS = /vbaProject\.bin$|vbaData\.xml$/i;

/** What an Office document is, by its list of content types (ECMA-376, part 2, 10.1). */
export type OfficeType = 'docx' | 'xlsx' | 'other';

export interface Office {
  readonly type: OfficeType;
  /** The document again, with its texts alone and not compressed: nothing in it can unfold any further. */
  readonly bytes: Uint8Array;
  /** Its texts by the names of their parts. */
  readonly parts: Readonly<Record<string, Uint8Array>>;
}

const typeOf = (contentTypes: string): OfficeType => {
  if (/macroEnabled/i.test(contentTypes)) throw new ReadRefused({ code: 'macros' });
  if (contentTypes.includes('wordprocessingml.document.main+xml')) return 'docx';
  if (contentTypes.includes('spreadsheetml.sheet.main+xml')) return 'xlsx';
  return 'other';
};

/**
 * Opens an Office document within limits. Each part is unpacked into as many bytes as its entry claims, and the sum of the
 * claims is held first: an entry that claims too little gives a torn part, never more memory.
 * @throws ReadRefused `damaged`, `macros`, `too-much`
 */
export const openOffice = (file: Uint8Array): Office => {
  let parts = 0;
  let unpacked = 0;
  const filter = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    parts += 1;
    if (MACROS.test(name)) throw new ReadRefused({ code: 'macros' });
    if (IS_TEXT.test(name)) unpacked += originalSize;
    if (parts > PARTS_MAX || unpacked > UNPACKED_BYTES_MAX) throw new ReadRefused({ code: 'too-much' });
    return IS_TEXT.test(name);
  };
  const texts = (() => {
    try {
      return unzipSync(file, { filter });
    } catch (error) {
      throw error instanceof ReadRefused ? error : new ReadRefused({ code: 'damaged' });
    }
  })();
  const contentTypes = new TextDecoder().decode(texts['[Content_Types].xml'] ?? new Uint8Array());
  return { type: typeOf(contentTypes), bytes: zipSync(texts, { level: 0 }), parts: texts };
};
