import { expect, test } from 'vitest';
import { CanonicalError } from '../../../models/contract/log/canonical.ts';
import { AlertContended } from '../../../models/store/raise-alert.ts';
import { backoffMs, eachLimited, isTransient } from '../../../worker/pipeline/retry.ts';

const named = (name: string, code?: number | string): Error =>
  Object.assign(new Error('x'), { name }, code === undefined ? {} : { code });

test.each<[string, unknown, boolean]>([
  ['a connection that broke', named('MongoNetworkError'), true],
  ['no primary', named('MongoServerSelectionError'), true],
  ['a write conflict', named('MongoServerError', 112), true],
  ['a stepped-down primary', named('MongoServerError', 10107), true],
  ['a document too large', named('MongoServerError', 10334), false],
  ['a document that is refused', named('MongoBulkWriteError', 121), false],
  ['a refused connection', named('Error', 'ECONNREFUSED'), true],
  ['a value without a form', new CanonicalError('not-json', '$', 'x'), false],
  ['an alert that others keep changing', new AlertContended('x'), true],
  ['a mistake in the code', new TypeError('x is not a function'), false],
  ['something thrown that is no error', 'x', false],
])('%s: %s', (_, error, transient) => {
  expect(isTransient(error)).toBe(transient);
});

test('waits grow to their limit', () => {
  expect([0, 1, 2, 5, 100].map(backoffMs)).toEqual([100, 200, 400, 2_000, 2_000]);
});

test('a failure among several is told once all that run have settled', async () => {
  const done: number[] = [];
  const work = async (n: number): Promise<void> => {
    await Promise.resolve();
    if (n === 1) throw new Error('one');
    done.push(n);
  };
  await expect(eachLimited([0, 1, 2, 3], 2, work)).rejects.toThrow('one');
  expect(done).toContain(0);
});
