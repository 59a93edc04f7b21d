import type { HeardDuty, LoadedCatalogue } from '../catalogue/load.ts';
import type { SlotInput } from '../catalogue/schema.ts';
import { SLOT_KINDS } from '../slots/kinds.ts';
import { type CueFinder, createCueFinder } from './cues.ts';
import { compilePattern, type Pattern, quickListSource, type Words } from './pattern.ts';

export const ROLES = ['states', 'points', 'evades', 'never', 'triggers'] as const;
export type Role = (typeof ROLES)[number];

/** A form of a role, with its number among all forms. */
export interface Form extends Pattern {
  readonly number: number;
}

export interface SlotReader {
  readonly id: string;
  readonly required: boolean;
  /** Characters of typed text that fill it. */
  readonly kinds: string | null;
  readonly words: RegExp | null;
  /** Bounds of a bare number. */
  readonly least: number;
  readonly most: number;
  /** What a code must look like. */
  readonly like: RegExp | null;
}

/** A duty as it is heard. */
export interface DutyEar {
  readonly id: string;
  readonly forms: Readonly<Record<Role, readonly Form[]>>;
  readonly answers: readonly Pattern[];
  readonly not: readonly Pattern[];
  readonly names: RegExp | null;
  /** The number under which its names are found. */
  readonly namesNumber: number;
  readonly readers: readonly SlotReader[];
  readonly conditional: boolean;
}

/** Which forms a text is worth trying against, found by their cues in one pass. */
export interface Ears {
  readonly duties: readonly DutyEar[];
  readonly finder: CueFinder;
  /** For each cue, the numbers of the forms to try. */
  readonly targets: readonly (readonly number[])[];
  /** For each form, the number of its duty; names count as a form. */
  readonly dutyOf: readonly number[];
}

const readerOf = (slot: SlotInput, words: Words): SlotReader => {
  const list = slot.words === undefined ? null : words.get(slot.words);
  if (list === undefined) throw new Error(`slot ${slot.id}: unknown list ${slot.words}`);
  return {
    id: slot.id,
    required: slot.required,
    kinds: slot.read ? slot.read.map((kind) => SLOT_KINDS[kind]).join('') : null,
    words: list ? new RegExp(quickListSource(list), 'g') : null,
    least: slot.least ?? 0,
    most: slot.most ?? Number.POSITIVE_INFINITY,
    like: slot.like === undefined ? null : new RegExp(slot.like),
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

/** Numbers forms and notes which cues call for them. */
interface Register {
  readonly targets: Map<string, Set<number>>;
  readonly dutyOf: number[];
}

const enlist = (register: Register, duty: number, cues: readonly string[]): number => {
  const number = register.dutyOf.push(duty) - 1;
  for (const cue of cues) {
    const known = register.targets.get(cue);
    if (known) known.add(number);
    else register.targets.set(cue, new Set([number]));
  }
  return number;
};

const earOf = (duty: HeardDuty, at: number, words: Words, register: Register): DutyEar => {
  const { forms } = duty;
  const compiled = Object.fromEntries(
    ROLES.map((role) => [
      role,
      compileAll(forms[role], words).map(
        (form): Form => ({ ...form, number: enlist(register, at, form.cues) }),
      ),
    ]),
  ) as Record<Role, Form[]>;
  return {
    id: duty.id,
    forms: compiled,
    answers: compileAll(forms.answers, words),
    not: compileAll(forms.not, words),
    names: forms.names.length === 0 ? null : new RegExp(quickListSource(forms.names), 'g'),
    namesNumber: enlist(register, at, forms.names),
    readers: duty.readers.map((slot) => readerOf(slot, words)),
    conditional: forms.conditional,
  };
};

/**
 * Compiles how every duty of a catalogue is heard.
 * @throws Error that names the duty and the pattern.
 */
export const compileEars = (catalogue: LoadedCatalogue): Ears => {
  const register: Register = { targets: new Map(), dutyOf: [] };
  const duties = [...catalogue.duties.values()].map((duty, at) => {
    try {
      return earOf(duty, at, catalogue.words, register);
    } catch (error) {
      throw new Error(`duty ${duty.id}: ${(error as Error).message}`);
    }
  });
  const cues = [...register.targets.keys()];
  return {
    duties,
    finder: createCueFinder(cues),
    targets: cues.map((cue) => [...(register.targets.get(cue) ?? [])]),
    dutyOf: register.dutyOf,
  };
};
