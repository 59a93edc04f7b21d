import type { UtteranceEvent } from '../../models/contract/ingest.ts';
import { CONTEXT_MS } from '../../models/text/context/lead.ts';
import { REPEAT_MS } from '../../models/text/context/repeats.ts';
import type { Earlier } from '../../models/text/judge.ts';
import type { LaneState, Line } from './state.ts';

/** Sentences that one speaker can cut into pieces within {@link CONTEXT_MS}: a recogniser gives four a second at most. */
const BEFORE_LINES_MAX = 32;
/** Gaps remembered: more than these within the seconds that count would be no feed at all. */
const GAPS_MAX = 16;

/** A time in which something may have been said that was not heard. */
export interface Unheard {
  readonly fromMs: number;
  readonly untilMs: number;
  /** Absent: nothing at all was heard. */
  readonly source?: string;
}

/** Remembers a gap, so that no sentence is put together across it. */
export const noteGap = (state: LaneState, gap: Unheard): void => {
  state.gaps = [...state.gaps, gap].slice(-GAPS_MAX);
};

const isBroken = (state: LaneState, line: Line, event: UtteranceEvent): boolean =>
  state.gaps.some(
    ({ fromMs, untilMs, source }) =>
      (source === undefined || source === event.source) && fromMs < event.atMs && untilMs > line.atMs,
  );

/** Lines of one speaker within {@link REPEAT_MS}, at the pace at which they are spoken. */
const RECENT_LINES_MAX = 20;

/** What the same speaker said in the {@link REPEAT_MS} before an utterance, oldest first, whoever spoke in between. */
export const linesRecent = (state: LaneState, event: UtteranceEvent): Earlier[] => {
  const recent: Earlier[] = [];
  if (event.source === 'chat' && event.role === 'viewer') return recent;
  for (let i = state.lines.length - 1; i >= 0 && recent.length < RECENT_LINES_MAX; i -= 1) {
    const { utteranceId, atMs, source, speaker, role, text } = state.lines[i] as Line;
    if (source !== event.source || speaker !== event.speaker || role !== event.role) continue;
    if (utteranceId === event.id || atMs > event.atMs) continue;
    if (event.atMs - atMs > REPEAT_MS) break;
    recent.push({ utteranceId, text, atMs, role });
  }
  return recent.reverse();
};

/**
 * What the same speaker said in the {@link CONTEXT_MS} before an utterance, oldest first: each line as it was last recognised,
 * and nothing from before a gap or before somebody else's words in the same source. Lines without a speaker's name belong
 * together in speech (a feed that tells nobody apart has one voice), never in chat.
 */
export const linesBefore = (state: LaneState, event: UtteranceEvent): Earlier[] => {
  const before: Earlier[] = [];
  if (event.source === 'chat' && event.speaker === undefined) return before;
  const seen = new Set<string>([event.id]);
  for (let i = state.lines.length - 1; i >= 0 && before.length < BEFORE_LINES_MAX; i -= 1) {
    const line = state.lines[i] as Line;
    const { utteranceId, atMs, source, speaker, role, text, from, confidence } = line;
    if (source !== event.source || atMs > event.atMs || seen.has(utteranceId)) continue;
    if (event.atMs - atMs > CONTEXT_MS || isBroken(state, line, event)) break;
    if (speaker !== event.speaker || role !== event.role) break;
    seen.add(utteranceId);
    before.push({
      utteranceId,
      text,
      atMs,
      role,
      ...(speaker !== undefined && { speaker }),
      ...(from !== undefined && { from }),
      ...(confidence !== undefined && { confidence }),
    });
  }
  // A line that was recognised anew comes after those that followed it.
  return before.reverse().sort((a, b) => a.atMs - b.atMs);
};
