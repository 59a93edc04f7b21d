/**
 * What index.html carries of its pack, as JSON in its element `pack-data`; its element `pack-words` has the words in the pack's
 * language, since a page that shows Traditional characters brings no dictionary.
 */
export interface PackPageData {
  /** The signed list of every file of the pack but index.html. */
  readonly manifest: string;
  /** The text of pack.json. */
  readonly document: string;
  /** Files that the page shows, base64 by name. */
  readonly files: Readonly<Record<string, string>>;
}

/** Largest clip that is put into the page itself; a phone's browser has to hold it some three times over. */
export const INLINE_CLIP_BYTES_MAX = 40 * 1024 * 1024;
