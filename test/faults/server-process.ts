import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort } from '../../scripts/setup/services.mjs';

const root = resolve(import.meta.dirname, '../..');
const dir = join(root, '.local/test/faults-server');
/** It loads the rules and TensorFlow; a machine that others use as well is slow at that. */
const START_MS_MAX = 240_000;

/** A real server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  /** Memory that it holds now, MiB. */
  residentMiB(): number;
  end(): Promise<void>;
}

/** Starts the built server and waits until it is ready; its log goes to `.local/test/faults-server/<name>.log`. */
export const spawnServer = async (
  name: string,
  stores: { readonly mongoUri: string; readonly redisUrl: string },
): Promise<ServerProcess> => {
  mkdirSync(dir, { recursive: true });
  const secret = join(dir, `secret-${process.pid}`);
  writeFileSync(secret, randomBytes(32).toString('hex'), { mode: 0o600 });
  const port = await freePort();
  const child = spawn(process.execPath, ['.local/build/server/main.js'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      MONGODB_URI: stores.mongoUri,
      REDIS_URL: stores.redisUrl,
      PORT: String(port),
      SESSION_SECRET_FILE: secret,
    },
  });
  const log = createWriteStream(join(dir, `${name}.log`), { flags: 'a' });
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  const reap = () => child.kill('SIGKILL');
  process.once('exit', reap);
  const url = `http://127.0.0.1:${port}`;
  const endMs = performance.now() + START_MS_MAX;
  while (
    !(await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}`);
    if (performance.now() > endMs) throw new Error('the server does not become ready');
    await new Promise((done) => setTimeout(done, 100));
  }
  return {
    url,
    port,
    child,
    residentMiB: () =>
      Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    async end() {
      process.removeListener('exit', reap);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await gone;
    },
  };
};
