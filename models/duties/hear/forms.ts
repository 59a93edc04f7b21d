import type { LoadedCatalogue } from '../catalogue/load.ts';
import type { SlotInput } from '../catalogue/schema.ts';
import { SLOT_KINDS } from '../slots/kinds.ts';
import { type CueFinder, createCueFinder } from './cues.ts';
import { compilePattern, listSource, type Pattern, type Words } from './pattern.ts';

export const ROLES = ['states', 'points', 'evades', 'never', 'triggers'] as const;
export type Role = (typeof ROLES)[number];

export interface SlotReader {
  readonly id: string;
  readonly required: boolean;
  /** Characters of typed text that fill it. */
  readonly kinds: string | null;
  readonly words: RegExp | null;
}

/** A duty as it is heard. */
export interface DutyEar {
  readonly id: string;
  readonly forms: Readonly<Record<Role, readonly Pattern[]>>;
  readonly answers: readonly Pattern[];
  readonly not: readonly Pattern[];
  readonly names: RegExp | null;
  readonly readers: readonly SlotReader[];
  readonly conditional: boolean;
}

/** Which forms a text is worth trying against, found by their cues in one pass. */
export interface Ears {
  readonly duties: readonly DutyEar[];
  readonly byId: ReadonlyMap<string, DutyEar>;
  readonly finder: CueFinder;
  /** For each cue, what to try: number of the duty times the number of roles (one more for names), plus the role. */
  readonly targets: readonly (readonly number[])[];
}

/** One more than the roles: the place of a duty's names. */
export const NAMES_ROLE = ROLES.length;
export const ROLE_COUNT = ROLES.length + 1;

const readerOf = (slot: SlotInput, words: Words): SlotReader => {
  const list = slot.words === undefined ? null : words.get(slot.words);
  if (list === undefined) throw new Error(`slot ${slot.id}: unknown list ${slot.words}`);
  return {
    id: slot.id,
    required: slot.required,
    kinds: slot.read ? slot.read.map((kind) => SLOT_KINDS[kind]).join('') : null,
    words: list ? new RegExp(listSource(list), 'g') : null,
  };
};

const compileAll = (sources: readonly string[], words: Words): Pattern[] =>
  sources.map((source) => {
    try {
      return compilePattern(source, words);
    } catch (error) {
      throw new Error(`pattern ${source}: ${(error as Error).message}`);
    }
  });

/**
 * Compiles how every duty of a catalogue is heard.
 * @throws Error that names the duty and the pattern.
 */
export const compileEars = (catalogue: LoadedCatalogue): Ears => {
  const { words } = catalogue;
  const targets = new Map<string, Set<number>>();
  const listen = (cue: string, target: number): void => {
    const known = targets.get(cue);
    if (known) known.add(target);
    else targets.set(cue, new Set([target]));
  };
  const duties = [...catalogue.duties.values()].map((duty, number): DutyEar => {
    try {
      const { forms } = duty;
      const compiled = Object.fromEntries(
        ROLES.map((role) => [role, compileAll(forms[role], words)]),
      ) as Record<Role, Pattern[]>;
      ROLES.forEach((role, at) => {
        for (const { cues } of compiled[role]) for (const cue of cues) listen(cue, number * ROLE_COUNT + at);
      });
      for (const name of forms.names) listen(name, number * ROLE_COUNT + NAMES_ROLE);
      return {
        id: duty.id,
        forms: compiled,
        answers: compileAll(forms.answers, words),
        not: compileAll(forms.not, words),
        names: forms.names.length === 0 ? null : new RegExp(listSource(forms.names), 'g'),
        readers: duty.readers.map((slot) => readerOf(slot, words)),
        conditional: forms.conditional,
      };
    } catch (error) {
      throw new Error(`duty ${duty.id}: ${(error as Error).message}`);
    }
  });
  const cues = [...targets.keys()];
  return {
    duties,
    byId: new Map(duties.map((duty) => [duty.id, duty])),
    finder: createCueFinder(cues),
    targets: cues.map((cue) => [...(targets.get(cue) ?? [])]),
  };
};
