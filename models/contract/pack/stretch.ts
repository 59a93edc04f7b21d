// tidy: long because it is one rule, which whoever makes a pack and whoever verifies it must read alike.
import { canonical } from '../log/canonical.ts';
import { CLOSED_WITHIN, OPEN_KINDS } from '../log/closed.ts';
import type { Leaf, LeafOf } from '../log/leaf.ts';
import type { Values } from '../log/verify-records.ts';
import { PACK_FORMAT_3, type PackDocument, type PackSubject } from './documents.ts';
import { packCoverage } from './pack-coverage.ts';
import type { Reason } from './verify.ts';

/*
 * A pack goes through a stretch of the log record by record. Each is shown, or stands there as it was logged with its values
 * unopened, or, where it is not for the reader, as its hash, and then a record of the log says that it is closed: none can be a
 * line, a gap or picture and sound that somebody left out.
 */

/** Lines of the room, viewers' lines and pieces of media of a minute that are shown; of a crowded one those nearest to the moment. */
export const SHOWN_MAX = { speech: 600, chat: 300, media: 280 } as const;
type Crowd = keyof typeof SHOWN_MAX;

/**
 * Records that are gone through at most, some 1.5 MB: a minute of 30 lines a second. Where no more than these are left of the log they
 * are gone through to its end, since what was decided and answered comes later.
 */
export const STRETCH_MAX = 2_000;

/** A run of records, `from` inclusive, `until` exclusive. */
export interface Run {
  readonly from: number;
  readonly until: number;
}

/** Of the records that a pack goes through, how many are what. */
export interface Through extends Run {
  /** Records of the log. */
  readonly size: number;
  readonly shown: number;
  /** Lines that stand there unopened: before and after the minute, and in a crowded one. */
  readonly lines: number;
  /** Gaps that do not reach into the minute. */
  readonly gaps: number;
  readonly others: number;
  /** Hashes of which the log says that they are of suspicions or of what people did, and no line. */
  readonly closed: number;
  /** Hashes in a log of before, which does not say what they are of. */
  readonly unsaid: number;
  /** Whether the minute has more records than are gone through. */
  readonly isCut: boolean;
}

type Leaves = ReadonlyMap<number, Leaf>;

const isIn = ({ fromMs, untilMs }: PackSubject, { atMs }: Leaf): boolean => atMs >= fromMs && atMs <= untilMs;

const crowdOf = (leaf: Leaf): Crowd | null => {
  if (leaf.kind === 'media') return 'media';
  if (leaf.kind !== 'utterance') return null;
  return leaf.source === 'chat' ? 'chat' : 'speech';
};

/** Captions lag behind chat by some seconds: records stand in the order in which they came. */
const LAG_MS = 15_000;

/** Everything up to this record is before the minute. */
export const isBefore = ({ fromMs }: PackSubject, leaf: Leaf): boolean =>
  (leaf.kind === 'utterance' || leaf.kind === 'heartbeat') && leaf.atMs < fromMs - LAG_MS;

/** The room was heard again after the minute: a gap that reaches into it is on record by now. */
export const isAfter = ({ untilMs }: PackSubject, leaf: Leaf): boolean =>
  leaf.kind === 'utterance' && leaf.source !== 'chat' && leaf.atMs > untilMs + LAG_MS;

/** What an alert or a finding rests on: its record, and the lines that it is of. */
export const groundsOf = (index: number, leaf: Leaf | undefined): number[] => {
  if (leaf?.kind === 'claim') return [index, leaf.of, ...(leaf.parts ?? []).map(({ of }) => of)];
  return [index];
};

const rests = (leaf: { readonly of: readonly number[] }, on: ReadonlySet<number>): boolean =>
  leaf.of.some((index) => on.has(index));

/**
 * Which of these records a pack shows in any case: gaps that reach into its minute, what was decided on what it is about, the room's
 * answers to that, the cases that it was joined to, and what the room took back of it.
 * @param grounds records that the findings rest on
 * @param tellsCases packs of {@link PACK_FORMAT_3} did not
 */
export const mustShow = (
  leaves: Leaves,
  subject: PackSubject,
  grounds: ReadonlySet<number>,
  tellsCases = true,
): number[] => {
  const alerts = new Set(subject.alert === undefined ? [] : [subject.alert]);
  for (const leaf of leaves.values())
    if (leaf.kind === 'decision' && rests(leaf, grounds)) alerts.add(leaf.alertId);
  const isOwed = (leaf: Leaf): boolean => {
    switch (leaf.kind) {
      case 'gap':
        return leaf.fromMs <= subject.untilMs && leaf.untilMs >= subject.fromMs;
      case 'decision':
      case 'answer':
        return alerts.has(leaf.alertId);
      case 'case':
        return tellsCases && (leaf.alerts.some((id) => alerts.has(id)) || rests(leaf, grounds));
      case 'correction':
        return rests(leaf, grounds);
      default:
        return false;
    }
  };
  return [...leaves].flatMap(([index, leaf]) => (isOwed(leaf) ? [index] : []));
};

