import { decidedReason } from '../decided-reason.ts';
import type { Leaf, LeafOf } from '../log/leaf.ts';
import type { ShownRecord } from '../log/verify-records.ts';
import type { WithheldNotice } from '../withholding.ts';
import { clockOf, dayOf, localOf, receivedLocal, two } from './clock.ts';
import type { PackDocument, PackDuty, PackFinding } from './documents.ts';
import { type LeftOut, leftOutOf } from './left-out.ts';
import { listingText } from './listing-words.ts';
import type { Through } from './stretch.ts';
import { noticeOf } from './withheld.ts';

/** A time as broadcasts count it and as clocks in the room showed it. */
export interface Moment {
  readonly atMs: number;
  /** `00:41:07`. */
  readonly clock: string;
  /** `2026-11-20 20:41:07 +08:00`. */
  readonly local: string;
}

export type FindingStanding = 'suspected' | 'upheld' | 'dismissed';
/** What was found, in the words that fit how it stands. */
export interface StoryFinding extends PackFinding {
  readonly stands: FindingStanding;
}

/** Why something is not shown, by the record that says so. */
export interface StoryWithheld {
  readonly leaf: number;
  readonly reason: WithheldNotice['reason'];
  /** By the clock on the room's wall. */
  readonly at: string;
}

/** Of words, the record that they are of; of picture and sound, the stretch. */
export interface StoryNotice extends StoryWithheld {
  readonly of?: number;
  readonly from?: Moment;
  readonly until?: Moment;
}

export interface StoryMark {
  readonly start: number;
  readonly end: number;
  readonly finding: StoryFinding;
}
export interface StoryLine extends Moment {
  readonly leaf: number;
  readonly source: 'speech' | 'chat' | 'screen';
  readonly role: LeafOf<'utterance'>['role'];
  readonly speaker?: string;
  /** `null` when it was withheld. */
  readonly text: string | null;
  readonly withheld?: StoryWithheld;
  readonly marks: readonly StoryMark[];
}

export interface StoryClaim extends Moment {
  readonly finding: StoryFinding;
  readonly leaf: number;
  /** Empty when it was withheld. */
  readonly quote: string;
  readonly withheld?: StoryWithheld;
  /** What was said around the quote. */
  readonly line?: StoryLine;
}

export interface StoryProduct {
  readonly id: string;
  readonly name?: string;
  readonly linkNo?: number;
  readonly seller?: string;
  /** The page as last told by then; names and values as they came. */
  readonly listing?: readonly (readonly [field: string, value: string])[];
  /** When the page was told. */
  readonly asOf?: Moment;
  /** The page was told, and is withheld. */
  readonly withheld?: StoryWithheld;
}

export interface StoryGap {
  readonly from: Moment;
  readonly until: Moment;
  readonly reason: LeafOf<'gap'>['reason'];
}

export interface StoryAnswer {
  readonly leaf: number;
  /** By the clock on the room's wall. */
  readonly at: string;
  readonly text: string | null;
  readonly withheld?: StoryWithheld;
  /** It is added to an earlier one. */
  readonly isMore: boolean;
  readonly moments: readonly Moment[];
}

/** A moment that somebody marked, as they said it. */
export interface StoryMarked {
  readonly leaf: number;
  /** By the clock on the room's wall. */
  readonly at: string;
  readonly words?: string;
  readonly withheld?: StoryWithheld;
  /** Day, and hour where it is known. */
  readonly bought?: string;
}

