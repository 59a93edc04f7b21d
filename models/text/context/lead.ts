import type { Part } from '../../contract/claim.ts';
import type { UtteranceId } from '../../contract/ids.ts';
import type { Earlier, TextContext } from '../judge.ts';

/** Speech of the same speaker within this time is one flow: a sentence cut in two is whole within it. */
export const CONTEXT_MS = 8_000;
/** Units of earlier utterances that are read along: no rule reaches farther back than a sentence. */
const LEAD_UNITS = 80;
/** Units of the text that are read along with them: what runs over the cut begins at its front. */
export const FRONT_UNITS = 80;

/** One stretch of an utterance within the text that was put together. */
interface Piece {
  readonly utteranceId: UtteranceId;
  /** Where the stretch begins in the joined text, and where it ends. */
  readonly start: number;
  readonly end: number;
  /** Where it begins in its own utterance. */
  readonly from: number;
}

/** A text put together with what its speaker said just before. */
export interface Joined {
  readonly text: string;
  /** Where the utterance itself begins in it. */
  readonly cut: number;
  /** Recogniser's confidence of the least certain piece. */
  readonly confidence?: number;
  /** The spans that a span of the joined text has in each utterance, oldest first. */
  partsOf(start: number, end: number): readonly Part[];
}

/** A recogniser ends every piece with a full stop, even in the middle of 全网|最低价: after these words no sentence ends. */
const DANGLING =
  /(?:最|第|全网|全網|全国|全國|全球|全世界|是|的|比|和|跟|把|被|就|都|也|很|更|没有|沒有|百分之?|百分百|原价|原價|只要|专柜价|專櫃價|\b(?:the|a|an|is|are|of|to|in|on|at|from|for|and|or|with|most|best|cheapest|lowest|finest|greatest|than|only|our|this|was))[。.]?\s*$/i;
const STOP_AT_END = /[。.]\s*$/;
const LATIN_END = /[A-Za-z0-9,.!?'"]$/;
const LATIN_START = /^[A-Za-z0-9'"$]/;

const whole = (text: string): string =>
  STOP_AT_END.test(text) && DANGLING.test(text) ? text.replace(STOP_AT_END, '') : text;

/** Whether the speaker was still in the middle of a sentence. */
export const isUnfinished = (lead: string): boolean => !/[。！？!?…]\s*$|[^.]\.\s*$/.test(lead);

const isOwn = (line: Earlier, context: TextContext): boolean =>
  line.utteranceId !== undefined &&
  line.speaker === context.speaker &&
  line.role === context.role &&
  context.atMs !== undefined &&
  line.atMs <= context.atMs &&
  context.atMs - line.atMs <= CONTEXT_MS;

/** The earlier lines that are read along, oldest first: the newest ones, until enough is there. */
const leadLines = (context: TextContext): readonly Earlier[] => {
  const lines: Earlier[] = [];
  let units = 0;
  for (const line of [...(context.before ?? [])].reverse()) {
    if (!isOwn(line, context) || units >= LEAD_UNITS) break;
    lines.unshift(line);
    units += line.text.length;
  }
  return lines;
};

/**
 * Puts an utterance together with the {@link CONTEXT_MS} before it of the same speaker, as its context has them; `null` where
 * there are none or they have no ids that a claim could point at. What the context leaves out (lines before another
 * speaker's words or a gap) is not bridged.
 */
export const joinWithBefore = (text: string, context: TextContext): Joined | null => {
  const { utteranceId } = context;
  // What is pinned was put there as it stands, by whoever pinned it.
  const lines = utteranceId === undefined || context.pinned ? [] : leadLines(context);
  if (utteranceId === undefined || lines.length === 0) return null;
  const pieces: Piece[] = [];
  let joined = '';
  const add = (id: UtteranceId, stretch: string, from: number): void => {
    if (LATIN_END.test(joined) && LATIN_START.test(stretch)) joined += ' ';
    pieces.push({ utteranceId: id, start: joined.length, end: joined.length + stretch.length, from });
    joined += stretch;
  };
  for (const line of lines) {
    const tail = line.text.slice(-LEAD_UNITS);
    add(line.utteranceId as UtteranceId, whole(tail), (line.from ?? 0) + line.text.length - tail.length);
  }
  add(utteranceId, text.slice(0, FRONT_UNITS), 0);
  const heard = [context.confidence, ...lines.map(({ confidence }) => confidence)].filter(
    (one) => one !== undefined,
  );
  return {
    text: joined,
    cut: pieces.at(-1)?.start ?? 0,
    ...(heard.length > 0 && { confidence: Math.min(...heard) }),
    partsOf: (start, end) =>
      pieces.flatMap((piece) => {
        const first = Math.max(start, piece.start);
        const last = Math.min(end, piece.end);
        if (first >= last) return [];
        const shift = piece.from - piece.start;
        return [{ utteranceId: piece.utteranceId, start: first + shift, end: last + shift }];
      }),
  };
};
