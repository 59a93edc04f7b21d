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
const LOOK_MS = 10;
/** Blocks looked through each time: several may come between two looks. */
const NEWEST = 5;
/** An act that is not there by then is counted as having taken so long. */
const GIVEN_UP_MS = 60_000;
/** What a worker judges at the same time, as fast as it can. */
const BROADCASTS = 8;
const UTTERANCES = 50_000;

/** When each record of the audit log was first seen at rest, ms since 1970, by the id of its act. */
const watchLog = ({ blocks }: Pick<Store, 'blocks'>) => {
  const seenAtMs = new Map<string, number>();
  let over = false;
  const look = async (): Promise<void> => {
    const newest = await blocks
      .find({ broadcastId: AUDIT_LOG_ID }, { leaves: 1 })
      .sort({ firstLeafIndex: -1 })
      .limit(NEWEST)
      .lean<Pick<BlockDoc, 'leaves'>[]>();
    const now = Date.now();
    for (const text of newest.flatMap(({ leaves }) => leaves)) {
      const id = /"id":"([^"]+)"/.exec(text)?.[1] ?? '';
      if (!seenAtMs.has(id)) seenAtMs.set(id, now);
    }
  };
  const watching = (async () => {
    for (; !over; await sleep(LOOK_MS)) await look();
  })();
  return {
    seenAtMs,
    stop: (): Promise<void> => {
      over = true;
      return watching;
    },
  };
};

/** Does acts at any times until enough are done, and waits until all are in the log. @returns ms from act to record, sorted */
const acts = async (
  store: Store,
  name: string,
  isOver: (done: number) => boolean,
): Promise<readonly number[]> => {
  const { seenAtMs, stop } = watchLog(store);
  const doneAtMs = new Map<string, number>();
  while (!isOver(doneAtMs.size)) {
    await sleep(randomInt(PAUSE_MS_MAX));
    const subject = `${name}-${doneAtMs.size}`;
    await noteCustody(store, {
      action: 'bench',
      subject,
      by: { id: 'bench', name: 'bench' },
      now: new Date(),
    });
    const atMs = Date.now();
    const doc = await store.audits.findOne({ subject }, { _id: 1 }).lean<{ _id: unknown }>();
    doneAtMs.set(String(doc?._id), atMs);
  }
  const givenUpAtMs = Date.now() + GIVEN_UP_MS;
  const isMissing = (): boolean => [...doneAtMs.keys()].some((id) => !seenAtMs.has(id));
  while (isMissing() && Date.now() < givenUpAtMs) await sleep(LOOK_MS);
  await stop();
  return [...doneAtMs].map(([id, atMs]) => (seenAtMs.get(id) ?? givenUpAtMs) - atMs).sort((a, b) => a - b);
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
  await acts(stage.store, 'first', (done) => done === 1);
  return figures(
    'a worker that has nothing else to do',
    await acts(stage.store, 'idle', (done) => done === ACTS),
  );
};

const busy = async (stage: Stage): Promise<boolean> => {
  const docs = await Promise.all(
    Array.from({ length: BROADCASTS }, (_, i) => openBroadcast(stage, `custody-${i}`)),
  );
  await fillBacklog(stage, docs, UTTERANCES);
  let workedMs = 0;
  const working = workedOffMs(stage).then((ms) => {
    workedMs = ms;
  });
  const times = await acts(stage.store, 'busy', () => workedMs > 0);
  await working;
  const what = `a worker that works off ${UTTERANCES} utterances meanwhile, in ${Math.round(workedMs / 1_000)} s`;
  return figures(what, times);
};

/**
 * Measures how soon what people do stands in the audit log, and prints the figures.
 * @returns whether the goal is reached by a worker that keeps up, and by one that works off a backlog.
 */
export const benchCustody = async (root: string): Promise<boolean> => {
  const stage = await openStage(root);
  try {
    const reached = [await idle(stage), await busy(stage)];
    return reached.every(Boolean);
  } finally {
    await stage.close();
  }
};
