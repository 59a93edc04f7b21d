import { expect, test } from 'vitest';
import type { Mark } from '../../dashboard/state/coverage.ts';
import { grouped } from '../../dashboard/state/mark-groups.ts';

const name = { zh: '保质期', en: 'shelf life' };
const duty = (atMs: number, state: 'satisfied' | 'missing' | 'late'): Mark => ({
  type: 'duty',
  key: `duty/${atMs}/${state}`,
  atMs,
  name,
  state,
});
const question = (atMs: number): Mark => ({
  type: 'question',
  key: `question/${atMs}`,
  atMs,
  name,
  askers: 2,
  deleted: false,
});
const introduction = (atMs: number): Mark => ({
  type: 'introduction',
  key: `introduction/${atMs}`,
  atMs,
  untilMs: null,
  name: '山谷饼干',
  spoken: false,
});
const APART = { saidMs: 5_000, claimedMs: 1_500 };

test('marks that would lie on each other are one with their count, in the shape of what went wrong', () => {
  const marks = [
    introduction(0),
    duty(1_000, 'satisfied'),
    duty(1_000, 'missing'),
    question(3_000),
    duty(9_000, 'late'),
  ];
  const shown = grouped(marks, APART);
  expect(shown.map(({ type, atMs }) => `${type} ${atMs}`)).toEqual([
    'introduction 0',
    'group 1000',
    'duty 9000',
  ]);
  const [, group] = shown;
  if (group?.type !== 'group') throw new Error('no group');
  expect(group.marks).toHaveLength(3);
  expect(group.worst).toMatchObject({ type: 'duty', state: 'missing' });
});

test('what lasts is never put together, and a chain of near marks does not grow without end', () => {
  expect(grouped([introduction(0), introduction(0)], APART).map(({ type }) => type)).toEqual([
    'introduction',
    'introduction',
  ]);
  const chain = [0, 4_000, 8_000, 12_000].map((atMs) => duty(atMs, 'satisfied'));
  expect(grouped(chain, APART).map(({ atMs }) => atMs)).toEqual([0, 8_000]);
});
