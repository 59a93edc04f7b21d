/** One line of the input; `bytes` is null where it was longer than allowed and therefore not kept. */
export interface InputLine {
  /** Counts from 1, blank lines included. */
  readonly line: number;
  readonly bytes: Uint8Array | null;
}

export interface LineSplitter {
  /** The lines that end in this chunk. Blank ones are counted and left out. */
  push(chunk: Uint8Array): InputLine[];
  /** The last line, where the input does not end with a line feed. */
  end(): InputLine[];
  /** Number of the line that is being read. */
  readonly line: number;
}

const LF = 0x0a;
const BLANK = new Set([0x20, 0x09, 0x0d]);
const BOM = [0xef, 0xbb, 0xbf];

const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => BLANK.has(byte));

const withoutBom = (bytes: Uint8Array): Uint8Array =>
  BOM.every((byte, at) => bytes[at] === byte) ? bytes.subarray(BOM.length) : bytes;

/**
 * Splits bytes into lines without ever holding more than one line: what goes past `bytesMax` is skipped to its end, and the
 * lines around it come out whole. Splitting bytes is safe: in UTF-8 (RFC 3629) 0x0A is never part of another character.
 */
export const createLineSplitter = (bytesMax: number): LineSplitter => {
  let line = 1;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let tooLong = false;

  const take = (part: Uint8Array): void => {
    if (tooLong) return;
    // A carriage return before the line feed does not count: one more byte may be held.
    if (heldBytes + part.length > bytesMax + 1) {
      tooLong = true;
      held = [];
      heldBytes = 0;
      return;
    }
    if (part.length === 0) return;
    held.push(part);
    heldBytes += part.length;
  };

  const finish = (): InputLine[] => {
    let bytes = held.length === 1 && held[0] ? held[0] : Buffer.concat(held, heldBytes);
    if (line === 1) bytes = withoutBom(bytes);
    if (bytes.at(-1) === 0x0d) bytes = bytes.subarray(0, -1);
    const over = tooLong || bytes.length > bytesMax;
    const done: InputLine[] = over ? [{ line, bytes: null }] : isBlank(bytes) ? [] : [{ line, bytes }];
    held = [];
    heldBytes = 0;
    tooLong = false;
    return done;
  };

  return {
    push(chunk) {
      const lines: InputLine[] = [];
      let from = 0;
      for (let at = chunk.indexOf(LF); at >= 0; at = chunk.indexOf(LF, from)) {
        take(chunk.subarray(from, at));
        lines.push(...finish());
        line += 1;
        from = at + 1;
      }
      take(chunk.subarray(from));
      return lines;
    },
    end: () => finish(),
    get line() {
      return line;
    },
  };
};
