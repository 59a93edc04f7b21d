import { constants, existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type FileNote, noteFile } from './manifest.ts';

const FOLDER = /^[0-9a-f]{2}$/;
const REST = /^[0-9a-f]{62}$/;
/** Where they lie in a backup. */
const MEDIA = 'media';
/** Told of this often. */
const SAID_EVERY = 1_000;

/** Kept picture and sound, each named by its SHA-256: `ab/cdef…`. */
const namesIn = async (mediaDir: string): Promise<string[]> => {
  if (!existsSync(mediaDir)) return [];
  const names: string[] = [];
  for (const folder of (await readdir(mediaDir)).filter((name) => FOLDER.test(name)).sort())
    for (const rest of (await readdir(join(mediaDir, folder))).filter((name) => REST.test(name)).sort())
      names.push(join(folder, rest));
  return names;
};

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/**
 * Copies kept picture and sound. What is let go meanwhile is left out, and what is not what its name says too, since it proves
 * nothing any more; that is said.
 */
export const copyMedia = async (
  mediaDir: string,
  dir: string,
  say: (line: string) => void,
): Promise<FileNote[]> => {
  const notes: FileNote[] = [];
  for (const name of await namesIn(mediaDir)) {
    const file = join(MEDIA, name);
    const to = join(dir, file);
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    try {
      // Shares the blocks where the file system can.
      await copyFile(join(mediaDir, name), to, constants.COPYFILE_FICLONE);
    } catch (error) {
      if (isGone(error)) continue;
      throw error;
    }
    const note = await noteFile(dir, file);
    if (note.sha256 === name.replace('/', '')) notes.push(note);
    else {
      await rm(to);
      say(`left out, since its SHA-256 is not its name: ${name}`);
    }
    if (notes.length % SAID_EVERY === 0 && notes.length > 0)
      say(`picture and sound: ${notes.length} files so far`);
  }
  return notes;
};

/** Puts them back; what is there already stays. Each was held against its SHA-256 before. */
export const loadMedia = async (mediaDir: string, dir: string, notes: readonly FileNote[]): Promise<void> => {
  for (const { file, sha256 } of notes) {
    const to = join(mediaDir, sha256.slice(0, 2), sha256.slice(2));
    if (existsSync(to)) continue;
    await mkdir(dirname(to), { recursive: true, mode: 0o750 });
    const half = `${to}.part-${process.pid}`;
    await copyFile(join(dir, file), half, constants.COPYFILE_FICLONE);
    await rename(half, to);
  }
};
