import { buildTables, CLASS, DROP, SLOW, type Tables } from '../text/normalise/tables.ts';

let tables: Tables | undefined;

const SPACE = 32;

/**
 * A text as words are looked up in it: Simplified, half width, lower case, without spaces beside Chinese characters; what
 * cannot be folded one to one (emoji, surrogates) is a space. The tables (100 ms) are built at the first call.
 */
export const plain = (text: string): string => {
  tables ??= buildTables();
  const { fold, classes } = tables;
  const { length } = text;
  const units: number[] = [];
  let waiting = false;
  let lastIsChinese = false;
  for (let at = 0; at < length; at++) {
    let unit = fold[text.charCodeAt(at)] as number;
    if (unit === DROP) continue;
    if (unit === SLOW) unit = SPACE;
    const kind = classes[unit] as number;
    if (kind === CLASS.space) {
      waiting = true;
      continue;
    }
    const isChinese = kind === CLASS.cjk;
    if (waiting && units.length > 0 && !isChinese && !lastIsChinese) units.push(SPACE);
    waiting = false;
    lastIsChinese = isChinese;
    units.push(unit);
  }
  return String.fromCharCode.apply(null, units);
};
