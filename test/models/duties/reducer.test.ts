import { expect, test } from 'vitest';
import type { Ledger } from '../../../models/duties/ledger/ledger.ts';
import {
  ABOUT,
  ask,
  at,
  ended,
  follow,
  heartbeat,
  introduced,
  product,
  run,
  sampleDuties,
  say,
  states,
} from './sample-duties.ts';

const ofProduct = (id: string, outcomes: Parameters<typeof states>[0]) =>
  states(outcomes.filter((one) => one.productId === id));

test('what was said is satisfied, what was not is missing when the product is put away', () => {
  const outcomes = run([
    introduced(0, 'p1', 'food'),
    say(10, '[price-and-unit=19.9] [name-spec=500]'),
    introduced(120, 'p2', 'other'),
    heartbeat(160),
  ]);
  expect(states(outcomes)).toEqual([
    'p1 price-and-unit satisfied none',
    'p1 name-spec satisfied none',
    'p1 shelf-life missing raise',
  ]);
});

test('a viewer, a guest and played media satisfy nothing; an assistant in chat and a pinned line do', () => {
  const said = (more: Record<string, unknown>) =>
    ofProduct('p1', run([introduced(0, 'p1', 'other'), say(10, '[price-and-unit=1]', more), ended(60)]));
  for (const more of [{ source: 'chat', role: 'viewer' }, { role: 'guest' }, { role: 'played-media' }])
    expect(said(more)).toEqual(['p1 price-and-unit missing raise']);
  for (const more of [
    { source: 'chat', role: 'assistant' },
    { role: 'operator' },
    { source: 'chat', pinned: true },
  ])
    expect(said(more)).toEqual(['p1 price-and-unit satisfied none']);
});

test('late words close the alert and keep the delay', () => {
  const outcomes = run([
    introduced(0, 'p1', 'other'),
    product(5, 'link-opened', 'p1'),
    heartbeat(96),
    say(100, '[price-and-unit=1]'),
  ]);
  expect(states(outcomes)).toEqual(['p1 price-and-unit missing raise', 'p1 price-and-unit late close']);
  expect(outcomes[1]).toMatchObject({
    atMs: 100_000,
    dueMs: 65_000,
    quote: '[price-and-unit=1]',
    slots: { value: '1' },
  });
});

test('words that only point to the page, or leave a slot open, are partial; two parts make a whole', () => {
  const start = introduced(0, 'p1', 'other');
  expect(states(run([start, say(5, '[price-and-unit>]'), ended(60)]))).toContain(
    'p1 price-and-unit partial raise',
  );
  const partial = run([start, say(5, '[price-and-unit~7]'), ended(60)]).find(
    ({ state }) => state === 'partial',
  );
  expect(partial?.lacking).toEqual(['other']);
});

test('a time that was mostly not heard is not judged', () => {
  const outcomes = run([introduced(0, 'p1', 'food'), at(90, { type: 'gap', from: 10 }), ended(100)]);
  expect(new Set(outcomes.map(({ state, alert }) => `${state} ${alert}`))).toEqual(
    new Set(['not-judged none']),
  );
});

test('a source that lags holds the clock for 15 s, one that is silent does not', () => {
  const start = [introduced(0, 'p1', 'other'), say(10, '大家好'), introduced(20, 'p2', 'other')];
  expect(run([...start, heartbeat(24)])).toEqual([]);
  expect(states(run([...start, heartbeat(55)]))).toEqual(['p1 price-and-unit missing raise']);
});

test('a return to an earlier product goes on with what it still owes', () => {
  const outcomes = run([
    introduced(0, 'p1', 'other'),
    say(5, '看这个'),
    introduced(20, 'p2', 'other'),
    say(25, '看那个'),
    introduced(30, 'p1', 'other'),
    say(35, '[price-and-unit=29.9]'),
    ended(50),
  ]);
  expect(ofProduct('p1', outcomes)).toEqual(['p1 price-and-unit satisfied none']);
  expect(ofProduct('p2', outcomes)).toEqual(['p2 price-and-unit missing raise']);
});

