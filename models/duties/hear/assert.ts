import type { Filled, Found, Ready } from './fill.ts';
import type { DutyEar, Form } from './forms.ts';
import { isAsked, isDenied, isOthers, isSupposed, isWavedOff } from './guards.ts';
import type { Heard } from './heard.ts';

/** Matches of one form that are tried in one text. */
export const TRIES_MAX = 8;
/** What the first match of a form yields that `take` does not pass over. */
export const firstOf = <T>(form: Form, text: string, take: (found: Found) => T | null): T | null => {
  const { regex } = form;
  regex.lastIndex = 0;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const match = regex.exec(text);
    if (!match) return null;
    const next = match.index + 1;
    const taken = take({ start: match.index, end: match.index + match[0].length });
    if (taken !== null) return taken;
    regex.lastIndex = next;
  }
  return null;
};

const VALUE = /[\ue001-\ue01f]/;

/**
 * Whether a guard reaches over a comma into a statement from a clause with a value of its own (保质期十八个月，生产日期是…): then both
 * are said, and neither bears on the other.
 */
const isOfAnother = (text: string, guard: Found, found: Found): boolean => {
  const comma = text.lastIndexOf(',', found.start);
  if (comma >= guard.start && comma < guard.end) return VALUE.test(text.slice(guard.start, comma));
  const next = text.indexOf(',', found.end - 1);
  if (next <= guard.start || next >= guard.end) return false;
  const last = text.slice(guard.end).search(/[,。!?;\n]/);
  return VALUE.test(text.slice(next, last < 0 ? text.length : guard.end + last));
};

/** Whether one of the forms reaches into what was found. */
export const overlaps = (forms: readonly Form[], { text, scan }: Ready, found: Found): boolean =>
  forms.some(
    (form) =>
      scan.holds(form.number) &&
      firstOf(form, text, (guard) =>
        guard.start < found.end && found.start < guard.end && !isOfAnother(text, guard, found) ? true : null,
      ),
  );

/** Whether words of this product and seller assert something: no question, no supposition, nothing that is denied or waved off. */
export const isAsserted = (ear: DutyEar, input: Ready, found: Found): boolean =>
  !isAsked(input.text, found.start, found.end) &&
  !isOthers(input.text, found.start, found.end) &&
  !isDenied(input.text, found.start) &&
  !isWavedOff(input.text, found.start, found.end) &&
  (ear.conditional || !isSupposed(input.text, found.start)) &&
  !overlaps(ear.not, input, found);

/** What was found, where it stands in the text as it came. */
export const heardAt = (ear: DutyEar, as: Heard['as'], input: Ready, found: Found, part?: Filled): Heard => {
  const { prepared, typed } = input;
  const { starts, ends } = prepared;
  return {
    dutyId: ear.id,
    as,
    slots: part?.slots ?? {},
    missing: part?.missing ?? [],
    start: starts[typed.at[found.start] as number] ?? 0,
    end: ends[(typed.at[found.end] as number) - 1] ?? prepared.original.length,
  };
};
