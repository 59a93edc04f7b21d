import type { CaptureReason, CaptureState } from '../../models/contract/broadcast.ts';

/** Nothing new for this long is a stall, so that it shows within 10 s. */
const STALL_MS = 9_000;
/** Short segments stall sooner: this many of them are missing then. */
const STALL_TARGETS = 3;
/** Not sooner than this: reloads are 2 s apart, and one may be late. */
const STALL_MS_MIN = 5_000;
/** Long segments come no more often than their length; half of one more is the sender's own delay. */
const STALL_TARGETS_MIN = 1.5;
/** Errors that go on for so long are shown: two retries did not help. */
const FAILED_AFTER_MS = 3_000;
/** Before anything came, errors may mean that the broadcast has only just begun: its first segment is not complete yet. */
const NOT_STARTED_MS = 8_000;

interface Trouble {
  readonly reason: CaptureReason;
  readonly status?: number | undefined;
  readonly message: string;
}

interface Failure extends Trouble {
  readonly sinceMs: number;
  readonly lasting: boolean;
}

/** What a capture knows of itself; times in ms since 1970. */
export interface CaptureFacts {
  readonly followedSinceMs: number;
  /** Target duration of the playlist; absent before there is one. */
  readonly targetMs?: number | undefined;
  /** When something new last came: a segment, or the first playlist. */
  readonly newSinceMs?: number | undefined;
  /** Since when every attempt has failed, and why the last one did. */
  readonly failure?: Failure | undefined;
  /** Why the segment that is wanted next does not come. */
  readonly late?: Trouble | undefined;
  readonly over: boolean;
}

export interface Shown {
  readonly state: CaptureState;
  readonly reason?: CaptureReason;
  readonly status?: number;
  readonly message?: string;
}

const NOTHING_NEW: Trouble = {
  reason: 'nothing-new',
  message: 'the origin answers, but no new captions come',
};

const shownAs = (state: CaptureState, { reason, status, message }: Trouble): Shown => ({
  state,
  reason,
  message,
  ...(status !== undefined && { status }),
});

/** How long nothing new may come before it is a stall. */
export const stallAfterMs = (targetMs: number): number =>
  Math.max(STALL_MS_MIN, STALL_TARGETS_MIN * targetMs, Math.min(STALL_MS, STALL_TARGETS * targetMs));

/** The state of a capture at `nowMs`, as it is shown with the broadcast. */
export const captureStateOf = (facts: CaptureFacts, nowMs: number): Shown => {
  if (facts.over) return { state: 'ended' };
  const { failure, late, newSinceMs, targetMs } = facts;
  const patienceMs = newSinceMs === undefined ? NOT_STARTED_MS : FAILED_AFTER_MS;
  if (failure && (failure.lasting || nowMs - failure.sinceMs >= patienceMs)) {
    return shownAs('failed', failure);
  }
  const quietMs = nowMs - (newSinceMs ?? facts.followedSinceMs);
  if (newSinceMs === undefined && targetMs === undefined) return { state: 'waiting' };
  if (quietMs >= stallAfterMs(targetMs ?? STALL_MS)) {
    return shownAs('stalled', late ?? NOTHING_NEW);
  }
  return { state: newSinceMs === undefined ? 'waiting' : 'running' };
};
