import type { BroadcastId } from '../contract/ids.ts';
import type { WithholdingReason } from '../contract/withholding.ts';
import { date, flag, Mixed, number, schemaOf, strings, text } from './schema-of.ts';

/** Why a stretch of the video has no bytes here. */
export type MediaMissing = 'not-there' | 'too-large' | 'disk-full' | 'announced';

/**
 * A piece of a broadcast's picture or sound: a segment as it was fetched, what players need before such segments (`init`), or
 * sound that was re-encoded from them. Its hash is a record of the log; whether its bytes are still here, and why, stands
 * here alone.
 */
export interface MediaDoc {
  broadcastId: BroadcastId;
  form: 'segment' | 'init' | 'sound';
  /** `main`, or `audio` where the sound comes apart from the picture. */
  track: string;
  /** Grows when the sender starts over. */
  run: number;
  sequence: number;
  /** Broadcast time, ms; before the start it is 0. */
  fromMs: number;
  untilMs: number;
  /** Absent where nothing could be fetched; then `missing` says why. */
  sha256?: string;
  missing?: MediaMissing;
  bytes: number;
  /** `mpegts` or `mp4`: how segments are packed; sound is `adts`. */
  container: 'mpegts' | 'mp4' | 'adts' | 'unknown';
  /** SHA-256 of the `init` that goes before it. */
  initSha256?: string;
  /** Of sound: the segments it was made of, in order. */
  derivedFrom?: string[];
  /** Of a segment that was another one when it was fetched before. */
  insteadOf?: string;
  /** The media's clock starts anew with it. */
  discontinuity?: boolean;
  fetchedAt: Date;
  /** Whether the bytes are here. */
  held: boolean;
  /** For what they are kept: `ring` at first, then what they show. */
  why: string[];
  /** Sound was made of it, or cannot be. */
  heard?: boolean;
  /** A person had it removed: why and when. */
  withheld?: { reason: WithholdingReason; at: Date };
  /** Of sound: until when it is kept as the sound of the whole broadcast, for everybody; what stays after that stays for what it shows. */
  openUntil?: Date;
  /** Until when they are kept at least; absent while they only pass through. */
  keepUntil?: Date;
}

export const mediaSchema = schemaOf<MediaDoc>(
  {
    broadcastId: text,
    form: text,
    track: text,
    run: number,
    sequence: number,
    fromMs: number,
    untilMs: number,
    sha256: String,
    missing: String,
    bytes: number,
    container: text,
    initSha256: String,
    derivedFrom: { type: [String], default: undefined },
    insteadOf: String,
    discontinuity: Boolean,
    fetchedAt: date,
    held: flag,
    why: strings,
    heard: Boolean,
    withheld: Mixed,
    openUntil: Date,
    keepUntil: Date,
  },
  [
    { on: { broadcastId: 1, track: 1, form: 1, run: 1, sequence: 1, sha256: 1 }, unique: true },
    { on: { broadcastId: 1, form: 1, fromMs: 1 } },
    { on: { sha256: 1 } },
    { on: { why: 1, fetchedAt: 1 }, partialFilterExpression: { held: true } },
    { on: { keepUntil: 1 }, partialFilterExpression: { held: true } },
  ],
);