/** A pack as people read it: made of what was verified, and of nothing else. */
export interface PackStory {
  readonly at: Moment;
  readonly from: Moment;
  readonly until: Moment;
  readonly title?: string;
  readonly platform: string;
  readonly room?: string;
  readonly operator?: string;
  readonly presenters: readonly string[];
  /** Everything that was found, in the pack's order. */
  readonly findings: readonly StoryFinding[];
  readonly claims: readonly StoryClaim[];
  /** What the pack is about where it is about a duty. */
  readonly owed: readonly (StoryFinding & Moment)[];
  readonly lines: readonly StoryLine[];
  readonly product?: StoryProduct;
  readonly duties: readonly (PackDuty & { readonly state: string })[];
  readonly decisions: readonly { readonly action: LeafOf<'decision'>['action']; readonly at: string }[];
  /** Cases that it was joined to, each with so many others. */
  readonly cases: readonly { readonly leaf: number; readonly at: string; readonly others: number }[];
  /** What the room said of what was decided, oldest first; `text` null where it was withheld. */
  readonly answers: readonly StoryAnswer[];
  readonly marked?: StoryMarked;
  /** `partly`: some of what was found was upheld, and each says how it stands. */
  readonly standing: 'none' | 'partly' | FindingStanding;
  readonly correctedAt: readonly Moment[];
  readonly gaps: readonly StoryGap[];
  /** What was gone through record by record; null in packs of before. */
  readonly through: Through | null;
  /** Of a pack of before, records between the lines that are not in it. */
  readonly leftOut: LeftOut | null;
  /** All that is withheld, by the records that say so. */
  readonly withheld: readonly StoryNotice[];
}

const parsed = (text: string | undefined): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};

type Records = readonly ShownRecord[];
const of = <Kind extends Leaf['kind']>(records: Records, kind: Kind) =>
  records.filter((one): one is ShownRecord & { leaf: LeafOf<Kind> } => one.leaf.kind === kind);

type When = (atMs: number) => Moment;
/** A pack of which each finding says how it stands. */
type Told = Omit<PackDocument, 'findings'> & { readonly findings: readonly StoryFinding[] };

/** Why a field of a record is not shown; undefined where no record of the pack says so. */
type WithheldAt = (index: number, field: string) => StoryWithheld | undefined;
interface Says {
  readonly when: When;
  readonly withheldAt: WithheldAt;
}

const withheldIn = (records: Records, startedAt: string): WithheldAt => {
  const notices = new Map<string, StoryWithheld>();
  for (const { index, leaf } of of(records, 'withholding'))
    for (const field of leaf.fields)
      notices.set(`${leaf.of}/${field}`, {
        leaf: index,
        reason: leaf.reason,
        at: dayOf(startedAt, leaf.receivedAt),
      });
  return (index, field) => notices.get(`${index}/${field}`);
};

const linesOf = (doc: Told, records: Records, when: When, withheldAt: WithheldAt): StoryLine[] => {
  const findings = new Map(doc.findings.map((finding) => [finding.leaf, finding]));
  const marks = new Map<number, StoryMark[]>();
  for (const { index, leaf } of of(records, 'claim')) {
    const finding = findings.get(index);
    if (!finding) continue;
    const spans = leaf.parts ?? [{ of: leaf.of, start: leaf.start, end: leaf.end }];
    for (const { of: line, start, end } of spans)
      marks.set(line, [...(marks.get(line) ?? []), { start, end, finding }]);
  }
  const newest = new Map<string, number>();
  for (const { index, leaf } of of(records, 'utterance')) newest.set(leaf.id, index);
  return of(records, 'utterance')
    .filter(({ index, leaf }) => newest.get(leaf.id) === index || marks.has(index))
    .map(({ index, leaf, values }) => ({
      ...when(leaf.atMs),
      leaf: index,
      source: leaf.source,
      role: leaf.role,
      text: values.text ?? null,
      ...unless(values.text, withheldAt(index, 'text')),
      marks: (marks.get(index) ?? []).sort((a, b) => a.start - b.start),
      ...(values.speaker !== undefined && { speaker: values.speaker }),
    }))
    .sort((a, b) => a.atMs - b.atMs || a.leaf - b.leaf);
};

const noticesOf = (records: Records, startedAt: string, when: When): StoryNotice[] =>
  records.flatMap(({ index, leaf: record }): StoryNotice[] => {
    const notice = noticeOf(index, record);
    if (notice === null) return [];
    const { leaf, reason, at, of, fromMs, untilMs } = notice;
    const stretch = fromMs !== undefined &&
      untilMs !== undefined && { from: when(fromMs), until: when(untilMs) };
    return [{ leaf, reason, at: dayOf(startedAt, at), ...(of !== undefined && { of }), ...stretch }];
  });

