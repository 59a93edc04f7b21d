import { join } from 'node:path';
import type { NoteSigner } from '../../models/contract/log/note.ts';
import type { PageProgram } from '../../models/contract/pack/page.ts';
import { createMediaFiles } from '../../models/store/media-files.ts';
import { createPackFiles } from '../../models/store/pack-files.ts';
import type { Store } from '../../models/store/store.ts';
import type { WorkerConfig } from '../config.ts';
import { ffmpegFileOf } from '../media/open.ts';
import { errorFacts, type Log } from '../observe/log.ts';
import { createFfmpeg } from './ffmpeg.ts';
import { drawInThread } from './in-thread.ts';
import { makeNextPack } from './keeper.ts';
import { readPageProgram } from './read-program.ts';

export interface OpenPackMakerDeps {
  readonly store: Store;
  readonly settings: Pick<WorkerConfig, 'rootDir' | 'media' | 'packsDir' | 'ffmpegFile'>;
  /** The key that signs now. */
  readonly signer: () => NoteSigner;
  readonly owner: string;
  readonly now: () => number;
  readonly log: Log;
  /** Where programs are looked for: PATH. */
  readonly path: string;
}

/** What makes evidence packs that are asked for. Without the built page none are made, and the log says so. */
export const openPackMaker = async ({
  settings,
  signer,
  path,
  ...deps
}: OpenPackMakerDeps): Promise<() => Promise<boolean>> => {
  const { rootDir } = settings;
  const program = ffmpegFileOf(settings.ffmpegFile, { path, rootDir });
  if (program === undefined) deps.log.warn({}, 'no ffmpeg: evidence packs are made without a clip');
  let page: PageProgram;
  try {
    page = await readPageProgram(rootDir);
  } catch (error) {
    deps.log.error(
      errorFacts(error),
      'the page of evidence packs is not built: none are made by this worker',
    );
    return async () => false;
  }
  const fixed = {
    ...deps,
    media: createMediaFiles(settings.media.dir ?? join(rootDir, '.local/data/media')),
    packs: createPackFiles(settings.packsDir ?? join(rootDir, '.local/data/packs')),
    ffmpeg: program === undefined ? null : createFfmpeg(program),
    page,
    draw: drawInThread,
  };
  // One key signs a whole pack, whatever happens to the key meanwhile.
  return () => makeNextPack({ ...fixed, signer: signer() });
};
