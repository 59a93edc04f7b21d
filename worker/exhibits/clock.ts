import { AT_MS_MAX } from '../../models/contract/ingest.ts';
import type { ExhibitDoc } from '../../models/store/mark-documents.ts';

/** What a recording says of itself. */
export interface RecordingClock {
  readonly durationMs?: number;
  /** When it was made, by the clock of the device that made it, ms since 1970. */
  readonly madeAtMs?: number;
}

const DURATION = /^ {2}Duration: (\d{1,4}):(\d\d):(\d\d)\.(\d\d)/m;
/** Apple's with its zone is the beginning of the recording; the other, of ISO/IEC 14496-12, is in UTC. */
const MADE_AT = [
  /^ *com\.apple\.quicktime\.creationdate *: *(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d:?\d\d)/m,
  /^ *creation_time *: *(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/m,
];
/** Files whose writer had no clock say 1904 or 1970. */
const FIRST_YEAR_MS = Date.UTC(2010, 0, 1);

/** Reads what `ffmpeg -i` says of a file. */
export const clockIn = (said: string): RecordingClock => {
  const [, hours, minutes, seconds, hundredths] = DURATION.exec(said)?.map(Number) ?? [];
  const durationMs =
    hours === undefined
      ? undefined
      : ((hours * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1_000 + (hundredths ?? 0) * 10;
  const madeAt = MADE_AT.map((form) => form.exec(said)?.[1]).find((found) => found !== undefined);
  const madeAtMs = Date.parse((madeAt ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return {
    ...(durationMs !== undefined && { durationMs }),
    ...(madeAtMs > FIRST_YEAR_MS && { madeAtMs }),
  };
};

/** Where the recording lies on a time line, by its clock; undefined where that clock does not fall into the broadcast. */
export const placedByClock = (
  { madeAtMs }: RecordingClock,
  broadcast: { readonly startedAtMs: number; readonly reachedMs: number },
): ExhibitDoc['place'] => {
  if (madeAtMs === undefined) return undefined;
  const atMs = madeAtMs - broadcast.startedAtMs;
  return atMs >= 0 && atMs <= Math.min(AT_MS_MAX, broadcast.reachedMs) ? { atMs, by: 'clock' } : undefined;
};
