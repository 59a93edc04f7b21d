import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../../models/duties/catalogue/load.ts';
import { createHear } from '../../../../models/duties/hear/hear.ts';
import type { HearContext } from '../../../../models/duties/hear/heard.ts';
import { createPrepare } from '../../../../models/duties/hear/prepare.ts';
import { SENTENCES } from './sentences.ts';

const prepare = createPrepare();
const hear = createHear(loadCatalogue('models/duties/packs'), prepare);
const context: HearContext = { startedAt: new Date('2026-11-22T10:00:00Z'), categories: [] };
const one = (dutyId: string, text: string, more: Partial<HearContext> = {}) =>
  hear(text, { ...context, ...more }).find((heard) => heard.dutyId === dutyId && heard.as !== 'triggered');

describe('sentences of presenters', () => {
  it.each(SENTENCES.map((sentence) => [sentence.text, sentence] as const))('%s', (text, sentence) => {
    const heard = hear(text, { ...context, ...(sentence.asked && { asked: sentence.asked }) });
    const stated = heard.filter(({ as }) => as === 'stated').map(({ dutyId }) => dutyId);
    for (const id of sentence.states ?? []) expect(stated).toContain(id);
    for (const id of sentence.not ?? []) expect(stated).not.toContain(id);
  });
});

describe('what is heard', () => {
  it('has its span in the text as it came, and its slots with values', () => {
    const text = '這款保質期是一年半啦';
    const heard = one('shelf-life', text);
    expect(heard).toMatchObject({
      as: 'stated',
      slots: { term: { text: '一年半', value: 548, unit: 'day' } },
    });
    expect(text.slice(heard?.start, heard?.end)).toBe('保質期是一年半');
  });

  it('resolves dates against the start of the broadcast', () => {
    expect(one('production-date', '上个月18号刚下线的')?.slots.date?.value).toBe('2026-10-18');
  });

  it.each([
    ['shelf-life', '保质期看包装上', 'pointed'],
    ['freight', 'shipping is calculated at checkout', 'pointed'],
    ['shelf-life', '保质期放心啦', 'evasive'],
    ['ingredients', '成分都很干净', 'evasive'],
    ['ccc-mark', '不在三C目录里，所以没有这个标', 'not-applicable'],
    ['fiber-content', '纯手感，好料子', 'evasive'],
  ])('%s: %s is %s', (dutyId, text, as) => {
    expect(one(dutyId, text)?.as).toBe(as);
  });

  it.each([
    ['gift-details', '今天下单再送一个杯子'],
    ['price-comparison-basis', '原价三百九今天一百二'],
    ['prize-rules', '等下抽奖'],
    ['promo-conditions', '先领优惠券'],
    ['return-exclusion-confirm', '这是定制的'],
    ['auto-renew-notice', '开通连续包月'],
    ['cosmetic-special-no', '这支防晒很清爽'],
    ['refurb-label', '这台是官翻的'],
  ])('%s is turned on by %s', (dutyId, text) => {
    expect(hear(text, context)).toContainEqual(expect.objectContaining({ dutyId, as: 'triggered' }));
  });

  it('needs no topic word where viewers asked for it', () => {
    expect(one('shelf-life', '十八个月')).toBeUndefined();
    expect(one('shelf-life', '十八个月', { asked: ['shelf-life'] })?.as).toBe('stated');
    expect(one('shelf-life', '放心吃吧', { asked: ['shelf-life'] })?.as).toBe('evasive');
  });

  it('reads over the cut of a recogniser, but takes nothing from before alone', () => {
    expect(one('shelf-life', '十八个月的哈', { before: '它的保质期呢是' })?.as).toBe('stated');
    expect(one('shelf-life', '大家看一下', { before: '保质期是十八个月' })).toBeUndefined();
    expect(one('shelf-life', '十八个月', { before: '保质期说完了。' })).toBeUndefined();
  });

  it('listens only for what the categories can owe', () => {
    expect(one('fiber-content', '百分百棉', { categories: ['apparel'] })?.as).toBe('stated');
    expect(one('fiber-content', '百分百棉', { categories: ['food'] })).toBeUndefined();
  });

  it.each([
    '一',
    '1',
    'a',
    '、',
    '保质期',
    '过敏',
    '{',
    'money 1 ',
    '成分是',
    '是',
    '的',
    '北京',
    '\ud83d\ude00',
  ])('64 KiB of %s end before the time limit of a test', (unit) => {
    const text = unit.repeat(Math.floor(65_536 / unit.length));
    expect(hear(text, context)).toBeInstanceOf(Array);
  });
});
