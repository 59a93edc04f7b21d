import type { Claim, Step } from '../../contract/claim.ts';
import type { Folded } from '../normalise/normalise.ts';

/** The speaker takes back something said; the worker finds the claim it points at. */
export interface Correction {
  /** UTF-16 offsets of the words that take back, and those words. */
  readonly start: number;
  readonly end: number;
  readonly words: string;
  /** The words that are taken back, where they are named (`最好`). */
  readonly of?: string;
}

const TAKES_BACK =
  /(刚才|前面|之前|上一句|那句).{0,16}(收回|说错|口误|不对|不准确|更正|纠正)|(说错了|口误|更正一下|纠正一下|我收回)|i (take|took) (that|it) back|i misspoke|let me correct/;
/** A withdrawal is a sentence; it is not looked for in the depth of a pasted page. */
const SEARCHED_UNITS = 2000;
/** A first look at the text as it came: almost every line ends here. */
const MAY_TAKE_BACK = /[错錯误誤]|收回|更正|[纠糾]正|misspoke|\bt(ake|ook)\b|correct/i;
export const mayTakeBack = (text: string): boolean => MAY_TAKE_BACK.test(text);
const NAMED = /[“"「『]([^”"」』]{1,20})[”"」』]|不(?:能|该|应该)说(?:是)?([^，。,]{1,12})/;

/** A withdrawal in the text (docs/exceptions.md, E20), or nothing. */
export const correctionIn = (text: string, folded: Folded): Correction | undefined => {
  const hit = TAKES_BACK.exec(text.slice(0, SEARCHED_UNITS));
  if (!hit) return undefined;
  const named = NAMED.exec(text.slice(0, SEARCHED_UNITS));
  const of = named?.[1] ?? named?.[2];
  const start = folded.starts[hit.index] as number;
  const end = folded.ends[hit.index + hit[0].length - 1] as number;
  return { start, end, words: folded.text.slice(start, end), ...(of ? { of } : {}) };
};

/** A claim inside the words that take it back is being unsaid, not said (docs/exceptions.md, E20). */
export const withdrawn = (claim: Claim, correction: Correction | undefined): Claim => {
  if (!correction || claim.start < correction.start || claim.end > correction.end) return claim;
  const step: Step = {
    id: 'correction',
    outcome: 'clear',
    words: [correction.words],
    zh: '这句话是在收回之前的说法',
    en: 'The sentence takes back what was said before',
  };
  const { need: _need, ...rest } = claim;
  return { ...rest, verdict: 'exempt', steps: [...claim.steps, step] };
};
