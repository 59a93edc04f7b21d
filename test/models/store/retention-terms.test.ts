import { expect, test } from 'vitest';
import { endOf, readTerm, TERM_DEFAULT } from '../../../models/store/retention-terms.ts';

test.each([
  ['3y60d', '2024-01-10', '2027-03-11'],
  ['3y60d', '2024-12-31', '2028-02-29'],
  ['1y', '2024-02-29', '2025-03-01'],
  ['90d', '2026-11-23', '2027-02-21'],
  ['0d', '2026-11-23', '2026-11-23'],
])('%s from %s is over on %s', (term, from, until) => {
  expect(endOf(new Date(from), readTerm(term))?.toISOString().slice(0, 10)).toBe(until);
});

test('never is never over, and other spellings are refused', () => {
  expect(endOf(new Date(0), readTerm('never'))).toBeNull();
  expect(readTerm(TERM_DEFAULT)).toEqual({ years: 3, days: 60 });
  for (const wrong of ['', '3', '3 years', '-1d', '60d3y', 'Never'])
    expect(() => readTerm(wrong)).toThrow(RangeError);
});
