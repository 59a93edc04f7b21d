import { expect, test } from 'vitest';
import { isOwnOrigin } from '../../../server/http/guard.ts';
import { asProblem, Problem } from '../../../server/http/problem.ts';

const named = (name: string, message = ''): Error => Object.assign(new Error(message), { name });

test.each([
  ['a problem stays what it is', new Problem('csrf', 'x'), 'csrf', 403],
  ['MongoDB is away', named('MongoServerSelectionError'), 'not-available', 503],
  ['MongoDB is away, as Mongoose says it', named('MongooseServerSelectionError'), 'not-available', 503],
  ['Redis is away', named('ClientOfflineError'), 'not-available', 503],
  ['Redis is full', new Error('OOM command not allowed'), 'not-available', 503],
  ['Redis reads its file', new Error('LOADING Redis is loading the dataset in memory'), 'not-available', 503],
  ['nobody listens', Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'not-available', 503],
  ['a body that is no JSON', Object.assign(new Error('x'), { type: 'entity.parse.failed' }), 'invalid', 400],
  ['a body that is too large', Object.assign(new Error('x'), { type: 'entity.too.large' }), 'too-large', 413],
  ['a file that is not there', Object.assign(new Error('x'), { status: 404 }), 'not-found', 404],
  ['an address that Express refuses', Object.assign(new Error('x'), { status: 400 }), 'invalid', 400],
  ['a status of our own making', Object.assign(new Error('x'), { status: 500 }), 'failed', 500],
  ['anything else', new TypeError('secret text'), 'failed', 500],
  ['no error at all', 'text', 'failed', 500],
])('%s', (_name, error, code, status) => {
  const problem = asProblem(error);
  expect([problem.code, problem.status]).toEqual([code, status]);
});

test('what is not known is not told', () => {
  expect(JSON.stringify(asProblem(new TypeError('secret text')).reply)).not.toContain('secret');
});

test.each([
  ['a program, without an origin', undefined, 'watch.example', true],
  ['our address', 'https://watch.example', 'inner:7400', true],
  ['the host it was sent to', 'http://localhost:7400', 'localhost:7400', true],
  ['another site', 'https://other.example', 'watch.example', false],
  ['another port', 'http://localhost:7401', 'localhost:7400', false],
  ['a sandboxed page', 'null', 'watch.example', false],
  ['no host', 'https://other.example', undefined, false],
])('origin: %s', (_name, origin, host, expected) => {
  expect(isOwnOrigin(origin, host, 'https://watch.example')).toBe(expected);
});
