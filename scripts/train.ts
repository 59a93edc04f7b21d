import { parseArgs } from 'node:util';
import { trainClaims } from './train/claims.ts';
import { trainEar } from './train/duties.ts';

const HELP = `npm run train [-- claims|duties] [--seed N] [--lines] [--only]

Trains what is learned from lines written for this project: the classifier of claims (from models/text/training to
models/text/network) and the ear for disclosures (from models/duties/training to models/duties/ear). Each is written as
weights/model.json, weights.bin, grams.bin and card.json, with a readable CARD.md. Beside the classifier two other models are
trained on the same lines; thresholds are chosen and all are measured on lines that none has seen.

  claims, duties   only this one
  --seed N   start of all random numbers (default 20261122); the same seed gives the same weights
  --lines    claims: first makes training.jsonl, validation.jsonl and held-out.jsonl again from frames/ and lines.jsonl
  --only     claims: trains the kept model alone; the card then compares nothing
  --help     this text
`;

const root = process.env.LIVEWITNESS_ROOT ?? process.cwd();
// Sums over several threads differ in their last bits from run to run.
process.env.TF_NUM_INTRAOP_THREADS = '1';
process.env.TF_NUM_INTEROP_THREADS = '1';
process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '20261122' },
      lines: { type: 'boolean', default: false },
      only: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new Error(`--seed takes a whole number, not ${values.seed}`);
  const [what] = positionals;
  if (positionals.length > 1 || (what !== undefined && what !== 'claims' && what !== 'duties'))
    throw new Error(`train takes claims or duties, not ${positionals.join(' ')}`);
  if (what !== 'duties') await trainClaims(root, { seed, lines: values.lines, only: values.only });
  if (what !== 'claims') await trainEar(root, seed);
};

main().catch((error: Error) => {
  process.stderr.write(`train: ${error.message}\n`);
  process.exitCode = 1;
});
