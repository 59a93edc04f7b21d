import { describe, expect, it } from 'vitest';
import { listingSchema } from '../../../../models/contract/ingest.ts';
import { createTextJudge, loadPacks } from '../../../../models/text/judge.ts';
import { comparesNothing } from '../../../../models/text/price/plain-price.ts';
import { closeUp } from '../../../../models/text/price/spaced.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs'), today: '2026-11-22' });
const heldAgainst = (text: string, history: number) =>
  judge
    .judge(text, {
      source: 'speech',
      role: 'presenter',
      listing: listingSchema.parse({ price: 99, priceHistory: [{ date: '2026-10-01', price: history }] }),
    })
    .claims.filter(({ kind }) => kind === 'price-fictitious-original');

describe('prices with spaces in their words and figures', () => {
  it.each([
    ['原 价199今 天99', '原价199今天99'],
    ['原价1 9 9今天99', '原价199今天99'],
    ['原 价 一 百 九 十 九 ，今天只要九十九', '原价 一百九十九 ，今天只要九十九'],
    ['只要九 十九 块', '只要九十九块'],
    ['原價２ ９ ９元', '原價２９９元'],
  ])('%s', (text, closed) => {
    const found = closeUp(text);
    expect(found?.text).toBe(closed);
    for (const [at, unit] of [...(found?.text ?? '')].entries())
      expect(text[found?.startAt(at) ?? -1]).toBe(unit);
    expect(found?.endAt(closed.length)).toBe(text.length);
  });

  it.each(['3 2 1 上链接', '买 2 3 件都行', '原价三百 一百二上车', '颜色 红 黑 白', '今天好 价格不变'])(
    'spaces that end something stay: %s',
    (text) => expect(closeUp(text)).toBeNull(),
  );

  it.each(['原 价199今 天99', '原价1 9 9今天99', '原 价 一 百 九 十 九 ，今天只要九十九'])(
    'are held against the listing, with the words as written: %s',
    (text) => {
      const [above] = heldAgainst(text, 99);
      expect(above).toMatchObject({ verdict: 'flag' });
      expect(above?.reason.zh).toMatch(/199.*99/);
      expect(text.slice(above?.start, above?.end)).toBe(above?.quote);
      expect(above?.quote).toMatch(/^原 ?价/);
      expect(heldAgainst(text, 199).filter(({ verdict }) => verdict === 'flag')).toEqual([]);
    },
  );
});

describe('one price, and nothing that it is set against', () => {
  it.each(['今天只要99', '只要九十九块', '今天9 9元', 'only 99 yuan today'])('%s', (text) =>
    expect(comparesNothing(text)).toBe(true),
  );
  it.each([
    '平时三百九今天只要99',
    '不要999只要99',
    '别家三百，这里九十九',
    '今天99，明天恢复199',
    '全网最低，只要99',
    'Was $199, only $99',
    '喝三天就好',
  ])('is another thing: %s', (text) => expect(comparesNothing(text)).toBe(false));
});