test('a caption that comes after the next product began counts for the product of its own time', () => {
  const outcomes = run([
    introduced(0, 'p1', 'other'),
    say(2, '看'),
    introduced(20, 'p2', 'other'),
    say(15, '[price-and-unit=29.9]'),
    ended(40),
  ]);
  expect(ofProduct('p1', outcomes)).toEqual(['p1 price-and-unit satisfied none']);
  expect(ofProduct('p2', outcomes)).toEqual(['p2 price-and-unit missing raise']);
});

test('products introduced in one breath are shown together: a sentence states for both, or for the one it names', () => {
  const pair = [
    introduced(0, 'p1', 'other', { name: '哑光口红' }),
    introduced(1, 'p2', 'other', { name: '卸妆油' }),
  ];
  expect(states(run([...pair, say(5, '两款都[price-and-unit=9]')]))).toEqual([
    'p1 price-and-unit satisfied none',
    'p2 price-and-unit satisfied none',
  ]);
  const one = run([...pair, say(5, '口红[price-and-unit=109]'), ended(60)]);
  expect(ofProduct('p2', one)).toEqual(['p2 price-and-unit missing raise']);
  const each = run([...pair, say(5, '口红[price-and-unit=109]，卸妆油[price-and-unit=39]')]);
  expect(each.map(({ productId, slots }) => `${productId} ${slots?.value}`)).toEqual(['p1 109', 'p2 39']);
});

test('of two products shown, one by its number is meant, and an answer belongs to the one asked about', () => {
  const pair = [
    introduced(0, 'p1', 'other', { name: '哑光口红' }),
    introduced(1, 'p2', 'other', { name: '卸妆油' }),
  ];
  expect(states(run([...pair, say(5, '二号[price-and-unit=39]')]))).toEqual([
    'p2 price-and-unit satisfied none',
  ]);
  expect(states(run([...pair, ask(5, '卸妆油多少钱'), say(7, '[price-and-unit=39]')]))).toEqual([
    'p2 price-and-unit satisfied none',
  ]);
});

test('a product that is never closed is judged 20 minutes after its introduction', () => {
  const outcomes = run([
    introduced(0, 'p1', 'other'),
    heartbeat(290),
    heartbeat(580),
    heartbeat(870),
    heartbeat(1160),
    heartbeat(1229),
  ]);
  expect(ofProduct('p1', outcomes)).toEqual([]);
  const later = run([
    introduced(0, 'p1', 'other'),
    heartbeat(290),
    heartbeat(580),
    heartbeat(870),
    heartbeat(1160),
    heartbeat(1231),
  ]);
  expect(ofProduct('p1', later)).toEqual(['p1 price-and-unit missing raise']);
});

test('withdrawn before introduced owes nothing; introduced twice owes once', () => {
  expect(run([product(0, 'withdrawn', 'p1', { category: 'food' }), say(5, '大家好'), ended(60)])).toEqual([]);
  const twice = run([introduced(0, 'p1', 'other'), introduced(30, 'p1', 'other'), ended(60)]);
  expect(ofProduct('p1', twice)).toEqual(['p1 price-and-unit missing raise']);
});

test('where the feed does not tell, the host introduces; a product event soon after corrects it', () => {
  const cart = [
    product(0, 'listed', 'p1', { linkNo: 1, category: 'other', name: '一' }),
    ...[2, 3, 4, 5].map((no) => product(0, 'listed', `p${no}`, { linkNo: no, category: 'other' })),
  ];
  const spoken = run([...cart, say(5, 'NEXT 2'), say(9, '[price-and-unit=5]'), ended(60)]);
  expect(ofProduct('p2', spoken)).toEqual(['p2 price-and-unit satisfied none']);
  const corrected = run([
    ...cart,
    say(5, 'NEXT 2'),
    say(9, '[price-and-unit=5]'),
    introduced(20, 'p3'),
    ended(60),
  ]);
  expect(states(corrected)).toContain('p3 price-and-unit satisfied none');
  expect(ofProduct('p2', corrected).filter((line) => line.includes('missing'))).toEqual([]);
});

test('an unknown category is guessed, shown as guessed, and read again once it is told', () => {
  const start = [
    introduced(0, 'p1', '来路不明', { name: '山谷饼干' }),
    say(5, '[warranty-period=365] [shelf-life=180]'),
  ];
  const guessed = run(start);
  expect(guessed).toMatchObject([
    { dutyId: 'shelf-life', state: 'satisfied', category: 'food', guessed: true },
  ]);
  const told = run([...start, product(10, 'changed', 'p1', { category: 'electronics' }), ended(60)]).slice(1);
  expect(ofProduct('p1', told)).toEqual([
    'p1 warranty-period satisfied none',
    'p1 price-and-unit missing raise',
  ]);
  expect(told.every((one) => one.guessed === undefined)).toBe(true);
});

