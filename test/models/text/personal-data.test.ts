import { describe, expect, it } from 'vitest';
import {
  isHongKongId,
  isIdentityNumber,
  isTaiwanId,
  luhn,
} from '../../../models/text/personal-data/checks.ts';
import { findPersonalData, maskPersonalData } from '../../../models/text/personal-data/index.ts';

describe('personal data is found and masked', () => {
  const cases: readonly (readonly [kind: string, text: string, masked: string])[] = [
    ['cn-mobile', '手机一三八零零一三八零零零', '手机一三八****八零零零'],
    ['cn-mobile', '幺三八零零幺三八零零零', '幺三八****八零零零'],
    ['cn-mobile', '打我电话13800138000', '打我电话138****8000'],
    ['cn-mobile', '①③⑧00138000', '①③⑧****8000'],
    ['cn-mobile', '１３８００１３８０００', '１３８****８０００'],
    ['cn-mobile', 'Call me at +86 138 0013 8000.', 'Call me at +86 138 **** 8000.'],
    ['tw-mobile', '我的電話0912-345-678', '我的電話0912-***-678'],
    ['cn-id18', '身份证110105 19491231 002X', '身份证110105 ******** 002X'],
    ['bank-card', '退到6217 0000 0000 0006', '退到6217 00** **** 0006'],
    ['wechat', '加vx tea_1998', '加vx te******'],
    ['qq', 'QQ号12345678', 'QQ号12*****8'],
    ['line-id', 'LINE ID: tea.2026', 'LINE ID: t*******'],
    ['email', 'zoe@example.com', 'z**@example.com'],
    ['tracking-no', '单号SF1234567890123到哪了', '单号SF*********0123到哪了'],
    ['plate', '粤B·D12345的车主', '粤B·D****5的车主'],
    ['tw-id', 'A123456789', 'A1****6789'],
    ['hk-id', 'A123456(3)', 'A1****6(3)'],
    ['cn-name', '我叫王小明，', '我叫王**，'],
    ['cn-mobile', '一三八，零零一三，八零零零', '一三八，****，八零零零'],
    ['cn-id18', '我身份证号110105194912310021', '我身份证号110105********0021'],
    ['line-id', '我的LINE tea_house99', '我的LINE t**********'],
    ['line-id', '加line @tea.house', '加line @*********'],
    ['account', 'wechat id: foo_bar1', 'wechat id: f*******'],
    ['account', 'find me on telegram @blorp_deals', 'find me on telegram @***********'],
    ['phone', 'whatsapp +85291234567', 'whatsapp +85*******67'],
    ['phone', 'tel 02-2345-6789', 'tel 02-2***-**89'],
    ['passport', '护照 E12345678', '护照 E******78'],
    ['us-ssn', 'my SSN 123-45-6789', 'my SSN ***-**-6789'],
  ];
  for (const [kind, text, masked] of cases) {
    it(`${kind}: ${text}`, () => {
      const data = findPersonalData(text);
      expect(data.map((datum) => datum.kind)).toEqual([kind]);
      expect(maskPersonalData(text, data)).toBe(masked);
    });
  }

  it('an address with its addressee', () => {
    const text = '寄到幸福路88号3栋2单元501，张三收';
    const data = findPersonalData(text);
    expect(data.map(({ kind }) => kind)).toEqual(['cn-address', 'cn-name']);
    expect(maskPersonalData(text, data)).toBe('寄到幸福路**号*栋*单元***，张*收');
  });

  it('keeps the length, so that spans fit both texts', () => {
    for (const text of ['📦我叫欧阳娜娜，电话１３８ 0013-8000📦', '加微信 abc_12345 或 zoe@example.com']) {
      expect(maskPersonalData(text, findPersonalData(text))).toHaveLength(text.length);
    }
  });
});

describe('what is never flagged', () => {
  const lines = [
    '客服400-800-1234',
    '订单尾号6688',
    '型号13800plus',
    '二零二六年十一月二十二号',
    '一百三十八块零零',
    '房间号13800',
    '券码12345678',
    '扣1',
    '我一米六五穿M',
    '京东自营',
    '13寸屏80Hz',
    '今天是20261122',
    '到手¥13800',
    '這個可以用LINE Pay付款嗎',
    '这条路上的店都关了',
    '加微信支付',
    'Our new line contains retinol, the line cures acne',
    'this skincare line works great',
    'wait in line please',
    'product line 2025',
    'line 1000 多少钱',
    'send a telegram today',
    '客服电话 010-6212-3456',
    '三，二，一，上链接',
  ];
  for (const line of lines) it(line, () => expect(findPersonalData(line)).toEqual([]));
});

describe('check characters', () => {
  it('follow their standards', () => {
    expect([luhn('4111111111111111'), luhn('4111111111111112')]).toEqual([true, false]);
    expect([isIdentityNumber('11010519491231002X'), isIdentityNumber('110105194902310021')]).toEqual([
      true,
      false,
    ]);
    expect([isTaiwanId('A123456789'), isTaiwanId('A123456788')]).toEqual([true, false]);
    expect([isHongKongId('A', '123456', '3'), isHongKongId('A', '123456', '4')]).toEqual([true, false]);
  });
});
