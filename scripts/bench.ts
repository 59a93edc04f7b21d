import { benchCapture } from './bench/capture/measure.ts';
import { benchDuties } from './bench/duties/measure.ts';
import { benchCost } from './bench/log/cost.ts';
import { benchCustody } from './bench/log/custody.ts';
import { benchProofs } from './bench/log/proofs.ts';
import { benchPacks } from './bench/packs.ts';
import { measureAll, SECTIONS } from './bench/sections/all.ts';
import { SPINE_USAGE, spineCommand } from './bench/spine/command.ts';
import { benchMatching } from './bench/text/match.ts';
import { benchNormalising } from './bench/text/normalise.ts';
import { benchMillion, benchWhole } from './bench/text/whole.ts';
import { benchWorker } from './bench/worker.ts';

const USAGE = `npm run --silent bench [-- --quick] [-- --only NAME,NAME]
npm run bench -- worker [events]
npm run bench -- text [--million]
npm run bench -- duties
npm run bench -- log [leaves]
npm run bench -- packs
npm run bench -- capture [hours]
npm run bench -- latency|ingest|dashboards|live [--seconds N]

  Without a name it measures everything on this machine in one run and prints one JSON object on standard output (progress goes to
  standard error): the whole way of one worker beside the obvious build of the same steps, two workers against one, the doors, and
  the memory over a million utterances, each with the processor's time that it took. Takes half an hour; --quick some minutes, with
  figures that scatter more. Sections: ${Object.keys(SECTIONS).join(', ')}.

  worker   events a second through one worker (20,000 unless told), and the time from acceptance to the
           alert on the feed at 200 events a second. Brings a MongoDB and a Redis of its own, thrown away afterwards.
  text     judging text, one process, side by side: matching 5,000 terms against @monyone/aho-corasick/fast and
           fastscan (first held against a naive search), 50,000 terms against 500, normalising against NFKC and
           opencc-js, and the whole path with the network on tfjs-node, on WASM, and without it, by the clock and by
           the time of the processor that it took (another program on the machine slows the clock alone). Needs no stores.
           With --million: a million utterances through the whole path, with the memory as it goes. Exit code 1
           where a goal is missed.
  packs    evidence packs with a clip of a minute at 720p: from the asking to the file, and verifying it in Node and in
           Chromium. Brings a MongoDB and a Redis of its own; needs ffmpeg. Exit code 1 where a goal is missed.
  capture  picture and sound of a show of 4 hours at 720p with a claim every 20 minutes, at 40 times the speed: the memory of
           the process that keeps them, and the disk. Brings a MongoDB and a Redis of its own; needs ffmpeg. Exit code 1
           where a goal is missed.
  duties   the duties of 2,000 broadcasts with five open products each at one utterance a second: share of a core,
           and what the ledger of one weighs. Needs no stores. Exit code 1 where a goal is missed.
${SPINE_USAGE}`;

const usage = (asked: boolean): void => {
  process.stderr.write(USAGE);
  process.exitCode = asked ? 0 : 2;
};

const text = async (root: string, million: boolean): Promise<void> => {
  const reached = million
    ? [await benchMillion(root)]
    : [benchMatching(), benchNormalising(), await benchWhole(root)];
  if (reached.includes(false)) process.exitCode = 1;
};

const log = async (root: string, leaves: number): Promise<void> => {
  const reached = [await benchCustody(root), await benchProofs(root, leaves), await benchCost(root)];
  if (reached.includes(false)) process.exitCode = 1;
};

/** The arguments of the whole measurement; null where they are none of its. */
const wholeOf = (args: readonly string[]): { quick: boolean; only: readonly string[] } | null => {
  const quick = args.includes('--quick');
  const [flag, names, ...more] = args.filter((arg) => arg !== '--quick');
  if (flag === undefined) return { quick, only: Object.keys(SECTIONS) };
  const only = names?.split(',') ?? [];
  const isKnown = flag === '--only' && more.length === 0 && only.length > 0;
  return isKnown && only.every((name) => Object.hasOwn(SECTIONS, name)) ? { quick, only } : null;
};

const whole = async ({ quick, only }: { quick: boolean; only: readonly string[] }): Promise<void> => {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const measured = await measureAll({ root: process.cwd(), quick, say }, only);
  process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`);
};

const main = async (): Promise<void> => {
  const [what, ...rest] = process.argv.slice(2);
  const [option] = rest;
  const everything = wholeOf(process.argv.slice(2));
  if (everything) await whole(everything);
  else if (what === 'text' && rest.length <= 1 && (option === undefined || option === '--million'))
    await text(process.cwd(), option !== undefined);
  else if (what === 'worker' && rest.length <= 1 && /^[1-9]\d{0,6}$/.test(option ?? '20000'))
    await benchWorker(process.cwd(), Number(option ?? '20000'));
  else if (what === 'duties' && rest.length === 0) process.exitCode = benchDuties(process.cwd()) ? 0 : 1;
  else if (what === 'log' && rest.length <= 1 && /^[1-9]\d{3,6}$/.test(option ?? '1000000'))
    await log(process.cwd(), Number(option ?? '1000000'));
  else if (what === 'packs' && rest.length === 0)
    process.exitCode = (await benchPacks(process.cwd())) ? 0 : 1;
  else if (what === 'capture' && rest.length <= 1 && /^[1-9]\d?$/.test(option ?? '4'))
    process.exitCode = (await benchCapture(process.cwd(), Number(option ?? '4'))) ? 0 : 1;
  else if (!(await spineCommand(process.cwd(), process.argv.slice(2))))
    usage(what === '--help' || option === '--help');
};

await main();
