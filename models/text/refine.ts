import type { Claim, StageOutcome } from '../contract/claim.ts';
import { GROUPS, type Group } from '../contract/kinds.ts';
import { mergeNetwork, type NetworkStage, type NetworkThresholds } from './merge.ts';
import type { ModelCard } from './network/files.ts';
import { LABELS } from './network/labels.ts';
import type { Network } from './network/network.ts';

/** The opened classifier as the stage that judges and merges know. */
export const networkStage = (network: Network): NetworkStage => ({
  hash: network.card.hash,
  labels: LABELS,
  scores: network.scores,
});

/**
 * From which score each group of the rules is borne out. Nothing stands on the network alone yet: on its held-out lines it
 * would raise lawful talk more often than a moderator should be asked (see the model's card).
 */
export const thresholdsOf = (card: ModelCard): NetworkThresholds => ({
  support: Object.fromEntries(
    (Object.keys(GROUPS) as Group[]).flatMap((group) => {
      const threshold = card.thresholds[group];
      return threshold ? [[group, threshold.support]] : [];
    }),
  ),
  review: {},
});

/** Text with what the rules said of it. */
interface Ruled {
  readonly text: string;
  readonly claims: readonly Claim[];
}

/**
 * Makes the network's pass over a batch: one call of the model for all texts, then the merge, text by text.
 * @param fold the normaliser's folding, the same as in training.
 */
export const createRefine =
  (network: NetworkStage, thresholds: NetworkThresholds, fold: (text: string) => string) =>
  async (
    batch: readonly Ruled[],
  ): Promise<readonly { readonly claims: readonly Claim[]; readonly network: StageOutcome }[]> => {
    const rows = await network.scores(batch.map(({ text }) => fold(text)));
    return batch.map(({ claims }, index) => {
      const values = rows[index];
      if (!values) return { claims, network: 'failed' };
      return mergeNetwork(claims, { labels: network.labels, values }, thresholds, () => null);
    });
  };
