import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startOf, stillRuns } from '../setup/identity.mjs';

/** Who runs, kept on disk so that the next start can end what a killed supervisor left behind. */
export interface PidFile {
  pid: number;
  /** The system's word for when it began: with the pid, nobody else's. */
  started: string;
  name: string;
  /** Where the stores listen that it has started itself, for commands that are called beside it. */
  ports?: { mongo?: number; redis?: number };
}

const POLL_MS = 50;
/** mongod flushes at SIGTERM; anything that takes longer is ended by force, and its journal holds. */
const LEFTOVER_LIMIT_MS = 15_000;

export function writePidFile(runDir: string, name: string, pid: number, ports?: PidFile['ports']): void {
  const started = startOf(pid);
  if (started === undefined) return;
  mkdirSync(runDir, { recursive: true });
  const half = join(runDir, `${name}.${process.pid}.half`);
  writeFileSync(half, JSON.stringify({ pid, started, name, ...(ports && { ports }) } satisfies PidFile));
  renameSync(half, join(runDir, `${name}.json`));
}

export function removePidFile(runDir: string, name: string): void {
  rmSync(join(runDir, `${name}.json`), { force: true });
}

/** @returns the process of that name, if that very process still runs */
export function runningUnder(runDir: string, name: string): PidFile | undefined {
  const file = readPidFile(join(runDir, `${name}.json`));
  return file && stillRuns(file) ? file : undefined;
}

function readPidFile(path: string): PidFile | undefined {
  try {
    const file = JSON.parse(readFileSync(path, 'utf8')) as Partial<PidFile>;
    const { pid, started, name } = file;
    if (typeof pid !== 'number' || typeof started !== 'string' || typeof name !== 'string') return undefined;
    return { pid, started, name };
  } catch {
    return undefined;
  }
}

/**
 * Ends what earlier children still run: SIGTERM, then SIGKILL past the limit. A pid that has become another
 * process since is left alone.
 * @returns the names of those that were ended
 */
export async function endLeftovers(runDir: string, limitMs = LEFTOVER_LIMIT_MS): Promise<string[]> {
  let files: string[];
  try {
    files = readdirSync(runDir).filter((file) => file.endsWith('.json'));
  } catch {
    return [];
  }
  const left = files.map((file) => readPidFile(join(runDir, file))).filter((file) => file !== undefined);
  const alive = left.filter(stillRuns);
  for (const { pid } of alive) signalGroup(pid, 'SIGTERM');
  const untilMs = Date.now() + limitMs;
  while (alive.some(stillRuns)) {
    if (Date.now() > untilMs) for (const file of alive.filter(stillRuns)) signalGroup(file.pid, 'SIGKILL');
    await sleep(POLL_MS);
  }
  for (const file of files) rmSync(join(runDir, file), { force: true });
  return alive.map(({ name }) => name);
}

/** Children lead a group of their own, so that what they have started ends with them. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, signal);
      return;
    } catch {
      // Gone, or not the leader of a group: then the process itself is next.
    }
  }
}
