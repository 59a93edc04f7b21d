import { toHex, utf8 } from '../../models/contract/log/bytes.ts';
import { decodeLeaf } from '../../models/contract/log/leaf.ts';
import { leafHash } from '../../models/contract/log/merkle.ts';
import type { ShownLeaf } from '../../models/contract/log/page.ts';
import type { PublicRecords } from '../../models/store/public-records.ts';

/** Records as the public may read them: of what is not for it the hash, so that the log still verifies whole. */
export const leavesForPublic = (
  texts: readonly string[],
  from: number,
  records: PublicRecords,
): readonly ShownLeaf[] =>
  texts.map((text, i) => {
    const decoded = decodeLeaf(text);
    if (decoded.ok && records.shows(from + i, decoded.leaf)) return text;
    return { hash: toHex(leafHash(utf8(text))) };
  });
