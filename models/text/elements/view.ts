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
const SPOKEN_BREAK = /啊|呢|嘛|哈|然后|所以|但是|不过|反正|而是|只是|并且|而且|那么/g;

const lastOf = (text: string, marks: string, from: number, floor: number): number => {
  for (let at = from - 1; at >= floor; at--) if (marks.includes(text[at] as string)) return at + 1;
  return floor;
};
const firstOf = (text: string, marks: string, from: number, ceiling: number): number => {
  for (let at = from; at < ceiling; at++) if (marks.includes(text[at] as string)) return at;
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
  const marks = entry.language === 'en' ? `${SENTENCE}.` : SENTENCE;
  const sentenceStart = lastOf(text, marks, start, floor);
  const sentenceEnd = firstOf(text, marks, end, ceiling);
  const before = text.slice(sentenceStart, start);
  const after = text.slice(end, sentenceEnd);
  const clauseStart = lastOf(text, CLAUSE, start, sentenceStart);
  let clauseBefore = text.slice(clauseStart, start);
  let clauseAfter = text.slice(end, firstOf(text, CLAUSE, end, sentenceEnd));
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
