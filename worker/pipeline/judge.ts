import {
  type Claim,
  type Judgement,
  type PersonalDatum,
  STAGES,
  type Stage,
  type StageOutcome,
  type Versions,
} from '../../models/contract/claim.ts';
import type { Correction, TextContext, TextJudge } from '../../models/text/judge.ts';
import type { Refine } from '../../models/text/refine.ts';

/** What the lexicon said of one text, for the network to bear out or add to. */
export interface Refinable {
  readonly text: string;
  readonly context: TextContext;
  readonly claims: readonly Claim[];
}

/** All that judges a text. Every part may fail, and then says so in the stages. */
export interface Detectors {
  readonly text: TextJudge;
  /** The network's pass over a batch; absent where no model could be loaded. */
  readonly refine?: Refine;
  readonly findPersonalData: (text: string) => readonly PersonalDatum[];
  readonly maskPersonalData: (text: string, data: readonly PersonalDatum[]) => string;
  /** Folds a quote, so that the same words in another script or width are the same alert. */
  readonly foldQuote: (quote: string) => string;
}

/** What became of one text before duties are asked. */
export interface Judged {
  readonly claims: readonly Claim[];
  readonly lexicon: StageOutcome;
  readonly network: StageOutcome;
  readonly correction?: Correction;
  readonly versions: Versions;
}

/** Whether every stage did its work, some, or none that looks at the words. */
export const judgedOf = (stages: Judgement['stages']): Judgement['judged'] => {
  if (stages.lexicon !== 'ok' && stages.network !== 'ok') return 'failed';
  return stages.lexicon === 'ok' && stages.network === 'ok' && stages.duties === 'ok' ? 'full' : 'partial';
};

/** Detectors that took no part. */
export const awayOf = (stages: Judgement['stages']): Stage[] =>
  STAGES.filter((stage) => stages[stage] !== 'ok');

/** The lexicon's verdict on one text; a judge that throws is a failed stage, never a lost event. */
export const judgeText = (
  detectors: Detectors,
  text: string,
  context: TextContext,
  onError: (error: unknown) => void,
): Judged => {
  const { versions } = detectors.text;
  try {
    return { ...detectors.text.judge(text, context), versions };
  } catch (error) {
    onError(error);
    return { claims: [], lexicon: 'failed', network: 'unavailable', versions };
  }
};

const rulesAlone = ({ model: _, thresholds: __, ...versions }: Versions): Versions => versions;

/** A verdict names what decided: a model that did not answer is not among it. */
const withoutModel = (judged: Judged): Judged => ({
  ...judged,
  versions: rulesAlone(judged.versions),
  claims: judged.claims.map((claim) => ({
    ...claim,
    source: { ...claim.source, versions: rulesAlone(claim.source.versions) },
  })),
});

/** The network's pass over a batch; without it the lexicon's verdicts stand. */
export const refineBatch = async (
  detectors: Detectors,
  batch: readonly (Refinable & { readonly judged: Judged })[],
  onError: (error: unknown) => void,
): Promise<readonly Judged[]> => {
  const { refine } = detectors;
  if (!refine || batch.length === 0) return batch.map(({ judged }) => judged);
  const without = (judged: Judged, network: StageOutcome): Judged => ({ ...withoutModel(judged), network });
  try {
    const refined = await refine(batch.map(({ judged, ...one }) => ({ ...one, versions: judged.versions })));
    return batch.map(({ judged }, i) => {
      const one = refined[i];
      return one?.network === 'ok' ? { ...judged, ...one } : without(judged, one?.network ?? 'failed');
    });
  } catch (error) {
    onError(error);
    return batch.map(({ judged }) => without(judged, 'failed'));
  }
};

/** A text with its personal data masked, of the same length, and what was masked. */
export interface Masked {
  readonly text: string;
  readonly data: readonly PersonalDatum[];
}

/** Masks personal data. When the finder fails all of the text is masked: what was not looked at must not be shown. */
export const maskText = (detectors: Detectors, text: string, onError: (error: unknown) => void): Masked => {
  try {
    const data = detectors.findPersonalData(text);
    if (data.length === 0) return { text, data };
    const masked = detectors.maskPersonalData(text, data);
    if (masked.length !== text.length) throw new Error('masking changed the length of a text');
    return { text: masked, data };
  } catch (error) {
    onError(error);
    return { text: '*'.repeat(text.length), data: [{ kind: 'unknown', start: 0, end: text.length }] };
  }
};
