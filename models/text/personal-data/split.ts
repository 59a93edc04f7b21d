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
  if (before.length === 0 || !/[0-9A-Za-z零〇一二三四五六七八九幺两０-９]|\p{No}/u.test(text)) return [];
  const front = text.slice(0, READ_UNITS);
  const alone = findPersonalData(front);
  const found: SplitDatum[] = [];
  // The fewest messages that show something are the ones that hold it.
  for (let first = before.length - 1; first >= 0 && found.length === 0; first -= 1) {
    const tails = before.slice(first).map((message) => {
      const tail = message.text.slice(-READ_UNITS);
      const from = (message.from ?? 0) + message.text.length - tail.length;
      return { utteranceId: message.utteranceId, text: tail, from };
    });
    const pieces = [...tails, ...(utteranceId === undefined ? [] : [{ utteranceId, text: front, from: 0 }])];
    const lead = `${tails.map((piece) => piece.text).join(' ')} `;
    for (const { kind, start, end } of findPersonalData(lead + front)) {
      const own = { start: Math.max(0, start - lead.length), end: end - lead.length };
      if (own.end <= 0 || alone.some((datum) => datum.start < own.end && own.start < datum.end)) continue;
      let at = 0;
      const parts = pieces.flatMap((piece) => {
        const begin = at;
        at += piece.text.length + 1;
        const from = Math.max(start, begin);
        const until = Math.min(end, begin + piece.text.length);
        const shift = piece.from - begin;
        return from < until
          ? [{ utteranceId: piece.utteranceId, start: from + shift, end: until + shift }]
          : [];
      });
      found.push({ kind, ...own, quote: (lead + front).slice(start, end), parts });
    }
  }
  return found;
};
