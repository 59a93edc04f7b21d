import { describe, expect, test } from 'vitest';
import type { UtteranceEvent } from '../../../models/contract/ingest.ts';
import type { Ledger } from '../../../models/duties/ledger/ledger.ts';
import type { DutyEvent, DutyOutcome, Recalled } from '../../../models/duties/types.ts';
import {
  ABOUT,
  ask,
  ended,
  heartbeat,
  introduced,
  product,
  sampleDuties,
  say,
  states,
} from './sample-duties.ts';

const isLine = (event: DutyEvent['event']): event is UtteranceEvent => event.type === 'utterance';

/** Follows a broadcast as its lane does: what must be heard again is read back from what was heard before. */
const follow = (events: readonly DutyEvent[], more: Partial<Recalled> = {}) => {
  const duties = sampleDuties();
  let ledger = duties.initial(ABOUT);
  const outcomes: DutyOutcome[] = [];
  const asked: number[][] = [];
  for (const [i, event] of events.entries()) {
    const times = duties.recalls(ledger, event.event);
    for (const { fromMs, untilMs } of times) asked.push([fromMs, untilMs]);
    const lines = events
      .slice(0, i)
      .map((one) => one.event)
      .filter(isLine)
      .filter(({ atMs }) => times.some(({ fromMs, untilMs }) => fromMs <= atMs && atMs <= untilMs));
    const recalled = times.length > 0 ? { recalled: { lines, ...more } } : {};
    const result = duties.reduce(ledger, { ...event, ...recalled });
    ledger = JSON.parse(JSON.stringify(result.ledger));
    outcomes.push(...result.outcomes);
  }
  return { outcomes, ledger: ledger as Ledger, asked };
};
const of = (outcomes: readonly DutyOutcome[], id = 'p1'): string[] =>
  states(outcomes.filter(({ productId }) => productId === id));
const corrected = (seconds: number, category = 'electronics', more = {}) =>
  product(seconds, 'changed', 'p1', { category, ...more });
/** The first product was put away more than three minutes ago: its words are let go of. */
const shelved = [
  introduced(60, 'p2', 'other'),
  say(61, '[price-and-unit=5]'),
  heartbeat(200),
  heartbeat(400),
];

