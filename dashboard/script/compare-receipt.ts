import { type CheckRow, checkedText, RECEIPT_FORMAT } from '../../models/contract/check.ts';
import { toHex, utf8 } from '../../models/contract/log/bytes.ts';
import { sha256 } from '../../models/contract/log/sha256.ts';

/** Receipts are under 1 KiB. */
const RECEIPT_BYTES_MAX = 64 * 1024;

export type Compared = 'same' | 'other' | 'not-one';

const hashIn = (text: string): string | null => {
  try {
    const receipt = JSON.parse(text) as { format?: unknown; text?: { sha256?: unknown } };
    const hash = receipt?.text?.sha256;
    return receipt?.format === RECEIPT_FORMAT && typeof hash === 'string' ? hash : null;
  } catch {
    return null;
  }
};

/** Holds a receipt against a script: whether its hash is that of these rows. */
export const compareReceipt = async (file: Blob, rows: readonly CheckRow[]): Promise<Compared> => {
  const hash = file.size > RECEIPT_BYTES_MAX ? null : hashIn(await file.text());
  if (!hash) return 'not-one';
  return toHex(sha256(utf8(checkedText(rows)))) === hash ? 'same' : 'other';
};
