import { CHECK_UNITS_MAX } from '../../models/contract/check.ts';
import { type OfficeType, openOffice } from './archive.ts';
import { type Sheet, tableOf } from './columns.ts';
import { decodeText } from './decode.ts';
import { unreadParts } from './docx-parts.ts';
import { FILE_BYTES_MAX, ReadRefused } from './refused.ts';
import type { ScriptRead } from './rows.ts';

/** How files begin: a zip archive (APPNOTE 4.3.7), and the container of .doc and .xls, or of what has a password (MS-CFB 2.2). */
const ZIP = [0x50, 0x4b];
const OLD = [0xd0, 0xcf, 0x11, 0xe0];
const beginsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, at) => bytes[at] === byte);

const endingOf = (name: string): string => /\.([^.]+)$/.exec(name.trim())?.[1]?.toLowerCase() ?? '';

const docxText = async (bytes: Uint8Array): Promise<string> => {
  const { extractRawText } = (await import('mammoth')).default;
  const buffer = bytes.slice().buffer;
  // Its builds for Node and for browsers name the same argument differently.
  const input = { buffer, arrayBuffer: buffer } as unknown as { arrayBuffer: ArrayBuffer };
  const { value } = await extractRawText(input);
  return value.replace(/\n{2}/g, '\n').trim();
};

const xlsxSheets = async (bytes: Uint8Array): Promise<Sheet[]> => {
  const { default: readXlsx } = await import('read-excel-file/universal');
  const sheets = await readXlsx(bytes.slice().buffer);
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data as Sheet['rows'] }));
};

const whole = (text: string): ScriptRead => {
  if (text.trim() === '') throw new ReadRefused({ code: 'empty' });
  return { rows: [{ product: '', category: null, text }], leftOut: [], empty: [] };
};

const readOffice = async (ending: string, file: Uint8Array): Promise<ScriptRead> => {
  const { type, bytes, parts } = openOffice(file);
  if (type === 'other') throw new ReadRefused({ code: 'unknown-type' });
  if (type !== ending) throw new ReadRefused({ code: 'other-type', named: `.${ending}`, found: `.${type}` });
  try {
    if (type === 'xlsx') return tableOf(await xlsxSheets(bytes));
    const text = await docxText(bytes);
    return { ...whole(text), unread: unreadParts(parts, text) };
  } catch (error) {
    throw error instanceof ReadRefused ? error : new ReadRefused({ code: 'damaged' });
  }
};

const isOffice = (ending: string): ending is OfficeType => ending === 'docx' || ending === 'xlsx';

/**
 * Reads a script out of a file: txt or docx as one text, xlsx one row a product.
 * @throws ReadRefused that says why, and where
 */
export const readScript = async (name: string, file: Uint8Array): Promise<ScriptRead> => {
  if (file.length > FILE_BYTES_MAX) throw new ReadRefused({ code: 'too-large' });
  if (file.length === 0) throw new ReadRefused({ code: 'empty' });
  const ending = endingOf(name);
  if (/^(doc|xls|dot|xlt|ppt)[mb]$/.test(ending)) throw new ReadRefused({ code: 'macros' });
  if (/^(doc|xls|dot|xlt)$/.test(ending) || beginsWith(file, OLD))
    throw new ReadRefused({ code: 'old-or-locked' });
  const read = await (async () => {
    if (beginsWith(file, ZIP)) return readOffice(ending, file);
    if (isOffice(ending)) throw new ReadRefused({ code: 'damaged' });
    if (ending !== 'txt') throw new ReadRefused({ code: 'unknown-type' });
    return whole(decodeText(file));
  })();
  const units = read.rows.reduce((sum, { text }) => sum + text.length, 0);
  if (units > CHECK_UNITS_MAX) throw new ReadRefused({ code: 'too-long' });
  return read;
};
