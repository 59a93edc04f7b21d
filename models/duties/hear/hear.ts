import type { Category } from '../../contract/ingest.ts';
import type { LoadedCatalogue } from '../catalogue/load.ts';
import { readSlots, type Typed } from '../slots/read.ts';
import { compileEars, type DutyEar, type Ears, type Form, type Role, type SlotReader } from './forms.ts';
import { isAsked, isDenied, isOthers, isSupposed } from './guards.ts';
import type { Hear, HearContext, Heard, SlotValue } from './heard.ts';
import { compilePattern, type Pattern } from './pattern.ts';
import type { Prepare, Prepared } from './prepare.ts';

/** Matches of one form that are tried in one text. */
const TRIES_MAX = 8;
/** How far beside a match optional slots are looked for. */
const BESIDE = 12;
/** How far from a topic's name a pointer or a wave-off still belongs to it. */
const NAME_REACH = 24;
/** What was said before is joined only this far back: the recogniser's cut falls within a sentence. */
const BEFORE_MAX = 60;

/** Sets of categories whose duties are remembered: there are 17 categories and few products of several. */
const MASKS_MAX = 200;

interface Ready {
  readonly prepared: Prepared;
  readonly typed: Typed;
  readonly text: string;
  /** Where, in typed text, the sentence itself begins after what was said before. */
  readonly from: number;
}

interface Found {
  readonly start: number;
  readonly end: number;
}

const ready = (prepared: Prepared, context: HearContext, from = 0): Ready => {
  const typed = readSlots(prepared.figures, context.startedAt);
  let at = 0;
  if (from > 0)
    while (at < typed.text.length && (prepared.starts[typed.at[at] as number] as number) < from) at++;
  return { prepared, typed, text: typed.text, from: at };
};

/** What the first match of a form yields that `take` does not pass over. */
const firstOf = <T>(form: Pattern, text: string, take: (found: Found) => T | null): T | null => {
  const { regex } = form;
  regex.lastIndex = 0;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const match = regex.exec(text);
    if (!match) return null;
    const next = match.index + 1;
    const taken = take({ start: match.index, end: match.index + match[0].length });
    if (taken !== null) return taken;
    regex.lastIndex = next;
  }
  return null;
};

const VALUE = /[\ue001-\ue01f]/;

/**
 * Whether a guard reaches over a comma into a statement from a clause with a value of its own (保质期十八个月，生产日期是…): then both
 * are said, and neither bears on the other.
 */
const isOfAnother = (text: string, guard: Found, found: Found): boolean => {
  const comma = text.lastIndexOf(',', found.start);
  if (comma >= guard.start && comma < guard.end) return VALUE.test(text.slice(guard.start, comma));
  const next = text.indexOf(',', found.end - 1);
  if (next <= guard.start || next >= guard.end) return false;
  const last = text.slice(guard.end).search(/[,。!?;\n]/);
  return VALUE.test(text.slice(next, last < 0 ? text.length : guard.end + last));
};

const overlaps = (forms: readonly Pattern[], text: string, found: Found): boolean =>
  forms.some((form) =>
    firstOf(form, text, (guard) =>
      guard.start < found.end && found.start < guard.end && !isOfAnother(text, guard, found) ? true : null,
    ),
  );

const isAsserted = (ear: DutyEar, text: string, found: Found): boolean =>
  !isAsked(text, found.start, found.end) &&
  !isOthers(text, found.start, found.end) &&
  !isDenied(text, found.start) &&
  (ear.conditional || !isSupposed(text, found.start)) &&
  !overlaps(ear.not, text, found);

const originalText = ({ prepared, typed }: Ready, start: number, end: number): string => {
  const { starts, ends, original } = prepared;
  return original.slice(starts[typed.at[start] as number], ends[(typed.at[end] as number) - 1]);
};

const slotAt = (input: Ready, at: number): SlotValue => {
  const token = input.typed.tokens.get(at);
  return {
    text: originalText(input, at, at + 1),
    ...(token?.value !== undefined && { value: token.value }),
    ...(token?.unit !== undefined && { unit: token.unit }),
    ...(token?.approx && { approx: true as const }),
  };
};

/** A code has the look and a bare number the size that the slot asks for. */
const suits = ({ typed }: Ready, at: number, { like, least, most }: SlotReader): boolean => {
  const token = typed.tokens.get(at);
  if (token?.kind === 'code') return !like || like.test(String(token.value));
  if (token?.kind === 'money') return token.value !== 0;
  if (token?.kind !== 'number') return true;
  return Number(token.value) >= least && Number(token.value) <= most;
};

/** Where optional slots of a statement are looked for: in its own clause. */
const besideOf = (text: string, { start, end }: Found): [from: number, until: number] => {
  const before = text.slice(Math.max(0, start - BESIDE), start);
  const after = text.slice(end, end + BESIDE).search(/[,。!?;\n]/);
  const mark = Math.max(...[...',。!?;\n'].map((char) => before.lastIndexOf(char)));
  return [start - before.length + mark + 1, after < 0 ? Math.min(text.length, end + BESIDE) : end + after];
};

