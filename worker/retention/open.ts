import { join } from 'node:path';
import { createMediaFiles } from '../../models/store/media-files.ts';
import { createPackFiles } from '../../models/store/pack-files.ts';
import type { WorkerConfig } from '../config.ts';
import { createRetention, type Retention, type RetentionDeps } from './job.ts';

/** The job by the settings. */
export const openRetention = ({
  settings,
  ...deps
}: Omit<RetentionDeps, 'files' | 'rules'> & { readonly settings: WorkerConfig }): Retention => {
  const { rootDir, media, packsDir, retention } = settings;
  const files = {
    media: createMediaFiles(media.dir ?? join(rootDir, '.local/data/media')),
    packs: createPackFiles(packsDir ?? join(rootDir, '.local/data/packs')),
  };
  return createRetention({ ...deps, files, rules: retention });
};
