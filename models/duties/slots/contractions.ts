import type { Edit } from './figures.ts';

/** Recognisers leave the mark out: its nine dollars, dont wash them hot. Words that are others without it (well, were, ill) stay. */
const WORDS: ReadonlyMap<string, string> = new Map(
  "it's that's what's where's who's how's here's there's let's don't can't won't isn't aren't doesn't didn't wasn't weren't haven't hasn't hadn't wouldn't couldn't shouldn't ain't i'm i've you're you've you'll we've they're they've they'll it'll that'll there'll y'all"
    .split(' ')
    .map((word) => [word.replace("'", ''), word]),
);
const ANY = new RegExp(`(?<![a-z'])(?:${[...WORDS.keys()].join('|')})(?![a-z'])`, 'g');
/** Its own, in its box: of it, not that it is. */
const OF_IT = /(?:in|of|on|for|with|from|to|at|by|than|and) $/;

/** Oh and were the salt barn: begun with, it tells who speaks. */
const WE_ARE =
  /^(?:(?:oh|and|so|hi|hey|yeah|yep|but|well|ok|okay|guys|everybody|folks),? )*(?=were (?!you|they|there|it|these|those|we|any|all|both)[a-z])/;

/** The marks put back into the contractions of a folded text. */
export const contractionEdits = (folded: string): Edit[] => {
  const edits: Edit[] = [];
  const lead = WE_ARE.exec(folded);
  if (lead) edits.push({ start: lead[0].length, end: lead[0].length + 'were'.length, to: "we're" });
  for (const { 0: word, index } of folded.matchAll(ANY)) {
    if (word === 'its' && OF_IT.test(folded.slice(Math.max(0, index - 5), index))) continue;
    edits.push({ start: index, end: index + word.length, to: WORDS.get(word) as string });
  }
  return lead ? edits.sort((a, b) => a.start - b.start) : edits;
};
