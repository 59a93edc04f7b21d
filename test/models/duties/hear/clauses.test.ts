import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../../models/duties/catalogue/load.ts';
import { createHear } from '../../../../models/duties/hear/hear.ts';
import { createPrepare } from '../../../../models/duties/hear/prepare.ts';

const hear = createHear(loadCatalogue('models/duties/packs'), createPrepare());
const stated = (text: string) =>
  hear(text, { startedAt: new Date('2026-11-22T10:00:00Z'), categories: [] }).filter(
    ({ as }) => as === 'stated',
  );
const ids = (text: string) => stated(text).map(({ dutyId }) => dutyId);

describe('clauses of one sentence', () => {
  it.each([
    ['保质期九个月，生产日期是2026年9月3日', ['shelf-life', 'production-date']],
    ['保质期半年，11月2号生产的', ['shelf-life', 'production-date']],
    ['一个八十九元，保修两年', ['price-and-unit', 'warranty-period']],
    ['一台三百二十元，包邮，整机保修三年', ['price-and-unit', 'freight', 'warranty-period']],
    ['only forty dollars, two year warranty', ['price-and-unit', 'warranty-period']],
  ])('%s states each', (text, duties) => {
    expect(ids(text)).toEqual(expect.arrayContaining(duties));
  });

  it.each([
    ['保质到二零二七年六月', 'production-date'],
    ['这款蓝牙音箱质保两年', 'model-parameters'],
    ['this motor has a three year warranty', 'model-parameters'],
    ['新疆青海除外，两天内发货', 'origin-producer'],
    ['内蒙古要补运费，明天发', 'origin-producer'],
    ['shipped free except Alaska', 'origin-producer'],
    ['更正一下，刚才的价格说错了，请以页面价格为准', 'price-comparison-basis'],
  ])('%s states no %s', (text, duty) => {
    expect(ids(text)).not.toContain(duty);
  });

  it('takes optional slots from the own clause of a statement', () => {
    const of = (text: string, id: string) => stated(text).find(({ dutyId }) => dutyId === id)?.slots;
    expect(of('一台三百二十元，包邮', 'freight')).not.toHaveProperty('amount');
    expect(of('forty dollars, free shipping', 'freight')).not.toHaveProperty('amount');
    expect(of('一盒六十元，净含量三百克', 'price-and-unit')?.unit?.text).toBe('一盒');
  });
});
