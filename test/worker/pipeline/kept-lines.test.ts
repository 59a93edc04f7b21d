import { expect, test } from 'vitest';
import { asUtteranceId } from '../../../models/contract/ids.ts';
import { WARM_MS } from '../../../models/store/recent-utterances.ts';
import { keepLine, LINES_MAX, type Line, tailOf } from '../../../worker/pipeline/state.ts';
import { heldBytes } from '../../memory.ts';

const line = (n: number, atMs: number): Line => ({
  utteranceId: asUtteranceId(`u${n}`),
  leafIndex: n,
  source: 'chat',
  role: 'viewer',
  atMs,
  text: 'hello',
});

/** Says a line every so often; @returns the most that were kept at once, and what is kept in the end. */
const heard = (count: number, everyMs: number) => {
  const state: { lines: Line[] } = { lines: [] };
  let most = 0;
  for (let n = 0; n < count; n += 1) {
    keepLine(state, line(n, n * everyMs));
    most = Math.max(most, state.lines.length);
  }
  return { most, lines: state.lines };
};

test('of a show of hours no more lines are kept than a new owner would read back, and a quarter more', () => {
  const everyMs = 250;
  const { most, lines } = heard(20_000, everyMs);
  expect(most).toBeLessThanOrEqual((1.25 * WARM_MS) / everyMs + 2);
  expect(lines.at(-1)?.leafIndex).toBe(19_999);
  expect(lines.length).toBeGreaterThanOrEqual(WARM_MS / everyMs);
});

test('of a chat too fast to read only the newest are kept, without a hole', () => {
  const { most, lines } = heard(10_000, 5);
  expect(most).toBeLessThanOrEqual(1.25 * LINES_MAX + 1);
  expect(lines.length).toBeGreaterThanOrEqual(LINES_MAX);
  expect(lines.map(({ leafIndex }) => leafIndex)).toEqual(lines.map((_, i) => 10_000 - lines.length + i));
});

test('a line that comes late throws nothing away', () => {
  const state: { lines: Line[] } = { lines: [] };
  keepLine(state, line(1, 500_000));
  keepLine(state, line(2, 1_000));
  expect(state.lines).toHaveLength(2);
});

test('of a long line no more is held than its end that is kept', () => {
  const held = heldBytes(() =>
    Array.from({ length: 200 }, (_, n) => tailOf(`第${n}位`.padEnd(60_000, '好'))),
  );
  expect(held).toBeLessThan(2 * 1024 * 1024);
});