type Named = Map<number, { readonly to?: string }>;

/**
 * What the log says of its closed records, as far as these records say it: `to` which decision an answer is. One that calls closed
 * what stands further back, or what anyone may read, is none to go by.
 */
const namedClosed = (leaves: Leaves): Named | Reason => {
  const named: Named = new Map();
  for (const [place, leaf] of leaves) {
    if (leaf.kind !== 'closed') continue;
    const says = [...[...leaf.found, ...leaf.done].map((at) => ({ at })), ...leaf.answers];
    for (const { at, ...what } of says) {
      const kind = leaves.get(at)?.kind;
      if (at >= place || place - at > CLOSED_WITHIN || (kind !== undefined && OPEN_KINDS.has(kind)))
        return { code: 'record-hidden', leafIndex: at };
      named.set(at, what);
    }
  }
  return named;
};

/** The fields that a record of the kind is there for. */
const OPENED: Readonly<Partial<Record<Leaf['kind'], string>>> = {
  utterance: 'text',
  claim: 'quote',
  answer: 'text',
};

/** A shown record of which the words are neither shown nor withheld by another record. */
const unopened = (shown: Leaves, values: Values): number | undefined => {
  const withheld = new Set<string>();
  for (const leaf of shown.values())
    if (leaf.kind === 'withholding') for (const field of leaf.fields) withheld.add(`${leaf.of}/${field}`);
  for (const [index, leaf] of shown) {
    const field = OPENED[leaf.kind];
    if (field === undefined || values.get(index)?.[field] !== undefined) continue;
    if (!withheld.has(`${index}/${field}`)) return index;
  }
  return undefined;
};

/**
 * Of the records of the minute that stand there unopened how many were crowded out, by kind; `fits` are those that were not, since
 * fewer than could be are shown.
 */
export const crowdedOut = (subject: PackSubject, shown: Iterable<Leaf>, between: Leaves) => {
  const room: Record<Crowd, number> = { ...SHOWN_MAX };
  for (const leaf of shown) {
    const crowd = crowdOf(leaf);
    if (crowd !== null && isIn(subject, leaf)) room[crowd] -= 1;
  }
  const leftOut: Record<string, number> = {};
  const fits: number[] = [];
  for (const [index, leaf] of between) {
    const crowd = crowdOf(leaf);
    if (crowd === null || !isIn(subject, leaf)) continue;
    if (room[crowd] > 0) {
      room[crowd] -= 1;
      fits.push(index);
    } else leftOut[crowd] = (leftOut[crowd] ?? 0) + 1;
  }
  return { leftOut, fits };
};

/** What a verifier has of a pack once records and places are checked. */
export interface StretchParts {
  readonly document: PackDocument;
  /** Records of the log. */
  readonly size: number;
  readonly shown: Leaves;
  readonly values: Values;
  /** Records that stand there unopened. */
  readonly between: Leaves;
}

const keptBack = (leafIndex: number | undefined): Reason | null =>
  leafIndex === undefined ? null : { code: 'record-kept-back', leafIndex };

/** The shown line that is nearest to the moment: a cut run lies around it. */
const middleOf = (shown: Leaves, subject: PackSubject): number | undefined => {
  const lines = [...shown].filter(([, leaf]) => leaf.kind === 'utterance' && isIn(subject, leaf));
  const farMs = ([, leaf]: (typeof lines)[number]): number => Math.abs(leaf.atMs - subject.atMs);
  return lines.sort((a, b) => farMs(a) - farMs(b) || a[0] - b[0])[0]?.[0];
};

/**
 * Whether the run begins before the minute and ends after it, as far as the log goes; or holds, where the minute has more records,
 * half of what it can on that side of its middle. Null where it does neither.
 */
const endsOf = ({ document, size, shown }: StretchParts, leaves: Leaves, { from, until }: Run) => {
  const { subject } = document;
  if (from >= until || until > size || until - from > STRETCH_MAX) return null;
  if (until < size && size - from <= STRETCH_MAX) return null;
  const first = leaves.get(from);
  const begins = from === 0 || (first !== undefined && isBefore(subject, first));
  let ends = until === size;
  for (let index = from; index < until && !ends; index++) {
    const leaf = leaves.get(index);
    ends = leaf !== undefined && isAfter(subject, leaf);
  }
  const middle = middleOf(shown, subject) ?? from;
  const half = STRETCH_MAX / 2;
  if ((!begins && middle - from < half) || (!ends && until - middle < half)) return null;
  return { isCut: !begins || !ends };
};

