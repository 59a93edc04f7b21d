import { buildTables, DROP, SLOW } from '../../text/normalise/tables.ts';
import { type Edit, figureEdits } from '../slots/figures.ts';
import { foldWords, keptWords, withCantonese } from './cantonese.ts';
import { withTerms } from './misheard.ts';

/** A sentence made ready once for all that is asked of it. */
export interface Prepared {
  /** As it came. */
  readonly original: string;
  /** Simplified, half width, lower case, Cantonese words as the written language has them; marks and spaces stay. */
  readonly folded: string;
  /** The folded text with spoken numbers as figures: 保质期18个月, 19块9 3斤, 1.5升, 80%, 3~4个. */
  readonly figures: string;
  /** Start in the original of each unit of `figures`. */
  readonly starts: ArrayLike<number>;
  /** End in the original of each unit of `figures`. */
  readonly ends: ArrayLike<number>;
}

export type Prepare = (text: string) => Prepared;

/** Most units of a text that are read: presenters do not say more in one line, and a pasted page holds no speech. */
const UNITS_MAX = 4_000;
/** A slow unit folds to at most this many: the longest NFKC form. */
const EXPANSION_MAX = 18;

const IDENTITY = Uint32Array.from({ length: UNITS_MAX + 1 }, (_, at) => at);
const IDENTITY_ENDS = IDENTITY.subarray(1);

interface Spans {
  readonly text: string;
  readonly starts: ArrayLike<number>;
  readonly ends: ArrayLike<number>;
}

const foldSlowUnit = (char: string): string => {
  if (/\p{M}/u.test(char)) return '';
  return /\p{Extended_Pictographic}/u.test(char) ? ' ' : char.normalize('NFKC').toLowerCase();
};

const codesToText = (codes: Uint16Array): string =>
  String.fromCharCode.apply(null, codes as unknown as number[]);

/** Where a unit is dropped or folds to several: with the way back. */
const foldWithOffsets = (text: string, table: Uint16Array): Spans => {
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = '';
  for (let at = 0; at < text.length; at++) {
    const unit = table[text.charCodeAt(at)] as number;
    if (unit === DROP) continue;
    const char = unit === SLOW ? String.fromCodePoint(text.codePointAt(at) as number) : '';
    const to = unit === SLOW ? foldSlowUnit(char).slice(0, EXPANSION_MAX) : String.fromCharCode(unit);
    const end = at + (char.length || 1);
    for (let k = 0; k < to.length; k++) {
      starts.push(at);
      ends.push(end);
    }
    folded += to;
    at = end - 1;
  }
  return { text: folded, starts, ends };
};

const foldText = (text: string, table: Uint16Array, codes: Uint16Array): Spans => {
  for (let at = 0; at < text.length; at++) {
    const unit = table[text.charCodeAt(at)] as number;
    if (unit === DROP || unit === SLOW) return foldWithOffsets(text, table);
    codes[at] = unit;
  }
  return { text: codesToText(codes.subarray(0, text.length)), starts: IDENTITY, ends: IDENTITY_ENDS };
};

const applyEdits = (from: Spans, edits: readonly Edit[]): Spans => {
  if (edits.length === 0) return from;
  const size = edits.reduce((sum, edit) => sum + edit.to.length, from.text.length);
  const starts = new Uint32Array(size);
  const ends = new Uint32Array(size);
  let text = '';
  let at = 0;
  let out = 0;
  const copyTo = (until: number): void => {
    text += from.text.slice(at, until);
    for (; at < until; at++, out++) {
      starts[out] = from.starts[at] as number;
      ends[out] = from.ends[at] as number;
    }
  };
  for (const edit of edits) {
    copyTo(edit.start);
    text += edit.to;
    const until = out + edit.to.length;
    starts.fill(from.starts[edit.start] as number, out, until);
    ends.fill(from.ends[edit.end - 1] as number, out, until);
    out = until;
    at = edit.end;
  }
  copyTo(from.text.length);
  return { text, starts, ends };
};

/** Makes the preparation; building its tables takes about 100 ms. Of a longer text only the first 4,000 units are read. */
export const createPrepare = (): Prepare => {
  const fold = withCantonese(buildTables().fold);
  const codes = new Uint16Array(UNITS_MAX);
  return (text) => {
    const read = text.length > UNITS_MAX ? text.slice(0, UNITS_MAX) : text;
    const spans = foldText(keptWords(read), fold, codes);
    const folded = { ...spans, text: withTerms(foldWords(spans.text)) };
    const { text: figures, starts, ends } = applyEdits(folded, figureEdits(folded.text));
    return { original: text, folded: folded.text, figures, starts, ends };
  };
};
