import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hearDuty, prepare } from '../../../models/duties/hear.ts';
import { loadDutyPack } from '../../../models/duties/load-packs.ts';

const pack = loadDutyPack(join(import.meta.dirname, '../../../models/duties/packs'));
const hear = (dutyId: string, text: string) => {
  const duty = pack.duties.get(dutyId);
  if (!duty) throw new Error(`no duty ${dutyId}`);
  return hearDuty(
    duty,
    prepare(text, (raw) => raw.toLowerCase()),
  );
};

test.each([
  ['shelf-life', '保质期十八个月'],
  ['shelf-life', '能放一年半，开封后三十天吃完'],
  ['shelf-life', 'Best before end March 2027'],
  ['shelf-life', '保质到二零二七年五月'],
  ['production-date', '生产日期是今年三月'],
  ['production-date', '二零二六年十月一号生产'],
  ['production-date', 'Made on 3 October 2026'],
  ['price-and-unit', '一盒六十九，一盒十二枚，就是六十九块一盒'],
  ['price-and-unit', '十九块九三斤，净重'],
  ['price-and-unit', '$29 per 500 g bag'],
  ['no-reason-return', '支持七天无理由退货'],
  ['no-reason-return', '签收之后七天内不喜欢可以退'],
  ['no-reason-return', '14-day returns from the day you receive it'],
  ['warranty-period', '整机保修一年，主要部件三年'],
  ['warranty-period', 'One-year warranty, nationwide service'.replace('One', '1')],
  ['model-parameters', '型号X10 Pro，屏幕六点七寸，电池五千毫安'],
  ['allergen', '含花生和芝麻，过敏别买'],
  ['hf-not-drug-warning', '它是保健品不是药，该吃药还得吃药'],
  ['alcohol-warning', '过量饮酒有害健康'],
  ['cosmetic-usage-warning', '首次用先在耳后点一点'],
])('%s is stated by: %s', (dutyId, text) => {
  expect(hear(dutyId, text).as).toBe('stated');
});

test.each([
  ['shelf-life', '保质期放心啦'],
  ['shelf-life', '保质期很长'],
  ['shelf-life', '质保一年'],
  ['shelf-life', '七天可退'],
  ['production-date', '日期新鲜'],
  ['production-date', '都是刚到的货'],
  ['price-and-unit', '便宜到你不敢信'],
  ['price-and-unit', '几十块钱的事'],
  ['no-reason-return', '售后无忧，有问题找我'],
  ['no-reason-return', '七天质保'],
  ['no-reason-return', '七天发货'],
  ['warranty-period', '售后找我们'],
  ['warranty-period', '保质期三年'],
  ['model-parameters', '配置拉满，性能很强'],
  ['allergen', '大家放心吃，没什么过敏的'],
])('%s is not stated by: %s', (dutyId, text) => {
  expect(hear(dutyId, text).as).not.toBe('stated');
});

test('a sentence that only points to the page is told apart', () => {
  expect(hear('shelf-life', '保质期你们看详情页').as).toBe('pointed');
});
