import type { AlertView, Occurrence, TakenBack } from '../contract/alert.ts';
import type { Step } from '../contract/claim.ts';
import { coversAll } from '../contract/correction.ts';
import { SEVERITIES, type Severity, severityRank } from '../contract/severity.ts';
import type { AlertDoc } from './documents.ts';

/** A correction within this time takes a level off (docs/exceptions.md, E20); later it is another statement. */
export const CORRECTION_MS = 5 * 60_000;

type Corrected = Pick<
  AlertDoc,
  | 'subject'
  | 'severity'
  | 'occurrences'
  | 'correctedAtMs'
  | 'correctedAfterMs'
  | 'correction'
  | 'lastAtMs'
  | 'broadcast'
>;

/** How an alert stands to the corrections of its occurrences: derived, never written, so that no record is edited. */
export type Standing = Pick<
  AlertView,
  'severity' | 'severityFound' | 'correctedAtMs' | 'correctedAfterMs' | 'partlyCorrected' | 'relapse'
> & {
  /** What the correction changed, in words. */
  readonly steps: readonly Step[];
};

const inOrder = (a: Occurrence, b: Occurrence): number => a.atMs - b.atMs || a.leafIndex - b.leafIndex;

/** Occurrences in order of broadcast time. Old documents say of the alert what is said of its occurrences now. */
const occurrencesOf = ({
  occurrences,
  correctedAtMs,
  correctedAfterMs,
}: Corrected): readonly Occurrence[] => {
  const ordered = [...occurrences].sort(inOrder);
  if (correctedAtMs === undefined) return ordered;
  const meantAtMs = correctedAtMs - (correctedAfterMs ?? 0);
  const meant =
    ordered.findLast(({ atMs }) => correctedAfterMs !== undefined && atMs === meantAtMs) ??
    ordered.findLast(({ atMs }) => atMs <= correctedAtMs);
  return ordered.map((one) =>
    one === meant && !one.corrected
      ? { ...one, corrected: { atMs: correctedAtMs, afterMs: correctedAtMs - one.atMs } }
      : one,
  );
};

/** Whose mouth it came from, as far as anybody can tell: one voice does not take back another's words. */
const voiceOf = ({ role, speaker, unattributed }: Occurrence): string =>
  JSON.stringify([role ?? '', speaker ?? '', unattributed === true]);

/** Of each voice what it said last, and the correction it made before that, if it said it again. */
const lastWords = (
  ordered: readonly Occurrence[],
): readonly { readonly last: Occurrence; readonly earlier?: TakenBack }[] => {
  const voices = new Map<string, { last: Occurrence; earlier?: TakenBack }>();
  for (const one of ordered) {
    const before = voices.get(voiceOf(one));
    const earlier = before?.last.corrected ?? before?.earlier;
    voices.set(voiceOf(one), { last: one, ...(earlier && { earlier }) });
  }
  return [...voices.values()];
};

/** As they are called on the screens. */
const NAMES: Readonly<Record<Severity, string>> = {
  info: '提示',
  low: '轻微',
  medium: '中等',
  high: '严重',
  critical: '危急',
};

/** Never below low: what is suspected is at the least worth a line in the report. */
const lowered = (severity: Severity): Severity =>
  SEVERITIES[Math.max(Math.min(1, severityRank(severity)), severityRank(severity) - 1)] as Severity;

const loweredStep = (from: Severity, to: Severity, afterMs: number): Step => {
  const seconds = Math.round(afterMs / 1000);
  const zh = from === to ? `严重程度仍为“${NAMES[to]}”` : `严重程度由“${NAMES[from]}”降为“${NAMES[to]}”`;
  const en = from === to ? `the severity stays ${to}` : `the severity falls from ${from} to ${to}`;
  return {
    id: 'corrected',
    outcome: `${from} → ${to}`,
    zh: `${seconds} 秒后当场更正：${zh}，原记录不变`,
    en: `corrected on the spot after ${seconds} s: ${en}; the record stays as it is`,
  };
};

const relapseStep = (severity: Severity): Step => ({
  id: 'corrected',
  outcome: 'repeated',
  zh: `更正后再犯：严重程度按“${NAMES[severity]}”计`,
  en: `repeated after correction: the severity counts as ${severity}`,
});

/** In broadcast time. */
const saidAtMs = ({ broadcast }: Corrected, { saidAt }: NonNullable<Corrected['correction']>): number =>
  Math.max(0, Date.parse(saidAt) - Date.parse(broadcast.startedAt));

/** A correction that a person has confirmed, with the time it took by the clock on the wall. */
const confirmed = (doc: Corrected): TakenBack | undefined => {
  if (!doc.correction?.confirmed || !coversAll(doc)) return undefined;
  const atMs = saidAtMs(doc, doc.correction);
  return { atMs, afterMs: Math.max(0, atMs - doc.lastAtMs) };
};

const severityAfter = (
  severity: Severity,
  afterMs: number,
): Pick<Standing, 'severity' | 'severityFound' | 'steps'> => {
  if (afterMs > CORRECTION_MS) return { severity, steps: [] };
  const to = lowered(severity);
  return {
    severity: to,
    ...(to !== severity && { severityFound: severity }),
    steps: [loweredStep(severity, to, afterMs)],
  };
};

/**
 * Where an alert stands: corrected only when every time that it was said is taken back; `relapse` where a voice said it again after
 * it had taken it back, and left it so; else partly corrected, with the times that stand. A correction within {@link CORRECTION_MS} takes one level off the severity; saying it again gives it back.
 * A duty that was met late is put right as a whole and keeps its severity.
 */
export const standingOf = (doc: Corrected): Standing => {
  const { severity, subject, correctedAtMs } = doc;
  if (subject.type === 'duty')
    return { severity, steps: [], ...(correctedAtMs !== undefined && { correctedAtMs }) };
  const ordered = occurrencesOf(doc);
  const corrections = ordered.flatMap(({ corrected }) => corrected ?? []);
  const standing = ordered.filter(({ corrected }) => !corrected);
  const newest = corrections.toSorted((a, b) => b.atMs - a.atMs)[0];
  if (newest && standing.length === 0)
    return {
      correctedAtMs: newest.atMs,
      correctedAfterMs: newest.afterMs,
      ...severityAfter(severity, Math.max(...corrections.map(({ afterMs }) => afterMs))),
    };
  const again = lastWords(ordered).findLast(({ last, earlier }) => !last.corrected && earlier);
  const byHand = confirmed(doc);
  if (byHand) return severityAfter(severity, byHand.afterMs);
  if (again?.earlier)
    return {
      severity,
      relapse: { correctedAtMs: again.earlier.atMs, atMs: again.last.atMs },
      steps: [relapseStep(severity)],
    };
  if (doc.correction?.confirmed)
    return {
      severity,
      relapse: { correctedAtMs: saidAtMs(doc, doc.correction), atMs: doc.lastAtMs },
      steps: [relapseStep(severity)],
    };
  const standsAtMs = standing.map(({ atMs }) => atMs);
  return {
    severity,
    steps: [],
    ...(newest && { partlyCorrected: { correctedAtMs: newest.atMs, standsAtMs } }),
  };
};
