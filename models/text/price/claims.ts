import type { Claim, Step, Versions } from '../../contract/claim.ts';
import { KINDS } from '../../contract/kinds.ts';
import { isViewer, type Speaker, severityOf, speakerOf, tempered } from '../elements/speaker.ts';
import type { TextContext, TextJudgement } from '../judge.ts';
import type { Packs } from '../lexicon/packs.ts';
import type { PriceFinding } from './finding.ts';
import { halfSaid } from './half-said.ts';
import { holdPrices } from './hold.ts';
import { listedOf } from './listed.ts';
import { type PriceReading, readPrices } from './read.ts';
import { type Closed, closeUp } from './spaced.ts';

/** Stands as the pack of claims that figures make. */
export const PRICE_READING = 'price-reading';

/** Figures against figures: what remains in doubt is whether they were heard right. */
const CONFIDENCE = 0.95;
/** The price of the page may be of a variant that nobody named. */
const CONFIDENCE_REVIEW = 0.7;

const ASKED = /吗|是不是|[?？]|多少/;
const DENIED = /(?:不是|没有|沒有|并非|並非|不再是|\bnot|\bnever|\bno)\s?$/i;

/** Whether the statement is asked or denied rather than made. */
const isSaid = (text: string, { start, end }: PriceFinding): boolean =>
  !DENIED.test(text.slice(Math.max(0, start - 6), start)) && !ASKED.test(text.slice(start, end + 4));

const stepOf = ({ rule, verdict, zh, en }: PriceFinding): Step => ({
  id: 'price',
  outcome: `${verdict}: ${rule}`,
  zh,
  en,
});

const claimOf = (
  finding: PriceFinding,
  text: string,
  context: TextContext,
  speaker: Speaker,
  packs: Packs,
  versions: Versions,
): Claim | null => {
  const { kind, verdict, start, end, rule, zh, en } = finding;
  const provision = packs.shipped.provisions[kind];
  if (!provision) return null;
  const steps = [...speaker.steps, stepOf(finding)];
  const outcome = tempered(
    verdict === 'review'
      ? { verdict, need: 'context', steps, needsProof: false }
      : { verdict, steps, needsProof: false },
    speaker,
  );
  const heard = context.source === 'speech' ? Math.max(0.3, Math.min(1, context.confidence ?? 1)) : 1;
  const confidence =
    Math.round((outcome.verdict === 'review' ? CONFIDENCE_REVIEW : CONFIDENCE) * heard * 1000) / 1000;
  return {
    kind,
    group: KINDS[kind].group,
    start,
    end,
    quote: text.slice(start, end),
    verdict: outcome.verdict,
    ...(outcome.need ? { need: outcome.need } : {}),
    basis: provision.basis,
    confidence,
    severity: severityOf(KINDS[kind].severity, kind, context, confidence),
    article: provision.article,
    reason:
      verdict === 'exempt' || verdict === 'undetermined'
        ? { zh, en }
        : { zh: `${provision.reason.zh}：${zh}`, en: `${provision.reason.en}: ${en}` },
    steps,
    suggestion: provision.suggestion,
    source: { stage: 'lexicon', packId: PRICE_READING, ruleId: rule, versions },
  };
};

const overlap = (a: Claim, b: PriceFinding): boolean => a.start < b.end && b.start < a.end;

/** What the words alone raise, and nothing on record shows: a person must ask for the proof. */
const uncompared = (claim: Claim, finding: PriceFinding, hasListing: boolean): Claim => {
  const reason = {
    zh: `${claim.reason.zh}；${finding.zh}`,
    en: `${claim.reason.en}; ${finding.en}`,
  };
  const told = { ...claim, reason, steps: [...claim.steps, stepOf(finding)] };
  const asks = hasListing && finding.rule !== 'reference-above-history' && claim.verdict === 'flag';
  return asks ? { ...told, verdict: 'review', need: 'proof' } : told;
};

/** A claim of the words alone, next to what the figures say of the same place. */
const beside = (claim: Claim, findings: readonly PriceFinding[], hasListing: boolean): Claim | null => {
  const ofKind = findings.filter((one) => one.kind === claim.kind && overlap(claim, one));
  const finding = ofKind.find(({ verdict }) => verdict === 'flag') ?? ofKind[0];
  if (!finding) return claim;
  // The figures say it better.
  if (finding.verdict === 'flag') return null;
  if (claim.verdict === 'exempt' || finding.verdict === 'review') return claim;
  if (finding.verdict === 'undetermined') return uncompared(claim, finding, hasListing);
  const { need: _need, ...rest } = claim;
  const reason = { zh: finding.zh, en: finding.en };
  return { ...rest, verdict: 'exempt', reason, steps: [...claim.steps, stepOf(finding)] };
};

