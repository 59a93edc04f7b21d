import type { BroadcastCoverage } from './coverage.ts';

/** A piece of picture or sound: its hash is a record of the log; whether its bytes are here may change. */
export interface MediaPiece {
  readonly form: 'segment' | 'sound';
  /** `main`, or `audio` where the sound comes apart from the picture. */
  readonly track: string;
  readonly run: number;
  readonly sequence: number;
  /** Broadcast time, ms. */
  readonly fromMs: number;
  readonly untilMs: number;
  /** Absent where nothing could be fetched. */
  readonly sha256?: string;
  readonly bytes: number;
  readonly held: boolean;
  /** Sound that was re-encoded: SHA-256 of the segments it was made of. */
  readonly derivedFrom?: readonly string[];
  /** It was another one when it was fetched before: SHA-256 of that. */
  readonly insteadOf?: string;
}

/** Answer of `GET /api/broadcasts/:publicId/media?fromMs=&untilMs=`. */
export interface BroadcastMedia {
  readonly pieces: readonly MediaPiece[];
  readonly coverage: BroadcastCoverage;
  /** Where what is kept of it can be played as HLS; null where nothing is. */
  readonly playlist: string | null;
}

/** Longest stretch in one answer. */
export const MEDIA_SPAN_MS_MAX = 4 * 3_600_000;
