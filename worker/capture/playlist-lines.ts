import { CaptureProblem } from './problem.ts';

/** Signed addresses are under 8 KiB, the most that servers take of one; nothing else in a playlist is as long. */
export const LINE_CHARS_MAX = 16_384;

/**
 * The lines of a playlist without blanks around them, one by one, so that no list of them is held.
 * @throws CaptureProblem for a line of more than {@link LINE_CHARS_MAX} characters.
 */
export function* linesOf(text: string): Generator<string> {
  let from = text.startsWith('\ufeff') ? 1 : 0;
  while (from <= text.length) {
    const end = text.indexOf('\n', from);
    const until = end < 0 ? text.length : end;
    if (until - from > LINE_CHARS_MAX) {
      throw new CaptureProblem(
        'too-large',
        `a line of the playlist is longer than ${LINE_CHARS_MAX} characters`,
        {
          lasting: true,
        },
      );
    }
    const line = text.slice(from, until).trim();
    if (line !== '') yield line;
    from = until + 1;
  }
}

/** What stands after the first colon of a tag. */
export const restOf = (line: string): string => line.slice(line.indexOf(':') + 1);

export const numberIn = (line: string): number => Number.parseFloat(restOf(line));

export type Attributes = ReadonlyMap<string, string>;

/**
 * The attribute list of a tag (RFC 8216, 4.2), quotes taken off. What is no attribute is passed over: one step forward
 * for each character, however it is written.
 */
export const attributesOf = (line: string): Attributes => {
  const found = new Map<string, string>();
  const text = restOf(line);
  let from = 0;
  while (from < text.length) {
    const equals = text.indexOf('=', from);
    if (equals < 0) break;
    const quoted = text[equals + 1] === '"';
    const close = text.indexOf(quoted ? '"' : ',', equals + (quoted ? 2 : 1));
    const end = close < 0 ? text.length : close;
    const name = text.slice(text.lastIndexOf(',', equals - 1) + 1, equals).trim();
    if (/^[A-Z0-9-]+$/.test(name)) found.set(name, text.slice(equals + (quoted ? 2 : 1), end).trim());
    const comma = quoted ? text.indexOf(',', end) : end;
    if (comma < 0) break;
    from = comma + 1;
  }
  return found;
};
