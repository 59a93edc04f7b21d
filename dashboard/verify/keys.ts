import { type NoteKey, openNote, parseVerifierKey } from '../../models/contract/log/note.ts';
import { parseManifest } from '../../models/contract/pack/manifest.ts';
import type { PackByCode } from '../../models/contract/pack/view.ts';

/** The keys that this server publishes; none where it cannot be reached, as when the page was saved. */
export const serverKeys = async (): Promise<NoteKey[] | undefined> => {
  try {
    const answer = await fetch('/api/log/key');
    if (!answer.ok) return undefined;
    const keys = (await answer.text()).split('\n').map(parseVerifierKey);
    const read = keys.filter((key) => key !== null);
    return read.length > 0 ? read : undefined;
  } catch {
    return undefined;
  }
};

export type FoundCode =
  | { readonly state: 'found'; readonly pack: PackByCode; readonly files: ReadonlyMap<string, string> }
  | { readonly state: 'none' | 'withheld' | 'away' | 'unsigned' };

/** The signed list of files of the pack of this code: their names by SHA-256. */
export const lookUpCode = async (code: string, keys: readonly NoteKey[] | undefined): Promise<FoundCode> => {
  try {
    const answer = await fetch(`/api/pack-codes/${encodeURIComponent(code)}`);
    if (answer.status === 404) return { state: 'none' };
    if (answer.status === 410) return { state: 'withheld' };
    if (!answer.ok) return { state: 'away' };
    const pack = (await answer.json()) as PackByCode;
    const opened = openNote(pack.manifest, keys ?? []);
    const manifest = opened.ok ? parseManifest(opened.text) : null;
    if (manifest === null || manifest.id !== pack.id) return { state: 'unsigned' };
    return { state: 'found', pack, files: new Map(manifest.files.map(({ sha256, name }) => [sha256, name])) };
  } catch {
    return { state: 'away' };
  }
};
