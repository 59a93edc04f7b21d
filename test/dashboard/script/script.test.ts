import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { RequestFailed } from '../../../dashboard/link/http.ts';
import { compareReceipt } from '../../../dashboard/script/compare-receipt.ts';
import { stretchesOf } from '../../../dashboard/script/flat.ts';
import type { ReadAnswer } from '../../../dashboard/script/reader.ts';
import { reportHtml, reportText, stampOf, summaryLine } from '../../../dashboard/script/report.ts';
import { checkCommandOf } from '../../../dashboard/state/check-keys.ts';
import { screensFor } from '../../../dashboard/state/route.ts';
import { createScript } from '../../../dashboard/state/script.ts';
import { catalogues } from '../../../dashboard/words/catalogue.ts';
import {
  CHECK_UNITS_MAX,
  type CheckClaim,
  type CheckReply,
  type CheckRequest,
  type Level,
  rowsOf,
} from '../../../models/contract/check.ts';
import { asOrganisationId } from '../../../models/contract/ids.ts';
import type { UserRole } from '../../../models/contract/people.ts';

const claim = (start: number, end: number, level: Level, quote = ''): CheckClaim => ({
  start,
  end,
  quote,
  level,
  kind: 'absolute-superlative',
  group: 'absolute',
  verdict: 'flag',
  basis: 'law',
  severity: 'high',
  confidence: 0.9,
  article: '广告法 9(3)',
  reason: { zh: '原因<1>', en: 'reason<1>' },
  rewrite: { zh: '改法', en: 'rewrite' },
});

/** A server that finds 最好 banned and 十万 in need of proof. */
const checkOf = async (request: CheckRequest): Promise<CheckReply> => {
  const rows = rowsOf(request).map(({ text }) => ({
    category: null,
    claims: [['最好', 'banned'] as const, ['十万', 'needs-proof'] as const].flatMap(([word, level]) => {
      const at = text.indexOf(word);
      return at < 0 ? [] : [claim(at, at + word.length, level, word)];
    }),
  }));
  const all = rows.flatMap(({ claims }) => claims);
  const count = (level: Level): number => all.filter((each) => each.level === level).length;
  const found = { banned: count('banned'), 'needs-proof': count('needs-proof'), careful: 0 };
  return {
    rows,
    found,
    untold: 0,
    receipt: {
      format: 'livewitness-script-check/1',
      checkedAt: '2026-11-22T12:00:00.000Z',
      text: { sha256: 'a'.repeat(64), rows: rows.length, units: 0 },
      versions: { normaliser: 'n', packs: 'p' },
      stages: { lexicon: 'ok', network: 'unavailable' },
      found,
      notice: { zh: '', en: '' },
    },
  };
};
const noFile = async (): Promise<ReadAnswer> => ({ ok: false, refusal: { code: 'macros' } });
const scriptWith = (text: string, check = checkOf, readFile = noFile) => {
  const script = createScript({ api: { check }, platforms: signal<readonly string[]>([]), readFile });
  const [row] = script.rows.value;
  if (row) script.change(row.id, { text });
  return script;
};
describe('the platform of a check', () => {
  it('is that of the room last on air, until another or none is chosen', async () => {
    const asked: CheckRequest[] = [];
    const script = createScript({
      api: {
        check: (request) => {
          asked.push(request);
          return checkOf(request);
        },
      },
      platforms: signal<readonly string[]>(['lantern', 'candle']),
      readFile: noFile,
    });
    script.change(script.rows.value[0]?.id ?? 0, { text: '好茶' });
    await script.check();
    script.place.choose('candle');
    await script.check();
    script.place.choose('');
    await script.check();
    script.forget();
    expect(asked.map(({ platform }) => platform)).toEqual(['lantern', 'candle', undefined]);
    expect(script.place.platform.value).toBe('lantern');
  });
});

const zh = { words: catalogues['zh-Hans'], language: 'zh-Hans' } as const;

