import type { Claim, Step } from '../../contract/claim.ts';
import { isViewer } from '../elements/speaker.ts';
import { toneIn } from '../elements/steps.ts';
import type { TextContext, TextJudgement } from '../judge.ts';
import { agreementIn } from './agreement.ts';

type Judging = (text: string, context: TextContext) => TextJudgement;

/** How far before a claim the words may stand that say whose it is: an English sentence names them at its head. */
const FRAME_UNITS = 90;
/** What follows a quotation is looked at for an agreement within this. */
const AFTER_UNITS = 80;

/**
 * One viewer's words. What customers say as a whole, or an expert, is a testimonial that the seller uses, and stays the
 * seller's.
 */
const FRAME_EN =
  /\b(?:(?:a|the|one|another|this|that|some) (?:\w+ )?(?:viewer|lady|guy|girl|person|commenter|comment|user|fan|follower|gentleman|subscriber)|(?:a|one|another|this) customer (?:in|on|from) (?:the )?chat|some(?:one|body)|chat|the comments?|viewer [\w-]+|user ?[\w-]+|one of you)(?: (?:in|on|from|over|down|up) (?:the |our |my )?(?:chat|comments?|live|stream|screen|there|here))?(?: (?:just|also|here|even|already|now))* (says?|said|is saying|wrote|writes|is writing|typed|types|posted|commented|comments|tells? (?:me|us)|told (?:me|us)|claims?|claimed|thinks?|asks?|asked|is asking|wants to know)\b/gi;
const FRAME =
  /(?:有|[这這那])(?:一)?(?:位|个|個)[^，,。！!？?]{0,4}(?:[观觀][众眾]|姊妹|姐妹|[网網]友|粉[丝絲]|[宝寶]{1,2}|朋友|大哥|大姐)(?!们|們)[^，,。！!？?]{0,6}(?:[问問]|[说說]|[讲講]|留言|[评評][论論]|[写寫]|打字)/g;
const ASKED = /ask|wants to know|[问問]$/i;
/** Own words again: what stands before no longer says whose they are. */
const TURN =
  /[.!?。！？]|\b(?:but|and) (?:i|we)\b|\bi(?:'m| am)? (?:say|tell|can)\b|我(?:告[诉訴]|跟|要[说說])|但是?我/i;
const SENTENCE_END = /[.!?。！？]/;

const lastFrame = (head: string): RegExpMatchArray | undefined =>
  [...head.matchAll(FRAME_EN), ...head.matchAll(FRAME)].at(-1);

/** Whether the speaker says yes to the quotation before it ends the thought: in the same sentence or at the head of the next. */
const isAdopted = (tail: string): boolean => {
  const stop = tail.search(SENTENCE_END);
  const sentence = stop < 0 ? tail : tail.slice(0, stop);
  const clauses = sentence.split(/[，,]/).slice(1);
  return [...clauses, stop < 0 ? '' : tail.slice(stop + 1)].some((clause) => agreementIn(clause) !== null);
};

const quotedStep = (words: string, asked: boolean): Step => ({
  id: 'quotation',
  outcome: asked ? 'clear' : 'needs-context',
  words: [words],
  zh: asked ? '转述观众提问' : '转述观众的话，需看是否认同',
  en: asked ? 'a viewer’s question read out' : 'a viewer’s words; does the speaker adopt them?',
});

const asQuoted = (claim: Claim, text: string): Claim => {
  if ((claim.verdict !== 'flag' && !toneIn(claim)) || claim.steps.some(({ id }) => id === 'quotation'))
    return claim;
  const head = text.slice(Math.max(0, claim.start - FRAME_UNITS), claim.start);
  const frame = lastFrame(head);
  if (!frame || TURN.test(head.slice((frame.index ?? 0) + frame[0].length))) return claim;
  if (isAdopted(text.slice(claim.end, claim.end + AFTER_UNITS))) return claim;
  const asked = ASKED.test(frame[1] ?? frame[0]);
  const step = quotedStep(frame[0].trim().toLowerCase(), asked);
  const steps = [...claim.steps.filter(({ id }) => id !== 'no-exception'), step];
  const { need: _need, ...rest } = claim;
  return asked
    ? { ...rest, verdict: 'exempt', steps }
    : { ...rest, verdict: 'review', need: 'context', steps };
};

/** Lets a judge know a viewer's words that the seller reads out or retells; they count once adopted (docs/exceptions.md, E13). */
export const withQuotations =
  (alone: Judging): Judging =>
  (text, context) => {
    const judged = alone(text, context);
    if (isViewer(context) || judged.claims.length === 0) return judged;
    return { ...judged, claims: judged.claims.map((claim) => asQuoted(claim, text)) };
  };
