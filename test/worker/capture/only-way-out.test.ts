import { expect, test } from 'vitest';
import { code } from '../../tidy/tree.ts';

/** Files of the product that may open a connection to an address that came from outside: one. */
const ONLY = 'worker/capture/guarded-fetch.ts';
/** What opens connections: calls of the platform, and values (not types) of Node's modules for it. */
const WAYS: readonly (readonly [string, RegExp])[] = [
  ['fetch', /(?<![.\w])(?:globalThis\.)?fetch\(\s*(?:['"`]|new URL|url\b|address\b)/],
  ['http', /^import \{[^}]*\b(?:request|get|Agent)\b[^}]*\} from 'node:https?'/m],
  ['http as a whole', /^import (?:\* as \w+|\w+) from 'node:(?:https?|http2|net|tls|dgram|dns)'/m],
  ['sockets', /^import \{[^}]*\b(?:connect|createConnection|Socket)\b[^}]*\} from 'node:(?:net|tls|http2)'/m],
  ['packages', /from '(?:undici|axios|got|node-fetch|ws)'.*$/m],
];

test('whatever of the worker and the models goes out to an address goes through the guarded fetch', () => {
  const product = code.filter(({ path }) => /^(?:worker|server|models)\//.test(path) && path !== ONLY);
  const found = product.flatMap(({ path, text }) =>
    WAYS.filter(([, pattern]) => pattern.test(text)).map(([way]) => `${path}: ${way}`),
  );
  // The server's own WebSocket listens; it opens nothing.
  expect(found.filter((one) => !/^server\/.*: packages$/.test(one))).toEqual([]);
  const itself = code.find(({ path }) => path === ONLY)?.text ?? '';
  expect(WAYS.some(([, pattern]) => pattern.test(itself))).toBe(true);
});
