import { SILENT_AFTER_MS } from '../../models/contract/broadcast.ts';
import type { Source } from '../../models/contract/ingest.ts';
import type { GapView } from '../../models/contract/moment.ts';
import { broadcastNowMs, hasPassed, type LaneState } from './state.ts';

/** The log says this often that it is being kept, and how far each source was heard. */
export const HEARTBEAT_MS = 15_000;
/** A log whose last record is older than this when an owner takes over was not being kept. */
export const NOT_JUDGING_MS = 2 * HEARTBEAT_MS;
/** A source not heard for this long is left out of the watermark: it must not hold back what falls due. */
export const SOURCE_SILENT_MS = 15_000;
/** A broadcast that nobody ended is looked after this long: past it only its own next event wakes it, or its log would grow for ever. */
export const LIVE_FOR_MS = 3_600_000;

/** What the worker has to write by itself. */
export interface Due {
  readonly gaps: readonly {
    readonly reason: GapView['reason'];
    readonly fromMs: number;
    readonly untilMs: number;
  }[];
  readonly heartbeat: { readonly atMs: number; readonly watermarkMs?: number } | null;
}

/** Smallest of the sources' latest times, those that fell silent left out; absent when all did. */
export const watermarkMs = (latest: LaneState['latest'], nowMs: number): number | undefined => {
  const times = (Object.keys(latest) as Source[]).flatMap((source) => {
    const one = latest[source];
    return one && nowMs - one.heardAtMs <= SOURCE_SILENT_MS ? [one.atMs] : [];
  });
  return times.length > 0 ? Math.min(...times) : undefined;
};

type Upkept = Pick<
  LaneState,
  | 'head'
  | 'latest'
  | 'atMs'
  | 'lastEventAtMs'
  | 'silentFromMs'
  | 'notJudgedUntilMs'
  | 'endedAtMs'
  | 'lastHeartbeatMs'
  | 'dirty'
>;

/**
 * What is due for one broadcast: the gap of a silence that has become known (the rest of it follows with the next event), the gap
 * left by the last owner, a heartbeat. Notes in `state` what it gives out.
 *
 * @param caughtUp whether nothing waits on the stream: while something does, silence is only ours, and time stands where it was
 *   heard.
 * @param takenOver whether this owner has not looked after the broadcast before.
 * @param listening whether a capture hears the broadcast: a host who says nothing for a while is then no silence of the feed, and
 *   what the capture misses it reports by itself.
 */
export const upkeepDue = (
  state: Upkept,
  nowMs: number,
  {
    caughtUp,
    takenOver,
    listening = false,
  }: { readonly caughtUp: boolean; readonly takenOver: boolean; readonly listening?: boolean },
): Due | null => {
  const { head, lastEventAtMs } = state;
  const alive = nowMs - lastEventAtMs <= LIVE_FOR_MS;
  if (state.endedAtMs !== undefined || head.frontier.size === 0 || !alive) return null;
  const gaps: Due['gaps'][number][] = [];
  const untilMs = broadcastNowMs(state, nowMs);
  if (takenOver && nowMs - head.writtenAtMs > NOT_JUDGING_MS) {
    const fromMs = Math.max(0, untilMs - (nowMs - head.writtenAtMs));
    gaps.push({ reason: 'not-judging', fromMs, untilMs });
    state.notJudgedUntilMs = untilMs;
  }
  const silent = caughtUp && !listening && nowMs - lastEventAtMs > SILENT_AFTER_MS;
  if (silent && state.silentFromMs === undefined) {
    // What is recorded as not judged is not counted a second time.
    const fromMs = Math.max(state.atMs, state.notJudgedUntilMs);
    if (untilMs > fromMs) gaps.push({ reason: 'feed-silent', fromMs, untilMs });
    state.silentFromMs = untilMs;
    state.dirty = true;
  }
  const beats = hasPassed(HEARTBEAT_MS, state.lastHeartbeatMs, nowMs);
  if (beats) state.lastHeartbeatMs = nowMs;
  if (gaps.length === 0 && !beats) return null;
  // While entries wait, it is only as late as the last one heard was: the clock of the duties must not overtake what was said.
  const mark = watermarkMs(state.latest, caughtUp ? nowMs : Math.min(nowMs, lastEventAtMs));
  const clockMs = caughtUp ? untilMs : state.atMs;
  const heartbeat = { atMs: mark ?? clockMs, ...(mark !== undefined && { watermarkMs: mark }) };
  return { gaps, heartbeat: beats ? heartbeat : null };
};
