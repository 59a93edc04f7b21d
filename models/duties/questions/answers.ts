import { askedDuties } from './asks.ts';

/** A question that a host reads out before answering it. */
export interface ReadBack {
  readonly duties: readonly string[];
  /** UTF-16 in the text as it came: where the answer begins; the text's end where none follows. */
  readonly answerFrom: number;
}

/** A question that is read back stands at the beginning. */
const QUESTION_UNITS_MAX = 60;
/** Each of them is tried: a bound on the work of one line. */
const CUTS_MAX = 8;
const CUT = /[吗嗎嘛么麼呢啊呀哦喔吧?？,，。!！;；]+|\.(?=\s|$)/g;

const cutsOf = (text: string): number[] => {
  const cuts: number[] = [];
  for (const match of text.slice(0, QUESTION_UNITS_MAX).matchAll(CUT)) {
    cuts.push(match.index + match[0].length);
    if (cuts.length === CUTS_MAX) break;
  }
  if (cuts.at(-1) !== text.length && text.length <= QUESTION_UNITS_MAX) cuts.push(text.length);
  return cuts;
};

/**
 * Whether the host's line begins with a viewer's question read back (保质期多久啊十八个月), and where the answer begins: what
 * stands in the question is no statement, and a short answer is understood by it. Null for lines that do not ask.
 */
export const readBack = (text: string): ReadBack | null => {
  for (const cut of cutsOf(text)) {
    const duties = askedDuties(text.slice(0, cut));
    if (duties.length > 0) return { duties, answerFrom: cut };
  }
  return null;
};
