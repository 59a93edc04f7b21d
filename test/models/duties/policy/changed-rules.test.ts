import { expect, test } from 'vitest';
import type { Ledger } from '../../../../models/duties/ledger/ledger.ts';
import type { Policy } from '../../../../models/duties/policy/schema.ts';
import { policyIdOf } from '../../../../models/duties/policy/schema.ts';
import type { DutyEvent, DutyOutcome } from '../../../../models/duties/types.ts';
import { ABOUT, ended, heartbeat, introduced, product, sampleDuties, say, states } from '../sample-duties.ts';

const policy = (rules: Policy['rules'], version = 1): Policy => ({
  id: 'lantern',
  version,
  rules,
  exceptions: [],
});

/** Lets one broadcast be judged by one set of rules after the other. */
const byTurns = (
  turns: readonly (readonly [Policy | undefined, readonly DutyEvent[]])[],
): { outcomes: DutyOutcome[]; ledger: Ledger } => {
  let ledger = sampleDuties().initial(ABOUT);
  const outcomes: DutyOutcome[] = [];
  for (const [rules, events] of turns) {
    const duties = sampleDuties(rules);
    for (const event of events) {
      const result = duties.reduce(ledger, event);
      ledger = JSON.parse(JSON.stringify(result.ledger));
      outcomes.push(...result.outcomes);
    }
  }
  return { outcomes, ledger: ledger as Ledger };
};
const ofProduct = (outcomes: readonly DutyOutcome[]) =>
  states(outcomes.filter(({ productId }) => productId !== undefined));

test('what is still open is judged by the new rules: shorter, longer, more and none', () => {
  const before = [introduced(0, 'p1', 'food'), say(5, '[price-and-unit=1]'), heartbeat(60)];
  const sooner = policy([{ duty: 'shelf-life', windowMinutes: 1 }]);
  expect(
    ofProduct(
      byTurns([
        [undefined, before],
        [sooner, [heartbeat(95)]],
      ]).outcomes,
    ),
  ).toEqual(['p1 price-and-unit satisfied none', 'p1 shelf-life missing raise']);
  const later = policy([{ duty: 'name-spec', windowMinutes: 10 }]);
  expect(
    ofProduct(
      byTurns([
        [undefined, before],
        [later, [heartbeat(350)]],
      ]).outcomes,
    ),
  ).toEqual(['p1 price-and-unit satisfied none']);
  const spoken = policy([{ duty: 'storage', tier: 'spoken', windowMinutes: 1 }]);
  expect(
    ofProduct(
      byTurns([
        [undefined, before],
        [spoken, [heartbeat(95)]],
      ]).outcomes,
    ),
  ).toContain('p1 storage missing raise');
});

test('an alert for what is not asked any more is closed; what was met stays met', () => {
  const before = [introduced(0, 'p1', 'food'), say(5, '[price-and-unit=1]'), heartbeat(200), heartbeat(335)];
  const first = byTurns([[undefined, before]]);
  expect(ofProduct(first.outcomes)).toEqual([
    'p1 price-and-unit satisfied none',
    'p1 name-spec missing raise',
  ]);
  for (const need of ['off', 'optional'] as const) {
    const lenient = policy([
      { duty: 'name-spec', need },
      { duty: 'price-and-unit', windowMinutes: 1 },
    ]);
    const { outcomes, ledger } = byTurns([
      [undefined, before],
      [lenient, [heartbeat(340), heartbeat(345)]],
    ]);
    expect(ofProduct(outcomes.slice(first.outcomes.length))).toEqual(['p1 name-spec not-required close']);
    expect(ledger.open.p1?.duties['price-and-unit']?.state).toBe('satisfied');
    expect(ledger.rules).toBe(sampleDuties(lenient).rules);
  }
});

test('what was said before it was asked counts', () => {
  const { outcomes } = byTurns([
    [undefined, [introduced(0, 'p1', 'other'), say(20, '[shelf-life=540]')]],
    [policy([{ duty: 'shelf-life', categories: ['other'], need: 'required' }]), [heartbeat(40)]],
  ]);
  expect(ofProduct(outcomes)).toEqual(['p1 shelf-life satisfied none']);
});

test('after the end nothing is judged by other rules', () => {
  const { outcomes, ledger } = byTurns([
    [undefined, [introduced(0, 'p1', 'food'), ended(60)]],
    [policy([{ duty: 'shelf-life', need: 'off' }]), [heartbeat(90)]],
  ]);
  expect(ofProduct(outcomes)).toContain('p1 shelf-life missing raise');
  expect(ofProduct(outcomes)).not.toContain('p1 shelf-life not-required close');
  expect(ledger.rules).toBe(sampleDuties().rules);
});

test('the category of a product is corrected while it is shown, after the end, and when it was put away long ago', () => {
  const corrected = (seconds: number) => product(seconds, 'changed', 'p1', { category: 'electronics' });
  const shown = [introduced(0, 'p1', undefined, { name: '饼干机' }), say(10, '[warranty-period=12]')];
  const open = byTurns([[undefined, [...shown, corrected(20), ended(60)]]]);
  expect(ofProduct(open.outcomes)).toEqual([
    'p1 warranty-period satisfied none',
    'p1 price-and-unit missing raise',
  ]);
  const over = byTurns([[undefined, [...shown, ended(60), corrected(60)]]]);
  expect(ofProduct(over.outcomes).slice(-3)).toEqual([
    'p1 name-spec not-required close',
    'p1 shelf-life not-required close',
    'p1 warranty-period satisfied none',
  ]);
  const away = byTurns([
    [undefined, [...shown, introduced(60, 'p2', 'other'), heartbeat(200), heartbeat(400), corrected(410)]],
  ]);
  expect(away.ledger.open.p1).toBeUndefined();
  expect(away.ledger.shelf.p1?.p).toMatchObject({ categories: ['electronics'] });
  expect(away.ledger.shelf.p1?.p?.guessed).toBeUndefined();
  const closed = away.outcomes.filter(({ alert }) => alert === 'close');
  expect(closed.map(({ dutyId }) => dutyId).sort()).toEqual(['name-spec', 'shelf-life']);
  expect(closed[0]).toMatchObject({ productId: 'p1', productName: '饼干机', category: 'electronics' });
});

test('a word of the sender that names no category does not take back what a moderator said', () => {
  const vague = { category: 'snacks' };
  const set = product(20, 'changed', 'p1', { category: 'electronics' });
  const open = byTurns([
    [undefined, [introduced(0, 'p1', undefined, vague), set, product(30, 'link-opened', 'p1', vague)]],
  ]);
  expect(open.ledger.open.p1).toMatchObject({ told: 'electronics', categories: ['electronics'] });
  const again = byTurns([
    [undefined, [introduced(0, 'p1', undefined, vague), set, introduced(60, 'p2', 'other')]],
    [undefined, [heartbeat(200), heartbeat(400), introduced(410, 'p1', undefined, vague)]],
  ]);
  expect(again.ledger.open.p1).toMatchObject({ told: 'electronics', categories: ['electronics'] });
});

test('a platform is named in any script, and its policy by that name', () => {
  expect(['Lantern', 'Lantern Shop!', '抖灯 直播', '***', 'ＡＢ'].map(policyIdOf)).toEqual([
    'lantern',
    'lantern-shop',
    '抖灯-直播',
    'default',
    'ab',
  ]);
});
