import { GROUPS } from '../../models/contract/kinds.ts';
import { f1, type Mistake, precision, type Report, recall, type Tally } from './score.ts';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(8);
const row = (name: string, counts: Tally): string =>
  `  ${name.padEnd(18)}${percent(precision(counts))}${percent(recall(counts))}   F1 ${f1(counts).toFixed(3)}   hit ${counts.hit}, missed ${counts.missed}, extra ${counts.extra}`;

const inOrder = (keys: Iterable<string>): string[] => {
  const order = [...Object.keys(GROUPS), '-'];
  const rank = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return [...keys].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
};

/** The line that sums a report up, with its lawful lines below. */
export const summary = (name: string, { micro, benign }: Report): readonly string[] => [
  row(name, micro),
  `  ${''.padEnd(18)}benign lines raised ${benign.raised} of ${benign.lines} (${percent(benign.lines === 0 ? 0 : benign.raised / benign.lines).trim()})`,
];

/** Figures by group, language and source. */
export const breakdown = (report: Report): readonly string[] =>
  Object.entries(report.by).flatMap(([name, tallies]) => [
    ` by ${name}`,
    ...inOrder(tallies.keys()).map((key) => row(key, tallies.get(key) as Tally)),
  ]);

/** What was raised (columns) where a group was missed (rows); `-` is nothing: of lawful lines, or raised in its place. */
export const confusion = ({ confused }: Report): readonly string[] => {
  const rows = inOrder(confused.keys());
  const columns = inOrder(new Set([...confused.values()].flatMap((counts) => [...counts.keys()])));
  if (rows.length === 0) return [' nothing confused'];
  const cell = (text: string): string => text.slice(0, 8).padStart(9);
  return [
    ' confusion: label (row), raised in its place (column)',
    `  ${''.padEnd(18)}${columns.map(cell).join('')}`,
    ...rows.map((label) => {
      const counts = confused.get(label);
      return `  ${label.padEnd(18)}${columns.map((column) => cell(String(counts?.get(column) ?? '·'))).join('')}`;
    }),
  ];
};

const mistake = ({ line, missed, extra }: Mistake): readonly string[] => [
  `  ${line.id} [${line.lang}, ${line.source}] ${line.text}`,
  ...(missed.length > 0 ? [`      missed ${missed.join(', ')}`] : []),
  ...extra.map(([group, claim]) =>
    claim
      ? `      extra ${group} (${claim.source.packId}/${claim.source.ruleId}: ${claim.quote})`
      : `      extra ${group}`,
  ),
];

/** The lines with the most groups missed or raised without ground. */
export const worst = ({ mistakes }: Report, count: number): readonly string[] =>
  count > 0 && mistakes.length > 0
    ? [' worst mistakes', ...mistakes.slice(0, count).flatMap((one) => mistake(one))]
    : [];
