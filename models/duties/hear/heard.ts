import type { Category } from '../../contract/ingest.ts';
import type { Prepared } from './prepare.ts';

/** What was read into a slot: `value` in days, yuan, grams, ISO dates…; `unit` where it is not the kind's own. */
export interface SlotValue {
  /** As it came. */
  readonly text: string;
  readonly value?: number | string;
  readonly unit?: string;
  /** 大概, 左右, a year that was not named. */
  readonly approx?: true;
}

/**
 * What one sentence does for one duty. `partial`: named, some required slots missing; `pointed`: "see the page"; `evasive`:
 * named or asked and waved off; `not-applicable`: says that it does not apply; `triggered`: turns the conditional duty on.
 */
export interface Heard {
  readonly dutyId: string;
  readonly as: 'stated' | 'partial' | 'pointed' | 'not-applicable' | 'evasive' | 'triggered';
  readonly slots: Readonly<Record<string, SlotValue>>;
  /** Ids of required slots that were not heard. */
  readonly missing: readonly string[];
  /** UTF-16 in the text as it came. */
  readonly start: number;
  readonly end: number;
  /** No pattern heard it: the words are like those that state it, so that what was read of them is held against nothing. */
  readonly learned?: true;
}

export interface HearContext {
  /** Start of the broadcast: relative dates (今年三月, 上个月18号) resolve against it. */
  readonly startedAt: Date;
  /** Of the product spoken of. */
  readonly categories: readonly Category[];
  /** Duty ids that viewers asked for lately: 十八个月 alone then answers shelf-life. */
  readonly asked?: readonly string[];
  /** What the same speaker said in the 8 s before: recognisers cut anywhere. */
  readonly before?: string;
  /** Nothing is being presented: only what the broadcast itself owes is listened for. */
  readonly only?: 'broadcast';
  /** Whether a duty is still to be said; only for such ones the learned ear listens, and not at all where nobody tells. */
  readonly owed?: (dutyId: string) => boolean;
}

export type Hear = (text: string | Prepared, context: HearContext) => readonly Heard[];
