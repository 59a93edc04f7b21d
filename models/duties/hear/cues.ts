import { parseExpression, type Sequence, type Unit, widthOf } from './expression.ts';

/** A set of strings of which a match must hold one; `null` when nothing is certain. */
type Cues = readonly string[] | null;

/** More alternatives than this are not worth looking for one by one. */
const ALTERNATIVES_MAX = 1_400;

/** Below zero where the first of two certain sets says more: the one whose shortest string is longer, then the smaller. */
const order = (a: readonly string[], b: readonly string[]): number => {
  const shortest = (cues: readonly string[]): number => Math.min(...cues.map((cue) => cue.length), 3);
  return shortest(b) - shortest(a) || a.length - b.length;
};

const better = (a: Cues, b: Cues): Cues => {
  if (!a) return b;
  if (!b) return a;
  return order(a, b) <= 0 ? a : b;
};

const cuesOfUnit = ({ word, options, least }: Unit): Cues => {
  if (least === 0) return null;
  if (word !== undefined) return [word];
  return options ? cuesOfOptions(options) : null;
};

const cuesOfOptions = (options: readonly Sequence[]): Cues => {
  const all = options.map((units) => units.map(cuesOfUnit).reduce(better, null));
  if (all.some((cues) => cues === null)) return null;
  const cues = all.flatMap((one) => one ?? []);
  return cues.length <= ALTERNATIVES_MAX ? [...new Set(cues)] : null;
};

/** Strings of which every match of a regular expression holds one at least; `null` when none is certain. */
export const cuesOf = (source: string): Cues => cuesOfOptions(parseExpression(source));

/** Strings of which one must be there. */
export interface Link {
  readonly words: readonly string[];
  /** Where a match holds it, the match ends at most so many units after the start of that… */
  readonly rest: number;
  /** …and of these, so many at most belong to what follows the link. */
  readonly after: number;
}

/** What a match must hold, one after the other without overlap. */
export type Chain = readonly Link[];

/** Chains of one expression; where there would be more, a group counts by its surest strings alone. */
const CHAINS_MAX = 16;

/** Alternatives of one link each make one link together; one without any makes the whole group uncertain. */
const joined = (chains: readonly Chain[]): readonly Chain[] => {
  if (chains.some(({ length }) => length === 0)) return [[]];
  const several = chains.filter(({ length }) => length > 1);
  const single = chains.filter(({ length }) => length === 1);
  return single.length === 0 ? several : [unionOf(single), ...several];
};

const surest = (chain: Chain): Link =>
  chain.reduce((best, link) => (order(best.words, link.words) <= 0 ? best : link));

/** One link for all alternatives. */
const unionOf = (chains: readonly Chain[]): Chain => {
  if (chains.some(({ length }) => length === 0)) return [];
  const links = chains.map(surest);
  const words = [...new Set(links.flatMap((link) => link.words))];
  if (words.length > ALTERNATIVES_MAX) return [];
  const rest = Math.max(...links.map((link) => link.rest));
  return [{ words, rest, after: Math.min(...links.map((link) => link.after)) }];
};

const chainsOfUnit = ({ word, options, least, width }: Unit): readonly Chain[] => {
  if (least === 0) return [[]];
  if (word !== undefined) return [[{ words: [word], rest: width, after: 0 }]];
  if (!options) return [[]];
  // What repeats goes on after what is found in it once.
  return joined(options.flatMap(chainsOfSequence)).map((chain) =>
    chain.map((link) => ({ ...link, rest: Math.max(link.rest, width) })),
  );
};

const chainsOfSequence = (units: Sequence): readonly Chain[] => {
  let chains: readonly Chain[] = [[]];
  for (const [at, unit] of units.entries()) {
    const width = widthOf(units.slice(at + 1));
    let next: readonly Chain[] = chainsOfUnit(unit).map((chain) =>
      chain.map(({ words, rest, after }) => ({ words, rest: rest + width, after: after + width })),
    );
    if (next.length * chains.length > CHAINS_MAX) next = [unionOf(next)];
    chains = chains.flatMap((before) => next.map((chain) => [...before, ...chain]));
  }
  return chains;
};

/**
 * The ways in which a text may hold a match of a regular expression: a text that holds no chain, link after link, holds no match.
 */
export const chainsOf = (source: string): readonly Chain[] =>
  joined(parseExpression(source).flatMap(chainsOfSequence));

/** The place in a chain of the link that says most. */
export const surestOf = (chain: Chain): number => (chain.length === 0 ? -1 : chain.indexOf(surest(chain)));
