import { type Chain, surestOf } from './cues.ts';
import { createWordFinder } from './finder.ts';

/** What of one text stands where: which expressions are worth trying on it. */
export interface Scan {
  /** Reads a text in one pass; what is asked next is of this text. */
  read(text: string): void;
  /**
   * The expressions of the wanted subjects (1) that the text may hold a match of which ends past `from`, by their numbers.
   */
  called(from: number, wanted: Uint8Array): readonly number[];
  /** Whether the text may hold a match of an expression. */
  holds(expression: number): boolean;
  /** The given subjects in the order in which the text first holds a word of each; without those of which it holds none. */
  inOrder(subjects: ReadonlySet<number>): readonly number[];
}

/** Collects what is looked for. */
export interface ScanBuilder {
  /** @param subject of one that is called when its text comes; others are only asked for. @returns its number. */
  expression(chains: readonly Chain[], subject?: number): number;
  /** Words by which a text may be about a subject. */
  subject(number: number, words: readonly string[]): void;
  build(): Scan;
}

/** Several lists as one, each from its start up to the next one's. */
interface Lists {
  readonly starts: Int32Array;
  readonly items: Int32Array;
}

const listsOf = (lists: readonly (readonly number[])[]): Lists => {
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((list, at) => {
    starts[at + 1] = (starts[at] as number) + list.length;
  });
  return { starts, items: Int32Array.from(lists.flat()) };
};

interface Tables {
  readonly words: readonly string[];
  /** Of each word: the links that are to be known as soon as it is found, and the subjects that it is of. */
  readonly linksOf: Lists;
  readonly subjectsOf: Lists;
  /** Of each link that is looked up only when it is asked for: its words. */
  readonly wordsOf: readonly (readonly number[] | null)[];
  /** Of each link: the chains that are looked at when it is there. */
  readonly calledBy: Lists;
  /**
   * Of each chain: its expression, its subject, how far a match reaches past the start of the last link; then by twos each link,
   * and how many units at most lie between its start and the start of the one before it.
   */
  readonly chains: Lists;
  /** Of each expression: its chains. */
  readonly chainsOf: Lists;
}

const HEAD = 3;
/** Past any text. */
const FAR = 0x3fffffff;

/**
 * Where words or links stand in the text of a round, by fours, so that they lie together: the round in which it was noted (in an
 * earlier one it is not there), its first and last place, and where its list begins.
 */
const SEEN = 0;
const FIRST = 1;
const LAST = 2;
const LIST = 3;

const placesOf = (size: number, starts?: Int32Array): Int32Array => {
  const places = new Int32Array(4 * (size + 1));
  starts?.forEach((start, at) => {
    places[4 * at + LIST] = start;
  });
  return places;
};

/** Rounds begin anew before they outgrow their place. */
const ROUNDS_MAX = 0x3fffffff;

