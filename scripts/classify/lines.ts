/** Lines judged in one call of the network. */
const JUDGED_AT_ONCE = 256;
/** Longest line that is read, in UTF-16 units: a text of 64 Ki units with every one escaped (`\uXXXX`), and a listing. */
export const LINE_UNITS_MAX = 1024 * 1024;

/** What some programs of Windows write before UTF-8; JSON (RFC 8259, 8.1) lets a reader pass over it. */
const BYTE_ORDER_MARK = '\ufeff';

/** A line with its number, from 1; null in place of one longer than {@link LINE_UNITS_MAX}, which is not kept. */
export type NumberedLine = readonly [number: number, line: string | null];

/**
 * Reads lines out of what comes, in flat memory whatever comes, and groups what comes together: a pipe is judged in batches and a
 * person at a keyboard waits for nobody. Blank lines are counted and left out, and so is a byte order mark at the start.
 */
export async function* batches(input: AsyncIterable<string>): AsyncGenerator<NumberedLine[]> {
  let [number, rest, isTooLong, isFirst] = [0, '', false, true];
  const numbered = (line: string): NumberedLine[] => {
    number += 1;
    const skipped = isTooLong || line.length > LINE_UNITS_MAX;
    isTooLong = false;
    if (skipped) return [[number, null]];
    return line.trim() === '' ? [] : [[number, line]];
  };
  for await (const chunk of input) {
    const text = isFirst && chunk.startsWith(BYTE_ORDER_MARK) ? chunk.slice(1) : chunk;
    isFirst &&= chunk === '';
    // Where the line before is already too long, only its end is waited for.
    const lines = ((isTooLong ? '' : rest) + text).split('\n');
    rest = lines.pop() ?? '';
    const ready = lines.flatMap(numbered);
    for (let at = 0; at < ready.length; at += JUDGED_AT_ONCE) yield ready.slice(at, at + JUDGED_AT_ONCE);
    if (rest.length > LINE_UNITS_MAX) [rest, isTooLong] = ['', true];
  }
  yield rest === '' && !isTooLong ? [] : numbered(rest);
}
