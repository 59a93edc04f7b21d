import { type Claim, isRaised, type Step } from '../../contract/claim.ts';
import type { Yes } from '../elements/adoption.ts';
import type { TextContext, TextJudgement } from '../judge.ts';
import { withoutTwins } from '../merge.ts';
import { agreementIn } from './agreement.ts';
import { FRONT_UNITS, isUnfinished, type Joined, joinWithBefore } from './lead.ts';

type Judging = (text: string, context: TextContext) => TextJudgement;

/** How near the cut the words must stand that excuse what follows it, in units: 我不敢说这是 | 全网最低价. */
const EXCUSE_REACH = 4;
const EXCUSE_REACH_EN = 20;
/** How far before the cut a quotation or a question may end that the next sentence adopts. */
const ADOPTED_REACH = 40;

const overlaps = (a: Pick<Claim, 'start' | 'end'>, start: number, end: number): boolean =>
  a.start < end && start < a.end;

const CUT_STEP: Step = {
  id: 'context',
  outcome: 'joined',
  zh: '与同一说话人前一句合并判断',
  en: 'read together with what the same speaker said just before',
};

const TOLD_STEP: Step = {
  id: 'context',
  outcome: 'told',
  zh: '前一句已提示的说法在此说完，不再另行提示',
  en: 'the end of what was raised with the words before; not raised again',
};

/** A claim of the joined text as one of the utterance itself, pointing at all that it runs over. */
const placed = (claim: Claim, joined: Joined, steps: readonly Step[]): Claim | null => {
  const parts = joined.partsOf(claim.start, claim.end);
  const own = parts.at(-1);
  if (!own || parts.length < 2) return null;
  return { ...claim, start: own.start, end: own.end, parts, steps: [...claim.steps, ...steps] };
};

/** An effect of food that is a cure: words over a cut that heal an illness are told once, by the graver of the two. */
const isToldAsCure = (claim: Claim, reading: readonly Claim[]): boolean =>
  claim.kind === 'efficacy-food-health-function' &&
  reading.some(
    (other) =>
      other.group === 'medical' && isRaised(other) && other.start <= claim.start && claim.end <= other.end,
  );

/** The end of a claim that was raised before the cut is no claim of its own, whatever it says alone: the best mask in | the world. */
const toldBefore = (claim: Claim, joined: Joined): Claim[] => {
  const end = placed(claim, joined, [TOLD_STEP]);
  if (!end) return [];
  const { need: _need, ...rest } = end;
  return [{ ...rest, verdict: 'undetermined' }];
};

/** Claims that run over the cut; those that were found before it already are told once. */
const crossing = (reading: readonly Claim[], before: readonly Claim[], joined: Joined): Claim[] =>
  reading.flatMap((claim) => {
    const { start, end, kind } = claim;
    if (start >= joined.cut || end <= joined.cut || !isRaised(claim)) return [];
    if (isToldAsCure(claim, reading)) return [];
    const known = before.some(
      (other) => other.kind === kind && isRaised(other) && overlaps(other, start, end),
    );
    return known ? toldBefore(claim, joined) : (placed(claim, joined, [CUT_STEP]) ?? []);
  });

const EXCUSES: ReadonlySet<string> = new Set(['negation', 'compliance', 'question', 'quotation', 'goal']);

/** The joined reading of a claim of the utterance itself, where words right before the cut excuse it. `lead` folded. */
const excusedByLead = (
  claim: Claim,
  reading: readonly Claim[],
  joined: Joined,
  lead: string,
): Claim | null => {
  if (!isRaised(claim)) return null;
  const { cut } = joined;
  const other = reading.find(
    ({ start, end, kind, source }) =>
      start === cut + claim.start &&
      end === cut + claim.end &&
      kind === claim.kind &&
      source.ruleId === claim.source.ruleId,
  );
  const step = other?.steps.find(({ id }) => EXCUSES.has(id));
  const words = step?.words?.[0];
  const milder = other && (other.verdict === 'exempt' || (claim.verdict === 'flag' && isRaised(other)));
  if (!other || !milder || words === undefined || other.verdict === claim.verdict) return null;
  const at = lead.lastIndexOf(words);
  const reach = /[a-z]/.test(words) ? EXCUSE_REACH_EN : EXCUSE_REACH;
  if (at < 0 || lead.length - at - words.length > reach) return null;
  const { need: _need, ...rest } = claim;
  return {
    ...rest,
    verdict: other.verdict,
    ...(other.need && { need: other.need }),
    steps: [...other.steps, CUT_STEP],
  };
};

