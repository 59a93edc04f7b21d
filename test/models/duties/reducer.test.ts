import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventSchema } from '../../../models/contract/ingest.ts';
import { type Ledger, PRODUCTS_MAX } from '../../../models/duties/ledger.ts';
import { loadDutyPack } from '../../../models/duties/load-packs.ts';
import { createDuties } from '../../../models/duties/reducer.ts';
import type { DutyEvent, DutyOutcome } from '../../../models/duties/types.ts';

const duties = createDuties(loadDutyPack(join(import.meta.dirname, '../../../models/duties/packs')), (text) =>
  text.toLowerCase(),
);
let utterances = 0;
const at = (seconds: number, event: Record<string, unknown>): DutyEvent => {
  const atMs = seconds * 1000;
  if (event.type === 'heartbeat') return { leafIndex: 0, atMs, event: { type: 'heartbeat', atMs } };
  if (event.type === 'gap') {
    return { leafIndex: 0, atMs, event: { type: 'gap', atMs, fromMs: Number(event.from) * 1000 } };
  }
  return { leafIndex: 0, atMs, event: eventSchema.parse({ atMs, ...event }) };
};
const say = (seconds: number, text: string, more: Record<string, unknown> = {}): DutyEvent => {
  utterances += 1;
  return at(seconds, { type: 'utterance', id: `u${utterances}`, source: 'speech', text, ...more });
};
const introduced = (seconds: number, productId: string, category: string): DutyEvent =>
  at(seconds, { type: 'product', action: 'introduced', productId, category, name: productId });
const ended = (seconds: number): DutyEvent => at(seconds, { type: 'ended' });

const run = (events: readonly DutyEvent[]): DutyOutcome[] => {
  let ledger = duties.initial({ language: 'zh-Hans', regime: 'ad' });
  const outcomes: DutyOutcome[] = [];
  for (const event of events) {
    const result = duties.reduce(ledger, event);
    ledger = JSON.parse(JSON.stringify(result.ledger));
    outcomes.push(...result.outcomes);
  }
  return outcomes;
};
const states = (outcomes: readonly DutyOutcome[]): string[] =>
  outcomes.map((outcome) => `${outcome.productId} ${outcome.dutyId} ${outcome.state} ${outcome.alert}`);

test('what was said is satisfied, what was not is missing when the product is put away', () => {
  const outcomes = run([
    introduced(0, 'p1', 'food'),
    say(10, '这是燕麦片，一袋五百克，十九块九一袋'),
    say(20, '保质期十二个月，生产日期是今年十月'),
    introduced(120, 'p2', 'other'),
    at(160, { type: 'heartbeat' }),
  ]);
  expect(states(outcomes)).toEqual([
    'p1 price-and-unit satisfied none',
    'p1 name-spec satisfied none',
    'p1 shelf-life satisfied none',
    'p1 production-date satisfied none',
    'p1 allergen missing raise',
  ]);
});

test('a viewer satisfies nothing', () => {
  const outcomes = run([
    introduced(0, 'p1', 'food'),
    say(10, '保质期十二个月吧', { source: 'chat', role: 'viewer' }),
    ended(60),
  ]);
  expect(states(outcomes)).toContain('p1 shelf-life missing raise');
});

test('late words close the alert and keep the delay', () => {
  const outcomes = run([
    introduced(0, 'p1', 'food'),
    at(5, { type: 'product', action: 'link-opened', productId: 'p1' }),
    at(96, { type: 'heartbeat' }),
    say(100, '十九块九一袋'),
  ]);
  expect(states(outcomes)).toEqual(['p1 price-and-unit missing raise', 'p1 price-and-unit late close']);
  expect(outcomes[1]).toMatchObject({ atMs: 100_000, dueMs: 65_000 });
});

test('words that only point to the page are partial', () => {
  const outcomes = run([introduced(0, 'p1', 'food'), say(5, '保质期看详情页'), ended(60)]);
  expect(states(outcomes)).toContain('p1 shelf-life partial raise');
});

test('a time that was mostly not heard is not judged', () => {
  const outcomes = run([introduced(0, 'p1', 'food'), at(90, { type: 'gap', from: 10 }), ended(100)]);
  expect(new Set(outcomes.map((outcome) => `${outcome.state} ${outcome.alert}`))).toEqual(
    new Set(['not-judged none']),
  );
});

test('a source that lags holds the clock for 15 s, one that is silent does not', () => {
  const start = [introduced(0, 'p1', 'other'), say(10, '大家好'), introduced(20, 'p2', 'other')];
  expect(run([...start, at(24, { type: 'heartbeat' })])).toEqual([]);
  expect(states(run([...start, at(55, { type: 'heartbeat' })]))).toEqual(['p1 price-and-unit missing raise']);
});

test('a return to an earlier product goes on with what it still owes', () => {
  const outcomes = run([
    introduced(0, 'p1', 'other'),
    introduced(20, 'p2', 'other'),
    introduced(30, 'p1', 'other'),
    say(35, '二十九块九一件'),
    ended(50),
  ]);
  expect(states(outcomes)).toEqual(['p1 price-and-unit satisfied none', 'p2 price-and-unit missing raise']);
});

test('a caption that comes after the next product began counts for the product of its own time', () => {
  const outcomes = run([
    introduced(0, 'p1', 'other'),
    introduced(20, 'p2', 'other'),
    say(15, '二十九块九一件'),
    ended(40),
  ]);
  expect(states(outcomes)).toEqual(['p1 price-and-unit satisfied none', 'p2 price-and-unit missing raise']);
});

test('a product whose id is the name of a property that every object has is a product like any other', () => {
  const ids = ['__proto__', 'constructor', 'toString'];
  const outcomes = run([
    ...ids.flatMap((id, i) => [
      at(i * 100, { type: 'product', action: 'link-opened', productId: id, name: id }),
      introduced(i * 100, id, 'food'),
    ]),
    ended(400),
  ]);
  expect(({} as { name?: string }).name).toBeUndefined();
  expect(({} as { category?: string }).category).toBeUndefined();
  expect([...new Set(outcomes.map(({ productId }) => productId))].sort()).toContain('constructor');
});

test('the ledger does not grow without end', () => {
  let ledger = duties.initial({ language: 'zh-Hans', regime: 'ad' });
  for (let i = 0; i < PRODUCTS_MAX + 5; i += 1)
    ledger = duties.reduce(ledger, at(1, { type: 'product', action: 'listed', productId: `p-${i}` })).ledger;
  expect(Object.keys((ledger as Ledger).listed)).toHaveLength(PRODUCTS_MAX);
  expect((ledger as Ledger).listed).toHaveProperty(`p-${PRODUCTS_MAX + 4}`);
});

test('one event that leaps hours ahead makes nothing fall due; a second one bears it out', () => {
  const slip = [
    introduced(0, 'p1', 'other'),
    say(5, '大家好'),
    at(80_000, { type: 'gap', from: 5 }),
    say(80_000, '一个错误的时间'),
    at(80_000, { type: 'heartbeat' }),
    say(20, '二十九块九一件'),
    ended(40),
  ];
  expect(states(run(slip))).toEqual(['p1 price-and-unit satisfied none']);
  const real = [introduced(0, 'p1', 'other'), say(5, '大家好'), say(80_000, '回来了'), say(80_010, '继续')];
  expect(states(run(real))).toEqual(['p1 price-and-unit missing raise']);
});
