import { sumIn } from './currency.ts';
import { above, first, isComparable, type PriceFinding, perListed } from './finding.ts';
import { formerFinding } from './formers.ts';
import type { Listed } from './listed.ts';
import {
  aboveCostFinding,
  asListedFinding,
  bothPricesFinding,
  thresholdFinding,
  unreducedFinding,
} from './offers.ts';
import { lowestFinding, occasionFinding } from './periods.ts';
import type { PriceReading } from './read.ts';
import { sumFinding } from './sums.ts';
import { timesOf } from './units.ts';

/** A price said at less than this share of the listed one is the price of something else (per piece, a sample). */
const SAME_GOODS = 0.3;

/** 直播电商监督管理办法 and 明码标价规定 17: a price that the page does not charge needs its conditions said. */
const unlikeFinding = (reading: PriceReading, listed: Listed): PriceFinding | null => {
  const now = first(reading, 'now');
  if (!now || listed.price === undefined || !isComparable(reading)) return null;
  // A bare number in English may be an hour or a count.
  if (now.currency === undefined && /[a-z]/.test(now.word ?? '')) return null;
  // More of it at once costs less each, and less of it is another size.
  const times = now.measure && (listed.measure ? timesOf(now.measure, listed.measure) : now.measure.amount);
  const value = times === null || (times !== undefined && times !== 1) ? null : perListed(now, listed);
  if (value === null) return null;
  const least = Math.min(...listed.prices);
  if (!above(least, value) || value < least * SAME_GOODS) return null;
  return {
    rule: 'price-unlike-listing',
    kind: 'price-condition-hidden',
    verdict: 'review',
    start: now.from,
    end: now.end,
    said: now.value,
    listed: least,
    zh: `口播价 ${sumIn(now.value, listed.currency).zh}，页面价 ${sumIn(least, listed.currency).zh}，未说明差价条件`,
    en: `price said: ${sumIn(now.value, listed.currency).en}; on the page: ${sumIn(least, listed.currency).en}; no condition was named`,
  };
};

/**
 * Holds what was said about prices against itself and against the listing. Sums are not made of what may not belong
 * together (variants, bundles, another product, conditions); a former price or a lowest one without the record to hold it
 * against is `undetermined`, and says what is missing.
 *
 * @param today ISO date of the broadcast in China; without it every recorded price counts as of the time asked about.
 */
export const holdPrices = (
  reading: PriceReading,
  listed: Listed | null,
  today?: string,
): readonly PriceFinding[] => {
  const inner = sumFinding(reading, listed);
  const past = formerFinding(reading, listed, today);
  const unreduced = past?.verdict === 'flag' ? null : unreducedFinding(reading);
  // A discount that does not compute stays so, whatever the former price was; one figure too high says enough.
  const isTold =
    inner?.verdict === 'flag' &&
    (past?.verdict === 'exempt' || past?.verdict === 'undetermined' || past?.rule === 'former-above-latest');
  const found = [
    unreduced ?? (isTold ? null : past),
    inner,
    lowestFinding(reading, listed, today),
    occasionFinding(reading, listed, today),
    listed && unlikeFinding(reading, listed),
    bothPricesFinding(reading),
    thresholdFinding(reading),
    aboveCostFinding(reading),
    listed && asListedFinding(reading, listed),
  ];
  return found.filter((one) => one !== null);
};
