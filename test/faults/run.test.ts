import { expect, test } from 'vitest';
import { FAULTS, planOf } from '../../scripts/faults/plan.ts';

const SEED = 7;

test('a seed is a schedule and its events', () => {
  const asked = { seed: SEED, seconds: 600, only: FAULTS };
  expect(planOf(asked)).toEqual(planOf(asked));
  expect(planOf({ ...asked, seed: SEED + 1 })).not.toEqual(planOf(asked));
  expect(new Set(planOf(asked).faults.map(({ fault }) => fault))).toEqual(new Set(FAULTS));
  const [show] = planOf(asked).shows;
  const sent = show?.requests.flat().map(({ token }) => token) ?? [];
  expect(sent.length / new Set(sent).size).toBeCloseTo(4 / 3, 1);
});
