import type { Part } from '../../contract/claim.ts';
import type { UtteranceId } from '../../contract/ids.ts';
import { lineKey, saysSomething } from './line-key.ts';

/** Lines farther apart are no wave (taxonomy, `chat-shill-pattern`: within 60 s). */
export const SHILL_MS = 60_000;
/** From this many accounts on the same line is more than chance. */
export const SHILL_ACCOUNTS = 5;
/** Different lines kept of one broadcast: half a minute of the busiest chat that a person could read, 20 lines a second. */
const CLUSTERS_MAX = 600;
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

/** The pairs of neighbouring characters of a line, and a sketch of them: a bit that one has and the other lacks is a pair that it lacks. */
interface Pairs {
  readonly set: ReadonlySet<string>;
  readonly size: number;
  readonly low: number;
  readonly high: number;
}

interface Cluster {
  readonly key: string;
  readonly pairs: Pairs;
  said: Said[];
  /** How many accounts it had when it was told of last. */
  told: number;
}

/** What is remembered of a broadcast's chat: at most {@link CLUSTERS_MAX} lines with {@link ACCOUNTS_MAX} accounts each. */
export interface ShillWatch {
  /** By key, the least recently seen first. */
  readonly clusters: Map<string, Cluster>;
}

/** A chat of which nothing has been heard yet. */
export const newShillWatch = (): ShillWatch => ({ clusters: new Map() });

const pairsOf = (key: string): Pairs => {
  const set = new Set<string>();
  let low = 0;
  let high = 0;
  for (let at = 0; at + 1 < key.length; at += 1) {
    set.add(key.slice(at, at + 2));
    const bit = (Math.imul(key.charCodeAt(at), 31) + key.charCodeAt(at + 1)) % 61;
    if (bit < 31) low |= 1 << bit;
    else high |= 1 << (bit - 31);
  }
  return { set, size: set.size, low, high };
};

/** Bits that are set, counted by twos, fours and eights at once: a busy chat asks for it some hundred times a line. */
const ones = (bits: number): number => {
  const twos = bits - ((bits >>> 1) & 0x55555555);
  const fours = (twos & 0x33333333) + ((twos >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/** Whether two lines are nearly the same. */
const isAlike = (a: Pairs, b: Pairs): boolean => {
  const isLess = a.size < b.size;
  const small = isLess ? a : b;
  const large = isLess ? b : a;
  const total = a.size + b.size;
  const oneEdit = small.size >= ONE_EDIT_PAIRS && large.size - small.size <= 1;
  const least = Math.min((ALIKE * total) / 2, oneEdit ? large.size - 2 : total);
  if (small.size < least) return false;
  // The sketch settles almost all of them; only the rest are compared pair by pair.
  const lacking = ones(small.low & ~large.low) + ones(small.high & ~large.high);
  if (small.size - lacking < least) return false;
  let common = 0;
  for (const pair of small.set) if (large.set.has(pair)) common += 1;
  return common >= least;
};

const clusterOf = ({ clusters }: ShillWatch, key: string): Cluster => {
  let found = clusters.get(key);
  if (!found) {
    const pairs = pairsOf(key);
    for (const cluster of clusters.values()) {
      if (!isAlike(cluster.pairs, pairs)) continue;
      found = cluster;
      break;
    }
    found ??= { key, pairs, said: [], told: 0 };
  }
  // Seen last goes to the end: what is forgotten first is what nobody has written for longest.
  clusters.delete(found.key);
  clusters.set(found.key, found);
  if (clusters.size > CLUSTERS_MAX) clusters.delete(clusters.keys().next().value as string);
  return found;
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
  const key = lineKey(line.folded).slice(0, KEY_MAX);
  const cluster = clusterOf(watch, key);
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
