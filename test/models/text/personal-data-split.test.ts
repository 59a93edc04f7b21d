import { describe, expect, it } from 'vitest';
import { asUtteranceId } from '../../../models/contract/ids.ts';
import { findSplitData } from '../../../models/text/personal-data/split.ts';

const split = (...messages: readonly string[]) =>
  findSplitData(
    messages.at(-1) ?? '',
    messages.slice(0, -1).map((text, i) => ({ utteranceId: asUtteranceId(`c${i}`), text })),
    asUtteranceId('last'),
  );

describe('personal data in pieces', () => {
  it.each([
    [['138', '0013', '8000'], 'cn-mobile', 3],
    [['我电话1380013', '8000谢谢'], 'cn-mobile', 2],
    [['一三八零零一', '三八零零零'], 'cn-mobile', 2],
    [['我的電話0912', '345678'], 'tw-mobile', 2],
    [['我的号138', '中间是0013', '最后8000'], 'cn-mobile', 3],
    [['加我微信', 'tea_1998'], 'wechat', 1],
    [['身份证110105', '19491231002X'], 'cn-id18', 2],
    [['call me +86 138', '0013 8000'], 'cn-mobile', 2],
  ] as const)('%j', (messages, kind, pieces) => {
    const [found, ...more] = split(...messages);
    expect(more).toEqual([]);
    expect(found?.kind).toBe(kind);
    expect(found?.parts).toHaveLength(pieces);
    const last = messages.at(-1) ?? '';
    expect(found?.parts.at(-1)).toEqual({ utteranceId: 'last', start: found?.start, end: found?.end });
    expect(found?.quote).toContain(last.slice(found?.start, found?.end));
  });
});

describe('none', () => {
  it.each([
    [['138块', '两件多少钱']],
    [['订单尾号6688', '什么时候发']],
    [['身高168', '体重52选什么码']],
    [['扣1', '1', '1']],
    [['多少钱', '13800138000']],
    [['size 38', 'how much is 45']],
  ])('%j', (messages) => expect(split(...messages)).toEqual([]));
});