/** "Lowest in 30 days, just $59" sets no price against another, and its days are no time in which anything works. */
const isOfPeriod = (claim: Claim, { lowest, amounts, discounts }: PriceReading): boolean => {
  const period = lowest.find(({ start, end }) => start < claim.end && claim.start < end);
  if (!period) return false;
  if (claim.kind === 'efficacy-timebound') return claim.start >= period.start && claim.end <= period.end;
  return (
    claim.kind === 'price-fictitious-original' &&
    discounts.length === 0 &&
    !amounts.some(({ role }) => role === 'former' || role === 'reference' || role === 'saving')
  );
};

/** A price statement ends with its last price: 原价999现在9块9，已售十万 says two of them and then something else. */
const endedAtPrice = (claim: Claim, text: string, { amounts, discounts }: PriceReading): Claim => {
  if (claim.kind !== 'price-fictitious-original') return claim;
  const within = [...amounts, ...discounts].filter(
    ({ start, end }) => start < claim.end && end > claim.start,
  );
  const end = Math.max(0, ...within.map((one) => one.end));
  const rest = text.slice(end, claim.end);
  if (within.length < 2 || end >= claim.end || !/^[^\s，,。；;、]{0,4}[，,。；;、]/.test(rest)) return claim;
  return { ...claim, end, quote: text.slice(claim.start, end) };
};

/** Whether the text is about another product of the broadcast than the one on show. */
const namesAnother = (text: string, { productName, productNames = [] }: TextContext): boolean =>
  productName !== undefined &&
  !text.includes(productName) &&
  productNames.some((name) => name !== productName && name.length > 1 && text.includes(name));

interface Placed {
  readonly start: number;
  readonly end: number;
  readonly from?: number;
}

/** What was read without the spaces in it, at its places in the text as written. */
const writtenAt = <T extends Placed>(one: T, closed: Closed): T => ({
  ...one,
  start: closed.startAt(one.start),
  end: closed.endAt(one.end),
  ...(one.from !== undefined && { from: closed.startAt(one.from) }),
});

const readingAt = (reading: PriceReading, closed: Closed): PriceReading => ({
  ...reading,
  amounts: reading.amounts.map((one) => writtenAt(one, closed)),
  discounts: reading.discounts.map((one) => writtenAt(one, closed)),
  lowest: reading.lowest.map((one) => writtenAt(one, closed)),
});

type Judging = (text: string, context: TextContext) => TextJudgement;

/**
 * Lets a judge of words hear figures: price statements are held against each other and against the listing of the context,
 * and both figures stand in the reason. A former price that the listing's history bears out is exempt. Viewers' prices are
 * nobody's claims.
 *
 * @param of.today ISO date in China of a context; without one every recorded price counts.
 */
export const withPrices =
  (
    alone: Judging,
    of: { packs: Packs; versions: Versions; today: (context: TextContext) => string | undefined },
  ): Judging =>
  (text, context) => {
    const findingsOf = (reading: PriceReading, said: string): readonly PriceFinding[] => {
      const { listing, language } = context;
      const listed = listing && !namesAnother(text, context) ? listedOf(listing, language, text) : null;
      return holdPrices(reading, listed, of.today(context)).filter((one) => isSaid(said, one));
    };
    const judged = alone(text, context);
    if (isViewer(context)) return judged;
    const closed = closeUp(text);
    const said = closed?.text ?? text;
    const read = readPrices(said);
    const half = read ? null : halfSaid(text);
    if (!read && !half) return judged;
    const found = half ? [half] : read ? findingsOf(read, said) : [];
    const findings = half || !closed ? found : found.map((one) => writtenAt(one, closed));
    const reading = read && closed ? readingAt(read, closed) : read;
    const worded = reading
      ? judged.claims
          .filter((claim) => !isOfPeriod(claim, reading))
          .map((claim) => endedAtPrice(claim, text, reading))
      : judged.claims;
    if (findings.length === 0) return { ...judged, claims: worded };
    const speaker = speakerOf(context, text, []);
    const hasListing = context.listing !== undefined && !namesAnother(text, context);
    // What is borne out is kept even where no word raised it, so that nothing else raises it; what could not be compared is
    // told where there is a listing to say so of.
    const isTold = (one: PriceFinding): boolean =>
      (one.verdict === 'exempt' || one.verdict === 'undetermined') &&
      ((one.verdict === 'undetermined' && (!hasListing || one.rule === 'not-comparable')) ||
        worded.some((claim) => claim.kind === one.kind && overlap(claim, one)));
    const claims = [
      ...worded.flatMap((claim) => beside(claim, findings, hasListing) ?? []),
      ...findings.flatMap((one) =>
        isTold(one) ? [] : (claimOf(one, text, context, speaker, of.packs, of.versions) ?? []),
      ),
    ];
    return { ...judged, claims: claims.sort((a, b) => a.start - b.start) };
  };
