import type { LoadedCatalogue } from '../catalogue/load.ts';
import type { Ear } from '../ear/ear.ts';
import { readSlots } from '../slots/read.ts';
import { firstOf, heardAt, isAsserted, overlaps, TRIES_MAX } from './assert.ts';
import { withBreaths } from './breaths.ts';
import { type Found, fill, type Ready } from './fill.ts';
import { compileEars, type DutyEar, type Ears, type Form, type Role, type RoleForm } from './forms.ts';
import { createGate } from './gate.ts';
import { isAsked } from './guards.ts';
import type { Hear, HearContext, Heard } from './heard.ts';
import { createLearned } from './learned.ts';
import type { Prepare, Prepared } from './prepare.ts';
import type { Scan } from './scan.ts';

/** How far from a topic's name a pointer or a wave-off still belongs to it. */
const NAME_REACH = 24;
/** What was said before is joined only this far back: the recogniser's cut falls within a sentence. */
const BEFORE_MAX = 60;

/** What a pattern heard that leaves the learned ear nothing to hear: the fact, that there is none, or that it is waved off. */
const ENOUGH: ReadonlySet<Heard['as']> = new Set(['stated', 'not-applicable', 'evasive']);

/** Sets of categories whose duties are remembered: there are 17 categories and few products of several. */
const MASKS_MAX = 200;