/** Of what is not shown, why. */
const unless = (
  value: string | undefined,
  withheld: StoryWithheld | undefined,
): { readonly withheld?: StoryWithheld } =>
  value === undefined && withheld !== undefined ? { withheld } : {};

/** How it stands by the newest decision that rests on its record. */
const standingAt = (records: Records, index: number): FindingStanding => {
  const acts = of(records, 'decision').filter(({ leaf }) => leaf.of.includes(index));
  return acts.map(({ leaf }) => DECIDED[leaf.action]).findLast((one) => one !== undefined) ?? 'suspected';
};
const DECIDED: Readonly<Partial<Record<LeafOf<'decision'>['action'], FindingStanding>>> = {
  uphold: 'upheld',
  dismiss: 'dismissed',
  reopen: 'suspected',
};

/** As it is to be read: what was upheld is suspected no more. */
const standing = (finding: PackFinding, records: Records): StoryFinding => {
  const stands = standingAt(records, finding.leaf);
  return { ...finding, stands, reason: stands === 'upheld' ? decidedReason(finding.reason) : finding.reason };
};

const claimsOf = (doc: Told, records: Records, lines: readonly StoryLine[], { when, withheldAt }: Says) => {
  const claims = new Map(of(records, 'claim').map((one) => [one.index, one]));
  return doc.findings.flatMap((finding): StoryClaim[] => {
    const claim = claims.get(finding.leaf);
    if (!claim) return [];
    const line = lines.find(({ leaf }) => leaf === claim.leaf.of);
    const { index: leaf, values } = claim;
    const why = unless(values.quote, withheldAt(leaf, 'quote'));
    const quote = values.quote ?? '';
    return [{ ...when(claim.leaf.atMs), finding, leaf, quote, ...why, ...(line && { line }) }];
  });
};

/** The product that the first finding names, or else the one that was being presented; its page as last told by then. */
const productOf = (records: Records, atMs: number, { when, withheldAt }: Says): StoryProduct | undefined => {
  const claimed = of(records, 'claim').find(({ leaf }) => leaf.productId !== undefined)?.leaf.productId;
  const told = of(records, 'product').filter(({ leaf }) => leaf.atMs <= atMs);
  const id = claimed ?? told.findLast(({ leaf }) => leaf.action === 'introduced')?.leaf.productId;
  if (id === undefined) return undefined;
  const mine = told.filter(({ leaf }) => leaf.productId === id);
  if (mine.length === 0) return undefined;
  const last = <T>(pick: (one: (typeof mine)[number]) => T | undefined): T | undefined =>
    mine.map(pick).findLast((value) => value !== undefined);
  const page = mine.findLast(({ values }) => values.listing !== undefined);
  const gone = mine.map(({ index }) => withheldAt(index, 'listing')).findLast((one) => one !== undefined);
  const seller = parsed(last(({ values }) => values.seller)).name;
  const name = last(({ leaf }) => leaf.name);
  const linkNo = last(({ leaf }) => leaf.linkNo);
  return {
    id,
    ...(name !== undefined && { name }),
    ...(linkNo !== undefined && { linkNo }),
    ...(typeof seller === 'string' && { seller }),
    ...unless(page?.values.listing, gone),
    ...(page && {
      listing: Object.entries(parsed(page.values.listing)).map(
        ([field, value]) => [field, listingText(value)] as const,
      ),
      asOf: when(page.leaf.atMs),
    }),
  };
};

const markedOf = (
  doc: PackDocument,
  records: Records,
  startedAt: string,
  withheldAt: WithheldAt,
): StoryMarked | undefined => {
  const found = of(records, 'marker').find(({ index }) => index === doc.subject.mark?.leaf);
  if (!found) return undefined;
  const { index, leaf, values } = found;
  const { day, hour } = parsed(values.bought);
  const words = values.note;
  return {
    leaf: index,
    at: receivedLocal(startedAt, leaf.receivedAt),
    ...(words !== undefined && { words }),
    ...unless(words, withheldAt(index, 'note')),
    ...(typeof day === 'string' && { bought: typeof hour === 'number' ? `${day} ${two(hour)}:00` : day }),
  };
};

