import { Worker as Thread } from 'node:worker_threads';
import type { WorkerConfig } from './config.ts';

/** Further threads of a worker. */
export interface Threads {
  /** Lets each finish what is at hand and give back what it holds. */
  stop(): Promise<void>;
}

/** Told to a thread; it ends by itself once it has stopped. */
export const STOP = 'stop';

/** Writes the audit log, see audit-thread/main.ts. */
const AUDIT = './audit-thread/main.js';
/** Judges as another worker would, see judging-thread/main.ts. */
const JUDGING = './judging-thread/main.js';

/**
 * Starts the threads beside the first: one that writes the audit log, and those that judge and record partitions of their own, as
 * another worker would. Each has connections of its own; nothing is shared but the process.
 * @param onEnded called when one ends that nobody told to stop.
 */
export const startThreads = (settings: WorkerConfig, onEnded: (problem: string) => void): Threads => {
  let stopping = false;
  const entries = [AUDIT, ...Array.from({ length: settings.threads - 1 }, () => JUDGING)];
  const threads = entries.map((entry) => {
    const thread = new Thread(new URL(entry, import.meta.url), { workerData: settings });
    const ended = new Promise<void>((done) => thread.once('exit', () => done()));
    let problem = `${entry} ended by itself`;
    thread.once('error', (error) => {
      problem = String(error instanceof Error ? error.stack : error);
    });
    void ended.then(() => {
      if (!stopping) onEnded(problem);
    });
    return { thread, ended };
  });
  return {
    async stop() {
      stopping = true;
      for (const { thread } of threads) thread.postMessage(STOP);
      await Promise.all(threads.map(({ ended }) => ended));
    },
  };
};
