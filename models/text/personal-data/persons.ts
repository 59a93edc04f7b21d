/** Health and age of a named person, by the words of one who tells of it (个人信息保护法 28). */
export interface PersonPattern {
  readonly kind: 'health' | 'minor';
  readonly pattern: RegExp;
  readonly group: number;
  readonly accept?: (match: RegExpExecArray) => boolean;
}

const NUMBER = '(?:\\d{1,3}|[零一二两兩三四五六七八九十百]{1,4})';
/** Whose it is: general advice (孕28周以后可用) is about nobody. */
const WHO =
  '(?:我|咱|俺|本人|她|(?:我|他|她|你)的?(?:老婆|[爱愛]人|媳[妇婦]|太太|姐姐?|妹妹?|[闺閨]蜜|[儿兒]媳|女朋友|嫂子))';
const CHILD =
  '(?:女[儿兒]|[儿兒]子|[闺閨]女|囡囡|孩子|小孩|小朋友|[宝寶]{1,2}|娃娃?|妹妹|弟弟|外甥女?|侄[女子儿兒]|[孙孫](?:女|子))';
const SIZE = `(?:[，,、\\s]*(?:身高|高|[体體]重|重)\\s?(?:是|有|大概)?\\s?${NUMBER}(?:\\.\\d)?(?:米${NUMBER}?)?\\s?(?:cm|CM|厘米|公分|斤|公斤|kg|KG)?)*`;

/** Under this a person is a minor (未成年人保护法 2). */
const ADULT_YEARS = 18;
const TENS = '零一二三四五六七八九十';
const yearsOf = (words: string): number => {
  if (/^\d/.test(words)) return Number(words);
  const [tens, ones] = words.includes('十') ? words.split('十') : ['零', words];
  const digit = (char: string | undefined, absent: number): number =>
    char ? Math.max(0, TENS.indexOf(char.replace(/[两兩]/, '二'))) : absent;
  return digit(tens, 1) * 10 + digit(ones, 0);
};
const isMinor = (match: RegExpExecArray): boolean => yearsOf(match[2] ?? '99') < ADULT_YEARS;

export const PERSON_PATTERNS: readonly PersonPattern[] = [
  {
    kind: 'health',
    pattern: new RegExp(
      `${WHO}(?:[现現]在|目前|今天|[刚剛]|已[经經]|都|也|是)*((?:[怀懷]?孕|[怀懷]了?)\\s?(?:了|已[经經]|快|有|大概|到)*\\s?${NUMBER}\\s?(?:周|週|[个個]多?月|月)(?:\\+?\\d)?)`,
      'g',
    ),
    group: 1,
  },
  {
    kind: 'health',
    pattern:
      /\b(?:i'?m|i am|my (?:wife|sister|friend|daughter|girlfriend)(?:'s| is)|she'?s|she is) (?:now |about |already |almost )*(\d{1,2} (?:weeks?|months?) (?:pregnant|along))/gi,
    group: 1,
  },
  {
    kind: 'minor',
    pattern: new RegExp(
      `(?:我|咱|俺|她|他)(?:[们們])?(?:家|的)?(?:大|小|二)?(${CHILD}(?:今年|[现現]在|已[经經]|[刚剛才快]|是|有|都)*\\s?(${NUMBER})\\s?(?:周|週)?[岁歲](?:半|多)?${SIZE})`,
      'g',
    ),
    group: 1,
    accept: isMinor,
  },
  {
    kind: 'minor',
    pattern:
      /\bmy (?:little |older |younger |eldest )?((?:daughter|son|kid|child|boy|girl|niece|nephew|grand(?:son|daughter))(?: is|'s| just turned| turned) (\d{1,2})(?: years? old| yo)?(?:[, ]+(?:and )?(?:is |she'?s |he'?s |height )?\d{2,3} ?cm)?)\b/gi,
    group: 1,
    accept: isMinor,
  },
  {
    kind: 'minor',
    pattern: /\bmy ((\d{1,2})[- ]years?[- ]old(?: (?:daughter|son|kid|child|boy|girl|niece|nephew))?)\b/gi,
    group: 1,
    accept: isMinor,
  },
];
