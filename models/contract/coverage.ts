/** Why there is nothing of a stretch: of the words what stands on record, of picture and sound what became of them. */
export const COVERAGE_CAUSES = [
  'feed-silent',
  'capture-down',
  'not-judging',
  'clock-jump',
  /** Nothing was to be watched: no captions, no words sent. */
  'not-listening',
  /** There is no address of the video. */
  'no-video',
  /** It was never fetched. */
  'not-captured',
  /** It was fetched and its hash is on record; bytes are kept around claims and marked moments alone. */
  'not-kept',
  /** The origin named it and did not have it. */
  'not-there',
  'too-large',
  'disk-full',
  /** The sender announced it as missing. */
  'announced',
  /** It was removed at a person's request, or by order. */
  'withheld',
  /** The time for which it is kept is over. */
  'term-over',
  /** The broadcast has not come that far. */
  'not-yet',
] as const;
export type CoverageCause = (typeof COVERAGE_CAUSES)[number];

/** Broadcast time in ms. */
export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface CoverageGap extends Span {
  readonly cause: CoverageCause;
}

/** How much of a stretch there is, and what is missing of it and why, so that silence and not listening never look alike. */
export interface Coverage extends Span {
  /** 0 to 100, rounded down: 100 only where nothing is missing. */
  readonly percent: number;
  readonly gaps: readonly CoverageGap[];
}

/** Of `GET /api/broadcasts/:publicId/media`: the words that were heard, and the bytes that are kept. */
export interface BroadcastCoverage {
  readonly words: Coverage;
  readonly picture: Coverage;
  readonly sound: Coverage;
}

/** Segments cut at whole milliseconds leave seams that are none. */
const SEAM_MS = 150;

const byStart = (a: Span, b: Span): number => a.fromMs - b.fromMs || a.untilMs - b.untilMs;

/** What of a stretch none of the spans covers, in order. */
export const uncovered = (of: Span, spans: readonly Span[]): Span[] => {
  const left: Span[] = [];
  let atMs = of.fromMs;
  for (const { fromMs, untilMs } of [...spans].sort(byStart)) {
    if (fromMs - atMs > SEAM_MS) left.push({ fromMs: atMs, untilMs: Math.min(fromMs, of.untilMs) });
    atMs = Math.max(atMs, untilMs);
    if (atMs >= of.untilMs) break;
  }
  if (of.untilMs - atMs > SEAM_MS) left.push({ fromMs: atMs, untilMs: of.untilMs });
  return left;
};

const within = (of: Span, { fromMs, untilMs }: Span): Span => ({
  fromMs: Math.max(of.fromMs, fromMs),
  untilMs: Math.min(of.untilMs, untilMs),
});

/**
 * The coverage of a stretch.
 * @param there what there is
 * @param known why something is not there, as far as it is known; where two overlap the first counts
 * @param otherwise the cause of everything else
 */
export const coverageOf = (
  of: Span,
  there: readonly Span[],
  known: readonly CoverageGap[],
  otherwise: CoverageCause,
): Coverage => {
  const gaps: CoverageGap[] = [];
  for (const hole of uncovered(of, there)) {
    let rest: readonly Span[] = [hole];
    for (const gap of known) {
      const parts = rest.map((span) => within(span, gap)).filter(({ fromMs, untilMs }) => untilMs > fromMs);
      gaps.push(...parts.map((span) => ({ ...span, cause: gap.cause })));
      if (parts.length > 0) rest = rest.flatMap((span) => uncovered(span, [gap]));
    }
    gaps.push(...rest.map((span) => ({ ...span, cause: otherwise })));
  }
  gaps.sort(byStart);
  const lengthMs = of.untilMs - of.fromMs;
  const missingMs = gaps.reduce((sum, { fromMs, untilMs }) => sum + untilMs - fromMs, 0);
  const percent = lengthMs <= 0 ? 100 : Math.floor(((lengthMs - missingMs) / lengthMs) * 100);
  return { ...of, percent, gaps: joined(gaps) };
};

/** Neighbours of one cause are one gap. */
const joined = (gaps: readonly CoverageGap[]): CoverageGap[] => {
  const whole: CoverageGap[] = [];
  for (const gap of gaps) {
    const last = whole.at(-1);
    if (last && last.cause === gap.cause && gap.fromMs - last.untilMs <= SEAM_MS)
      whole[whole.length - 1] = { ...last, untilMs: Math.max(last.untilMs, gap.untilMs) };
    else whole.push(gap);
  }
  return whole;
};
