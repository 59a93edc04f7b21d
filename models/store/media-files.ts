import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const HASH = /^[0-9a-f]{64}$/;
/** A file that is being written for longer than this was left behind by a process that died. */
const WRITING_MS_MAX = 3_600_000;
/** Whoever puts bytes that are there already says so in the database within this time. */
const JUST_PUT_MS = 60_000;

/** Bytes kept by their SHA-256 in one folder, which workers and servers share. What is there is whole. */
export interface MediaFiles {
  /** Keeps bytes; the same again changes nothing. @returns their SHA-256, hex. @throws the system's error (ENOSPC: the disk is full) */
  put(bytes: Uint8Array): Promise<string>;
  /**
   * Keeps bytes as they come, hashed on the way: they are never whole in memory. What ends in an error leaves nothing behind.
   * @param check told where all of them lie, before they are kept
   * @throws what `chunks` or `check` throws, or the system's error (ENOSPC: the disk is full)
   */
  receive(
    chunks: AsyncIterable<Uint8Array>,
    check?: (at: string) => Promise<void>,
  ): Promise<{ readonly sha256: string; readonly bytes: number }>;
  /** Bytes that still fit on the disk. */
  freeBytes(): Promise<number>;
  /** @returns null when they are not kept */
  read(sha256: string): Promise<Buffer | null>;
  /** @returns null when they are not kept */
  size(sha256: string): Promise<number | null>;
  /** Where they lie, for a program that reads files. */
  path(sha256: string): string;
  /** Unless somebody has just put the same bytes. */
  remove(sha256: string, nowMs: number): Promise<void>;
  /** At once: what nobody else can have put, or what somebody wants gone. */
  removeNow(sha256: string): Promise<void>;
  /** Removes what processes left that died while they wrote. */
  tidy(nowMs: number): Promise<void>;
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Null in place of an error that says that there is no such file. */
const orNull = async <T>(asked: Promise<T>): Promise<T | null> => {
  try {
    return await asked;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
};

/** Whole and on the disk under its name, or not there at all. */
const write = async (writing: string, at: string, bytes: Uint8Array): Promise<void> => {
  const file = await open(writing, 'wx', 0o640);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(writing, at);
};

/** Writes what comes, and says what it was. */
const writeChunks = async (writing: string, chunks: AsyncIterable<Uint8Array>) => {
  const file = await open(writing, 'wx', 0o640);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), bytes };
};

/** @param dir made when the first bytes come. Files lie at `ab/cdef…` below it, so that no folder holds too many. */
export const createMediaFiles = (dir: string): MediaFiles => {
  const writingDir = join(dir, 'writing');
  const path = (sha256: string): string => {
    // What comes from outside must never name another file.
    if (!HASH.test(sha256)) throw new RangeError('not a SHA-256 in lower-case hex');
    return join(dir, sha256.slice(0, 2), sha256.slice(2));
  };
  const size = async (sha256: string): Promise<number | null> =>
    (await orNull(stat(path(sha256))))?.size ?? null;
  return {
    path,
    size,
    async put(bytes) {
      const sha256 = sha256Of(bytes);
      const at = path(sha256);
      if ((await size(sha256)) === bytes.length) {
        const now = new Date();
        if ((await orNull(utimes(at, now, now).then(() => true))) !== null) return sha256;
      }
      const writing = join(writingDir, `${sha256}-${randomBytes(6).toString('hex')}`);
      await mkdir(writingDir, { recursive: true, mode: 0o750 });
      await mkdir(dirname(at), { recursive: true, mode: 0o750 });
      try {
        await write(writing, at, bytes);
      } catch (error) {
        await rm(writing, { force: true });
        throw error;
      }
      return sha256;
    },
    async receive(chunks, check) {
      const writing = join(writingDir, `coming-${randomBytes(16).toString('hex')}`);
      await mkdir(writingDir, { recursive: true, mode: 0o750 });
      try {
        const { sha256, bytes } = await writeChunks(writing, chunks);
        await check?.(writing);
        const at = path(sha256);
        await mkdir(dirname(at), { recursive: true, mode: 0o750 });
        // The same bytes may be there already: then they are the same after it.
        await rename(writing, at);
        return { sha256, bytes };
      } catch (error) {
        await rm(writing, { force: true });
        throw error;
      }
    },
    async freeBytes() {
      await mkdir(dir, { recursive: true, mode: 0o750 });
      const { bavail, bsize } = await statfs(dir);
      return bavail * bsize;
    },
    read: (sha256) => orNull(readFile(path(sha256))),
    async remove(sha256, nowMs) {
      const found = await orNull(stat(path(sha256)));
      if (found && nowMs - found.mtimeMs > JUST_PUT_MS) await rm(path(sha256), { force: true });
    },
    removeNow: (sha256) => rm(path(sha256), { force: true }),
    async tidy(nowMs) {
      for (const name of (await orNull(readdir(writingDir))) ?? []) {
        const at = join(writingDir, name);
        const found = await orNull(stat(at));
        if (found && nowMs - found.mtimeMs > WRITING_MS_MAX) await rm(at, { force: true });
      }
    },
  };
};
