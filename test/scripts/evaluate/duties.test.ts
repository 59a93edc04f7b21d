import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { openDuties } from '../../../models/duties/open.ts';
import { DUTIES_OF_LABEL, eventsOf, readLabelled } from '../../../scripts/evaluate/duties/labels.ts';
import { measureDuties } from '../../../scripts/evaluate/duties/measure.ts';

const opened = openDuties(resolve(import.meta.dirname, '../../..'), { everyTier: true });
const broadcast = {
  id: 'one',
  lang: 'zh-Hans',
  products: [
    {
      product_id: 'p1',
      name: '山谷饼干',
      category: 'food',
      required: ['shelf-life', 'price', 'freight'],
      made: ['shelf-life', 'price'],
      missing: ['freight'],
      evidence: { 'shelf-life': [0] },
      near_miss: {},
    },
  ],
  utterances: [
    { t_s: 3.5, source: 'transcript', speaker: 'host', text: '保质期十八个月' },
    { t_s: 5, source: 'chat', speaker: 'viewer_1', text: '一盒六十九' },
  ],
};

test('what is labelled and comes out otherwise is a mistake, with its words', () => {
  const report = measureDuties(opened, [broadcast], '2026-11-01T12:00:00Z');
  expect(report).toMatchObject({
    disclosed: { hit: 1, extra: 0, missed: 1 },
    missing: { hit: 1, extra: 1, missed: 0 },
    given: 2,
    givenCalledMissing: 1,
  });
  expect(report.mistakes).toMatchObject([
    { label: 'price', wanted: 'disclosed', states: ['price-and-unit missing'] },
  ]);
});

test('viewers are viewers, transcripts are speech, seconds are milliseconds', () => {
  expect(eventsOf(broadcast)).toMatchObject([
    { type: 'product', action: 'introduced', productId: 'p1', atMs: 0 },
    { source: 'speech', role: 'presenter', atMs: 3_500 },
    { source: 'chat', role: 'viewer', atMs: 5_000 },
  ]);
});

test('every duty that stands for a label is in the catalogue', () => {
  for (const id of Object.values(DUTIES_OF_LABEL).flat())
    expect(opened.rules.catalogue.duties.has(id), id).toBe(true);
});

test('a file with a line that cannot be read is refused by its line', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'labelled-'));
  const file = join(dir, 'labels.jsonl');
  await writeFile(file, `${JSON.stringify(broadcast)}\n{"id":"two"}\n`);
  await expect(readLabelled(file)).rejects.toThrow('labels.jsonl:2');
  await rm(dir, { recursive: true });
});
