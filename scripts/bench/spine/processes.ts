import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second (`getconf CLK_TCK`). */
const TICKS_PER_S = 100;
const KIB = 1024;
const LISTENS = 'listens';
/** A thousand connections on a busy machine take a minute. */
const ANSWER_MS_MAX = 180_000;

/** Processor seconds that a process has used, its own and the kernel's for it (proc(5), `stat`, fields 14 and 15). */
export const cpuSeconds = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S;
};

/** Resident memory of a process, MiB. */
export const residentMib = (pid: number): number => {
  const kib = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) / KIB;
};

/** Load of the machine over the last minute: what is measured beside other programs is a floor. */
export const loadOfMinute = (): number => Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]);

export type Parts = Readonly<Record<string, number>>;

/** Begins to measure. @returns what each process took since: cores, to two places. */
export const watchCpu = (pids: Parts): (() => Record<string, number>) => {
  const from = Object.entries(pids).map(([name, pid]) => [name, pid, cpuSeconds(pid)] as const);
  const startedAt = performance.now();
  return () => {
    const seconds = (performance.now() - startedAt) / 1000;
    return Object.fromEntries(
      from.map(([name, pid, before]) => [name, round((cpuSeconds(pid) - before) / seconds, 2)]),
    );
  };
};

export const round = (value: number, places = 0): number => Number(value.toFixed(places));

/** The value below which a share of the values lies. */
export const at = (sorted: ArrayLike<number>, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

export interface Child {
  readonly process: ChildProcess;
  readonly pid: number;
  /** Memory in use after a full collection of garbage, bytes. Only of those started with `weighed`. */
  weigh(): Promise<NodeJS.MemoryUsage>;
  /** Asks the child's own programme something over its channel. */
  ask<T>(question: unknown): Promise<T>;
  stop(): Promise<void>;
}

export interface ChildOptions {
  readonly script: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly log: string;
  /** A module that lets it be weighed. */
  readonly weighed?: string;
  /** For Node. */
  readonly flags?: readonly string[];
}

/** Starts a Node process with a channel, its output in a file. */
export const startChild = ({ script, cwd, env, log, weighed, flags = [] }: ChildOptions): Child => {
  const out = openSync(log, 'a');
  const weighing = weighed ? ['--expose-gc', '--import', weighed] : [];
  const child = spawn(process.execPath, [...flags, ...weighing, script], {
    cwd,
    stdio: ['ignore', out, out, 'ipc'],
    env: { PATH: process.env.PATH, TF_CPP_MIN_LOG_LEVEL: '2', ...env },
  });
  const reap = (): void => void child.kill('SIGKILL');
  process.once('exit', reap);
  let asked = 0;
  // A question that comes before its programme listens would be lost.
  const listens = new Promise<void>((done) => {
    child.on('message', (message) => message === LISTENS && done());
  });
  const askNow = <T>(question: unknown): Promise<T> =>
    new Promise<T>((done, failed) => {
      asked += 1;
      const id = asked;
      const gone = (): void => failed(new Error(`${script} has ended, or does not answer; ${log} says why`));
      const late = setTimeout(gone, ANSWER_MS_MAX);
      const hear = (message: { id: number; answer?: T; error?: string }): void => {
        if (message.id !== id) return;
        clearTimeout(late);
        child.off('message', hear).off('exit', gone);
        if (message.error === undefined) done(message.answer as T);
        else failed(new Error(message.error));
      };
      child.on('message', hear).once('exit', gone);
      child.send({ id, question });
    });
  return {
    process: child,
    pid: child.pid ?? 0,
    ask: async <T>(question: unknown): Promise<T> => {
      await Promise.race([listens, once(child, 'exit')]);
      return askNow<T>(question);
    },
    weigh: () => askNow<NodeJS.MemoryUsage>('weigh'),
    async stop() {
      process.off('exit', reap);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await gone;
    },
  };
};

/** In a child: answers what its parent asks, each question by a function. */
export const answerParent = (answer: (question: never) => unknown): void => {
  process.on('message', (message: { id: number; question: never }) => {
    if (message.question === 'weigh') return;
    Promise.resolve()
      .then(() => answer(message.question))
      .then(
        (told) => process.send?.({ id: message.id, answer: told }),
        (error: unknown) => process.send?.({ id: message.id, error: String(error) }),
      );
  });
  process.once('disconnect', () => process.exit());
  process.send?.(LISTENS);
};
