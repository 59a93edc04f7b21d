import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../../models/duties/ledger/ledger.ts';
import { openDuties } from '../../../models/duties/open.ts';
import { ABOUT, ask, follow, introduced, say } from './sample-duties.ts';

const { duties } = openDuties('.', { everyTier: true });

/** The words in which a duty of each of two products was heard. */
const heardOf = (
  duty: string,
  events: Parameters<typeof follow>[1],
  language: 'en' | 'zh-Hans' = 'zh-Hans',
) => {
  const { open } = follow(duties, events, { ...ABOUT, language }).ledger as Ledger;
  return ['p1', 'p2'].map((id) => {
    const one = open[id]?.heard[duty];
    return one?.as === 'stated' ? (one.words ?? {}) : undefined;
  });
};

const kettle = [
  introduced(0, 'p1', 'home-appliance', { name: 'glass kettle' }),
  introduced(0, 'p2', 'electronics', { name: 'wireless earbuds' }),
] as const;
const teas = [
  introduced(0, 'p1', 'food', { name: '桂花乌龙' }),
  introduced(0, 'p2', 'food', { name: '陈皮普洱' }),
] as const;

describe('English names', () => {
  test('the last part of a compound means the product', () => {
    const events = [...kettle, say(10, 'the buds come with a two year warranty')];
    expect(heardOf('warranty-period', events, 'en')).toEqual([undefined, { term: 'two year' }]);
  });
  test('a price stands before the name it belongs to', () => {
    const events = [...kettle, say(10, "that's forty bucks for the kettle, thirty for the buds")];
    expect(heardOf('price-and-unit', events, 'en')).toMatchObject([
      { amount: 'forty bucks' },
      { amount: 'thirty' },
    ]);
    const run = [...kettle, say(10, 'forty bucks for the kettle thirty for the buds')];
    expect(heardOf('price-and-unit', run, 'en')).toMatchObject([
      { amount: 'forty bucks' },
      { amount: 'thirty' },
    ]);
  });
  test('what is named beside the one in hand is not turned to', () => {
    const events = [...kettle, say(10, 'the kettle, it fits in a bag with the buds, two year warranty')];
    expect(heardOf('warranty-period', events, 'en')).toEqual([{ term: 'two year' }, undefined]);
  });
});

describe('questions', () => {
  test('one that is asked again is answered by a bare figure again', () => {
    const events = [
      ...teas,
      say(2, '先看乌龙'),
      ask(4, '保质期多久'),
      say(40, '再看普洱'),
      ask(90, '普洱保质期多久'),
      say(95, '三年'),
    ];
    expect(heardOf('shelf-life', events)[1]).toMatchObject({ term: '三年' });
  });
  test('the answer to the newer one is none to an older one', () => {
    const events = [
      kettle[0],
      ask(4, 'warranty?'),
      say(10, 'oh it is a lovely thing'),
      ask(14, 'returns?'),
      say(18, 'thirty days from when it lands'),
    ];
    expect(heardOf('no-reason-return', events, 'en')[0]).toBeDefined();
    expect(heardOf('warranty-period', events, 'en')[0]).toBeUndefined();
  });
  test('where all of it is made, asked of all, is told of all', () => {
    const events = [
      ...teas,
      say(4, '乌龙一罐八十克，普洱一饼三百五十七克'),
      say(20, '普洱很醇厚'),
      ask(22, '哪里产的'),
      say(25, '福建安溪的茶厂'),
    ];
    expect(heardOf('origin-producer', events).every(Boolean)).toBe(true);
  });
  test('what answers how much the postage is, is no price', () => {
    const events = [kettle[0], ask(4, 'how much is shipping'), say(8, "it's four bucks flat")];
    expect(heardOf('freight', events, 'en')[0]).toBeDefined();
    expect(heardOf('price-and-unit', events, 'en')[0]).toBeUndefined();
  });
});

describe('who sells, asked for', () => {
  const sellerOf = (events: Parameters<typeof follow>[1]) =>
    (follow(duties, events, ABOUT).ledger as Ledger).room.heard['seller-identity']?.words?.name;
  test('is told by a bare name', () => {
    expect(sellerOf([...teas, ask(3, '店叫什么'), say(6, '青柚拾光')])).toBe('青柚拾光');
  });
  test('is not told where nobody asks, nor by an answer to something else', () => {
    expect(sellerOf([...teas, say(6, '青柚拾光')])).toBeUndefined();
    expect(sellerOf([...teas, ask(3, '店叫什么'), say(6, '乌龙一罐八十克')])).toBeUndefined();
    expect(sellerOf([...teas, ask(3, '店叫什么'), say(6, '我们是正规茶叶店啊')])).toBeUndefined();
  });
});
