import type { Ear } from '../ear/ear.ts';
import { heardAt, isAsserted } from './assert.ts';
import { type Filled, type Found, fill, type Ready } from './fill.ts';
import type { DutyEar } from './forms.ts';
import { holdsSupposition } from './guards.ts';
import type { Heard, SlotValue } from './heard.ts';

const NEVER = 2;
/** Where clauses of typed text end. */
const CLAUSE_END = /[,。!?;\n]/;

/** A duty that the learned ear knows, by its number among all ears. */
interface Known {
  readonly duty: number;
  readonly label: number;
  readonly ear: DutyEar;
  readonly threshold: number;
  /** Of each required slot that nothing but a value can fill: the kinds that do. */
  readonly kinds: readonly string[];
}

/** Hears what no pattern heard. */
export interface Learned {
  /**
   * @param wanted whether a duty, by its number, is worth hearing: owed, and not heard in this sentence.
   * @param heard what the patterns heard in it.
   * @returns what is stated, by the duty's number.
   */
  hear(
    input: Ready,
    wanted: (duty: number, id: string) => boolean,
    heard: readonly (readonly Heard[])[],
  ): readonly (readonly [number, Heard])[];
}

const clausesAround = (text: string, { start, end }: Found): Found => {
  let from = start;
  while (from > 0 && !CLAUSE_END.test(text[from - 1] as string)) from -= 1;
  let until = end;
  while (until < text.length && !CLAUSE_END.test(text[until] as string)) until += 1;
  return { start: from, end: until };
};

/** Whether a slot of one of the kinds is there at all. */
const holdsAny = (text: string, kinds: string): boolean => {
  for (const kind of kinds) if (text.includes(kind)) return true;
  return false;
};

const isTerm = ({ unit, value }: SlotValue): boolean => unit === 'day' && typeof value === 'number';

/** Terms that a pattern heard as those of one thing: 保修三年 says nothing of how long it keeps. */
const takenBy = (heard: Iterable<readonly Heard[]>): ReadonlySet<string> => {
  const taken = new Set<string>();
  for (const all of heard)
    for (const { as, slots } of all)
      if (as === 'stated') for (const slot of Object.values(slots)) if (isTerm(slot)) taken.add(slot.text);
  return taken;
};

/** Whether patterns heard what each value of the sentence is of: the ear, which costs as much as a good part of them, is then not asked. */
const isExplained = ({ typed }: Ready, heard: Iterable<readonly Heard[]>): boolean => {
  let [stated, values] = [0, 0];
  for (const all of heard)
    for (const { as, slots } of all) {
      if (as !== 'stated') continue;
      stated += 1;
      for (const { value } of Object.values(slots)) if (value !== undefined) values += 1;
    }
  return stated > 0 && values >= typed.tokens.size;
};

/** What of the sentence states the duty: the words that speak for it where they hold its slots, else the clauses that they stand in. */
const statedIn = (
  ear: DutyEar,
  input: Ready,
  ground: Found,
  taken: ReadonlySet<string>,
): { found: Found; part: Filled } | null => {
  for (const found of [ground, clausesAround(input.text, ground)]) {
    const part = fill(ear, input, found);
    if (part.missing.length > 0) continue;
    const isTaken = Object.values(part.slots).some((slot) => isTerm(slot) && taken.has(slot.text));
    const isSupposed = !ear.conditional && holdsSupposition(input.text, found.start, found.end);
    return !isTaken && !isSupposed && isAsserted(ear, input, found) ? { found, part } : null;
  }
  return null;
};

/**
 * The learned ear beside the patterns. A duty counts as stated where its score is high enough, each slot that it requires can be
 * read in the words that speak for it, and no guard says that they assert nothing.
 */
export const createLearned = (ear: Ear, ears: readonly DutyEar[]): Learned => {
  const { labels, thresholds } = ear.card;
  const known: Known[] = ears.flatMap((one, duty) => {
    const label = labels.indexOf(one.id);
    if (label < 0) return [];
    const required = one.readers.filter((reader) => reader.required);
    const kinds = required.flatMap((reader) =>
      reader.kinds !== null && reader.words === null ? [reader.kinds] : [],
    );
    return [{ duty, label, ear: one, kinds, threshold: thresholds[one.id] ?? NEVER }];
  });
  return {
    hear: (input, wanted, heard) => {
      if (isExplained(input, heard)) return [];
      const { text } = input;
      const tried = known.filter(
        ({ duty, ear: { id }, kinds }) => wanted(duty, id) && kinds.every((one) => holdsAny(text, one)),
      );
      if (tried.length === 0) return [];
      const scores = ear.scores(text);
      const taken = takenBy(heard);
      return tried.flatMap(({ duty, label, ear: one, threshold }): [number, Heard][] => {
        if ((scores[label] as number) < threshold) return [];
        const ground = ear.ground(text, label);
        const stated = ground && statedIn(one, input, ground, taken);
        if (!stated) return [];
        return [[duty, { ...heardAt(one, 'stated', input, stated.found, stated.part), learned: true }]];
      });
    },
  };
};