describe('a script that is written', () => {
  it('is checked, walked through, filtered, and written on', async () => {
    const script = scriptWith('最好的茶，已售十万');
    script.addRow();
    await script.check();
    expect(script.checked.value?.sent).toEqual([{ text: '最好的茶，已售十万' }]);
    expect(script.chosen.value?.claim.quote).toBe('最好');
    script.next();
    expect(script.chosen.value?.claim.quote).toBe('十万');
    script.next();
    expect(script.chosen.value?.number).toBe(1);
    script.previous();
    expect(script.chosen.value?.number).toBe(2);
    script.show('banned');
    expect(script.shown.value.map(({ number }) => number)).toEqual([1]);
    expect(script.chosen.value?.number).toBe(1);
    script.show('careful');
    expect([script.shown.value.length, script.chosen.value]).toEqual([0, null]);
    script.next();
    script.show(null);
    expect(script.chosen.value?.number).toBe(1);
    script.edit();
    expect([script.checked.value, script.rows.value.length]).toEqual([null, 2]);
  });

  it.each([
    ['nothing', '', 'blank'],
    ['blanks', ' \n ', 'blank'],
    ['too much', '好'.repeat(CHECK_UNITS_MAX + 1), 'too-long'],
  ])('is not sent when it is %s', async (_name, text, type) => {
    const script = scriptWith(text, () => Promise.reject(new Error('sent')));
    await script.check();
    expect(script.failure.value?.type).toBe(type);
  });

  it('stays when the server refuses, with the time to wait', async () => {
    const script = scriptWith('好', () => Promise.reject(new RequestFailed('too-many', 429, 'x', 7)));
    await script.check();
    expect(script.failure.value).toMatchObject({ code: 'too-many', retryAfterS: 7 });
    expect([script.busy.value, script.rows.value[0]?.text]).toEqual([null, '好']);
  });

  it('stays when a file cannot be read, and gives way to one that can', async () => {
    const script = scriptWith('好');
    await script.load(new File(['x'], 'a.docm'));
    expect(script.failure.value).toEqual({ type: 'file', name: 'a.docm', refusal: { code: 'macros' } });
    expect(script.rows.value[0]?.text).toBe('好');
    const row = { product: '茶', category: 'food', text: '最好', place: { sheet: '稿', row: 2 } } as const;
    const other = scriptWith('好', checkOf, async () => ({
      ok: true,
      read: { rows: [row, { ...row, category: null, categoryWord: '怪' }], leftOut: ['备注'], empty: [] },
    }));
    await other.load(new File(['x'], 'a.xlsx'));
    expect(other.file.value).toEqual({ name: 'a.xlsx', leftOut: ['备注'], empty: [] });
    await other.check();
    expect(other.checked.value?.sent).toEqual([
      { product: '茶', category: 'food', text: '最好' },
      { product: '茶', text: '最好' },
    ]);
    expect(other.checked.value?.findings.map(({ row: at, number }) => [at, number])).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });

  it('leaves nothing to whoever comes next, not even an answer on its way', async () => {
    let answer: (reply: CheckReply) => void = () => {};
    const script = scriptWith('最好', () => new Promise((done) => (answer = done)));
    const checking = script.check();
    script.forget();
    answer(await checkOf({ text: '最好' }));
    await checking;
    expect([script.checked.value, script.rows.value[0]?.text, script.busy.value]).toEqual([null, '', null]);
  });
});

describe('the stretches of a text', () => {
  it('cut where findings begin and end, the gravest first where they lie upon each other', () => {
    const findings = [claim(1, 4, 'careful'), claim(2, 6, 'banned'), claim(2, 3, 'needs-proof')].map(
      (each, at) => ({ claim: each, row: 0, number: at + 1 }),
    );
    expect(
      stretchesOf({ text: 'abcdefg' }, findings).map(
        ({ text, findings: over }) => `${text}:${over.map(({ number }) => number).join('')}`,
      ),
    ).toEqual(['a:', 'b:1', 'c:231', 'd:21', 'ef:2', 'g:']);
  });
});