const adoptedStep = (yes: Yes): Step => ({
  id: 'adopted',
  outcome: 'flag',
  words: [yes.words],
  zh: '说话人认同了前面转述或被问的话',
  en: 'the speaker adopts what was quoted or asked before',
});

/** Somebody else's words, or a question, of the lead that the utterance says yes to. */
const adopted = (before: readonly Claim[], own: readonly Claim[], yes: Yes, joined: Joined): Claim[] =>
  before.flatMap((claim) => {
    const decided = claim.steps.some(({ id }) => id === 'quotation' || id === 'question');
    if (!decided || claim.verdict === 'flag' || joined.cut - claim.end > ADOPTED_REACH) return [];
    const listen = claim.steps.some(({ id, outcome }) => id === 'heard' || outcome === 'unattributed');
    // Where the yes says the words again, they are the part of this utterance.
    const again = own.find(({ kind, verdict }) => kind === claim.kind && verdict !== 'exempt');
    const here = again ?? yes;
    const parts = [
      ...joined.partsOf(claim.start, claim.end),
      ...joined.partsOf(joined.cut + here.start, joined.cut + here.end),
    ];
    const { need: _need, ...rest } = claim;
    const said = joined.text.slice(joined.cut + here.start, joined.cut + here.end);
    return {
      ...rest,
      start: here.start,
      end: here.end,
      parts,
      quote: `${claim.quote}……${said}`,
      ...(listen ? { verdict: 'review' as const, need: 'listen' as const } : { verdict: 'flag' as const }),
      steps: [
        ...claim.steps.filter(({ id }) => id !== 'quotation' && id !== 'question'),
        adoptedStep(yes),
        CUT_STEP,
      ],
    };
  });

/**
 * Lets a judge of single texts hear what runs over a cut (utterances end where a recogniser ends them): a claim that needs
 * the words before is found with the later utterance, once, with `parts`; a claim that those words deny is excused; and
 * somebody's words that the speaker adopts become a claim. Without `context.before` the answer is that of the judge alone.
 *
 * @param fold the folding that the judge's steps quote their words in.
 */
export const acrossCuts =
  (alone: Judging, fold: (text: string) => string): Judging =>
  (text, context) => {
    const own = alone(text, context);
    const joined = joinWithBefore(text, context);
    if (!joined) return own;
    const { before: _before, alike: _alike, splitData: _split, ...plain } = context;
    const around = { ...plain, ...(joined.confidence !== undefined && { confidence: joined.confidence }) };
    const whole = alone(joined.text, around);
    // What stands in several messages of a viewer is looked for by itself: see personal-data/split.ts.
    const reading = whole.claims.filter(({ kind }) => kind !== 'chat-pii-leak');
    const lead = joined.text.slice(0, joined.cut);
    const yes = agreementIn(text.slice(0, FRONT_UNITS));
    const runsOver = reading.some(({ start, end }) => start < joined.cut && end > joined.cut);
    const before = yes || runsOver ? alone(lead, around).claims : [];
    const isOwn = ({ kind, start, end }: Claim): boolean =>
      own.claims.some((one) => one.kind === kind && isRaised(one) && overlaps(one, start, end));
    const added = [
      ...crossing(reading, before, joined).filter((claim) => isRaised(claim) || !isOwn(claim)),
      ...(yes ? adopted(before, own.claims, yes, joined) : []),
    ];
    const unfinished = isUnfinished(lead);
    const kept = own.claims.flatMap((claim) => {
      if (added.some((one) => one.kind === claim.kind && overlaps(claim, one.start, one.end))) return [];
      return (unfinished && excusedByLead(claim, reading, joined, fold(lead).trimEnd())) || claim;
    });
    const correction = own.correction ?? correctionOver(whole, joined);
    return { ...own, claims: withoutTwins([...added, ...kept]), ...(correction ? { correction } : {}) };
  };

/** A withdrawal whose words began before the cut: the part of it that this utterance holds. */
const correctionOver = ({ correction }: TextJudgement, { cut }: Joined): TextJudgement['correction'] => {
  if (!correction || correction.start >= cut || correction.end <= cut) return undefined;
  return { ...correction, start: 0, end: correction.end - cut };
};
