import { plain } from '../plain.ts';

/** A viewer's question is short; what is longer is copied text. */
const LINE_UNITS_MAX = 200;

const FIRST: readonly (readonly [RegExp, readonly string[]])[] = [
  [/保质期|保存期限|有效期限|how long does it keep|expiry|shelf life/, ['shelf-life', 'cosmetic-use-period']],
  [/运费|包邮|免运|shipping/, ['freight']],
];

/** The duties that a viewer's line asks for, the nearest first; none for chatter, praise, jokes and statements. */
export const askedDuties = (text: string): readonly string[] => {
  if (text.length > LINE_UNITS_MAX) return [];
  const line = plain(text);
  return FIRST.flatMap(([words, duties]) => (words.test(line) ? duties : []));
};
