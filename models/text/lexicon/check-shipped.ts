import { createTextJudge } from '../judge.ts';
import { type Fault, faultsOfEntry } from './examples.ts';
import { matchesItself, shapeOf } from './own-words.ts';
import type { Packs } from './packs.ts';
import { stemmed } from './tokens.ts';

/** What became of every example of the shipped packs. */
export interface ShippedCheck {
  /** Of the packs and the normaliser that were checked. */
  readonly packs: string;
  readonly normaliser: string;
  readonly entries: number;
  readonly examples: number;
  readonly faults: readonly Fault[];
}

/** The same word given twice for the same speaker and kind, whether as a term or among the words of a slot that stands alone. */
const twice = ({ shipped }: Packs): Fault[] => {
  const faults: Fault[] = [];
  for (const language of ['zh', 'en'] as const) {
    const key = language === 'zh' ? shipped.speller.folded : stemmed;
    const seen = new Map<string, string>();
    for (const { frame, entry } of shipped.patterns[language]) {
      const [words] = frame.slots;
      if (frame.slots.length !== 1 || !words) continue;
      for (const word of words) {
        const name = [entry.speaker, entry.kind, entry.categories ?? '', key(word)].join(' ');
        const first = seen.get(name);
        const here = `${entry.packId}/${entry.id}`;
        if (first !== undefined)
          faults.push({ packId: entry.packId, entry: entry.id, reason: `${word} is in ${first} too` });
        seen.set(name, here);
      }
    }
  }
  return faults;
};

/** Runs every example of every shipped entry, and looks for entries that can never match or that match twice. */
export const checkShipped = (packs: Packs): ShippedCheck => {
  const judge = createTextJudge({ packs });
  const faults: Fault[] = [...twice(packs)];
  let examples = 0;
  for (const entry of packs.entries) {
    examples += entry.match.length + entry.noMatch.length;
    for (const reason of faultsOfEntry(packs, judge, entry, false))
      faults.push({ packId: entry.packId, entry: entry.id, reason });
  }
  for (const pattern of [...packs.shipped.patterns.zh, ...packs.shipped.patterns.en]) {
    if (matchesItself(packs, pattern)) continue;
    const { packId, id } = pattern.entry;
    faults.push({ packId, entry: id, reason: `can never match: ${shapeOf(pattern)}` });
  }
  const { hash, normaliserHash, entries } = packs;
  return { packs: hash, normaliser: normaliserHash, entries: entries.length, examples, faults };
};
