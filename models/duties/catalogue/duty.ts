import type { Bilingual } from '../../contract/claim.ts';
import type { DutyTier } from '../../contract/duty.ts';
import type { Category } from '../../contract/ingest.ts';
import type { Severity } from '../../contract/severity.ts';

export const NEEDS = ['required', 'conditional', 'optional'] as const;
/** Whether a category owes a duty always, only once something turned it on, or not at all (kept for the checklist). */
export type Need = (typeof NEEDS)[number];

/** Where it is enough by default: said while the product is presented, on its page, or once somebody asks. */
export type Tier = DutyTier;

export const ACCEPTS = ['speech', 'screen', 'page'] as const;
/**
 * `speech`: said by presenter, assistant or operator, also what the room types or pins; `screen`: text read from the
 * picture (utterance source `screen`); `page`: the listing's field of the duty's id.
 */
export type Accepts = (typeof ACCEPTS)[number];

/** By when a duty must be met. All times in milliseconds of broadcast time. */
export type Window =
  /** Before the link opens; `graceMs` after the introduction when it is open already. */
  | { readonly until: 'link'; readonly graceMs: number }
  /** Before the link closes or the next product starts, and not later than `latestMs` after the introduction. */
  | { readonly until: 'close'; readonly latestMs: number }
  | { readonly until: 'minutes'; readonly afterMs: number }
  /** Once in the first `afterMs` of the broadcast, again every `repeatMs`. */
  | { readonly until: 'session'; readonly afterMs: number; readonly repeatMs: number }
  /** Visible all the time: looked at every `checkMs`, an absence up to `gapMs` is tolerated. */
  | { readonly until: 'continuous'; readonly gapMs: number; readonly checkMs: number }
  /** `afterMs` after a viewer asked, `crowdAfterMs` when two or more did. */
  | { readonly until: 'request'; readonly afterMs: number; readonly crowdAfterMs: number }
  | { readonly until: 'draw' };

export const TRIGGERS = [
  'comparison',
  'promotion',
  'gift',
  'draw',
  'ai-presenter',
  'advertising',
  'excluded-goods',
  'health-effect',
  'special-claim',
  'hazard',
  'invoice',
  'presale',
  'refurbished',
  'renewal',
  'regulated-service',
  'children',
  'short-life',
  'chilled',
  'major-allergen',
  'animal-product',
  'said',
] as const;
/** What turns a conditional duty on; `said`: that the topic itself is brought up. */
export interface Trigger {
  readonly kind: (typeof TRIGGERS)[number];
}

export interface SlotSpec {
  readonly id: string;
  readonly name: Bilingual;
  readonly required: boolean;
}

/** One disclosure that a product, presenter or broadcast may owe. */
export interface Duty {
  readonly id: string;
  /** Id of the pack that holds it, e.g. `food`. */
  readonly group: string;
  readonly name: Bilingual;
  /** Words that would satisfy it, for the presenter. */
  readonly say: Bilingual;
  /** Short names of the provisions. */
  readonly law: string;
  readonly severity: Severity;
  /** The severity in these categories instead; the most severe of those that apply counts. */
  readonly severityIf?: readonly { readonly categories: readonly Category[]; readonly severity: Severity }[];
  /** The severity once this was said of the product (a presale of weeks, a hazard). */
  readonly severityWhen?: readonly { readonly trigger: Trigger['kind']; readonly severity: Severity }[];
  readonly accepts: readonly Accepts[];
  readonly window: Window;
  /** A further window that replaces `window` in these categories. */
  readonly windowIf?: readonly { readonly categories: readonly Category[]; readonly window: Window }[];
  readonly scope: 'product' | 'broadcast';
  /** By category; absent: not owed there. */
  readonly needs: Readonly<Partial<Record<Category | 'all', Need>>>;
  /** What turns a conditional one on. */
  readonly when?: Trigger;
  readonly slots: readonly SlotSpec[];
}

/** A duty as one product owes it. */
export interface Owed {
  readonly duty: Duty;
  readonly need: Need;
  readonly tier: Tier;
  /** The strictest of the product's categories. */
  readonly severity: Severity;
  readonly window: Window;
}

export interface Catalogue {
  /** SHA-256 of all packs, hex: the version that a verdict names. */
  readonly hash: string;
  readonly duties: ReadonlyMap<string, Duty>;
  /** Duties of a product: the row of all products and those of its categories; of several, the strictest need and window. */
  of(categories: readonly Category[]): readonly Owed[];
}
