import { endingOfType } from '../../models/contract/exhibit.ts';
import type { PackExhibit, PackSubject } from '../../models/contract/pack/documents.ts';
import { exhibitName } from '../../models/contract/pack/names.ts';
import type { MediaFiles } from '../../models/store/media-files.ts';
import type { PackRecords } from '../../models/store/pack-records.ts';

/** Bytes of exhibits that a pack holds at most: pictures and papers of a purchase, and a short recording. */
export const EXHIBITS_BYTES_MAX = 64 * 1024 * 1024;

/** What was brought to the mark, as the pack says it, and the files of it that it holds: in the order in which they came, while there is room. */
export const packExhibits = async (
  { decoded, reveals }: Pick<PackRecords, 'decoded' | 'reveals'>,
  { mark }: PackSubject,
  media: MediaFiles,
): Promise<{ readonly exhibits: PackExhibit[]; readonly files: ReadonlyMap<string, Uint8Array> }> => {
  const names = new Map(reveals.flatMap((one) => (one.field === 'name' ? [[one.leaf, one.value]] : [])));
  const files = new Map<string, Uint8Array>();
  const exhibits: PackExhibit[] = [];
  let total = 0;
  for (const { leaf: index, atMs, by } of mark?.exhibits ?? []) {
    const leaf = decoded.get(index);
    if (leaf?.kind !== 'exhibit') continue;
    const { sha256, bytes, type } = leaf;
    const fits = total + bytes <= EXHIBITS_BYTES_MAX;
    const content = fits ? await media.read(sha256) : null;
    const file = exhibitName(sha256, endingOfType(type));
    if (content) {
      files.set(file, content);
      total += bytes;
    }
    exhibits.push({
      ...(content && { file }),
      name: names.get(index) ?? '',
      ...{ bytes, sha256, type, at: leaf.receivedAt, leaf: index },
      ...(atMs !== undefined && { atMs }),
      ...(by !== undefined && { placedBy: by }),
    });
  }
  return { exhibits, files };
};
