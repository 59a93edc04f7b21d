import { join } from 'node:path';
import type { Versions } from '../contract/claim.ts';
import { createTextJudge, loadPacks, type Packs, type TextContext, type TextJudgement } from './judge.ts';
import { openNetwork } from './network/network.ts';
import { foldedText } from './normalise/normalise.ts';
import { createRefine, networkStage, thresholdsOf } from './refine.ts';

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

/**
 * Opens rules and network from the files of an installation. A network that is missing or damaged is no error: the rules
 * judge alone, and every answer says so.
 * @param rootDir folder that holds `models/text`.
 * @throws PackError for packs that do not compile.
 */
export const openWholeJudge = async (
  rootDir: string,
  options: { readonly network?: boolean; readonly prefer?: 'node' | 'wasm' } = {},
): Promise<WholeJudge> => {
  const packs = loadPacks(join(rootDir, 'models/text/packs'));
  const opened =
    options.network === false
      ? 'it was left out'
      : await openNetwork(join(rootDir, 'models/text/network/weights'), options.prefer).catch(
          (error: Error) => error.message,
        );
  if (typeof opened === 'string') {
    const text = createTextJudge({ packs });
    return {
      packs,
      versions: text.versions,
      networkProblem: opened,
      judge: async (batch) => batch.map((one) => text.judge(one.text, one.context)),
      release: () => {},
    };
  }
  const stage = networkStage(opened);
  const text = createTextJudge({ packs, network: stage });
  const fold = (one: string): string => foldedText(packs.normaliser.fold(one));
  const refine = createRefine(stage, thresholdsOf(opened.card), fold);
  return {
    packs,
    versions: text.versions,
    judge: async (batch) => {
      const ruled = batch.map((one) => ({ ...one, ...text.judge(one.text, one.context) }));
      const refined = await refine(ruled);
      return ruled.map(({ lexicon, network, correction, claims }, i) => ({
        lexicon,
        ...(correction ? { correction } : {}),
        ...(refined[i] ?? { claims, network }),
      }));
    },
    release: () => opened.release(),
  };
};
