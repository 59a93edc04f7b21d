/** A file that is longer holds more than one idea. */
export const FILE_LINES_MAX = 400;
/** A function that is longer does not fit on a screen. */
export const FUNCTION_LINES_MAX = 60;
/** A factory that is longer, with the functions inside it, lets too many of them share its state. */
export const FACTORY_LINES_MAX = 150;

/** Must stand in the first lines of a file that may have long functions, or be long itself, with its reason. */
const EXCUSE = /tidy: long because (\S.{10,})/;
const EXCUSE_WITHIN = 600;

export const isExcused = (text: string): boolean => EXCUSE.test(text.slice(0, EXCUSE_WITHIN));

/** A line that opens a function's body, as the formatter writes it. Blocks of `describe` only gather tests. */
const OPENS = /(?:=>|\)(?:: [^=]+)?) \{$/;
const NO_FUNCTION = /^\s*(?:\} )?(?:if|else|for|while|switch|catch|do|try|with)\b|^\s*describe\b/;

export interface Length {
  readonly line: number;
  readonly lines: number;
  /** Less the named functions inside. */
  readonly own: number;
  readonly opening: string;
}

/** A line that opens a function with a name of its own: it is judged by itself, and not again in what holds it. */
const NAMED =
  /^\s*(?:export )?(?:async )?(?:const \w+ =|function\b|(?:async |get |static )*[\w#]+\(|[\w#]+: (?:async )?\()/;

interface Body {
  readonly first: number;
  readonly last: number;
  readonly isNamed: boolean;
}

/** From the line that opens a body to the one that closes it, at the same indent: the code is formatted. */
const bodiesOf = (lines: readonly string[]): Body[] =>
  lines.flatMap((opening, first) => {
    if (!OPENS.test(opening) || NO_FUNCTION.test(opening)) return [];
    const indent = /^\s*/.exec(opening)?.[0] ?? '';
    const toEnd = lines.slice(first + 1).findIndex((line) => line.startsWith(`${indent}}`));
    return [{ first, last: first + 1 + toEnd, isNamed: NAMED.test(opening) }];
  });

/**
 * Functions that are too long. A factory gathers functions as a file does: the named ones inside it do not count as its
 * own lines, but the whole has a limit too, since all of them share what it keeps.
 */
export const longFunctions = (text: string): Length[] => {
  const lines = text.split('\n');
  const bodies = bodiesOf(lines);
  return bodies.flatMap(({ first, last }) => {
    const whole = last - first + 1;
    const within = new Set<number>();
    for (const inner of bodies) {
      if (!inner.isNamed || inner.first <= first || inner.last >= last) continue;
      for (let line = inner.first; line <= inner.last; line += 1) within.add(line);
    }
    const own = whole - within.size;
    const isLong = own > FUNCTION_LINES_MAX || whole > FACTORY_LINES_MAX;
    return isLong ? [{ line: first + 1, lines: whole, own, opening: lines[first]?.trim() ?? '' }] : [];
  });
};
