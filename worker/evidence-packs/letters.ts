import { openSync } from 'fontkit';
import { fontFiles } from './drawing.ts';

/** Letters of one weight as outlines, so that a picture needs no font where it is drawn or seen. */
export interface Letters {
  /** Width of the text in pixels at this size. */
  width(text: string, size: number): number;
  /** Path data of the text, its baseline beginning at (x, y). */
  path(text: string, x: number, y: number, size: number): string;
}

interface Letter {
  readonly advance: number;
  readonly commands: readonly { readonly command: string; readonly args: readonly number[] }[];
}

const SVG: Readonly<Record<string, string>> = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
};
/** A tenth of a pixel: finer than any screen shows. */
const round = (value: number): number => Math.round(value * 10) / 10;

const openLetters = (file: string): Letters => {
  const font = openSync(file);
  if (!('glyphForCodePoint' in font)) throw new Error(`${file} is a collection of fonts`);
  const known = new Map<number, Letter>();
  const letter = (code: number): Letter => {
    const before = known.get(code);
    if (before) return before;
    const glyph = font.glyphForCodePoint(code);
    const made = { advance: glyph.advanceWidth / font.unitsPerEm, commands: glyph.path.commands };
    known.set(code, made);
    return made;
  };
  const codes = (text: string): number[] => [...text].map((one) => one.codePointAt(0) ?? 0);
  return {
    width: (text, size) => codes(text).reduce((sum, code) => sum + letter(code).advance * size, 0),
    path(text, x, y, size) {
      const scale = size / font.unitsPerEm;
      let at = x;
      const parts: string[] = [];
      for (const code of codes(text)) {
        const { advance, commands } = letter(code);
        for (const { command, args } of commands)
          parts.push(
            `${SVG[command] ?? ''}${args.map((value, i) => round(i % 2 === 0 ? at + value * scale : y - value * scale)).join(' ')}`,
          );
        at += advance * size;
      }
      return parts.join('');
    },
  };
};

export interface Alphabet {
  readonly regular: Letters;
  readonly bold: Letters;
}

/** Opens both weights; a tenth of a second each, once for all pictures of a pack. */
export const openAlphabet = (): Alphabet => {
  const { regular, bold } = fontFiles();
  return { regular: openLetters(regular), bold: openLetters(bold) };
};
