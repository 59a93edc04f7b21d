import type { Ledger, ProductEntry } from '../ledger/ledger.ts';
import { alsoCalled } from './called.ts';

/** Words of a product's name by which a sentence means it, folded. */
export interface Names {
  readonly id: string;
  readonly words: readonly string[];
  /** The number on its link, else its place among those introduced. */
  readonly label: number;
}

/** English words that name no product. */
const IDLE: ReadonlySet<string> = new Set([
  'the',
  'and',
  'for',
  'with',
  'set',
  'pack',
  'new',
  'pro',
  'of',
  'in',
]);
/** Characters that end product names of every kind, or name what other things are made of: no product is meant by them alone. */
const IDLE_CHARS = /[装裝款盒瓶袋包组組套件用版大小新号號的糖粉盐头器品]/u;
/** Parts of a long name beyond this add nothing. */
const WORDS_MAX = 24;

/** What the last part of an English compound is called by itself: the buds, the brush. */
const TAILS =
  /[a-z]{3,}?(buds|phones|brush|paste|pot|board|band|watch|light|lamp|bag|coat|shirt|pants|shoes|boots|bottle|mug|knife|mat|cloth|towel|balm|dryer|washer|cleaner|maker|cooker|fryer|grinder|blender|holder|stand|cake|bread|sauce|berries|nuts|butter|chips|pods|bank)$/;

const partsOf = (name: string): string[] => {
  const words: string[] = [];
  for (const [run] of name.matchAll(/[\p{Script=Han}]+/gu)) {
    if (run.length >= 2) words.push(run);
    for (let size = 3; size >= 2; size -= 1)
      for (let at = 0; at + size <= run.length; at += 1) words.push(run.slice(at, at + size));
    const last = run.at(-1) ?? '';
    if (!IDLE_CHARS.test(last)) words.push(last);
  }
  // A letter belongs to the word: t恤, u型枕, k金.
  for (const [word] of name.matchAll(/(?<![a-z0-9])[a-z]\p{Script=Han}{1,3}/gu))
    words.push(word, word.slice(0, 2));
  for (const [word] of name.matchAll(/[a-z][a-z-]{2,}/g))
    if (!IDLE.has(word)) {
      words.push(word.replace(/(?<=...)s$/, ''));
      const tail = TAILS.exec(word)?.[1];
      if (tail) words.push(tail);
    }
  const phrase = /[a-z][a-z-]* [a-z][a-z-]{2,}$/.exec(name)?.[0].replace(/(?<=...)s$/, '');
  if (phrase !== undefined) words.push(phrase);
  return [...new Set(words)].slice(0, WORDS_MAX);
};

/** Whether a word is what the name says that the product is: honey of garden honey, not of honey mustard. */
const isHead = (name: string, word: string): boolean => {
  const stem = name.trim().replace(/(?<=[a-z]{3})s$/, '');
  return word.length > 1 && stem.endsWith(word) && !/[a-z]/.test(stem.at(-word.length - 1) ?? '');
};

/** Where it stands, once the host has said so. */
const SIDE_WORDS = {
  left: ['左手', '左边', '左侧', 'left'],
  right: ['右手', '右边', '右侧', 'right'],
} as const;

/** Of several products, the words that only one of them has; what they share names none of them. */
export const distinctNames = (
  products: readonly (readonly [id: string, product: ProductEntry])[],
  fold: (text: string) => string,
): readonly Names[] => {
  const folded = products.map(([, { name = '', aliases = [] }]) => [name, ...aliases].map(fold).join(' '));
  const own = folded.map(partsOf);
  // Another everyday name is no name where another product has it for its own.
  const parts = own.map((words, i) => {
    const isFree = (word: string): boolean => folded.every((name, j) => j === i || !name.includes(word));
    return [...new Set([...words, ...alsoCalled(folded[i] ?? '').filter(isFree)])];
  });
  const counts = new Map<string, number>();
  for (const words of parts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const heads = products.map(([, { name = '' }]) => fold(name));
  const isOwnHead = (word: string, i: number): boolean =>
    heads.every((name, j) => isHead(name, word) === (j === i));
  const isDistinct = (word: string, i: number): boolean =>
    (counts.get(word) === 1 || isOwnHead(word, i)) &&
    (word.length > 1 || products.every(([, { name = '' }], j) => j === i || !fold(name).includes(word)));
  return products.map(([id, { linkNo, order, side }], i) => ({
    id,
    label: linkNo ?? order,
    words: [
      ...(parts[i] ?? []).filter((word) => isDistinct(word, i)).sort((a, b) => b.length - a.length),
      ...(side ? SIDE_WORDS[side] : []),
    ],
  }));
};

const made = new WeakMap<Ledger['open'], readonly Names[]>();
/** The same by what it is made of: a product changes with every sentence, its name does not. */
let remade = new Map<string, readonly Names[]>();
/** Sets of names remembered: more than one worker's broadcasts show at once. */
const REMADE_MAX = 5_000;

/** The names of the products that are open; made once for each set of them. */
export const namesOf = (open: Ledger['open'], fold: (text: string) => string): readonly Names[] => {
  const known = made.get(open);
  if (known) return known;
  const products = Object.entries(open);
  let key = '';
  for (const [id, { name, linkNo, order, aliases, side }] of products)
    key += `${id}\n${name}\n${linkNo ?? order}\n${aliases?.join() ?? ''}\n${side ?? ''}\n`;
  let names = remade.get(key);
  if (!names) {
    names = distinctNames(products, fold);
    if (remade.size >= REMADE_MAX) remade = new Map();
    remade.set(key, names);
  }
  made.set(open, names);
  return names;
};
