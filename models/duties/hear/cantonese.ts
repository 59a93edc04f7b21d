/**
 * Words of spoken Cantonese, each with the word of the written language that stands for it in as many units: then what is known
 * of one is known of the other. Folded.
 */
const PAIRS = [
  '唔不嘅的冇没喺在咗了佢它哋们嚟来畀给俾给睇看啲些㗎的嗰那搵找揾找係是咩啥乜啥両两',
  '边度哪里屋企家里钟意喜欢入面里面瞓觉睡觉叉电充电雪柜冰箱几多多少净系只有净是只有掹插拔插即系就是即是就是',
] as const;

const pairsOf = (all: string, size: number): [string, string][] =>
  Array.from({ length: all.length / size / 2 }, (_, at) => {
    const from = at * size * 2;
    return [all.slice(from, from + size), all.slice(from + size, from + size * 2)];
  });

const CHARS: readonly (readonly [string, string])[] = pairsOf(PAIRS[0], 1);
const WORDS: ReadonlyMap<string, string> = new Map(pairsOf(PAIRS[1], 2));
const GUARDED: Readonly<Record<string, string>> = { 不使: '不用', 而家: '现在' };
/** 唔使 says that there is no need; 不使用 and 然而家电 are other words. */
const ANY_WORD = new RegExp(`不使(?![用得])|而家(?![电具用居里庭长人])|${[...WORDS.keys()].join('|')}`, 'g');
const CHAR_OF: ReadonlyMap<string, string> = new Map(CHARS);
const ANY_CHAR = new RegExp(`[${CHARS.map(([from]) => from).join('')}]`, 'g');

/** A fold table that reads the characters as well. */
export const withCantonese = (fold: Uint16Array): Uint16Array => {
  const table = Uint16Array.from(fold);
  for (const [from, to] of CHARS) table[from.charCodeAt(0)] = to.charCodeAt(0);
  return table;
};

/** 關係 is no 係 that means 是. */
export const keptWords = (text: string): string =>
  text.includes('關係') ? text.replaceAll('關係', '關系') : text;

/** Words of two units in text whose characters are folded; its length stays. */
export const foldWords = (folded: string): string =>
  folded.replace(ANY_WORD, (word) => WORDS.get(word) ?? (GUARDED[word] as string));

/** The same of what is written to be looked for in such text. */
export const asHeard = (source: string): string =>
  foldWords(source.replace(ANY_CHAR, (char) => CHAR_OF.get(char) as string));
