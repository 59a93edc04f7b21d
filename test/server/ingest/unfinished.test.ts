import { expect, test } from 'vitest';
import { createUnfinished } from '../../../server/ingest/unfinished.ts';

test('past the limit the one that holds most is cut off, and only that one', () => {
  const books = createUnfinished(100);
  const gone: string[] = [];
  const who = (name: string) => ({ cut: () => void gone.push(name) });
  const [a, b, c] = [who('a'), who('b'), who('c')];
  books.add(a, 30);
  books.add(b, 50);
  books.forget(a);
  books.add(a, 40);
  expect([gone, books.bytes]).toEqual([[], 90]);
  books.add(c, 20);
  expect([gone, books.bytes]).toEqual([['b'], 60]);
  books.forget(b);
  books.forget(c);
  expect(books.bytes).toBe(40);
});
