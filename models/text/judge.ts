import type { Bilingual, Claim, StageOutcome, Step, Versions } from '../contract/claim.ts';
import type { UtteranceId } from '../contract/ids.ts';
import type { Listing, Role, Source } from '../contract/ingest.ts';
import { type GROUPS, KINDS, type Kind } from '../contract/kinds.ts';
import { literal } from '../contract/literal.ts';
import { praiseClaims } from './chat/praise.ts';
import type { Alike } from './chat/shill.ts';
import { shillClaims } from './chat/shill-claim.ts';
import { acrossCuts } from './context/across.ts';
import { withoutEdges } from './context/edges.ts';
import { withExplained } from './context/explained.ts';
import { withQuotations } from './context/quoted.ts';
import { withRepeats } from './context/repeats.ts';
import { wholeWords } from './context/whole-words.ts';
import { type Correction, correctionIn, mayTakeBack, withdrawn } from './elements/correction.ts';
import { suggestedIn } from './elements/script.ts';
import { confidenceOf, isViewer, type Speaker, severityOf, speakerOf, tempered } from './elements/speaker.ts';
import { analyse, WEAKENED } from './elements/steps.ts';
import { viewOf } from './elements/view.ts';
import { excused } from './lexicon/allow.ts';
import { type Entry, kindOf } from './lexicon/entry.ts';
import { type Found, hitsIn, joined } from './lexicon/hits.ts';
import type { Packs } from './lexicon/packs.ts';
import type { Provision } from './lexicon/schema.ts';
import type { NetworkStage } from './merge.ts';
import { withoutTwins } from './merge.ts';
import { WINK } from './normalise/confusions.ts';
import { joinsClauses } from './normalise/gaps.ts';
import {
  type Folded,
  foldAsWritten,
  foldedText,
  METHOD_CONFIDENCE,
  type Method,
  spanOf,
} from './normalise/normalise.ts';
import { leakClaims } from './personal-data/leaks.ts';
import type { SplitDatum } from './personal-data/split.ts';
import { withPrices } from './price/claims.ts';

export type { Correction } from './elements/correction.ts';
export { PackError } from './lexicon/pack-error.ts';
export { loadPacks, type Packs } from './lexicon/packs.ts';
export type { NetworkStage } from './merge.ts';

/** An earlier line of the same speaker, for claims and quotations that run over the cut. */
export interface Earlier {
  readonly text: string;
  readonly atMs: number;
  readonly role: Role;
  readonly speaker?: string;
  /** Without it no claim can point at the line, and it is not read along. */
  readonly utteranceId?: UtteranceId;
  /** Where `text` begins in the utterance, in UTF-16 units, when only its end was kept. */
  readonly from?: number;
  readonly confidence?: number;
}

/** What is known of an utterance beside its text. */
export interface TextContext {
  /** Named by the parts of claims that run over several utterances. */
  readonly utteranceId?: UtteranceId;
  readonly source: Source;
  readonly role: Role;
  readonly speaker?: string;
  /** Of the speech recogniser, 0 to 1. */
  readonly confidence?: number;
  readonly language?: string;
  /** Speech that cannot be put down to the room: pk, guest, a played media segment. */
  readonly unattributed?: boolean;
  /** The room has pinned the line, whoever wrote it. */
  readonly pinned?: boolean;
  /** Category of the product being introduced, if known. */
  readonly category?: string;
  /** Of the product being introduced. */
  readonly productName?: string;
  /** Of every product of the broadcast. */
  readonly productNames?: readonly string[];
  readonly listing?: Listing;
  /** The last 8 s of the same speaker, oldest first, with nobody else's words and no gap between. */
  readonly before?: readonly Earlier[];
  /** What the same speaker said in the last 30 s, oldest first, whoever spoke in between. */
  readonly recent?: readonly Pick<Earlier, 'text' | 'atMs' | 'utteranceId'>[];
  readonly atMs?: number;
  /** Where it is said; entries of custom packs may hold for one platform alone. */
  readonly platform?: string;
  /** When it was taken in, ms since 1970: allow-entries that had ended by then excuse nothing. Without it the judge's clock counts. */
  readonly acceptedAtMs?: number;
  /** The same line from other accounts within the last minute, where it is more than chance. */
  readonly alike?: Alike;
  /** Personal data that this message completes and that none shows alone. */
  readonly splitData?: readonly SplitDatum[];
}

