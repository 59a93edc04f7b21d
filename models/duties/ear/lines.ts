import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CATEGORIES, type Category } from '../../contract/ingest.ts';

/** A line written to learn from: what a presenter says while goods of a category are shown. */
export interface EarLine {
  readonly lang: 'zh-Hans' | 'zh-Hant' | 'en';
  readonly category: Category;
  /** Duties that it states. */
  readonly states: readonly string[];
  /** Duties that careful people could hear in it or not: nothing is learned of them here. */
  readonly maybe: readonly string[];
  /** Duties that it only looks like: it names the topic, and does not state it. */
  readonly alike: readonly string[];
  readonly text: string;
}

const cellsSchema = z.object({
  lang: z.enum(['zh-Hans', 'zh-Hant', 'en']),
  category: z.enum(CATEGORIES),
  text: z.string().min(1),
});

const dutiesOf = (
  cell: string,
  where: string,
  known: ReadonlySet<string>,
): Pick<EarLine, 'states' | 'maybe' | 'alike'> => {
  const names = cell === '-' ? [] : cell.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !known.has(name.replace(/^~|\?$/g, '')));
  if (unknown !== undefined) throw new Error(`${where}: there is no duty ${unknown}`);
  return {
    states: names.filter((name) => !/^~|\?$/.test(name)),
    maybe: names.filter((name) => name.endsWith('?')).map((name) => name.slice(0, -1)),
    alike: names.filter((name) => name.startsWith('~')).map((name) => name.slice(1)),
  };
};

/**
 * Lines written one by one: `lang category duties text`, parted by tabs.
 * @param known ids of all duties.
 * @throws Error naming file and line.
 */
export const parseEarLines = (file: string, text: string, known: ReadonlySet<string>): readonly EarLine[] =>
  text.split('\n').flatMap((raw, index) => {
    if (raw.trim() === '') return [];
    const where = `${file} line ${index + 1}`;
    const [lang, category, cell, words, ...more] = raw.split('\t');
    if (cell === undefined || words === undefined || more.length > 0)
      throw new Error(`${where} has not four columns`);
    const parsed = cellsSchema.safeParse({ lang, category, text: words });
    if (!parsed.success) throw new Error(`${where}: ${z.prettifyError(parsed.error)}`);
    return [{ ...parsed.data, ...dutiesOf(cell, where, known) }];
  });

/** Reads every .tsv of a folder; a text that stands twice counts once. */
export const readEarLines = (dir: string, known: ReadonlySet<string>): readonly EarLine[] => {
  const names = readdirSync(dir)
    .filter((name) => name.endsWith('.tsv'))
    .sort();
  const lines = names.flatMap((name) => parseEarLines(name, readFileSync(join(dir, name), 'utf8'), known));
  return [...new Map(lines.map((line) => [line.text, line])).values()];
};