test('an alert of a duty that the told category does not know is closed', () => {
  const outcomes = run([
    introduced(0, 'p1', undefined, { name: '山谷饼干' }),
    say(2, '看'),
    product(20, 'paused', 'p1'),
    heartbeat(60),
    product(70, 'changed', 'p1', { category: 'electronics' }),
  ]);
  expect(states(outcomes)).toContain('p1 shelf-life missing raise');
  expect(states(outcomes)).toContain('p1 shelf-life not-required close');
});

test('a conditional duty is owed once something said turned it on, and then must be spoken', () => {
  expect(states(run([introduced(0, 'p1', 'other'), ended(60)]))).not.toContain(
    'p1 gift-details missing raise',
  );
  const given = run([introduced(0, 'p1', 'other'), say(5, '[gift-details!]'), ended(60)]);
  expect(states(given)).toContain('p1 gift-details missing raise');
});

test('what only the picture could show is not observable without one, and no alert', () => {
  const every = sampleDuties(undefined, true);
  expect(states(run([introduced(0, 'p1', 'food'), ended(60)], every))).toContain(
    'p1 ad-mark not-observable none',
  );
  const seen = [introduced(0, 'p1', 'food'), say(5, '[name-spec=1]', { source: 'screen' }), ended(60)];
  expect(states(run(seen, every))).toContain('p1 ad-mark missing raise');
});

test('out of order by half a minute or an hour, a statement is judged by its own time', () => {
  const early = [introduced(0, 'p1', 'other'), say(2, '看'), introduced(60, 'p2', 'other'), heartbeat(110)];
  expect(ofProduct('p1', run([...early, say(30, '[price-and-unit=1]')]))).toEqual([
    'p1 price-and-unit missing raise',
    'p1 price-and-unit satisfied close',
  ]);
  const hours = [
    introduced(3600, 'p2', 'other'),
    say(3601, '看'),
    introduced(10, 'p1', 'other'),
    say(20, '[price-and-unit=1]'),
  ];
  expect(ofProduct('p1', run(hours))).toEqual(['p1 price-and-unit satisfied none']);
});

test('one event that leaps hours ahead makes nothing fall due; a second one bears it out', () => {
  const slip = [
    introduced(0, 'p1', 'other'),
    say(5, '大家好'),
    at(80_000, { type: 'gap', from: 5 }),
    say(80_000, '一个错误的时间'),
    heartbeat(80_000),
    say(20, '[price-and-unit=1]'),
    ended(40),
  ];
  expect(ofProduct('p1', run(slip))).toEqual(['p1 price-and-unit satisfied none']);
  const real = [introduced(0, 'p1', 'other'), say(5, '大家好'), say(80_000, '回来了'), say(80_010, '继续')];
  expect(ofProduct('p1', run(real))).toEqual(['p1 price-and-unit missing raise']);
});

test('what a last line leapt over was not heard, and nothing in it is called missing or late', () => {
  const start = [introduced(0, 'p1', 'other'), say(5, '大家好'), at(80_000, { type: 'gap', from: 5 })];
  expect(ofProduct('p1', run([...start, say(80_000, '好的'), ended(80_001)]))).toEqual([
    'p1 price-and-unit not-judged none',
  ]);
  const told = run([...start, say(80_000, '[price-and-unit=1]'), ended(80_001)]);
  expect(ofProduct('p1', told)).toEqual(['p1 price-and-unit not-judged none']);
  const slip = [...start, say(80_000, '[price-and-unit=1]'), say(20, '[price-and-unit=1]'), ended(40)];
  expect(ofProduct('p1', run(slip))).toEqual([
    'p1 price-and-unit not-judged none',
    'p1 price-and-unit satisfied none',
  ]);
});

