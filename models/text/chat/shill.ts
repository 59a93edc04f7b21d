import type { Part } from '../../contract/claim.ts';
import type { UtteranceId } from '../../contract/ids.ts';
import { ownText } from '../own-text.ts';
import { lineKey, saysSomething } from './line-key.ts';

/** Lines farther apart are no wave (taxonomy, `chat-shill-pattern`: within 60 s). */
export const SHILL_MS = 60_000;
/** From this many accounts on the same line is more than chance. */
export const SHILL_ACCOUNTS = 5;
/** Different lines kept of one broadcast: half a minute of the busiest chat that a person could read, 20 lines a second. */
const CLUSTERS_MAX = 600;
/** One comes before the oldest goes. */
const SLOTS = CLUSTERS_MAX + 1;
/** Accounts counted of one line; past this it is a wave whatever comes. */
const ACCOUNTS_MAX = 64;
/** A longer line is compared by its front. */
const KEY_MAX = 120;
/** Share of pairs of neighbouring characters that two lines must have in common (Dice). */
const ALIKE = 0.8;
/** One character more, fewer or another breaks two pairs; a line of this many is still the same one then. */
const ONE_EDIT_PAIRS = 7;

/** A viewer's line. `speaker` tells accounts apart; without one a line counts for nobody. */
export interface ChatLine {
  readonly utteranceId: UtteranceId;
  readonly speaker?: string;
  /** Broadcast time, ms. */
  readonly atMs: number;
  /** Folded: Simplified, lower case. */
  readonly folded: string;
  /** UTF-16 length of the line as it came. */
  readonly length: number;
}

/** The same line from several accounts, as seen when the last of them wrote it. */
export interface Alike {
  readonly accounts: number;
  /** From the first of these lines to the last, ms. */
  readonly withinMs: number;
  /** The other accounts' lines, whole, oldest first. */
  readonly parts: readonly Part[];
  /** The room's speech lags behind: whether it asked for the line is not known yet. */
  readonly speechBehind?: boolean;
}

interface Said {
  readonly utteranceId: UtteranceId;
  readonly speaker: string;
  readonly atMs: number;
  readonly length: number;
  readonly key: string;
}

/** How many different pairs of neighbouring characters a line has, and a sketch of them: a bit that one has and the other lacks is a pair that it lacks. */
interface Pairs {
  readonly size: number;
  readonly low: number;
  readonly high: number;
}

interface Cluster {
  readonly key: string;
  /** Where its sketch stands among those of the watch. */
  readonly slot: number;
  said: Said[];
  /** How many accounts it had when it was told of last. */
  told: number;
}

/** Sketches of all lines side by side: a busy chat asks some hundred of them about each line that comes. */
interface Sketches {
  readonly sizes: Uint8Array;
  readonly lows: Int32Array;
  readonly highs: Int32Array;
  /** When each was seen last; the least was seen longest ago. */
  readonly seen: Float64Array;
  readonly clusters: (Cluster | undefined)[];
  readonly free: number[];
  turn: number;
}

/** What is remembered of a broadcast's chat: a minute of it, at most {@link CLUSTERS_MAX} lines with {@link ACCOUNTS_MAX} accounts each. */
export interface ShillWatch {
  /** By key, the least recently seen first. */
  readonly clusters: Map<string, Cluster>;
  readonly sketches: Sketches;
}

/** A chat of which nothing has been heard yet. */
export const newShillWatch = (): ShillWatch => ({
  clusters: new Map(),
  sketches: {
    sizes: new Uint8Array(SLOTS),
    lows: new Int32Array(SLOTS),
    highs: new Int32Array(SLOTS),
    seen: new Float64Array(SLOTS),
    clusters: [],
    free: [],
    turn: 0,
  },
});

