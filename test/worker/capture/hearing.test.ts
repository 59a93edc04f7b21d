import { describe, expect, test } from 'vitest';
import { HELD_MS_MAX } from '../../../worker/capture/hearing.ts';
import { type Caption, hearAll, texts } from './hear-all.ts';

describe('fragments of one sentence', () => {
  test.each<[string, Caption[][], string[]]>([
    [
      'are joined',
      [
        [
          [0, 1_000, '这瓶精华是'],
          [1_100, 2_000, '全网最好用的。'],
        ],
      ],
      ['这瓶精华是全网最好用的。'],
    ],
    [
      'are joined over segments',
      [[[2_000, 3_900, '这瓶精华是']], [[4_100, 6_000, '最好用的。']]],
      ['这瓶精华是最好用的。'],
    ],
    [
      'of words with spaces get a space',
      [
        [
          [0, 1_000, 'the best'],
          [1_000, 2_000, 'in the world.'],
        ],
      ],
      ['the best in the world.'],
    ],
    [
      'of mixed scripts get none',
      [
        [
          [0, 1_000, '我们的 App'],
          [1_000, 2_000, '最好用。'],
        ],
      ],
      ['我们的 App最好用。'],
    ],
    ['over two lines of a cue', [[[0, 1_000, '这瓶精华\n最好用。']]], ['这瓶精华最好用。']],
    ['over two lines with spaces', [[[0, 1_000, 'the best\nin the world.']]], ['the best in the world.']],
    [
      'end with a full stop',
      [
        [
          [0, 1_000, '第一句。'],
          [1_000, 2_000, '第二句。'],
        ],
      ],
      ['第一句。', '第二句。'],
    ],
    [
      'end with a quote after the stop',
      [
        [
          [0, 1_000, '他说“好！”'],
          [1_000, 2_000, '真的'],
        ],
      ],
      ['他说“好！”', '真的'],
    ],
    [
      'end with a pause of over 700 ms',
      [
        [
          [0, 1_000, '第一'],
          [1_701, 2_500, '第二'],
        ],
      ],
      ['第一', '第二'],
    ],
    [
      'do not end with a pause of 700 ms',
      [
        [
          [0, 1_000, '第一'],
          [1_700, 2_500, '第二'],
        ],
      ],
      ['第一第二'],
    ],
    [
      'end with another voice',
      [
        [
          [0, 1_000, '<v 小满>第一'],
          [1_000, 2_000, '<v 阿禾>第二'],
        ],
      ],
      ['第一', '第二'],
    ],
    [
      'end at 12 s',
      [
        [
          [0, 6_500, '第一'],
          [6_500, 12_500, '第二'],
        ],
      ],
      ['第一', '第二'],
    ],
    [
      'end at 200 characters',
      [
        [
          [0, 1_000, '长'.repeat(150)],
          [1_000, 2_000, '长'.repeat(60)],
        ],
      ],
      ['长'.repeat(150), '长'.repeat(60)],
    ],
  ])('%s', (_, segments, expected) => {
    expect(texts(segments)).toEqual(expected);
  });

  test.each<[string, Caption[][], string[]]>([
    [
      'begun in one cue',
      [
        [
          [0, 1_000, '第一句！第二'],
          [1_000, 2_000, '句。'],
        ],
      ],
      ['第一句！', '第二句。'],
    ],
    [
      'begun after a quote',
      [
        [
          [0, 1_000, '他说“好！”第二'],
          [1_000, 2_000, '句。'],
        ],
      ],
      ['他说“好！”', '第二句。'],
    ],
    [
      'with a number in it',
      [
        [
          [0, 1_000, 'Only 3.5'],
          [1_000, 2_000, 'a piece.'],
        ],
      ],
      ['Only 3.5 a piece.'],
    ],
    [
      'in Latin script',
      [
        [
          [0, 1_000, 'It is new. It'],
          [1_000, 2_000, 'works.'],
        ],
      ],
      ['It is new.', 'It works.'],
    ],
  ])('a sentence %s is held alone', (_, segments, expected) => {
    expect(texts(segments)).toEqual(expected);
  });

  test('are told after a while, whole or not', () => {
    expect(texts([[[2_000, 3_900, '这瓶精华是']], [[4_100, 6_000, '最好用的。']]], HELD_MS_MAX)).toEqual([
      '这瓶精华是',
      '最好用的。',
    ]);
  });

  test('keep the time and the name of the first', () => {
    expect(
      hearAll([
        [
          [200, 1_000, '<v p1>这瓶'],
          [1_100, 2_000, '<v 小满>最好。'],
        ],
      ]),
    ).toEqual([
      expect.objectContaining({
        id: 'hls:r:1:0:200',
        atMs: 200,
        role: 'presenter',
        speaker: '小满',
        text: '这瓶最好。',
      }),
    ]);
  });
});

test('names differ where cues, voices and pieces begin together', () => {
  const lines = hearAll([
    [
      [1_000, 2_000, '<v A>一。</v>\n<v B>二。</v>'],
      [1_000, 2_000, '三。'],
      [2_500, 3_000, `${'😀'.repeat(1_500)}。`],
    ],
  ]);
  expect(lines.map(({ id }) => id)).toEqual([
    'hls:r:1:0:1000',
    'hls:r:1:0:1000.2',
    'hls:r:1:0:1000~2',
    'hls:r:1:0:2500',
    'hls:r:1:0:2500.2',
  ]);
  expect(
    lines
      .slice(3)
      .map(({ text }) => text)
      .join(''),
  ).toBe(`${'😀'.repeat(1_500)}。`);
});

test('the same place and segment give the same words and names', () => {
  const segments: Caption[][] = [
    [
      [0, 1_000, '这瓶'],
      [3_000, 5_000, '精华'],
    ],
    [
      [3_000, 5_000, '精华'],
      [5_100, 6_000, '最好。'],
    ],
  ];
  expect(hearAll(segments)).toEqual(hearAll(segments));
});

test('who speaks', () => {
  const lines = hearAll([
    [
      [0, 500, '<v 小满>一。'],
      [500, 900, '<v P1>二。'],
      [900, 1_300, '<v 路人>三。'],
      [1_300, 2_000, '四。'],
    ],
  ]);
  expect(lines.map(({ role, speaker }) => [role, speaker])).toEqual([
    ['presenter', '小满'],
    ['presenter', '小满'],
    ['guest', '路人'],
    ['presenter', undefined],
  ]);
});

test('a number at the border of two pieces of a long caption is told whole', () => {
  const pieces = texts([[[0, 4_000, `${'长'.repeat(1_995)}138 1234 5678${'短'.repeat(90)}。`]]]);
  expect(pieces).toHaveLength(2);
  expect(pieces[0]?.endsWith('138 1234 5678')).toBe(true);
});
