import { type Folded, METHODS, type Method, methodOf } from '../normalise/normalise.ts';
import type { Entry } from './entry.ts';
import type { Packs } from './packs.ts';

/** Words of an entry found in a text. */
export interface Found {
  readonly entry: Entry;
  /** Where they were found: in the folded text, or in what it reads as once disguises are undone. */
  readonly folded: Folded;
  /** Offsets in `folded`. */
  readonly start: number;
  readonly end: number;
  /** How the words had to be read: the weakest way that any of them needed. */
  readonly method: Method;
}

const chineseHits = ({ zh }: Packs, folded: Folded): Found[] =>
  zh.matcher.match(folded.codes, folded.length).map(({ pattern, start, end }) => ({
    entry: zh.entryOf[pattern] as Entry,
    folded,
    start,
    end,
    method: methodOf(folded, start, end),
  }));

const weaker = (one: Method, other: Method): Method =>
  METHODS.indexOf(one) > METHODS.indexOf(other) ? one : other;

const englishHits = (packs: Packs, folded: Folded): Found[] => {
  const tokens = packs.tokeniser.tokenise(folded, packs.normaliser.tables.classes);
  if (tokens.length < 2) return [];
  return packs.en.matcher.match(tokens.codes, tokens.length).map((match) => {
    const start = tokens.starts[match.start] as number;
    const end = tokens.ends[match.end - 1] as number;
    const spelt = tokens.spelt.subarray(match.start, match.end).includes(1);
    const method = weaker(methodOf(folded, start, end), spelt ? 'confusion' : 'literal');
    return { entry: packs.en.entryOf[match.pattern] as Entry, folded, start, end, method };
  });
};

const asItStands = (packs: Packs, folded: Folded): Found[] => {
  const found = chineseHits(packs, folded);
  return folded.hasLatin ? found.concat(englishHits(packs, folded)) : found;
};

/** What is only heard or hinted at counts where words as they stand speak for it. */
const NEEDS_CUE: ReadonlySet<Method> = new Set<Method>(['phonetic', 'hint']);

/**
 * The entries' words in a folded text, as it stands and, where a disguise is suspected, with it undone. What stands there as
 * it is comes first.
 */
export const hitsIn = (packs: Packs, folded: Folded): readonly Found[] => {
  const found = asItStands(packs, folded);
  const reading = packs.zh.reader.read(folded, (from, until) =>
    found.some(({ start, end }) => start < until && from < end),
  );
  if (!reading) return found;
  const undone = chineseHits(packs, reading).filter(
    ({ start, end, method }) =>
      reading.touches(start, end) && (!NEEDS_CUE.has(method) || reading.isBorneOut(start, end)),
  );
  return found.concat(undone);
};

/** The entries whose words stand in a text, before anything is asked of what stands around them. */
export const entriesIn = (packs: Packs, text: string): ReadonlySet<Entry> =>
  new Set(hitsIn(packs, packs.normaliser.fold(text)).map(({ entry }) => entry));

/** Words that begin another clause: a hit that reaches over one of them takes the next claim's words for its own. */
const CONJUNCTIONS = ['而且', '并且', '另外', '同时'];
/** A conjunction with a word on either side. */
const CROSSING_MIN = 4;
const crossesClause = ({ folded, start, end }: Found): boolean => {
  if (end - start < CROSSING_MIN) return false;
  const units = folded.codes.subarray(start, Math.min(end, start + HIT_MAX));
  const words = String.fromCharCode.apply(null, units as unknown as number[]);
  return CONJUNCTIONS.some((word) => words.includes(word));
};
/** No frame reaches farther in Chinese. */
const HIT_MAX = 80;

/** Without the hits that hold another of the same entry and run on into the next clause. */
const withinClause = (found: readonly Found[]): readonly Found[] =>
  found.filter(
    (hit) =>
      hit.entry.language === 'en' ||
      !crossesClause(hit) ||
      !found.some(
        (other) =>
          other.entry === hit.entry &&
          other.folded === hit.folded &&
          hit.start <= other.start &&
          other.end <= hit.end &&
          other.end - other.start < hit.end - hit.start,
      ),
  );

/** The span that covers all overlapping hits of one entry in one reading. */
export const joined = (found: readonly Found[]): readonly Found[] => {
  const byEntry = new Map<Entry, Found[]>();
  for (const hit of found.length > 1 ? withinClause(found) : found) {
    const hits = byEntry.get(hit.entry);
    const last = hits?.at(-1);
    if (!hits) byEntry.set(hit.entry, [hit]);
    else if (last && last.folded === hit.folded && hit.start < last.end) {
      hits[hits.length - 1] = {
        ...last,
        start: Math.min(last.start, hit.start),
        end: Math.max(last.end, hit.end),
        method: weaker(last.method, hit.method),
      };
    } else hits.push(hit);
  }
  return [...byEntry.values()].flat();
};
