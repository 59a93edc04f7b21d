import { type CuePart, cueParts } from './markup.ts';
import { CaptureProblem } from './problem.ts';

/** Cues of one segment: a second of speech has 3 or 4 at most, and no segment is an hour long. */
export const CUES_MAX = 10_000;
/** A cue has a name, times, three lines and a blank one; notes and styles take the rest. */
const LINES_MAX = 100_000;
/** Ticks of the clock of MPEG-2 transport streams in one millisecond (ISO/IEC 13818-1). */
const TICKS_PER_MS = 90;

export interface Cue {
  /** As written in the file: what identifies the cue. */
  readonly localMs: number;
  /** On the media's clock: shifted by X-TIMESTAMP-MAP where there is one (RFC 8216, 3.5). */
  readonly mediaStartMs: number;
  readonly mediaEndMs: number;
  readonly parts: readonly CuePart[];
}

const TIMES =
  /^\s*(?:(\d{1,6}):)?(\d{2}):(\d{2})\.(\d{3})\s*-->\s*(?:(\d{1,6}):)?(\d{2}):(\d{2})\.(\d{3})(?:\s|$)/;
const LOCAL_TIME = /LOCAL:(?:(\d{1,6}):)?(\d{2}):(\d{2})\.(\d{3})/;

const toMs = (h: string | undefined, m: string | undefined, s: string | undefined, ms: string | undefined) =>
  ((Number(h ?? 0) * 60 + Number(m)) * 60 + Number(s)) * 1000 + Number(ms);

/** What has to be added to a cue's time to have the media's. */
const mediaShiftMs = (head: readonly string[]): number => {
  const line = head.find((candidate) => candidate.startsWith('X-TIMESTAMP-MAP='));
  const ticks = /MPEGTS:(\d{1,19})/.exec(line ?? '')?.[1];
  const local = LOCAL_TIME.exec(line ?? '');
  if (ticks === undefined || !local) return 0;
  return Math.round(Number(ticks) / TICKS_PER_MS) - toMs(local[1], local[2], local[3], local[4]);
};

/**
 * Reads one WebVTT segment. Blocks that are no cue (NOTE, STYLE, REGION, times that cannot be read or run backwards)
 * are passed over, as W3C WebVTT 6.1 says. An empty file is a segment in which nothing was said.
 *
 * @throws CaptureProblem when it is no WebVTT, or has more than {@link CUES_MAX} cues or {@link LINES_MAX} lines.
 */
export const parseWebVtt = (text: string): Cue[] => {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/, LINES_MAX + 1);
  if (lines.length > LINES_MAX) {
    throw new CaptureProblem('too-large', `a caption segment has more than ${LINES_MAX} lines`, {
      unreadable: true,
    });
  }
  if (lines.every((line) => line.trim() === '')) return [];
  if (!/^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? '')) {
    throw new CaptureProblem('bad-captions', 'a caption segment is not WebVTT', { unreadable: true });
  }
  const headEnd = lines.findIndex((line, i) => i > 0 && (line === '' || line.includes('-->')));
  const shiftMs = mediaShiftMs(lines.slice(1, headEnd < 0 ? undefined : headEnd));
  const cues: Cue[] = [];
  for (let i = 1; i < lines.length; i += 1) {
    const times = TIMES.exec(lines[i] ?? '');
    if (!times) continue;
    const body: string[] = [];
    while (i + 1 < lines.length && lines[i + 1] !== '' && !lines[i + 1]?.includes('-->')) {
      i += 1;
      body.push(lines[i] ?? '');
    }
    const localMs = toMs(times[1], times[2], times[3], times[4]);
    const endMs = toMs(times[5], times[6], times[7], times[8]);
    const parts = cueParts(body.join('\n'));
    if (endMs <= localMs || parts.length === 0) continue;
    if (cues.length === CUES_MAX)
      throw new CaptureProblem('too-large', `a caption segment has more than ${CUES_MAX} cues`, {
        unreadable: true,
      });
    cues.push({ localMs, mediaStartMs: localMs + shiftMs, mediaEndMs: endMs + shiftMs, parts });
  }
  return cues.sort((a, b) => a.mediaStartMs - b.mediaStartMs);
};
