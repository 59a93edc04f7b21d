import { randomInt } from 'node:crypto';

import { endWith, Misuse } from './arguments/misuse.ts';
import { readArguments, USAGE } from './faults/arguments.ts';
import { brokenIn, runFaults } from './faults/run.ts';

const SEEDS = 1_000_000;

const typed = process.argv.slice(2);
let seed = 0;
// Whoever ends as it exits takes its processes and disks along.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
try {
  const asked = readArguments(typed, randomInt(SEEDS));
  if (asked === 'help') process.stdout.write(USAGE);
  else {
    seed = asked.seed;
    const outcome = await runFaults(process.cwd(), asked, (line) => process.stdout.write(`${line}\n`));
    const broken = brokenIn(outcome);
    if (broken.length > 0) throw new Error(broken.join('; '));
  }
} catch (error) {
  endWith('faults', error);
  if (!(error instanceof Misuse)) {
    if (error instanceof Error && error.cause) process.stderr.write(`  last seen: ${String(error.cause)}\n`);
    const again = [...typed, ...(typed.includes('--seed') ? [] : ['--seed', String(seed)])].join(' ');
    process.stderr.write(`  again with: npm run faults -- ${again}\n  logs: .local/faults/logs\n`);
  }
}
// Connections that a fault left half open must not hold the end up.
process.exit();
