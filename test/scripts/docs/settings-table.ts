import type { z } from 'zod';
import * as server from '../../../server/config.ts';
import * as worker from '../../../worker/config.ts';

type Shape = Readonly<Record<string, z.ZodType>>;

const PROCESSES: readonly { readonly name: string; readonly shape: Shape }[] = [
  { name: 'server', shape: server.environment.shape },
  { name: 'worker', shape: worker.environment.shape },
];

/** A default as a person would type it. */
const typed = (value: unknown): string => {
  if (value === true) return '`1`';
  if (value === false) return '`0`';
  if (Array.isArray(value) || value === '') return 'none';
  return `\`${String(value)}\``;
};

const defaultOf = (field: z.ZodType): string => {
  const { otherwise } = field.meta() ?? {};
  if (typeof otherwise === 'string') return otherwise;
  const without = field.safeParse(undefined);
  return without.success ? typed(without.data) : 'must be given';
};

interface Row {
  readonly name: string;
  readonly by: string;
  readonly fallback: string;
  readonly meaning: string;
}

const rowsOf = ({ name: by, shape }: (typeof PROCESSES)[number]): Row[] =>
  Object.entries(shape).map(([name, field]) => ({
    name,
    by,
    fallback: defaultOf(field),
    meaning: String(field.meta()?.description ?? ''),
  }));

/** What both processes read alike stands in one row. */
const joined = (rows: readonly Row[]): Row[] => {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const other = found.get(row.name);
    if (!other) found.set(row.name, row);
    else {
      if (other.meaning !== row.meaning)
        throw new Error(`${row.name} means one thing to the ${other.by}, another to the ${row.by}`);
      const fallback =
        other.fallback === row.fallback
          ? row.fallback
          : `${other.by}: ${other.fallback}; ${row.by}: ${row.fallback}`;
      found.set(row.name, { ...row, by: `${other.by}, ${row.by}`, fallback });
    }
  }
  return [...found.values()];
};

/** The table of settings as `docs/operations.md` shows it, made from what the processes read. */
export const settingsTable = (): string =>
  [
    '| variable | read by | default | meaning |',
    '|---|---|---|---|',
    ...joined(PROCESSES.flatMap(rowsOf)).map(
      ({ name, by, fallback, meaning }) => `| \`${name}\` | ${by} | ${fallback} | ${meaning} |`,
    ),
  ].join('\n');
