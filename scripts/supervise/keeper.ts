import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { deathsAfter, restartDelayMs } from './backoff.ts';
import { openChildLog } from './child-log.ts';
import { removePidFile, signalGroup, writePidFile } from './pid-file.ts';

export interface ChildSpec {
  name: string;
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** What of a line of its output a person should see now; undefined for most lines. */
  worthSaying: (line: string) => string | undefined;
}

export interface KeeperDeps {
  runDir: string;
  logDir: string;
  say: (text: string) => void;
  now: () => number;
  /** Replaced in tests only, which have no half second to wait. */
  delayMs?: (deathsInARow: number) => number;
}

export interface Keeper {
  readonly name: string;
  /** undefined between a death and the next start. */
  pid(): number | undefined;
  /** All deaths since the first start that were not asked for. */
  deaths(): number;
  lastLines(): string[];
  /** Asks it to end, and ends it by force past the limit; no restart follows. Safe to call twice. */
  stop(limitMs: number): Promise<'ended' | 'killed'>;
  /** At once and without waiting, for the last moment of this process. */
  signal(signal: NodeJS.Signals): void;
}

/** Starts a child and starts it again whenever it ends by itself, later and later, until `stop`. */
export function keep(spec: ChildSpec, deps: KeeperDeps): Keeper {
  const { name } = spec;
  const { say, now, runDir, delayMs = restartDelayMs } = deps;
  const log = openChildLog(join(deps.logDir, `${name}.log`), {
    name,
    worthSaying: spec.worthSaying,
    say,
    now,
  });
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let deaths = 0;
  let deathsInARow = 0;
  let bornAt = 0;
  const waiting: (() => void)[] = [];

  const died = (how: string) => {
    child = undefined;
    removePidFile(runDir, name);
    for (const gone of waiting.splice(0)) gone();
    if (stopping) return;
    deaths += 1;
    deathsInARow = deathsAfter(deathsInARow, now() - bornAt);
    const waitMs = delayMs(deathsInARow);
    say(`${name} ended by itself (${how}); starting it again in ${(waitMs / 1000).toFixed(1)} s`);
    timer = setTimeout(begin, waitMs);
  };

  const begin = () => {
    bornAt = now();
    // A group of its own: Ctrl-C reaches the whole terminal group, and the order of stopping is ours to decide.
    const born = spawn(spec.command, [...spec.args], {
      cwd: spec.cwd,
      env: spec.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    child = born;
    if (born.pid !== undefined) writePidFile(runDir, name, born.pid);
    for (const output of [born.stdout, born.stderr]) {
      output.setEncoding('utf8');
      output.on('data', (piece: string) => log.take(piece));
    }
    born.once('error', (error) => {
      if (born.pid === undefined) died(error.message);
    });
    born.once('close', () => log.flush());
    born.once('exit', (code, signal) => died(signal ?? `exit code ${code}`));
  };

  begin();
  return {
    name,
    pid: () => child?.pid,
    deaths: () => deaths,
    lastLines: () => log.lastLines(),
    signal(signal) {
      stopping = true;
      clearTimeout(timer);
      if (child?.pid !== undefined) signalGroup(child.pid, signal);
    },
    async stop(limitMs) {
      stopping = true;
      clearTimeout(timer);
      const pid = child?.pid;
      if (pid === undefined) return 'ended';
      let how: 'ended' | 'killed' = 'ended';
      const gone = new Promise<void>((done) => waiting.push(done));
      signalGroup(pid, 'SIGTERM');
      const limit = setTimeout(() => {
        how = 'killed';
        signalGroup(pid, 'SIGKILL');
      }, limitMs);
      await gone;
      clearTimeout(limit);
      return how;
    },
  };
}