/** Whether a hash stands there for what the log says is closed, and for nothing that this pack is about. */
const checkClosed = (
  leaves: Leaves,
  { subject, audience, stretch }: PackDocument,
): Reason | { unsaid: number } => {
  const first = leaves.get(0);
  const isNamed = first?.kind === 'broadcast' && first.action === 'registered' && first.namesClosed === true;
  const named = namedClosed(leaves);
  if ('code' in named) return named;
  const shownDecisions = new Set<string>();
  for (const leaf of leaves.values()) if (leaf.kind === 'decision') shownDecisions.add(leaf.decisionId);
  // The platform's own desk and the room read everything.
  const readsAll = audience === 'desk' && subject.mark === undefined;
  let unsaid = 0;
  for (const { index } of stretch?.closed ?? []) {
    const says = named.get(index);
    if (readsAll || leaves.has(index) || (isNamed && says === undefined))
      return { code: 'record-hidden', leafIndex: index };
    if (says?.to !== undefined && shownDecisions.has(says.to))
      return { code: 'record-kept-back', leafIndex: index };
    if (says === undefined) unsaid += 1;
  }
  return { unsaid };
};

/** For the public every finding was upheld: by a decision on its record, or, of a moment, by one that is shown. */
const checkUpheld = (shown: Leaves, { audience, findings, subject }: PackDocument): Reason | null => {
  if (subject.alert !== undefined && findings.length === 0) return { code: 'account-without-record' };
  if (audience !== 'public') return null;
  const upheld = [...shown.values()].flatMap((leaf): LeafOf<'decision'>[] =>
    leaf.kind === 'decision' && leaf.action === 'uphold' ? [leaf] : [],
  );
  const isUpheld =
    subject.alert === undefined ? upheld.length > 0 : upheld.some(({ alertId }) => alertId === subject.alert);
  const [finding] = findings;
  return finding === undefined || isUpheld ? null : { code: 'decision-missing', leafIndex: finding.leaf };
};

const checkShown = (parts: StretchParts, leaves: Leaves): Reason | null => {
  const { document, shown, values } = parts;
  const { subject, findings, format } = document;
  const grounds = new Set(findings.flatMap(({ leaf }) => groundsOf(leaf, leaves.get(leaf))));
  const owed = mustShow(leaves, subject, grounds, format !== PACK_FORMAT_3).find(
    (index) => !shown.has(index),
  );
  return (
    keptBack(owed) ??
    keptBack(unopened(shown, values)) ??
    checkUpheld(shown, document) ??
    checkFigures(parts, leaves)
  );
};

/** Whether coverage and what was left out are what the records of the pack give. */
const checkFigures = ({ document, shown, between }: StretchParts, leaves: Leaves): Reason | null => {
  const { subject, coverage, leftOut } = document;
  const out = crowdedOut(subject, shown.values(), between);
  if (out.fits.length > 0) return keptBack(out.fits[0]);
  const fits =
    canonical(coverage) === canonical(packCoverage(leaves.values(), subject)) &&
    canonical(leftOut) === canonical(out.leftOut);
  return fits ? null : { code: 'figures-other' };
};

/**
 * Goes through the stretch of a pack: whether every record of it is there in one of the three ways, nothing that must be shown is
 * kept back, and the figures are those of its records.
 * @returns what is told of it; or why it does not hold
 */
export const checkStretch = (parts: StretchParts): Through | Reason => {
  const { document, size, shown, between } = parts;
  const { stretch } = document;
  const { from, until, closed } = stretch ?? { from: 0, until: 0, closed: [] };
  const leaves = new Map([...shown, ...between]);
  const hidden = new Set(closed.map(({ index }) => index));
  const missing = (index: number): boolean => !leaves.has(index) && !hidden.has(index);
  if (missing(0)) return { code: 'record-missing', leafIndex: 0 };
  for (let index = from; index < until; index++)
    if (missing(index)) return { code: 'record-missing', leafIndex: index };
  const ends = endsOf(parts, leaves, { from, until });
  if (ends === null) return { code: 'stretch-short' };
  const sealed = checkClosed(leaves, document);
  if ('code' in sealed) return sealed;
  const bad = checkShown(parts, leaves);
  if (bad !== null) return bad;
  const inside = [...between].filter(([index]) => index >= from && index < until).map(([, leaf]) => leaf);
  const count = (kind: Leaf['kind']): number => inside.filter((leaf) => leaf.kind === kind).length;
  const [lines, gaps] = [count('utterance'), count('gap')];
  return {
    ...{ from, until, size, lines, gaps },
    shown: [...shown.keys()].filter((index) => index >= from && index < until).length,
    others: inside.length - lines - gaps,
    closed: hidden.size - sealed.unsaid,
    unsaid: sealed.unsaid,
    isCut: ends.isCut,
  };
};
