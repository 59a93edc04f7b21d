import type { NoteKey } from '../log/note.ts';
import type { Sha256 } from '../log/sha256.ts';
import { formatManifest, type Manifest, openManifest } from './manifest.ts';
import { PAGE } from './names.ts';
import { isDataOf, manifestIn, splitPage } from './page.ts';
import type { PackParts, Reason } from './verify.ts';

/**
 * What became of index.html. `held`: it is the page of a version that the verifier knows, around the data of this very pack.
 * `unknown`: another version's page, or one that somebody changed; what it shows was not checked. `itself`: the page is what checks.
 */
export type PageState = 'held' | 'unknown' | 'itself';

export interface PageKnown {
  /** Of the pack, opened. */
  readonly manifest: Manifest;
  readonly keys: readonly NoteKey[];
  /** SHA-256 (hex) of the frames that the verifier knows. */
  readonly pages: readonly string[];
  readonly sha256: Sha256;
}

/** Whether the page carries a list of the very files, signed by a key of the pack. */
const isListed = (note: string, { manifest, keys }: PageKnown): boolean => {
  const opened = openManifest(note, keys);
  if (!opened.ok || opened.by.length === 0) return false;
  const files = manifest.files.filter(({ name }) => name !== PAGE);
  return formatManifest(opened.manifest) === formatManifest({ ...manifest, scope: 'page', files });
};

/** Holds index.html against the files of its pack, which have been compared with the signed list. */
export const checkPage = ({ scope, document, files }: PackParts, known: PageKnown): PageState | Reason => {
  if (scope === 'page') return 'itself';
  const page = files.get(PAGE);
  const parts = page === undefined ? null : splitPage(page, known.sha256);
  if (parts === null || !known.pages.includes(parts.frame)) return 'unknown';
  const manifest = manifestIn(parts.data);
  const fits =
    manifest !== null && isListed(manifest, known) && isDataOf(parts.data, { manifest, document, files });
  return fits ? 'held' : { code: 'page-other', file: PAGE };
};
