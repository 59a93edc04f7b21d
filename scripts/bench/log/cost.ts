import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../../../models/store/store.ts';
import { openBroadcast, openStage } from '../stage.ts';
import { fillBacklog, workedOffMs } from '../worker.ts';

/** Asked: less than this share of a worker's throughput. */
const GOAL = 0.15;
const BROADCASTS = 32;
const EVENTS = 6_000;
/** One after the other and back, so that a machine that grows slower meanwhile favours neither. */
const ORDER = [true, false, false, true, true, false] as const;
/** Of Linux on every machine that Node runs on. */
const TICKS_PER_S = 100;

/** Seconds of the processor that a process has had; NaN where the system does not tell. */
const cpuSeconds = ({ pid }: ChildProcess): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S;
  } catch {
    return Number.NaN;
  }
};

interface Run {
  readonly perSecond: number;
  readonly cpuMs: number;
}

/** Whether the run was what it is taken for: a hook that no longer fits would measure nothing. */
const assertMade = async (store: Store, withProofs: boolean): Promise<void> => {
  const [block, head] = await Promise.all([
    store.blocks.findOne().lean(),
    store.checkpoints.findOne().lean(),
  ]);
  const hashed = !/^0+$/.test(block?.frontier.hashes[0] ?? '0');
  const committed = !block?.leaves.some((leaf) => leaf.includes(`"c":"${'0'.repeat(64)}"`));
  if (hashed !== withProofs || committed !== withProofs || (head !== null) !== withProofs)
    throw new Error(`a run ${withProofs ? 'with' : 'without'} proofs was not one`);
};

const runOnce = async (root: string, withProofs: boolean): Promise<Run> => {
  const stage = await openStage(root);
  try {
    const docs = await Promise.all(
      Array.from({ length: BROADCASTS }, (_, i) => openBroadcast(stage, `cost-${i}`)),
    );
    const total = await fillBacklog(stage, docs, EVENTS);
    const hook = join(root, '.local/build/scripts/bench/log/without-proofs.js');
    const worker = stage.startWorker(withProofs ? [] : ['--import', hook]);
    let before = Number.NaN;
    const ms = await workedOffMs(stage, () => {
      before = cpuSeconds(worker);
    });
    await assertMade(stage.store, withProofs);
    return { perSecond: (total * 1000) / ms, cpuMs: ((cpuSeconds(worker) - before) * 1000) / total };
  } finally {
    await stage.close();
  }
};

/**
 * Measures what hashing, commitments and signing cost one worker, against the same run that stores the same blocks without
 * them, and prints the figures. The processor's time decides, since other programs slow the clock alone.
 * @returns whether the goal is reached.
 */
export const benchCost = async (root: string): Promise<boolean> => {
  const runs: (Run & { readonly withProofs: boolean })[] = [];
  for (const withProofs of ORDER) {
    const run = await runOnce(root, withProofs);
    runs.push({ ...run, withProofs });
    const { perSecond, cpuMs } = run;
    process.stdout.write(
      `  ${withProofs ? 'with   ' : 'without'} proofs: ${Math.round(perSecond)} events/s, ${cpuMs.toFixed(2)} ms of the processor an event\n`,
    );
  }
  // The best of each: other programs only ever make a run worse.
  const perSecond = (withProofs: boolean): number =>
    Math.max(...runs.filter((run) => run.withProofs === withProofs).map((run) => run.perSecond));
  const cpuMs = (withProofs: boolean): number =>
    Math.min(...runs.filter((run) => run.withProofs === withProofs).map((run) => run.cpuMs));
  const byClock = 1 - perSecond(true) / perSecond(false);
  const byCpu = 1 - cpuMs(false) / cpuMs(true);
  const cost = Number.isNaN(byCpu) ? byClock : byCpu;
  process.stdout.write(
    `cost of hashing, commitments and signing: ${(byCpu * 100).toFixed(1)} % of the worker's processor time, ${(byClock * 100).toFixed(1)} % of its throughput by the clock (best of ${ORDER.length / 2} runs each; goal ${GOAL * 100} %)\n`,
  );
  return cost < GOAL;
};
