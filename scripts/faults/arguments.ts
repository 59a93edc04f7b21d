import { Misuse, oneOf, readTyped } from '../arguments/misuse.ts';
import { FAULTS, type Fault } from './plan.ts';

/** What a run is to do; the same gives the same schedule and the same events. */
export interface Asked {
  readonly seed: number;
  readonly seconds: number;
  readonly cuts: number;
  readonly only: readonly Fault[];
}

export const USAGE = `npm run faults -- [--minutes M] [--seed N] [--cuts N] [--only FAULT,FAULT]

Starts a MongoDB of three members, a Redis, a server and two workers of its own, the second with a clock that is an hour ahead.
Events of six broadcasts flow in over HTTP, every third sent twice and in another place, while processes are killed, stopped and
starved. At the end it counts against what the senders were told, and prints a table: what was done, and the count of each
guarantee. Exit code 1 with the first guarantee that is broken, and the seed.

  --minutes M    how long events flow, 0.2 to 600 (2); recovering from faults comes on top
  --seed N       repeats the schedule and the events of an earlier run (otherwise one is made up and printed)
  --cuts N       cuts of four dashboards' connections, spread over the run (200)
  --only A,B     these faults only:
${FAULTS.map((fault) => `                   ${fault}`).join('\n')}

The two full disks are small file systems in memory where those may be mounted; elsewhere a limit on the size of files (prlimit)
stands in, and it is said.
`;

const MINUTES_MIN = 0.2;
const MINUTES_MAX = 600;
const CUTS_MAX = 100_000;
const SEED_MAX = 2 ** 32 - 1;

const numberTyped = (option: string, value: string, min: number, max: number): number => {
  const number = Number(value);
  if (value.trim() === '' || !(number >= min && number <= max))
    throw new Misuse(`${option} is a number from ${min} to ${max}, not "${value}"`);
  return number;
};

const wholeTyped = (option: string, value: string, max: number): number => {
  const number = numberTyped(option, value, 0, max);
  if (!Number.isInteger(number)) throw new Misuse(`${option} is a whole number, not "${value}"`);
  return number;
};

/** @throws Misuse */
export const readArguments = (argv: readonly string[], madeUpSeed: number): Asked | 'help' => {
  const { values } = readTyped({
    args: [...argv],
    options: {
      minutes: { type: 'string', default: '2' },
      seed: { type: 'string' },
      cuts: { type: 'string', default: '200' },
      only: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return 'help';
  return {
    seed: values.seed === undefined ? madeUpSeed : wholeTyped('--seed', values.seed, SEED_MAX),
    seconds: numberTyped('--minutes', values.minutes, MINUTES_MIN, MINUTES_MAX) * 60,
    cuts: wholeTyped('--cuts', values.cuts, CUTS_MAX),
    only: values.only?.split(',').map((name) => oneOf('--only', name.trim(), FAULTS)) ?? FAULTS,
  };
};
