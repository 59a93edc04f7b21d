import { rm } from 'node:fs/promises';
import { createMediaFiles } from './media-files.ts';

/** Finished packs in one folder, by their SHA-256, which workers and servers share. What is there is whole. */
export interface PackFiles {
  /** Keeps a pack; the same again changes nothing. @returns its SHA-256, hex */
  put(zip: Uint8Array): Promise<string>;
  /** @returns null when it is not kept */
  size(sha256: string): Promise<number | null>;
  /** Where it lies. */
  path(sha256: string): string;
  remove(sha256: string): Promise<void>;
}

/** @param dir made when the first pack comes */
export const createPackFiles = (dir: string): PackFiles => {
  const files = createMediaFiles(dir);
  return {
    put: (zip) => files.put(zip),
    size: (sha256) => files.size(sha256),
    path: (sha256) => files.path(sha256),
    remove: (sha256) => rm(files.path(sha256), { force: true }),
  };
};
