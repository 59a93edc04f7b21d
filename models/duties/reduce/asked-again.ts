import type { UtteranceEvent } from '../../contract/ingest.ts';
import { asksAtAll } from '../questions/asks.ts';
import { change, type Work } from './work.ts';

/** What was asked last is still in the air for this long. */
const ASKED_MS = 60_000;
/** Duties of one line that are kept. */
const DUTIES_MAX = 8;

/** Leads up to a name or follows it in a line that asks of it what was asked last: and the oil?, 那围巾呢. */
const AROUND =
  /\b(?:and|what about|how about|also|then|ok|so|for|on|of|in|the|those|these|that|this|ones?|too|same|is|are|it|both)\b|还有|那个?|这个?|另外|一样吗?|也|呢|的|啊|呀|咧|嘞|吗|又|跟着|'?s\b|[\s?？,，.。!！~]/gi;
/** A word beside the name by which viewers call it: and kitty treats. */
const STRAY = /^ *(?:and|what about|how about)\b/i;
const STRAY_UNITS_MAX = 8;

/** Whether nothing but names stands in a line. @param text without the names. */
export const isOnlyNames = (text: string): boolean =>
  text.replace(AROUND, '').length <= (STRAY.test(text) ? STRAY_UNITS_MAX : 0);

/**
 * What a viewer's line asks for: what was asked last, where it does nothing but name a product.
 * @param rest of the line without the products' names, where it names any.
 */
export const askedOrAgain = (
  work: Work,
  { text, atMs }: UtteranceEvent,
  rest: string | null,
): readonly string[] => {
  const { lastAsked } = work.ledger;
  const asked = work.ears.askedDuties(text);
  if (asked.length > 0) {
    change(work, { lastAsked: { atMs, dutyIds: asked.slice(0, DUTIES_MAX) } });
    return asked;
  }
  if (lastAsked && atMs - lastAsked.atMs <= ASKED_MS && rest !== null && isOnlyNames(rest))
    return lastAsked.dutyIds;
  if (asksAtAll(text)) change(work, { otherAskedMs: atMs });
  return [];
};
