import { dashboardsBench } from '../dashboards.ts';
import { ingestBench } from '../ingest.ts';
import { latencyBench } from '../latency.ts';
import { liveBench } from '../live.ts';

interface Section {
  readonly measure: (options: { root: string; seconds?: number }) => Promise<{ readonly reached: boolean }>;
  readonly says: string;
}

/** Measurements of the way between a sender and a dashboard: each starts stores, a server and what else it needs, and prints JSON. */
const SECTIONS: Readonly<Record<string, Section>> = {
  latency: {
    measure: latencyBench,
    says: `from the answer that a sentence is at rest to its alert at a socket client, at 2,000 utterances a second over
           50 broadcasts (20 s): p50 of 10 ms and p99 of 40 ms are asked for`,
  },
  ingest: {
    measure: ingestBench,
    says: `HTTP with 50 lines a request beside an express route that adds one by one (10 s each): 2.5 times is asked for`,
  },
  dashboards: {
    measure: dashboardsBench,
    says: `1,000 dashboards in 10 rooms beside a bare Socket.IO emit (changes for 10 s): 0.9 times its deliveries a second and
           40 KiB a client are asked for`,
  },
  live: {
    measure: liveBench,
    says: `500 live broadcasts at 4 utterances a second each (300 s): nothing refused, and memory that stays as it is; with
           --seconds 500 it is a million utterances`,
  },
};

export const SPINE_USAGE = Object.entries(SECTIONS)
  .map(([name, { says }]) => `  ${name.padEnd(8)} ${says}.\n`)
  .join('');

/**
 * Measures one section and prints it as JSON; exit code 1 where a goal is missed.
 * @returns false when this is none of them, or misused.
 */
export const spineCommand = async (root: string, args: readonly string[]): Promise<boolean> => {
  const [name = '', option, seconds = '', ...rest] = args;
  const section = Object.hasOwn(SECTIONS, name) ? SECTIONS[name] : undefined;
  if (!section || rest.length > 0) return false;
  if (option !== undefined && (option !== '--seconds' || !/^[1-9]\d{0,4}$/.test(seconds))) return false;
  const measured = await section.measure({ root, ...(option && { seconds: Number(seconds) }) });
  process.stdout.write(`${JSON.stringify({ [name]: measured }, null, 2)}\n`);
  if (!measured.reached) process.exitCode = 1;
  return true;
};
