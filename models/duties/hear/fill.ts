import { SLOT_KINDS } from '../slots/kinds.ts';
import type { Typed } from '../slots/read.ts';
import type { DutyEar, SlotReader } from './forms.ts';
import type { SlotValue } from './heard.ts';
import type { Prepared } from './prepare.ts';
import type { Scan } from './scan.ts';

/** How far beside a match optional slots are looked for. */
const BESIDE = 12;

export interface Ready {
  readonly prepared: Prepared;
  readonly typed: Typed;
  readonly text: string;
  /** Where, in typed text, the sentence itself begins after what was said before. */
  readonly from: number;
  /** The day of the broadcast: 2026-11-22. */
  readonly today: string;
  /** What was found in the text in one pass. */
  readonly scan: Scan;
}

export interface Found {
  readonly start: number;
  readonly end: number;
}

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

/** 2款都包邮: goods are counted, and no money. */
const COUNTS_GOODS = /[款样种位人]/;

const DAY_MS = 86_400_000;
/** What was made in these days keeps longer than until then; an older date may be that of a show held long ago. */
const JUST_PAST_DAYS = 45;
const isJustPast = (date: string, today: string): boolean => {
  if (date.length < today.length) return false;
  const days = (Date.parse(today) - Date.parse(date)) / DAY_MS;
  return days >= 0 && days <= JUST_PAST_DAYS;
};

/** A code has the look, a bare number the size and a date the time that the slot asks for. */
const suits = (
  { typed, today }: Ready,
  at: number,
  { kinds, like, least, most, isPast, isAhead }: SlotReader,
): boolean => {
  const token = typed.tokens.get(at);
  if (isPast && token?.kind === 'date' && !token.approx) {
    const date = String(token.value);
    if (date > today.slice(0, date.length)) return false;
  }
  if (isAhead && token?.kind === 'date' && isJustPast(String(token.value), today)) return false;
  if (token?.kind === 'code') return !like || like.test(String(token.value));
  if (token?.kind === 'money') return token.value !== 0;
  if (token?.kind !== 'number') return true;
  if (kinds?.includes(SLOT_KINDS.money) && COUNTS_GOODS.test(typed.text[at + 1] ?? '')) return false;
  const value = Number(token.value);
  // 1.19: what has cents, or stands for 119, is a price however little it is.
  return (value >= least || (value >= 1 && !Number.isInteger(value))) && value <= most;
};

/** Where optional slots of a statement are looked for: in its own clause. */
const besideOf = (text: string, { start, end }: Found): [from: number, until: number] => {
  const before = text.slice(Math.max(0, start - BESIDE), start);
  const after = text.slice(end, end + BESIDE).search(/[,。!?;\n]/);
  const mark = Math.max(...[...',。!?;\n'].map((char) => before.lastIndexOf(char)));
  return [start - before.length + mark + 1, after < 0 ? Math.min(text.length, end + BESIDE) : end + after];
};

/** What was read of a duty's slots, and the required ones that stay open. */
export interface Filled {
  readonly slots: Readonly<Record<string, SlotValue>>;
  readonly missing: readonly string[];
}

/** What of a statement fills the slots of its duty, and which required ones stay open. */
export const fill = (ear: DutyEar, input: Ready, found: Found): Filled => {
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
