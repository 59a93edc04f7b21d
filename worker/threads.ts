import { Worker as Thread } from 'node:worker_threads';
import type { WorkerConfig } from './config.ts';

/** Further threads of a worker. */
export interface Threads {
  /** Lets each finish what is at hand and give its partitions back. */
  stop(): Promise<void>;
}

/** Told to a thread; it ends by itself once it has stopped. */
export const STOP = 'stop';

/**
 * Starts the threads beside the first: each judges and records partitions of its own, as another worker would, with rules, network and
 * connections of its own; nothing is shared but the process.
 * @param onEnded called when one ends that nobody told to stop.
 */
export const startThreads = (settings: WorkerConfig, onEnded: (problem: string) => void): Threads => {
  let stopping = false;
  const threads = Array.from({ length: settings.threads - 1 }, () => {
    const thread = new Thread(new URL('./judging-thread/main.js', import.meta.url), { workerData: settings });
    const ended = new Promise<void>((done) => thread.once('exit', () => done()));
    let problem = 'it ended by itself';
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
