import { isInWord } from './joins.ts';
import { type Folded, foldedText } from './normalise.ts';

/** As far as the words beside a gap are looked at, in units. */
const CHUNK_MAX = 12;
const BEFORE = /[\u3400-\u9fff]+$/;
const AFTER = /^[\u3400-\u9fff]+/;
const SPACES = /^\s+$/;

let segmenter: Intl.Segmenter | undefined;
const wordsOf = (chunk: string): Intl.Segments => {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return segmenter.segment(chunk);
};

/** Whether `at` of a chunk lies inside a word of it. */
const isInsideWord = (chunk: string, at: number): boolean => {
  const word = wordsOf(chunk).containing(at);
  return word !== undefined && word.index < at;
};

/**
 * Whether a hit is put together from the end of one word and the beginning of the next, with a space between that ends a clause:
 * 面料安全 网上下单 holds no 全网. What stands apart in a frame may, as no word of it runs over the space. A word that is itself written with a space (全网最 低价) ends or begins at its own edges, and
 * where single characters stand apart (全 网 最 低) no space ends anything.
 */
export const joinsClauses = (
  folded: Folded,
  start: number,
  end: number,
  isWord: (text: string) => boolean,
): boolean => {
  const { text, starts, ends } = folded;
  let words: string | undefined;
  for (let at = start + 1; at < end; at++) {
    const from = ends[at - 1] as number;
    const until = starts[at] as number;
    if (until <= from || !SPACES.test(text.slice(from, until))) continue;
    const before = BEFORE.exec(text.slice(Math.max(0, from - CHUNK_MAX), from))?.[0] ?? '';
    const after = AFTER.exec(text.slice(until, until + CHUNK_MAX))?.[0] ?? '';
    if (before.length < 2 || after.length < 2) continue;
    words ??= foldedText({ ...folded, codes: folded.codes.subarray(start, end), length: end - start });
    if (!isInWord(words, at - 1 - start, at + 1 - start, isWord)) continue;
    if (at - start === 1 && isInsideWord(before, before.length - 1)) return true;
    if (end - at === 1 && isInsideWord(after, 1)) return true;
  }
  return false;
};
