import { describe, expect, it } from 'vitest';
import { batches, LINE_UNITS_MAX, type NumberedLine } from '../../../scripts/classify/lines.ts';

async function* chunksOf(chunks: readonly string[]): AsyncGenerator<string> {
  yield* chunks;
}
const read = async (...chunks: string[]): Promise<NumberedLine[][]> => {
  const found: NumberedLine[][] = [];
  for await (const batch of batches(chunksOf(chunks))) if (batch.length > 0) found.push(batch);
  return found;
};
const long = 'a'.repeat(LINE_UNITS_MAX / 2 + 1);

describe('lines out of what comes', () => {
  it.each<readonly [what: string, chunks: string[], lines: NumberedLine[]]>([
    [
      'whole lines',
      ['a\nb\n'],
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    [
      'a byte order mark at the start alone',
      ['', '\ufeff{}\n', '\ufeffa'],
      [
        [1, '{}'],
        [2, '\ufeffa'],
      ],
    ],
    [
      'a last one without its end',
      ['a\nb'],
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    ['one cut over chunks', ['a', 'b', 'c\n'], [[1, 'abc']]],
    ['blank ones are counted and left out', ['\n \nc\n'], [[3, 'c']]],
    ['nothing', [], []],
    [
      'one too long, and the next',
      ['x\n', long, long, long, '\ny\n'],
      [
        [1, 'x'],
        [2, null],
        [3, 'y'],
      ],
    ],
    [
      'one too long at the end',
      ['x\n', long, long],
      [
        [1, 'x'],
        [2, null],
      ],
    ],
    [
      'one too long and whole',
      [`${long}${long}\ny`],
      [
        [1, null],
        [2, 'y'],
      ],
    ],
    [
      'two too long',
      [long, long, '\n', long, `${long}\n`, 'y'],
      [
        [1, null],
        [2, null],
        [3, 'y'],
      ],
    ],
  ])('%s', async (_, chunks, lines) => {
    expect((await read(...chunks)).flat()).toEqual(lines);
  });

  it('take the ends of Windows too', async () => {
    expect((await read('{"a":1}\r\n{"b":2}\r\n')).flat().map(([, line]) => JSON.parse(line ?? ''))).toEqual([
      { a: 1 },
      { b: 2 },
    ]);
  });

  it('come in batches, and what is there is not held back', async () => {
    const many = `${'a\n'.repeat(600)}`;
    expect((await read(many)).map((batch) => batch.length)).toEqual([256, 256, 88]);
    expect(await read('a\n', 'b\n')).toHaveLength(2);
  });
});