const fill = (
  ear: DutyEar,
  input: Ready,
  found: Found,
): { slots: Record<string, SlotValue>; missing: string[] } => {
  const { text } = input;
  const slots: Record<string, SlotValue> = {};
  const missing: string[] = [];
  const used = new Set<number>();
  for (const reader of ear.readers) {
    const { id, required, kinds, words } = reader;
    const [from, until] = required ? [found.start, found.end] : besideOf(text, found);
    if (kinds !== null) {
      let at = found.start;
      const isFit = (k: number): boolean =>
        kinds.includes(text[k] as string) && !used.has(k) && suits(input, k, reader);
      while (at < until && !isFit(at)) at++;
      if (at >= until) for (at = from; at < found.start && !isFit(at); ) at++;
      if (at < until && isFit(at)) {
        used.add(at);
        slots[id] = slotAt(input, at);
      }
    }
    if (words && slots[id] === undefined) {
      words.lastIndex = 0;
      const match = words.exec(text.slice(from, until));
      if (match) {
        const at = from + match.index;
        slots[id] = { text: originalText(input, at, at + match[0].length) };
      }
    } else if (kinds === null && required && slots[id] === undefined)
      slots[id] = { text: originalText(input, found.start, found.end) };
    if (required && slots[id] === undefined) missing.push(id);
  }
  return { slots, missing };
};

const heardAt = (
  ear: DutyEar,
  as: Heard['as'],
  input: Ready,
  found: Found,
  part?: ReturnType<typeof fill>,
): Heard => {
  const { prepared, typed } = input;
  const { starts, ends } = prepared;
  return {
    dutyId: ear.id,
    as,
    slots: part?.slots ?? {},
    missing: part?.missing ?? [],
    start: starts[typed.at[found.start] as number] ?? 0,
    end: ends[(typed.at[found.end] as number) - 1] ?? prepared.original.length,
  };
};

/** The best statement of one duty that forms of a role find: all required slots, else those that are there. */
const statement = <F extends Pattern>(
  ear: DutyEar,
  forms: readonly F[],
  input: Ready,
  isTried?: (form: F) => boolean,
): Heard | null => {
  let partial: Heard | null = null;
  for (const form of forms) {
    if (isTried && !isTried(form)) continue;
    const stated = firstOf(form, input.text, (found) => {
      if (found.end <= input.from || !isAsserted(ear, input.text, found)) return null;
      const part = fill(ear, input, found);
      if (part.missing.length === 0) return heardAt(ear, 'stated', input, found, part);
      partial ??= heardAt(ear, 'partial', input, found, part);
      return null;
    });
    if (stated) return stated;
  }
  return partial;
};

const simple = (
  ear: DutyEar,
  role: Role,
  as: Heard['as'],
  input: Ready,
  isTried: (form: Form) => boolean,
): Heard | null => {
  for (const form of ear.forms[role]) {
    if (!isTried(form)) continue;
    const heard = firstOf(form, input.text, (found) => {
      if (found.end <= input.from || isAsked(input.text, found.start, found.end)) return null;
      if (role === 'triggers' && overlaps(ear.not, input.text, found)) return null;
      return heardAt(ear, as, input, found);
    });
    if (heard) return heard;
  }
  return null;
};

interface Dodges {
  readonly pointer: Pattern;
  readonly vague: Pattern;
}

const nearName = (ear: DutyEar, form: Pattern, input: Ready): Found | null => {
  const { names } = ear;
  if (!names) return null;
  names.lastIndex = 0;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const name = names.exec(input.text);
    if (!name) return null;
    const from = Math.max(0, name.index - NAME_REACH);
    const window = input.text.slice(from, name.index + name[0].length + NAME_REACH);
    form.regex.lastIndex = 0;
    const match = form.regex.exec(window);
    if (match) {
      const start = Math.min(name.index, from + match.index);
      const end = Math.max(name.index + name[0].length, from + match.index + match[0].length);
      if (!isAsked(input.text, start, end)) return { start, end };
    }
  }
  return null;
};

/** What a sentence does for a duty whose topic it names without stating it. */
const dodge = (ear: DutyEar, dodges: Dodges, input: Ready, isAskedFor: boolean): Heard | null => {
  const named = nearName(ear, dodges.pointer, input);
  if (named) return heardAt(ear, 'pointed', input, named);
  const waved = nearName(ear, dodges.vague, input);
  if (waved) return heardAt(ear, 'evasive', input, waved);
  if (!isAskedFor) return null;
  for (const [form, as] of [
    [dodges.pointer, 'pointed'],
    [dodges.vague, 'evasive'],
  ] as const) {
    const heard = firstOf(form, input.text, (found) => heardAt(ear, as, input, found));
    if (heard) return heard;
  }
  return null;
};

