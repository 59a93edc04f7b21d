import { expect, test } from 'vitest';
import type { DutyEvent } from '../../../models/duties/types.ts';
import {
  ABOUT,
  ask,
  at,
  follow,
  heartbeat,
  introduced,
  product,
  sampleDuties,
  say,
} from './sample-duties.ts';

/** Numbers that look random and are the same every time (mulberry32). */
const numbers = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};
const DUTIES = [
  'price-and-unit',
  'shelf-life',
  'name-spec',
  'seller-identity',
  'host-identity',
  'food-licence-standard',
  'gift-details',
];
const ACTIONS = ['listed', 'introduced', 'paused', 'link-opened', 'link-closed', 'changed', 'withdrawn'];
const CATEGORIES = ['food', 'electronics', 'other', '不存在', 'food+cross-border'];

const anyEvent = (pick: (below: number) => number): DutyEvent => {
  const seconds = pick(20) === 0 ? pick(86_000) : pick(7_200);
  const id = `p${pick(12)}`;
  const duty = DUTIES[pick(DUTIES.length)] ?? '';
  const kinds: readonly (() => DutyEvent)[] = [
    () =>
      say(seconds, `[${duty}${'=~>!?-'[pick(6)]}${pick(400)}] ${pick(3)}号 NEXT ${pick(5)}`, {
        source: pick(6) === 0 ? 'screen' : 'speech',
      }),
    () =>
      say(seconds, `[${duty}=${pick(400)}]`, { source: 'chat', role: 'assistant', pinned: pick(2) === 0 }),
    () => ask(seconds, `ASK ${duty}`, `v${pick(9)}`),
    () => introduced(seconds, id, CATEGORIES[pick(CATEGORIES.length)]),
    () =>
      product(seconds, ACTIONS[pick(ACTIONS.length)] ?? 'listed', id, {
        ...(pick(2) === 0 && { category: CATEGORIES[pick(CATEGORIES.length)] }),
        ...(pick(2) === 0 && {
          listing: {
            price: pick(100),
            payable: pick(100),
            unit: '袋',
            'shelf-life': `[shelf-life=${pick(400)}]`,
          },
        }),
        linkNo: pick(6),
      }),
    () => at(seconds, { type: 'audience', viewers: pick(1_000) }),
    () => at(seconds, { type: 'moderation', action: 'deleted', utteranceId: `u${pick(500)}` }),
    () => at(seconds, { type: 'segment', action: 'start', segment: 'draw' }),
    () => at(seconds, { type: 'gap', from: pick(7_200) }),
    () => heartbeat(seconds),
    () => at(seconds, { type: 'ended' }),
  ];
  return (kinds[pick(pick(9) === 0 ? kinds.length : kinds.length - 1)] ?? kinds[0])?.() ?? heartbeat(seconds);
};

test.each([1, 2, 3, 4, 5, 6])(
  'events in any order and of any kind (%i) are borne: no error, a small ledger, sensible outcomes',
  (seed) => {
    const pick = numbers(seed);
    const events = Array.from({ length: 800 }, () => anyEvent(pick));
    const { outcomes, ledger } = follow(sampleDuties(undefined, seed % 2 === 0), events, ABOUT);
    expect(Buffer.byteLength(JSON.stringify(ledger))).toBeLessThan(50_000);
    const open = new Set<string>();
    for (const { productId = '-', dutyId, alert, question, atMs, dueMs } of outcomes) {
      expect(Number.isFinite(atMs) && Number.isFinite(dueMs)).toBe(true);
      if (question || alert === 'none') continue;
      const key = `${productId} ${dutyId}`;
      // What is closed was raised before, and what is raised is not raised again before it was closed.
      expect(open.has(key), `${key} ${alert}`).toBe(alert === 'close');
      if (alert === 'raise') open.add(key);
      else open.delete(key);
    }
  },
);
