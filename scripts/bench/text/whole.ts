import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openWholeJudge, type Utterance, type WholeJudge } from '../../../models/text/open.ts';
import { type MadeLines, makeLines } from './lines.ts';
import { against, machineLoad, median, printTable, thousands } from './measure.ts';

/** As many as the worker takes from the stream at once. */
const BATCH = 500;
const BATCHES = 20;
const ROUNDS = 9;
const GOAL_NODE = 30_000;
const GOAL_WASM = 5_000;
const MILLION = 1_000_000;
/** How often memory is printed on the way to a million. */
const TOLD_EVERY = 100_000;
/** The second half may take this much more than the first: pages that are free again are not all given back. */
const GROWTH_MAX_MB = 32;

const batchOf = (lines: MadeLines, size: number): Utterance[] =>
  Array.from({ length: size }, () => ({
    text: lines.next(),
    context: { source: 'speech', role: 'presenter', speaker: 'host', platform: 'bench', category: 'food' },
  }));

const WAYS = [
  { name: 'rules and network, tfjs-node', options: {}, goal: GOAL_NODE },
  { name: 'rules and network, WASM alone', options: { prefer: 'wasm' }, goal: GOAL_WASM },
  { name: 'rules alone', options: { network: false }, goal: 0 },
] as const;

/** One round: by the clock, and by what the process had of the processor, all its threads together. */
interface Round {
  readonly perSecond: number;
  readonly processorUs: number;
  /** Of one core; below 1 others had it meanwhile, above 1 threads of TensorFlow worked beside. */
  readonly cores: number;
}

const time = async (judge: WholeJudge, batches: readonly Utterance[][]): Promise<Round> => {
  const lines = batches.length * BATCH;
  const before = process.cpuUsage();
  const startedMs = performance.now();
  for (const batch of batches) await judge.judge(batch);
  const tookUs = (performance.now() - startedMs) * 1000;
  const { user, system } = process.cpuUsage(before);
  return {
    perSecond: (lines * 1e6) / tookUs,
    processorUs: (user + system) / lines,
    cores: (user + system) / tookUs,
  };
};

const measure = async (root: string, { options }: (typeof WAYS)[number]) => {
  const judge = await openWholeJudge(root, options);
  const lines = makeLines(6);
  await time(
    judge,
    Array.from({ length: BATCHES }, () => batchOf(lines, BATCH)),
  );
  const rounds: Round[] = [];
  let withClaim = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const batches = Array.from({ length: BATCHES }, () => batchOf(lines, BATCH));
    rounds.push(await time(judge, batches));
    const [first = []] = batches;
    withClaim += (await judge.judge(first)).filter(({ claims }) => claims.length > 0).length;
  }
  judge.release();
  return {
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    processorUs: median(rounds.map(({ processorUs }) => processorUs)),
    cores: median(rounds.map(({ cores }) => cores)),
    problem: judge.networkProblem,
    hitShare: withClaim / (ROUNDS * BATCH),
  };
};

/** Measures all stages together, as the worker and the commands use them. @returns whether every goal was reached. */
export const benchWhole = async (root: string): Promise<boolean> => {
  const rows: string[][] = [];
  let isReached = true;
  const machine = machineLoad();
  for (const way of WAYS) {
    const { perSecond, processorUs, cores, problem, hitShare } = await measure(root, way);
    const isMissing = way.goal > 0 && problem !== undefined;
    if (isMissing || perSecond < way.goal) isReached = false;
    const goal = way.goal === 0 ? '' : against(perSecond, way.goal, 'utterances/s');
    rows.push([
      way.name,
      ...(isMissing ? ['-', `NOT THERE: ${problem}`] : [thousands(perSecond), goal]),
      `${(hitShare * 100).toFixed(0)} %`,
      processorUs.toFixed(1),
      cores.toFixed(2),
    ]);
  }
  printTable(`the whole text path, batches of ${BATCH}; ${machine}`, [
    ['', 'utterances/s', 'goal', 'with a claim', 'µs of processor a line', 'cores had'],
    ...rows,
  ]);
  return isReached;
};

/** The collector, by hand: what it has not come to yet is no growth. */
const collector = (): (() => void) => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
};

/** Judges a million utterances and prints the memory on the way. @returns whether it stayed flat. */
export const benchMillion = async (root: string): Promise<boolean> => {
  const judge = await openWholeJudge(root);
  const collect = collector();
  const lines = makeLines(7);
  const rssMb = (): number => {
    collect();
    return process.memoryUsage().rss / 2 ** 20;
  };
  const startedMs = performance.now();
  const seen: number[] = [];
  let claims = 0;
  process.stdout.write(
    `a million utterances through the whole text path, resident memory after a collection${judge.networkProblem ? ` (rules alone: ${judge.networkProblem})` : ''}\n`,
  );
  for (let done = 0; done < MILLION; ) {
    for (const judged of await judge.judge(batchOf(lines, BATCH))) claims += judged.claims.length;
    done += BATCH;
    if (done % TOLD_EVERY !== 0) continue;
    seen.push(rssMb());
    process.stdout.write(`  ${thousands(done).padStart(9)}  ${thousands(seen.at(-1) ?? 0).padStart(5)} MB\n`);
  }
  judge.release();
  const perSecond = (MILLION * 1000) / (performance.now() - startedMs);
  const half = seen.length / 2;
  const growthMb = median(seen.slice(half)) - median(seen.slice(0, half));
  const isFlat = growthMb <= GROWTH_MAX_MB;
  process.stdout.write(
    `  ${thousands(perSecond)} utterances/s, ${thousands(claims)} claims; memory from one half to the other ${growthMb < 0 ? '' : '+'}${Math.round(growthMb)} MB: ${isFlat ? 'flat' : 'NOT FLAT'}\n`,
  );
  return isFlat;
};
