import { z } from 'zod';
import type { AccountView } from './account.ts';
import type { ExhibitView } from './exhibit.ts';
import type { MarkId, PublicId, UserId } from './ids.ts';
import { unusableOffset } from './ingest.ts';
import type { Bought, MarkState } from './mark.ts';

/** Most characters of why somebody wants to know who it was. */
const REASON_MAX = 500;

/** Body of `POST /api/marks/:id/marker`. */
export const markerSchema = z.strictObject({
  reason: z
    .string()
    .trim()
    .min(1, 'say why')
    .max(REASON_MAX)
    .refine((text) => unusableOffset(text) < 0, 'send well-formed Unicode'),
});

/** By what whoever marked finds it: an account, a recovery code, or nothing any more, since the account was closed. */
export const MARKED_BY = ['account', 'code', 'nobody'] as const;
export type MarkedBy = (typeof MARKED_BY)[number];

/** A moment that somebody marked, as moderators and admins see it. Times in ISO 8601. */
export interface PlatformMark {
  readonly id: MarkId;
  readonly publicId: PublicId;
  /** Empty once the time of the broadcast is over. */
  readonly title: string;
  readonly room: string;
  /** Broadcast time of the moment, ms. */
  readonly atMs: number;
  readonly markedAt: string;
  readonly state: MarkState;
  /** Record of the broadcast's log; absent until it is there. */
  readonly leaf?: number;
  readonly markedBy: MarkedBy;
  /** Of an account: its address or name, masked. */
  readonly shown?: string;
  /** In the person's own words, masked of personal data; gone once the mark is taken back. */
  readonly words?: string;
  readonly product?: { readonly id: string; readonly name?: string };
  readonly bought?: Bought;
  /** Removed ones too; the reading of a file is audited. */
  readonly exhibits: readonly ExhibitView[];
}

/** Answer of `GET /api/marks?broadcast=&before=&limit=`: newest first. */
export interface PlatformMarks {
  readonly marks: readonly PlatformMark[];
  /** Goes into `before` for the next page; absent on the last. */
  readonly next?: string;
}

/** Answer of `POST /api/marks/:id/marker`: whose account it is. The whole address is kept nowhere. */
export interface Marker {
  readonly id: UserId;
  readonly name: string;
  /** Of people who made their account themselves; masked. */
  readonly address?: NonNullable<AccountView['address']>;
}
