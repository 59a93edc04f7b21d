import { expect, test } from 'vitest';
import { eventSchema, type ProductEvent } from '../../../models/contract/ingest.ts';
import type { BroadcastDoc } from '../../../models/store/documents.ts';
import { introducedAt, PRODUCTS_CHARS_MAX, withProduct } from '../../../worker/pipeline/introductions.ts';

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

test('products with long listings are kept up to what one document may hold, the one on the table always', () => {
  const told = (productId: string, action: ProductEvent['action'], atMs: number) => {
    const listing = { about: '字'.repeat(2_000), more: 'x'.repeat(2_000), price: 1 };
    const coupons = Array.from({ length: 100 }, () => ({ name: '券'.repeat(200) }));
    return eventSchema.parse({
      type: 'product',
      action,
      productId,
      atMs,
      listing: { ...listing, coupons },
    }) as ProductEvent;
  };
  let products: BroadcastDoc['products'] = withProduct({}, told('on', 'introduced', 0));
  for (let i = 0; i < 150; i += 1) products = withProduct(products, told(`p${i}`, 'listed', i));
  expect(JSON.stringify(products).length).toBeLessThan(PRODUCTS_CHARS_MAX + 50_000);
  expect(introducedAt(products, 1_000)?.productId).toBe('on');
  expect(Object.keys(products)).toContain('p149');
  expect(Object.keys(products)).not.toContain('p0');
});

test('a word that names no category does not replace one that does', () => {
  const said = (category: string | undefined, atMs: number) =>
    ({ type: 'product', action: 'changed', productId: 'p1', atMs, ...(category && { category }) }) as const;
  const told = (...words: readonly (string | undefined)[]) =>
    words.reduce<ReturnType<typeof withProduct>>((all, word, i) => withProduct(all, said(word, i)), {}).p1
      ?.category;
  expect([told('snacks'), told('snacks', 'food', 'snacks', undefined), told('food', 'apparel')]).toEqual([
    'snacks',
    'food',
    'apparel',
  ]);
});
