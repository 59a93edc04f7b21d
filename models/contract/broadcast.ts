import type { Stage } from './claim.ts';
import type { Prompt } from './duty.ts';
import type { PublicId, RoomId } from './ids.ts';

export type CaptureState = 'waiting' | 'running' | 'stalled' | 'failed' | 'ended';

/** Why captions cannot be pulled: each has words of its own on the screens, for what is wrong and what to do about it. */
export const CAPTURE_REASONS = [
  /** The address, or where it redirects to, lies in a private network that the settings do not allow. */
  'private-address',
  /** Neither http nor https, with a login in it, or no address at all. */
  'bad-address',
  'unreachable',
  'too-slow',
  /** HTTP 401 or 403: a token that ran out, or a closed door. */
  'denied',
  /** Any other answer than 200; `status` says which. */
  'http-status',
  'redirects',
  /** Longer, or of more parts, than a capture takes; the message names the limit. */
  'too-large',
  'bad-playlist',
  'no-captions',
  /** CEA-608/708: the captions are in the picture's own data. */
  'captions-in-video',
  'encrypted',
  'unsupported',
  'bad-captions',
  'nothing-new',
] as const;
export type CaptureReason = (typeof CAPTURE_REASONS)[number];

/** How the captions of a broadcast are being pulled. */
export interface CaptureView {
  readonly state: CaptureState;
  readonly since: string;
  readonly reason?: CaptureReason;
  /** What HTTP status the origin answered with, where that is the reason. */
  readonly status?: number;
  /** The same in English with its particulars (which limit, which tag); never an address. */
  readonly message?: string;
}

/** How well a broadcast is being heard; shown wherever its name is. */
export interface BroadcastView {
  readonly publicId: PublicId;
  readonly revision: number;
  readonly title: string;
  readonly language: string;
  readonly platform: string;
  readonly room: { readonly id: RoomId; readonly name: string; readonly operator: string };
  readonly form: 'live' | 'replay' | 'recorded' | 'clip';
  readonly regime: 'ad' | 'seller-talk';
  /** `silent`: no event for longer than {@link SILENT_AFTER_MS}. */
  readonly state: 'live' | 'silent' | 'ended';
  readonly startedAt: string;
  readonly endedAt?: string;
  /** Largest broadcast time heard so far. */
  readonly atMs: number;
  readonly lastEventAt?: string;
  readonly playbackUrl?: string;
  /** Absent where no captions are pulled. */
  readonly capture?: CaptureView;
  readonly viewers?: number;
  /**
   * Detectors that took no part in the newest judgement, and since when they have been away. Where nobody speaks any more it goes
   * once they work again.
   */
  readonly away?: { readonly stages: readonly Stage[]; readonly since: string };
  readonly openAlerts: number;
  /** The newest record that changed what is owed or asked: when it grows, `GET …/duties` answers something new. */
  readonly dutiesLeaf?: number;
  /** What the presenter is given to read; only its own room is told. */
  readonly prompt?: Prompt;
  readonly logSize: number;
  /** Whether consumers may see it. */
  readonly public: boolean;
}

/** Without an event for this long a live broadcast is shown as silent: captions come every 2-5 s, chat more often. */
export const SILENT_AFTER_MS = 10_000;
