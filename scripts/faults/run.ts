import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BACKLOG_MAX } from '../../models/stream/backlog.ts';
import { ALL_PARTITIONS, keys } from '../../models/stream/keys.ts';
import { alive } from '../setup/lock.mjs';
import { createRandom } from '../train/random.ts';
import { countAll, settled } from './account.ts';
import type { Acting } from './acts/acting.ts';
import { ACTS } from './acts.ts';
import type { Asked } from './arguments.ts';
import { Broken } from './broken.ts';
import { type Dashboard, openDashboard } from './dashboards.ts';
import { logIn } from './moderator.ts';
import { type Plan, planOf } from './plan.ts';
import { readShow } from './read-show.ts';
import { type Row, row, tableOf } from './report.ts';
import { createFlow, type Flow, sendShow } from './sender.ts';
import { openStage, peakMiB, type Stage, unmountDisks } from './stage.ts';
import type { Binaries } from './stores.ts';
import { until } from './until.ts';

const DASHBOARDS = 4;
const FAULT_SPAN_MS = 3_600_000;
/** Between two looks at how much waits and how much memory is held. */
const LOOK_MS = 500;
/** TensorFlow, the rules and the running state of some broadcasts; what grew without bound would be past it within minutes. */
const PEAK_MIB_MAX = 1_500;

type Say = (line: string) => void;

const faultsAsPlanned = async (acting: Acting, say: Say): Promise<Map<string, number>> => {
  const { flow, plan } = acting;
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
    const what = await ACTS[planned.fault](acting, planned);
    say(`after ${planned.afterRequests} requests  ${planned.fault}: ${what}`);
    done.set(planned.fault, (done.get(planned.fault) ?? 0) + 1);
  }
  flow.allowed = plan.requests;
  return done;
};

/** Cuts as many lines as were asked for, spread over the run, which line and when being the seed's. */
const cutLines = async ({ dashboards, flow, plan }: Acting, { cuts, seed }: Asked): Promise<number> => {
  let done = 0;
  const cutOne = async (dashboard: Dashboard, each: number): Promise<void> => {
    const random = createRandom(seed + 1 + each);
    for (let i = each; i < cuts; i += dashboards.length) {
      const from = (i / cuts) * plan.requests;
      await until('the next cut', async () => flow.failed !== null || flow.answered >= from, FAULT_SPAN_MS);
      await sleep(random.next() * 40);
      await until('a line to cut', async () => flow.failed !== null || (!flow.uncut && dashboard.cut()));
      if (flow.failed !== null) return;
      done += 1;
    }
  };
  await Promise.all(dashboards.map(cutOne));
  return done;
};

interface Seen {
  mostWaiting: number;
  readonly peaks: Map<string, number>;
}

/** Looks at how much waits on a stream, and how much memory the processes hold, until it is told to stop. */
const watch = (stage: Stage): { readonly seen: Seen; stop(): void } => {
  const seen: Seen = { mostWaiting: 0, peaks: new Map() };
  const parts = [stage.server, ...stage.workers];
  const timer = setInterval(() => {
    for (const [i, part] of parts.entries()) {
      const name = i === 0 ? 'server' : `worker-${i - 1}`;
      seen.peaks.set(name, Math.max(seen.peaks.get(name) ?? 0, peakMiB(part)));
    }
    Promise.all(ALL_PARTITIONS.map((one) => stage.redis.xLen(keys.utterances(one))))
      .then((lengths) => {
        seen.mostWaiting = Math.max(seen.mostWaiting, ...lengths);
      })
      // Redis is away: what waits is looked at when it is back.
      .catch(() => undefined);
  }, LOOK_MS);
  return { seen, stop: () => clearInterval(timer) };
};

const dashboardsWhole = async (
  dashboards: readonly Dashboard[],
  cuts: number,
  { slowCut }: Flow,
): Promise<string> => {
  const heard = await Promise.all(dashboards.map((dashboard) => dashboard.check()));
  const sum = (of: 'heard' | 'snapshots'): number => heard.reduce((total, one) => total + one[of], 0);
  return `${cuts} cuts, ${sum('heard')} changes heard, ${sum('snapshots')} snapshots, no gap, no double; ${slowCut} that did not read cut off, and back by cursor`;
};

/** What a run did and what it counted. */
export interface Outcome {
  readonly faults: ReadonlyMap<string, number>;
  readonly rows: readonly Row[];
}

/** The guarantees that do not hold, each in a sentence. */
export const brokenIn = ({ rows }: Outcome): string[] =>
  rows.flatMap(({ guarantee, problem }) => (problem === undefined ? [] : [`${guarantee}: ${problem}`]));

