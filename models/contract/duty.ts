import type { Bilingual } from './claim.ts';
import type { AlertId, ProductId, PublicId, UtteranceId } from './ids.ts';
import type { Category } from './ingest.ts';
import type { Severity } from './severity.ts';

/** Where one duty of one product stands. */
export const DUTY_STATES = [
  'pending',
  'satisfied',
  'late',
  'partial',
  'dodged',
  'contradicted',
  'missing',
  'not-observable',
  'not-judged',
  'not-required',
] as const;
export type DutyState = (typeof DUTY_STATES)[number];

/** Must be said aloud, is enough on the page, or when somebody asks. */
export const DUTY_TIERS = ['spoken', 'page', 'on-request'] as const;
export type DutyTier = (typeof DUTY_TIERS)[number];

/** One line of a checklist. */
export interface DutyView {
  readonly id: string;
  readonly name: Bilingual;
  /** The words that would satisfy it. */
  readonly say: Bilingual;
  readonly tier: DutyTier;
  readonly need: 'required' | 'conditional' | 'optional';
  readonly severity: Severity;
  /** Short name of the provision, e.g. `食品安全法 67`. */
  readonly article: string;
  readonly state: DutyState;
  /** Broadcast time of the statement that counts. */
  readonly atMs?: number;
  /** Broadcast time by which it must be heard; absent while nothing tells. */
  readonly dueMs?: number;
  readonly utteranceId?: UtteranceId;
  /**
   * What was said, by slot: `{duration: "18个月"}`; under `listed.` and the slot what the page says of it, under `earlier.` what
   * was said before that it contradicts.
   */
  readonly slots?: Readonly<Record<string, string>>;
  /** The page contradicts itself: the values that stand on it. */
  readonly oddPage?: readonly string[];
  /** Required slots that were not said, of a `partial` one. */
  readonly lacking?: readonly string[];
  /** Where it was met. */
  readonly by?: 'speech' | 'screen' | 'page';
}

/** A time in which a product was presented; `untilMs` is null while it is. */
export interface IntroductionView {
  readonly fromMs: number;
  readonly untilMs: number | null;
  /** Nobody but the presenter said so. */
  readonly spoken?: boolean;
}

export interface ProductDuties {
  readonly productId: ProductId;
  readonly name?: string;
  readonly linkNo?: number;
  readonly categories: readonly Category[];
  /** Confidence of a category that nobody told, 0 to 1. */
  readonly guessed?: number;
  readonly introductions: readonly IntroductionView[];
  /** Whether it is being presented. */
  readonly current: boolean;
  /** By due time, what is still owed first. */
  readonly duties: readonly DutyView[];
}

/** A question of viewers about what a duty would tell. */
export interface QuestionView {
  readonly dutyId: string;
  readonly name: Bilingual;
  readonly say: Bilingual;
  readonly productId?: ProductId;
  /** Broadcast time of the first asker, and by when it is to be answered. */
  readonly atMs: number;
  readonly dueMs: number;
  /** Distinct viewers who asked. */
  readonly askers: number;
  /** The room deleted the question; it stays open. */
  readonly deleted?: boolean;
}

/** Answer of `GET /api/broadcasts/:publicId/duties`: what each product owes, and what viewers wait for. */
export interface DutiesBoard {
  readonly publicId: PublicId;
  /** The newest record that counts in it. */
  readonly leafIndex: number;
  /** Broadcast time up to which every source was heard. */
  readonly atMs: number;
  /** Names the policy in force. */
  readonly policy: { readonly id: string; readonly version: number; readonly hash: string };
  /** What is being presented first, then the newest. */
  readonly products: readonly ProductDuties[];
  /** Owed by the broadcast or its presenters, whatever is sold. */
  readonly room: readonly DutyView[];
  /** Open questions, the most asked first. */
  readonly questions: readonly QuestionView[];
}

/** Products of a board with all their duties: the open ones and those presented last; earlier ones come by `?product=`. */
export const BOARD_PRODUCTS_MAX = 40;

/** A line for the presenter to read, full screen. */
export interface Prompt {
  readonly id: string;
  readonly text: string;
  /** What it answers: an alert, a duty of a product, or nothing. */
  readonly alertId?: AlertId;
  readonly dutyId?: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Characters of a prompter line: more cannot be read at arm's length. */
export const PROMPT_CHARS_MAX = 200;

/** Answer of `GET /api/broadcasts/:publicId/prompter`. `prompt` is null when nothing is shown. */
export interface PrompterReply {
  readonly prompt: Prompt | null;
}
