import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchCpu } from '../spine/processes.ts';
import { openStage, type Stage, type Started } from '../stage.ts';
import { leavesAtRest, loadStreams, openBroadcasts, ownersOfAll, waiting } from '../way/load.ts';
import { type Measure, rounded, type Section } from './section.ts';

const GOAL_PER_S = 20_000;
const GOAL_TIMES = 12;
/** Utterances of each of the 64 broadcasts. */
const EACH = 4_000;
const EACH_QUICK = 1_000;
const EACH_OBVIOUS = 100;
/** The beginning is left out: code is compiled, and the first blocks of each log read what is at rest. */
const WARM_SHARE = 0.2;

interface Run {
  readonly utterances: number;
  readonly perSecond: number;
  readonly cores: Readonly<Record<string, number>>;
  readonly cpuUsPerUtterance: Readonly<Record<string, number>>;
}

/**
 * Lets a process work off what waits, and measures from when a fifth is done until all is.
 * @param left how many entries wait.
 */
const workOff = async (stage: Stage, worker: Started, left: () => Promise<number>): Promise<Run> => {
  const total = await left();
  while ((await left()) > total * (1 - WARM_SHARE)) await sleep(50);
  const cores = watchCpu({ worker: worker.pid, ...stage.pids });
  const begun = await left();
  const startedMs = performance.now();
  while ((await left()) > 0) await sleep(50);
  const tookS = (performance.now() - startedMs) / 1000;
  const had = cores();
  const each = <T>(of: (cores: number) => T) =>
    Object.fromEntries(Object.entries(had).map(([name, share]) => [name, of(share)]));
  return {
    utterances: begun,
    perSecond: rounded(begun / tookS),
    cores: each(rounded),
    cpuUsPerUtterance: each((share) => rounded((share * tookS * 1e6) / begun)),
  };
};

const ours = async (
  stage: Stage,
  each: number,
): Promise<Run & Record<'threads' | 'leaves' | 'alerts', number>> => {
  const docs = await openBroadcasts(stage, 'way');
  const threads = availableParallelism();
  const worker = stage.startWorker([], 'bench', threads);
  while ((await ownersOfAll(stage)) !== threads) await sleep(200);
  // It stands still while the streams are loaded, so that all of it waits when it begins.
  worker.kill('SIGSTOP');
  await loadStreams(stage, docs, { from: 0, count: each, seed: 3 });
  worker.kill('SIGCONT');
  const run = await workOff(stage, { pid: worker.pid ?? 0 }, () => waiting(stage));
  const broadcastId = { $in: docs.map(({ _id }) => _id) };
  const leaves = await leavesAtRest(stage);
  const alerts = await stage.store.alerts.countDocuments({ broadcastId });
  worker.kill('SIGTERM');
  await once(worker, 'exit');
  if (leaves < each * docs.length) throw new Error(`${leaves} leaves of ${each * docs.length} utterances`);
  return { ...run, threads, leaves, alerts };
};

const obvious = async (stage: Stage, name: string): Promise<Run> => {
  const docs = await openBroadcasts(stage, name);
  await loadStreams(stage, docs, { from: 0, count: EACH_OBVIOUS, seed: 3 });
  const documents = stage.store.connection.collection('obviousutterances');
  // By what the collection says of itself: counting would be paid for by what is measured.
  const before = await documents.estimatedDocumentCount();
  const saved = async () => (await documents.estimatedDocumentCount()) - before;
  const total = docs.length * EACH_OBVIOUS;
  const child = stage.startObvious(name);
  const run = await workOff(stage, { pid: child.pid ?? 0 }, async () => total - (await saved()));
  child.kill('SIGKILL');
  await once(child, 'exit');
  await stage.clearStreams();
  return run;
};

/** One worker through the whole way from a loaded stream, between two runs of the obvious build over the same kind of stream. */
export const measureWholeWay: Measure = async ({ root, quick, say }): Promise<Section> => {
  const stage = await openStage(root);
  try {
    say('the obvious build');
    const first = await obvious(stage, 'obvious-a');
    say(`  ${first.perSecond} utterances/s; now the worker`);
    const way = await ours(stage, quick ? EACH_QUICK : EACH);
    say(`  ${way.perSecond} utterances/s; the obvious build again`);
    const second = await obvious(stage, 'obvious-b');
    const obviousPerSecond = (first.perSecond + second.perSecond) / 2;
    const times = rounded(way.perSecond / obviousPerSecond);
    return {
      load: '64 broadcasts in 16 partitions; every eighth utterance is speech of the presenter, the others chat; 15 % hold what a rule looks for',
      worker: { ...way, goalPerSecond: GOAL_PER_S, reached: way.perSecond >= GOAL_PER_S },
      obvious: { runs: [first, second], perSecond: rounded(obviousPerSecond) },
      times,
      goalTimes: GOAL_TIMES,
      reachedTimes: times >= GOAL_TIMES,
    };
  } finally {
    await stage.close();
  }
};