const createScan = (tables: Tables): Scan => {
  const { linksOf, subjectsOf, wordsOf, calledBy, chains, chainsOf } = tables;
  const finder = createWordFinder(tables.words);
  const word = placesOf(tables.words.length, linksOf.starts);
  const link = placesOf(wordsOf.length);
  const linkItems = linksOf.items;
  let round = 0;
  const seenWords = new Int32Array(tables.words.length);
  const seenLinks = new Int32Array(wordsOf.length);
  let words = 0;
  let links = 0;

  const note = (number: number, at: number): void => {
    const place = 4 * number;
    word[place + LAST] = at;
    if (word[place + SEEN] !== round) {
      word[place + SEEN] = round;
      word[place + FIRST] = at;
      seenWords[words++] = number;
    }
    const until = word[place + 4 + LIST] as number;
    for (let k = word[place + LIST] as number; k < until; k++) {
      const one = linkItems[k] as number;
      link[4 * one + LAST] = at;
      if (link[4 * one + SEEN] === round) continue;
      link[4 * one + SEEN] = round;
      link[4 * one + FIRST] = at;
      seenLinks[links++] = one;
    }
  };

  /** Whether a link is there; it is looked up once in a text. */
  const isLinkThere = (one: number): boolean => {
    if (link[4 * one + SEEN] === round) return link[4 * one + LAST] !== -1;
    const set = wordsOf[one];
    if (!set) return false;
    let first = FAR;
    let last = -1;
    for (let k = 0; k < set.length; k++) {
      const place = 4 * (set[k] as number);
      if (word[place + SEEN] !== round) continue;
      first = Math.min(first, word[place + FIRST] as number);
      last = Math.max(last, word[place + LAST] as number);
    }
    link[4 * one + SEEN] = round;
    link[4 * one + FIRST] = first;
    link[4 * one + LAST] = last;
    return last !== -1;
  };

  /** Whether each link is there, after the one before it and not too far from that. */
  const isThere = (chain: number, from: number): boolean => {
    const { starts, items } = chains;
    const until = starts[chain + 1] as number;
    const begin = starts[chain] as number;
    let first = -1;
    let last = -FAR;
    for (let k = begin + HEAD; k < until; k += 2) {
      const one = items[k] as number;
      if (!isLinkThere(one)) return false;
      const at = link[4 * one + LAST] as number;
      const begins = link[4 * one + FIRST] as number;
      if (at <= first || begins - last > (items[k + 1] as number)) return false;
      first = Math.max(first, begins);
      last = at;
    }
    return last + (items[begin + 2] as number) > from;
  };

  return {
    read(text) {
      if (round === ROUNDS_MAX) {
        for (let at = SEEN; at < word.length; at += 4) word[at] = 0;
        for (let at = SEEN; at < link.length; at += 4) link[at] = 0;
        round = 0;
      }
      round++;
      words = 0;
      links = 0;
      finder.find(text, note);
    },
    called(from, wanted) {
      const found: number[] = [];
      for (let k = 0; k < links; k++) {
        const one = seenLinks[k] as number;
        const until = calledBy.starts[one + 1] as number;
        for (let j = calledBy.starts[one] as number; j < until; j++) {
          const chain = calledBy.items[j] as number;
          const begin = chains.starts[chain] as number;
          if (wanted[chains.items[begin + 1] as number] !== 1 || !isThere(chain, from)) continue;
          const expression = chains.items[begin] as number;
          if (!found.includes(expression)) found.push(expression);
        }
      }
      return found.length > 1 ? found.sort((a, b) => a - b) : found;
    },
    holds(expression) {
      const until = chainsOf.starts[expression + 1] as number;
      for (let k = chainsOf.starts[expression] as number; k < until; k++)
        if (isThere(chainsOf.items[k] as number, -1)) return true;
      return false;
    },
    inOrder(subjects) {
      const found = new Set<number>();
      for (let k = 0; k < words && found.size < subjects.size; k++) {
        const number = seenWords[k] as number;
        const until = subjectsOf.starts[number + 1] as number;
        for (let j = subjectsOf.starts[number] as number; j < until; j++) {
          const subject = subjectsOf.items[j] as number;
          if (subjects.has(subject)) found.add(subject);
        }
      }
      return [...found];
    },
  };
};

const within = (units: number): number => Math.min(units, FAR);

/** How far the start of a link may lie from the start of the one before it. */
const reachOf = (rest: number | undefined, after: number): number =>
  rest === undefined || !Number.isFinite(rest) || !Number.isFinite(after) ? 2 * FAR : within(rest - after);

/** A link of more words is noted as they are found: to look them all up would take longer. */
const LOOKED_UP_MAX = 48;
const NOBODY = -1;

export const createScanBuilder = (): ScanBuilder => {
  const words = new Map<string, number>();
  const subjectsOf: number[][] = [];
  const links = new Map<string, number>();
  const wordsOf: number[][] = [];
  const calledBy: number[][] = [];
  const chains: number[][] = [];
  const chainsOf: number[][] = [];

  const wordOf = (text: string): number => {
    const known = words.get(text);
    if (known !== undefined) return known;
    subjectsOf.push([]);
    words.set(text, words.size);
    return words.size - 1;
  };

  const linkOf = (set: readonly string[]): number => {
    const key = set.join('\n');
    const known = links.get(key);
    if (known !== undefined) return known;
    calledBy.push([]);
    links.set(key, links.size);
    return wordsOf.push(set.map(wordOf)) - 1;
  };

  /** Notes a chain. @returns its number. */
  const enlist = (chain: Chain, expression: number, subject: number): number => {
    const numbers = chain.map((one) => linkOf(one.words));
    const rest = within(chain.at(-1)?.rest ?? FAR);
    const steps = chain.flatMap(({ after }, k) => [numbers[k] as number, reachOf(chain[k - 1]?.rest, after)]);
    const number = chains.push([expression, subject, rest, ...steps]) - 1;
    if (subject !== NOBODY) calledBy[numbers[surestOf(chain)] as number]?.push(number);
    return number;
  };

  return {
    expression(all, subject = NOBODY) {
      const expression = chainsOf.length;
      chainsOf.push(all.map((chain) => enlist(chain, expression, subject)));
      return expression;
    },
    subject(number, set) {
      for (const word of set) {
        const known = subjectsOf[wordOf(word)] as number[];
        if (known.at(-1) !== number) known.push(number);
      }
    },
    build() {
      const linksOf = subjectsOf.map((): number[] => []);
      const lookedUp = wordsOf.map((set, link) => {
        if (calledBy[link]?.length === 0 && set.length <= LOOKED_UP_MAX) return set;
        for (const word of set) linksOf[word]?.push(link);
        return null;
      });
      return createScan({
        words: [...words.keys()],
        linksOf: listsOf(linksOf),
        subjectsOf: listsOf(subjectsOf),
        wordsOf: lookedUp,
        calledBy: listsOf(calledBy),
        chains: listsOf(chains),
        chainsOf: listsOf(chainsOf),
      });
    },
  };
};
