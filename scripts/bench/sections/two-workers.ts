import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { ALL_PARTITIONS, keys, type Partition } from '../../../models/stream/keys.ts';
import { watchCpu } from '../spine/processes.ts';
import { openStage, type Stage } from '../stage.ts';
import { loadStreams, openBroadcasts, waiting } from '../way/load.ts';
import { type Measure, rounded, type Section } from './section.ts';

/** One of the first half and one of the second: two workers take one each, since each begins at a place of its own. */
const BUSY: readonly Partition[] = [0, 8] as Partition[];
const EACH = 4_000;
const EACH_QUICK = 1_000;
const ROUNDS = 2;

/** Who holds each busy partition. */
const holders = async ({ redis }: Stage): Promise<(string | null)[]> =>
  Promise.all(BUSY.map((partition) => redis.get(keys.lease(partition))));

const isShared = async (stage: Stage, workers: number): Promise<boolean> => {
  const all = await Promise.all(ALL_PARTITIONS.map((partition) => stage.redis.get(keys.lease(partition))));
  if (all.includes(null)) return false;
  const owners = (await holders(stage)).map((held) => held?.slice(held.indexOf(':') + 1));
  return new Set(owners).size === workers;
};

const runWith = async (root: string, workers: number, each: number): Promise<Section> => {
  const stage = await openStage(root);
  try {
    const docs = await openBroadcasts(stage, 'pair', BUSY);
    const children = Array.from({ length: workers }, (_, i) => stage.startWorker([], `bench-${i}`));
    while (!(await isShared(stage, workers))) await sleep(200);
    // Warm, then a second load while they stand still, so that both begin at once.
    await loadStreams(stage, docs, { from: 0, count: Math.ceil(each / 4), seed: 4 });
    while ((await waiting(stage)) > 0) await sleep(50);
    for (const child of children) child.kill('SIGSTOP');
    await loadStreams(stage, docs, { from: each, count: each, seed: 5 });
    const total = await waiting(stage);
    const pids = Object.fromEntries(children.map(({ pid = 0 }, i) => [`worker${i + 1}`, pid]));
    const cores = watchCpu({ ...pids, ...stage.pids });
    const startedMs = performance.now();
    for (const child of children) child.kill('SIGCONT');
    while ((await waiting(stage)) > 0) await sleep(20);
    const tookS = (performance.now() - startedMs) / 1000;
    const had = Object.fromEntries(Object.entries(cores()).map(([name, share]) => [name, rounded(share)]));
    for (const child of children) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    return { perSecond: rounded(total / tookS), cores: had };
  } finally {
    await stage.close();
  }
};

const mean = (runs: readonly Section[]): number =>
  runs.reduce((sum, { perSecond }) => sum + Number(perSecond), 0) / runs.length;

/** Two workers, each with one busy partition, against one worker with both; in turns. */
export const measureTwoWorkers: Measure = async ({ root, quick, say }): Promise<Section> => {
  const one: Section[] = [];
  const two: Section[] = [];
  for (let round = 0; round < (quick ? 1 : ROUNDS); round += 1) {
    say(`one worker on two partitions, then two: round ${round + 1}`);
    one.push(await runWith(root, 1, quick ? EACH_QUICK : EACH));
    two.push(await runWith(root, 2, quick ? EACH_QUICK : EACH));
  }
  return { one, two, times: rounded(mean(two) / mean(one)) };
};
