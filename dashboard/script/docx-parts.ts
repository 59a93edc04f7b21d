/** What of a Word document stands beside its running text, and is not read with it. */
export const DOCX_PARTS = [
  'headers',
  'footers',
  'footnotes',
  'endnotes',
  'comments',
  'text-boxes',
  'diagrams',
  'embedded',
] as const;
export type DocxPart = (typeof DOCX_PARTS)[number];

/** Parts by their names in the package (ECMA-376, part 1, 11.3). */
const BY_NAME: readonly (readonly [name: RegExp, part: DocxPart])[] = [
  [/^word\/header\d*\.xml$/i, 'headers'],
  [/^word\/footer\d*\.xml$/i, 'footers'],
  [/^word\/footnotes\.xml$/i, 'footnotes'],
  [/^word\/endnotes\.xml$/i, 'endnotes'],
  [/^word\/comments\.xml$/i, 'comments'],
  [/^word\/diagrams\/data\d*\.xml$/i, 'diagrams'],
  [/^word\/afchunk[^/]*$/i, 'embedded'],
];

const TEXT = /<(?:w|a):t(?:\s[^>]*)?>([^<]*)<\/(?:w|a):t>/g;
const BOX = /<w:txbxContent(?:\s[^>]*)?>([\s\S]*?)<\/w:txbxContent>/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const bare = (text: string): string => text.replace(/\s+/g, '');

/** The text of a stretch of markup, without its spaces. */
const textIn = (xml: string): string =>
  bare([...xml.matchAll(TEXT)].map(([, text = '']) => text).join('')).replace(
    /&(amp|lt|gt|quot|apos);/g,
    (_, name: string) => ENTITIES[name] ?? '',
  );

/** Which parts of a Word document hold text that is not in what was read of it. */
export const unreadParts = (
  parts: Readonly<Record<string, Uint8Array>>,
  read: string,
): readonly DocxPart[] => {
  const decoder = new TextDecoder();
  const found = new Set<DocxPart>();
  const known = bare(read);
  for (const [name, bytes] of Object.entries(parts)) {
    const part = BY_NAME.find(([pattern]) => pattern.test(name))?.[1];
    // What is put in from another file is of a kind of its own, and holds text whatever its markup.
    if (part === 'embedded' || (part && textIn(decoder.decode(bytes)) !== '')) found.add(part);
  }
  const body = decoder.decode(parts['word/document.xml'] ?? new Uint8Array());
  for (const [, box = ''] of body.matchAll(BOX)) {
    const text = textIn(box);
    if (text !== '' && !known.includes(text)) found.add('text-boxes');
  }
  return DOCX_PARTS.filter((part) => found.has(part));
};
