import { z } from 'zod';
import type { AlertSubject } from './alert.ts';
import type { AnswerView } from './answer.ts';
import type { BroadcastView } from './broadcast.ts';
import type { Basis, Bilingual } from './claim.ts';
import type { BroadcastCoverage } from './coverage.ts';
import { QUESTION_CHARS_MAX } from './fold.ts';
import type { AlertId, UtteranceId } from './ids.ts';
import { AT_MS_MAX, type Role, type Source } from './ingest.ts';
import type { WithheldNotice } from './withholding.ts';

/*
 * What the public is shown, with an account or without: neutral facts of broadcasts that were made public, and what a moderator
 * upheld. Nothing here says what is only suspected.
 */

/** A public broadcast as anyone sees it. */
export interface PublicBroadcast
  extends Pick<
    BroadcastView,
    'publicId' | 'title' | 'language' | 'platform' | 'form' | 'state' | 'startedAt' | 'endedAt' | 'atMs'
  > {
  readonly room: { readonly name: string; readonly operator: string };
  readonly presenters: readonly { readonly name: string; readonly persona: 'human' | 'ai' }[];
}

/** What a broadcast was found by. */
export interface FoundBy {
  readonly in: 'title' | 'room' | 'operator' | 'presenter' | 'seller' | 'product';
  readonly text: string;
}

export interface PublicFound extends PublicBroadcast {
  /** Names that hold words of the question; empty where nothing was asked. */
  readonly by: readonly FoundBy[];
}

/** Broadcasts on a page of what was found. */
export const FOUND_PAGE_DEFAULT = 20;
export const FOUND_PAGE_MAX = 50;

const count = z.coerce.number().int();

/** Query of `GET /api/public/broadcasts`. */
export const publicSearchSchema = z.object({
  q: z.string().max(QUESTION_CHARS_MAX).default(''),
  /** Broadcasts that were on the air on this day, in the reader's time. */
  day: z.iso.date().optional(),
  /** Minutes that the reader's clock is ahead of UTC. */
  offset: count
    .min(-14 * 60)
    .max(14 * 60)
    .default(8 * 60),
  before: z.string().max(120).optional(),
  limit: count.min(1).max(FOUND_PAGE_MAX).default(FOUND_PAGE_DEFAULT),
});

/** Answer of `GET /api/public/broadcasts?q=&day=&offset=&before=&limit=`, newest first. */
export interface PublicSearchReply {
  readonly broadcasts: readonly PublicFound[];
  /** Goes back as `before` for what follows; absent on the last page. */
  readonly next?: string;
}

/** A product that was shown. */
export interface PublicProduct {
  readonly productId: string;
  readonly name?: string;
  readonly linkNo?: number;
  readonly category?: string;
  readonly seller?: string;
  /** When it was being presented, broadcast time in ms; `untilMs` null while it is. */
  readonly introductions: readonly { readonly fromMs: number; readonly untilMs: number | null }[];
}

/** Something that a moderator decided to be a violation. Who decided is not told, nor what else was thought of. */
export interface UpheldDecision {
  readonly alertId: AlertId;
  readonly subject: AlertSubject;
  /** The words as they were said, masked; empty where they were withheld, and for a duty the name of the disclosure. */
  readonly quote: string;
  readonly withheld?: true;
  readonly withheldFor?: WithheldNotice;
  readonly product?: { readonly id: string; readonly name: string; readonly linkNo?: number };
  /** On what it rests: a platform's rule is never shown as illegality. */
  readonly basis: Basis;
  /** Short name of the provision. */
  readonly article: string;
  readonly reason: Bilingual;
  /** Where it was said, oldest first; of a duty when it fell due. */
  readonly moments: readonly {
    readonly atMs: number;
    readonly utteranceId?: UtteranceId;
    readonly start: number;
    readonly end: number;
  }[];
  /** ISO 8601. */
  readonly decidedAt: string;
  /** What the room says of it, oldest first. */
  readonly answers: readonly AnswerView[];
}

/** Answer of `GET /api/public/broadcasts/:publicId`. */
export interface PublicRecord {
  readonly broadcast: PublicBroadcast;
  /** In the order in which they were first presented. */
  readonly products: readonly PublicProduct[];
  /** From the start to where it was heard last. */
  readonly coverage: BroadcastCoverage;
  readonly upheld: readonly UpheldDecision[];
  /** Records in the newest signed head; null before the first. */
  readonly signedSize: number | null;
}

/** Hits in one answer of a search inside a broadcast. */
export const HITS_MAX = 50;

/** Query of `GET /api/public/broadcasts/:publicId/find`. */
export const publicFindSchema = z.object({
  q: z.string().min(1).max(QUESTION_CHARS_MAX),
  fromMs: count.min(0).max(AT_MS_MAX).default(0),
});

export interface PublicHit {
  readonly utteranceId: UtteranceId;
  readonly source: Source;
  readonly role: Role;
  readonly atMs: number;
  readonly text: string;
  /** Where the first word stands in it, UTF-16. */
  readonly start: number;
  readonly end: number;
}

/** Answer of `GET /api/public/broadcasts/:publicId/find?q=&fromMs=`, in order of broadcast time. */
export interface PublicHits {
  readonly hits: readonly PublicHit[];
  /** Broadcast time from which to go on; absent where all of it was looked through. */
  readonly nextMs?: number;
}
