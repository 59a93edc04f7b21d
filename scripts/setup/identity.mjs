/** A pid alone names nobody for long: the system gives it to someone else. With its start time it does. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * @param {number} pid
 * @returns {string | undefined} when this process began, in the system's own words; undefined when it is gone
 */
export function startOf(pid) {
  if (process.platform !== 'linux') {
    const text = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)])
      .stdout?.toString()
      .trim();
    return text || undefined;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces and brackets; the fields after the last one are plain (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/**
 * @param {{ pid: number, started: string }} one
 * @returns {boolean} whether that very process still runs
 */
export function stillRuns({ pid, started }) {
  return startOf(pid) === started;
}
