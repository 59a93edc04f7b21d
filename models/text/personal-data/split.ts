import type { Part, PersonalDatum } from '../../contract/claim.ts';
import type { UtteranceId } from '../../contract/ids.ts';
import { findPersonalData } from './find.ts';

/** Messages of one account within this time may be pieces of one number. */
export const SPLIT_MS = 30_000;
/** Earlier messages that are read along with one: a number is typed in three pieces (138 / 0013 / 8000), hardly in more. */
export const SPLIT_BEFORE_MAX = 2;
/** Of each message so much is read: its end, or its front, is where a number goes on. */
const READ_UNITS = 64;

/** An earlier message of the same account, as it is kept. */
export interface EarlierMessage {
  readonly utteranceId: UtteranceId;
  readonly text: string;
  /** Where `text` begins in the message when only its end was kept. */
  readonly from?: number;
}

/** One datum that needs several messages to be seen. */
export interface SplitDatum extends PersonalDatum {
  /** `start` and `end` are its span in the last message; this is the datum as it was typed, one space between pieces. */
  readonly quote: string;
  /** Its span in each message that holds a piece of it, the last one included when its id is given. */
  readonly parts: readonly Part[];
}

/** A stretch of a message, and where it begins in it. */
interface Piece {
  readonly utteranceId: UtteranceId | undefined;
  readonly text: string;
  readonly from: number;
}

const DIGIT = /[0-9零〇一二三四五六七八九幺两０-９]|\p{No}/u;
/** Words before a piece that only say that it goes on: 后面是0013. */
const GOES_ON_UNITS = 6;

/** The piece from its first digit on, if little stands before that. */
const fromDigit = (piece: Piece): Piece => {
  const at = piece.text.search(DIGIT);
  return at > 0 && at <= GOES_ON_UNITS
    ? { ...piece, text: piece.text.slice(at), from: piece.from + at }
    : piece;
};

/** What shows in stretches put together, and needs the last of them. */
const shownBy = (pieces: readonly Piece[]): SplitDatum[] => {
  const own = pieces.at(-1);
  if (!own) return [];
  const joined = pieces.map(({ text }) => text).join(' ');
  const lead = joined.length - own.text.length;
  const alone = findPersonalData(own.text);
  return findPersonalData(joined).flatMap(({ kind, start, end }) => {
    const first = Math.max(0, start - lead);
    const last = end - lead;
    if (last <= 0 || alone.some((datum) => datum.start < last && first < datum.end)) return [];
    let at = 0;
    const parts = pieces.flatMap(({ utteranceId, text, from }) => {
      const begin = at;
      at += text.length + 1;
      const one = { start: Math.max(start, begin), end: Math.min(end, begin + text.length) };
      if (utteranceId === undefined || one.start >= one.end) return [];
      return [{ utteranceId, start: one.start - begin + from, end: one.end - begin + from }];
    });
    return { kind, start: first + own.from, end: last + own.from, quote: joined.slice(start, end), parts };
  });
};

/** Whether a message may hold a piece of something: without a letter or a digit it completes nothing. */
export const mayComplete = (text: string): boolean => /[A-Za-z]/.test(text) || DIGIT.test(text);

/**
 * Personal data that only shows when the messages before are read along: a number typed in pieces, an account named one
 * message after 加我微信. What the text shows by itself is left to {@link findPersonalData}.
 *
 * @param before at most {@link SPLIT_BEFORE_MAX} messages of the same account, oldest first.
 */
export const findSplitData = (
  text: string,
  before: readonly EarlierMessage[],
  utteranceId?: UtteranceId,
): SplitDatum[] => {
  if (before.length === 0 || !mayComplete(text)) return [];
  const own: Piece = { utteranceId, text: text.slice(0, READ_UNITS), from: 0 };
  // The fewest messages that show something are the ones that hold it.
  for (let first = before.length - 1; first >= 0; first -= 1) {
    const tails = before.slice(first).map((message): Piece => {
      const tail = message.text.slice(-READ_UNITS);
      const from = (message.from ?? 0) + message.text.length - tail.length;
      return { utteranceId: message.utteranceId, text: tail, from };
    });
    const found = shownBy([...tails, own]);
    if (found.length > 0) return found;
    const [head, ...rest] = tails;
    const goingOn = head ? shownBy([head, ...rest.map(fromDigit), fromDigit(own)]) : [];
    if (goingOn.length > 0) return goingOn;
  }
  return [];
};
