import { expect, test } from 'vitest';
import { errorFacts } from '../../../worker/observe/log.ts';

test('two writers that meet are told of in a sentence, any other error by its name and place', () => {
  const conflict = Object.assign(new Error('Caused by :: Write conflict during plan execution'), {
    code: 112,
  });
  expect(errorFacts(conflict)).toEqual({
    error: 'another write to the same documents came first (WriteConflict)',
  });
  const other = errorFacts(Object.assign(new Error('dup key: { quote: "x" }'), { code: 11000 }));
  expect(other).toMatchObject({
    error: 'Error: dup key',
    code: 11000,
    at: expect.stringContaining('log.test'),
  });
});
