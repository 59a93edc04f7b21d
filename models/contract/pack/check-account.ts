import { fromHex, toHex, utf8 } from '../log/bytes.ts';
import { sha256 } from '../log/sha256.ts';
import type { Records, Values } from '../log/verify-records.ts';
import type { PackAnswer, PackDocument, PackExhibit, PackFinding, PackPicture } from './documents.ts';
import { CLIP, hashInName, REPORT } from './names.ts';
import type { Reason } from './verify.ts';
import { checkWithheld } from './withheld.ts';

const findingFits = ({ leaf, article, basis, severity }: PackFinding, records: Records): Reason | null => {
  const record = records.get(leaf)?.leaf;
  if (record === undefined) return { code: 'account-without-record', leafIndex: leaf };
  if (record.kind === 'duty') return null;
  const fits =
    record.kind === 'claim' &&
    record.article === article &&
    record.basis === basis &&
    record.severity === severity;
  return fits ? null : { code: 'account-other', leafIndex: leaf };
};

/** An answer says what stands in its record, at the time at which that was received; one without a record proves nothing. */
const answerFits = (
  { leaf, text, at, to, withheld }: PackAnswer,
  records: Records,
  values: Values,
): Reason | null => {
  if (leaf === undefined) return { code: 'account-without-record' };
  const record = records.get(leaf);
  if (record === undefined) return { code: 'account-without-record', leafIndex: leaf };
  const said = values.get(leaf)?.text;
  const fits =
    record.leaf.kind === 'answer' &&
    record.leaf.receivedAt === at &&
    (withheld ? text === '' && said === undefined : text === said) &&
    (to === undefined || records.get(to)?.leaf.kind === 'answer');
  return fits ? null : { code: 'account-other', leafIndex: leaf };
};

/** Whether what is said of records is said of records that are there, and fits what stands in them. */
export const checkAccount = (document: PackDocument, records: Records, values: Values): Reason | null => {
  const { findings, duties, answers, subject, exhibits, withheld } = document;
  for (const finding of findings) {
    const bad = findingFits(finding, records);
    if (bad !== null) return bad;
  }
  for (const { leaf } of duties) {
    const record = records.get(leaf)?.leaf;
    if (record === undefined) return { code: 'account-without-record', leafIndex: leaf };
    if (record.kind !== 'duty') return { code: 'account-other', leafIndex: leaf };
  }
  for (const answer of answers) {
    const bad = answerFits(answer, records, values);
    if (bad !== null) return bad;
  }
  const told = new Set(answers.map(({ leaf }) => leaf));
  for (const [index, { leaf }] of records)
    if (leaf.kind === 'answer' && !told.has(index)) return { code: 'account-other', leafIndex: index };
  const bad = checkWithheld(withheld, records, values);
  if (bad !== null) return bad;
  const { fromMs, atMs, untilMs, mark } = subject;
  if (mark && records.get(mark.leaf)?.leaf.kind !== 'marker')
    return { code: 'account-without-record', leafIndex: mark.leaf };
  for (const { leaf, name } of exhibits)
    if (leaf !== undefined && values.get(leaf)?.name !== name)
      return { code: 'account-other', leafIndex: leaf, field: 'name' };
  return fromMs <= atMs && atMs <= untilMs ? null : { code: 'account-other' };
};

const segmentFits = (
  { leaf, file }: PackDocument['media'][number],
  records: Records,
  names: ReadonlySet<string>,
): Reason | null => {
  const record = records.get(leaf)?.leaf;
  if (record?.kind !== 'media') return { code: 'media-without-record', leafIndex: leaf };
  if (file === undefined) return null;
  // The manifest's check has compared the file with its own hash, and its name names the hash in the record.
  if (hashInName(file) !== record.sha256) return { code: 'media-other', leafIndex: leaf, file };
  return names.has(file) ? null : { code: 'file-missing', file };
};

const pictureFits = (
  { file, leaf, sha256: named, what }: PackPicture,
  texts: ReadonlyMap<number, string>,
  records: Records,
  names: ReadonlySet<string>,
): Reason | null => {
  const record = records.get(leaf)?.leaf;
  if (record === undefined) return { code: 'media-without-record', leafIndex: leaf, file };
  if (!names.has(file)) return { code: 'file-missing', file };
  const own =
    what === 'frame' && record.kind === 'media' ? record.sha256 : toHex(sha256(utf8(texts.get(leaf) ?? '')));
  return own === named ? null : { code: 'media-other', leafIndex: leaf, file };
};

const exhibitFits = (
  { file, sha256: named, bytes, leaf, type }: PackExhibit,
  records: Records,
  names: ReadonlySet<string>,
): Reason | null => {
  const where = file === undefined ? {} : { file };
  const record = leaf === undefined ? undefined : records.get(leaf)?.leaf;
  if (leaf !== undefined) {
    if (record?.kind !== 'exhibit') return { code: 'media-without-record', leafIndex: leaf, ...where };
    if (record.sha256 !== named || record.bytes !== bytes || (type !== undefined && record.type !== type))
      return { code: 'media-other', leafIndex: leaf, ...where };
  }
  // Without a file and without a record nothing is left of it.
  if (file === undefined) return leaf === undefined ? { code: 'media-without-record' } : null;
  // The manifest's check has compared the file with its own hash, and its name names the hash in the record.
  if (hashInName(file) !== named || fromHex(named, 32) === null) return { code: 'media-other', file };
  return names.has(file) ? null : { code: 'file-missing', file };
};

/** Whether segments, clip, pictures and exhibits belong to records of the pack, and are the files that the manifest names. */
export const checkMedia = (
  document: PackDocument,
  records: Records,
  names: ReadonlySet<string>,
): Reason | null => {
  const { media, clip, pictures, exhibits, leaves, subject } = document;
  const texts = new Map(leaves.map(({ index, text }) => [index, text]));
  for (const segment of media) {
    const bad = segmentFits(segment, records, names);
    if (bad !== null) return bad;
  }
  if ((clip !== null) !== names.has(CLIP)) return { code: 'media-other', file: CLIP };
  if (!names.has(REPORT)) return { code: 'file-missing', file: REPORT };
  const held = new Set(media.map(({ leaf }) => leaf));
  for (const leaf of clip?.of ?? [])
    if (!held.has(leaf)) return { code: 'media-without-record', leafIndex: leaf, file: CLIP };
  for (const picture of pictures) {
    const bad = pictureFits(picture, texts, records, names);
    if (bad !== null) return bad;
  }
  for (const exhibit of exhibits) {
    const bad = exhibitFits(exhibit, records, names);
    if (bad !== null) return bad;
  }
  const brought = new Set(exhibits.map(({ leaf }) => leaf));
  for (const { leaf } of subject.mark?.exhibits ?? [])
    if (!brought.has(leaf)) return { code: 'media-without-record', leafIndex: leaf };
  return strays(document, names);
};

/** Every file beside the fixed ones is spoken of. */
const strays = ({ media, pictures, exhibits }: PackDocument, names: ReadonlySet<string>): Reason | null => {
  const spoken = new Set([...media, ...pictures, ...exhibits].flatMap(({ file }) => file ?? []));
  for (const name of names)
    if (/^(pictures|segments|exhibits)\//.test(name) && !spoken.has(name))
      return { code: 'media-without-record', file: name };
  return null;
};