/** The pairs of the line that was read last, for one look each: open addressing, marked by the round in which they were noted. */
const HELD = 512;
const held = {
  codes: new Int32Array(HELD),
  rounds: new Float64Array(HELD),
  round: 0,
  /** In which comparison each was found in the other line, so that what stands there twice counts once. */
  comparisons: new Float64Array(HELD),
  comparison: 0,
};
const placeOf = (code: number): number => {
  let at = (Math.imul(code, 0x9e3779b1) >>> 23) & (HELD - 1);
  while (held.rounds[at] === held.round && held.codes[at] !== code) at = (at + 1) & (HELD - 1);
  return at;
};
const pairsOf = (key: string): Pairs => {
  held.round += 1;
  let size = 0;
  let low = 0;
  let high = 0;
  for (let at = 0; at + 1 < key.length; at += 1) {
    const first = key.charCodeAt(at);
    const second = key.charCodeAt(at + 1);
    const code = (first << 16) | second;
    const place = placeOf(code);
    if (held.rounds[place] !== held.round) {
      held.rounds[place] = held.round;
      held.codes[place] = code;
      size += 1;
    }
    const bit = (Math.imul(first, 31) + second) % 61;
    if (bit < 31) low |= 1 << bit;
    else high |= 1 << (bit - 31);
  }
  return { size, low, high };
};

/** How many different pairs of a line the one that {@link pairsOf} has read last has too. Read anew: kept, they would weigh more than all else of a line. */
const commonWith = (key: string): number => {
  held.comparison += 1;
  let common = 0;
  for (let at = 0; at + 1 < key.length; at += 1) {
    const place = placeOf((key.charCodeAt(at) << 16) | key.charCodeAt(at + 1));
    if (held.rounds[place] !== held.round || held.comparisons[place] === held.comparison) continue;
    held.comparisons[place] = held.comparison;
    common += 1;
  }
  return common;
};

