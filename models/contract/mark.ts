import { z } from 'zod';
import type { ExhibitView } from './exhibit.ts';
import type { MarkId, PublicId } from './ids.ts';
import { AT_MS_MAX, unusableOffset } from './ingest.ts';
import type { Kind } from './kinds.ts';
import { PACK_LANGUAGES } from './pack/languages.ts';
import type { PackJobView } from './pack/view.ts';

/** Words of one's own: what was heard, and what one did because of it. */
export const MARK_WORDS_MAX = 1_000;
/** A code as it is typed, with whatever stands between its letters. */
const TYPED_CODE_MAX = 100;
/** Picture and sound around a moment that are asked for, ms. */
export const MARK_BEFORE_MS = 30_000;
export const MARK_AFTER_MS = 60_000;
/**
 * How far from a marked moment something may have been said to be of it: a sentence or two, and the time it takes to click. What
 * nobody has decided is shown to whoever marked its moment and not beyond, so that a broadcast is not read out by marking it.
 */
export const MARK_REACH_MS = 10_000;

/** Whether something said at this time is of the marked moment. Broadcast times, ms. */
export const isOfMoment = (markedAtMs: number, atMs: number): boolean =>
  Math.abs(atMs - markedAtMs) <= MARK_REACH_MS;

const code = z.string().trim().min(1).max(TYPED_CODE_MAX);

/** When something was bought: a day, and the hour where it is known, as the buyer's own clock said. */
const bought = z.strictObject({
  day: z.iso.date(),
  hour: z.int().min(0).max(23).exactOptional(),
});
export type Bought = z.infer<typeof bought>;

/** Body of `POST /api/marks`. */
export const markRequestSchema = z.strictObject({
  publicId: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  atMs: z.int().min(0).max(AT_MS_MAX),
  /** Record of the line that was marked; absent: a time. */
  leaf: z.int().min(0).exactOptional(),
  words: z
    .string()
    .trim()
    .min(1)
    .max(MARK_WORDS_MAX)
    .refine((text) => unusableOffset(text) < 0, 'send well-formed Unicode')
    .exactOptional(),
  productId: z.string().min(1).max(128).exactOptional(),
  bought: bought.exactOptional(),
  /** One's own code of an earlier mark, so that one code finds both. */
  code: code.exactOptional(),
});
export type MarkRequest = z.infer<typeof markRequestSchema>;

/** Body of `POST /api/mine/code`. */
export const codeSchema = z.strictObject({ code });

/** Body of `POST /api/marks/:id/packs`. */
export const markPackSchema = z.strictObject({ language: z.enum(PACK_LANGUAGES) });

/** How much of picture or sound around the moment is kept. Lengths in ms. */
export interface KeptSpan {
  readonly keptMs: number;
  /** Recorded, and let go before it was asked for or after its time. */
  readonly goneMs: number;
  /** Never recorded here. */
  readonly missedMs: number;
  /** Not on the air yet, or just being fetched. */
  readonly comingMs: number;
}

export interface MarkMedia {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly picture: KeptSpan;
  readonly sound: KeptSpan;
}

export const MARK_STATES = ['recording', 'recorded', 'taken-back'] as const;
/** `recording`: accepted, its record follows within a second or two. */
export type MarkState = (typeof MARK_STATES)[number];

/** What is suspected, or was upheld, around a moment: shown to whoever marked it. */
export interface MarkedClaim {
  readonly kind: Kind;
  /** As it was said, masked; empty when it was withheld. */
  readonly quote: string;
  readonly atMs: number;
  /** By a moderator; else it is a suspicion that nobody has decided. */
  readonly upheld: boolean;
}

/** A moment that somebody marked, as they see it. Times in ISO 8601. */
export interface MarkView {
  readonly id: MarkId;
  readonly publicId: PublicId;
  readonly title: string;
  readonly room: string;
  readonly startedAt: string;
  /** Broadcast time of the moment, ms. */
  readonly atMs: number;
  /** How far the broadcast has come, ms: recordings are placed on this line. */
  readonly reachedMs: number;
  /** When it was marked. */
  readonly markedAt: string;
  readonly state: MarkState;
  /** Record of the broadcast's log; absent until it is there. */
  readonly leaf?: number;
  /** The line that was marked, masked; null when it was withheld. */
  readonly line?: string | null;
  /** Masked of personal data. */
  readonly words?: string;
  readonly product?: { readonly id: string; readonly name?: string };
  readonly bought?: Bought;
  readonly media: MarkMedia;
  readonly claims: readonly MarkedClaim[];
  readonly exhibits: readonly ExhibitView[];
  readonly packs: readonly PackJobView[];
}

/** Answer of `POST /api/marks`. */
export interface MarkReply {
  readonly mark: MarkView;
  /** The recovery code, told this once; absent where there is an account, or a code was given. */
  readonly code?: string;
}

/** How much one may bring, in bytes and files. */
export interface MineLimits {
  readonly fileBytes: number;
  readonly allBytes: number;
  readonly usedBytes: number;
  readonly filesPerMark: number;
}

/** Answer of `GET /api/mine` and `POST /api/mine/code`. */
export interface MineReply {
  /** By what one is known here: an account, or a recovery code that was typed in this browser. */
  readonly by: 'account' | 'code';
  readonly marks: readonly MarkView[];
  /** Other packs that were asked for with the account. */
  readonly packs: readonly PackJobView[];
  readonly limits: MineLimits;
  /** Marks made without an account that have just come to the list. */
  readonly adopted?: number;
}
