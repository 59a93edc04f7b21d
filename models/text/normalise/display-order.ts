/** Where a stretch of a text begins and ends, in UTF-16 units. */
export type Stretch = readonly [from: number, until: number];

interface Level {
  readonly items: (Stretch | Level)[];
  readonly reversed: boolean;
  /** By which sign it ends. */
  readonly until: string;
}

/** Right-to-left override: what follows is shown from its end to its beginning, whatever letters it is of. */
export const OVERRIDE = '\u202e';
/** Ends an embedding or override; by itself it is dropped. */
export const POP = '\u202c';
const POP_ISOLATE = '\u2069';
/** Embeddings and isolates; Chinese and Latin letters keep their direction in them. */
const OPENS: Readonly<Record<string, string>> = {
  [OVERRIDE]: POP,
  '\u202a': POP,
  '\u202b': POP,
  '\u202d': POP,
  '\u2066': POP_ISOLATE,
  '\u2067': POP_ISOLATE,
  '\u2068': POP_ISOLATE,
};
const PARAGRAPH_ENDS = '\n\r\u2029';
/** Deeper levels are not opened (UAX #9, BD2). */
const DEPTH_MAX = 125;

const flatten = (level: Level, out: Stretch[]): void => {
  const { items, reversed } = level;
  for (let at = 0; at < items.length; at++) {
    const item = items[reversed ? items.length - 1 - at : at] as Stretch | Level;
    if ('items' in item) flatten(item, out);
    else out.push(item);
  }
};

/** Index of the level that a sign closes: an isolate closes all within it, an embedding only itself. */
const closedBy = (stack: readonly Level[], sign: string): number => {
  if (sign === POP) return stack.length > 1 && stack.at(-1)?.until === POP ? stack.length - 1 : -1;
  for (let at = stack.length - 1; at > 0; at--) if (stack[at]?.until === sign) return at;
  return -1;
};

/**
 * A text with overrides as it is shown (UAX #9, explicit levels; only overrides reverse here): its stretches from left to right,
 * character by character where they are reversed.
 */
export const displayOrder = (text: string): readonly Stretch[] => {
  let root: Level = { items: [], reversed: false, until: '' };
  let stack: Level[] = [root];
  const out: Stretch[] = [];
  for (let at = 0; at < text.length; ) {
    const size = (text.codePointAt(at) as number) > 0xffff ? 2 : 1;
    const sign = text[at] as string;
    const top = stack.at(-1) as Level;
    const closes = OPENS[sign];
    if (closes !== undefined) {
      if (stack.length < DEPTH_MAX) {
        const isReversed = sign === OVERRIDE;
        // An override in an override shows in the same order.
        const level =
          isReversed && top.reversed
            ? { ...top, until: closes }
            : { items: [], reversed: isReversed, until: closes };
        if (level.items !== top.items) top.items.push(level);
        stack.push(level);
      }
    } else if (sign === POP || sign === POP_ISOLATE) {
      const from = closedBy(stack, sign);
      if (from > 0) stack.length = from;
    } else if (PARAGRAPH_ENDS.includes(sign)) {
      flatten(root, out);
      out.push([at, at + 1]);
      root = { items: [], reversed: false, until: '' };
      stack = [root];
    } else {
      const last = top.items.at(-1);
      const follows = last !== undefined && !('items' in last) && last[1] === at && !top.reversed;
      if (follows) top.items[top.items.length - 1] = [last[0], at + size];
      else top.items.push([at, at + size]);
    }
    at += size;
  }
  flatten(root, out);
  return out;
};
