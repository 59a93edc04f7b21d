import { join } from 'node:path';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { exhibitsToProbe, noteProbed } from '../../models/store/exhibits.ts';
import { keepForMarks } from '../../models/store/keep-for-marks.ts';
import type { KeepRule } from '../../models/store/keep-media.ts';
import type { ExhibitDoc } from '../../models/store/mark-documents.ts';
import { createMediaFiles, type MediaFiles } from '../../models/store/media-files.ts';
import type { Store } from '../../models/store/store.ts';
import type { WorkerConfig } from '../config.ts';
import { ffmpegFileOf } from '../media/open.ts';
import { placedByClock, type RecordingClock } from './clock.ts';
import { readClock } from './read-clock.ts';

/** How often marks and recordings are looked after. */
export const MARKS_MS = 3_000;
/** Recordings looked at in one round, each a program run. */
const PROBED_MAX = 10;
const DAY_MS = 24 * 3_600_000;

export interface LookDeps {
  readonly store: Store;
  readonly files: Pick<MediaFiles, 'path' | 'size'>;
  readonly rule: KeepRule;
  /** ffmpeg; without it recordings are placed by hand. */
  readonly program: string | undefined;
  /** ms since 1970. */
  readonly now: () => number;
}

/** What the recording says of itself; nothing where there is no program, or nobody can read it. */
const clockOf = async ({ files, program }: LookDeps, { sha256 }: ExhibitDoc): Promise<RecordingClock> => {
  if (program === undefined || (await files.size(sha256)) === null) return {};
  return readClock(program, files.path(sha256)).catch(() => ({}));
};

/** Places recordings that people brought on the time line by their own clocks. Safe to run from several workers at once. */
export const placeRecordings = async (deps: LookDeps): Promise<number> => {
  const { store, now } = deps;
  const exhibits = await exhibitsToProbe(store, PROBED_MAX);
  for (const exhibit of exhibits) {
    const clock = await clockOf(deps, exhibit);
    const broadcast = await store.broadcasts
      .findOne({ _id: exhibit.broadcastId }, { startedAt: 1, endedAt: 1, atMs: 1 })
      .lean<Pick<BroadcastDoc, 'startedAt' | 'endedAt' | 'atMs'>>();
    const startedAtMs = broadcast?.startedAt.getTime() ?? 0;
    const reachedMs = broadcast?.endedAt ? broadcast.atMs : now() - startedAtMs;
    const place = broadcast ? placedByClock(clock, { startedAtMs, reachedMs }) : undefined;
    const { durationMs } = clock;
    await noteProbed(store, exhibit._id, {
      ...(durationMs !== undefined && { durationMs }),
      ...(place && { place }),
    });
  }
  return exhibits.length;
};

/** What looks after marks: that what is there of their moments stays, and that recordings find their place. */
export const openMarks = ({
  store,
  now,
  settings,
  path,
}: {
  readonly store: Store;
  readonly now: () => number;
  readonly settings: Pick<WorkerConfig, 'rootDir' | 'media' | 'ffmpegFile'>;
  /** Where programs are looked for: PATH. */
  readonly path: string;
}): (() => Promise<unknown>) => {
  const { rootDir, media } = settings;
  const files = createMediaFiles(media.dir ?? join(rootDir, '.local/data/media'));
  const program = ffmpegFileOf(settings.ffmpegFile, { path, rootDir });
  const rule = { beforeMs: media.beforeMs, afterMs: media.afterMs, momentMs: media.momentDays * DAY_MS };
  const deps: LookDeps = { store, files, rule, program, now };
  return async () => {
    await keepForMarks(store, rule, new Date(now()));
    await placeRecordings(deps);
  };
};
