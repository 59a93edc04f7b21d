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

interface Cluster {
  readonly key: string;
  readonly pairs: ReadonlySet<string>;
  said: Said[];
  /** How many accounts it had when it was told of last. */
  told: number;
}

/** What is remembered of a broadcast's chat: at most {@link CLUSTERS_MAX} lines with {@link ACCOUNTS_MAX} accounts each. */
export interface ShillWatch {
  /** By key, the least recently seen first. */
  readonly clusters: Map<string, Cluster>;
}

export const newShillWatch = (): ShillWatch => ({ clusters: new Map() });

const pairsOf = (key: string): Set<string> => {
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < key.length; at += 1) pairs.add(key.slice(at, at + 2));
  return pairs;
};

/** Whether two lines are nearly the same. */
const isAlike = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if ((2 * small.size) / (small.size + large.size) < ALIKE && large.size - small.size > 2) return false;
  let common = 0;
  for (const pair of small) if (large.has(pair)) common += 1;
  if ((2 * common) / (a.size + b.size) >= ALIKE) return true;
  return small.size >= ONE_EDIT_PAIRS && large.size - small.size <= 1 && common >= large.size - 2;
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
