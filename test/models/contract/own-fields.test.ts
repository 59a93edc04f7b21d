import { expect, test } from 'vitest';
import { broadcastSchema, categoryOf, listingSchema } from '../../../models/contract/ingest.ts';

test('words that every object knows are no categories', () => {
  expect(['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map(categoryOf)).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(['clothing', 'apparel', 'appliance'].map(categoryOf)).toEqual([
    'apparel',
    'apparel',
    'home-appliance',
  ]);
});

test('no field is dropped in silence: it is kept as it stands, or refused by name', () => {
  const listing = { priceHistory: [{ date: '2026-11-01', price: 99, source: '会员价' }] };
  expect(listingSchema.parse(listing)).toEqual(listing);
  const broadcast = {
    id: 'b',
    title: 't',
    language: 'zh-Hans',
    platform: 'p',
    room: { id: 'r', name: 'n', operator: 'o' },
    presenters: [{ id: 'h', name: 'n', agency: 'a' }],
    startedAt: '2026-11-20T12:00:00Z',
  };
  const { error } = broadcastSchema.safeParse(broadcast);
  expect(error?.issues).toMatchObject([
    { code: 'unrecognized_keys', keys: ['agency'], path: ['presenters', 0] },
  ]);
});
