import { describe, expect, test } from 'vitest';
import { readBack } from '../../../../models/duties/questions/answers.ts';

describe('a question read back', () => {
  test.each<[string, string, string]>([
    ['保质期多久啊十八个月', 'shelf-life', '十八个月'],
    ['有人问能不能退吗？七天无理由的', 'no-reason-return', '七天无理由的'],
    ['能机洗吗可以的放洗衣袋里', 'care-label', '可以的放洗衣袋里'],
    ['多少钱啊 一盒六十九', 'price-and-unit', ' 一盒六十九'],
    ['宝子问是不是真皮啊，头层牛皮的', 'fiber-content', '，头层牛皮的'],
    ['保固多久喔，兩年', 'warranty-period', '，兩年'],
    ['is it machine washable? yes, cold water only', 'care-label', ' yes, cold water only'],
    ['how long is the warranty? two years', 'warranty-period', ' two years'],
  ])('%s', (line, duty, answer) => {
    const read = readBack(line);
    expect(read?.duties).toContain(duty);
    expect(line.slice(read?.answerFrom).replace(/^，/, '')).toBe(answer.replace(/^，/, ''));
  });

  test('and no answer yet', () => {
    expect(readBack('保质期多久')).toEqual({ duties: expect.arrayContaining(['shelf-life']), answerFrom: 5 });
  });
});

test.each([
  '一盒六十九今天包邮',
  '这款真的特别好看',
  '',
  '保质期十八个月，生产日期今年三月',
  'two years on the charger',
])('no question: %s', (line) => {
  expect(readBack(line)).toBeNull();
});

test('a long line is bounded', () => {
  const startedMs = performance.now();
  readBack('啊'.repeat(100_000));
  readBack('保质期啊'.repeat(20_000));
  expect(performance.now() - startedMs).toBeLessThan(200);
});
