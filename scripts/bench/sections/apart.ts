import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Section, SectionOptions } from './section.ts';

/** The longest takes a third of this on an idle machine; on a busy one the others get their turn all the same. */
export const SECTION_MS_MAX = 20 * 60_000;

/** What a section that was ended in the middle had no time to throw away. */
const forgetStores = (root: string, pid: number): void => {
  const dir = join(root, '.local/bench');
  for (const name of readdirSync(dir))
    if (name === String(pid) || name.startsWith(`${pid}-`))
      rmSync(join(dir, name), { recursive: true, force: true });
};

/**
 * Measures one section in a process of its own, which is ended with all that it started when it takes too long.
 * @throws Error that says so, or what it ended with.
 */
export const measureApart = async (
  name: string,
  { root, quick }: SectionOptions,
  limitMs = SECTION_MS_MAX,
): Promise<Section> => {
  const [, command = ''] = process.argv;
  const child = spawn(process.execPath, [command, '--only', name, ...(quick ? ['--quick'] : [])], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own, so that its stores and workers end with it.
    detached: true,
  });
  const end = (): void => {
    try {
      process.kill(-(child.pid ?? 0), 'SIGKILL');
    } catch {
      // It is gone already.
    }
  };
  const interrupt = (): void => {
    end();
    process.exit(130);
  };
  process.once('exit', end);
  process.once('SIGINT', interrupt);
  let isLate = false;
  const limit = setTimeout(() => {
    isLate = true;
    end();
  }, limitMs);
  try {
    const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    if (isLate) throw new Error(`${name} was ended after ${Math.round(limitMs / 60_000)} minutes`);
    if (code !== 0) throw new Error(`${name} ended with ${code}`);
    return (JSON.parse(said) as Record<string, Section>)[name] ?? {};
  } finally {
    clearTimeout(limit);
    end();
    if (isLate) forgetStores(root, child.pid ?? 0);
    process.off('exit', end);
    process.off('SIGINT', interrupt);
  }
};
