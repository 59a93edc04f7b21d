import type { TextContext } from '../judge.ts';
import type { Entry, Language } from '../lexicon/entry.ts';

/** The words around one candidate, folded; all offsets are those of `text`. */
export interface View {
  readonly text: string;
  readonly language: Language;
  readonly start: number;
  readonly end: number;
  readonly span: string;
  /** The sentence (to 。！？ or a line's end) before and after the span, at most {@link AROUND_MAX} units each. */
  readonly before: string;
  readonly after: string;
  /** The clause (to a comma or a spoken break) before and after the span. */
  readonly clauseBefore: string;
  readonly clauseAfter: string;
  /** What follows the sentence: where a quotation is adopted or a ban is winked at. */
  readonly next: string;
  readonly entry: Entry;
  readonly context: TextContext;
}

/** A sentence longer than this is speech without stops; words farther off decide nothing. */
export const AROUND_MAX = 60;
const NEXT_MAX = 40;

const SENTENCE = '。！？!?\n…';
const CLAUSE = '，,；;：:、';
const SPOKEN_BREAK =
  /啊|呢|嘛|哈|嗯|诶|欸|哎|对吧|好吧|是吧|对不对|我跟你[讲说]|就是说|然后|所以|但是|不过|反正|而是|只是|并且|而且|那么/g;

/** By code: 1 is one of the marks. Every character around every candidate is asked. */
type Marks = Uint8Array;
const marksOf = (marks: string): Marks => {
  const table = new Uint8Array(0x10000);
  for (let at = 0; at < marks.length; at++) table[marks.charCodeAt(at)] = 1;
  return table;
};
const SENTENCE_MARKS = { zh: marksOf(SENTENCE), en: marksOf(`${SENTENCE}.`) } as const;
const CLAUSE_MARKS = marksOf(CLAUSE);

const lastOf = (text: string, marks: Marks, from: number, floor: number): number => {
  for (let at = from - 1; at >= floor; at--) if (marks[text.charCodeAt(at)] === 1) return at + 1;
  return floor;
};
const firstOf = (text: string, marks: Marks, from: number, ceiling: number): number => {
  for (let at = from; at < ceiling; at++) if (marks[text.charCodeAt(at)] === 1) return at;
  return ceiling;
};

/** Cuts what stands around a span; `text` is the whole folded text. */
export const viewOf = (
  text: string,
  start: number,
  end: number,
  entry: Entry,
  context: TextContext,
): View => {
  const floor = Math.max(0, start - AROUND_MAX);
  const ceiling = Math.min(text.length, end + AROUND_MAX);
  const marks = SENTENCE_MARKS[entry.language];
  const sentenceStart = lastOf(text, marks, start, floor);
  const sentenceEnd = firstOf(text, marks, end, ceiling);
  const before = text.slice(sentenceStart, start);
  const after = text.slice(end, sentenceEnd);
  const clauseStart = lastOf(text, CLAUSE_MARKS, start, sentenceStart);
  let clauseBefore = text.slice(clauseStart, start);
  let clauseAfter = text.slice(end, firstOf(text, CLAUSE_MARKS, end, sentenceEnd));
  if (entry.language === 'zh') {
    const breaks = [...clauseBefore.matchAll(SPOKEN_BREAK)].at(-1);
    if (breaks) clauseBefore = clauseBefore.slice(breaks.index + breaks[0].length);
    const following = clauseAfter.search(SPOKEN_BREAK);
    if (following >= 0) clauseAfter = clauseAfter.slice(0, following + 1);
  }
  // The mark that ends the sentence belongs to what follows: it tells a question.
  const mark = text[sentenceEnd] ?? '';
  return {
    text,
    language: entry.language,
    start,
    end,
    span: text.slice(start, end),
    before,
    after: after + (sentenceEnd < ceiling ? mark : ''),
    clauseBefore,
    clauseAfter: clauseAfter + (end + clauseAfter.length === sentenceEnd ? mark : ''),
    next: text.slice(sentenceEnd + 1, sentenceEnd + 1 + NEXT_MAX),
    entry,
    context,
  };
};
