import type { PackWords } from './words.ts';

/** What index.html carries, as JSON in its element `pack-data`. */
export interface PackPageData {
  /** The text of pack.json. */
  readonly document: string;
  /** The signed list of every file of the pack but index.html. */
  readonly manifest: string;
  /** Files that the page shows, base64 by name. */
  readonly files: Readonly<Record<string, string>>;
  /** In the pack's language: a page that shows Traditional characters brings no dictionary. */
  readonly words: PackWords;
}

/** Largest clip that is put into the page itself; a phone's browser has to hold it some three times over. */
export const INLINE_CLIP_BYTES_MAX = 40 * 1024 * 1024;
