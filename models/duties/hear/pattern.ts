import { isSlotKind, SLOT_KINDS } from '../slots/kinds.ts';
import { asHeard } from './cantonese.ts';
import { type Chain, chainsOf, cuesOf } from './cues.ts';

/** Marks past which a gap does not reach. */
const GAP = '[^。!?;\\n…]';
const GAPS: Readonly<Record<string, string>> = {
  _: `(?:${GAP}{0,6}?)`,
  __: `(?:${GAP}{0,14}?)`,
  ___: `(?:${GAP}{0,28}?)`,
};

/** Repetition is bounded, so that a run of one word costs no square of its length: nobody says five fillers in a row. */
const WORDS_MAX = 5;
const LETTERS_MAX = 40;

export type Words = ReadonlyMap<string, readonly string[]>;

export interface Pattern {
  readonly source: string;
  /** Global: `lastIndex` is set before each use. */
  readonly regex: RegExp;
  /** A text that holds none of these holds no match. */
  readonly cues: readonly string[];
  /** The same more closely: strings that follow each other. */
  readonly chains: readonly Chain[];
}

/** 别 as a word of its own: not in 特别, 分别, 级别. */
const ALONE = /(?<![特区分个性识差类级辨])别(?![人家的])/g;
const NOT_WITHIN = '(?<![特区分个性识差类级辨])别';

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Latin words stand alone: "ip" is not in "ship". */
const wordSource = (raw: string): string => {
  const word = asHeard(raw);
  const head = /^[a-z]/.test(word) ? '(?<![a-z])' : '';
  const tail = /[a-z]$/.test(word) ? '(?![a-z])' : '';
  return `${head}${escaped(word).replaceAll('别', NOT_WITHIN)}${tail}`;
};

export const listSource = (list: readonly string[]): string =>
  `(?:${[...list]
    .sort((a, b) => b.length - a.length)
    .map(wordSource)
    .join('|')})`;

/** Lists longer than this are tried by their first characters. */
const LONG_LIST = 24;

interface Branch {
  isEnd: boolean;
  readonly next: Map<string, Branch>;
}

const branch = (): Branch => ({ isEnd: false, next: new Map() });

const branchSource = ({ isEnd, next }: Branch): string => {
  const parts = [...next].map(
    ([char, one]) => (char === '别' ? NOT_WITHIN : escaped(char)) + branchSource(one),
  );
  if (parts.length === 0) return '';
  const all = parts.length === 1 && !isEnd ? (parts[0] as string) : `(?:${parts.join('|')})`;
  return isEnd ? `${all}?` : all;
};

const treeSource = (words: readonly string[]): string => {
  const root = branch();
  for (const word of words.map(asHeard)) {
    let at = root;
    for (const char of word) {
      const next = at.next.get(char) ?? branch();
      at.next.set(char, next);
      at = next;
    }
    at.isEnd = true;
  }
  const first = [...root.next.keys()].map((char) => escaped(char)).join('');
  return `(?=[${first}])${branchSource(root)}`;
};

/** The same language as `listSource`, the longest word first too, and quick for long lists: most places fail at one look. */
export const quickListSource = (list: readonly string[]): string => {
  if (list.length <= LONG_LIST) return listSource(list);
  const groups = new Map<string, string[]>();
  for (const word of list) {
    const key = `${/^[a-z]/.test(word) ? 'w' : ''}-${/[a-z]$/.test(word) ? 'w' : ''}`;
    groups.set(key, [...(groups.get(key) ?? []), word]);
  }
  const sources = [...groups].map(([key, words]) => {
    const head = key.startsWith('w') ? '(?<![a-z])' : '';
    const tail = key.endsWith('w') ? '(?![a-z])' : '';
    return `${head}${treeSource(words)}${tail}`;
  });
  return `(?:${sources.join('|')})`;
};

const kindSource = (names: string): string => {
  const kinds = names.split('|').map((name) => {
    if (!isSlotKind(name))
      throw new Error(`unknown slot {${name}}; known are ${Object.keys(SLOT_KINDS).join(', ')}`);
    return SLOT_KINDS[name];
  });
  return kinds.length === 1 ? (kinds[0] as string) : `(?:${kinds.join('|')})`;
};

const expand = (source: string, words: Words, listed: (list: readonly string[]) => string): string =>
  source
    .replace(/\{([a-z|]+)\}/g, (_, names: string) => kindSource(names))
    .replace(ALONE, NOT_WITHIN)
    .replace(/_{1,3}/g, (gap) => GAPS[gap] as string)
    .replace(/([)\]])([*+])/g, (_, closing: string, sign: string) => {
      const most = closing === ')' ? WORDS_MAX : LETTERS_MAX;
      return `${closing}{${sign === '+' ? 1 : 0},${most}}`;
    })
    .replace(/(?<!\(\?)<([a-z][a-z-]*)>/g, (_, name: string) => {
      const list = words.get(name);
      if (!list) throw new Error(`unknown list <${name}>`);
      return listed(list);
    });

/**
 * Compiles a pattern of a pack for typed text: a regular expression in which `{duration|date}` stands for a slot, `<list>` for
 * a word of a list, and `_`, `__`, `___` for up to 6, 14, 28 units of anything within the sentence.
 * @throws Error naming an unknown slot or list, what is wrong with the expression, or that nothing in it must be there.
 */
export const compilePattern = (source: string, words: Words): Pattern => {
  const read = asHeard(source);
  const expanded = expand(read, words, listSource);
  const cues = cuesOf(expanded);
  if (!cues) throw new Error(`pattern ${source} could match anything: no word or slot of it must be there`);
  const chains = chainsOf(expanded);
  const isSure = chains.every(({ length }) => length > 0);
  return {
    source,
    regex: new RegExp(expand(read, words, quickListSource), 'g'),
    cues,
    chains: isSure ? chains : [[{ words: cues, rest: Number.POSITIVE_INFINITY, after: 0 }]],
  };
};
