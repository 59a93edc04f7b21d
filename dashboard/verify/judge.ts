import { toHex } from '../../models/contract/log/bytes.ts';
import { sha256 } from '../../models/contract/log/sha256.ts';
import { type PackResult, verifyPack } from '../../models/contract/log/verify.ts';
import { textOf } from '../../models/contract/pack/text.ts';
import { type Pack2Result, type VerifyOptions, verifyPackZip } from '../../models/contract/pack/verify.ts';

/** What became of a file that somebody put in. */
export type Judged =
  | {
      readonly type: 'zip';
      readonly bytes: Uint8Array;
      readonly result: Pack2Result;
    }
  | { readonly type: 'json'; readonly result: PackResult }
  /** One file of a pack, to be compared by its hash. */
  | { readonly type: 'part'; readonly sha256: string };

/** What files are held against here. */
export type CheckOptions = Pick<VerifyOptions, 'trusted' | 'pages'>;

const ZIP_MARK = 0x50;
/** Files that a pack hands out one by one. */
const PARTS = [/^%PDF-/, /^\x89PNG/, /^.{4}ftyp/s];

/** Checks a pack with the keys that are trusted here; without any it is said that none was compared. */
export const judgeZip = (bytes: Uint8Array, options: CheckOptions): Extract<Judged, { type: 'zip' }> => ({
  type: 'zip',
  bytes,
  result: verifyPackZip(bytes, options),
});

const parsed = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
};

/** Judges whatever somebody put in: a whole pack, a pack of the first form, or one file of a pack. */
export const judgeFile = (bytes: Uint8Array, options: CheckOptions): Judged => {
  const start = String.fromCharCode(...bytes.subarray(0, 16));
  if (bytes[0] !== ZIP_MARK && PARTS.some((mark) => mark.test(start)))
    return { type: 'part', sha256: toHex(sha256(bytes)) };
  if (/^\s*\{/.test(start))
    return { type: 'json', result: verifyPack(parsed(textOf(bytes)), options.trusted) };
  return judgeZip(bytes, options);
};
