import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { FAULTS, planOf } from '../../scripts/faults/plan.ts';

const SEED = 7;
/** Those that the other tests of this folder do not make, and what is quick enough to stand beside them. */
const SHORT = [
  'worker-killed',
  'server-killed',
  'redis-killed',
  'mongo-killed',
  'worker-stopped',
  'server-killed-before-telling',
  'redis-memory-full',
] as const;
/** On a machine that is busy with others. */
const LIMIT_MS = 400_000;

const run = (args: readonly string[]): Promise<{ code: number | null; said: string }> =>
  new Promise((done) => {
    const child = spawn(process.execPath, ['.local/build/scripts/faults.js', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const hear = (data: Buffer): void => {
      said += data.toString();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('close', (code) => done({ code, said }));
  });

test('a seed is a schedule and its events', () => {
  const asked = { seed: SEED, seconds: 600, only: FAULTS };
  expect(planOf(asked)).toEqual(planOf(asked));
  expect(planOf({ ...asked, seed: SEED + 1 })).not.toEqual(planOf(asked));
  expect(new Set(planOf(asked).faults.map(({ fault }) => fault))).toEqual(new Set(FAULTS));
  const [show] = planOf(asked).shows;
  const sent = show?.requests.flat().map(({ token }) => token) ?? [];
  expect(sent.length / new Set(sent).size).toBeCloseTo(4 / 3, 1);
});

test(
  'every process and both stores killed, stopped and starved, lines cut: every guarantee holds',
  async () => {
    const { code, said } = await run([
      ...['--minutes', '0.3', '--seed', String(SEED), '--cuts', '50', '--only', SHORT.join(',')],
    ]);
    expect(said).toContain('every guarantee holds');
    for (const fault of SHORT) expect(said).toContain(`${fault} 1`);
    expect(said).toContain('dashboards: 50 cuts');
    expect(code).toBe(0);
  },
  LIMIT_MS,
);
