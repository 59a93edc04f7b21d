import type { DocxPart } from './docx-parts.ts';
import { type ReadRow, type ScriptRead, type SheetRows, stretchesOfRows } from './rows.ts';

/** Stretches of rows, and categories, that are named at most: whoever left more open sees the pattern by then. */
const NAMED_MAX = 12;

/** Words of a catalogue, and how it puts things in a row. */
export interface LeftOutWords {
  readonly listComma: string;
  readonly write: {
    readonly leftOut: (sheets: string) => string;
    readonly unread: (parts: string) => string;
    readonly unreadPart: Readonly<Record<DocxPart, string>>;
    readonly emptyRows: (places: string) => string;
    readonly unknownCategories: (categories: string) => string;
    readonly unknownIn: (word: string, places: string) => string;
    readonly places: (sheet: string, rows: string, several: boolean) => string;
    readonly placesComma: string;
  };
}

type Told = Pick<ReadRow, 'categoryWord' | 'place'> & { readonly category: string | null };

const placesOf = (all: readonly SheetRows[], { listComma, write }: LeftOutWords): string =>
  all
    .map(({ sheet, rows }) => {
      const named = rows
        .slice(0, NAMED_MAX)
        .map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
      const several = rows.length > 1 || rows.some(([first, last]) => first !== last);
      return write.places(sheet, named.join(listComma) + (rows.length > NAMED_MAX ? '…' : ''), several);
    })
    .join(write.placesComma);

/** The rows of each category that is not known, while nobody has chosen another for them. */
const unknownIn = (rows: readonly Told[]): readonly (readonly [word: string, places: SheetRows[]])[] => {
  const found = new Map<string, Map<string, number[]>>();
  for (const { place, categoryWord, category } of rows) {
    if (!place || !categoryWord || category) continue;
    const sheets = found.get(categoryWord) ?? new Map<string, number[]>();
    found.set(categoryWord, sheets.set(place.sheet, [...(sheets.get(place.sheet) ?? []), place.row]));
  }
  return [...found].map(([word, sheets]) => [
    word,
    [...sheets].map(([sheet, numbers]) => ({ sheet, rows: stretchesOfRows(numbers) })),
  ]);
};

/** What of a file was not taken as it stands there, each in a sentence: sheets, rows and parts left out, categories that are not known. */
export const leftOutNotes = (
  { leftOut, empty, unread = [] }: Omit<ScriptRead, 'rows'>,
  rows: readonly Told[],
  words: LeftOutWords,
): readonly string[] => {
  const { listComma, write } = words;
  const unknown = unknownIn(rows);
  const named = unknown
    .slice(0, NAMED_MAX)
    .map(([word, places]) => write.unknownIn(word, placesOf(places, words)))
    .join(write.placesComma);
  return [
    ...(unread.length > 0
      ? [write.unread(unread.map((part) => write.unreadPart[part]).join(listComma))]
      : []),
    ...(leftOut.length > 0 ? [write.leftOut(leftOut.join(listComma))] : []),
    ...(empty.length > 0 ? [write.emptyRows(placesOf(empty, words))] : []),
    ...(named ? [write.unknownCategories(named + (unknown.length > NAMED_MAX ? '…' : ''))] : []),
  ];
};
