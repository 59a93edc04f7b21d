import { describe, expect, it } from 'vitest';
import { askedDuties } from '../../../../models/duties/questions/asks.ts';
import { prepare, stated } from './stated.ts';

describe('prices of several products in one breath', () => {
  it.each([
    ['一号一百五十九二号六十二', '1号159 2号62'],
    ['三号四十五四号五十六五号七十', '3号45 4号56 5号70'],
    ['一號七百九二號五百六', '1号790 2号560'],
    ['二号十九块六一起拍', '2号19块6一起拍'],
    ['九月二十八号', '9月28号'],
    ['十二三个', '12~13个'],
  ])('%s is cut where the next number begins', (text, figures) => {
    expect(prepare(text).figures).toBe(figures);
  });

  it('each number has its own place in the text as it came', () => {
    const { figures, starts, ends } = prepare('一号一百五十九二号六十二');
    const second = figures.indexOf('2号');
    expect([starts[second], ends[second - 1]]).toEqual([7, 7]);
  });

  it.each([
    '一号九十八二号六十八别再问价啦',
    '围巾八十九帽子四十九手套二十九',
    '左边这个六十八右边那个八十八',
    '裸机两千六百安装八百另算',
    "scarf's thirty nine, gloves nineteen",
    "tonight you're paying nineteen",
  ])('%s', (text) => {
    expect(stated(text)).toContain('price-and-unit');
  });

  it.each([
    '腰围六十八臀围九十二',
    '一号还剩二十件二号还剩十五件',
    '隔壁一号卖一百二二号卖九十',
    '一号平均每次才八毛二号更省',
    'size thirty eight, width twelve',
  ])('%s tells no price', (text) => {
    expect(stated(text)).not.toContain('price-and-unit');
  });
});

describe("freight in everyday's words", () => {
  it.each([
    '两样都是我掏邮费',
    '顺丰我掏钱你一分不用出',
    '运费我贴了',
    '順豐站取三十蚊買夠三百就唔使',
    'it goes out free no minimum',
    'six dollars east coast nine out west',
    'flat five bucks anywhere in the country',
  ])('%s', (text) => {
    expect(stated(text)).toContain('freight');
  });

  it.each(['不要的新疆也不要', '一分都不要', '要的五块'])('%s answers a question', (text) => {
    expect(stated(text, { asked: ['freight'] })).toContain('freight');
  });

  it.each(['油费又涨了开车过来不便宜', '大件走物流给你送楼上', '退货邮费你出', '顺丰我发出去了'])(
    '%s says nothing of it',
    (text) => {
      expect(stated(text)).not.toContain('freight');
    },
  );

  it.each(['快递要钱不', '发到新疆要钱吗', '顺丰收费不', '油费'])('%s asks for it', (text) => {
    expect(askedDuties(text)).toContain('freight');
  });

  it.each(['退货要收钱吗', '这个要钱吗', '顺丰到了'])('%s does not', (text) => {
    expect(askedDuties(text)).not.toContain('freight');
  });

  it('a call to buy answers no question', () => {
    expect(stated('不要问了直接拍', { asked: ['freight'] })).not.toContain('freight');
  });
});

describe('who sells, in posted lines and small shops', () => {
  it.each([
    '全国包邮｜杭州市云上美妆店',
    '滿千免運｜暖陽選物商行',
    '认准阿福滷味舖那个才是我们',
    '粉專叫阿滿仔豆花舖',
    "we're Fernroot Botanicals",
  ])('%s', (text) => {
    expect(stated(text)).toContain('seller-identity');
  });

  it.each(['全国包邮｜正规食品店', '楼下那家卤味铺也卖这个', "we're super organic"])(
    '%s names nobody',
    (text) => {
      expect(stated(text)).not.toContain('seller-identity');
    },
  );
});

describe('how long it keeps', () => {
  it.each([
    ['shelf-life', '冷冻的话八个月退冰两天内吃完'],
    ['shelf-life', '效期看瓶底二零二七年八月'],
    ['shelf-life', '三個月內要食晒'],
    ['cosmetic-use-period', '上个月做的用到二八年十月'],
    ['care-label', 'cool wash only please'],
    ['no-reason-return', '没穿过的签收七天以内退'],
  ])('%s: %s', (dutyId, text) => {
    expect(stated(text)).toContain(dutyId);
  });

  it.each([
    ['shelf-life', '冷冻车两天送到'],
    ['shelf-life', '一周内吃完一箱'],
    ['cosmetic-use-period', '这一支够用到明年三月'],
    ['cosmetic-use-period', '优惠券能用到十二月三十一号'],
  ])('%s not: %s', (dutyId, text) => {
    expect(stated(text)).not.toContain(dutyId);
  });
});
