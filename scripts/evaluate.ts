import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Claim } from '../models/contract/claim.ts';
import { ROLES, SOURCES } from '../models/contract/ingest.ts';
import { GROUPS, type Group, isGroup } from '../models/contract/kinds.ts';
import { createTextJudge, loadPacks, type TextJudge } from '../models/text/judge.ts';

const HELP = `npm run evaluate -- FILE... [--worst N] [--json]

Judges labelled lines and prints precision, recall and F1 by group, language and source, false alarms on benign
lines, and the worst mistakes. A line of a FILE is JSON: {id, lang, source, text, required: [group], allowed: [group]}.

A group in "required" must be found (verdict flag or review), one in "allowed" is passed over, any other is a false
alarm. "terms" and "prohibited" count as false alarms on lines without labels only; "viewer-signal" is not scored.

  --worst N   how many mistakes to show (default 20)
  --json      the figures as JSON on standard output
`;

const lineSchema = z.object({
  id: z.string(),
  lang: z.string(),
  source: z.enum(SOURCES),
  role: z.enum(ROLES).optional(),
  category: z.string().optional(),
  text: z.string(),
  required: z.array(z.string().refine(isGroup)),
  allowed: z.array(z.string().refine(isGroup)),
});
type Line = z.infer<typeof lineSchema>;

interface Tally {
  hit: number;
  missed: number;
  extra: number;
}
const tally = (): Tally => ({ hit: 0, missed: 0, extra: 0 });
const precision = ({ hit, extra }: Tally): number => (hit + extra === 0 ? 1 : hit / (hit + extra));
const recall = ({ hit, missed }: Tally): number => (hit + missed === 0 ? 1 : hit / (hit + missed));
const f1 = (counts: Tally): number => {
  const [p, r] = [precision(counts), recall(counts)];
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
};

interface Mistake {
  readonly line: Line;
  readonly missed: readonly string[];
  readonly extra: readonly Claim[];
}

/** Groups that are only wrong on a line that should have none. */
const ONLY_ON_BENIGN: ReadonlySet<Group> = new Set<Group>(['terms', 'prohibited']);

const score = (
  judge: TextJudge,
  line: Line,
): { mistake: Mistake; hit: readonly string[]; raised: boolean } => {
  const role = line.role ?? (line.source === 'chat' ? 'viewer' : 'presenter');
  const context = { source: line.source, role, ...(line.category ? { category: line.category } : {}) };
  const claims = judge
    .judge(line.text, context)
    .claims.filter(
      ({ verdict, group }) => (verdict === 'flag' || verdict === 'review') && group !== 'viewer-signal',
    );
  const found = new Set<string>(claims.map(({ group }) => group));
  const benign = line.required.length === 0;
  const extra = claims.filter(
    ({ group }, at) =>
      !line.required.includes(group) &&
      !line.allowed.includes(group) &&
      (benign || !ONLY_ON_BENIGN.has(group)) &&
      claims.findIndex((other) => other.group === group) === at,
  );
  return {
    mistake: { line, missed: line.required.filter((group) => !found.has(group)), extra },
    hit: line.required.filter((group) => found.has(group)),
    raised: benign && extra.length > 0,
  };
};

