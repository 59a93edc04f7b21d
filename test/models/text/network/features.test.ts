import { describe, expect, it } from 'vitest';
import { BUCKETS, bucketsOf, tokensOf, writeFeatures } from '../../../../models/text/network/features.ts';

describe('the words a text is read as', () => {
  it.each([
    ['最好的蚕丝被', ['最', '好', '的', '蚕', '丝', '被']],
    ['原价1999,今天99.5', ['原', '价', '#4', '今', '天', '#2']],
    ['三百九十九块', ['#c', '块']],
    ['千万别泡水', ['千', '万', '别', '泡', '水']],
    ['第一次', ['第', '一', '次']],
    ["guaranteed, don't guarantee", ['guaran', "don't", 'guaran']],
    ['真的吗?', ['真', '的', '吗', '?']],
    ['!!!', []],
  ])('%s', (text, tokens) => {
    expect(tokensOf(text)).toEqual(tokens);
  });
});

describe('the features of a text', () => {
  it('are the same each time, and the same with or without marks', () => {
    expect(bucketsOf('全网最低,手慢无!')).toEqual(bucketsOf('全网最低手慢无'));
    expect(bucketsOf('only three left')).toEqual(bucketsOf('only three left'));
  });

  it('have not moved since the model was trained', () => {
    expect(bucketsOf('最好')).toEqual([15837, 5714, 4845]);
  });

  it('have length 1, whatever the length of the text', () => {
    for (const text of ['好', '好用又便宜', 'a b c d e f g h', '好不好用'.repeat(400)]) {
      const row = new Float32Array(BUCKETS);
      writeFeatures(text, row);
      expect(row.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 4);
    }
    const empty = new Float32Array(BUCKETS);
    writeFeatures('', empty);
    expect(empty.every((value) => value === 0)).toBe(true);
  });

  it('read no more than the first 600 characters', () => {
    expect(bucketsOf(`${'好'.repeat(600)}最`)).toEqual(bucketsOf('好'.repeat(600)));
  });
});
