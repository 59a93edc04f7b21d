import { join } from 'node:path';
import type { Versions } from '../contract/claim.ts';
import {
  createTextJudge,
  loadPacks,
  type Packs,
  type TextContext,
  type TextJudge,
  type TextJudgement,
} from './judge.ts';
import { openNetwork } from './network/network.ts';
import { createRefine, networkStage, type Refine, thresholdsOf } from './refine.ts';

export interface OpenOptions {
  /** False leaves the network out. */
  readonly network?: boolean;
  /** 'wasm' leaves TensorFlow's native library alone. */
  readonly prefer?: 'node' | 'wasm';
}

/** What judges texts, as far as the files of an installation say: the rules as shipped, and the network where it opens. */
export interface TextStages {
  readonly packs: Packs;
  /** Makes a judge by other packs, e.g. with custom ones; its verdicts name the network too. */
  readonly makeJudge: (packs: Packs, now?: () => number) => TextJudge;
  /** The network's pass; absent where there is none. */
  readonly refine?: Refine;
  /** Which network, or why there is none. */
  readonly network:
    | { readonly hash: string; readonly backend: 'node' | 'wasm' }
    | { readonly problem: string };
  release(): void;
}

/**
 * Opens rules and network. A network that is missing or damaged is no error: the rules judge alone, and every verdict says so.
 * @param rootDir folder that holds `models/text`.
 * @throws PackError for packs that do not compile.
 */
export const openTextStages = async (rootDir: string, options: OpenOptions = {}): Promise<TextStages> => {
  const packs = loadPacks(join(rootDir, 'models/text/packs'));
  const opened =
    options.network === false
      ? 'it was left out'
      : await openNetwork(join(rootDir, 'models/text/network/weights'), options.prefer).catch(
          (error: Error) => error.message,
        );
  const stage = typeof opened === 'string' ? undefined : networkStage(opened);
  const makeJudge: TextStages['makeJudge'] = (used, now) =>
    createTextJudge({ packs: used, ...(stage && { network: stage }), ...(now && { now }) });
  if (typeof opened === 'string' || !stage)
    return { packs, makeJudge, network: { problem: String(opened) }, release: () => {} };
  return {
    packs,
    makeJudge,
    refine: createRefine({ network: stage, thresholds: thresholdsOf(opened.card), packs }),
    network: { hash: opened.card.hash, backend: opened.backend },
    release: () => opened.release(),
  };
};

/** A text and what is known of it. */
export interface Utterance {
  readonly text: string;
  readonly context: TextContext;
}

/** All stages that look at a text alone, in their order: rules, then the network where it could be opened. */
export interface WholeJudge {
  readonly packs: Packs;
  readonly versions: Versions;
  /** Why there is no network; absent where there is one. */
  readonly networkProblem?: string;
  /** Judges texts, each with its own context; the answers are in their order. */
  judge(batch: readonly Utterance[]): Promise<readonly TextJudgement[]>;
  release(): void;
}

/** Opens all stages as one judge, for commands. @throws PackError for packs that do not compile. */
export const openWholeJudge = async (rootDir: string, options: OpenOptions = {}): Promise<WholeJudge> => {
  const { packs, makeJudge, refine, network, release } = await openTextStages(rootDir, options);
  const text = makeJudge(packs);
  const { versions } = text;
  return {
    packs,
    versions,
    ...('problem' in network ? { networkProblem: network.problem } : {}),
    judge: async (batch) => {
      const ruled = batch.map((one) => text.judge(one.text, one.context));
      if (!refine) return ruled;
      const refined = await refine(
        batch.map((one, at) => ({
          text: one.text,
          context: one.context,
          claims: ruled[at]?.claims ?? [],
          versions,
        })),
      );
      return ruled.map((judged, at) => {
        const { claims, network } = refined[at] ?? judged;
        const { lexicon, correction } = judged;
        return correction ? { claims, lexicon, network, correction } : { claims, lexicon, network };
      });
    },
    release,
  };
};
