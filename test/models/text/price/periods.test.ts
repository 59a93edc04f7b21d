import { describe, expect, it } from 'vitest';
import { type Listing, listingSchema } from '../../../../models/contract/ingest.ts';
import { createTextJudge, loadPacks } from '../../../../models/text/judge.ts';

const TODAY = '2026-11-22';
const judge = createTextJudge({ packs: loadPacks('models/text/packs'), today: TODAY });
const dayBack = (days: number): string =>
  new Date(Date.parse(TODAY) - days * 86_400_000).toISOString().slice(0, 10);
/** A price for each of the days before today; `dip` names one day and its price. */
const record = (days: number, price: number, dip?: readonly [day: number, price: number]): object => ({
  priceHistory: Array.from({ length: days }, (_, i) => ({
    date: dayBack(i + 1),
    price: dip?.[0] === i + 1 ? dip[1] : price,
  })),
});
const claimsOf = (text: string, listing: object) =>
  judge
    .judge(text, { source: 'speech', role: 'presenter', listing: listingSchema.parse(listing) as Listing })
    .claims.filter(({ kind }) => kind.startsWith('price-'));
const raised = (text: string, listing: object) =>
  claimsOf(text, listing).filter(({ verdict }) => verdict === 'flag' || verdict === 'review');

describe('not so, by the record: both figures', () => {
  it.each([
    ['三十天最低，今天一百二', record(60, 120, [11, 99]), ['120', '99']],
    ['近半年最低价，只要199', record(200, 199, [100, 159]), ['199', '159']],
    ['最近三個月最低價，只賣二九九', record(120, 299, [50, 259]), ['299', '259']],
    ['史低价，199', record(400, 199, [300, 159]), ['199', '159']],
    ['lowest price in 30 days, just $59', record(60, 59, [5, 49]), ['$59', '49']],
    ["This is the lowest it's been in three months, $59", record(120, 59, [50, 49]), ['59', '49']],
    ["lowest we've been all year, $59", record(370, 59, [200, 49]), ['59', '49']],
    ['this is a 90-day low at $59', record(120, 59, [50, 49]), ['59', '49']],
    ['和双十一同价，都是199', record(40, 199, [11, 149]), ['199', '149']],
    ['今天跟雙十一同價一百九十九', record(40, 199, [11, 149]), ['199', '149']],
    ['比双十一还便宜，一百九十九', record(40, 199, [11, 149]), ['199', '149']],
    [
      'cheaper than Black Friday, only $59',
      { priceHistory: [{ date: '2025-11-28', price: 49 }] },
      ['59', '49'],
    ],
    ['regular price $120', record(30, 59), ['$120', '59']],
  ] as const)('%s', (text, listing, figures) => {
    const found = raised(text, listing);
    expect(found.map(({ verdict }) => verdict)).toEqual(['flag']);
    for (const figure of figures) expect(found[0]?.reason.en).toContain(figure);
  });
});

describe('so, by the record: exempt', () => {
  it.each([
    ['三十天最低，今天九十九', record(60, 120, [1, 99])],
    ['近三十天最低价九十九', record(60, 120, [1, 99])],
    ['近半年最低，159', record(220, 199)],
    ['lowest price in 30 days, just $49', record(60, 59)],
    ['和双十一同价，都是149', record(40, 199, [11, 149])],
    ['跟618一个价，一百四十九', { priceHistory: [{ date: '2026-06-18', price: 149 }] }],
    ['专柜价一千二百八，今天九百八', record(30, 1280)],
  ])('%s', (text, listing) => {
    expect(raised(text, listing)).toEqual([]);
    expect(claimsOf(text, listing).some(({ verdict }) => verdict === 'exempt')).toBe(true);
  });
});

describe('what is needed to compare is absent: said, and never flagged for it', () => {
  it.each([
    ['专柜价三千八', { price: 1900 }],
    ['专柜价三千八，今天一千九', { price: 1900 }],
    ['平时卖三百', { price: 99 }],
    ['usually $80, tonight $39', { price: 39 }],
    ['三十天最低价', { price: 99 }],
    ['近半年最低价，九十九', record(20, 99)],
    ['历史最低，九十九', record(60, 99)],
    ['lowest in 90 days', record(20, 99)],
    ['和双十一同价', { price: 99 }],
    ['专柜价三千八', record(30, 1280)],
  ])('%s', (text, listing) => {
    const found = claimsOf(text, listing);
    expect(found.filter(({ verdict }) => verdict === 'flag')).toEqual([]);
    const told = found.filter(({ reason }) => /无法比对/.test(reason.zh) && /cannot compare/.test(reason.en));
    expect(told).toHaveLength(1);
    expect(told[0]?.steps.at(-1)?.zh).toContain('无法比对');
  });
  it('names both figures where the shop never charged what the counter is said to', () => {
    const [claim] = claimsOf('专柜价一千八，今天九百', record(30, 1280));
    expect(claim?.reason.zh).toContain('1800');
    expect(claim?.reason.zh).toContain('1280');
  });
});
