import { expect, test } from 'vitest';
import { asBroadcastId, asEntryId } from '../../../models/contract/ids.ts';
import type { SealedDoc } from '../../../models/store/documents.ts';
import { pagesOf, recordsOf, withoutValues } from '../../../models/store/sealed-pages.ts';

const broadcastId = asBroadcastId('b');
const utterance = (leafIndex: number, atMs: number, text: string, source: 'chat' | 'speech'): SealedDoc => ({
  broadcastId,
  leafIndex,
  kind: 'utterance',
  atMs,
  entryId: asEntryId(`${leafIndex}-0`),
  values: { text: { value: text, salt: '00' }, speaker: { value: 'v"1', salt: '01' } },
  utterance: { id: `u${leafIndex}`, revision: 0, source, role: 'viewer', judged: 'full', claims: [] },
});
const other = (leafIndex: number, kind: string): SealedDoc => ({
  broadcastId,
  leafIndex,
  kind,
  atMs: 1,
  entryId: asEntryId(`${leafIndex}-0`),
  values: {},
});

test('utterances come out of a page as they went in, with its range of leaves, times and sources', () => {
  const docs = [utterance(4, 900, '好 😀\n"', 'chat'), utterance(5, 300, '二', 'speech')];
  const { pages, single } = pagesOf(docs);
  expect(single).toEqual([]);
  expect(pages).toMatchObject([
    { firstLeafIndex: 4, lastLeafIndex: 5, fromMs: 300, untilMs: 900, sources: ['chat', 'speech'] },
  ]);
  expect(pages.flatMap(recordsOf)).toEqual(docs);
});

test('what is looked for by its own fields stays a document of its own', () => {
  const { pages, single } = pagesOf([other(0, 'broadcast'), utterance(1, 1, '一', 'chat'), other(2, 'gap')]);
  expect(single.map(({ kind }) => kind)).toEqual(['broadcast', 'gap']);
  expect(pages.map(({ firstLeafIndex, lastLeafIndex }) => [firstLeafIndex, lastLeafIndex])).toEqual([[1, 1]]);
});

test('a page that would grow too long is followed by another; no record is cut', () => {
  const docs = [1, 2, 3, 4, 5].map((n) => utterance(n, n, '字'.repeat(n === 3 ? 500 : 10), 'chat'));
  const { pages } = pagesOf(docs, 400);
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.flatMap(recordsOf)).toEqual(docs);
  for (const [at, { lastLeafIndex }] of pages.entries())
    expect(pages[at + 1]?.firstLeafIndex ?? 6).toBe(lastLeafIndex + 1);
});

test('a withheld value and its salt are gone from the page, and the rest is as it was', () => {
  const docs = [utterance(1, 1, '我的电话', 'chat'), utterance(2, 2, '二', 'chat')];
  const records = withoutValues(pagesOf(docs).pages[0]?.records ?? '', [{ leafIndex: 1, fields: ['text'] }]);
  expect(records).not.toContain('电话');
  const [first, second] = recordsOf({ broadcastId, records });
  expect(first?.values).toEqual({
    text: { value: null, salt: null },
    speaker: { value: 'v"1', salt: '01' },
  });
  expect(second).toEqual(docs[1]);
});
