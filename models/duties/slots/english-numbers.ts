import type { Edit } from './figures.ts';

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
const VALUES: ReadonlyMap<string, number> = new Map([
  ...SMALL.map((word, value): [string, number] => [word, value]),
  ...TENS.map((word, at): [string, number] => [word, (at + 2) * 10]),
  ['thirtieth', 30],
  ...ORDINALS.map((word, at): [string, number] => [word, at + 1]),
]);
const SCALES: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['thousand', 1000],
  ['grand', 1000],
  ['million', 1e6],
]);
const CARDINAL = `${SMALL.join('|')}|${TENS.join('|')}|oh|hundred|thousand|grand|million`;
/** A longer run of number words is read off a list, not said of a product. */
const WORDS_MAX = 12;
const RUN = new RegExp(
  `\\b(?:an? (?=hundred|thousand|million))?(?:${CARDINAL})(?:(?: and |[ -])(?:${CARDINAL})\\b){0,${WORDS_MAX}}(?: point(?: (?:${SMALL.join('|')}|oh)){1,4})?\\b`,
  'gu',
);
const DAY = new RegExp(
  `(?<=\\b(?:january|february|march|april|may|june|july|august|september|october|november|december|the) )(?:(?:twenty|thirty)[ -])?(?:${ORDINALS.join('|')}|thirtieth)\\b`,
  'gu',
);
/** Words before which "one" is a pronoun. */
const PRONOUN_BEFORE =
  /(?:this|that|which|each|every|any|no|the|either|some|another|last|next|good|big|small|new|single|only|right|wrong|perfect|old|other|best) $/;
const YEAR_BEFORE =
  /(?:january|february|march|april|may|june|july|august|september|october|november|december|in|of|by|until|till|through|end|year|th|st|nd|rd|\d),? $/;

/** Whole numbers in the order in which they are said: "twenty four ninety nine" → 24, 99. */
const groupsOf = (words: readonly string[]): number[] => {
  const groups: number[] = [];
  let total = 0;
  let section = 0;
  let room = Number.POSITIVE_INFINITY;
  let open = false;
  const close = (): void => {
    if (open) groups.push(total + section);
    total = 0;
    section = 0;
    room = Number.POSITIVE_INFINITY;
    open = false;
  };
  for (const word of words) {
    const scale = SCALES.get(word);
    if (scale !== undefined) {
      if (scale === 100) section = (section || 1) * 100;
      else {
        total += (section || 1) * scale;
        section = 0;
      }
      room = scale;
    } else {
      const value = word === 'oh' ? 0 : (VALUES.get(word) as number);
      if (open && (value >= room || value === 0)) close();
      section += value;
      room = value >= 20 ? 10 : value >= 1 ? 1 : 0;
    }
    open = true;
  }
  close();
  return groups;
};

/** "oh six twenty twenty-seven": a month as it is printed. */
const printedMonth = (groups: readonly number[]): string | null => {
  const [month = 0, century, year = 0, ...more] = groups[0] === 0 ? groups.slice(1) : groups;
  if (groups[0] === 0 && groups.length === 3 && century !== undefined && century >= 24 && century < 40)
    return `${String(month).padStart(2, '0')}/20${century}`;
  if (century !== 20 || year < 20 || year >= 40 || more.length > 0 || month < 1 || month > 12) return null;
  return `${String(month).padStart(2, '0')}/20${year}`;
};

const joinGroups = (groups: readonly number[], before: string): string => {
  const [first = 0, second, ...rest] = groups;
  if (second === undefined) return String(first);
  const printed = groups.length > 2 ? printedMonth(groups) : null;
  if (printed !== null) return printed;
  const isTwo = rest.length === 0 && second < 100;
  if (
    isTwo &&
    (first === 20 || first === 19) &&
    (YEAR_BEFORE.test(before) || (first === 20 && second >= 20 && second < 40))
  )
    return `${first}${String(second).padStart(2, '0')}`;
  if (isTwo && second >= 10) return `${first}.${second}`;
  if (groups.every((group) => group < 10)) return groups.join('');
  return groups.join(' ');
};

const figureOf = (run: string, before: string): string => {
  const [whole = '', fraction] = run.split(' point ');
  const words = whole.split(/ and |[ -]/).filter((word) => word !== 'a' && word !== 'an');
  const figure = joinGroups(groupsOf(words), before);
  if (fraction === undefined) return figure;
  return `${figure}.${groupsOf(fraction.split(' ')).join('')}`;
};

const suffix = (value: number): string =>
  value % 10 === 1 && value !== 11
    ? 'st'
    : value % 10 === 2 && value !== 12
      ? 'nd'
      : value % 10 === 3 && value !== 13
        ? 'rd'
        : 'th';

const dayFigure = (run: string): string => {
  const value = run.split(/[ -]/).reduce((sum, word) => sum + (VALUES.get(word) as number), 0);
  return `${value}${suffix(value)}`;
};

const AND_A_HALF = ' and a half';

/** Every word that can begin a number: looking words up is far quicker than trying the expressions at each letter. */
const STARTERS = new Set([...VALUES.keys(), ...SCALES.keys(), 'oh']);

/** Whether a folded text holds a word of number at all. */
const hasNumberWord = (folded: string): boolean => {
  let from = -1;
  for (let at = 0; at <= folded.length; at++) {
    const code = at < folded.length ? folded.charCodeAt(at) : 0;
    const isLetter = code >= 97 && code <= 122;
    if (isLetter && from < 0) from = at;
    else if (!isLetter && from >= 0) {
      if (at - from > 1 && STARTERS.has(folded.slice(from, at))) return true;
      from = -1;
    }
  }
  return false;
};

/** Figures for the English numbers of a folded text: "twenty four ninety nine" → 24.99, "august twenty twenty-seven" → august 2027. */
export const englishEdits = (folded: string): Edit[] => {
  if (!hasNumberWord(folded)) return [];
  const edits: Edit[] = [];
  for (const { 0: run, index } of folded.matchAll(RUN)) {
    const before = folded.slice(Math.max(0, index - 12), index);
    if (run === 'oh' || (run === 'one' && PRONOUN_BEFORE.test(before)) || run === 'grand') continue;
    const figure = figureOf(run, before);
    const isAndHalf = /^\d+$/.test(figure) && folded.startsWith(AND_A_HALF, index + run.length);
    const end = index + run.length + (isAndHalf ? AND_A_HALF.length : 0);
    edits.push({ start: index, end, to: isAndHalf ? `${figure}.5` : figure });
  }
  const days: Edit[] = [];
  for (const { 0: run, index } of folded.matchAll(DAY))
    days.push({ start: index, end: index + run.length, to: dayFigure(run) });
  if (days.length === 0) return edits;
  const kept = edits.filter((edit) => !days.some((day) => day.start < edit.end && edit.start < day.end));
  return [...kept, ...days].sort((a, b) => a.start - b.start);
};
