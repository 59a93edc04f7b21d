import { parentPort, workerData } from 'node:worker_threads';
import { openAuditLog } from '../audit-log/open.ts';
import type { WorkerConfig } from '../config.ts';
import { STOP } from '../threads.ts';

/*
 * Entry of the thread that writes the audit log, see threads.ts. Judging keeps its own threads busy for seconds where much waits; what
 * people do is to be in the log within one.
 */

const auditLog = await openAuditLog(workerData as WorkerConfig);
auditLog.start();

const stop = async (): Promise<void> => {
  await auditLog.stop();
  process.exit();
};
parentPort?.on('message', (message) => {
  if (message === STOP) void stop();
});
