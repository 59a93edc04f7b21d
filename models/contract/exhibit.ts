import { z } from 'zod';
import type { ExhibitId, MarkId } from './ids.ts';
import { AT_MS_MAX } from './ingest.ts';

/** What people bring. */
export const EXHIBIT_KINDS = ['order', 'payment', 'chat', 'recording', 'other'] as const;
export type ExhibitKind = (typeof EXHIBIT_KINDS)[number];

/** Names that file systems take. */
export const EXHIBIT_NAME_MAX = 255;
/** To one mark: an order, a payment, a chat in several pictures, a recording or two. A pack has room for as many. */
export const EXHIBITS_PER_MARK_MAX = 20;

/** Endings of names that are taken, with the media type that each says. */
export const EXHIBIT_TYPES = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  heic: 'image/heic',
  heif: 'image/heic',
  pdf: 'application/pdf',
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  wav: 'audio/wav',
  txt: 'text/plain',
} as const;
export type ExhibitEnding = keyof typeof EXHIBIT_TYPES;
export type ExhibitType = (typeof EXHIBIT_TYPES)[ExhibitEnding];

/** The ending of a file's name, if it is one that is taken. */
export const endingOf = (name: string): ExhibitEnding | null => {
  const ending = /\.([A-Za-z0-9]{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(EXHIBIT_TYPES, ending) ? (ending as ExhibitEnding) : null;
};

/** The ending of such content in a pack. */
export const endingOfType = (type: string): string =>
  Object.entries(EXHIBIT_TYPES).find(([, one]) => one === type)?.[0] ?? 'bin';

/** Query of `POST /api/marks/:id/exhibits`. */
export const exhibitQuery = z.object({ kind: z.enum(EXHIBIT_KINDS).default('other') });

/** Body of `PATCH /api/exhibits/:id`: where the first moment of a recording lies, by hand. */
export const placeExhibitSchema = z.strictObject({ atMs: z.int().min(0).max(AT_MS_MAX) });

/** Where a recording lies on the broadcast's time line. */
export interface ExhibitPlace {
  /** Broadcast time of its first moment, ms. */
  readonly atMs: number;
  /** `clock`: by the time in the file itself; `hand`: by the person who brought it. */
  readonly by: 'clock' | 'hand';
}

export const EXHIBIT_STATES = ['recording', 'recorded', 'removed'] as const;
export type ExhibitState = (typeof EXHIBIT_STATES)[number];

/** What somebody brought, as they see it: 用户自行提供. */
export interface ExhibitView {
  readonly id: ExhibitId;
  readonly markId: MarkId;
  readonly kind: ExhibitKind;
  /** Masked of personal data; empty once it was removed. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Media type, as its content says. */
  readonly type: string;
  readonly receivedAt: string;
  readonly state: ExhibitState;
  /** Record of the broadcast's log; absent until it is there. */
  readonly leaf?: number;
  /** Of a recording, ms; absent while it is not known. */
  readonly durationMs?: number;
  readonly place?: ExhibitPlace;
  /** Its clock is being read. */
  readonly placing?: boolean;
  /** Where its bytes are fetched; absent once it was removed. */
  readonly file?: string;
}
