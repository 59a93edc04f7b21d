import { type Claim, isRaised, type Step } from '../../contract/claim.ts';
import { KINDS } from '../../contract/kinds.ts';
import { SEVERITIES, type Severity, severityRank } from '../../contract/severity.ts';
import { CONFIDENCE_LIGHT } from '../elements/speaker.ts';
import type { TextContext, TextJudgement } from '../judge.ts';
import { WINK } from '../normalise/confusions.ts';

type Judging = (text: string, context: TextContext) => TextJudgement;

/** The same words again within this are no slip of the recogniser (docs/evasion.md, 2). */
export const REPEAT_MS = 30_000;
const REPEATED = 1.2;
/** A wink at the rules this near to a disguise is meant for it. */
export const WINK_MS = 10_000;
const WINKED = 1.3;
/** One character repeats by chance. */
const SPAN_MIN = 2;
/** Ways of reading that a wink bears out. */
const DISGUISED: ReadonlySet<string> = new Set(['confusion', 'emoji', 'phonetic', 'hint']);

const repeatStep = (words: string): Step => ({
  id: 'repeat',
  outcome: `×${REPEATED}`,
  words: [words],
  zh: '同样的话 30 秒内又说了一次，把握相应上调',
  en: 'the same words again within 30 s: surer by that',
});
const winkStep = (words: string): Step => ({
  id: 'wink',
  outcome: `×${WINKED}`,
  words: [words],
  zh: '前后 10 秒内有回避规则的暗示，把握相应上调',
  en: 'a wink at the rules within 10 s: surer by that',
});

/** Being surer gives back the level that being unsure had taken. */
const severityAt = ({ kind, severity, confidence }: Claim, surer: number): Severity => {
  if (confidence >= CONFIDENCE_LIGHT || surer < CONFIDENCE_LIGHT) return severity;
  const rank = severityRank(severity);
  const most = Math.max(rank, severityRank(KINDS[kind].severity));
  return SEVERITIES[Math.min(rank + 1, most)] as Severity;
};

const boosted = (claim: Claim, steps: readonly Step[], factor: number): Claim => {
  const confidence = Math.round(Math.min(1, claim.confidence * factor) * 1000) / 1000;
  return { ...claim, confidence, severity: severityAt(claim, confidence), steps: [...claim.steps, ...steps] };
};

const isDisguised = ({ steps }: Claim): boolean =>
  steps.some(({ id, outcome }) => id === 'normalise' && DISGUISED.has(outcome));

/**
 * Lets a judge know what the same speaker has said lately (`context.recent`): a claim whose words were said within {@link REPEAT_MS}
 * before is surer, and so is one in disguise near a wink. Of what is said after it nothing is known yet.
 */
export const withRepeats =
  (judge: Judging, fold: (text: string) => string): Judging =>
  (text, context) => {
    const judged = judge(text, context);
    const { recent = [], atMs } = context;
    if (recent.length === 0 || atMs === undefined || !judged.claims.some(isRaised)) return judged;
    const near = recent.filter((line) => line.atMs <= atMs && atMs - line.atMs <= REPEAT_MS);
    const said = near.map((line) => fold(line.text));
    const wink = WINK.test(fold(text))
      ? undefined
      : near.flatMap((line, at) =>
          atMs - line.atMs <= WINK_MS ? (WINK.exec(said[at] as string)?.[0] ?? []) : [],
        )[0];
    const claims = judged.claims.map((claim) => {
      if (!isRaised(claim) || claim.confidence >= 1) return claim;
      const words = fold(claim.quote);
      const steps: Step[] = [];
      let factor = 1;
      if (words.length >= SPAN_MIN && said.some((line) => line.includes(words))) {
        steps.push(repeatStep(words));
        factor *= REPEATED;
      }
      if (wink !== undefined && isDisguised(claim)) {
        steps.push(winkStep(wink));
        factor *= WINKED;
      }
      return steps.length > 0 ? boosted(claim, steps, factor) : claim;
    });
    return { ...judged, claims };
  };
