import { describe, expect, test } from 'vitest';
import { createLineSplitter } from '../../../server/ingest/lines.ts';

const MAX = 16;
const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

/** `line:text`, or `line:too long`. */
const split = (chunks: readonly Uint8Array[]): string[] => {
  const splitter = createLineSplitter(MAX);
  const found = chunks.flatMap((chunk) => splitter.push(chunk));
  return [...found, ...splitter.end()].map(
    ({ line, bytes: kept }) => `${line}:${kept ? Buffer.from(kept).toString('utf8') : 'too long'}`,
  );
};
const oneByOne = (whole: Uint8Array): Uint8Array[] =>
  Array.from(whole, (_, at) => whole.subarray(at, at + 1));

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ['lines with and without a line feed at the end', 'a\nb', ['1:a', '2:b']],
  ['a line feed at the end makes no empty line', 'a\nb\n', ['1:a', '2:b']],
  ['CR LF', 'a\r\nb\r\n', ['1:a', '2:b']],
  ['blank lines are counted and left out', '\n \t\na\n\r\nb', ['3:a', '5:b']],
  ['nothing', '', []],
  ['a mark at the start of the file', '\ufeffa\n\ufeffb', ['1:a', '2:\ufeffb']],
  ['characters of several bytes', '最\n\u{1f600}\n', ['1:最', '2:\u{1f600}']],
  ['a line of exactly the limit', `${'x'.repeat(MAX)}\r\ny`, [`1:${'x'.repeat(MAX)}`, '2:y']],
  ['one byte more', `a\n${'x'.repeat(MAX + 1)}\ny`, ['1:a', '2:too long', '3:y']],
  ['far too long, with neighbours', `a\n${'x'.repeat(1000)}\nb\n`, ['1:a', '2:too long', '3:b']],
  ['too long and last', `a\n${'x'.repeat(1000)}`, ['1:a', '2:too long']],
];

describe.each(cases)('%s', (_name, input, expected) => {
  test('in one piece', () => expect(split([bytes(input)])).toEqual(expected));
  test('byte by byte', () => expect(split(oneByOne(bytes(input)))).toEqual(expected));
});

test('a line of 10 MB is never held', () => {
  const splitter = createLineSplitter(MAX);
  const megabyte = new Uint8Array(1024 * 1024).fill(0x78);
  const before = process.memoryUsage().arrayBuffers;
  for (let n = 0; n < 10; n += 1) expect(splitter.push(megabyte)).toEqual([]);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(3 * 1024 * 1024);
  expect(splitter.push(bytes('\nafter\n'))).toMatchObject([{ line: 1, bytes: null }, { line: 2 }]);
});
