import { JUMP_MS_MAX, type Source } from '../../contract/ingest.ts';
import type { Ledger, Span } from './ledger.ts';

type Clocked = Pick<Ledger, 'latestMs' | 'gaps' | 'leap'>;

/** A source that lags further behind the newest is taken as silent and no longer holds the clock. */
const SILENT_MS = 15_000;

/** The time up to which every source that still speaks has been heard. */
export const watermarkMs = ({ latestMs }: Clocked): number => {
  let newest = 0;
  for (const source in latestMs) newest = Math.max(newest, latestMs[source as Source] ?? 0);
  let mark = newest;
  for (const source in latestMs) {
    const time = latestMs[source as Source] ?? 0;
    if (time >= newest - SILENT_MS) mark = Math.min(mark, time);
  }
  return mark;
};

const newestMs = ({ latestMs }: Clocked): number => Math.max(0, ...Object.values(latestMs));

/** Gaps remembered: more than an outage a minute for an hour. */
const GAPS_MAX = 100;

const withGap = (gaps: readonly Span[], gap: Span): readonly Span[] => [...gaps, gap].slice(-GAPS_MAX);

/**
 * Moves the clock of a source. One event that leaps further than {@link JUMP_MS_MAX} ahead of all others may be a slip of
 * the sender's, which would make everything fall due at once: it counts when a second event of the feed bears it out.
 * @returns what changed of the ledger.
 */
export const clockMoved = (ledger: Clocked, source: Source | 'clock', atMs: number): Partial<Clocked> => {
  const known = ledger.latestMs[source];
  if (known !== undefined && known >= atMs) return {};
  let { gaps, leap } = ledger;
  if (atMs - newestMs(ledger) > JUMP_MS_MAX) {
    // Heartbeats only repeat what the feed said, so they bear out nothing.
    if (source === 'clock') return {};
    if (!leap || Math.abs(atMs - leap.atMs) > JUMP_MS_MAX) return { leap: { atMs, gaps: leap?.gaps ?? [] } };
    gaps = leap.gaps.reduce(withGap, gaps);
    leap = null;
  }
  return { latestMs: { ...ledger.latestMs, [source]: atMs }, gaps, leap };
};

/** The end bears out a leap of the last line before it: what that leapt over was not heard. */
export const clockEnded = (ledger: Clocked, atMs: number): Partial<Clocked> => {
  const { gaps, leap, latestMs } = ledger;
  const isBorneOut = leap !== null && Math.abs(atMs - leap.atMs) <= JUMP_MS_MAX;
  return {
    latestMs: { ...latestMs, clock: Math.max(latestMs.clock ?? 0, atMs) },
    ...(isBorneOut && { gaps: leap.gaps.reduce(withGap, gaps), leap: null }),
  };
};

/** Gaps up to a line, also where that line leapt over them and nothing has borne it out yet. */
export const gapsBefore = ({ gaps, leap }: Clocked, atMs: number): readonly Span[] =>
  leap !== null && Math.abs(atMs - leap.atMs) <= JUMP_MS_MAX ? [...gaps, ...leap.gaps] : gaps;

/** Notes a time that was not heard; one that ends in a leap waits until the leap is borne out. */
export const gapNoted = (ledger: Clocked, gap: Span): Partial<Clocked> =>
  gap.untilMs - newestMs(ledger) > JUMP_MS_MAX
    ? { leap: { atMs: ledger.leap?.atMs ?? Number.MIN_SAFE_INTEGER, gaps: [gap] } }
    : { gaps: withGap(ledger.gaps, gap) };

/** A picture that stands still for a while says nothing new; one that nobody reads says nothing at all. */
const PICTURE_STILL_MS = 5 * 60_000;

/** Whether a source that shows the picture was still connected at a time, or came later. */
export const isScreenRead = ({ latestMs: { screen } }: Clocked, fromMs: number): boolean =>
  screen !== undefined && screen >= fromMs - PICTURE_STILL_MS;

/** Whether more than half of a time was not heard. */
export const isMostlyUnheard = (
  { gaps }: Pick<Clocked, 'gaps'>,
  fromMs: number,
  untilMs: number,
): boolean => {
  let unheard = 0;
  for (const gap of gaps)
    unheard += Math.max(0, Math.min(gap.untilMs, untilMs) - Math.max(gap.fromMs, fromMs));
  return unheard * 2 > untilMs - fromMs;
};
