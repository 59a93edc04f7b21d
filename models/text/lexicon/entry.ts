import type { Kind } from '../../contract/kinds.ts';
import { type Classes, type Frame, parseFrame } from './frame.ts';
import { PackError } from './pack-error.ts';
import type { EntryInput, Provision } from './schema.ts';

export type Language = 'zh' | 'en';

export interface Entry extends EntryInput {
  readonly packId: string;
  readonly language: Language;
  readonly speaker: 'seller' | 'viewer';
  readonly provision: Provision;
  /** Only in broadcasts of this platform; absent: everywhere. */
  readonly platform?: string;
}

/** One thing that the automaton looks for, and the entry that asks for it. */
export interface Pattern {
  readonly frame: Frame;
  readonly entry: Entry;
}

/** The kind of an entry for goods of a category. */
export const kindOf = (entry: Entry, category: string | undefined): Kind =>
  (category !== undefined && entry.kindIn?.[category]) || entry.kind;

/** The frames and terms of an entry, read. @throws PackError with what is wrong. */
export const patternsOf = (entry: Entry, file: string, classes: Classes): Pattern[] => {
  const frames = [entry.frame ?? []].flat();
  try {
    const parsed = frames.map((frame) => parseFrame(frame, classes));
    for (const term of entry.terms ?? []) parsed.push({ slots: [[term]], gaps: [] });
    return parsed.map((frame) => ({ frame, entry }));
  } catch (error) {
    throw new PackError(file, entry.id, error instanceof Error ? error.message : String(error));
  }
};
