import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerConfig } from '../config.ts';
import { openJudging } from '../open.ts';
import { openStamps } from '../stamps/open.ts';
import { STOP } from '../threads.ts';
import { createWorker } from '../worker.ts';

/* Entry of a further thread of a worker, see threads.ts. What is done once in a process is left to the first. */

const settings = workerData as WorkerConfig;
const { deps, close } = await openJudging(settings);
const { close: closeStamps, ...stamps } = await openStamps({ ...deps, settings });
const worker = createWorker({ ...stamps, ...deps });
worker.start();
deps.log.info({}, 'thread started');

const stop = async (): Promise<void> => {
  await worker.stop();
  closeStamps();
  await close();
  process.exit();
};
parentPort?.on('message', (message) => {
  if (message === STOP) void stop();
});
