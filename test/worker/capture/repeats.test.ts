import { describe, expect, test } from 'vitest';
import { type Caption, hearAll, texts } from './hear-all.ts';

describe('a cue that comes again', () => {
  test.each<[string, Caption[][], string[]]>([
    [
      'in the next segment is heard once',
      [[[3_000, 5_000, '同一句。']], [[3_000, 5_000, '同一句。']]],
      ['同一句。'],
    ],
    [
      'two segments later is heard once',
      [[[3_000, 9_000, '长句。']], [[3_000, 9_000, '长句。']], [[3_000, 9_000, '长句。']]],
      ['长句。'],
    ],
    [
      'with times that are a little off',
      [[[3_000, 5_000, '同一句。']], [[3_100, 5_200, '同一句。']]],
      ['同一句。'],
    ],
    ['cut at the border', [[[3_000, 4_000, '同一句。']], [[4_000, 5_000, '同一句。']]], ['同一句。']],
    [
      'cut at two borders',
      [[[3_000, 4_000, '长句。']], [[4_000, 8_000, '长句。']], [[8_000, 9_000, '长句。']]],
      ['长句。'],
    ],
    [
      'because it was said again is heard again',
      [
        [
          [1_000, 2_000, '买它！'],
          [2_000, 3_000, '买它！'],
        ],
      ],
      ['买它！', '买它！'],
    ],
    [
      'because it was said again in the next segment',
      [[[3_000, 3_500, '买它！']], [[4_400, 5_000, '买它！']]],
      ['买它！', '买它！'],
    ],
    [
      'with other words at the same time is another',
      [[[3_000, 5_000, '第一。']], [[3_000, 5_000, '第二。']]],
      ['第一。', '第二。'],
    ],
  ])('%s', (_, segments, expected) => {
    expect(texts(segments)).toEqual(expected);
  });

  test('the name is that of its first appearance', () => {
    expect(hearAll([[], [[5_000, 9_000, '一句。']], [[5_000, 9_000, '一句。']]]).map(({ id }) => id)).toEqual(
      ['hls:r:1:1:5000'],
    );
  });
});

describe('captions that roll up or grow', () => {
  test.each<[string, Caption[][], string[]]>([
    [
      'two lines, the upper one the last',
      [
        [
          [0, 1_000, '第一行。'],
          [1_000, 2_000, '第一行。\n第二行。'],
          [2_000, 3_000, '第二行。\n第三行。'],
        ],
      ],
      ['第一行。', '第二行。', '第三行。'],
    ],
    [
      'shown again unchanged',
      [
        [
          [0, 1_000, '一。\n二。'],
          [1_000, 2_000, '一。\n二。'],
        ],
      ],
      ['一。二。'],
    ],
    [
      'a line that grows',
      [
        [
          [0, 1_000, '今天这瓶'],
          [1_000, 2_000, '今天这瓶精华'],
          [2_000, 3_000, '今天这瓶精华最好。'],
        ],
      ],
      ['今天这瓶精华最好。'],
    ],
    [
      'the lower line grows',
      [
        [
          [0, 1_000, '上一行。\n今天这瓶'],
          [1_000, 2_000, '上一行。\n今天这瓶最好。'],
        ],
      ],
      ['上一行。', '今天这瓶最好。'],
    ],
    [
      'a short word said again is no growth',
      [
        [
          [0, 1_000, '买它'],
          [1_000, 2_000, '买它买它。'],
        ],
      ],
      ['买它买它买它。'],
    ],
    [
      'another voice',
      [
        [
          [0, 1_000, '<v A>第一行。'],
          [1_000, 2_000, '<v B>第一行。\n第二行。'],
        ],
      ],
      ['第一行。', '第一行。第二行。'],
    ],
    [
      'after a pause it is said again',
      [
        [
          [0, 1_000, '第一行。'],
          [2_000, 3_000, '第一行。\n第二行。'],
        ],
      ],
      ['第一行。', '第一行。第二行。'],
    ],
  ])('%s', (_, segments, expected) => {
    expect(texts(segments)).toEqual(expected);
  });
});