const whole = async (stage: Stage, asked: Asked, plan: Plan, say: Say): Promise<Outcome> => {
  const { redis } = stage;
  await until('every partition to have an owner', async () => {
    const holders = await Promise.all(ALL_PARTITIONS.map((one) => redis.get(keys.lease(one))));
    return holders.every((value) => value !== null);
  });
  say(`all processes run; worker-1 is an hour ahead (${stage.skewedBy})`);
  const flow = createFlow();
  const moderator = await logIn(stage);
  const dashboards = await Promise.all(
    Array.from({ length: DASHBOARDS }, () => openDashboard(stage, moderator.cookie)),
  );
  const acting: Acting = { stage, plan, flow, moderator, dashboards };
  const watching = watch(stage);
  const guarded = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      flow.failed ??= error;
      throw error;
    });
  const [told, faults, cuts] = await Promise.all([
    Promise.all(plan.shows.map((show) => guarded(sendShow(stage, flow, show, plan.pauseMs)))),
    guarded(faultsAsPlanned(acting, say)),
    guarded(cutLines(acting, asked)),
  ]).finally(watching.stop);
  say(`everything sent: ${plan.requests} requests answered; waiting until nothing is under way`);
  await settled(stage);
  const kept = await Promise.all(plan.shows.map((show, i) => readShow(stage, show, told[i] ?? [])));
  const { mostWaiting, peaks } = watching.seen;
  const rows = [
    ...(await countAll(stage, kept, flow, { most: mostWaiting, max: BACKLOG_MAX })),
    await row('5 dashboards miss nothing', () => dashboardsWhole(dashboards, cuts, flow)),
    await row('7 memory is bounded', () => memoryHeld(peaks)),
  ];
  for (const dashboard of dashboards) dashboard.close();
  return { faults, rows: rows.toSorted((a, b) => (a.guarantee < b.guarantee ? -1 : 1)) };
};

/** What each process held at most. A limit that holds in a long run as in a short one: nothing grows with what has gone by. */
const memoryHeld = (peaks: ReadonlyMap<string, number>): string => {
  for (const [name, peak] of peaks)
    if (peak > PEAK_MIB_MAX) throw new Broken(`${name} held ${peak} MiB, more than ${PEAK_MIB_MAX}`);
  return [...peaks].map(([name, peak]) => `${name} ${peak} MiB`).join(', ');
};

const sayOutcome = ({ faults, rows }: Outcome, say: Say): void => {
  say('what was done:');
  for (const line of tableOf([...faults].map(([fault, count]) => [fault, `${count} times`]))) say(line);
  say('what was counted:');
  for (const line of tableOf(
    rows.map(({ guarantee, counted, problem }) => [guarantee, problem ? `BROKEN: ${problem}` : counted]),
  ))
    say(line);
};

/** What runs that were killed could not take away: mounted disks, and what lay on them. */
const removeOldStages = (dir: string): void => {
  if (!existsSync(dir)) return;
  for (const name of readdirSync(dir)) {
    const pid = Number(name);
    if (!(pid > 0) || alive(pid)) continue;
    unmountDisks(join(dir, name));
    rmSync(join(dir, name), { recursive: true, force: true });
  }
};

const keepLogs = (dir: string, kept: string): void => {
  rmSync(kept, { recursive: true, force: true });
  mkdirSync(kept, { recursive: true });
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.log')) cpSync(join(dir, name), join(kept, name.replaceAll('/', '-')));
};

/**
 * Runs what was asked.
 * @returns what was done and counted; where a guarantee does not hold its row says so, and the logs are kept.
 * @throws Broken when the run could not come to its end: a refusal for good, an end that never came, a process that died.
 */
export const runFaults = async (
  root: string,
  asked: Asked,
  write: Say,
  binaries: Binaries = {},
): Promise<Outcome> => {
  const startedMs = performance.now();
  const say: Say = (line) =>
    write(`${((performance.now() - startedMs) / 1_000).toFixed(1).padStart(7)} s  ${line}`);
  const plan = planOf(asked);
  say(
    `seed ${asked.seed}: ${plan.requests} requests of ${plan.shows.length} shows, ${plan.faults.length} faults`,
  );
  removeOldStages(join(root, '.local/faults'));
  const dir = join(root, '.local/faults', String(process.pid));
  const disks = (['redis', 'mongo'] as const).filter((name) => asked.only.includes(`${name}-disk-full`));
  let died = (_what: string): void => undefined;
  const death = new Promise<never>((_, reject) => {
    died = (what) => reject(new Broken(what));
  });
  // Heard of below, unless the stage cannot even be set up.
  death.catch(() => undefined);
  const stage = await openStage({ root, dir, disks, binaries, onDeath: (what) => died(what) });
  try {
    const outcome = await Promise.race([whole(stage, asked, plan, say), death]);
    sayOutcome(outcome, say);
    if (brokenIn(outcome).length > 0) keepLogs(dir, join(root, '.local/faults/logs'));
    else say('every guarantee holds');
    return outcome;
  } catch (error) {
    keepLogs(dir, join(root, '.local/faults/logs'));
    throw error;
  } finally {
    await stage.close();
  }
};
