import { describe, expect, test } from 'vitest';
import { readLine } from '../../../server/ingest/read-line.ts';

const read = (text: string | Uint8Array) =>
  readLine({ line: 7, bytes: typeof text === 'string' ? Buffer.from(text, 'utf8') : text });
const utterance = (more: string) =>
  `{"type":"utterance","id":"u1","source":"speech","atMs":1,"text":"a"${more}}`;
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

test('an event is taken with the role it has by default', () => {
  expect(read(utterance(''))).toEqual({
    ok: true,
    line: 7,
    event: { type: 'utterance', id: 'u1', source: 'speech', role: 'presenter', atMs: 1, text: 'a' },
  });
});

test('markup is text like any other', () => {
  const text = '<script>alert(1)</script>&amp;';
  const result = read(JSON.stringify({ type: 'utterance', id: 'c1', source: 'chat', atMs: 0, text }));
  expect(result).toMatchObject({ ok: true, event: { text, role: 'viewer' } });
});

const refused: readonly (readonly [string, string | Uint8Array, Record<string, unknown>])[] = [
  ['no JSON', '{"type":', { code: 'not-json' }],
  ['a list', '[1]', { code: 'invalid', reason: 'each line is one JSON object' }],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), { code: 'not-utf8' }],
  ['half of a character', Buffer.from('最', 'utf8').subarray(0, 2), { code: 'not-utf8' }],
  ['a surrogate written in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), { code: 'not-utf8' }],
  ['an unknown type', '{"type":"hello"}', { code: 'invalid', field: 'type' }],
  ['no type', '{}', { code: 'invalid', field: 'type' }],
  ['a kind of the system itself: registered', '{"type":"registered","atMs":0}', { field: 'type' }],
  [
    'a kind of the system itself: decision',
    '{"type":"decision","atMs":0,"decisionId":"d","alertId":"a","action":"uphold"}',
    { field: 'type' },
  ],
  ['a kind of the system itself: heartbeat', '{"type":"heartbeat","atMs":0}', { field: 'type' }],
  [
    'a kind of the system itself: visibility',
    '{"type":"visibility","atMs":0,"public":true}',
    { field: 'type' },
  ],
  [
    'a lone surrogate',
    utterance(',"speaker":"x\\ud800y"'),
    { field: 'speaker', reason: /lone surrogate at offset 1/ },
  ],
  ['NUL', utterance(',"speaker":"ab\\u0000"'), { field: 'speaker', reason: /NUL at offset 2/ }],
  ['a field nobody knows', utterance(',"colour":"red"'), { code: 'invalid', id: 'u1' }],
  ['a time before the start', utterance('').replace('"atMs":1', '"atMs":-1'), { field: 'atMs' }],
  ['a time after a day', utterance('').replace('"atMs":1', '"atMs":86400001'), { field: 'atMs' }],
  ['half a millisecond', utterance('').replace('"atMs":1', '"atMs":0.5'), { field: 'atMs' }],
  ['no text', '{"type":"utterance","id":"u1","source":"speech","atMs":1}', { field: 'text' }],
  ...['1e400', '-1e400', '9007199254740993', '12345678901234567890'].map(
    (number) =>
      [
        `the number ${number} in a field that is kept as it comes`,
        `{"type":"product","action":"listed","productId":"p","atMs":0,"listing":{"skus":[{"name":"a","no":${number}}]}}`,
        { code: 'invalid', field: 'listing.skus.0.no', reason: /send it as a text/ },
      ] as const,
  ),
  [
    'a lone surrogate in a field that is kept as it comes',
    '{"type":"product","action":"listed","productId":"p","atMs":0,"listing":{"skus":[{"name":"a","size":"\\udc00"}]}}',
    { field: 'listing.skus.0.size' },
  ],
  [
    'a lone surrogate in the name of a member',
    '{"type":"product","action":"listed","productId":"p","atMs":0,"seller":{"\\ud83d":"x"}}',
    { field: 'seller' },
  ],
  [
    'nesting without end',
    `{"type":"product","action":"listed","productId":"p","atMs":0,"listing":{"skus":[{"name":"a","x":${nested(5000)}}]}}`,
    { reason: /nested deeper/ },
  ],
  [
    'a member that would change what objects are',
    '{"type":"product","action":"listed","productId":"p","atMs":0,"seller":{"__proto__":{"a":1}}}',
    { field: 'seller' },
  ],
];

describe('refused', () => {
  test.each(refused)('%s', (_name, input, expected) => {
    const result = read(input);
    if (result.ok) throw new Error('was taken');
    const { reason, ...others } = expected;
    expect(result.account).toMatchObject({ line: 7, status: 'refused', retryable: false, ...others });
    if (reason instanceof RegExp) expect(result.account.reason).toMatch(reason);
    else if (reason !== undefined) expect(result.account.reason).toBe(reason);
    expect(result.account.reason).not.toBe('');
  });
  test('a line that was too long to keep', () => {
    const result = readLine({ line: 3, bytes: null });
    expect(result).toMatchObject({ ok: false, account: { line: 3, code: 'line-too-long' } });
  });
});
