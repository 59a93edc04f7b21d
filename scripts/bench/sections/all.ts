import { availableParallelism, cpus, loadavg } from 'node:os';
import { dashboardsBench } from '../dashboards.ts';
import { ingestBench } from '../ingest.ts';
import { latencyBench } from '../latency.ts';
import { liveBench } from '../live.ts';
import { measureApart } from './apart.ts';
import { measureMemory } from './memory.ts';
import { type Measure, rounded, type Section, type SectionOptions } from './section.ts';
import { measureTwoWorkers } from './two-workers.ts';
import { measureWholeWay } from './whole-way.ts';

/** Of the quick run, for what sends at a steady rate. */
const QUICK_S = 5;

type SpineBench = (options: { root: string; seconds?: number }) => Promise<object>;
const ofSpine =
  (bench: SpineBench): Measure =>
  async ({ root, quick }) => ({ ...(await bench({ root, ...(quick && { seconds: QUICK_S }) })) });

/** By the names under which they stand in the answer, in the order in which they are measured. */
export const SECTIONS: Readonly<Record<string, Measure>> = {
  wholeWay: measureWholeWay,
  twoWorkers: measureTwoWorkers,
  latency: ofSpine(latencyBench),
  ingest: ofSpine(ingestBench),
  dashboards: ofSpine(dashboardsBench),
  live: ofSpine(liveBench),
  memory: measureMemory,
};

const load = (): number => rounded(loadavg()[0] ?? Number.NaN);

/** Measures sections one after the other, of several each in a process of its own. @returns the one JSON object, with the machine that it is true of. */
export const measureAll = async (
  options: SectionOptions,
  names: readonly string[] = Object.keys(SECTIONS),
): Promise<Section> => {
  const begun = { date: new Date().toISOString(), loadBefore: load() };
  const measured: Record<string, Section> = {};
  for (const name of names) {
    options.say(`${name}:`);
    // One that fails leaves the others their figures, and says so in its place.
    const measuring = names.length > 1 ? measureApart(name, options) : SECTIONS[name]?.(options);
    measured[name] = (await measuring?.catch((error: unknown) => {
      const failed = String(error instanceof Error ? (error.stack ?? error) : error);
      options.say(failed);
      return { failed };
    })) ?? { failed: 'there is no such section' };
  }
  const machine = { cpu: cpus()[0]?.model ?? '', cores: availableParallelism(), node: process.version };
  return { machine: { ...machine, ...begun, loadAfter: load() }, quick: options.quick, ...measured };
};