/** Whether a word or slot of the form with this number is in the text. */
type Tried = (number: number) => boolean;

const hearDuty = (
  ear: DutyEar,
  input: Ready,
  dodges: Dodges,
  isAskedFor: boolean,
  isNumberTried: Tried,
): Heard[] => {
  const isTried = (form: Form): boolean => isNumberTried(form.number);
  const on = simple(ear, 'triggers', 'triggered', input, isTried);
  let best = statement(ear, ear.forms.states, input, isTried);
  if (best?.as !== 'stated' && isAskedFor) best = statement(ear, ear.answers, input) ?? best;
  if (best?.as !== 'stated') best = simple(ear, 'never', 'not-applicable', input, isTried) ?? best;
  best ??= simple(ear, 'points', 'pointed', input, isTried);
  best ??= simple(ear, 'evades', 'evasive', input, isTried);
  if (isAskedFor || isNumberTried(ear.namesNumber)) best ??= dodge(ear, dodges, input, isAskedFor);
  return [on, best].filter((heard) => heard !== null);
};

/** Which duties a product of some categories can owe at all; of an unknown product, all. */
const createMasks = (
  catalogue: LoadedCatalogue,
  ears: Ears,
): ((categories: readonly Category[]) => Uint8Array) => {
  const masks = new Map<string, Uint8Array>();
  return (categories) => {
    const key = categories.join();
    const known = masks.get(key);
    if (known) return known;
    const isOpen = categories.length === 0 || categories.includes('other');
    const owed = new Set(catalogue.of(categories).map(({ duty }) => duty.id));
    const mask = Uint8Array.from(ears.duties, (ear) => (isOpen || owed.has(ear.id) ? 1 : 0));
    if (masks.size >= MASKS_MAX) masks.clear();
    masks.set(key, mask);
    return mask;
  };
};

/**
 * Hears what one sentence does for each duty of a catalogue. The text is prepared and its slots are read once; only duties of
 * which a word or a slot is there are looked at closer.
 * @throws Error that names the duty and pattern that does not compile.
 */
export const createHear = (catalogue: LoadedCatalogue, prepare: Prepare): Hear => {
  const ears = compileEars(catalogue);
  const dodges: Dodges = {
    pointer: compilePattern('<pointers>', catalogue.words),
    vague: compilePattern('<vague>', catalogue.words),
  };
  const maskOf = createMasks(catalogue, ears);
  const stamps = new Uint32Array(ears.dutyOf.length);
  let round = 0;

  const isTried: Tried = (number) => stamps[number] === round;

  const hearReady = (input: Ready, categories: readonly Category[], asked: readonly string[]): Heard[] => {
    const mask = maskOf(categories);
    round = round === 0xffffffff ? 1 : round + 1;
    const wanted = new Set<number>();
    ears.finder.find(input.text, (cue) => {
      for (const target of ears.targets[cue] as readonly number[]) {
        const number = ears.dutyOf[target] as number;
        if (mask[number] === 0) continue;
        stamps[target] = round;
        wanted.add(number);
      }
    });
    const heard: Heard[] = [];
    const askedNumbers = asked.map((id) => ears.duties.findIndex((ear) => ear.id === id));
    for (const number of askedNumbers) if (number >= 0) wanted.add(number);
    for (const number of wanted) {
      const ear = ears.duties[number] as DutyEar;
      heard.push(...hearDuty(ear, input, dodges, askedNumbers.includes(number), isTried));
    }
    return heard;
  };

  /** With what was said before: only what reaches from there into the sentence is new. */
  const hearAcross = (prepared: Prepared, context: HearContext, alone: readonly Heard[]): Heard[] => {
    const before = (context.before ?? '').slice(-BEFORE_MAX);
    const joined = prepare(before + prepared.original);
    const input = ready(joined, context, before.length);
    const known = new Set(alone.filter(({ as }) => as === 'stated').map(({ dutyId }) => dutyId));
    return hearReady(input, context.categories, [])
      .filter(
        ({ as, dutyId, end }) =>
          (as === 'stated' || as === 'not-applicable') && !known.has(dutyId) && end > before.length,
      )
      .map((one) => ({
        ...one,
        start: Math.max(0, one.start - before.length),
        end: one.end - before.length,
      }));
  };

  return (text, context) => {
    const prepared = typeof text === 'string' ? prepare(text) : text;
    const alone = hearReady(ready(prepared, context), context.categories, context.asked ?? []);
    if (!context.before || /[。！？!?.]\s*$/.test(context.before)) return alone;
    const across = hearAcross(prepared, context, alone);
    if (across.length === 0) return alone;
    const better = new Set(across.map(({ dutyId }) => dutyId));
    return [...alone.filter(({ dutyId, as }) => as === 'triggered' || !better.has(dutyId)), ...across];
  };
};
