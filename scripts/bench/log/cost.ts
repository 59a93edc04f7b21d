import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BlockDoc } from '../../../models/store/documents.ts';
import type { Store } from '../../../models/store/store.ts';
import { walk } from '../../../models/store/walk.ts';
import { openBroadcast, openStage } from '../stage.ts';
import { fillBacklog, workedOffMs } from '../worker.ts';

/** Asked: less than this share of a worker's throughput. */
const GOAL = 0.15;
const BROADCASTS = 32;
const EVENTS = 6_000;
/** `whole`: as it is; `unnamed`: without saying which records are closed; `bare`: without proofs. */
type Kind = 'whole' | 'unnamed' | 'bare';
/** One after the other and back, so that a machine that grows slower meanwhile favours none. */
const ORDER: readonly Kind[] = [
  ...(['whole', 'unnamed', 'bare'] as const),
  ...(['bare', 'unnamed', 'whole'] as const),
  ...(['whole', 'unnamed', 'bare'] as const),
];
const HOOKS = { unnamed: 'without-closed.js', bare: 'without-proofs.js' } as const;
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

/** How much of a log says which of its records are closed. */
interface Naming {
  readonly records: number;
  readonly bytes: number;
}

interface Run {
  readonly kind: Kind;
  readonly perSecond: number;
  readonly cpuMs: number;
  /** Shares, 0 to 1. */
  readonly naming: Naming;
}

const namingIn = async ({ blocks }: Store): Promise<Naming> => {
  const all = { records: 0, bytes: 0 };
  const naming = { records: 0, bytes: 0 };
  for await (const { leaves } of walk<Pick<BlockDoc, 'leaves'>>(blocks.find({}, { leaves: 1 })))
    for (const text of leaves)
      for (const sum of text.includes('"kind":"closed"') ? [all, naming] : [all]) {
        sum.records += 1;
        sum.bytes += Buffer.byteLength(text);
      }
  return { records: naming.records / all.records, bytes: naming.bytes / all.bytes };
};

/** Whether the run was what it is taken for: a hook that no longer fits would measure nothing. */
const assertMade = async (store: Store, kind: Kind, naming: Naming): Promise<void> => {
  const [block, head] = await Promise.all([
    store.blocks.findOne().lean(),
    store.checkpoints.findOne().lean(),
  ]);
  const withProofs = kind !== 'bare';
  const hashed = !/^0+$/.test(block?.frontier.hashes[0] ?? '0');
  const committed = !block?.leaves.some((leaf) => leaf.includes(`"c":"${'0'.repeat(64)}"`));
  const made = [hashed, committed, head !== null].every((one) => one === withProofs);
  if (!made || naming.records > 0 !== (kind !== 'unnamed')) throw new Error(`a run ${kind} was not one`);
};

const runOnce = async (root: string, kind: Kind): Promise<Run> => {
  const stage = await openStage(root);
  try {
    const docs = await Promise.all(
      Array.from({ length: BROADCASTS }, (_, i) => openBroadcast(stage, `cost-${i}`)),
    );
    const total = await fillBacklog(stage, docs, EVENTS);
    const hook =
      kind === 'whole' ? [] : ['--import', join(root, '.local/build/scripts/bench/log', HOOKS[kind])];
    const worker = stage.startWorker(hook);
    let before = Number.NaN;
    const ms = await workedOffMs(stage, () => {
      before = cpuSeconds(worker);
    });
    const cpuMs = ((cpuSeconds(worker) - before) * 1000) / total;
    const naming = await namingIn(stage.store);
    await assertMade(stage.store, kind, naming);
    return { kind, perSecond: (total * 1000) / ms, cpuMs, naming };
  } finally {
    await stage.close();
  }
};

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** What a part costs of the whole, by the processor and by the clock: the best runs of each, since other programs only make one worse. */
const costOf = (runs: readonly Run[], without: Kind) => {
  const of = (kind: Kind): readonly Run[] => runs.filter((run) => run.kind === kind);
  const perSecond = (kind: Kind): number => Math.max(...of(kind).map((run) => run.perSecond));
  const cpuMs = (kind: Kind): number => Math.min(...of(kind).map((run) => run.cpuMs));
  return {
    byClock: 1 - perSecond('whole') / perSecond(without),
    byCpu: 1 - cpuMs(without) / cpuMs('whole'),
  };
};

/**
 * Measures what hashing, commitments and signing cost one worker, and what it costs to say which records are closed, each against
 * the same run that stores the same blocks without them, and prints the figures. The processor's time decides, since other
 * programs slow the clock alone.
 * @returns whether the goal is reached.
 */
export const benchCost = async (root: string): Promise<boolean> => {
  const runs: Run[] = [];
  for (const kind of ORDER) {
    const run = await runOnce(root, kind);
    runs.push(run);
    process.stdout.write(
      `  ${kind.padEnd(7)}: ${Math.round(run.perSecond)} events/s, ${run.cpuMs.toFixed(2)} ms of the processor an event\n`,
    );
  }
  const proofs = costOf(runs, 'bare');
  const naming = costOf(runs, 'unnamed');
  const { records, bytes } = runs.find(({ kind }) => kind === 'whole')?.naming ?? { records: 0, bytes: 0 };
  process.stdout.write(
    `cost of hashing, commitments and signing: ${percent(proofs.byCpu)} of the worker's processor time, ${percent(proofs.byClock)} of its throughput by the clock (best of ${ORDER.length / 3} runs each; goal ${GOAL * 100} %)\n` +
      `cost of saying which records are closed: ${percent(records)} of the log's records, ${percent(bytes)} of its bytes, ${percent(naming.byCpu)} of the worker's processor time, ${percent(naming.byClock)} of its throughput by the clock\n`,
  );
  return (Number.isNaN(proofs.byCpu) ? proofs.byClock : proofs.byCpu) < GOAL;
};
