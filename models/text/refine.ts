import { createHash } from 'node:crypto';
import type { Claim, StageOutcome, Versions } from '../contract/claim.ts';
import { GROUPS, type Group } from '../contract/kinds.ts';
import { canonical } from '../contract/log/canonical.ts';
import { suggestedIn } from './elements/script.ts';
import type { TextContext } from './judge.ts';
import type { Packs } from './lexicon/packs.ts';
import { mergeNetwork, type NetworkInput, type NetworkStage, type NetworkThresholds } from './merge.ts';
import { claimOfNetwork } from './network/claim.ts';
import type { ModelCard } from './network/files.ts';
import { LABELS } from './network/labels.ts';
import type { Network } from './network/network.ts';
import { foldedText } from './normalise/normalise.ts';

/** The opened classifier as the stage that judges and merges know. */
export const networkStage = (network: Network): NetworkStage => ({
  hash: network.card.hash,
  thresholds: createHash('sha256').update(canonical(network.card.thresholds)).digest('hex'),
  labels: LABELS,
  scores: network.scores,
  ground: (input, group) => network.plain.ground(input, LABELS.indexOf(group)),
});

/** From which score each group is borne out, stands alone, or is flagged: as the card of the model says. */
export const thresholdsOf = ({ thresholds }: ModelCard): NetworkThresholds => {
  const column = (name: 'support' | 'alone' | 'sure') =>
    Object.fromEntries(
      (Object.keys(GROUPS) as Group[]).flatMap((group) => {
        const threshold = thresholds.groups[group];
        return threshold ? [[group, threshold[name]]] : [];
      }),
    );
  return {
    support: column('support'),
    alone: column('alone'),
    sure: column('sure'),
    contradict: thresholds.contradict,
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

/** Whether what the network points at is what the rules excused. */
const excused = (claims: readonly Claim[], claim: Claim): boolean =>
  claims.some(
    ({ verdict, group, start, end }) =>
      verdict === 'exempt' && group === claim.group && start < claim.end && claim.start < end,
  );

/** Makes the network's pass over a batch: one call of the model for all texts, then the merge, text by text. */
export const createRefine = ({ network, thresholds, packs }: RefineDeps): Refine => {
  const { normaliser, shipped } = packs;
  const claimIn =
    ({ text, context, claims, versions }: Ruled, input: NetworkInput) =>
    (group: Group, score: number, verdict: 'flag' | 'review'): Claim | null => {
      const ground = network.ground(input, group);
      if (!ground) return null;
      const claim = claimOfNetwork({
        group,
        score,
        verdict,
        ground,
        context,
        versions,
        folded: normaliser.fold(text),
        provisions: shipped.provisions,
      });
      const [written = null] = claim && !excused(claims, claim) ? suggestedIn(text, [claim]) : [];
      return written;
    };
  return async (batch) => {
    const inputs = batch.map(({ text, context }) => ({
      folded: foldedText(normaliser.fold(text)),
      source: context.source,
    }));
    const rows = await network.scores(inputs);
    return batch.map((ruled, index) => {
      const values = rows[index];
      if (!values) return { claims: ruled.claims, network: 'failed' };
      return mergeNetwork(
        ruled.claims,
        { labels: network.labels, values },
        {
          thresholds,
          shippedPacks: shipped.packIds,
          claimFor: claimIn(ruled, inputs[index] as NetworkInput),
        },
      );
    });
  };
};
