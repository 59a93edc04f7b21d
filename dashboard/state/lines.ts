import type { Part } from '../../models/contract/claim.ts';
import type { GapView, LineView, Moment } from '../../models/contract/moment.ts';

/** What a column of the moment shows: lines, gaps, and the moment itself where no line is it. */
export type Entry =
  | { readonly type: 'line'; readonly atMs: number; readonly line: LineView }
  | { readonly type: 'gap'; readonly atMs: number; readonly gap: GapView }
  | { readonly type: 'here'; readonly atMs: number };

/** Lines of one column with its gaps and, where no line is the moment itself, a rule that says where it lies. */
export const entriesOf = (moment: Moment, column: 'said' | 'typed'): Entry[] => {
  const mine = moment.lines.filter(({ source }) => (source === 'chat') === (column === 'typed'));
  const chosen = chosenIn(moment);
  const entries: Entry[] = mine.map((line) => ({ type: 'line', atMs: line.atMs, line }));
  if (column === 'said')
    entries.push(...moment.gaps.map((gap): Entry => ({ type: 'gap', atMs: gap.fromMs, gap })));
  if (!mine.some(({ utteranceId }) => chosen.has(utteranceId)))
    entries.push({ type: 'here', atMs: moment.atMs });
  return entries.sort((a, b) => a.atMs - b.atMs);
};

/** Where the words of the alert stand: of a claim over several lines a span in each. */
export const chosenSpans = ({ alert }: Moment): readonly Part[] =>
  alert.occurrences.flatMap(
    ({ utteranceId, start, end, parts }) =>
      parts ?? (utteranceId === undefined ? [] : [{ utteranceId, start, end }]),
  );

/** The lines that the alert is about. */
export const chosenIn = (moment: Moment): Set<string> =>
  new Set(chosenSpans(moment).map(({ utteranceId }) => utteranceId));

type ShownClaim = LineView['claims'][number];

/** Claims that have words in a line, wherever they end. */
export const claimsIn = ({ lines }: Moment, line: LineView): readonly ShownClaim[] => [
  ...line.claims,
  ...lines
    .filter(({ utteranceId }) => utteranceId !== line.utteranceId)
    .flatMap(({ claims }) =>
      claims.flatMap((claim) =>
        (claim.parts ?? [])
          .filter(({ utteranceId }) => utteranceId === line.utteranceId)
          .map(({ start, end }) => ({ ...claim, start, end })),
      ),
    ),
];
