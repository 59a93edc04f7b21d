import { randomInt } from 'node:crypto';

import { endWith, Misuse } from './arguments/misuse.ts';
import { readArguments, USAGE } from './faults/arguments.ts';
import { runFaults } from './faults/run.ts';

const SEEDS = 1_000_000;

let seed = 0;
try {
  const asked = readArguments(process.argv.slice(2), randomInt(SEEDS));
  if (asked === 'help') process.stdout.write(USAGE);
  else {
    seed = asked.seed;
    await runFaults(process.cwd(), asked, (line) => process.stdout.write(`${line}\n`));
  }
} catch (error) {
  endWith('faults', error);
  if (!(error instanceof Misuse)) {
    if (error instanceof Error && error.cause) process.stderr.write(`  last seen: ${String(error.cause)}\n`);
    process.stderr.write(`  again with: npm run faults -- --seed ${seed}; logs: .local/faults/logs\n`);
  }
}
// Connections that a fault left half open must not hold the end up.
process.exit();