/** The best statement of one duty that forms find: all required slots, else those that are there. */
const statement = (ear: DutyEar, forms: readonly Form[], input: Ready): Heard | null => {
  let partial: Heard | null = null;
  for (const form of forms) {
    const stated = firstOf(form, input.text, (found) => {
      if (found.end <= input.from || !isAsserted(ear, input, found)) return null;
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
  tried: readonly RoleForm[],
): Heard | null => {
  for (const form of tried) {
    if (form.role !== role) continue;
    const heard = firstOf(form, input.text, (found) => {
      if (found.end <= input.from || isAsked(input.text, found.start, found.end)) return null;
      if (role === 'triggers' && overlaps(ear.not, input, found)) return null;
      return heardAt(ear, as, input, found);
    });
    if (heard) return heard;
  }
  return null;
};

const nearName = (ear: DutyEar, form: Form, input: Ready): Found | null => {
  const { names } = ear;
  if (!names || !input.scan.holds(form.number)) return null;
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
const dodge = (ear: DutyEar, { pointer, vague }: Ears, input: Ready, isAskedFor: boolean): Heard | null => {
  const named = nearName(ear, pointer, input);
  if (named) return heardAt(ear, 'pointed', input, named);
  const waved = nearName(ear, vague, input);
  if (waved) return heardAt(ear, 'evasive', input, waved);
  if (!isAskedFor) return null;
  for (const [form, as] of [
    [pointer, 'pointed'],
    [vague, 'evasive'],
  ] as const) {
    const heard = firstOf(form, input.text, (found) => heardAt(ear, as, input, found));
    if (heard) return heard;
  }
  return null;
};

/** Whether a date or code that answers a question is another statement's own: asked when it was made, 效期到二零二八年 answers nothing. */
const isTaken = (answer: Heard, others: readonly Heard[]): boolean => {
  const values = new Set(
    Object.values(answer.slots).flatMap(({ text, value }) => (typeof value === 'string' ? [text] : [])),
  );
  return others.some(({ slots }) => Object.values(slots).some(({ text }) => values.has(text)));
};

/** What states the duty, or says that it does not apply; else the part of it that is stated. */
const said = (
  ear: DutyEar,
  input: Ready,
  isAskedFor: boolean,
  tried: readonly RoleForm[],
  answered?: Set<Heard>,
): Heard | null => {
  const states = tried.filter(({ role }) => role === 'states');
  let best = states.length > 0 ? statement(ear, states, input) : null;
  if (best?.as !== 'stated' && isAskedFor) {
    const answers = ear.answers.filter(({ number }) => input.scan.holds(number));
    const answer = statement(ear, answers, input);
    if (answer) answered?.add(answer);
    best = answer ?? best;
  }
  return best?.as === 'stated' ? best : (simple(ear, 'never', 'not-applicable', input, tried) ?? best);
};

/** Whether a value begins in what was said before and ends in the sentence: 保质期十八个｜月. */
const isCutThrough = ({ typed, prepared, from }: Ready, cut: number): boolean => {
  const token = typed.tokens.get(from);
  return token !== undefined && (prepared.starts[token.start] as number) < cut;
};

/** Whether what was said before states the duty by itself: what is joined to it then states nothing new. */
const isWhole = (ear: DutyEar, forms: readonly RoleForm[], before: Ready): boolean =>
  statement(
    ear,
    forms.filter(({ role }) => role === 'states'),
    before,
  )?.as === 'stated';

/** What of a duty a text is worth trying for. */
interface Tried {
  readonly duty: number;
  readonly forms: readonly RoleForm[];
  readonly isNamed: boolean;
}

const hearDuty = (
  ears: Ears,
  input: Ready,
  isAskedFor: boolean,
  { duty, forms, isNamed }: Tried,
  answered: Set<Heard>,
): Heard[] => {
  const ear = ears.duties[duty] as DutyEar;
  const on = simple(ear, 'triggers', 'triggered', input, forms);
  const best =
    said(ear, input, isAskedFor, forms, answered) ??
    simple(ear, 'points', 'pointed', input, forms) ??
    simple(ear, 'evades', 'evasive', input, forms) ??
    (isAskedFor || isNamed ? dodge(ear, ears, input, isAskedFor) : null);
  if (best === null) return on === null ? [] : [on];
  return on === null ? [best] : [on, best];
};

const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/** Takes answers back whose value a statement of something that nobody asked for has. */
const dropTaken = (
  heard: Map<number, Heard[]>,
  answered: ReadonlySet<Heard>,
  asked: ReadonlySet<number>,
): void => {
  const others = [...heard].flatMap(([duty, all]) =>
    asked.has(duty) ? [] : all.filter(({ as }) => as === 'stated'),
  );
  for (const duty of asked) {
    const left = heard.get(duty)?.filter((one) => !answered.has(one) || !isTaken(one, others));
    if (left) heard.set(duty, left);
  }
};

/** Expressions that a text may hold, by duty: all of one duty stand side by side. */
const byDuty = ({ dutyOf, formOf }: Ears, called: readonly number[]): Tried[] => {
  const all: Tried[] = [];
  for (let k = 0; k < called.length; ) {
    const duty = dutyOf[called[k] as number] as number;
    const forms: RoleForm[] = [];
    let isNamed = false;
    for (; k < called.length && dutyOf[called[k] as number] === duty; k++) {
      const form = formOf[called[k] as number];
      if (form) forms.push(form);
      else isNamed = true;
    }
    all.push({ duty, forms, isNamed });
  }
  return all;
};

/** Which duties a product of some categories can owe at all; of an unknown product, all. */
const createMasks = (
  catalogue: LoadedCatalogue,
  ears: Ears,
): ((context: Pick<HearContext, 'categories' | 'only'>) => Uint8Array) => {
  const masks = new Map<string, Uint8Array>();
  const isWanted = (id: string, only: HearContext['only']): boolean =>
    only === undefined || catalogue.duties.get(id)?.scope === only;
  return ({ categories, only }) => {
    const key = `${only ?? ''} ${categories.join()}`;
    const known = masks.get(key);
    if (known) return known;
    const isOpen = categories.length === 0 || categories.includes('other');
    const owed = new Set(catalogue.of(categories).map(({ duty }) => duty.id));
    const mask = Uint8Array.from(ears.duties, ({ id }) =>
      (isOpen || owed.has(id)) && isWanted(id, only) ? 1 : 0,
    );
    if (masks.size >= MASKS_MAX) masks.clear();
    masks.set(key, mask);
    return mask;
  };
};

/** Reads the slots of a sentence; `from`: where it begins in the original, after what was said before. */
const readyFor = (scan: Scan, prepared: Prepared, startedAt: Date, from = 0): Ready => {
  const typed = readSlots(withBreaths(prepared.figures), startedAt);
  let at = 0;
  if (from > 0)
    while (at < typed.text.length && (prepared.ends[(typed.at[at + 1] as number) - 1] as number) <= from)
      at++;
  return { prepared, typed, text: typed.text, from: at, today: dayOf(startedAt), scan };
};

/**
 * Hears what one sentence does for each duty of a catalogue. The text is prepared and its slots are read once; only duties of
 * which a word or a slot is there are looked at closer.
 * @throws Error that names the duty and pattern that does not compile.
 */
export const createHear = (catalogue: LoadedCatalogue, prepare: Prepare, learnedEar?: Ear): Hear => {
  const ears = compileEars(catalogue);
  const learned = learnedEar && createLearned(learnedEar, ears.duties);
  const { scan } = ears;
  const maskOf = createMasks(catalogue, ears);
  const mayOweBroadcast = createGate(
    ears.duties.filter(({ id }) => catalogue.duties.get(id)?.scope === 'broadcast'),
  );
  const isWorthHearing = ({ figures }: Prepared, { only }: HearContext): boolean =>
    only === undefined || mayOweBroadcast(figures);
  const numbers = new Map(ears.duties.map(({ id }, number) => [id, number]));

  /** What was heard of each duty, in the order in which the text comes to speak of them; what is only asked for comes last. */
  const listed = (heard: ReadonlyMap<number, readonly Heard[]>, mask: Uint8Array): Heard[] => {
    if (heard.size < 2) return [...heard.values()].flat();
    const owed = new Set([...heard.keys()].filter((duty) => mask[duty] === 1));
    const duties = new Set([...scan.inOrder(owed), ...heard.keys()]);
    return [...duties].flatMap((duty) => heard.get(duty) ?? []);
  };

  const hearPatterns = (
    input: Ready,
    { asked = [] }: HearContext,
    mask: Uint8Array,
  ): Map<number, Heard[]> => {
    const heard = new Map<number, Heard[]>();
    const called = scan.called(-1, mask);
    if (called.length === 0 && asked.length === 0) return heard;
    const tried = byDuty(ears, called);
    const isDodged = scan.holds(ears.pointer.number) || scan.holds(ears.vague.number);
    const answered = new Set<Heard>();
    const hear = (one: Tried, isAskedFor: boolean): void => {
      const found = hearDuty(ears, input, isAskedFor, one, answered);
      if (found.length > 0) heard.set(one.duty, found);
    };
    const askedFor = new Set(asked.map((id) => numbers.get(id)).filter((duty) => duty !== undefined));
    for (const duty of askedFor)
      hear(tried.find((one) => one.duty === duty) ?? { duty, forms: [], isNamed: false }, true);
    for (const one of tried)
      if (!askedFor.has(one.duty) && (one.forms.length > 0 || isDodged)) hear(one, false);
    if (answered.size > 0) dropTaken(heard, answered, askedFor);
    return heard;
  };

  /** Adds what only the learned ear hears of what is still owed. */
  const hearLearned = (
    input: Ready,
    { owed }: HearContext,
    mask: Uint8Array,
    heard: Map<number, Heard[]>,
  ): void => {
    if (!learned || !owed) return;
    const isWanted = (duty: number, id: string): boolean =>
      mask[duty] === 1 && !heard.get(duty)?.some(({ as }) => ENOUGH.has(as)) && owed(id);
    for (const [duty, one] of learned.hear(input, isWanted, [...heard.values()]))
      heard.set(duty, [...(heard.get(duty) ?? []).filter(({ as }) => as === 'triggered'), one]);
  };

  const hearAlone = (prepared: Prepared, context: HearContext): Heard[] => {
    if (!isWorthHearing(prepared, context)) return [];
    const input = readyFor(scan, prepared, context.startedAt);
    const mask = maskOf(context);
    scan.read(input.text);
    const heard = hearPatterns(input, context, mask);
    hearLearned(input, context, mask, heard);
    return listed(heard, mask);
  };
  /** With what was said before: only what reaches from there into the sentence is new. */
  const hearAcross = (prepared: Prepared, context: HearContext, alone: readonly Heard[]): Heard[] => {
    const before = (context.before ?? '').slice(-BEFORE_MAX);
    const joined = prepare(before + prepared.original);
    if (!isWorthHearing(joined, context)) return [];
    const input = readyFor(scan, joined, context.startedAt, before.length);
    scan.read(input.text);
    const mask = maskOf(context);
    const called = scan.called(input.from, mask);
    if (called.length === 0) return [];
    const tried = byDuty(ears, called);
    const heard = new Map<number, Heard[]>();
    let whole: Ready | null = null;
    const wholeOf = (): Ready => (whole ??= readyFor(scan, prepare(before), context.startedAt));
    for (const { duty, forms } of tried) {
      const ear = ears.duties[duty] as DutyEar;
      if (forms.length === 0 || alone.some(({ as, dutyId }) => as === 'stated' && dutyId === ear.id))
        continue;
      const best = said(ear, input, false, forms);
      if ((best?.as !== 'stated' && best?.as !== 'not-applicable') || best.end <= before.length) continue;
      if (!isCutThrough(input, before.length) && isWhole(ear, forms, wholeOf())) continue;
      const start = Math.max(0, best.start - before.length);
      heard.set(duty, [{ ...best, start, end: best.end - before.length }]);
    }
    return listed(heard, mask);
  };

  return (text, context) => {
    const prepared = typeof text === 'string' ? prepare(text) : text;
    const alone = hearAlone(prepared, context);
    if (!context.before || /[。！？!?.]\s*$/.test(context.before)) return alone;
    const across = hearAcross(prepared, context, alone);
    if (across.length === 0) return alone;
    const better = new Set(across.map(({ dutyId }) => dutyId));
    return [...alone.filter(({ dutyId, as }) => as === 'triggered' || !better.has(dutyId)), ...across];
  };
};