describe('what is taken away', () => {
  it('says in one line what was found, or that nothing was', async () => {
    const found = await checkOf({ text: '最好，十万' });
    expect(summaryLine(found, zh)).toBe('共 2 处需要注意：禁用 1、需备证明 1');
    expect(summaryLine(found, { words: catalogues.en, language: 'en' })).toBe(
      '2 places to look at: Banned 1, Needs proof 1',
    );
    expect(summaryLine(await checkOf({ text: '好' }), zh)).toContain('没有发现');
  });

  it('is the script with its marks, in which nothing can run', async () => {
    const script = scriptWith('<script>alert("最好")</script>\u202e十万');
    await script.check();
    const { value: checked } = script.checked;
    if (!checked) throw new Error('not checked');
    const page = reportHtml(checked, zh);
    expect(page).not.toMatch(/<script|alert\("/);
    expect(page).toContain('<mark class="banned">最好</mark>');
    expect(page).toContain('⟨RLO⟩');
    expect(page).toContain('不是法律意见');
    expect(page).toContain('a'.repeat(64));
    expect(reportText(checked, zh)).toContain('1. [禁用] 「最好」\n   依据：广告法 9(3)');
    expect(stampOf(checked.reply)).toBe('2026-11-22-120000');
  });

  it('is a receipt that fits its text and no other', async () => {
    const rows = [{ text: '好' }];
    const receipt = (sha256: string): Blob =>
      new Blob([JSON.stringify({ format: 'livewitness-script-check/1', text: { sha256 } })]);
    // sha256sum of {"rows":[{"category":"","product":"","text":"好"}]}
    const hash = 'b5ae6f7f1f962186b41ed7467fbc950823954f5c8bfdae37c663c1e6b4a4f88f';
    expect(await compareReceipt(receipt(hash), rows)).toBe('same');
    expect(await compareReceipt(receipt(hash), [{ text: '好 ' }])).toBe('other');
    expect(await compareReceipt(new Blob(['{"format":"x"}']), rows)).toBe('not-one');
    expect(await compareReceipt(new Blob(['null']), rows)).toBe('not-one');
    expect(await compareReceipt(new Blob(['x'.repeat(70_000)]), rows)).toBe('not-one');
  });
});

describe('the keys of the script check', () => {
  const press = (key: string, more = {}) => ({
    key,
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    isComposing: false,
    ...more,
  });
  const reading = { typing: false, covered: false, singleKeys: true };
  it.each([
    ['n', {}, {}, 'next'],
    ['j', {}, {}, 'next'],
    ['p', {}, {}, 'previous'],
    ['ArrowDown', {}, {}, 'next'],
    ['ArrowUp', {}, { singleKeys: false }, 'previous'],
    ['Process', { code: 'KeyN' }, {}, 'next'],
    ['n', {}, { singleKeys: false }, null],
    ['n', {}, { typing: true }, null],
    ['n', {}, { covered: true }, null],
    ['n', { isComposing: true }, {}, null],
    ['n', { ctrlKey: true }, {}, null],
    ['Enter', { ctrlKey: true }, { typing: true }, 'check'],
    ['Enter', { metaKey: true, repeat: true }, { typing: true }, null],
    ['Enter', {}, { typing: true }, null],
    ['?', {}, {}, 'help'],
  ] as const)('%s %j %j: %s', (key, more, situation, command) => {
    expect(checkCommandOf(press(key, more), { ...reading, ...situation })).toBe(command);
  });

  it.each<[UserRole, boolean]>([
    ['host', true],
    ['moderator', true],
    ['admin', false],
    ['consumer', false],
  ])('a %s has the page: %s', (role, has) => {
    const place = {
      organisationId: asOrganisationId('o'),
      name: 'o',
      kind: 'mcn',
      role: 'presenter',
      rooms: [],
    } as const;
    expect(screensFor({ role, memberships: [place] }).includes('check')).toBe(has);
    expect(screensFor({ role, memberships: [] }).includes('check')).toBe(has && role !== 'host');
  });
});
