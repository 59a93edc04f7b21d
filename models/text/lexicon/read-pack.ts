import { parse } from 'yaml';

/** Largest shipped pack file, in bytes: 50,000 terms fit. */
export const PACK_BYTES_MAX = 8 * 1024 * 1024;

/** Deepest nesting of a pack is 6; far beyond it a parser that recurses would run out of stack. */
const NESTING_MAX = 32;

/** A quick look at how deep a text nests, by its brackets and by the dashes or spaces that begin its lines. */
const nestsTooDeep = (text: string): boolean => {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // [ {
    if (code === 91 || code === 123) {
      if (++open > NESTING_MAX) return true;
    }
    // ] }
    else if ((code === 93 || code === 125) && open > 0) open--;
  }
  return /^\s*(?:[-?:] ){32}/m.test(text);
};

/**
 * Reads YAML without its dangers: no alias may be used (a few lines of them unfold to gigabytes), no tag makes anything but
 * plain data, nesting is bounded. Throws an Error that says what is wrong and where.
 */
export const parsePackText = (text: string): unknown => {
  if (nestsTooDeep(text)) throw new Error(`nested deeper than ${NESTING_MAX}`);
  return parse(text, { maxAliasCount: 0, schema: 'core', logLevel: 'error' });
};
