import { openDuties } from '../../../models/duties/open.ts';
import { Misuse, readTyped } from '../../arguments/misuse.ts';
import { f1, precision, recall, type Tally } from '../score.ts';
import { readLabelled } from './labels.ts';
import { type DutiesReport, type Mistake, measureDuties } from './measure.ts';

export const DUTIES_HELP = `npm run evaluate -- duties FILE... [--worst N] [--json]

Reviews labelled broadcasts as the audit does, and prints precision, recall and F1 of what was disclosed and of what is missing,
and the worst mistakes. A line of a FILE is JSON: {id, lang, products: [{product_id, name, category, required: [item],
made: [item], missing: [item], evidence, near_miss}], utterances: [{t_s, source, speaker, text}]}. An item counts as
disclosed when one of its duties ends satisfied, late or contradicted, else as missing when one ends partial, dodged or missing,
or not-required: what is required of a product the FILE says.
`;

const percent = (share: number): string => `${(share * 100).toFixed(1).padStart(5)} %`;

const row = (name: string, counts: Tally): string =>
  `  ${name.padEnd(38)} precision ${percent(precision(counts))}  recall ${percent(recall(counts))}  F1 ${f1(counts).toFixed(3)}  (${counts.hit} right, ${counts.extra} wrong, ${counts.missed} not found)`;

const mistakeText = ({ broadcast, lang, product, label, wanted, states, words }: Mistake): string =>
  [
    `  ${broadcast} ${product} (${lang}) ${label}: labelled ${wanted}; ${states.join(', ') || 'no such duty'}`,
    ...words.map((text) => `      ${text}`),
  ].join('\n');

/** Given disclosures called missing are the worst: somebody would be prompted who did what was asked. */
const worstFirst = (mistakes: readonly Mistake[]): Mistake[] =>
  [...mistakes].sort((a, b) => (a.wanted === b.wanted ? 0 : a.wanted === 'disclosed' ? -1 : 1));

const textOf = (file: string, report: DutiesReport, shown: number): string => {
  const { broadcasts, disclosed, missing, given, givenCalledMissing, by, mistakes } = report;
  return [
    `\n${file}: ${broadcasts} broadcasts`,
    row('disclosed', disclosed),
    row('missing', missing),
    `  given disclosures called missing: ${givenCalledMissing} of ${given} (${percent(givenCalledMissing / Math.max(1, given)).trim()})`,
    '',
    ...[...by]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, tallies]) => row(`missing, ${name}`, tallies.missing)),
    '',
    `worst mistakes (${Math.min(shown, mistakes.length)} of ${mistakes.length}):`,
    ...worstFirst(mistakes).slice(0, shown).map(mistakeText),
    '',
  ].join('\n');
};

/** `evaluate duties FILE…`. @throws Misuse */
export const evaluateDuties = async (root: string, args: readonly string[]): Promise<void> => {
  const { values, positionals: files } = readTyped({
    args: [...args],
    allowPositionals: true,
    options: {
      worst: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || files.length === 0) {
    process.stdout.write(DUTIES_HELP);
    if (!values.help) process.exitCode = 2;
    return;
  }
  const shown = Number(values.worst);
  if (!Number.isInteger(shown) || shown < 0) throw new Misuse(`--worst takes a count, not ${values.worst}`);
  const opened = openDuties(root, { everyTier: true });
  if ('problem' in opened.ear) process.stderr.write(`heard by patterns alone: ${opened.ear.problem}\n`);
  const startedAt = new Date().toISOString();
  for (const file of files) {
    const report = measureDuties(opened, await readLabelled(file), startedAt);
    const { by, ...figures } = report;
    process.stdout.write(
      values.json
        ? `${JSON.stringify({ file, ...figures, by: Object.fromEntries(by) }, null, 2)}\n`
        : textOf(file, report, shown),
    );
  }
};
