import { type NoteKey, type NoteRefusal, openNote, originOf } from '../log/note.ts';
import { isPackName } from './names.ts';
import { ZIP_FILES_MAX } from './zip.ts';

/** What a manifest says of one file. */
export interface ManifestLine {
  readonly name: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** `pack`: every file but the manifest itself. `page`: those beside index.html, since no file can hold its own hash. */
export const MANIFEST_SCOPES = ['pack', 'page'] as const;
export type ManifestScope = (typeof MANIFEST_SCOPES)[number];

export interface Manifest {
  readonly publicId: string;
  readonly scope: ManifestScope;
  /** Id of the pack. */
  readonly id: string;
  readonly files: readonly ManifestLine[];
}

/** First line of what is signed: no checkpoint has it, so that neither signature can pass for the other. */
export const manifestOrigin = (publicId: string, scope: ManifestScope): string =>
  `${originOf(publicId)}/${scope}`;

/** The text that is signed: origin, id, then size, SHA-256 and name of each file, a line each. */
export const formatManifest = ({ publicId, scope, id, files }: Manifest): string =>
  `${[
    manifestOrigin(publicId, scope),
    id,
    ...files.map(({ name, bytes, sha256 }) => `${bytes} ${sha256} ${name}`),
  ].join('\n')}\n`;

const ORIGIN = /^livewitness\/([A-Za-z0-9_-]{22})\/(pack|page)$/;
const LINE = /^(0|[1-9][0-9]{0,9}) ([0-9a-f]{64}) (\S{1,120})$/;

/** Reads a manifest's text; `null` when it is none. */
export const parseManifest = (text: string): Manifest | null => {
  const [origin = '', id = '', ...lines] = text.slice(0, -1).split('\n');
  const [, publicId, scope] = ORIGIN.exec(origin) ?? [];
  if (publicId === undefined || !/^[A-Za-z0-9_-]{22}$/.test(id) || lines.length > ZIP_FILES_MAX) return null;
  const files: ManifestLine[] = [];
  for (const line of lines) {
    const [, bytes = '', sha256 = '', name = ''] = LINE.exec(line) ?? [];
    if (!isPackName(name)) return null;
    files.push({ name, bytes: Number(bytes), sha256 });
  }
  const manifest: Manifest = { publicId, scope: scope as ManifestScope, id, files };
  // One spelling only: what is compared is the text.
  return formatManifest(manifest) === text ? manifest : null;
};

export type OpenedManifest =
  | { readonly ok: true; readonly manifest: Manifest; readonly by: readonly NoteKey[] }
  | { readonly ok: false; readonly code: NoteRefusal | 'manifest-malformed' };

/** Opens the signed note with these keys. */
export const openManifest = (note: string, keys: readonly NoteKey[]): OpenedManifest => {
  const opened = openNote(note, keys);
  if (!opened.ok) return opened;
  const manifest = parseManifest(opened.text);
  return manifest === null
    ? { ok: false, code: 'manifest-malformed' }
    : { ok: true, manifest, by: opened.by };
};