describe('a product of another category that was put away long ago', () => {
  test('owes what the other category asks for: met by what was said then, or missing, and no more what it asked for before', () => {
    const before = [introduced(0, 'p1', 'food', { name: '饼干机' }), say(10, '[warranty-period=12]')];
    const { outcomes, ledger, asked } = follow([...before, ...shelved, corrected(410)]);
    expect(asked).toEqual([[0, 70_000]]);
    expect(of(outcomes).slice(-3).sort()).toEqual([
      'p1 name-spec not-required close',
      'p1 shelf-life not-required close',
      'p1 warranty-period satisfied none',
    ]);
    expect(outcomes.find(({ dutyId }) => dutyId === 'warranty-period')).toMatchObject({
      atMs: 10_000,
      quote: '[warranty-period=12]',
      slots: { value: '12' },
      category: 'electronics',
    });
    expect(ledger.open.p1).toBeUndefined();
    expect(ledger.shelf.p1).toMatchObject({ c: 'electronics', p: { categories: ['electronics'] } });
  });

  test('is missing what nobody said, with an alert, and later words meet it', () => {
    const { outcomes } = follow([
      introduced(0, 'p1', 'other'),
      say(10, '[price-and-unit=3]'),
      ...shelved,
      corrected(410),
      introduced(500, 'p1'),
      say(510, '[warranty-period=12]'),
    ]);
    expect(of(outcomes)).toEqual([
      'p1 price-and-unit satisfied none',
      'p1 warranty-period missing raise',
      'p1 warranty-period late close',
    ]);
    expect(outcomes.find(({ state }) => state === 'missing')).toMatchObject({ atMs: 60_000, dueMs: 60_000 });
  });

  test('keeps what was met, and an alert that is still right is not raised again', () => {
    const { outcomes } = follow([
      introduced(0, 'p1', 'electronics'),
      say(10, '[price-and-unit=3]'),
      ...shelved,
      corrected(410, 'electronics+food'),
      corrected(420, 'electronics'),
    ]);
    expect(of(outcomes)).toEqual([
      'p1 price-and-unit satisfied none',
      'p1 warranty-period missing raise',
      'p1 name-spec missing raise',
      'p1 shelf-life missing raise',
      'p1 name-spec not-required close',
      'p1 shelf-life not-required close',
    ]);
  });

  test('a sentence about another product of that time does not count for it', () => {
    const { outcomes } = follow([
      introduced(0, 'p1', 'other', { name: '电水壶' }),
      introduced(2, 'p2', 'other', { name: '台灯' }),
      say(5, '台灯[warranty-period=24]'),
      introduced(60, 'p3', 'other'),
      heartbeat(200),
      heartbeat(400),
      corrected(410),
    ]);
    expect(of(outcomes)).toContain('p1 warranty-period missing raise');
  });

  test('what a later event of the sender tells counts as a moderator’s word does, its introduction too', () => {
    const before = [introduced(0, 'p1', 'food', { name: '饼干机' }), say(10, '[warranty-period=12]')];
    const { outcomes, ledger } = follow([...before, ...shelved, introduced(410, 'p1', 'electronics')]);
    expect(of(outcomes)).toContain('p1 warranty-period satisfied none');
    expect(ledger.open.p1?.introductions).toHaveLength(2);
    expect(ledger.current).toEqual(['p1']);
  });

  test('its page is held against what was said', () => {
    const listing = { 'shelf-life': '[shelf-life=365]' };
    const before = [introduced(0, 'p1', 'other'), say(10, '保质期[shelf-life=540]')];
    const { outcomes } = follow([...before, ...shelved, corrected(410, 'food')], { listing });
    expect(of(outcomes)).toContain('p1 shelf-life contradicted raise');
  });

  test('a viewer’s question explains its answer and opens nothing anew', () => {
    const { outcomes, ledger } = follow([
      introduced(0, 'p1', 'other'),
      ask(5, 'ASK warranty-period'),
      say(10, '[warranty-period?]'),
      ...shelved,
      corrected(410),
    ]);
    expect(of(outcomes)).toContain('p1 warranty-period dodged raise');
    expect(ledger.questions).toEqual([]);
  });

  test('nothing is judged anew where nothing can be read back', () => {
    const before = [introduced(0, 'p1', 'food'), say(10, '[price-and-unit=1]')];
    const { outcomes } = follow([...before, ...shelved, corrected(410)], { lines: [] });
    expect(of(outcomes).slice(-2).sort()).toEqual([
      'p1 name-spec not-required close',
      'p1 shelf-life not-required close',
    ]);
  });
});

test('of a product that is shown again, its earlier introductions are read back; of others nothing is', () => {
  const { outcomes, asked } = follow([
    introduced(0, 'p1', 'food'),
    say(10, '[warranty-period=12]'),
    ...shelved,
    introduced(500, 'p1'),
    say(510, '[price-and-unit=1]'),
    corrected(520),
    corrected(530, 'electronics'),
    ended(540),
  ]);
  expect(asked).toEqual([[0, 70_000]]);
  expect(of(outcomes)).toContain('p1 warranty-period satisfied none');
  const told = follow([introduced(0, 'p1', 'other'), say(1, '看'), corrected(5), corrected(6, 'snacks')]);
  expect(told.asked).toEqual([]);
});

test('a product shown three times is read back whole', () => {
  const { asked } = follow([
    introduced(0, 'p1', 'other'),
    ...shelved,
    introduced(500, 'p1'),
    say(501, '看'),
    introduced(550, 'p2'),
    say(551, '看'),
    heartbeat(780),
    introduced(900, 'p1'),
    say(901, '看'),
    introduced(950, 'p2'),
    say(951, '看'),
    heartbeat(1200),
    corrected(1310),
  ]);
  expect(asked).toEqual([
    [0, 70_000],
    [492_000, 560_000],
    [892_000, 960_000],
  ]);
});

test('after the end of the show a product is read again as well', () => {
  const { outcomes } = follow([
    introduced(0, 'p1', 'other'),
    say(10, '[warranty-period=12]'),
    ...shelved,
    ended(420),
    corrected(420),
  ]);
  expect(of(outcomes)).toContain('p1 warranty-period satisfied none');
});
