import { createHash } from 'node:crypto';
import type { Claim, StageOutcome, Versions } from '../contract/claim.ts';
import { GROUPS, type Group } from '../contract/kinds.ts';
import { canonical } from '../contract/log/canonical.ts';
import { suggestedIn } from './elements/script.ts';
import type { TextContext } from './judge.ts';
import type { Packs } from './lexicon/packs.ts';
import { mergeNetwork, type NetworkStage, type NetworkThresholds } from './merge.ts';
import { claimOfNetwork } from './network/claim.ts';
import type { Input } from './network/features.ts';
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
        const threshold = thresholds[group];
        return threshold ? [[group, threshold[name]]] : [];
      }),
    );
  return {
    support: column('support'),
    alone: column('alone'),
    sure: column('sure'),
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

/** A text longer than this is read in pieces too: among so much else a short claim drowns. */
const LONG_UNITS = 100;
const PIECE_UNITS = 60;
const PIECE_END = /[，。！？、；,.!?;\s]/;

/** A stretch of a folded text that the network reads by itself. */
interface Piece {
  readonly start: number;
  readonly input: Input;
}

/** The whole text, and of a long one its pieces, cut after a mark where there is one. */
const piecesOf = (input: Input): readonly Piece[] => {
  const { folded, source } = input;
  const pieces: Piece[] = [{ start: 0, input }];
  if (folded.length <= LONG_UNITS) return pieces;
  for (let start = 0; start < folded.length; ) {
    let end = Math.min(folded.length, start + PIECE_UNITS);
    for (let at = end; end < folded.length && at > start + PIECE_UNITS / 2; at -= 1)
      if (PIECE_END.test(folded[at - 1] as string)) {
        end = at;
        break;
      }
    pieces.push({ start, input: { folded: folded.slice(start, end), source } });
    start = end;
  }
  return pieces;
};

/** Per label the highest score of a text's pieces, and which piece has it. */
const highest = (rows: readonly Float32Array[]): { values: Float32Array; piece: Uint16Array } => {
  const values = Float32Array.from(rows[0] as Float32Array);
  const piece = new Uint16Array(values.length);
  for (const [at, row] of rows.entries())
    for (const [label, score] of row.entries())
      if (score > (values[label] as number)) {
        values[label] = score;
        piece[label] = at;
      }
  return { values, piece };
};

/** Makes the network's pass over a batch: one call of the model for all texts, then the merge, text by text. */
export const createRefine = ({ network, thresholds, packs }: RefineDeps): Refine => {
  const { normaliser, shipped } = packs;
  const foldOf = (text: string): string => foldedText(normaliser.fold(text));
  const claimIn =
    ({ text, context, claims, versions }: Ruled, pieceFor: (group: Group) => Piece) =>
    (group: Group, score: number, verdict: 'flag' | 'review'): Claim | null => {
      const { start, input } = pieceFor(group);
      const ground = network.ground(input, group);
      if (!ground) return null;
      const claim = claimOfNetwork({
        group,
        score,
        verdict,
        ground: { start: ground.start + start, end: ground.end + start },
        context,
        versions,
        folded: normaliser.fold(text),
        provisions: shipped.provisions,
      });
      const [written = null] = claim && !excused(claims, claim) ? suggestedIn(text, [claim]) : [];
      return written;
    };
  const mergeOne = (ruled: Ruled, pieces: readonly Piece[], rows: readonly Float32Array[]) => {
    const { values, piece } = highest(rows);
    return mergeNetwork(
      ruled.claims,
      { labels: network.labels, values },
      {
        thresholds,
        claimFor: claimIn(ruled, (group) => pieces[piece[network.labels.indexOf(group)] ?? 0] as Piece),
      },
    );
  };
  return async (batch) => {
    const pieces = batch.map(({ text, context }) =>
      piecesOf({ folded: foldOf(text), source: context.source }),
    );
    const rows = await network.scores(pieces.flat().map(({ input }) => input));
    let at = 0;
    return batch.map((ruled, index) => {
      const mine = pieces[index] as readonly Piece[];
      const scored = rows.slice(at, at + mine.length);
      at += mine.length;
      if (scored.length < mine.length) return { claims: ruled.claims, network: 'failed' };
      return mergeOne(ruled, mine, scored);
    });
  };
};
