import { describe, expect, it } from 'vitest';
import { type Listing, listingSchema } from '../../../../models/contract/ingest.ts';
import { createTextJudge, loadPacks } from '../../../../models/text/judge.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs'), today: '2026-11-22' });
const RECORD = [
  { date: '2026-10-01', price: 129 },
  { date: '2026-11-18', price: 119 },
];
const claimsOf = (text: string, listing: object, language = 'zh-Hans') =>
  judge
    .judge(text, {
      source: 'speech',
      role: 'presenter',
      language,
      listing: listingSchema.parse(listing) as Listing,
    })
    .claims.filter(({ kind }) => kind === 'price-fictitious-original');

describe('borne out: exempt, with the figures', () => {
  it.each([
    ['平时卖一百二十九，今天九十九', { price: 99, priceHistory: RECORD }, '129'],
    ['平時賣一百二十九，今天九十九', { price: 99, originalPrice: 199, priceHistory: RECORD }, '129'],
    ['原价2599元，到手价1299', { price: 1299, originalPrice: 2599 }, '2599'],
    ['原價2599元，到手價1299', { price: 1299, originalPrice: 2599 }, '2599'],
    ['原价两百，五折，一百', { price: 100, priceHistory: [{ date: '2026-11-18', price: 200 }] }, '200'],
    ['Was $129, tonight only $99', { price: 99, priceHistory: RECORD }, '129'],
  ])('%s', (text, listing, figure) => {
    const found = claimsOf(text, listing, /[a-z]/.test(text) ? 'en' : 'zh-Hans');
    expect(found.map(({ verdict }) => verdict)).toEqual(['exempt']);
    const [claim] = found;
    expect(claim?.reason.zh).toContain(figure);
    expect(claim?.reason.en).toContain(figure);
    expect(claim?.steps.at(-1)?.id).toBe('price');
  });
});

describe('not borne out: flagged, with both figures', () => {
  it.each([
    ['原价3599元，到手价1299', { price: 1299, originalPrice: 2599 }, ['3599', '2599']],
    ['原價129，現在99', { price: 99, originalPrice: 199, priceHistory: RECORD }, ['129', '119']],
    ['平时卖一百九十九，今天九十九', { price: 99, originalPrice: 199, priceHistory: RECORD }, ['199', '129']],
    ['Was $199, tonight only $99', { price: 99, priceHistory: RECORD }, ['$199', '$129']],
  ])('%s', (text, listing, figures) => {
    const found = claimsOf(text, listing, /[a-z]/.test(text) ? 'en' : 'zh-Hans');
    expect(found.map(({ verdict }) => verdict)).toEqual(['flag']);
    for (const figure of figures) expect(found[0]?.reason.en).toContain(figure);
  });
});

describe('currencies are never mixed', () => {
  it.each([
    ['It was $399 before', {}],
    ['原价399美元', {}],
    ['原價NT$399', { currency: 'CNY' }],
    ['Was £399', { currency: 'USD' }],
  ])('%s', (text, more) => {
    const found = claimsOf(text, { price: 99, priceHistory: RECORD, ...more });
    expect(found.filter(({ source }) => source.packId === 'price-reading')).toEqual([]);
  });
  it('a sum is written in the currency that it was said in', () => {
    const found = claimsOf('It was $399 before', { price: 99, currency: 'USD', priceHistory: RECORD });
    expect(found[0]?.reason.zh).toContain('399 美元');
    expect(found[0]?.reason.en).toContain('$399');
  });
});

it.each([['低的价格'], ['低的價格'], ['low price']])('half a sentence is no former price: %s', (text) => {
  const found = claimsOf(text, { price: 99, priceHistory: RECORD });
  expect(found).toMatchObject([{ verdict: 'exempt', quote: text }]);
});

describe('the prices of the page, set against no other', () => {
  it.each([
    ['到手价一百一十九', { price: 129, payable: 119, coupons: [{ name: '十元券' }] }],
    ['一斤折下来十二块八', { price: 64, unit: '5斤' }],
    [
      '小瓶九十九大瓶一百五十九',
      {
        skus: [
          { name: '小', price: 99 },
          { name: '大', price: 159 },
        ],
      },
    ],
  ])('%s', (text, listing) => {
    const found = claimsOf(text, listing);
    expect(found.filter(({ verdict }) => verdict !== 'exempt')).toEqual([]);
  });
  it('a price per weight is held against the same weight', () => {
    const found = claimsOf('原价五百一斤，今天两百', {
      price: 200,
      unit: '斤',
      priceHistory: [{ date: '2026-11-18', price: 260 }],
    });
    expect(found.map(({ verdict }) => verdict)).toEqual(['flag']);
    expect(found[0]?.reason.zh).toMatch(/500 元.*260 元/);
  });
});
