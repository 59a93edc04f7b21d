import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  CHECK_CLAIMS_MAX,
  CHECK_ROWS_MAX,
  CHECK_UNITS_MAX,
  checkedText,
} from '../../../models/contract/check.ts';
import { canonical } from '../../../models/contract/log/canonical.ts';
import { createTextJudge, loadPacks } from '../../../models/text/judge.ts';
import { withCustomPacks } from '../../../models/text/lexicon/custom.ts';
import { readCustomPack } from '../../../models/text/lexicon/read-custom.ts';
import { createScriptJudge } from '../../../models/text/script.ts';
import { checkSchema } from '../../../server/check/body.ts';
import { checkScript } from '../../../server/check/check.ts';

const packs = loadPacks(resolve(import.meta.dirname, '../../../models/text/packs'));
const judge = createScriptJudge({ text: createTextJudge({ packs }), turn: async () => {} });
const NOW = new Date('2026-11-22T12:00:00Z');

describe('a check', () => {
  it('marks each claim where it stands in the text as sent, with its level and what to do', async () => {
    const text = '大家好\n\n😀这款茶喝三天治好失眠。\n已售十万件，今天给大家讲讲怎么泡。';
    const reply = await checkScript(judge, { text }, NOW);
    const [row] = reply.rows;
    for (const claim of row?.claims ?? []) expect(text.slice(claim.start, claim.end)).toBe(claim.quote);
    const levels = (row?.claims ?? []).map(({ group, level }) => `${group} ${level}`);
    expect(levels).toContain('medical banned');
    expect(levels).toContain('fake-popularity needs-proof');
    expect(row?.claims.every(({ article, reason, rewrite }) => article && reason.en && rewrite.zh)).toBe(
      true,
    );
    const counted = Object.values(reply.found).reduce((sum, n) => sum + n, 0);
    expect(counted).toBe(row?.claims.length);
  });

  it('judges each row by its own category, else by that of the request', async () => {
    const text = '这款喝了能增强免疫力';
    const rows = [{ text }, { text, category: 'health-food' }, { text, category: '没有的类目' }];
    const reply = await checkScript(judge, { rows, category: 'food' }, NOW);
    expect(reply.rows.map(({ category }) => category)).toEqual(['food', 'health-food', null]);
    expect(reply.notes).toEqual([
      { zh: expect.stringContaining('“没有的类目”'), en: expect.stringContaining('“没有的类目”') },
    ]);
    expect((await checkScript(judge, { text, category: 'food' }, NOW)).notes).toBeUndefined();
    const kinds = reply.rows.map(({ claims }) => claims.map(({ kind }) => kind).join());
    expect(kinds[0]).not.toBe(kinds[1]);
  });

  it('counts the rules of the platform that it names, and says which', async () => {
    const own = readCustomPack({
      pack: 'lantern-rules',
      language: 'zh',
      entries: [
        {
          ...{ type: 'terms', id: 'own', basis: 'platform-rule', platform: 'lantern', kind: 'superstition' },
          ...{ article: '平台规则 7', reason: { zh: '本平台不说月尘', en: 'no moon dust here' } },
          ...{ terms: ['月尘开光'], match: ['月尘开光的珠子'], noMatch: ['手工磨的'] },
        },
      ],
    });
    const custom = await withCustomPacks(packs, [own], { turn: async () => {} });
    const withOwn = createScriptJudge({ text: createTextJudge({ packs: custom }), turn: async () => {} });
    const on = async (platform?: string) => {
      const { rows, receipt } = await checkScript(withOwn, { text: '月尘开光的珠子', platform }, NOW);
      return [rows[0]?.claims.map(({ basis }) => basis), receipt.platform];
    };
    expect(await on('lantern')).toEqual([['platform-rule'], 'lantern']);
    expect(await on('candle')).toEqual([[], 'candle']);
    expect(await on()).toEqual([[], undefined]);
    expect(checkSchema.safeParse({ text: '茶', platform: 'x'.repeat(65) }).success).toBe(false);
  });

  it('finds nothing in lawful talk, and says so with a receipt', async () => {
    const reply = await checkScript(judge, { text: '这款茶产自云南，一盒一百克，保质期十八个月。' }, NOW);
    expect(reply.rows).toEqual([{ category: null, claims: [] }]);
    expect(reply.receipt.found).toEqual({ banned: 0, 'needs-proof': 0, careful: 0 });
    expect(reply.receipt.stages).toEqual({ lexicon: 'ok', network: 'unavailable' });
  });

  it('gives a receipt whose hash anyone who has the text computes again', async () => {
    const rows = [
      { product: '山野"茶"', text: '好喝\n的茶' },
      { category: 'food', text: '😀' },
    ];
    const { receipt } = await checkScript(judge, { rows }, NOW);
    const form = checkedText(rows);
    expect(form).toBe(canonical(JSON.parse(form)));
    expect(receipt).toMatchObject({
      format: 'livewitness-script-check/1',
      checkedAt: '2026-11-22T12:00:00.000Z',
      text: { sha256: createHash('sha256').update(form).digest('hex'), rows: 2, units: 7 },
      versions: { packs: packs.hash, normaliser: packs.normaliserHash },
    });
    const again = await checkScript(judge, { rows: [...rows].reverse() }, NOW);
    expect(again.receipt.text.sha256).not.toBe(receipt.text.sha256);
  });

  it('counts every claim and tells the first of them', async () => {
    const many = CHECK_CLAIMS_MAX + 5;
    const reply = await checkScript(judge, { text: '这款全网最低价\n'.repeat(many) }, NOW);
    expect(reply.rows[0]?.claims).toHaveLength(CHECK_CLAIMS_MAX);
    expect(reply.untold).toBe(5);
    expect(reply.found.banned).toBe(many);
  });
});

describe('what may be checked', () => {
  const row = { text: '好茶' };
  it.each<[string, unknown, string]>([
    ['nothing', {}, 'either text or rows'],
    ['both', { text: '好茶', rows: [row] }, 'either text or rows'],
    ['blanks', { text: ' \n ' }, 'no text'],
    ['rows of blanks', { rows: [{ text: '' }, { text: ' ' }] }, 'no text'],
    ['no row', { rows: [] }, 'at least one row'],
    ['too many rows', { rows: Array.from({ length: CHECK_ROWS_MAX + 1 }, () => row) }, 'rows'],
    ['too long a text', { text: '好'.repeat(CHECK_UNITS_MAX + 1) }, 'longer than'],
    ['rows too long together', { rows: [{ text: '好'.repeat(CHECK_UNITS_MAX) }, row] }, 'all rows together'],
    ['a lone surrogate', { text: '好\ud800茶' }, 'lone surrogate at offset 1'],
    ['a NUL', { rows: [{ text: '好茶\0' }] }, 'NUL at offset 2'],
    ['a number', { text: 7 }, 'string'],
    ['a field that is not known', { text: '好茶', keep: true }, 'keep'],
  ])('not %s', (_name, body, message) => {
    const parsed = checkSchema.safeParse(body);
    expect(parsed.success).toBe(false);
    expect(JSON.stringify(parsed.error?.issues)).toContain(message);
  });

  it('the longest text, and many rows of which some are blank', () => {
    expect(checkSchema.safeParse({ text: '好'.repeat(CHECK_UNITS_MAX) }).success).toBe(true);
    expect(checkSchema.safeParse({ rows: [{ text: '' }, row], category: 'food' }).success).toBe(true);
  });
});
