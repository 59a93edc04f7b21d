import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../../../models/duties/catalogue/load.ts';
import { chainsOf } from '../../../../models/duties/hear/cues.ts';
import { compileEars } from '../../../../models/duties/hear/forms.ts';
import { createHear } from '../../../../models/duties/hear/hear.ts';
import { createPrepare } from '../../../../models/duties/hear/prepare.ts';
import { createScanBuilder } from '../../../../models/duties/hear/scan.ts';
import { readSlots } from '../../../../models/duties/slots/read.ts';

const catalogue = loadCatalogue('models/duties/packs');
const ears = compileEars(catalogue);
const prepare = createPrepare();
const startedAt = new Date('2026-11-01T12:00:00Z');

const scanFor = (source: string) => {
  const builder = createScanBuilder();
  builder.expression(chainsOf(source), 0);
  builder.subject(0, []);
  return builder.build();
};
const owed = new Uint8Array([1]);

test.each([
  ['(?:保质期|shelf life)[^,]{0,6}(?:月|年)', '保质期十八个月', true],
  ['(?:保质期|shelf life)[^,]{0,6}(?:月|年)', '三月的保质期', false],
  ['(?:保质期|shelf life)[^,]{0,6}(?:月|年)', '保质期你们自己去页面上看一下它到底是几个月', false],
  ['(?:保质期|shelf life)[^,]{0,6}(?:月|年)', '三月的保质期是一年', true],
  ['(?:ab){1,3}c', 'ababc', true],
  ['(?:ab){1,3}c', 'cab', false],
  ['a(?:b|c)?d', 'ad', true],
  ['x(?!y)z|q', 'q', true],
  ['(不|没)\\1过', '不不过', true],
])('%s may be in %s: %s', (source, text, isThere) => {
  const scan = scanFor(source);
  scan.read(text);
  expect(scan.holds(0)).toBe(isThere);
  expect(scan.called(-1, owed)).toEqual(isThere ? [0] : []);
});

test('what was read before is forgotten', () => {
  const scan = scanFor('保质期.{0,6}月');
  scan.read('保质期八个月');
  scan.read('八个月');
  expect(scan.holds(0)).toBe(false);
});

test('only what may end past a place is called', () => {
  const scan = scanFor('保质期.{0,6}月');
  scan.read('保质期八个月，好吃');
  expect(scan.called(5, owed)).toEqual([0]);
  expect(scan.called(6, owed)).toEqual([]);
  expect(scan.called(-1, new Uint8Array([0]))).toEqual([]);
});

const examples = [...catalogue.duties.values()].flatMap(({ examples: all }) => Object.values(all).flat());
const written = readFileSync('models/text/training/written/everyday.tsv', 'utf8')
  .split('\n')
  .map((line) => line.split('\t').at(-1) ?? '')
  .filter((text, at) => text !== '' && at % 40 === 0);

test('no pattern of the packs that matches a sentence is passed over', () => {
  const { duties, scan } = ears;
  const forms = duties.flatMap((ear) => [...ear.forms, ...ear.answers, ...ear.not]);
  const missed: string[] = [];
  for (const text of [...examples.filter((_, at) => at % 4 === 0), ...written]) {
    const typed = readSlots(prepare(text).figures, startedAt).text;
    scan.read(typed);
    for (const { number, regex, source } of forms) {
      if (scan.holds(number)) continue;
      regex.lastIndex = 0;
      if (regex.test(typed)) missed.push(`${source} in ${text}`);
    }
  }
  expect(missed).toEqual([]);
});

test('a sentence that holds nothing of any duty is heard without trying a pattern', () => {
  const execute = RegExp.prototype.exec;
  const hear = createHear(catalogue, prepare);
  const tried: string[] = [];
  const said = prepare('来来来新进来的朋友');
  const sources = new Set(ears.duties.flatMap(({ forms }) => forms.map(({ regex }) => regex.source)));
  RegExp.prototype.exec = function (text: string) {
    if (sources.has(this.source)) tried.push(this.source);
    return execute.call(this, text);
  };
  try {
    expect(hear(said, { startedAt, categories: ['food'] })).toEqual([]);
    expect(tried).toEqual([]);
    expect(hear('保质期十八个月', { startedAt, categories: ['food'] })).not.toEqual([]);
    expect(tried).not.toEqual([]);
  } finally {
    RegExp.prototype.exec = execute;
  }
});
