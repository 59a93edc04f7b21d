import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { MediaDoc } from '../../models/store/media-documents.ts';
import { createMediaFiles } from '../../models/store/media-files.ts';
import { isHeldBack } from '../../models/store/retention-media.ts';
import type { Store } from '../../models/store/store.ts';
import type { RedisClient } from '../../models/stream/client.ts';
import type { CaptureLog } from '../capture/broadcast-capture.ts';
import type { WorkerConfig } from '../config.ts';
import { createKeepMedia, type KeepMedia } from './keep.ts';
import { sweepMedia } from './sweep.ts';

const DAY_MS = 24 * 3_600_000;
/** How often it is looked at what has passed through: seconds beside the minutes that it stays. */
export const MEDIA_SWEEP_MS = 10_000;

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * Where ffmpeg lies: the file that was told, else under its name on the path, else where set-up puts it; undefined where there is
 * none.
 */
export const ffmpegFileOf = (
  told: string | undefined,
  { path, rootDir }: { readonly path: string; readonly rootDir: string },
): string | undefined => {
  const places = [...path.split(delimiter).filter(Boolean), join(rootDir, '.local/ffmpeg')];
  const name = told ?? 'ffmpeg';
  return name.includes('/') ? name : places.map((dir) => join(dir, name)).find(isProgram);
};

export interface OpenMediaDeps {
  readonly store: Store;
  readonly redis: RedisClient;
  readonly clock: () => number;
  readonly log: CaptureLog;
  readonly settings: WorkerConfig;
  /** Where programs are looked for: PATH. */
  readonly path: string;
}

/** What keeps picture and sound, and what lets them go. */
export const openMedia = ({
  settings,
  path,
  ...deps
}: OpenMediaDeps): { readonly keepMedia: KeepMedia; readonly sweepMedia: () => Promise<unknown> } => {
  const { rootDir, media } = settings;
  const files = createMediaFiles(media.dir ?? join(rootDir, '.local/data/media'));
  const found = ffmpegFileOf(settings.ffmpegFile, { path, rootDir });
  if (found === undefined) deps.log.warn({}, 'no ffmpeg: the sound of whole broadcasts is not kept');
  const ffmpegFile = media.soundDays > 0 ? found : undefined;
  const rule = { beforeMs: media.beforeMs, afterMs: media.afterMs, momentMs: media.momentDays * DAY_MS };
  return {
    keepMedia: createKeepMedia({ ...deps, files, rule, ffmpegFile, soundDays: media.soundDays }),
    async sweepMedia() {
      const heldBack = (piece: MediaDoc): Promise<boolean> =>
        isHeldBack(deps.store, piece, {
          rules: settings.retention,
          around: rule,
          now: new Date(deps.clock()),
        });
      const swept = await sweepMedia({ store: deps.store, files, now: deps.clock, rule, heldBack });
      if (swept.kept + swept.dropped > 0) deps.log.info(swept, 'picture and sound swept');
    },
  };
};