test('a product whose id is the name of a property that every object has is a product like any other', () => {
  const ids = ['__proto__', 'constructor', 'toString'];
  const outcomes = run([
    ...ids.flatMap((id, i) => [
      product(i * 100, 'link-opened', id, { name: id }),
      introduced(i * 100, id, 'food'),
      say(i * 100 + 1, '看'),
    ]),
    ended(400),
  ]);
  expect(({} as { name?: string }).name).toBeUndefined();
  expect([...new Set(outcomes.map(({ productId }) => productId))].sort()).toEqual([undefined, ...ids].sort());
});

test('an exception lets one product off until its day, and says why', () => {
  const rules = {
    id: 'house',
    version: 1,
    rules: [],
    exceptions: [{ sku: 'p1', duty: 'price-and-unit', reason: '散装', until: '2026-11-01' }],
  };
  const events = [introduced(0, 'p1', 'other'), ended(60)];
  expect(run(events, sampleDuties(rules)).map(({ dutyId }) => dutyId)).not.toContain('price-and-unit');
  const later = run(events, sampleDuties(rules), { ...ABOUT, startedAt: '2026-11-02T01:00:00Z' });
  expect(states(later)).toContain('p1 price-and-unit missing raise');
});

test('a snapshot anywhere and the rest of the log come to the same as the whole log', () => {
  const duties = sampleDuties();
  const events = [
    product(0, 'listed', 'p1', {
      name: '山谷饼干',
      listing: { price: 9, unit: '袋', 'shelf-life': '[shelf-life=365]' },
    }),
    introduced(1, 'p1', undefined, { name: '山谷饼干' }),
    say(5, '[price-and-unit=9] [gift-details!]'),
    ask(8, 'ASK shelf-life'),
    say(9, '[shelf-life?]'),
    introduced(60, 'p2', 'electronics'),
    at(70, { type: 'audience', viewers: 50 }),
    say(75, '[seller-identity=1]', { source: 'screen' }),
    heartbeat(95),
    say(120, '[shelf-life=540]'),
    introduced(200, 'p1'),
    ended(260),
  ];
  const whole = follow(duties, events);
  for (let cut = 1; cut < events.length; cut += 1) {
    const before = follow(duties, events.slice(0, cut));
    let ledger: unknown = structuredClone(before.ledger);
    const outcomes = [...before.outcomes];
    for (const event of events.slice(cut)) {
      const result = duties.reduce(ledger, event);
      ({ ledger } = result);
      outcomes.push(...result.outcomes);
    }
    expect(outcomes).toEqual(whole.outcomes);
    expect(JSON.parse(JSON.stringify(ledger))).toEqual(whole.ledger);
  }
});

test('the ledger stays under 50 kB and flat over 10 hours and 300 products', () => {
  const duties = sampleDuties();
  const listing = { price: 10, unit: '袋', 'shelf-life': '12个月', storage: '阴凉处' };
  let { ledger } = follow(duties, []);
  let largest = 0;
  const hear = (event: ReturnType<typeof at>): void => {
    ledger = duties.reduce(ledger, event).ledger;
  };
  for (let i = 0; i < 300; i += 1)
    hear(
      product(0, 'listed', `product-${i}`, {
        name: `某某牌子的山谷饼干第${i}款`,
        linkNo: i,
        category: 'food',
        listing,
      }),
    );
  for (let i = 0; i < 300; i += 1) {
    hear(introduced(i * 120, `product-${i}`, 'food'));
    for (let second = 5; second < 120; second += 10) {
      hear(say(i * 120 + second, `[price-and-unit=${i}] [storage=${second}]`));
      hear(ask(i * 120 + second, 'ASK shelf-life', `v${second}`));
    }
    largest = Math.max(largest, Buffer.byteLength(JSON.stringify(ledger)));
  }
  expect(largest).toBeLessThan(50_000);
  expect(Object.keys((ledger as Ledger).open).length).toBeLessThanOrEqual(11);
});

test('what was said before the event that tells of the product came counts for it, if it was shown by then', () => {
  const late = run([say(4, '[price-and-unit=19.9]'), introduced(0, 'p1', 'other'), ended(60)]);
  expect(ofProduct('p1', late)).toEqual(['p1 price-and-unit satisfied none']);
  const before = run([say(4, '[price-and-unit=19.9]'), introduced(5, 'p1', 'other'), ended(60)]);
  expect(ofProduct('p1', before)).toEqual(['p1 price-and-unit missing raise']);
});
