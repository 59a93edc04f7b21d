import { strToU8, type Zippable, zipSync } from 'fflate';

/** Office documents as small as they may be, made in memory. */
const ROOT_RELS = (target: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="${target}"/></Relationships>`;

const contentTypes = (part: string, type: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/${part}" ContentType="${type}"/></Types>`;

const xml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

export const zip = (parts: Record<string, string | Uint8Array>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ) as Zippable,
  );

export const docxParts = (body: string, type = WORD): Record<string, string> => ({
  '[Content_Types].xml': contentTypes('word/document.xml', type),
  '_rels/.rels': ROOT_RELS('word/document.xml'),
  'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
});

export const docx = (...paragraphs: string[]): Uint8Array =>
  zip(
    docxParts(
      paragraphs.map((text) => `<w:p><w:r><w:t xml:space="preserve">${xml(text)}</w:t></w:r></w:p>`).join(''),
    ),
  );

const letter = (column: number): string => String.fromCharCode(65 + column);

/** `null` leaves the cell out, as spreadsheets do. */
export type Grid = readonly (readonly (string | number | null)[])[];

const sheetXml = (grid: Grid): string => {
  const rows = grid.map((cells, row) => {
    const filled = cells.map((cell, column) => {
      const place = `${letter(column)}${row + 1}`;
      if (cell === null) return '';
      return typeof cell === 'number'
        ? `<c r="${place}"><v>${cell}</v></c>`
        : `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${xml(cell)}</t></is></c>`;
    });
    return filled.join('') ? `<row r="${row + 1}">${filled.join('')}</row>` : '';
  });
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.join('')}</sheetData></worksheet>`;
};

const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export const xlsxParts = (
  sheets: Readonly<Record<string, Grid>>,
  type = EXCEL,
): Record<string, string | Uint8Array> => {
  const names = Object.keys(sheets);
  const numbered = names.map((_name, at) => at + 1);
  return {
    '[Content_Types].xml': contentTypes('xl/workbook.xml', type),
    '_rels/.rels': ROOT_RELS('xl/workbook.xml'),
    'xl/workbook.xml': `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${REL}"><sheets>${names.map((name, at) => `<sheet name="${xml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${numbered.map((n) => `<Relationship Id="rId${n}" Type="${REL}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}</Relationships>`,
    ...Object.fromEntries(
      names.map((name, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheets[name] ?? [])]),
    ),
  };
};

export const xlsx = (sheets: Readonly<Record<string, Grid>>): Uint8Array => zip(xlsxParts(sheets));
