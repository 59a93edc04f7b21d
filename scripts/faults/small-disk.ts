import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A disk that can be full. */
export interface SmallDisk {
  readonly by: 'a small disk in memory' | 'a limit on file sizes';
  /** Fills it to the last byte. */
  fill(): void;
  /** Makes room again. */
  free(): void;
  unmount(): void;
}

const CHUNK = Buffer.alloc(64 * 1024);

/** Nothing happens where nothing is mounted. */
export const unmountAt = (folder: string): void =>
  void spawnSync('umount', ['-l', folder], { stdio: 'ignore' });

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
    unmountAt(folder);
  };
  process.once('exit', unmount);
  return {
    by: 'a small disk in memory',
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

/** Every store's files are longer than this within moments of its start. */
const FULL_BYTES = 4_096;

/**
 * Stands in where nothing may be mounted: no file of the named processes may be written beyond its first page, so that each
 * write fails as one to a disk without room does, with another error. @returns null where `prlimit` is missing.
 */
export const limitFiles = (pids: () => readonly (number | undefined)[]): SmallDisk | null => {
  if (spawnSync('prlimit', ['--version'], { stdio: 'ignore' }).status !== 0) return null;
  const limit = (bytes: string): void => {
    for (const pid of pids())
      if (pid !== undefined) spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
  };
  return {
    by: 'a limit on file sizes',
    fill: () => limit(String(FULL_BYTES)),
    free: () => limit('unlimited'),
    unmount: () => undefined,
  };
};

/** Lets a program see a write beyond its limit as an error, as it sees a full disk, instead of being ended by the signal. */
export const withoutSignal = (dir: string, binary: string): string => {
  const script = join(dir, 'bin', binary.replace(/^.*\//, ''));
  mkdirSync(dirname(script), { recursive: true });
  writeFileSync(script, `#!/bin/sh\ntrap '' XFSZ\nexec '${binary}' "$@"\n`, { mode: 0o700 });
  return script;
};
