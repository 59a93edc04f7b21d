import { describe, expect, it } from 'vitest';
import { claimsOf, raised } from './presented.ts';

describe('those who got none are counted', () => {
  it.each(['没抢到的扣1，我看看还差几件', '沒搶到的留個言，我再算一次貨', '没拍到的把昵称打出来，我补链接'])(
    '%s',
    (text) => {
      expect(claimsOf(text).length).toBeGreaterThan(0);
      expect(raised(text)).toEqual([]);
    },
  );

  it.each(['没抢到的扣1，赶紧，只剩三件了', '没抢到的别哭，厂家停产了'])('%s: pressed all the same', (text) =>
    expect(raised(text)).toContain('urgency'),
  );
});

describe('a count before something that the room does', () => {
  it('is no deadline', () => {
    expect(raised('我数到三，大家一起打灯牌名字')).toEqual([]);
  });

  it('is one where the goods go with it', () => {
    expect(raised('我數到三，沒喊到的就當跟它沒緣分')).toContain('urgency');
  });
});

describe('a boast asked and laughed off', () => {
  it.each(['Best in the country? Come on, we are in a garage.', '全国第一？没有没有，就村口一家店'])(
    '%s',
    (text) => {
      expect(claimsOf(text).length).toBeGreaterThan(0);
      expect(raised(text)).toEqual([]);
    },
  );

  it('is one where the answer upholds it', () => {
    expect(raised('Best in the country? Come on, you know it is.')).toContain('absolute');
  });
});
