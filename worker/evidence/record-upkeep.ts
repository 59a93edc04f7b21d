import type { LaneState } from '../pipeline/state.ts';
import type { Due } from '../pipeline/upkeep.ts';
import type { Cause, LeafBody } from './draft.ts';
import {
  clampMs,
  finishRecording,
  type RecordDeps,
  type Recorded,
  type Recording,
  recordDuties,
  recordGap,
  reduceDuties,
  startRecording,
} from './recording.ts';

/** What a worker writes by itself: that it is there and how far it heard, and what it did not hear. */
export const recordUpkeep = (state: LaneState, due: Due, deps: RecordDeps): Recorded => {
  const cause: Cause = { entryId: state.head.lastEntryId, acceptedAtMs: deps.now() };
  const to = startRecording(state, deps);
  for (const gap of due.gaps) recordGap(to, { ...cause, ...gap });
  if (due.heartbeat) recordHeartbeat(to, cause, due.heartbeat);
  return finishRecording(to, state.head.lastEntryId);
};

const recordHeartbeat = (
  to: Recording,
  cause: Cause,
  { atMs, watermarkMs }: { readonly atMs: number; readonly watermarkMs?: number },
): void => {
  const { latest, broadcast } = to.state;
  const latestMs = Object.fromEntries(
    Object.entries(latest).map(([source, one]) => [source, clampMs(one.atMs)]),
  );
  const { outcomes } = reduceDuties(to, { type: 'heartbeat', atMs });
  const body: LeafBody = {
    kind: 'heartbeat',
    ...(watermarkMs !== undefined && { watermarkMs }),
    ...(Object.keys(latestMs).length > 0 && { latestMs }),
    ...(broadcast.capture && { capture: broadcast.capture.state }),
  };
  to.draft.add(cause, clampMs(atMs), body);
  recordDuties(to, cause, outcomes);
};
