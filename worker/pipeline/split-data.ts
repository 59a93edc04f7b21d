import type { UtteranceEvent } from '../../models/contract/ingest.ts';
import {
  findSplitData,
  mayComplete,
  SPLIT_BEFORE_MAX,
  SPLIT_MS,
  type SplitDatum,
} from '../../models/text/personal-data/split.ts';
import type { Masked } from './judge.ts';
import type { LaneState, Line } from './state.ts';

/** The last messages of the same account in the same source, oldest first; nobody's where the account is not named. */
const messagesBefore = (state: LaneState, { id, source, speaker, atMs }: UtteranceEvent): Line[] => {
  const before: Line[] = [];
  if (speaker === undefined) return before;
  for (let i = state.lines.length - 1; i >= 0 && before.length < SPLIT_BEFORE_MAX; i -= 1) {
    const line = state.lines[i] as Line;
    if (line.source !== source || line.speaker !== speaker || line.utteranceId === id) continue;
    if (Math.abs(atMs - line.atMs) > SPLIT_MS) break;
    before.unshift(line);
  }
  return before;
};

/** Personal data that this message completes. */
export const splitDataOf = (
  state: LaneState,
  event: UtteranceEvent,
  onError: (error: unknown) => void,
): readonly SplitDatum[] => {
  try {
    if (!mayComplete(event.text)) return [];
    const before = messagesBefore(state, event);
    const utteranceId = event.id as Line['utteranceId'];
    return before.length === 0 ? [] : findSplitData(event.text, before, utteranceId);
  } catch (error) {
    onError(error);
    return [];
  }
};

const blotted = (text: string, start: number, end: number): string =>
  text.slice(0, start) + '*'.repeat(Math.max(0, end - start)) + text.slice(end);

/** The message with its piece of the datum blotted out whole: a piece has no ends that could be left readable. */
export const maskPieces = (masked: Masked, pieces: readonly SplitDatum[]): Masked => {
  if (pieces.length === 0) return masked;
  const text = pieces.reduce((kept, { start, end }) => blotted(kept, start, end), masked.text);
  const data = [...masked.data, ...pieces.map(({ kind, start, end }) => ({ kind, start, end }))];
  return { text, data: data.sort((a, b) => a.start - b.start) };
};

/** Blots the earlier pieces out of what is remembered, so that no later quote shows them. */
export const forgetPieces = (state: LaneState, pieces: readonly SplitDatum[]): void => {
  for (const { utteranceId, start, end } of pieces.flatMap(({ parts }) => parts))
    for (const line of state.lines) {
      if (line.utteranceId !== utteranceId) continue;
      const from = line.from ?? 0;
      line.text = blotted(line.text, Math.max(0, start - from), Math.max(0, end - from));
    }
};
