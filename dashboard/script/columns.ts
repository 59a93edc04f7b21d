import { CHECK_ROWS_MAX } from '../../models/contract/check.ts';
import { categoryNamed, plainWord } from './categories.ts';
import { COLUMNS, type Column, ReadRefused } from './refused.ts';
import { type ReadRow, type ScriptRead, stretchesOfRows } from './rows.ts';

export type Cell = string | number | boolean | Date | null | undefined;
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

/** A heading may stand below a title and a note or two. */
const HEADING_ROWS = 10;

const HEADINGS: Readonly<Record<Column, string>> = {
  product:
    '商品 商品名 商品名称 商品名稱 品名 产品 产品名 产品名称 產品 產品名 產品名稱 product products productname item itemname',
  category:
    '类目 类别 品类 分类 商品类目 商品分类 产品类目 類目 類別 品類 分類 商品類目 商品分類 產品類目 category categories',
  text: '话术 脚本 口播 口播稿 文案 台词 话术内容 脚本内容 直播话术 直播脚本 話術 腳本 台詞 話術內容 腳本內容 直播話術 直播腳本 script scripts text copy lines',
};

const COLUMN_OF: ReadonlyMap<string, Column> = new Map(
  COLUMNS.flatMap((column) => HEADINGS[column].split(' ').map((word) => [word, column] as const)),
);

const textOf = (cell: Cell): string => {
  if (cell === null || cell === undefined) return '';
  return (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell))
    .replace(/\r\n?/g, '\n')
    .trim();
};

interface Heading {
  /** Counted from 0. */
  readonly at: number;
  readonly places: ReadonlyMap<Column, number>;
}

const headingIn = (row: readonly Cell[], at: number): Heading => {
  const places = new Map<Column, number>();
  for (const [index, cell] of row.entries()) {
    const column = COLUMN_OF.get(plainWord(textOf(cell)));
    if (column && !places.has(column)) places.set(column, index);
  }
  return { at, places };
};

/** The row among the first that names the most columns. */
const headingOf = ({ rows }: Sheet): Heading | null => {
  const candidates = rows.slice(0, HEADING_ROWS).map(headingIn);
  const [best] = candidates.sort((a, b) => b.places.size - a.places.size || a.at - b.at);
  return best && best.places.size > 0 ? best : null;
};

const isBlankRow = (row: readonly Cell[]): boolean => row.every((cell) => textOf(cell) === '');
const isBlank = ({ rows }: Sheet): boolean => rows.every(isBlankRow);

interface SheetRead {
  readonly rows: readonly ReadRow[];
  /** Numbers, from 1, of the rows without a script. */
  readonly empty: readonly number[];
}

const readSheet = (sheet: Sheet, { at, places }: Heading): SheetRead => {
  const columns = COLUMNS.filter((column) => !places.has(column));
  if (columns.length > 0)
    throw new ReadRefused({ code: 'no-column', sheet: sheet.name, row: at + 1, columns });
  const cell = (row: readonly Cell[], column: Column): string => textOf(row[places.get(column) ?? -1]);
  const read: ReadRow[] = [];
  const empty: number[] = [];
  const end = sheet.rows.findLastIndex((row) => !isBlankRow(row));
  // Cells that are merged downwards hold their value in the first row alone.
  let above = { product: '', word: '' };
  for (const [index, row] of sheet.rows.entries()) {
    if (index <= at || index > end) continue;
    const product = cell(row, 'product');
    const word = cell(row, 'category');
    above = product === '' ? { product: above.product, word: word || above.word } : { product, word };
    const text = cell(row, 'text');
    if (text === '') {
      empty.push(index + 1);
      continue;
    }
    const category = categoryNamed(above.word);
    read.push({
      product: above.product,
      category,
      ...(above.word && !category && { categoryWord: above.word }),
      text,
      place: { sheet: sheet.name, row: index + 1 },
    });
  }
  return { rows: read, empty };
};

/**
 * The scripts of a workbook, one row a product.
 * @throws ReadRefused `no-heading` and `no-column` with sheet and row; `empty`; `too-many-rows`
 */
export const tableOf = (sheets: readonly Sheet[]): ScriptRead => {
  const filled = sheets.filter((sheet) => !isBlank(sheet));
  const [first] = filled;
  if (!first) throw new ReadRefused({ code: 'empty' });
  const headed = filled.flatMap((sheet) => {
    const heading = headingOf(sheet);
    return heading ? [{ sheet, heading }] : [];
  });
  if (headed.length === 0) throw new ReadRefused({ code: 'no-heading', sheet: first.name, row: 1 });
  const reads = headed.map(({ sheet, heading }) => ({ sheet: sheet.name, ...readSheet(sheet, heading) }));
  const rows = reads.flatMap((read) => read.rows);
  if (rows.length === 0) throw new ReadRefused({ code: 'empty' });
  if (rows.length > CHECK_ROWS_MAX) throw new ReadRefused({ code: 'too-many-rows' });
  const names = new Set(headed.map(({ sheet }) => sheet.name));
  return {
    rows,
    leftOut: filled.map(({ name }) => name).filter((name) => !names.has(name)),
    empty: reads.flatMap(({ sheet, empty }) =>
      empty.length > 0 ? [{ sheet, rows: stretchesOfRows(empty) }] : [],
    ),
  };
};
