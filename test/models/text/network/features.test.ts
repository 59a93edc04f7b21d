import { describe, expect, it } from 'vitest';
import { createGramReader, eachGram, tokensOf } from '../../../../models/text/network/features.ts';
import { chooseGrams, createVocabulary, ROW } from '../../../../models/text/network/vocabulary.ts';

const gramsIn = (folded: string): number[] => {
  const grams: number[] = [];
  eachGram(tokensOf(folded), (hash) => grams.push(hash));
  return grams;
};

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
  ])('%s', (text, words) => {
    expect(tokensOf(text).map(({ word }) => word)).toEqual(words);
  });

  it('stand where the text has them', () => {
    const text = '只要99.5,千万别 miss it';
    for (const { word, start, end } of tokensOf(text))
      if (!word.startsWith('#')) expect(text.slice(start, end).startsWith(word)).toBe(true);
    expect(tokensOf(text).find(({ word }) => word.startsWith('#'))).toMatchObject({ start: 2, end: 6 });
  });
});

describe('the n-grams of a text', () => {
  it('are those of one to three words, both ends counted as a word', () => {
    expect(gramsIn('好用')).toHaveLength(4 + 3 + 2);
    const seen: string[] = [];
    eachGram(tokensOf('好'), (_, first, size) => seen.push(`${first}+${size}`));
    expect(seen).toEqual(['-1+1', '-1+2', '-1+3', '0+1', '0+2', '1+1']);
  });

  it('tell places and order apart', () => {
    expect(gramsIn('最好')).not.toEqual(gramsIn('好最'));
    expect(new Set(gramsIn('ab c')).size).toBeGreaterThan(0);
    expect(gramsIn('ab c')).not.toEqual(gramsIn('a bc'));
  });

  it('are the same read without making the words', () => {
    const read = createGramReader();
    const pieces = [
      ..."最好一二十万千百半零没？?。,.'1290xyzé가ʼ𠮷😀\ud842\udfb7 ABÀ",
      "don't",
      '99.5',
      '三百',
    ];
    let state = 3;
    const draw = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    for (let round = 0; round < 2_000; round += 1) {
      const length = round % 100 === 0 ? 700 : draw(24);
      const text = Array.from({ length }, () => pieces[draw(pieces.length)]).join('');
      const { hashes, count } = read(text);
      expect(Array.from(hashes.subarray(0, count), (hash) => hash >>> 0)).toEqual(gramsIn(text));
    }
  });

  it('have not moved since the model was trained', () => {
    expect(gramsIn('最')).toEqual([2945046075, 1419320530, 2439513014, 2225160200, 436486618, 2945046075]);
  });

  it('are those of the first 600 characters', () => {
    expect(gramsIn(`${'好'.repeat(600)}最`)).toEqual(gramsIn('好'.repeat(600)));
  });
});

describe('what the network reads of a text', () => {
  const { hashes, rarities } = chooseGrams(['全网最低', '全网最低,手慢无', '这个最好', '只剩三件'], 1);
  const vocabulary = createVocabulary(hashes, rarities);

  it('is the same with or without marks', () => {
    const read = (folded: string) => vocabulary.read({ folded, source: 'speech' });
    expect(read('全网最低,手慢无!')).toEqual(read('全网最低手慢无'));
  });

  it('has length 1 but for the rows that every text has', () => {
    for (const folded of ['最', '全网最低', '全网最低只剩三件手慢无', '最'.repeat(900)]) {
      const { rows, weights } = vocabulary.read({ folded, source: 'speech' });
      const squares = [...weights].filter((_, at) => (rows[at] ?? 0) >= ROW.firstGram).map((w) => w * w);
      expect(squares.reduce((sum, square) => sum + square, 0)).toBeCloseTo(1, 5);
      expect(new Set(rows).size).toBe(rows.length);
    }
  });

  it('of unknown words is the source alone', () => {
    expect([...vocabulary.read({ folded: 'xyz', source: 'chat' }).rows].at(-1)).toBe(ROW.chat);
    expect([...vocabulary.read({ folded: '', source: 'speech' }).rows]).toContain(ROW.speech);
  });

  it('weighs rare words more', () => {
    const rarityOf = (folded: string): number =>
      vocabulary.rarity(vocabulary.rowOf(gramsIn(folded)[3] as number));
    expect(rarityOf('件')).toBeGreaterThan(rarityOf('最'));
  });

  it('leaves out what stands in too few texts', () => {
    const few = chooseGrams(['全网最低', '全网最低,手慢无'], 2);
    expect(few.hashes.length).toBeLessThan(hashes.length);
    expect(createVocabulary(few.hashes, few.rarities).rowOf(gramsIn('手')[3] as number)).toBe(-1);
  });

  it('keeps what stands in the most texts where there is no room for all', () => {
    const texts = ['全网最低', '全网最低,手慢无', '手'];
    const two = chooseGrams(texts, 1, 2);
    expect(two.hashes).toHaveLength(2);
    const { rowOf } = createVocabulary(two.hashes, two.rarities);
    const once = gramsIn('慢')[3] as number;
    expect(rowOf(once)).toBe(-1);
  });
});