/** What was decided of it, and what the room and the platform did about that. */
const actsOf = (
  records: Records,
  startedAt: string,
  { when, withheldAt }: Says,
): Pick<PackStory, 'decisions' | 'cases' | 'answers' | 'correctedAt'> => {
  const received = ({ receivedAt }: Leaf): string => receivedLocal(startedAt, receivedAt);
  return {
    decisions: of(records, 'decision').map(({ leaf }) => ({
      action: leaf.action,
      at: received(leaf),
    })),
    cases: of(records, 'case').map(({ index, leaf }) => ({
      leaf: index,
      at: received(leaf),
      others: leaf.alerts.length - 1,
    })),
    answers: of(records, 'answer').map(({ index, leaf, values }) => ({
      leaf: index,
      at: received(leaf),
      text: values.text ?? null,
      ...unless(values.text, withheldAt(index, 'text')),
      isMore: leaf.to !== undefined,
      moments: (leaf.moments ?? []).map(when),
    })),
    correctedAt: of(records, 'correction').map(({ leaf }) => when(leaf.atMs)),
  };
};

const standingOf = (findings: readonly StoryFinding[]): PackStory['standing'] => {
  const [first, ...others] = new Set(findings.map(({ stands }) => stands));
  if (first === undefined) return 'none';
  if (others.length === 0) return first;
  return findings.some(({ stands }) => stands === 'upheld') ? 'partly' : 'suspected';
};

/** Reads a pack's records as what happened. Takes only what was verified. */
export const storyOf = (pack: PackDocument, records: Records, through: Through | null = null): PackStory => {
  const doc = { ...pack, findings: pack.findings.map((finding) => standing(finding, records)) };
  const registered = records.find(({ leaf }) => leaf.kind === 'broadcast' && leaf.action === 'registered');
  const facts = registered?.leaf as Extract<Leaf, { action: 'registered' }> | undefined;
  const startedAt = facts?.startedAt ?? '1970-01-01T00:00:00Z';
  const when: When = (atMs) => ({ atMs, clock: clockOf(atMs), local: localOf(startedAt, atMs) });
  const { atMs, fromMs, untilMs } = doc.subject;
  const withheldAt = withheldIn(records, startedAt);
  const says: Says = { when, withheldAt };
  const marked = markedOf(doc, records, startedAt, withheldAt);
  const room = parsed(registered?.values.room);
  const lines = linesOf(doc, records, when, withheldAt);
  const inside = (line: StoryLine): boolean => line.atMs >= fromMs && line.atMs <= untilMs;
  const states = new Map(of(records, 'duty').map(({ index, leaf }) => [index, leaf]));
  // As it stood at the moment; where nothing had been told by then, what came first afterwards within the minute.
  const product = productOf(records, atMs, says) ?? productOf(records, untilMs, says);
  const title = of(records, 'broadcast').findLast(({ values }) => values.title !== undefined)?.values.title;
  return {
    at: when(atMs),
    from: when(fromMs),
    until: when(untilMs),
    platform: facts?.platform ?? '',
    presenters: (facts?.presenters ?? []).flatMap((_, i) => registered?.values[`presenters/${i}/name`] ?? []),
    findings: doc.findings,
    claims: claimsOf(doc, records, lines, says),
    owed: doc.findings.flatMap((finding) => {
      const leaf = states.get(finding.leaf);
      return leaf ? [{ ...finding, ...when(leaf.atMs) }] : [];
    }),
    lines: lines.filter(inside),
    duties: doc.duties.map((duty) => ({ ...duty, state: states.get(duty.leaf)?.state ?? '' })),
    ...actsOf(records, startedAt, says),
    ...(marked && { marked }),
    standing: standingOf(doc.findings),
    through,
    leftOut: through === null ? leftOutOf(records) : null,
    gaps: of(records, 'gap').map(({ leaf }) => ({
      from: when(leaf.fromMs),
      until: when(leaf.untilMs),
      reason: leaf.reason,
    })),
    withheld: noticesOf(records, startedAt, when),
    ...(title !== undefined && { title }),
    ...(typeof room.name === 'string' && { room: room.name }),
    ...(typeof room.operator === 'string' && { operator: room.operator }),
    ...(product && { product }),
  };
};
