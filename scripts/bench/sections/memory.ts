import { setTimeout as sleep } from 'node:timers/promises';
import { residentMib } from '../spine/processes.ts';
import { openStage } from '../stage.ts';
import { median } from '../text/measure.ts';
import { loadStreams, openBroadcasts, waiting } from '../way/load.ts';
import { type Measure, rounded, type Section } from './section.ts';

const UTTERANCES = 1_000_000;
const UTTERANCES_QUICK = 100_000;
/** Readings over the whole run. */
const READINGS = 20;
/** What may wait: the worker is never idle, and Redis stays small. */
const WAITING_MAX = 100_000;
/** Of each broadcast at once. */
const STEP = 500;
/** The last quarter of the run may hold this much more than the second: the collector gives nothing back while there is no need. */
const GROWTH_MAX_MIB = 64;

/** Resident memory of one worker while it records a million utterances of 64 broadcasts. */
export const measureMemory: Measure = async ({ root, quick, say }): Promise<Section> => {
  const utterances = quick ? UTTERANCES_QUICK : UTTERANCES;
  const stage = await openStage(root);
  try {
    const docs = await openBroadcasts(stage, 'memory');
    const worker = stage.startWorker();
    const readings: number[] = [];
    const steps = Math.ceil(utterances / (docs.length * STEP));
    for (let step = 0; step < steps; step += 1) {
      await loadStreams(stage, docs, { from: step * STEP, count: STEP, seed: step });
      while ((await waiting(stage)) > WAITING_MAX) await sleep(100);
      if (readings.length * steps > step * READINGS) continue;
      readings.push(Math.round(residentMib(worker.pid ?? 0)));
      say(`  ${(step + 1) * docs.length * STEP} utterances: ${readings.at(-1)} MiB`);
    }
    while ((await waiting(stage)) > 0) await sleep(100);
    readings.push(Math.round(residentMib(worker.pid ?? 0)));
    const quarter = Math.floor(readings.length / 4);
    const growthMib = median(readings.slice(-quarter)) - median(readings.slice(quarter, 2 * quarter));
    return {
      utterances: steps * docs.length * STEP,
      workerResidentMib: readings,
      growthMib: rounded(growthMib),
      growthMibMax: GROWTH_MAX_MIB,
      reached: growthMib <= GROWTH_MAX_MIB,
    };
  } finally {
    await stage.close();
  }
};
