import { describe, expect, it } from 'vitest';
import { type Listing, listingSchema } from '../../../../models/contract/ingest.ts';
import { createTextJudge, loadPacks, type TextContext } from '../../../../models/text/judge.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs'), today: '2026-11-22' });
const listing = (over: object = {}): Listing =>
  listingSchema.parse({
    price: 199,
    priceHistory: [
      { date: '2026-08-01', price: 259 },
      { date: '2026-11-11', price: 179 },
      { date: '2026-11-18', price: 239 },
    ],
    ...over,
  });
const claimsOf = (text: string, over: Partial<TextContext> = {}) =>
  judge.judge(text, { source: 'speech', role: 'presenter', listing: listing(), ...over }).claims;
const priceClaims = (text: string, over: Partial<TextContext> = {}) =>
  claimsOf(text, over).filter(({ source }) => source.packId === 'price-reading');

describe('held against the listing, both figures in the reason', () => {
  it.each([
    ['原价一千九百九十九，今天只要一百九十九', 'price-fictitious-original', ['1999', '259']],
    ['原價九百九，現在只要一百九十九', 'price-fictitious-original', ['990', '259']],
    ['平时都卖599的', 'price-fictitious-original', ['599', '259']],
    ['Was $500, tonight only $199.', 'price-fictitious-original', ['500', '259']],
    ['原价两瓶七百元', 'price-fictitious-original', ['700', '259']],
    ['原价259，今天五折，到手199', 'price-fictitious-original', ['129.50', '199']],
    ['原价259，今天五折', 'price-fictitious-original', ['129.50', '199']],
    ['Regular price $250, half off, now $199', 'price-fictitious-original', ['125', '199']],
    ['原价259现在199，立省100', 'price-fictitious-original', ['100', '60']],
    ['这是历史最低价，只要199', 'price-lowest-claim', ['199', '179']],
    ['近三十天最低价', 'price-lowest-claim', ['199', '179']],
    ['The lowest price ever', 'price-lowest-claim', ['199', '179']],
  ])('%s', (text, kind, figures) => {
    const unit = text.includes('瓶') ? { listing: listing({ unit: '瓶' }) } : {};
    const over = { ...unit, ...(/[a-z]/i.test(text) && { language: 'en' }) };
    const found = claimsOf(text, over).filter((claim) => claim.kind === kind && claim.verdict === 'flag');
    expect(found).toHaveLength(1);
    for (const figure of figures) {
      expect(found[0]?.reason.zh).toContain(figure);
      expect(found[0]?.reason.en).toContain(figure);
    }
    expect(found[0]?.quote).toBe(text.slice(found[0]?.start, found[0]?.end));
  });

  it('a price that the page does not charge is for a person to look at', () => {
    expect(priceClaims('今天到手只要159元')).toMatchObject([
      { kind: 'price-condition-hidden', verdict: 'review', need: 'context' },
    ]);
  });

  it('a former price that the history bears out is exempt, though the words alone look like one that is not', () => {
    const text = '原价239，现在到手价199';
    const [alone] = judge
      .judge(text, { source: 'speech', role: 'presenter' })
      .claims.filter(({ kind }) => kind === 'price-fictitious-original');
    expect(alone?.verdict).toBe('flag');
    const held = claimsOf(text).filter(({ kind }) => kind === 'price-fictitious-original');
    expect(held.map(({ verdict }) => verdict)).toEqual(['exempt']);
  });
});

describe('no alarm where nothing can be compared', () => {
  it.each([
    ['no listing', '平时卖599元', { listing: undefined }],
    ['no history', '平时卖599元', { listing: listingSchema.parse({ price: 199 }) }],
    [
      'another product by its name',
      '晨露面霜原价599元',
      { productName: '青瓷茶杯', productNames: ['青瓷茶杯', '晨露面霜'] },
    ],
    ['another link', '三号链接原价599元', {}],
    ['another product', '另一款平时是599元', {}],
    [
      'variants',
      '平时卖599元',
      {
        listing: listing({
          skus: [
            { name: '小', price: 199 },
            { name: '大', price: 399 },
          ],
        }),
      },
    ],
    ['a sum over a bundle', '两瓶只要199', { listing: listing({ price: 129, unit: '瓶' }) }],
    ['a bundle', '买一送一，只要159元', {}],
    [
      'another unit',
      '平时都是39.9一斤',
      { listing: listing({ price: 12, priceHistory: [{ date: '2026-11-01', price: 12 }], unit: '盒' }) },
    ],
    ['pieces', '算下来一片才三块钱', {}],
    ['conditions', '领券后到手只要159元', {}],
    ['coupons', '今天到手只要159元', { listing: listing({ coupons: [{ name: '满减' }] }) }],
    ['a conditional discount', '第二件半价，今天只要199', {}],
    ['up to', 'Up to 50% off, now $199', {}],
    ['a deposit', '定金五十，尾款一百四十九', {}],
    ['a counter price', '专柜价八百八', {}],
    ['a question', '原价是不是599元？', {}],
    ['denied', '这个不是原价599元的那种', {}],
    ['lowest of a time without a lower price', '近三天最低价', {}],
    ['a viewer', '原价599元我买过', { source: 'chat', role: 'viewer' }],
  ] as readonly (readonly [string, string, Partial<TextContext>])[])('%s: %s', (_, text, over) => {
    const raised = priceClaims(text, over).filter(
      ({ verdict }) => verdict === 'flag' || verdict === 'review',
    );
    expect(raised).toEqual([]);
  });
});

describe('what has nothing to be held against says so, and what is held against the record needs no word for it', () => {
  const bare = listingSchema.parse({ price: 99 });
  it.each(['market price is 300 bucks but here only 99', '原价两百两件到手三百二', '两百打三折六十'])(
    '%s',
    (text) => {
      const of = { listing: bare, ...(/[a-z]/.test(text) && { language: 'en' }) };
      const told = claimsOf(text, of).filter(({ kind }) => kind === 'price-fictitious-original');
      expect(told).not.toEqual([]);
      for (const { reason } of told) {
        expect(reason.zh).toContain('无法比对');
        expect(reason.en).toContain('cannot compare');
      }
    },
  );

  it('一百九打五折到手八十九, with a record of 118 and without', () => {
    const listed = listingSchema.parse({ price: 89, priceHistory: [{ date: '2026-11-18', price: 118 }] });
    const [claim] = priceClaims('一百九打五折到手九十五', { listing: listed });
    expect(claim).toMatchObject({ verdict: 'flag' });
    expect(claim?.reason.zh).toMatch(/190.*118/);
  });
});
