// Apart from the schemas of alert.ts, as status.ts is.
import type { Correction } from './alert.ts';

/** Whether what the room says of a correction covers all that has been said so far; what was said again since is open again. */
export const coversAll = ({
  correction,
  lastAtMs,
}: {
  readonly correction?: Correction | undefined;
  readonly lastAtMs: number;
}): boolean =>
  correction !== undefined && (correction.untilMs === undefined || lastAtMs <= correction.untilMs);
