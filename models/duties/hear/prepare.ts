import { buildTables, DROP, SLOW } from '../../text/normalise/tables.ts';
import { type Edit, figureEdits } from '../slots/figures.ts';

/** A sentence made ready once for all that is asked of it. */
export interface Prepared {
  /** As it came. */
  readonly original: string;
  /** Simplified, half width, lower case; marks and spaces stay. */
  readonly folded: string;
  /** The folded text with spoken numbers as figures: 保质期18个月, 19块9 3斤, 1.5升, 80%, 3~4个. */
  readonly figures: string;
  /** Start in the original of each unit of `figures`. */
  readonly starts: ArrayLike<number>;
  /** End in the original of each unit of `figures`. */
  readonly ends: ArrayLike<number>;
}

export type Prepare = (text: string) => Prepared;

interface Spans {
  readonly text: string;
  readonly starts: number[];
  readonly ends: number[];
}

/** Longest tail of a text that is looked at: presenters do not say more in one line, and a pasted page holds no speech. */
const UNITS_MAX = 4_000;

const foldSlowUnit = (char: string): string => {
  if (/\p{M}/u.test(char)) return '';
  const plain = char.normalize('NFKC').toLowerCase();
  return /\p{Extended_Pictographic}/u.test(char) ? ' ' : plain;
};

const foldText = (text: string, table: Uint16Array): Spans => {
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = '';
  for (let at = 0; at < text.length; at++) {
    const unit = table[text.charCodeAt(at)] as number;
    if (unit === DROP) continue;
    if (unit !== SLOW) {
      folded += String.fromCharCode(unit);
      starts.push(at);
      ends.push(at + 1);
      continue;
    }
    const char = String.fromCodePoint(text.codePointAt(at) as number);
    for (const part of foldSlowUnit(char)) {
      folded += part[0];
      starts.push(at);
      ends.push(at + char.length);
    }
    at += char.length - 1;
  }
  return { text: folded, starts, ends };
};

const applyEdits = (from: Spans, edits: readonly Edit[]): Spans => {
  if (edits.length === 0) return from;
  const starts: number[] = [];
  const ends: number[] = [];
  let text = '';
  let at = 0;
  const copyTo = (until: number): void => {
    text += from.text.slice(at, until);
    for (; at < until; at++) {
      starts.push(from.starts[at] as number);
      ends.push(from.ends[at] as number);
    }
  };
  for (const edit of edits) {
    copyTo(edit.start);
    text += edit.to;
    const start = from.starts[edit.start] as number;
    const end = from.ends[edit.end - 1] as number;
    for (let k = 0; k < edit.to.length; k++) {
      starts.push(start);
      ends.push(end);
    }
    at = edit.end;
  }
  copyTo(from.text.length);
  return { text, starts, ends };
};

/** Makes the preparation; building its tables takes about 100 ms. Of a text past 4,000 units only the first 4,000 are read. */
export const createPrepare = (): Prepare => {
  const { fold } = buildTables();
  return (text) => {
    const folded = foldText(text.length > UNITS_MAX ? text.slice(0, UNITS_MAX) : text, fold);
    const { text: figures, starts, ends } = applyEdits(folded, figureEdits(folded.text));
    return { original: text, folded: folded.text, figures, starts, ends };
  };
};
