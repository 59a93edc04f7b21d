import { resolve } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../../models/duties/catalogue/load.ts';
import type { EarCard } from '../../../../models/duties/ear/card.ts';
import type { Ear } from '../../../../models/duties/ear/ear.ts';
import { createHear } from '../../../../models/duties/hear/hear.ts';
import type { HearContext } from '../../../../models/duties/hear/heard.ts';
import { createPrepare } from '../../../../models/duties/hear/prepare.ts';

const catalogue = loadCatalogue(resolve(import.meta.dirname, '../../../../models/duties/packs'));
const labels = [...catalogue.duties.keys()].sort();

/** An ear that is as sure of everything as it is told to be, and points at the whole sentence. */
let sure: Readonly<Record<string, number>> = {};
let asked = 0;
const ear: Ear = {
  card: { labels, thresholds: Object.fromEntries(labels.map((label) => [label, 0.5])) } as unknown as EarCard,
  scores: () => {
    asked += 1;
    return Float32Array.from(labels, (label) => sure[label] ?? 0);
  },
  ground: (typed) => ({ start: 0, end: typed.length }),
};
const hear = createHear(catalogue, createPrepare(), ear);

const context = (owed: readonly string[], more: Partial<HearContext> = {}): HearContext => ({
  startedAt: new Date('2026-11-22T10:00:00Z'),
  categories: ['food'],
  owed: (id) => owed.includes(id),
  ...more,
});

describe('what no pattern hears', () => {
  beforeEach(() => {
    sure = { 'shelf-life': 0.9, storage: 0.4, 'warranty-period': 0.9 };
  });
  const heard = (text: string, owed: readonly string[] = ['shelf-life', 'storage']) =>
    hear(text, context(owed)).map(({ dutyId, as, learned, slots }) => [
      dutyId,
      as,
      learned ?? false,
      Object.values(slots).map(({ text: value }) => value),
    ]);

  it('is stated where the ear is sure and the value is there', () => {
    expect(heard('这罐子呀能陪你一年半')).toEqual([['shelf-life', 'stated', true, ['一年半']]]);
  });

  it.each([
    ['no value', '这罐子呀能陪你好久好久'],
    ['a question', '这罐子呀能不能陪你一年半'],
    ['a supposition', '如果这罐子能陪你一年半'],
    ['another seller', '别家的罐子呀能陪你一年半'],
    ['no words', '😀'],
  ])('is not where there is %s', (_, text) => expect(heard(text)).toEqual([]));

  it('is not where nothing is owed, and the ear is then not asked', () => {
    const before = asked;
    expect(heard('这罐子呀能陪你一年半', [])).toEqual([]);
    expect(hear('这罐子呀能陪你一年半', { startedAt: new Date('2026-11-22'), categories: ['food'] })).toEqual(
      [],
    );
    expect(asked).toBe(before);
  });

  it('is none of a duty that the product cannot owe', () => {
    expect(heard('这罐子呀能陪你一年半', ['warranty-period'])).toEqual([]);
  });

  it('takes no term that a pattern heard as another duty’s', () => {
    sure = { 'no-reason-return': 0.9 };
    const owed = context(['no-reason-return']);
    expect(hear('保质期十二个月', owed).map(({ dutyId }) => dutyId)).toEqual(['shelf-life']);
  });

  it('is left to the patterns where they hear it', () => {
    expect(heard('保质期十八个月')).toEqual([['shelf-life', 'stated', false, ['十八个月']]]);
  });
});
