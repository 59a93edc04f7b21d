import { expect, test } from 'vitest';
import { CORRECTION_MS } from '../../../models/store/correction-standing.ts';
import {
  keepClaim,
  RECENT_CLAIMS_MAX,
  type RecentClaim,
  recentClaim,
} from '../../../worker/pipeline/state.ts';
import { haveOneShape, heldBytes } from '../../memory.ts';

const claimAt = (n: number, atMs: number, quote = '全网最低价'): RecentClaim =>
  recentClaim(
    { leafIndex: n, atMs, quote },
    { utteranceId: `u${n}`, start: 0, end: 5, role: 'presenter', verdict: 'flag', speaker: 'host' },
  );

/** Makes a claim every so often. @returns the most that were kept at once, and what is kept in the end. */
const heard = (count: number, everyMs: number) => {
  const state: { claims: RecentClaim[] } = { claims: [] };
  let most = 0;
  for (let n = 0; n < count; n += 1) {
    keepClaim(state, claimAt(n, n * everyMs));
    most = Math.max(most, state.claims.length);
  }
  return { most, claims: state.claims };
};

test('of a show of hours the claims are kept that may still be taken back, and those of a minute more', () => {
  const everyMs = 4_000;
  const { most, claims } = heard(5_000, everyMs);
  expect(claims.length).toBeGreaterThan(CORRECTION_MS / everyMs);
  expect(most).toBeLessThanOrEqual((CORRECTION_MS + 60_000) / everyMs + 2);
});

test('of many claims the newest are kept, without a hole', () => {
  const { claims } = heard(1_000, 100);
  expect(claims.map(({ leafIndex }) => leafIndex)).toEqual(
    Array.from({ length: RECENT_CLAIMS_MAX }, (_, i) => 1_000 - RECENT_CLAIMS_MAX + i),
  );
});

test('one with a wrong time makes the others not old', () => {
  const state = { claims: Array.from({ length: 20 }, (_, n) => claimAt(n, n * 1_000)) };
  keepClaim(state, claimAt(20, 36_000_000));
  keepClaim(state, claimAt(21, 21_000));
  expect(state.claims.length).toBeGreaterThanOrEqual(20);
});

test('claims have one shape between them, and not each its own', () => {
  expect(haveOneShape(claimAt(1, 1_000), claimAt(2, 2_000))).toBe(true);
});

test('of a long text no more is held than the words of the claim', () => {
  const texts = (n: number): string => `第${n}位`.padEnd(60_000, '好');
  const held = heldBytes(() =>
    Array.from({ length: 200 }, (_, n) => claimAt(n, n * 1_000, texts(n).slice(0, 40))),
  );
  expect(held).toBeLessThan(1024 * 1024);
});
