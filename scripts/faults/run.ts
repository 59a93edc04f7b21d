import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ALL_PARTITIONS, keys } from '../../models/stream/keys.ts';
import { createRandom } from '../train/random.ts';
import { countAll, settled } from './account.ts';
import { ACTS } from './acts.ts';
import type { Asked } from './arguments.ts';
import { type Dashboard, openDashboard } from './dashboards.ts';
import { logIn } from './moderator.ts';
import { type Plan, planOf } from './plan.ts';
import { createFlow, type Flow, sendShow } from './sender.ts';
import { openStage, type Stage } from './stage.ts';
import { until } from './until.ts';

const DASHBOARDS = 4;
const FAULT_SPAN_MS = 3_600_000;

type Say = (line: string) => void;

const faultsAsPlanned = async (
  stage: Stage,
  flow: Flow,
  plan: Plan,
  say: Say,
): Promise<Map<string, number>> => {
  const moderator = await logIn(stage);
  const done = new Map<string, number>();
  for (const [i, planned] of plan.faults.entries()) {
    // One more than the next begins at, so that its time comes.
    flow.allowed = plan.faults[i + 1]?.afterRequests ?? plan.requests;
    await until(
      'its time to come',
      async () => flow.failed !== null || flow.answered >= planned.afterRequests,
      FAULT_SPAN_MS,
    );
    if (flow.failed !== null) break;
    const what = await ACTS[planned.fault]({ stage, flow, moderator }, planned);
    say(`after ${planned.afterRequests} requests  ${planned.fault}: ${what}`);
    done.set(planned.fault, (done.get(planned.fault) ?? 0) + 1);
  }
  flow.allowed = plan.requests;
  return done;
};

/** Cuts as many lines as were asked for, spread over the run, which line and when being the seed's. */
const cutLines = async (
  dashboards: readonly Dashboard[],
  asked: Asked,
  flow: Flow,
  plan: Plan,
): Promise<number> => {
  const random = createRandom(asked.seed + 1);
  let cuts = 0;
  for (let i = 0; i < asked.cuts; i += 1) {
    const from = (i / asked.cuts) * plan.requests;
    await until('the next cut', async () => flow.failed !== null || flow.answered >= from, FAULT_SPAN_MS);
    await sleep(random.next() * 40);
    const line = random.pick(dashboards);
    await until('a line to cut', async () => flow.failed !== null || line.cut());
    if (flow.failed !== null) break;
    cuts += 1;
  }
  return cuts;
};

const whole = async (stage: Stage, asked: Asked, plan: Plan, say: Say): Promise<void> => {
  const { redis } = stage;
  await until('every partition to have an owner', async () => {
    const holders = await Promise.all(ALL_PARTITIONS.map((one) => redis.get(keys.lease(one))));
    return holders.every((value) => value !== null);
  });
  say(`all processes run; worker-1 is an hour ahead (${stage.skewedBy})`);
  const flow = createFlow();
  const { cookie } = await logIn(stage);
  const dashboards = await Promise.all(
    Array.from({ length: DASHBOARDS }, () => openDashboard(stage, cookie)),
  );
  const guarded = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      flow.failed ??= error;
      throw error;
    });
  const [told, done, cuts] = await Promise.all([
    Promise.all(plan.shows.map((show) => guarded(sendShow(stage, flow, show, plan.pauseMs)))),
    guarded(faultsAsPlanned(stage, flow, plan, say)),
    guarded(cutLines(dashboards, asked, flow, plan)),
  ]);
  say(
    `everything sent: ${flow.duplicates} copies known as such, ${flow.unheard} events taken without an answer`,
  );
  const refused = [...flow.refused].map(([status, count]) => `${count} with ${status}`).join(', ') || 'none';
  say(`requests: ${plan.requests} answered, ${flow.unanswered} cut off; refused for a time: ${refused}`);
  await settled(stage);
  const heard = await Promise.all(dashboards.map((dashboard) => dashboard.check()));
  for (const dashboard of dashboards) dashboard.close();
  const counted = await countAll(stage, plan.shows, told);
  say(`faults: ${[...done].map(([fault, count]) => `${fault} ${count}`).join(', ')}`);
  const sum = (of: 'heard' | 'snapshots'): number => heard.reduce((total, one) => total + one[of], 0);
  say(
    `dashboards: ${cuts} cuts, ${sum('heard')} changes heard, ${sum('snapshots')} snapshots, no gap, no double`,
  );
  const { events, leaves, alerts, occurrences, decisions, gaps } = counted;
  say(
    `accepted: ${events} events, each one leaf, in order; ${leaves} leaves in all, ${gaps} of them gaps; logs verify`,
  );
  say(`alerts: ${alerts} with ${occurrences} occurrences, each once; ${decisions} decisions, each one leaf`);
};

const keepLogs = (dir: string, kept: string): void => {
  rmSync(kept, { recursive: true, force: true });
  mkdirSync(kept, { recursive: true });
  for (const name of readdirSync(dir)) if (name.endsWith('.log')) cpSync(join(dir, name), join(kept, name));
};

/** Runs what was asked. @throws Broken with the first guarantee that does not hold; the logs are kept then. */
export const runFaults = async (root: string, asked: Asked, write: Say): Promise<void> => {
  const startedMs = performance.now();
  const say: Say = (line) =>
    write(`${((performance.now() - startedMs) / 1_000).toFixed(1).padStart(7)} s  ${line}`);
  const plan = planOf(asked);
  say(
    `seed ${asked.seed}: ${plan.requests} requests of ${plan.shows.length} shows, ${plan.faults.length} faults`,
  );
  const dir = join(root, '.local/faults', String(process.pid));
  const stage = await openStage(
    root,
    dir,
    asked.only.some((fault) => fault.endsWith('disk-full')),
  );
  try {
    await whole(stage, asked, plan, say);
  } catch (error) {
    keepLogs(dir, join(root, '.local/faults/logs'));
    throw error;
  } finally {
    await stage.close();
  }
  say('every guarantee holds');
};
