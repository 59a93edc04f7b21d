import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { signingPem } from '../../flow/worker/harness.ts';

const root = resolve(import.meta.dirname, '../../..');
const dir = join(root, '.local/test/faults-worker');

/** A real worker in a process of its own. */
export interface WorkerProcess {
  readonly child: ChildProcess;
  kill(signal: NodeJS.Signals): void;
  readonly exited: Promise<void>;
}

/** Starts the built worker, with further settings if need be; its log goes to `.local/test/faults-worker/<name>.log`. */
export const spawnWorker = (
  name: string,
  stores: { readonly mongoUri: string; readonly redisUrl: string },
  settings: Readonly<Record<string, string>> = {},
): WorkerProcess => {
  mkdirSync(dir, { recursive: true });
  const keyFile = join(dir, `key-${process.pid}.pem`);
  writeFileSync(keyFile, signingPem, { mode: 0o600 });
  const child = spawn(process.execPath, ['.local/build/worker/main.js'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      MONGODB_URI: stores.mongoUri,
      REDIS_URL: stores.redisUrl,
      LOG_SIGNING_KEY_FILE: keyFile,
      LOG_KEY_NAME: 'test.example/log',
      CORRECTION_WAIT_MS: '0',
      WORKER_NAME: name,
      LOG_LEVEL: 'info',
      ...settings,
    },
  });
  const log = createWriteStream(join(dir, `${name}.log`), { flags: 'a' });
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  const reap = () => child.kill('SIGKILL');
  process.once('exit', reap);
  const exited = new Promise<void>((done) => {
    child.once('exit', () => {
      process.removeListener('exit', reap);
      done();
    });
  });
  return { child, exited, kill: (signal) => child.kill(signal) };
};

/** Ends processes, those that are stopped or already gone included. */
export const endAll = async (workers: readonly WorkerProcess[]): Promise<void> => {
  for (const worker of workers) worker.kill('SIGKILL');
  await Promise.all(workers.map(({ exited }) => exited));
};
