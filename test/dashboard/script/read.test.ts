import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { leftOutNotes } from '../../../dashboard/script/left-out.ts';
import { readScript } from '../../../dashboard/script/read.ts';
import { FILE_BYTES_MAX, ReadRefused, type Refusal } from '../../../dashboard/script/refused.ts';
import type { Language } from '../../../dashboard/state/settings.ts';
import { catalogues } from '../../../dashboard/words/catalogue.ts';
import { docx, docxParts, type Grid, xlsx, xlsxParts, zip } from './files.ts';

const refusalOf = async (name: string, bytes: Uint8Array): Promise<Refusal | null> => {
  try {
    await readScript(name, bytes);
    return null;
  } catch (error) {
    if (error instanceof ReadRefused) return error.refusal;
    throw error;
  }
};
const textOf = async (name: string, bytes: Uint8Array): Promise<string> =>
  (await readScript(name, bytes)).rows.map(({ text }) => text).join('|');
const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

describe('a text file', () => {
  it.each<[string, Uint8Array, string]>([
    ['UTF-8', strToU8('这款茶😀'), '这款茶😀'],
    ['UTF-8 with its mark', strToU8('\ufeff这款茶'), '这款茶'],
    ['lines of Windows', strToU8('一\r\n二\r三'), '一\n二\n三'],
    ['UTF-16 by its mark', hex('ff fe d9 8f 3e 6b 36 83'), '这款茶'],
    ['the other UTF-16', hex('fe ff 8f d9 6b 3e 83 36'), '这款茶'],
    ['GB18030, as older Windows writes', hex('d5 e2 bf ee b2 e8 b5 c4 ba c3'), '这款茶的好'],
    ['Big5, as older Windows writes', hex('b3 6f b4 da aa ba af f9'), '這款的茶'],
  ])('in %s', async (_name, bytes, text) => {
    expect(await textOf('script.TXT', bytes)).toBe(text);
  });
});

