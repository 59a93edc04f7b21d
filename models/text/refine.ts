import { createHash } from 'node:crypto';
import type { Claim, StageOutcome, Versions } from '../contract/claim.ts';
import { GROUPS, type Group } from '../contract/kinds.ts';
import { canonical } from '../contract/log/canonical.ts';
import { suggestedIn } from './elements/script.ts';
import type { TextContext } from './judge.ts';
import type { Packs } from './lexicon/packs.ts';
import { mergeNetwork, type NetworkStage, type NetworkThresholds } from './merge.ts';
import type { ModelCard } from './network/card.ts';
import { claimOfNetwork } from './network/claim.ts';
import { isExcused, saysNothing } from './network/excused.ts';
import type { Input } from './network/features.ts';
import { LABELS } from './network/labels.ts';
import type { Network } from './network/network.ts';
import { type Folded, foldedText } from './normalise/normalise.ts';
import { closeReadings, NARROW_SCORE, pieceAround, type Reading, readingsOf } from './readings.ts';

/** Measured on lines that neither rules nor network had seen: beyond these more was lost than won. */
const DISPUTE = { doubt: 0.2, contradict: 0.03 } as const;

/** The opened classifier as the stage that judges and merges know. */
export const networkStage = (network: Network): NetworkStage => ({
  hash: network.card.hash,
  thresholds: createHash('sha256')
    .update(canonical({ groups: network.card.thresholds, ...DISPUTE }))
    .digest('hex'),
  labels: LABELS,
  scores: network.scores,
  score: (input, group) => network.plain.scores(input)[LABELS.indexOf(group)] ?? 0,
  ground: (input, group) => network.plain.ground(input, LABELS.indexOf(group)),
});

/** From which score each group is borne out, stands alone, or is flagged: as the card of the model says. */
export const thresholdsOf = ({ thresholds }: ModelCard): NetworkThresholds => {
  const column = (name: 'support' | 'alone' | 'sure') =>
    Object.fromEntries(
      (Object.keys(GROUPS) as Group[]).flatMap((group) => {
        const threshold = thresholds[group];
        return threshold ? [[group, threshold[name]]] : [];
      }),
    );
  return {
    support: column('support'),
    alone: column('alone'),
    sure: column('sure'),
    ...DISPUTE,
  };
};

/** A text with what the rules said of it. */
export interface Ruled {
  readonly text: string;
  readonly context: TextContext;
  readonly claims: readonly Claim[];
  /** By which rules. */
  readonly versions: Versions;
}

/** The network's pass over a batch. */
export type Refine = (
  batch: readonly Ruled[],
) => Promise<readonly { readonly claims: readonly Claim[]; readonly network: StageOutcome }[]>;

export interface RefineDeps {
  readonly network: NetworkStage;
  readonly thresholds: NetworkThresholds;
  /** The shipped packs: their normaliser, the same as in training, and what is said of each kind. */
  readonly packs: Packs;
}

/** Per label the highest score of a text's readings, and which of them has it. A narrow window counts where it is sure. */
const highest = (
  rows: readonly Float32Array[],
  readings: readonly Reading[],
): { values: Float32Array; reading: Uint16Array } => {
  const values = Float32Array.from(rows[0] as Float32Array);
  const reading = new Uint16Array(values.length);
  for (const [at, row] of rows.entries())
    for (const [label, score] of row.entries())
      if (score > (values[label] as number) && (!readings[at]?.narrow || score >= NARROW_SCORE)) {
        values[label] = score;
        reading[label] = at;
      }
  return { values, reading };
};

/** Where a stretch of the original text stands in its folding. */
const foldedSpan = (
  { starts, length }: Folded,
  start: number,
  end: number,
): { start: number; end: number } => {
  let from = 0;
  while (from < length && (starts[from] as number) < start) from += 1;
  let until = from + 1;
  while (until < length && (starts[until] as number) < end) until += 1;
  return { start: from, end: until };
};

const QUIET = { claims: [], network: 'ok' } as const;

/** Makes the network's pass over a batch: one call of the model for all texts, then the merge, text by text. */
export const createRefine = ({ network, thresholds, packs }: RefineDeps): Refine => {
  const { normaliser, shipped } = packs;
  const firmRules = new Set(packs.entries.flatMap(({ firm, packId, id }) => (firm ? `${packId}/${id}` : [])));
  const foldOf = (text: string): string => foldedText(normaliser.fold(text));
  const claimIn =
    ({ text, context, claims, versions }: Ruled, readingFor: (group: Group) => Reading) =>
    (group: Group, score: number, verdict: 'flag' | 'review'): Claim | null => {
      const { start, input } = readingFor(group);
      const ground = network.ground(input, group);
      if (!ground) return null;
      if (saysNothing(input.folded.slice(ground.start, ground.end))) return null;
      const folded = normaliser.fold(text);
      const claim = claimOfNetwork({
        group,
        score,
        verdict,
        ground: pieceAround(foldedText(folded), ground.start + start, ground.end + start),
        context,
        versions,
        folded,
        provisions: shipped.provisions,
      });
      const [written = null] = claim && !isExcused(claims, claim, text) ? suggestedIn(text, [claim]) : [];
      return written;
    };
  const nearness =
    ({ text }: Ruled, input: Input) =>
    ({ group, start, end }: Claim): number => {
      const span = foldedSpan(normaliser.fold(text), start, end);
      return Math.max(...closeReadings(input, span).map((close) => network.score(close, group)));
    };
  const lowest = network.labels.map((label) =>
    label === 'benign' ? Number.POSITIVE_INFINITY : (thresholds.alone[label] ?? Number.POSITIVE_INFINITY),
  );
  /** Most of what is said: no rule found anything, and the network hears no group. */
  const isQuiet = ({ claims }: Ruled, rows: readonly Float32Array[]): boolean => {
    if (claims.length > 0) return false;
    for (const row of rows)
      for (let label = 0; label < row.length; label += 1)
        if ((row[label] as number) >= (lowest[label] as number)) return false;
    return true;
  };
  const mergeOne = (ruled: Ruled, readings: readonly Reading[], rows: readonly Float32Array[]) => {
    const { values, reading } = highest(rows, readings);
    return mergeNetwork(
      ruled.claims,
      { labels: network.labels, values },
      {
        thresholds,
        shippedPacks: shipped.packIds,
        firmRules,
        near: nearness(ruled, (readings[0] as Reading).input),
        claimFor: claimIn(ruled, (group) => readings[reading[network.labels.indexOf(group)] ?? 0] as Reading),
      },
    );
  };
  return async (batch) => {
    const readings = batch.map(({ text, context }) =>
      readingsOf({ folded: foldOf(text), source: context.source }),
    );
    const rows = await network.scores(readings.flat().map(({ input }) => input));
    let at = 0;
    return batch.map((ruled, index) => {
      const mine = readings[index] as readonly Reading[];
      const scored = rows.slice(at, at + mine.length);
      at += mine.length;
      if (scored.length < mine.length) return { claims: ruled.claims, network: 'failed' };
      return isQuiet(ruled, scored) ? QUIET : mergeOne(ruled, mine, scored);
    });
  };
};
