import { openWholeJudge, type WholeJudge } from '../models/text/open.ts';
import { endWith, Misuse, readTyped } from './arguments/misuse.ts';
import { evaluateDuties } from './evaluate/duties/run.ts';
import { type Line, readLines, utteranceOf } from './evaluate/lines.ts';
import { f1, foundIn, measure, precision, type Report, recall, type Tally } from './evaluate/score.ts';
import { breakdown, confusion, summary, worst } from './evaluate/tables.ts';
import { createWordList } from './evaluate/word-list.ts';

const HELP = `npm run evaluate -- FILE... [--worst N] [--json] [--rules]
npm run evaluate -- duties FILE... [--worst N] [--json]   (see npm run evaluate -- duties --help)

Judges labelled lines and prints precision, recall and F1 by group, language and source, false alarms on benign
lines, a confusion table and the worst mistakes; beside them what a plain list of the packs' words finds.
A line of a FILE is JSON: {id, lang, source, text, required: [group], allowed: [group], role?, category?}. Of a FILE
that ends in .tsv (models/text/training/written) the lines are measured that are held out from training.

A group in "required" must be found (verdict flag or review), one in "allowed" is passed over, any other is a false
alarm. "terms" and "prohibited" count as false alarms on lines without labels only; "viewer-signal" is not scored.
Several files are also measured together.

  --worst N   how many mistakes to show (default 20)
  --json      the figures as JSON on standard output
  --rules     without the neural classifier

An option, or in a line a role or category, that there is not: exit code 2, nothing is judged.
`;

const JUDGED_AT_ONCE = 256;

interface Sides {
  readonly judged: Report;
  readonly wordList: Report;
}

const sidesOf = async (
  judge: WholeJudge,
  wordList: ReturnType<typeof createWordList>,
  lines: readonly Line[],
): Promise<Sides> => {
  const judgements = [];
  for (let at = 0; at < lines.length; at += JUDGED_AT_ONCE)
    judgements.push(...(await judge.judge(lines.slice(at, at + JUDGED_AT_ONCE).map(utteranceOf))));
  return {
    judged: measure(
      lines,
      judgements.map(({ claims }) => foundIn(claims)),
    ),
    wordList: measure(
      lines,
      lines.map(({ text }) => wordList(text)),
    ),
  };
};

const figures = (counts: Tally): object => ({
  ...counts,
  precision: precision(counts),
  recall: recall(counts),
  f1: f1(counts),
});
const dataOf = (file: string, { judged, wordList }: Sides): object => ({
  file,
  lines: judged.lines,
  micro: figures(judged.micro),
  benign: judged.benign,
  by: Object.fromEntries(
    Object.entries(judged.by).map(([name, tallies]) => [
      name,
      Object.fromEntries([...tallies].map(([key, counts]) => [key, figures(counts)])),
    ]),
  ),
  confused: Object.fromEntries(
    [...judged.confused].map(([label, counts]) => [label, Object.fromEntries(counts)]),
  ),
  wordList: { micro: figures(wordList.micro), benign: wordList.benign },
});

const textOf = (file: string, { judged, wordList }: Sides, shown: number): string =>
  [
    `\n${file}: ${judged.lines} lines`,
    ...summary('all (micro)', judged),
    ...summary('plain word list', wordList),
    ...breakdown(judged),
    ...confusion(judged),
    ...worst(judged, shown),
    '',
  ].join('\n');

const main = async (): Promise<void> => {
  const [what, ...rest] = process.argv.slice(2);
  if (what === 'duties') return evaluateDuties(process.env.LIVEWITNESS_ROOT ?? process.cwd(), rest);
  const { values, positionals: files } = readTyped({
    allowPositionals: true,
    options: {
      worst: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
      rules: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || files.length === 0) {
    process.stdout.write(HELP);
    if (!values.help) process.exitCode = 2;
    return;
  }
  const shown = Number(values.worst);
  if (!Number.isInteger(shown) || shown < 0) throw new Misuse(`--worst takes a count, not ${values.worst}`);
  const parts = await Promise.all(files.map(async (file) => ({ file, lines: await readLines(file) })));
  const judge = await openWholeJudge(process.env.LIVEWITNESS_ROOT ?? process.cwd(), {
    network: !values.rules,
  });
  if (judge.networkProblem !== undefined)
    process.stderr.write(`network not available: ${judge.networkProblem}\n`);
  const wordList = createWordList(judge.packs);
  if (parts.length > 1) parts.push({ file: 'together', lines: parts.flatMap(({ lines }) => lines) });
  const reports = [];
  for (const { file, lines } of parts) reports.push({ file, sides: await sidesOf(judge, wordList, lines) });
  judge.release();
  if (values.json) {
    const data = reports.map(({ file, sides }) => dataOf(file, sides));
    process.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
  } else for (const { file, sides } of reports) process.stdout.write(textOf(file, sides, shown));
};

main().catch((error: unknown) => endWith('evaluate', error));
