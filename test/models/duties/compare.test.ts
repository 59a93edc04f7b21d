import { expect, test } from 'vitest';
import type { Listing } from '../../../models/contract/ingest.ts';
import { factsOf } from '../../../models/duties/compare/listing.ts';
import { oddOnPage } from '../../../models/duties/compare/odd-page.ts';
import { openDuties } from '../../../models/duties/open.ts';
import { ended, introduced, product, run, sampleDuties, say, states } from './sample-duties.ts';

const field = (value: number) => `[shelf-life=${value}]`;
const withListing = (listing: Record<string, unknown>) => introduced(0, 'p1', 'food', { listing });
const of = (dutyId: string, outcomes: ReturnType<typeof run>) =>
  states(outcomes.filter((one) => one.dutyId === dutyId));

test('a shelf life that differs from the listing is contradicted; within five percent it is not', () => {
  expect(of('shelf-life', run([withListing({ 'shelf-life': field(365) }), say(5, field(540))]))).toEqual([
    'p1 shelf-life contradicted raise',
  ]);
  expect(of('shelf-life', run([withListing({ 'shelf-life': field(365) }), say(5, field(360))]))).toEqual([
    'p1 shelf-life satisfied none',
  ]);
});

test('a price that no amount of the listing bears out is contradicted; several pieces and variants are borne out', () => {
  const listing = { price: 39.9, unit: '袋', skus: [{ name: '大袋', price: 69 }] };
  const said = (amount: number) =>
    of('price-and-unit', run([withListing(listing), say(5, `[price-and-unit=${amount}]`)]));
  expect(said(25)).toEqual(['p1 price-and-unit contradicted raise']);
  for (const amount of [39.9, 40, 79.8, 69])
    expect(said(amount)).toEqual(['p1 price-and-unit satisfied none']);
});

test('a listing that contradicts itself, or says nothing that can be compared, contradicts nobody', () => {
  const odd = { price: 39, payable: 59, unit: '袋', 'shelf-life': `${field(365)}${field(100)}` };
  const outcomes = run([withListing(odd), say(5, `[price-and-unit=25]${field(540)}`)]);
  expect(of('price-and-unit', outcomes)).toEqual(['p1 price-and-unit satisfied none']);
  expect(of('shelf-life', outcomes)).toEqual(['p1 shelf-life satisfied none']);
  expect(of('shelf-life', run([withListing({ 'shelf-life': '见包装' }), say(5, field(540))]))).toEqual([
    'p1 shelf-life satisfied none',
  ]);
});

test('a listing that comes later is held against what was said', () => {
  const later = product(20, 'changed', 'p1', { listing: { 'shelf-life': field(365) } });
  expect(of('shelf-life', run([introduced(0, 'p1', 'food'), say(5, field(540)), later]))).toEqual([
    'p1 shelf-life satisfied none',
    'p1 shelf-life contradicted raise',
  ]);
});

test('two statements that disagree are contradicted, a correction or another condition is not', () => {
  const start = introduced(0, 'p1', 'food');
  expect(of('shelf-life', run([start, say(5, field(365)), say(50, field(90))])).at(-1)).toBe(
    'p1 shelf-life contradicted raise',
  );
  expect(of('shelf-life', run([start, say(5, field(365)), say(50, `说错了，${field(90)}`)]))).toHaveLength(1);
  expect(of('shelf-life', run([start, say(5, field(365)), say(50, `开封后${field(90)}`)]))).toHaveLength(1);
});

test('a recogniser that hears the same sentence anew contradicts nobody, and what it hears last counts', () => {
  const start = introduced(0, 'p1', 'food');
  const again = [say(5, field(540), { id: 'same' }), say(5, field(365), { id: 'same', revision: 1 })];
  expect(of('shelf-life', run([start, ...again]))).toEqual(['p1 shelf-life satisfied none']);
  expect(of('shelf-life', run([start, ...again, say(50, field(540))])).at(-1)).toBe(
    'p1 shelf-life contradicted raise',
  );
});

