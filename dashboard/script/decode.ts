import { ReadRefused } from './refused.ts';

/** Characters of every text in either script: enough of them, and the encoding was the right one. */
const COMMON =
  /[的一是不了在人有我他这这个们来到时大地为子中说生国年着就那和要她出也得里后自以会這個們來時為說國著裡後會，。]/g;

const decoded = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

const marked = (bytes: Uint8Array): string | null => {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
};

const commonIn = (text: string): number => (text.match(COMMON) ?? []).length;

/**
 * The text of a .txt file: UTF-8, UTF-16 by its mark, else whichever of GB18030 and Big5, the encodings of older Chinese
 * systems, reads as Chinese. @throws ReadRefused `not-text`
 */
export const decodeText = (bytes: Uint8Array): string => {
  const encoding = marked(bytes);
  const unicode = decoded(bytes, encoding ?? 'utf-8');
  const text =
    unicode ??
    ['gb18030', 'big5']
      .flatMap((each) => decoded(bytes, each) ?? [])
      .sort((a, b) => commonIn(b) - commonIn(a))[0] ??
    null;
  if (text === null || text.includes('\0')) throw new ReadRefused({ code: 'not-text' });
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
};
