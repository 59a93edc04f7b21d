import { expect, test } from 'vitest';
import { eventSchema, type ProductEvent } from '../../../models/contract/ingest.ts';
import type { BroadcastDoc } from '../../../models/store/documents.ts';
import { introducedAt, withProduct } from '../../../worker/pipeline/introductions.ts';

const after = (...told: [ProductEvent['action'], string, number][]): BroadcastDoc['products'] =>
  told.reduce<BroadcastDoc['products']>((products, [action, productId, atMs]) => {
    const event = eventSchema.parse({ type: 'product', action, productId, atMs });
    return event.type === 'product' ? withProduct(products, event) : products;
  }, {});

test.each<[string, [ProductEvent['action'], string, number][], number, string | undefined]>([
  ['only listed', [['listed', 'a', 0]], 10, undefined],
  ['introduced', [['introduced', 'a', 5]], 10, 'a'],
  ['not yet introduced', [['introduced', 'a', 5]], 4, undefined],
  [
    'another one since',
    [
      ['introduced', 'a', 5],
      ['introduced', 'b', 20],
    ],
    25,
    'b',
  ],
  [
    'captions that lag',
    [
      ['introduced', 'a', 5],
      ['introduced', 'b', 20],
    ],
    15,
    'a',
  ],
  [
    'paused',
    [
      ['introduced', 'a', 5],
      ['paused', 'a', 9],
    ],
    10,
    undefined,
  ],
  [
    'its link opened meanwhile',
    [
      ['introduced', 'a', 5],
      ['link-opened', 'a', 9],
    ],
    10,
    'a',
  ],
  [
    'withdrawn by another',
    [
      ['introduced', 'a', 5],
      ['withdrawn', 'b', 9],
    ],
    10,
    'a',
  ],
  [
    'shown again',
    [
      ['introduced', 'a', 5],
      ['introduced', 'b', 8],
      ['introduced', 'a', 12],
    ],
    13,
    'a',
  ],
  ['an id with dots', [['introduced', 'a.b', 5]], 10, 'a.b'],
])('%s', (_, told, atMs, expected) => {
  expect(introducedAt(after(...told), atMs)?.productId).toBe(expected);
});
