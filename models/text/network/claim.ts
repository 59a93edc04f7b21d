import type { Claim, Step, Versions } from '../../contract/claim.ts';
import { GROUPS, type Group, KINDS } from '../../contract/kinds.ts';
import { rejectionAround } from '../elements/disowned.ts';
import { asks, isViewer, type Speaker, severityOf, speakerOf, tellsOfPurchase } from '../elements/speaker.ts';
import { mayBeWarnedOf, warningAround } from '../elements/warned.ts';
import type { TextContext } from '../judge.ts';
import type { Provision } from '../lexicon/schema.ts';
import { type Folded, foldedText, spanOf } from '../normalise/normalise.ts';
import { kindIn } from './kinds.ts';
import type { Ground } from './plain.ts';

/** What a claim of the network alone is made of. */
export interface Sighting {
  readonly group: Group;
  readonly score: number;
  readonly verdict: 'flag' | 'review';
  /** Where its words stand in the folded text. */
  readonly ground: Ground;
  readonly folded: Folded;
  readonly context: TextContext;
  readonly provisions: Readonly<Record<string, Provision>>;
  readonly versions: Versions;
}

/** Speech that a recogniser was unsure of makes a claim less sure, but not nothing. */
const HEARD_MIN = 0.3;

const speakerSteps = (context: TextContext, speaker: Speaker): readonly Step[] =>
  isViewer(context) && !speaker.promoter
    ? [
        {
          id: 'speaker',
          outcome: 'promoter',
          zh: '弹幕措辞像招揽广告，不像观众的话',
          en: 'a line in chat that reads like an advertisement, not like a viewer’s remark',
        },
      ]
    : speaker.steps;

const sightingStep = ({ group, score, verdict }: Sighting, quote: string): Step => ({
  id: 'network',
  outcome: verdict === 'flag' ? 'sure' : 'alone',
  words: [quote],
  zh: `没有词条命中，分类模型判断为“${GROUPS[group].zh}”（${Math.round(score * 100)} %）`,
  en: `no rule matches; the classifier reads it as “${GROUPS[group].en}” (${Math.round(score * 100)} %)`,
});

const claimedKind = (group: Group, folded: string, context: TextContext) => {
  const kind = kindIn(group, folded, context.category);
  return kind === 'off-platform-transaction' && isViewer(context) ? 'chat-offplatform-solicit' : kind;
};

/** What an account in chat can do by its line alone. Everything else is a claim about goods, and those are the seller's to make. */
const OF_CHAT: ReadonlySet<Group> = new Set<Group>(['viewer-signal', 'off-platform', 'income', 'prohibited']);
/**
 * From this score on a line in chat may claim for goods as advertisements do. Viewers who are full of praise score as much: it
 * is by its manner that an advertisement is told from them.
 */
const ADVERTISES_FROM = 0.75;
/** Somebody of flesh and blood who tells of what was, of themselves, or is moved: an advertisement does not. */
const OF_A_PERSON =
  /我(?![们家店司])|本人|俺|(?<!为)[了过]|真的|都没|[太好]{1,2}[^\s，,]{1,3}(?:啊|呀|吧|哦|$)|[啊呀嘛呢咯哎诶呗唉][，,!！~～ ]?|吧(?:$|[,，!！~～ ])|救命|哈哈|呵呵|笑死|买它|听说|据说|说是|\b(?:i|i'm|i've|i'd|i'll|me|my|mine|lol|lmao|omg|haha+|wow|yeah|they|he|she|lost|got|was|were|did)\b/;
/** Where one clause ends and the next begins; an advertisement strings its merits together. */
const CLAUSE_END = /[，,。！!；;、~～|\n]|(?<=[\u4e00-\u9fff\d])\s+(?=[\u4e00-\u9fff\d])|$/g;
const CLAUSES_MIN = 2;
/** A figure, or what is offered. */
const OFFER =
  /\d|[一二两三四五六七八九十百千万]+(?:天|周|月|年|斤|倍|折|元|块|次|分钟|小时|秒|步)|免费|包邮|特价|限时|专享|立减|\b(?:free|our|now|today only|sale|deal|off|pounds|lbs|days|weeks)\b/;
