/** What a pattern leaves open: dots, 某, how many, which, or words in brackets that say what belongs there. */
const HOLE = /（[^）]*）|\([^)]*\)|…+|某+|[几幾]|多[少久高重]|什[么麼]|哪[里裡些家天]?|[谁誰]|怎[么麼]/u;

/** A part of a line, by offsets as a text field counts them. */
export interface Hole {
  readonly from: number;
  readonly to: number;
}

/** The first value that is to be filled in, or `null`. */
export const firstHole = (pattern: string): Hole | null => {
  const found = HOLE.exec(pattern);
  return found && { from: found.index, to: found.index + found[0].length };
};
