/** The files of a pack; every other name is refused, so that none can lie outside or stand twice. */
export const PAGE = 'index.html';
export const DOCUMENT = 'pack.json';
export const REPORT = 'report.pdf';
export const CLIP = 'clip.mp4';
export const MANIFEST = 'manifest';

/** A picture is named by its place among them; what was recorded and what a person brought, by its SHA-256. */
const FORMS: readonly RegExp[] = [
  /^index\.html$/,
  /^pack\.json$/,
  /^report\.pdf$/,
  /^clip\.mp4$/,
  /^pictures\/[1-9]\.png$/,
  /^segments\/[0-9a-f]{64}\.(ts|m4s|mp4|aac|m4a|bin)$/,
  /^exhibits\/[0-9a-f]{64}\.[a-z0-9]{1,5}$/,
  /^manifest$/,
];

const rankOf = (name: string): number => FORMS.findIndex((form) => form.test(name));

export const isPackName = (name: string): boolean => rankOf(name) >= 0;

/** The one order in which files stand: by kind as listed above, then by name. 0 only for the same name. */
export const compareNames = (a: string, b: string): number =>
  rankOf(a) - rankOf(b) || (a < b ? -1 : a > b ? 1 : 0);

export const pictureName = (place: number): string => `pictures/${place}.png`;
export const segmentName = (sha256: string, ending: string): string => `segments/${sha256}.${ending}`;
export const exhibitName = (sha256: string, ending: string): string => `exhibits/${sha256}.${ending}`;

/** Whether the file is named by the hash of its content, and by which. */
export const hashInName = (name: string): string | null =>
  /^(?:segments|exhibits)\/([0-9a-f]{64})\./.exec(name)?.[1] ?? null;
