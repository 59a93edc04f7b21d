import { randomInt } from 'node:crypto';
import { loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { AUDIT_LOG_ID } from '../../../models/store/audit-log.ts';
import { noteCustody } from '../../../models/store/custody.ts';
import type { BlockDoc } from '../../../models/store/documents.ts';
import type { Store } from '../../../models/store/store.ts';
import { openBroadcast, openStage, type Stage } from '../stage.ts';
import { fillBacklog, workedOffMs } from '../worker.ts';

/** Asked: an act stands in the audit log within a second. */
const GOAL_MS = 1_000;
const ACTS = 40;
/** Between two acts at most, so that they fall anywhere between two looks of the writer. */
const PAUSE_MS_MAX = 400;
const LOOK_MS = 5;
/** Blocks that one act may have to be looked for in: acts come one after the other. */
const NEWEST = 3;
/** What a worker judges at the same time, as fast as it can. */
const BROADCASTS = 8;
const EVENTS = 6_000;

/** Whether the newest blocks of the audit log hold the record of a document. */
const isInLog = async (store: Store, id: string): Promise<boolean> => {
  const blocks = await store.blocks
    .find({ broadcastId: AUDIT_LOG_ID }, { leaves: 1 })
    .sort({ firstLeafIndex: -1 })
    .limit(NEWEST)
    .lean<Pick<BlockDoc, 'leaves'>[]>();
  return blocks.some(({ leaves }) => leaves.some((text) => text.includes(`"id":"${id}"`)));
};

/** Does one act, and waits until its record is at rest. @returns ms since the act itself was at rest */
const actOnce = async (store: Store, n: number): Promise<number> => {
  const now = new Date();
  const subject = `act-${n}`;
  await noteCustody(store, { action: 'bench', subject, by: { id: 'bench', name: 'bench' }, now });
  const doneAtMs = Date.now();
  const doc = await store.audits.findOne({ subject }, { _id: 1 }).lean<{ _id: unknown }>();
  while (!(await isInLog(store, String(doc?._id)))) await sleep(LOOK_MS);
  return Date.now() - doneAtMs;
};

const acts = async (store: Store, from: number): Promise<readonly number[]> => {
  const times: number[] = [];
  for (let i = 0; i < ACTS; i += 1) {
    await sleep(randomInt(PAUSE_MS_MAX));
    times.push(await actOnce(store, from + i));
  }
  return times.sort((a, b) => a - b);
};

const figures = (what: string, sorted: readonly number[]): boolean => {
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const load = loadavg()[0]?.toFixed(1);
  process.stdout.write(
    `from an act to its record in the audit log, ${what}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, max ${at(1)} ms (${sorted.length} acts; goal ${GOAL_MS} ms; load of the machine ${load})\n`,
  );
  return at(1) < GOAL_MS;
};

const idle = async (stage: Stage): Promise<boolean> => {
  stage.startWorker();
  // The first act is awaited while the worker starts.
  await actOnce(stage.store, 0);
  return figures('a worker that has nothing else to do', await acts(stage.store, 1));
};

const busy = async (stage: Stage): Promise<boolean> => {
  const docs = await Promise.all(
    Array.from({ length: BROADCASTS }, (_, i) => openBroadcast(stage, `custody-${i}`)),
  );
  await fillBacklog(stage, docs, EVENTS);
  let over = false;
  const worked = workedOffMs(stage).then(() => {
    over = true;
  });
  const times: number[] = [];
  for (let n = 1_000; !over; n += 1) times.push(await actOnce(stage.store, n));
  await worked;
  return figures(
    `a worker that judges ${EVENTS} events meanwhile, as fast as it can`,
    times.sort((a, b) => a - b),
  );
};

/**
 * Measures how soon what people do stands in the audit log, and prints the figures.
 * @returns whether the goal is reached by a worker that keeps up; one that works off a backlog shows by how much it is later.
 */
export const benchCustody = async (root: string): Promise<boolean> => {
  const stage = await openStage(root);
  try {
    const reached = await idle(stage);
    await busy(stage);
    return reached;
  } finally {
    await stage.close();
  }
};
