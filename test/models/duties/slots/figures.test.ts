import { describe, expect, it } from 'vitest';
import { createPrepare } from '../../../../models/duties/hear/prepare.ts';

const prepare = createPrepare();

describe('spoken numbers become figures', () => {
  it.each([
    ['保质期十八个月', '保质期18个月'],
    ['十九块九三斤', '19块9 3斤'],
    ['一百二十九一件', '129 1件'],
    ['一米六五一百二十斤', '1米65 120斤'],
    ['六千六，两千五，一百二', '6600,2500,120'],
    ['四千零九十六级', '4096级'],
    ['二零二六年十月一号', '2026年10月1号'],
    ['客服电话四零零八零零一二三四', '客服电话4008001234'],
    ['百分之九点一', '9.1%'],
    ['百分百纯棉', '100%纯棉'],
    ['七八个，二三十块，十二三个，一两天', '7~8个,20~30块,12~13个,1~2天'],
    ['五斤五两，半斤八两', '5斤5两,半斤8两'],
    ['千万别买，一定统一发', '千万别买,一定统一发'],
    ['陆续发货', '陆续发货'],
    ['棉七十聚酯纖維三十', '棉70聚酯纤维30'],
    ['twenty four ninety nine a jar', '24.99 a jar'],
    ['expires August twenty twenty-seven', 'expires august 2027'],
    ['January ninth twenty twenty-seven', 'january 9th 2027'],
    ['seventy five nylon twenty five spandex', '75 nylon 25 spandex'],
    ['free over fifty, five ninety five under', 'free over 50, 5.95 under'],
    ['a hundred and twenty watts, six point seven inch', '120 watts, 6.7 inch'],
    ['this one is good, everyone', 'this one is good, everyone'],
    ['奶片二六八一罐，裤子一五九两条', '奶片268 1罐,裤子159 2条'],
    ['二零二一年，三三一路', '2021年,331路'],
    ['oh and were the salt barn', "oh and we're the salt barn"],
    ['they were in stock, so were the mugs', 'they were in stock, so were the mugs'],
    ['罐底20250817八月十七号', '罐底20250817 8月17号'],
    ['国妆特字2 0 2 2 1 5 8 6', '国妆特字20221586'],
    ['5 4 3 2 1 上链接', '5 4 3 2 1 上链接'],
    ['stamped oh six twenty twenty-seven', 'stamped 06/2027'],
  ])('%s', (text, figures) => {
    expect(prepare(text).figures).toBe(figures);
  });

  it('keeps the way back to the original', () => {
    const text = '今天，保質期👍十八個月';
    const { figures, starts, ends } = prepare(text);
    const at = figures.indexOf('18');
    expect(text.slice(starts[at], ends[at + 1])).toBe('十八');
    expect(text.slice(starts[at + 2], ends[at + 3])).toBe('個月');
  });

  it.each(['一', '十', '九', 'one ', '百分之', '1', '1 '])(
    '64 KiB of %s end before the time limit of a test',
    (unit) => {
      const text = unit.repeat(65_536 / unit.length);
      expect(prepare(text).starts[0]).toBe(0);
    },
  );
});
