import { createTextJudge } from '../judge.ts';
import { refuseTwins } from './compile.ts';
import { type Entry, kindOf, type Language, type Pattern } from './entry.ts';
import { contextOf } from './examples.ts';
import { entriesIn } from './hits.ts';
import { PackError } from './pack-error.ts';
import type { Packs } from './packs.ts';
import type { Refusal } from './refusal.ts';
import { stemmed } from './tokens.ts';

const nameOf = ({ packId, id }: Entry): string => `${packId}/${id}`;

/** Words that are found by themselves, one at a time, by speaker, kind and platform. */
const singles = (
  patterns: readonly Pattern[],
): { readonly words: readonly string[]; readonly entry: Entry }[] =>
  patterns.flatMap(({ frame, entry }) => {
    const [words] = frame.slots;
    return frame.slots.length === 1 && words ? [{ words, entry }] : [];
  });

const twinWords = (
  known: readonly Pattern[],
  patterns: readonly Pattern[],
  key: (word: string) => string,
): Refusal[] => {
  if (patterns.length === 0) return [];
  const seen = new Map<string, Entry>();
  const keyOf = (entry: Entry, platform: string, word: string): string =>
    [platform, entry.speaker, entry.kind, key(word)].join(' ');
  // What holds for some goods alone leaves room for a rule that holds for others.
  for (const { words, entry } of singles(known))
    if (!entry.categories) for (const word of words) seen.set(keyOf(entry, '', word), entry);
  const refusals: Refusal[] = [];
  for (const { words, entry } of singles(patterns)) {
    for (const word of words) {
      const own = keyOf(entry, entry.platform ?? '', word);
      const twin = seen.get(own) ?? seen.get(keyOf(entry, '', word));
      if (twin)
        refusals.push({
          pack: entry.packId,
          entry: entry.id,
          reason: `matches twice: the word ${word} is in ${nameOf(twin)} too`,
        });
      seen.set(own, entry);
    }
  }
  return refusals;
};

/** Entries of custom packs whose words are there already, in a shipped pack or in another custom entry. */
export const refusedTwins = (
  { shipped }: Packs,
  patterns: Readonly<Record<Language, readonly Pattern[]>>,
): readonly Refusal[] => {
  const { speller } = shipped;
  const words = [
    ...twinWords(shipped.patterns.zh, patterns.zh, speller.folded),
    ...twinWords(shipped.patterns.en, patterns.en, stemmed),
  ];
  if (words.length > 0) return words;
  try {
    refuseTwins(patterns.zh, (packId) => packId, speller.folded, shipped.seen.zh);
    refuseTwins(patterns.en, (packId) => packId, stemmed, shipped.seen.en);
    return [];
  } catch (error) {
    if (!(error instanceof PackError)) throw error;
    const { file, entry, reason } = error;
    return [{ pack: file, ...(entry !== undefined && { entry }), reason }];
  }
};

/** Words looked for before others get a turn: a few milliseconds of work. */
const STRIDE = 50;

/**
 * Entries of custom packs with a word all of which a shipped rule of the same kind, for whatever goods, raises as gravely by
 * itself, by a frame or another spelling. An entry that flags what the shipped rules only put up for review is none.
 */
export const foundAlready = async (
  base: Packs,
  patterns: readonly Pattern[],
  turn: () => Promise<unknown>,
): Promise<readonly Refusal[]> => {
  const judge = createTextJudge({ packs: { ...base, allowances: [] } });
  const shipped = new Map(base.shipped.entries.map((entry) => [nameOf(entry), entry]));
  const finderOf = (word: string, { kind, speaker, verdict }: Entry): Entry | undefined => {
    // Judging costs several times as much as looking for words.
    if (![...entriesIn(base, word)].some((entry) => kindOf(entry, undefined) === kind)) return undefined;
    const { claims } = judge.judge(word, contextOf(speaker, undefined));
    const claim = claims.find(
      (one) =>
        one.kind === kind &&
        (one.verdict === 'flag' || one.verdict === verdict) &&
        one.start === 0 &&
        one.end === word.length,
    );
    const entry = claim && shipped.get(`${claim.source.packId}/${claim.source.ruleId}`);
    return entry?.categories ? undefined : entry;
  };
  const refusals: Refusal[] = [];
  let done = 0;
  for (const { words, entry } of singles(patterns)) {
    for (const word of words) {
      if (++done % STRIDE === 0) await turn();
      const finder = finderOf(word, entry);
      if (finder)
        refusals.push({
          pack: entry.packId,
          entry: entry.id,
          reason: `matches twice: ${nameOf(finder)} finds ${word} already, as ${entry.kind}`,
        });
    }
  }
  return refusals;
};
