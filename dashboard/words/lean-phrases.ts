/** Longest phrase that is kept only for where it ends. */
const NEIGHBOUR_CHARACTERS = 2;

const pairsOf = (dictionary: string): [string, string][] =>
  dictionary.split('|').map((pair) => {
    const at = pair.indexOf(' ');
    return [pair.slice(0, at), pair.slice(at + 1)];
  });

const beginnings = (phrase: string): string[] => {
  const characters = [...phrase];
  return characters.slice(1).map((_, at) => characters.slice(0, at + 1).join(''));
};
const endings = (phrase: string): string[] => {
  const characters = [...phrase];
  return characters.slice(1).map((_, at) => characters.slice(at + 1).join(''));
};

/**
 * Four in five phrases of OpenCC's dictionary say no more than their characters do. What is left is those that say more, and
 * short ones whose end another begins with (家里|老 before 里老), since the first phrase that fits takes its characters.
 *
 * @param phrases and `characters` in OpenCC's form, `from to|from to|…`.
 */
export const leanPhrases = (phrases: string, characters: string): string => {
  const single = new Map(pairsOf(characters));
  const plainly = (phrase: string): string => [...phrase].map((one) => single.get(one) ?? one).join('');
  const all = pairsOf(phrases);
  const telling = all.filter(([from, to]) => plainly(from) !== to);
  const begun = new Set(telling.flatMap(([from]) => beginnings(from)));
  const told = new Set(telling);
  return all
    .filter(
      (pair) =>
        told.has(pair) ||
        ([...pair[0]].length <= NEIGHBOUR_CHARACTERS && endings(pair[0]).some((end) => begun.has(end))),
    )
    .map((pair) => pair.join(' '))
    .join('|');
};