/** Bits that are set, counted by twos, fours and eights at once. */
const ones = (bits: number): number => {
  const twos = bits - ((bits >>> 1) & 0x55555555);
  const fours = (twos & 0x33333333) + ((twos >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/** How many pairs two lines of so many must have in common to be nearly the same; more than the smaller has where they cannot be. */
const leastCommon = (small: number, large: number): number => {
  const total = small + large;
  const oneEdit = small >= ONE_EDIT_PAIRS && large - small <= 1;
  return Math.min((ALIKE * total) / 2, oneEdit ? large - 2 : total);
};

/** By the sizes of two lines: how many pairs the smaller may lack and still be nearly the other; below 0 where it cannot be. */
const MAY_LACK: readonly Int8Array[] = Array.from({ length: KEY_MAX }, (_, one) =>
  Int8Array.from({ length: KEY_MAX }, (__, other) => {
    const small = Math.min(one, other);
    return Math.max(-1, small - Math.ceil(leastCommon(small, Math.max(one, other))));
  }),
);

/** The least recently seen line that is nearly the one that {@link pairsOf} has read last. */
const nearest = ({ sizes, lows, highs, seen, clusters }: Sketches, pairs: Pairs): Cluster | undefined => {
  const { size, low, high } = pairs;
  const mayLack = MAY_LACK[size] as Int8Array;
  let best: Cluster | undefined;
  let bestSeen = Number.POSITIVE_INFINITY;
  for (let slot = 0; slot < clusters.length; slot += 1) {
    const other = sizes[slot] as number;
    let left = mayLack[other] as number;
    if (left < 0) continue;
    // Half of the sketch settles almost all of them, the rest of it nearly all others; only what is left is compared pair by pair.
    const isLess = other < size;
    left -= ones(isLess ? (lows[slot] as number) & ~low : low & ~(lows[slot] as number));
    if (left < 0) continue;
    left -= ones(isLess ? (highs[slot] as number) & ~high : high & ~(highs[slot] as number));
    if (left < 0 || (seen[slot] as number) >= bestSeen) continue;
    const cluster = clusters[slot];
    if (!cluster) continue;
    if (Math.min(size, other) - commonWith(cluster.key) > (mayLack[other] as number)) continue;
    best = cluster;
    bestSeen = seen[slot] as number;
  }
  return best;
};

const keepSketch = (sketches: Sketches, key: string, pairs: Pairs): Cluster => {
  const slot = sketches.free.pop() ?? sketches.clusters.length;
  sketches.sizes[slot] = pairs.size;
  sketches.lows[slot] = pairs.low;
  sketches.highs[slot] = pairs.high;
  const cluster: Cluster = { key, slot, said: [], told: 0 };
  sketches.clusters[slot] = cluster;
  return cluster;
};

const dropOldest = ({ clusters, sketches }: ShillWatch): void => {
  const [oldest] = clusters.values();
  if (!oldest) return;
  clusters.delete(oldest.key);
  sketches.clusters[oldest.slot] = undefined;
  sketches.free.push(oldest.slot);
};

/** More than one, since each line may bring one; few, since a single line with a wrong time must not make everything old. */
const FORGOTTEN_AT_ONCE = 2;

/** Forgets lines that nobody has written for longer than makes a wave: what comes then begins anew anyway. */
const forgetOld = (watch: ShillWatch, atMs: number): void => {
  for (let gone = 0; gone < FORGOTTEN_AT_ONCE; gone += 1) {
    const [oldest] = watch.clusters.values();
    const last = oldest?.said.at(-1);
    if (!last || atMs - last.atMs <= SHILL_MS) return;
    dropOldest(watch);
  }
};

const clusterOf = (watch: ShillWatch, key: string, atMs: number): Cluster => {
  forgetOld(watch, atMs);
  const { clusters, sketches } = watch;
  let known = clusters.get(key);
  if (!known) {
    const pairs = pairsOf(key);
    known = nearest(sketches, pairs) ?? keepSketch(sketches, key, pairs);
  }
  // Seen last goes to the end: what is forgotten first is what nobody has written for longest.
  clusters.delete(known.key);
  clusters.set(known.key, known);
  sketches.turn += 1;
  sketches.seen[known.slot] = sketches.turn;
  if (clusters.size > CLUSTERS_MAX) dropOldest(watch);
  return known;
};

const keyOf = (folded: string): string => {
  const key = lineKey(folded);
  return key.length > KEY_MAX ? ownText(key.slice(0, KEY_MAX)) : key;
};

/**
 * Takes note of a viewer's line and says when it is one of a wave: the same or nearly the same words from
 * {@link SHILL_ACCOUNTS} accounts within {@link SHILL_MS} of broadcast time, told once, and again each time the number of
 * accounts has doubled. Greetings, cheers, questions, orders and signs are none (see {@link saysSomething}).
 *
 * @returns the wave with whether all wrote the very same; `null` when there is none to tell of.
 */
export const noteLine = (
  watch: ShillWatch,
  line: ChatLine,
): { readonly alike: Alike; readonly exact: boolean; readonly firstMs: number } | null => {
  const { speaker, utteranceId, atMs, length } = line;
  if (speaker === undefined || !saysSomething(line.folded)) return null;
  const key = keyOf(line.folded);
  const cluster = clusterOf(watch, key, atMs);
  const recent = cluster.said.filter((one) => Math.abs(atMs - one.atMs) <= SHILL_MS);
  if (recent.length === 0) cluster.told = 0;
  const others = recent.filter((one) => one.speaker !== speaker);
  cluster.said = [...others, { utteranceId, speaker, atMs, length, key }].slice(-ACCOUNTS_MAX);
  const accounts = cluster.said.length;
  if (accounts < SHILL_ACCOUNTS || accounts < cluster.told * 2) return null;
  cluster.told = accounts;
  const times = cluster.said.map((one) => one.atMs);
  const firstMs = Math.min(...times);
  return {
    alike: {
      accounts,
      withinMs: Math.max(...times) - firstMs,
      parts: others.map((one) => ({ utteranceId: one.utteranceId, start: 0, end: one.length })),
    },
    exact: cluster.said.every((one) => one.key === key),
    firstMs,
  };
};