const isStrung = (text: string): boolean => {
  let clauses = 0;
  let from = 0;
  for (const { index, 0: mark } of text.matchAll(CLAUSE_END)) {
    if (text.slice(from, index).trim().length > 1) clauses += 1;
    if (clauses >= CLAUSES_MIN) return true;
    from = index + mark.length;
  }
  return false;
};

/** A shop's terms are no news in chat, whoever tells them. */
const NOT_OF_CHAT: ReadonlySet<Group> = new Set<Group>(['terms']);

/** Whether the words of a line in chat that does not solicit by itself may be a claim all the same. */
const mayAdvertise = ({ group, score, folded }: Sighting, text: string): boolean =>
  OF_CHAT.has(group) ||
  (score >= ADVERTISES_FROM &&
    !NOT_OF_CHAT.has(group) &&
    OFFER.test(text) &&
    isStrung(folded.text) &&
    !asks(text) &&
    !tellsOfPurchase(text) &&
    !OF_A_PERSON.test(text));

const LATIN = /^[^\u4e00-\u9fff]*$/;
/** A word is talked about that the speaker keeps away from; it is not the usual price that is undercut; it turns out either way. */
const PLAINLY: Partial<Record<Group, RegExp>> = {
  absolute: /(?:字|词|话|说法)(?:我|我们|咱)?(?:可|也|都)?不(?:认|说|用|敢|提|碰|讲)/,
  price:
    /不打折|没(?:有)?(?:活动|优惠|折扣|降价)|(?<!高于|低于|比)原价卖|不降价|\b(?:full price|no (?:promo|discount|sale)s?)\b/,
  income: /有[^，,。有]{1,8}的[，,]?(?:也|都)有(?:没|不)[^，,。]{1,8}的/,
  authority: /(?:旅游|旅行|路过|参观)(?:的|过|时候?)?去?的?(?=$|[，,。！!])/,
};
/** The room is warned of whoever says so, or told where it may not be said, or nothing is made of the words. */
const rejected = ({ group, ground: { start, end } }: Sighting, text: string): boolean => {
  if (!mayBeWarnedOf(group)) return false;
  if (PLAINLY[group]?.test(text)) return true;
  const english = LATIN.test(text);
  return (
    warningAround(text, start, end, english) !== null ||
    rejectionAround(text.slice(0, start), text.slice(start, end), text.slice(end), english) !== null
  );
};

/**
 * Makes the claim that the network alone makes; null where its group's kind cannot be told, nothing is said of the kind, the room is warned of it, or
 * a viewer praises, asks or complains.
 */
export const claimOfNetwork = (sighting: Sighting): Claim | null => {
  const { group, score, folded, context, provisions, versions } = sighting;
  const text = foldedText(folded);
  const speaker = speakerOf(context, text, []);
  if (isViewer(context) && !speaker.promoter && !mayAdvertise(sighting, text)) return null;
  if (rejected(sighting, text)) return null;
  const kind = claimedKind(group, text, context);
  const provision = kind && provisions[kind];
  if (!kind || !provision) return null;
  const { start, end } = spanOf(folded, sighting.ground.start, sighting.ground.end);
  const quote = folded.text.slice(start, end);
  const cap = isViewer(context) ? { need: 'context' as const } : speaker.cap;
  const verdict = cap ? 'review' : sighting.verdict;
  const heard = context.source === 'speech' ? Math.max(HEARD_MIN, context.confidence ?? 1) : 1;
  const confidence = Math.round(score * heard * 1000) / 1000;
  return {
    kind,
    group: KINDS[kind].group,
    start,
    end,
    quote,
    verdict,
    ...(verdict === 'review' ? { need: cap?.need ?? 'context' } : {}),
    basis: provision.basis,
    confidence,
    severity: severityOf(KINDS[kind].severity, kind, context, confidence),
    article: provision.article,
    reason: provision.reason,
    steps: [...speakerSteps(context, speaker), sightingStep(sighting, quote)],
    suggestion: provision.suggestion,
    source: { stage: 'network', packId: 'network', ruleId: group, versions },
  };
};
