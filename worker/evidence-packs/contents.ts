import { hash } from 'node:crypto';
import type { Bilingual } from '../../models/contract/claim.ts';
import { utf8 } from '../../models/contract/log/bytes.ts';
import { clockOf } from '../../models/contract/pack/clock.ts';
import type { PackPicture } from '../../models/contract/pack/documents.ts';
import { pictureName, segmentName } from '../../models/contract/pack/names.ts';
import { fill, packWords } from '../../models/contract/pack/words.ts';
import type { MediaDoc } from '../../models/store/media-documents.ts';
import type { PackRecords } from '../../models/store/pack-records.ts';
import type { MadeClip } from './clip.ts';

export const sha256Hex = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');

/** Most pictures: what a complaint form takes. */
const PICTURES_MAX = 9;
const CLAIMS_SHOWN = 3;

const ENDINGS: Readonly<Record<MediaDoc['container'], string>> = {
  mpegts: 'ts',
  mp4: 'm4s',
  adts: 'aac',
  unknown: 'bin',
};

/** Name of a segment's file in the pack. */
export const segmentFile = ({
  sha256,
  container,
  form,
}: Pick<MediaDoc, 'sha256' | 'container' | 'form'>): string =>
  segmentName(sha256 ?? '', form === 'init' ? 'mp4' : ENDINGS[container]);

/** Records of media by the hash that they name. */
export const mediaLeaves = (decoded: PackRecords['decoded']): ReadonlyMap<string, number> => {
  const leaves = new Map<string, number>();
  for (const [index, leaf] of decoded)
    if (leaf.kind === 'media' && !leaves.has(leaf.sha256)) leaves.set(leaf.sha256, index);
  return leaves;
};

const both = (name: 'claimed' | 'context' | 'listing' | 'coverage' | 'how'): Bilingual => ({
  zh: packWords.zh[name],
  en: packWords.en[name],
});
const frameSays = (atMs: number): Bilingual => {
  const clock = clockOf(atMs);
  return {
    zh: fill('开播后 {clock} 的画面', { clock }),
    en: fill('The picture {clock} into the broadcast', { clock }),
  };
};

export interface PictureWanted {
  readonly records: PackRecords;
  readonly clip: MadeClip | null;
  readonly leafOfHash: ReadonlyMap<string, number>;
  /** Broadcast time of the moment, ms. */
  readonly atMs: number;
}

/** Which pictures there are, in order, each with the record and the hash that it comes from; and the frames that some are made of. */
export const picturesOf = ({ records, clip, leafOfHash, atMs }: PictureWanted) => {
  const pictures: PackPicture[] = [];
  const frames: Record<string, Uint8Array> = {};
  const textOf = new Map(records.leaves.map(({ index, text }) => [index, text]));
  const hashOf = (leaf: number): string => sha256Hex(utf8(textOf.get(leaf) ?? ''));
  const add = (leaf: number, sha256: string, what: PackPicture['what'], says: Bilingual): string => {
    const file = pictureName(pictures.length + 1);
    if (pictures.length < PICTURES_MAX) pictures.push({ file, leaf, sha256, what, says });
    return file;
  };
  for (const { atMs: at, piece, png } of clip?.frames ?? []) {
    const leaf = leafOfHash.get(piece.sha256 ?? '');
    if (leaf !== undefined) frames[add(leaf, piece.sha256 ?? '', 'frame', frameSays(at))] = png;
  }
  for (const { leaf } of records.findings.slice(0, CLAIMS_SHOWN))
    add(leaf, hashOf(leaf), 'claim', both('claimed'));
  const said = nearestUtterance(records, atMs);
  add(said ?? 0, hashOf(said ?? 0), 'words', both('context'));
  const product = [...records.decoded].findLast(
    ([, leaf]) => leaf.kind === 'product' && leaf.atMs <= atMs + 30_000,
  )?.[0];
  if (product !== undefined) add(product, hashOf(product), 'product', both('listing'));
  // Where there is no place for it the others say enough.
  if (pictures.length < PICTURES_MAX - 1) {
    const gap = [...records.decoded].find(([, { kind }]) => kind === 'gap')?.[0];
    const told = gap ?? said ?? 0;
    add(told, hashOf(told), 'heard', both('coverage'));
  }
  add(0, hashOf(0), 'place', both('how'));
  return { pictures, frames };
};

/** The sentence that the first finding rests on, or else the one nearest to the moment. */
const nearestUtterance = ({ decoded, findings }: PackRecords, atMs: number): number | undefined => {
  const first = decoded.get(findings[0]?.leaf ?? -1);
  if (first?.kind === 'claim') return first.of;
  const said = [...decoded].filter(([, leaf]) => leaf.kind === 'utterance' && leaf.source !== 'chat');
  return said.sort(([, a], [, b]) => Math.abs(a.atMs - atMs) - Math.abs(b.atMs - atMs))[0]?.[0];
};
