/**
 * Words of spoken Cantonese, each with the word of the written language that stands for it in as many units: then what is known
 * of one is known of the other. Folded.
 */
const PAIRS = [
  '唔不嘅的冇没喺在咗了佢它哋们嚟来畀给俾给睇看啲些㗎的嗰那搵找揾找係是咩啥乜啥両两',
  '边度哪里屋企家里钟意喜欢入面里面瞓觉睡觉叉电充电雪柜冰箱几多多少净系只有净是只有掹插拔插即系就是即是就是千祈千万',
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

/** 唔好攬住, 咪掂: what must not be done; 唔好食 says that it tastes of nothing. */
const MAY_FORBID = /唔好|咪/;
const FORBIDS = /唔好(?![食睇意聽听用飲饮啦呀喎嘅啊㗎嘢，,。.!！?？\s]|$)/g;
const FORBIDS_SHORTLY = /(?<![貓猫])咪(?=[動动掂浸整攬揽摸開开拎放俾畀曬晒搽攞直掉焗])/g;
/** 關係 is no 係 that means 是; and two words of forbidding that lose themselves once the characters are folded. */
export const keptWords = (text: string): string => {
  const kept = text.includes('關係') ? text.replaceAll('關係', '關系') : text;
  return MAY_FORBID.test(kept) ? kept.replace(FORBIDS, '不要').replace(FORBIDS_SHORTLY, '别') : kept;
};

/** Words of two units in text whose characters are folded; its length stays. */
export const foldWords = (folded: string): string =>
  folded.replace(ANY_WORD, (word) => WORDS.get(word) ?? (GUARDED[word] as string));

/** The same of what is written to be looked for in such text. */
export const asHeard = (source: string): string =>
  foldWords(source.replace(ANY_CHAR, (char) => CHAR_OF.get(char) as string));
