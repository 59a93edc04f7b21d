import { z } from 'zod';
import type { AlertId, PublicId } from '../ids.ts';
import { AT_MS_MAX } from '../ingest.ts';
import { PACK_LANGUAGES, type PackAudience, type PackLanguage } from './documents.ts';

const language = z.enum(PACK_LANGUAGES);

/** Body of `POST /api/evidence-packs`: the pack of an alert, or of a moment of a broadcast. */
export const packRequestSchema = z.union([
  z.strictObject({ alertId: z.string().min(1).max(64), language }),
  z.strictObject({
    publicId: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
    atMs: z.int().min(0).max(AT_MS_MAX),
    language,
  }),
]);
export type PackRequest = z.infer<typeof packRequestSchema>;

/** How far a pack is: waiting, being made, there, given up, or withheld because something in it was erased since. */
export const PACK_STATES = ['waiting', 'making', 'made', 'failed', 'withheld'] as const;
export type PackState = (typeof PACK_STATES)[number];

/** Answer of `POST /api/evidence-packs` and `GET /api/evidence-packs/:id`. Times in ISO 8601. */
export interface PackJobView {
  readonly id: string;
  /** To be typed at `/verify`. */
  readonly code: string;
  readonly state: PackState;
  /** 0 to 100, of the work. */
  readonly percent: number;
  readonly language: PackLanguage;
  readonly audience: PackAudience;
  readonly publicId: PublicId;
  readonly alertId?: AlertId;
  /** Broadcast time of the moment, ms. */
  readonly atMs: number;
  /** Third parties whose timestamp it holds. */
  readonly stamps: number;
  readonly askedAt: string;
  readonly madeAt?: string;
  readonly bytes?: number;
  readonly sha256?: string;
  readonly hasClip?: boolean;
  /** Where its file is fetched; absent until it is made. */
  readonly file?: string;
}

/** Answer of `GET /api/pack-codes/:code`: what anyone who holds a part of a pack can compare it with. */
export interface PackByCode {
  readonly code: string;
  readonly id: string;
  /** SHA-256 of the whole ZIP. */
  readonly sha256: string;
  readonly bytes: number;
  /** The signed list of its files. */
  readonly manifest: string;
  readonly madeAt: string;
}