const readLines = async (file: string): Promise<Line[]> => {
  const lines: Line[] = [];
  let number = 0;
  for await (const text of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number++;
    if (text.trim() === '') continue;
    const result = lineSchema.safeParse(JSON.parse(text));
    if (!result.success) throw new Error(`${file}:${number}: ${z.prettifyError(result.error)}`);
    lines.push(result.data);
  }
  return lines;
};

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`.padStart(8);
const row = (name: string, counts: Tally): string =>
  `  ${name.padEnd(18)}${percent(precision(counts))}${percent(recall(counts))}   F1 ${f1(counts).toFixed(3)}   hit ${counts.hit}, missed ${counts.missed}, extra ${counts.extra}`;

interface Report {
  readonly file: string;
  readonly lines: number;
  readonly micro: Tally;
  readonly benign: { lines: number; raised: number };
  readonly by: Readonly<Record<'group' | 'language' | 'source', Map<string, Tally>>>;
  readonly mistakes: readonly Mistake[];
}

const measure = (judge: TextJudge, file: string, lines: readonly Line[]): Report => {
  const by = {
    group: new Map<string, Tally>(),
    language: new Map<string, Tally>(),
    source: new Map<string, Tally>(),
  };
  const micro = tally();
  const benign = { lines: 0, raised: 0 };
  const mistakes: Mistake[] = [];
  const count = (map: Map<string, Tally>, key: string, field: keyof Tally): void => {
    const counts = map.get(key) ?? tally();
    counts[field]++;
    map.set(key, counts);
  };
  for (const line of lines) {
    const { mistake, hit, raised } = score(judge, line);
    if (line.required.length === 0) benign.lines++;
    if (raised) benign.raised++;
    if (mistake.missed.length + mistake.extra.length > 0) mistakes.push(mistake);
    const outcomes: (readonly [keyof Tally, readonly string[]])[] = [
      ['hit', hit],
      ['missed', mistake.missed],
      ['extra', mistake.extra.map(({ group }) => group)],
    ];
    for (const [field, groups] of outcomes) {
      for (const group of groups) {
        micro[field]++;
        count(by.group, group, field);
        count(by.language, line.lang, field);
        count(by.source, line.source, field);
      }
    }
  }
  mistakes.sort((a, b) => b.missed.length + b.extra.length - (a.missed.length + a.extra.length));
  return { file, lines: lines.length, micro, benign, by, mistakes };
};

const print = (report: Report, worst: number): void => {
  const out = (text: string): void => void process.stdout.write(`${text}\n`);
  out(`\n${report.file}: ${report.lines} lines`);
  out(row('all (micro)', report.micro));
  const { lines, raised } = report.benign;
  out(`  benign lines raised ${raised} of ${lines} (${percent(lines === 0 ? 0 : raised / lines).trim()})`);
  for (const [name, counts] of Object.entries(report.by)) {
    out(` by ${name}`);
    const order =
      name === 'group' ? Object.keys(GROUPS).filter((group) => counts.has(group)) : [...counts.keys()];
    for (const key of order) out(row(key, counts.get(key) as Tally));
  }
  if (worst > 0 && report.mistakes.length > 0) out(' worst mistakes');
  for (const { line, missed, extra } of report.mistakes.slice(0, worst)) {
    out(`  ${line.id} [${line.lang}, ${line.source}] ${line.text}`);
    if (missed.length > 0) out(`      missed ${missed.join(', ')}`);
    for (const claim of extra) {
      out(`      extra ${claim.group} (${claim.source.packId}/${claim.source.ruleId}: ${claim.quote})`);
    }
  }
};

const main = async (): Promise<void> => {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.length === 0) {
    process.stdout.write(HELP);
    if (args.length === 0) process.exitCode = 2;
    return;
  }
  const worstAt = args.indexOf('--worst');
  const worst = worstAt >= 0 ? Number(args[worstAt + 1]) : 20;
  const files = args.filter((arg, at) => !arg.startsWith('--') && (worstAt < 0 || at !== worstAt + 1));
  const judge = createTextJudge({ packs: loadPacks(join(process.cwd(), 'models/text/packs')) });
  for (const file of files) {
    const report = measure(judge, file, await readLines(file));
    if (args.includes('--json')) {
      const { micro, benign, by } = report;
      const groups = Object.fromEntries(
        [...by.group].map(([group, counts]) => [group, { ...counts, f1: f1(counts) }]),
      );
      process.stdout.write(
        `${JSON.stringify({ file, micro: { ...micro, f1: f1(micro) }, benign, groups })}\n`,
      );
    } else print(report, worst);
  }
};

await main();