test('a contradiction that the room puts right is closed', () => {
  const outcomes = run([
    withListing({ 'shelf-life': field(365) }),
    say(5, field(540)),
    say(9, `更正一下，${field(365)}`),
  ]);
  expect(of('shelf-life', outcomes)).toEqual([
    'p1 shelf-life contradicted raise',
    'p1 shelf-life satisfied close',
  ]);
});

test('a number that was cut in two, a price elsewhere and a figure after the right price contradict nothing', () => {
  const listing = { price: 39.9, unit: '袋', 'name-spec': '[name-spec=150]' };
  const start = withListing(listing);
  expect(of('name-spec', run([start, say(5, '一瓶一百'), say(8, '五十毫升[name-spec=50]')]))).toEqual([
    'p1 name-spec satisfied none',
  ]);
  for (const text of ['专柜原价[price-and-unit=199]', '别人家卖[price-and-unit=199]'])
    expect(of('price-and-unit', run([start, say(5, text)])).join()).not.toContain('contradicted');
  const after = [start, say(5, '[price-and-unit=39.9]'), say(50, '[price-and-unit=8]')];
  expect(of('price-and-unit', run(after))).toEqual(['p1 price-and-unit satisfied none']);
});

test('what is enough on the page is met by the page, what must be spoken is not', () => {
  const listing = { storage: '阴凉处', 'shelf-life': '见标签' };
  const outcomes = run([withListing(listing), ended(60)]);
  expect(outcomes.find(({ dutyId }) => dutyId === 'storage')).toMatchObject({
    state: 'satisfied',
    by: 'page',
  });
  expect(of('shelf-life', outcomes)).toEqual(['p1 shelf-life missing raise']);
  const rules = [{ duty: 'shelf-life', acceptPage: true }];
  const lenient = run(
    [withListing(listing), ended(60)],
    sampleDuties({ id: 'house', version: 1, rules, exceptions: [] }),
  );
  expect(of('shelf-life', lenient)).toEqual(['p1 shelf-life satisfied none']);
});

test('a page that contradicts itself says so with both values, and contradicts nobody', () => {
  const { rules, ears } = openDuties(process.cwd());
  const context = { startedAt: new Date('2026-11-20'), categories: ['food' as const] };
  const odd = (listing: object) => oddOnPage(listing as Listing, ears.hear, context);
  const both = { 'shelf-life': ['12个月', '24个月'] };
  expect(odd({ 'shelf-life': '12个月' })).toEqual({});
  expect(odd({ 'shelf-life': '12个月', 'name-spec': '核桃酥 500g 保质期24个月' })).toEqual(both);
  expect(odd({ 'shelf-life': '12个月', storage: '常温保存，保质期24个月' })).toEqual(both);
  expect(odd({ 'shelf-life': '12个月 / 24个月' })).toEqual(both);
  expect(odd({ 'shelf-life': '12個月', storage: '保存期限 365 天' })).toEqual({});
  expect(odd({ 'shelf-life': '常温12个月，冷藏24个月' })).toEqual({});
  expect(odd({ price: 19.9, payable: 29.9 })).toEqual({ 'price-and-unit': ['19.9', '29.9'] });
  const listing = { 'shelf-life': '12个月', 'name-spec': '保质期24个月' };
  expect(factsOf(listing, rules, ears.hear, context).says?.['shelf-life']).toBeUndefined();
});

test('a contradiction names both figures', () => {
  const outcomes = run([
    introduced(0, 'p1', 'food'),
    say(10, '保质期[shelf-life=540]'),
    say(30, '保质期[shelf-life=365]'),
  ]);
  const contradicted = outcomes.find(({ state }) => state === 'contradicted');
  expect(contradicted?.slots).toMatchObject({ value: '365', 'earlier.value': '540' });
});

test.each([
  '不对不对，保质期[shelf-life=365]',
  '哦不对，保质期[shelf-life=365]',
  'no wait, shelf life [shelf-life=365]',
])('who takes the words back at once contradicts nobody: %s', (line) => {
  const outcomes = run([introduced(0, 'p1', 'food'), say(10, '保质期[shelf-life=540]'), say(14, line)]);
  expect(of('shelf-life', outcomes)).toEqual(['p1 shelf-life satisfied none']);
});
