import type { HeardDuty, LoadedCatalogue } from '../catalogue/load.ts';
import type { SlotInput } from '../catalogue/schema.ts';
import { SLOT_KINDS } from '../slots/kinds.ts';
import { asHeard } from './cantonese.ts';
import { compilePattern, type Pattern, quickListSource, type Words } from './pattern.ts';
import { createScanBuilder, type Scan, type ScanBuilder } from './scan.ts';

export const ROLES = ['states', 'points', 'evades', 'never', 'triggers'] as const;
export type Role = (typeof ROLES)[number];

/** A form, with its number among all expressions that a text is scanned for. */
export interface Form extends Pattern {
  readonly number: number;
}

/** A form of a role. */
export interface RoleForm extends Form {
  readonly role: Role;
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
  /** A date must not lie ahead. */
  readonly isPast: boolean;
  /** A date must not be of the days just past. */
  readonly isAhead: boolean;
  /** What a code must look like. */
  readonly like: RegExp | null;
}

/** A duty as it is heard. */
export interface DutyEar {
  readonly id: string;
  /** By role, in the order of {@link ROLES}; numbered upwards. */
  readonly forms: readonly RoleForm[];
  readonly answers: readonly Form[];
  readonly not: readonly Form[];
  readonly names: RegExp | null;
  /** What `names` looks for. */
  readonly nameWords: readonly string[];
  /** The number under which its names are found. */
  readonly namesNumber: number;
  readonly readers: readonly SlotReader[];
  readonly conditional: boolean;
}

/** Which forms a text is worth trying against, found in one pass. */
export interface Ears {
  readonly duties: readonly DutyEar[];
  readonly scan: Scan;
  /** "See the page", "don't worry". */
  readonly pointer: Form;
  readonly vague: Form;
  /** For each number, the form of a role that has it, and the duty whose form or names have it; −1 where none has. */
  readonly formOf: readonly (RoleForm | undefined)[];
  readonly dutyOf: ArrayLike<number>;
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
    isPast: slot.falls === 'past',
    isAhead: slot.falls === 'ahead',
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

/** A duty whose patterns are compiled and not yet numbered. */
interface Compiled {
  readonly duty: HeardDuty;
  readonly forms: readonly (Pattern & { readonly role: Role })[];
  readonly answers: readonly Pattern[];
  readonly not: readonly Pattern[];
  readonly names: readonly string[];
}

const compile = (duty: HeardDuty, words: Words): Compiled => {
  const { forms } = duty;
  try {
    return {
      duty,
      forms: ROLES.flatMap((role) => compileAll(forms[role], words).map((form) => ({ ...form, role }))),
      answers: compileAll(forms.answers, words),
      not: compileAll(forms.not, words),
      names: forms.names.map(asHeard),
    };
  } catch (error) {
    throw new Error(`duty ${duty.id}: ${(error as Error).message}`);
  }
};

const numbered = <P extends Pattern>(
  pattern: P,
  builder: ScanBuilder,
  duty?: number,
): P & { readonly number: number } => ({ ...pattern, number: builder.expression(pattern.chains, duty) });

const earOf = (
  { duty, forms, answers, not, names }: Compiled,
  at: number,
  words: Words,
  builder: ScanBuilder,
): DutyEar => ({
  id: duty.id,
  forms: forms.map((form) => numbered(form, builder, at)),
  answers: answers.map((form) => numbered(form, builder)),
  not: not.map((form) => numbered(form, builder)),
  names: names.length === 0 ? null : new RegExp(quickListSource(names), 'g'),
  nameWords: names,
  namesNumber: builder.expression(
    names.length === 0 ? [] : [[{ words: names, rest: Number.POSITIVE_INFINITY, after: 0 }]],
    at,
  ),
  readers: duty.readers.map((slot) => readerOf(slot, words)),
  conditional: duty.forms.conditional,
});

/**
 * Compiles how every duty of a catalogue is heard.
 * @throws Error that names the duty and the pattern.
 */
export const compileEars = (catalogue: LoadedCatalogue): Ears => {
  const { words } = catalogue;
  const compiled = [...catalogue.duties.values()].map((duty) => compile(duty, words));
  const builder = createScanBuilder();
  compiled.forEach(({ forms, names }, at) => {
    for (const { cues } of forms) builder.subject(at, cues);
    builder.subject(at, names);
  });
  const duties = compiled.map((one, at) => earOf(one, at, words, builder));
  const pointer = numbered(compilePattern('<pointers>', words), builder);
  const vague = numbered(compilePattern('<vague>', words), builder);
  const formOf: (RoleForm | undefined)[] = new Array(vague.number + 1).fill(undefined);
  const dutyOf = new Int32Array(vague.number + 1).fill(-1);
  duties.forEach(({ forms, namesNumber }, at) => {
    for (const form of forms) {
      formOf[form.number] = form;
      dutyOf[form.number] = at;
    }
    dutyOf[namesNumber] = at;
  });
  return { duties, scan: builder.build(), pointer, vague, formOf, dutyOf };
};