export interface TextJudgement {
  readonly claims: readonly Claim[];
  readonly lexicon: StageOutcome;
  /** `unavailable` until a network's scores have been merged. */
  readonly network: StageOutcome;
  /** The speaker takes back something said. */
  readonly correction?: Correction;
}

export interface TextJudge {
  readonly versions: Versions;
  /** Judges one text alone with its context. Never throws on any text; offsets are UTF-16 offsets of it. */
  judge(text: string, context: TextContext): TextJudgement;
}

/** Most claims kept of one utterance: more than any sentence makes; a line of 64 KiB of one word makes no more. */
export const CLAIMS_MAX = 24;

/** Of equal claims the first stays: one that rests on the form of its words is not left open by the network. */
const firmFirst = (found: readonly Found[]): readonly Found[] =>
  found.some(({ entry }) => entry.firm)
    ? found.toSorted((a, b) => Number(b.entry.firm ?? false) - Number(a.entry.firm ?? false))
    : found;

const suggestionFor = (entry: Entry, provision: Provision, needsProof: boolean): Bilingual => {
  const base = entry.suggestion ?? provision.suggestion;
  if (!needsProof) return base;
  return {
    zh: `请备妥并展示证明材料（时间、范围、出处或编号）。${base.zh}`,
    en: `Keep and show the proof (period, scope, source or number). ${base.en}`,
  };
};

/** Words near a span as an entry asks for them. */
const nearTests = new WeakMap<
  Entry,
  { near: RegExp | null; notNear: RegExp | null; before: RegExp | null; after: RegExp | null }
>();
/** Of an English word its forms are meant (custom, customs, scam, scammers), and none that it merely begins: car is not in card. */
const endingsOf = (word: string): string => {
  const last = word.at(-1) as string;
  if (!/[a-z]/.test(last)) return '';
  const twice = /[bdgklmnprtz]/.test(last) ? `${last}?` : '';
  return `(?:'?s|es|e?d|ly|${twice}(?:ed|ing|ers?))?(?![a-z])`;
};
const escaped = (words: readonly string[], english: boolean): string =>
  words
    .map((word) => {
      const body = literal(word);
      return english ? `\\b${body}${endingsOf(word)}` : body;
    })
    .join('|');
const testsOf = (
  entry: Entry,
): { near: RegExp | null; notNear: RegExp | null; before: RegExp | null; after: RegExp | null } => {
  let tests = nearTests.get(entry);
  if (!tests) {
    const english = entry.language === 'en';
    const of = (words: readonly string[] | undefined, wrap: (body: string) => string): RegExp | null =>
      words && words.length > 0 ? new RegExp(wrap(escaped(words, english))) : null;
    tests = {
      near: of(entry.near, (body) => body),
      notNear: of(entry.notNear, (body) => body),
      before: of(entry.notBefore, (body) => `(?:${body})\\s?$`),
      after: of(entry.notAfter, (body) => `^\\s?(?:${body})`),
    };
    nearTests.set(entry, tests);
  }
  return tests;
};

/** Laws and rules begin and end with a day in China, which is 8 h ahead of UTC all year. */
const CHINA_AHEAD_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
/** The day that was asked for last: nearly always it is today. */
let asked = { day: 0, text: new Date(0).toISOString().slice(0, 10) };
const dayInChina = (atMs: number): string => {
  const day = Math.floor((atMs + CHINA_AHEAD_MS) / DAY_MS);
  if (asked.day !== day) asked = { day, text: new Date(day * DAY_MS).toISOString().slice(0, 10) };
  return asked.text;
};

const inForce = (entry: Entry, today: string | undefined): boolean => {
  if (today === undefined) return true;
  const { from, until } = entry.inForce ?? entry.provision.inForce;
  return from <= today && (until === undefined || today <= until);
};

const applies = (entry: Entry, { category, platform }: TextContext): boolean =>
  (entry.platform === undefined || entry.platform === platform) &&
  (!entry.categories ||
    category === undefined ||
    category === 'other' ||
    entry.categories.includes(category));

