import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of a few megabytes, in memory. */
export interface SmallDisk {
  /** Fills it to the last byte. */
  fill(): void;
  /** Makes room again. */
  free(): void;
  unmount(): void;
}

const CHUNK = Buffer.alloc(64 * 1024);

/** Mounts a small disk at a folder, which is made. @returns null where that is not permitted. */
export const mountSmallDisk = (folder: string, megabytes: number): SmallDisk | null => {
  mkdirSync(folder, { recursive: true });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], {
    stdio: 'ignore',
  });
  if (mounted.status !== 0) return null;
  const filler = join(folder, 'filler');
  const unmount = (): void => {
    process.removeListener('exit', unmount);
    spawnSync('umount', ['-l', folder], { stdio: 'ignore' });
  };
  process.once('exit', unmount);
  return {
    fill() {
      const file = openSync(filler, 'a');
      try {
        // Smaller and smaller pieces, so that not a byte is left.
        for (let size = CHUNK.length; size >= 1; size = Math.floor(size / 16)) while (wrote(file, size));
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(filler, { force: true }),
    unmount,
  };
};

const wrote = (file: number, size: number): boolean => {
  try {
    return writeSync(file, CHUNK, 0, size) > 0;
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOSPC') return false;
    throw error;
  }
};