describe('a Word document', () => {
  it('gives its paragraphs as lines', async () => {
    expect(await textOf('稿.docx', docx('第一句 & <好>', '', '第二句'))).toBe('第一句 & <好>\n\n第二句');
  });
  it('leaves out what was deleted in it, and the text of its tables in', async () => {
    const body =
      '<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>' +
      '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc></w:tr></w:tbl>';
    expect(await textOf('a.docx', zip(docxParts(body)))).toBe('留\n格');
  });
  it('names every part that holds text beside the running text, and no empty one', async () => {
    const text = (words: string): string => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`;
    const box = `<w:p><w:r><w:drawing><wps:txbx xmlns:wps="w"><w:txbxContent>${text('全网最低')}</w:txbxContent></wps:txbx></w:drawing></w:r></w:p>`;
    const part = (words: string): string => `<w:x xmlns:w="w">${words && text(words)}</w:x>`;
    const parts = {
      ...docxParts(text('正文') + box),
      'word/header1.xml': part('晚场'),
      'word/footer1.xml': part(''),
      'word/footnotes.xml': part('注'),
      'word/endnotes.xml': part('尾'),
      'word/comments.xml': part('改 & 问'),
    };
    const read = await readScript('a.docx', zip(parts));
    expect(read.unread).toEqual(['headers', 'footnotes', 'endnotes', 'comments', 'text-boxes']);
    const [note] = leftOutNotes(read, read.rows, catalogues['zh-Hans'].check);
    expect(note).toContain('页眉、脚注、尾注、批注、文本框');
    const plainOne = await readScript('a.docx', docx('正文'));
    expect(leftOutNotes(plainOne, plainOne.rows, catalogues.en.check)).toEqual([]);
  });
  it('resolves no entity from outside or inside', async () => {
    const parts = docxParts('<w:p><w:r><w:t>&boom;</w:t></w:r></w:p>');
    const head = '<!DOCTYPE w [<!ENTITY boom "最最最">]>';
    parts['word/document.xml'] = (parts['word/document.xml'] ?? '').replace('?>', `?>${head}`);
    const text = await textOf('a.docx', zip(parts)).catch(() => '');
    expect(text).not.toContain('最');
  });
});

describe('a workbook', () => {
  const HEADINGS: readonly Grid[number][] = [
    ['商品', '类目', '话术'],
    ['品名（必填）', '類目', '話術'],
    ['Product', 'Category ', 'SCRIPT'],
    ['商品名称', '品类', '口播稿'],
  ];
  it.each(HEADINGS.map((row) => [row] as const))('with the headings %j', async (heading) => {
    const read = await readScript('a.xlsx', xlsx({ 周五: [heading, ['山野茶', '食品', '好喝']] }));
    expect(read.rows).toEqual([
      { product: '山野茶', category: 'food', text: '好喝', place: { sheet: '周五', row: 2 } },
    ]);
  });

  it('may have its columns in any order, a title above, rows left blank, numbers, merged cells', async () => {
    const grid: Grid = [
      ['周五晚场脚本'],
      [],
      ['序号', '话术', '商品', '类目'],
      [1, '第一段', '茶', 'food'],
      [2, '第二段', null, null],
      [3, null, '空', 'food'],
      [],
      [4, 99, '膏', '神奇类目'],
    ];
    const read = await readScript('a.xlsx', xlsx({ 稿: grid, 备注: [['随便写写']] }));
    expect(read.rows).toEqual([
      { product: '茶', category: 'food', text: '第一段', place: { sheet: '稿', row: 4 } },
      { product: '茶', category: 'food', text: '第二段', place: { sheet: '稿', row: 5 } },
      {
        product: '膏',
        category: null,
        categoryWord: '神奇类目',
        text: '99',
        place: { sheet: '稿', row: 8 },
      },
    ]);
    expect(read.leftOut).toEqual(['备注']);
    expect(read.empty).toEqual([{ sheet: '稿', rows: [[6, 7]] }]);
    const notes = (language: Language): readonly string[] =>
      leftOutNotes(read, read.rows, catalogues[language].check);
    expect(notes('zh-Hans')).toEqual([
      '没有话术列、已略过的工作表：备注',
      '没有话术、已略过的行：稿 第 6–7 行',
      '不认识、按不指定类目检查的类目：“神奇类目”（稿 第 8 行）',
    ]);
    expect(notes('zh-Hant').slice(1)).toEqual([
      '沒有話術、已略過的列：稿 第 6–7 列',
      '不認識、按不指定類目檢查的類目：「神奇类目」（稿 第 8 列）',
    ]);
    expect(notes('en').slice(1)).toEqual([
      'Rows without a script, left out: 稿, rows 6–7',
      'Categories that are not known, checked without one: “神奇类目” (稿, row 8)',
    ]);
  });

  it('tells of each sheet its rows left out, not those after the last, and of categories until one is chosen', async () => {
    const heading = ['商品', '类目', '话术'];
    const ship = ['船', '宇宙飞船', '好'];
    const grid: Grid = [heading, ship, ['茶', '食品', ' '], ship, ['茶', '食品', null], [], [' ', null, '']];
    const read = await readScript('a.xlsx', xlsx({ 一: grid, 二: [heading, [], ship] }));
    const { check } = catalogues.en;
    expect(leftOutNotes(read, read.rows, check)).toEqual([
      'Rows without a script, left out: 一, rows 3, 5; 二, row 2',
      'Categories that are not known, checked without one: “宇宙飞船” (一, rows 2, 4; 二, row 3)',
    ]);
    const chosen = read.rows.map((row) => ({ ...row, category: 'other' }));
    expect(leftOutNotes(read, chosen, check)).toHaveLength(1);
    const many = Array.from({ length: 60 }, (_, at) => (at % 2 ? ['茶', '食品'] : ship));
    const gaps = await readScript('a.xlsx', xlsx({ 一: [heading, ...many] }));
    expect(leftOutNotes(gaps, gaps.rows, check)[0]).toMatch(/: 一, rows 3, 5, .*, 25…$/);
    const whole = await readScript('a.txt', strToU8('最好'));
    expect(leftOutNotes(whole, whole.rows, check)).toEqual([]);
  });

  it.each<[string, Record<string, Grid>, Refusal]>([
    [
      'a column is missing',
      { 稿: [[], ['商品', '话术'], ['茶', '好']] },
      { code: 'no-column', sheet: '稿', row: 2, columns: ['category'] },
    ],
    [
      'a column is missing in a second sheet',
      {
        一: [
          ['商品', '类目', '话术'],
          ['茶', '食品', '好'],
        ],
        二: [['话术'], ['好']],
      },
      { code: 'no-column', sheet: '二', row: 1, columns: ['product', 'category'] },
    ],
    [
      'no heading is known',
      {
        稿: [
          ['a', 'b'],
          ['茶', '好'],
        ],
      },
      { code: 'no-heading', sheet: '稿', row: 1 },
    ],
    ['it is empty', { 稿: [] }, { code: 'empty' }],
    ['it has headings alone', { 稿: [['商品', '类目', '话术']] }, { code: 'empty' }],
    [
      'it has too many rows',
      { 稿: [['商品', '类目', '话术'], ...Array.from({ length: 501 }, () => ['茶', '食品', '好'])] },
      { code: 'too-many-rows' },
    ],
  ])('is refused with its place where %s', async (_name, sheets, refusal) => {
    expect(await refusalOf('a.xlsx', xlsx(sheets))).toEqual(refusal);
  });
});

describe('refused, each for its own reason', () => {
  const OLD = hex('d0cf11e0a1b11ae1 00000000');
  const macro = 'application/vnd.ms-word.document.macroEnabled.main+xml';
  const body = '<w:p><w:r><w:t>好</w:t></w:r></w:p>';
  it.each<[string, string, Uint8Array, string]>([
    ['an old document', 'a.doc', OLD, 'old-or-locked'],
    ['an old workbook', 'a.xls', OLD, 'old-or-locked'],
    ['a document behind a password', 'a.docx', OLD, 'old-or-locked'],
    ['a name with macros', 'a.xlsm', xlsx({ 稿: [] }), 'macros'],
    ['macros under another name', 'a.docx', zip(docxParts(body, macro)), 'macros'],
    [
      'a macro in a part',
      'a.xlsx',
      zip({ ...xlsxParts({ 稿: [] }), 'xl/vbaProject.bin': new Uint8Array(9) }),
      'macros',
    ],
    ['a workbook named as a document', 'a.docx', xlsx({ 稿: [['x']] }), 'other-type'],
    ['a document named as text', 'a.txt', docx('好'), 'other-type'],
    ['any archive', 'a.docx', zip({ 'a.txt': 'x' }), 'unknown-type'],
    ['a picture', 'a.png', hex('89504e470d0a1a0a'), 'unknown-type'],
    ['a PDF', 'a.pdf', strToU8('%PDF-1.7'), 'unknown-type'],
    ['bytes that are no text', 'a.txt', hex('00ff80fe00'), 'not-text'],
    ['text named as a document', 'a.docx', strToU8('好'), 'damaged'],
    ['a torn document', 'a.docx', docx('好').slice(0, 200), 'damaged'],
    ['a document of no XML', 'a.docx', zip({ ...docxParts(body), 'word/document.xml': '<w:doc' }), 'damaged'],
    ['an empty file', 'a.txt', new Uint8Array(), 'empty'],
    ['a blank file', 'a.txt', strToU8(' \n'), 'empty'],
    ['a blank document', 'a.docx', docx(''), 'empty'],
    ['too long a text', 'a.txt', strToU8('好'.repeat(200_001)), 'too-long'],
    ['too large a file', 'a.txt', new Uint8Array(FILE_BYTES_MAX + 1), 'too-large'],
  ])('%s', async (_name, name, bytes, code) => {
    expect((await refusalOf(name, bytes))?.code).toBe(code);
  });

  it('a document that unfolds into far more than it is, whatever it claims', async () => {
    const bomb = zip({ ...docxParts(body), 'word/styles.xml': new Uint8Array(80 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refusalOf('a.docx', bomb)).toEqual({ code: 'too-much' });
    // The same with its claims forged: the sizes in the central directory say 10 bytes.
    const forged = bomb.slice();
    const view = new DataView(forged.buffer);
    for (let at = 0; at < forged.length - 46; at += 1)
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 1_000_000)
        view.setUint32(at + 24, 10, true);
    const before = process.memoryUsage().arrayBuffers;
    await refusalOf('a.docx', forged);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024);
  });

  it('an archive of very many parts', async () => {
    const parts = Object.fromEntries(Array.from({ length: 2_100 }, (_, n) => [`p${n}.bin`, 'x']));
    expect(await refusalOf('a.xlsx', zip(parts))).toEqual({ code: 'too-much' });
  });
});