/**
 * Makes the judge of texts: lexicon and element analysis, without the network, whose scores are merged by
 * `mergeNetwork`. `today` (ISO date) leaves out entries that are not in force; without it the day counts on which a text was
 * taken in, by its context or by `now` (ms since 1970); where neither is given all entries are in force and no allow-entry ended.
 */
export const createTextJudge = (deps: {
  packs: Packs;
  network?: NetworkStage;
  today?: string;
  now?: () => number;
}): TextJudge => {
  const { packs } = deps;
  const versions: Versions = {
    normaliser: packs.normaliserHash,
    packs: packs.hash,
    ...(deps.network ? { model: deps.network.hash, thresholds: deps.network.thresholds } : {}),
  };

  const takenAt = ({ acceptedAtMs }: TextContext): number | undefined => acceptedAtMs ?? deps.now?.();
  const todayOf = (context: TextContext): string | undefined => {
    const takenAtMs = takenAt(context);
    return deps.today ?? (takenAtMs === undefined ? undefined : dayInChina(takenAtMs));
  };

  const claimOf = (hit: Found, text: string, context: TextContext, speaker: Speaker): Claim | null => {
    const { entry, folded, method } = hit;
    if (!applies(entry, context)) return null;
    const view = viewOf(text, hit.start, hit.end, entry, context);
    const tests = testsOf(entry);
    const sentence = view.before + view.span + view.after;
    if (tests.near && !tests.near.test(sentence)) return null;
    if (tests.notNear?.test(sentence)) return null;
    if (tests.before?.test(view.before) || tests.after?.test(view.after)) return null;
    const analysis = analyse(view);
    const kind = speaker.promoter
      ? promoterKind(kindOf(entry, context.category))
      : kindOf(entry, context.category);
    // The same words are another kind for other goods, and the law of that kind counts.
    const provision =
      kind === entry.kind ? entry.provision : (packs.shipped.provisions[kind] ?? entry.provision);
    const span =
      entry.language === 'zh' && packs.shipped.packIds.has(entry.packId)
        ? wholeWords(text, hit, packs.zh.reader.isWord)
        : hit;
    const { start, end } = spanOf(folded, span.start, span.end);
    const { outcome, toned } = weakened(guessed(tempered(analysis, speaker), method, context), analysis.tone);
    const steps: Step[] = [...speaker.steps, ...methodStep(method, view.span), ...toned, ...analysis.steps];
    const confidence = confidenceOf(
      entry.confidence * winked(method, text),
      method,
      outcome.verdict,
      context,
    );
    return {
      kind,
      group: KINDS[kind].group as keyof typeof GROUPS,
      start,
      end,
      quote: folded.text.slice(start, end),
      verdict: outcome.verdict,
      ...(outcome.need ? { need: outcome.need } : {}),
      basis: entry.basis ?? provision.basis,
      confidence,
      severity: severityOf(entry.severity ?? KINDS[kind].severity, kind, context, confidence),
      article: entry.article ?? provision.article,
      reason: entry.reason ?? provision.reason,
      steps,
      suggestion: suggestionFor(entry, provision, analysis.needsProof),
      source: { stage: 'lexicon', packId: entry.packId, ruleId: entry.id, versions },
    };
  };

  /** Spaces between Chinese clauses end them; English words are found as such. */
  const isWhole = ({ entry, folded, start, end }: Found): boolean =>
    entry.language === 'en' || !joinsClauses(folded, start, end, packs.zh.reader.isWord);

  const alone = (text: string, context: TextContext): TextJudgement => {
    const written = foldAsWritten(packs.normaliser, text);
    const folded = packs.normaliser.fold(text);
    const hits = hitsIn(packs, folded);
    const found = (written ? hits.concat(hitsIn(packs, written)) : hits).filter(isWhole);
    const viewer = isViewer(context);
    const shown = leakClaims(text, context, packs, versions);
    const leaked = viewer
      ? shown.concat(
          shillClaims(text, context, packs, versions),
          praiseClaims(text, foldedText(folded), packs, versions),
        )
      : shown;
    const takesBack = !viewer && mayTakeBack(text);
    if (found.length === 0 && !takesBack) return { claims: leaked, lexicon: 'ok', network: 'unavailable' };
    const folding = foldedText(folded);
    const readings = new Map([[folded, folding]]);
    const textOf = (one: Folded): string => {
      const known = readings.get(one) ?? foldedText(one);
      readings.set(one, known);
      return known;
    };
    const speaker = speakerOf(
      context,
      folding,
      found.map(({ entry }) => entry),
    );
    const correction = takesBack && speaker.seller ? correctionIn(folding, folded) : undefined;
    const claims: Claim[] = [...leaked];
    const takenAtMs = takenAt(context);
    const today = todayOf(context);
    for (const hit of firmFirst(joined(found))) {
      if (!speaker.hears(hit.entry.speaker) || !inForce(hit.entry, today)) continue;
      const around = textOf(hit.folded);
      const claim = claimOf(hit, around, context, speaker);
      if (!claim) continue;
      const placed = { claim: withdrawn(claim, correction), start: hit.start, end: hit.end };
      claims.push(withoutEdges(excused(placed, around, context.platform, packs.allowances, takenAtMs)));
    }
    return {
      claims: withoutTwins(claims).slice(0, CLAIMS_MAX),
      lexicon: 'ok',
      network: 'unavailable',
      ...(correction ? { correction } : {}),
    };
  };
  const priced = withPrices(withQuotations(alone), { packs, versions, today: todayOf });
  const fold = (text: string): string => foldedText(packs.normaliser.fold(text));
  const whole = withExplained(withRepeats(acrossCuts(priced, fold), fold), { packs, versions });
  const judge = (text: string, context: TextContext): TextJudgement => {
    const judged = whole(text, context);
    return judged.claims.length === 0 ? judged : { ...judged, claims: suggestedIn(text, judged.claims) };
  };
  return { versions, judge };
};

