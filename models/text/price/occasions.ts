/** A price held against the one of a yearly sale. */
export interface Occasion {
  /** First and last day of the sale, as month and day (`MM-DD`). */
  readonly from: string;
  /** The day that gives it its name. */
  readonly day: string;
  readonly until: string;
  /** The sale of the year before the last one. */
  readonly lastYear: boolean;
  readonly says: 'same' | 'lower';
  readonly start: number;
  readonly end: number;
}

/** Days of the sales that hosts compare with. */
const SALES: readonly (readonly [RegExp, from: string, day: string, until: string])[] = [
  [/^(?:双(?:十一|11|1一)|11\.11|double eleven|singles'? day)$/, '11-01', '11-11', '11-12'],
  [/^(?:双(?:十二|12)|12\.12)$/, '12-08', '12-12', '12-13'],
  [/^(?:618|六一八)$/, '06-01', '06-18', '06-20'],
  [/^(?:黑五|黑色星期五|black friday)$/, '11-20', '11-27', '11-30'],
];
const SALE =
  "双十[一二]|双1[12]|11\\.11|12\\.12|618|六一八|黑五|黑色星期五|black friday|double eleven|singles'? day";
const LAST_YEAR = "去年的?|last year'?s? ";

const SAME = new RegExp(
  `(?:[和跟与同]|就是|还是|保持)(${LAST_YEAR})?(${SALE})(?:当天|那天|期间|大促)?(?:是)?(?:一样的?|同|同样的?|一个)价(?:格|钱)?|(${LAST_YEAR})?(${SALE})(?:当天|那天|期间|大促)?同价|(?:same (?:price )?as|same price (?:as )?(?:on|at|we had on)) (?:on |our |the )?(${LAST_YEAR})?(${SALE})(?: price)?`,
  'g',
);
const LOWER = new RegExp(
  `比(${LAST_YEAR})?(${SALE})(?:当天|那天|期间|大促)?的?(?:价格?)?(?:还要?|都|更)?(?:便宜|低|划算|优惠)|(?:cheaper|lower|less) than (?:on |our |the |it was on )?(${LAST_YEAR})?(${SALE})(?: price)?`,
  'g',
);

/** The prices that a text made plain (see `plainOf`) holds against those of a sale, in order. */
export const occasionsIn = (plain: string): Occasion[] => {
  const found: Occasion[] = [];
  for (const [says, pattern] of [
    ['lower', LOWER],
    ['same', SAME],
  ] as const)
    for (const match of plain.matchAll(pattern)) {
      const groups = match.slice(1);
      const sale = groups.filter((_, i) => i % 2 === 1).find((word) => word !== undefined);
      const lastYear = groups.some((word, i) => i % 2 === 0 && word !== undefined);
      const known = SALES.find(([name]) => sale !== undefined && name.test(sale));
      if (!known) continue;
      const [, from, day, until] = known;
      found.push({
        from,
        day,
        until,
        lastYear,
        says,
        start: match.index,
        end: match.index + match[0].length,
      });
    }
  return found.sort((a, b) => a.start - b.start);
};