/** What a third party lures with in chat is its own kind where there is one. */
const promoterKind = (kind: Kind): Kind =>
  kind === 'off-platform-transaction' ? 'chat-offplatform-solicit' : kind;

const METHOD_WORDS = {
  fold: [
    '字形还原（繁体、全角、空格、换行、符号或显示顺序）',
    'read after folding (Traditional, full width, spaces, line ends, marks or the order shown)',
  ],
  confusion: ['谐音、拼音或拆字还原', 'read after undoing homophones, pinyin or split characters'],
  emoji: ['表情还原', 'read after putting words for emoji'],
  phonetic: ['按读音还原，请核对', 'read by its sound alone; please check'],
  hint: ['按缺字或暗示还原，请核对', 'read from a gap or a hint; please check'],
} as const;

/** How the words had to be read, and as what where that is not to be seen. */
const methodStep = (method: Method, reading: string): readonly Step[] =>
  method === 'literal'
    ? []
    : [
        {
          id: 'normalise',
          outcome: method,
          ...(method === 'fold' ? {} : { words: [reading] }),
          zh: METHOD_WORDS[method][0],
          en: METHOD_WORDS[method][1],
        },
      ];

/** A claim amid plain talk is put before a person; the step tells that without the tone it would be flagged. */
const weakened = (
  outcome: ReturnType<typeof tempered>,
  tone: Step | undefined,
): { readonly outcome: ReturnType<typeof tempered>; readonly toned: readonly Step[] } => {
  if (!tone) return { outcome, toned: [] };
  return outcome.verdict === 'flag'
    ? { outcome: { verdict: 'review', need: 'context' }, toned: [{ ...tone, outcome: WEAKENED }] }
    : { outcome, toned: [tone] };
};

/** What is only heard or hinted at is put before a person, never flagged. */
const guessed = (
  outcome: ReturnType<typeof tempered>,
  method: Method,
  context: TextContext,
): ReturnType<typeof tempered> =>
  outcome.verdict === 'flag' && (method === 'phonetic' || method === 'hint')
    ? { verdict: 'review', need: context.source === 'speech' ? 'listen' : 'context' }
    : outcome;

/** A wink at the rules beside a disguise makes it surer, never surer than plain words. */
const WINKED = 1.3;
const winked = (method: Method, text: string): number =>
  METHOD_CONFIDENCE[method] < METHOD_CONFIDENCE.fold && WINK.test(text)
    ? Math.min(WINKED, 1 / METHOD_CONFIDENCE[method])
    : 1;
