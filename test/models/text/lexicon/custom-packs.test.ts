import { describe, expect, it } from 'vitest';
import { CLAIMS_MAX, createTextJudge, loadPacks, type TextContext } from '../../../../models/text/judge.ts';
import { withCustomPacks } from '../../../../models/text/lexicon/custom.ts';
import { customPackSchema } from '../../../../models/text/lexicon/custom-schema.ts';
import { readCustomPack, refuseByClock } from '../../../../models/text/lexicon/read-custom.ts';
import { PacksRefused } from '../../../../models/text/lexicon/refusal.ts';
import { allow, pack, rule } from './sample-pack.ts';

const base = loadPacks('models/text/packs');
const turn = async (): Promise<void> => {};
const compiled = (...packs: unknown[]) => withCustomPacks(base, packs.map(readCustomPack), { turn });

const AT_MS = Date.parse('2026-12-01T12:00:00Z');
const said: TextContext = { source: 'speech', role: 'presenter', platform: 'lantern', acceptedAtMs: AT_MS };

/** What the packs say of a text: `pack/entry verdict`. */
const found = async (packs: readonly unknown[], text: string, more: Partial<TextContext> = {}) =>
  createTextJudge({ packs: await compiled(...packs) })
    .judge(text, { ...said, ...more })
    .claims.map(({ source, verdict }) => `${source.packId}/${source.ruleId} ${verdict}`);

describe('rules of a custom pack', () => {
  it('find terms and frames, in any script and spelling, with their own basis and article', async () => {
    const packs = await compiled(
      pack([
        rule(),
        rule({
          type: 'frame',
          id: 'charged',
          terms: undefined,
          frame: '吸 ~2 月光|星光',
          match: ['吸饱了月光'],
        }),
      ]),
    );
    const judge = createTextJudge({ packs });
    const [claim] = judge.judge('這串是月塵開光的', said).claims;
    expect(claim).toMatchObject({
      quote: '月塵開光',
      basis: 'house',
      article: '本店守则 7',
      verdict: 'flag',
      source: { packId: 'lantern-rules', ruleId: 'moon-dust', versions: { packs: packs.hash } },
    });
    expect(judge.judge('先吸一晚星光', said).claims).toMatchObject([{ source: { ruleId: 'charged' } }]);
  });

  it('take article and reason of their kind where their basis is the law', async () => {
    const bare = { basis: 'law', article: undefined, reason: undefined };
    const [claim] = createTextJudge({ packs: await compiled(pack([rule(bare)])) }).judge(
      '月尘开光',
      said,
    ).claims;
    const { basis, article, reason } = base.shipped.provisions.superstition ?? {};
    expect(basis).toBe('law');
    expect(claim).toMatchObject({ basis, article, reason });
    const own = rule({ ...bare, article: '广告法第九条第八项' });
    expect(
      createTextJudge({ packs: await compiled(pack([own])) }).judge('月尘开光', said).claims,
    ).toMatchObject([{ basis: 'law', article: '广告法第九条第八项' }]);
  });

  it('hold for their platform alone', async () => {
    const packs = [pack([rule({ basis: 'platform-rule', platform: 'lantern' })])];
    expect(await found(packs, '月尘开光')).toEqual(['lantern-rules/moon-dust flag']);
    expect(await found(packs, '月尘开光', { platform: 'candle' })).toEqual([]);
  });

  it('begin and end with their days in China', async () => {
    const packs = [pack([rule({ inForce: { from: '2026-12-01', until: '2026-12-31' } })])];
    const on = async (instant: string) => found(packs, '月尘开光', { acceptedAtMs: Date.parse(instant) });
    expect(await on('2026-11-30T15:59:59Z')).toEqual([]);
    expect(await on('2026-11-30T16:00:00Z')).toHaveLength(1);
    expect(await on('2026-12-31T15:59:59Z')).toHaveLength(1);
    expect(await on('2026-12-31T16:00:00Z')).toEqual([]);
  });

  it('speak English too, by stems', async () => {
    const english = pack(
      [
        rule({
          terms: ['moon dust blessing'],
          match: ['a true moon dust blessing'],
          noMatch: ['dust it off'],
        }),
      ],
      { language: 'en' },
    );
    expect(await found([english], 'all with moon dust blessings')).toEqual(['lantern-rules/moon-dust flag']);
  });

  it('leave the shipped packs as they were, and name the version by what is in it', async () => {
    const one = await compiled(pack([rule()]));
    const same = await compiled(pack([rule()]));
    const other = await compiled(pack([rule({ confidence: 0.5 })]));
    expect(await compiled()).toBe(base);
    expect(one.hash).toBe(same.hash);
    expect(new Set([base.hash, one.hash, other.hash]).size).toBe(3);
    expect(createTextJudge({ packs: base }).judge('月尘开光', said).claims).toEqual([]);
    for (const text of ['这是全网最低价', 'the cheapest on the internet'])
      expect(
        createTextJudge({ packs: one })
          .judge(text, said)
          .claims.map(({ kind }) => kind),
      ).toEqual(
        createTextJudge({ packs: base })
          .judge(text, said)
          .claims.map(({ kind }) => kind),
      );
  });
});

describe('a rule of another basis over words that the law finds', () => {
  const over = (more: object) =>
    rule({
      id: 'own-word',
      kind: 'price-lowest-claim',
      terms: ['这个全网最低价'],
      match: ['这个全网最低价'],
      noMatch: ['这个价'],
      ...more,
    });
  const judged = async (entry: object, text: string) =>
    createTextJudge({ packs: await compiled(pack([entry])) }).judge(text, said).claims;

  it.each(['house', 'platform-rule'])('gives way to it, and stays named: %s', async (basis) => {
    const claims = await judged(
      over({ basis, ...(basis === 'platform-rule' && { platform: 'lantern' }) }),
      '这个全网最低价给大家',
    );
    expect(claims).toHaveLength(1);
    expect(claims[0]).toMatchObject({
      basis: 'law',
      verdict: 'flag',
      article: base.shipped.provisions['price-lowest-claim']?.article,
      also: [{ basis, article: '本店守则 7', packId: 'lantern-rules', ruleId: 'own-word' }],
    });
    const step = claims[0]?.steps.find(({ id }) => id === 'also');
    expect(step).toMatchObject({ outcome: basis, words: ['lantern-rules/own-word'] });
  });
});

describe('allow-entries', () => {
  it('of no platform hold on all of them, and for the rules of any one', async () => {
    const platformRule = rule({ basis: 'platform-rule', platform: 'lantern' });
    const everywhere = allow({
      platform: undefined,
      terms: ['月尘开光'],
      match: ['这串珠子是月尘开光的'],
      noMatch: ['这是全网最低价'],
    });
    const judge = createTextJudge({ packs: await compiled(pack([platformRule, everywhere])) });
    const context = { source: 'speech', role: 'presenter', platform: 'lantern' } as const;
    const [claim] = judge.judge('这串珠子是月尘开光的', context).claims;
    expect(claim).toMatchObject({ verdict: 'exempt' });
    expect(claim?.steps.at(-1)).toMatchObject({ id: 'allow-entry' });
  });

  it('excuse a term with a step that names entry, reason and end', async () => {
    const judge = createTextJudge({ packs: await compiled(pack([allow()])) });
    const [claim] = judge.judge('欢迎来到全网最低价连锁店', said).claims;
    expect(claim).toMatchObject({ verdict: 'exempt', kind: 'price-lowest-claim' });
    expect(claim?.steps.at(-1)).toMatchObject({ id: 'allow-entry', outcome: 'clear' });
    expect(claim?.steps.at(-1)?.zh).toContain('lantern-rules/brand-name');
    expect(claim?.steps.at(-1)?.zh).toContain('这是登记的店名，不是宣称');
    expect(claim?.steps.at(-1)?.en).toContain('2027-03-01');
  });

  it('excuse nothing else: not the same words elsewhere in the line, not on another platform', async () => {
    const verdicts = async (text: string, more: Partial<TextContext> = {}) =>
      (await found([pack([allow()])], text, more)).map((one) => one.split(' ')[1]);
    expect(await verdicts('全网最低价连锁店，今天这是全网最低价')).toEqual(['exempt', 'flag']);
    expect(await verdicts('欢迎来到全网最低价连锁店', { platform: 'candle' })).toEqual(['flag']);
  });

  it('end by the clock, without a reload', async () => {
    const packs = await compiled(pack([allow()]));
    let nowMs = Date.parse('2027-03-01T15:59:59.999Z');
    const { acceptedAtMs: _at, ...live } = said;
    const judge = createTextJudge({ packs, now: () => nowMs });
    const verdict = () => judge.judge('欢迎来到全网最低价连锁店', live).claims[0]?.verdict;
    expect(verdict()).toBe('exempt');
    nowMs += 1;
    expect(verdict()).toBe('flag');
  });

  it('excuse a named rule, shipped or custom', async () => {
    const exempt = allow({
      terms: undefined,
      rule: 'lantern-rules/moon-dust',
      match: ['月尘开光'],
      noMatch: ['这是全网最低价'],
    });
    expect(await found([pack([rule(), exempt])], '月尘开光')).toEqual(['lantern-rules/moon-dust exempt']);
  });

  it('cover whole Latin words only', async () => {
    const word = rule({ terms: ['moon dust'], match: ['moon dust'], noMatch: ['dust it off'] });
    const inn = allow({ terms: ['moon dust inn'], match: ['welcome to the moon dust inn'], noMatch: [] });
    const english = pack([word, inn], { language: 'en' });
    expect(await found([english], 'the Moon Dust Inn')).toEqual(['lantern-rules/moon-dust exempt']);
    expect(await found([english], 'a moon dust innovation')).toEqual(['lantern-rules/moon-dust flag']);
  });
});

const refusals = async (...packs: unknown[]) => {
  try {
    await compiled(...packs);
    return [];
  } catch (error) {
    if (!(error instanceof PacksRefused)) throw error;
    return error.refusals.map(({ entry, reason }) => `${entry}: ${reason}`);
  }
};

describe('a pack that does not compile is refused with entry and reason', () => {
  const cases: readonly (readonly [what: string, entries: readonly unknown[], message: RegExp])[] = [
    ['an unknown kind', [rule({ kind: 'nonsense' })], /^moon-dust: kind: unknown kind/],
    ['an unknown field', [rule({ regex: '(a+)+$' })], /^moon-dust: .*regex/],
    ['an unknown type', [rule({ type: 'regex' })], /^moon-dust: type/],
    [
      'an unknown class',
      [rule({ type: 'frame', terms: undefined, frame: '@nowhere 好' })],
      /no class @nowhere/,
    ],
    [
      'an example that does not match',
      [rule({ match: ['什么也没有'] })],
      /must-match example "什么也没有" does not match/,
    ],
    [
      'an example that is excused',
      [rule({ match: ['我们不能说月尘开光'] })],
      /must-match .* is excused by the step/,
    ],
    ['an example left out by near', [rule({ near: ['银河'] })], /what must or must not stand near/],
    [
      'an example that must not match',
      [rule({ noMatch: ['全是月尘开光'] })],
      /must-not-match example "全是月尘开光" matches/,
    ],
    ['no example', [rule({ match: [] })], /^moon-dust: match/],
    ['nothing left', [rule({ terms: ['\u200b\u200b'], match: ['好'] })], /can never match/],
    ['one character', [rule({ terms: ['的'], match: ['好的'] })], /so short/],
    ['itself shut out', [rule({ notNear: ['开光'] })], /can never match: its own words/],
    [
      'an end before the beginning',
      [rule({ inForce: { from: '2026-02-01', until: '2026-01-01' } })],
      /ends before/,
    ],
    ['the same words twice', [rule(), rule({ id: 'again', terms: ['月塵開光'] })], /^again: matches twice/],
    [
      'words of a shipped pack',
      [rule({ kind: 'absolute-superlative', terms: ['独步天下'], match: ['独步天下'] })],
      /general\/superlative-word/,
    ],
    [
      'words that a shipped frame finds',
      [rule({ kind: 'price-lowest-claim', terms: ['月尘开光', '全网最低价'], match: ['这是全网最低价'] })],
      /^moon-dust: matches twice: [a-z-]+\/[a-z-]+ finds 全网最低价 already, as price-lowest-claim$/,
    ],
    [
      'a house law of a kind that has none',
      [rule({ kind: 'chat-not-received', basis: 'law', article: undefined })],
      /its basis is law, and no law is known for chat-not-received: name it as article/,
    ],
    ['the same id twice', [rule(), rule()], /the id is there twice/],
    ['a house rule that borrows the law', [rule({ article: undefined })], /name the rule as article/],
    ['a platform rule of no platform', [rule({ basis: 'platform-rule' })], /names the platform/],
    ['an allow-entry for everything', [allow({ terms: undefined })], /name the terms or the rule/],
    ['an allow-entry for no rule', [allow({ rule: 'general/nothing' })], /there is no rule general\/nothing/],
    ['an allow-entry that excuses nothing', [allow({ match: ['大家晚上好'] })], /holds nothing to excuse/],
    [
      'an allow-entry beside the claim',
      [allow({ match: ['这是全网最低价'], noMatch: [] })],
      /none that it excuses/,
    ],
    ['an allow-entry without an end', [allow({ expires: undefined })], /^brand-name: expires/],
    ['an allow-entry without a reason', [allow({ reason: ' ' })], /^brand-name: reason/],
    ['a lone surrogate', [rule({ terms: ['月尘\ud800'] })], /well-formed Unicode/],
    ['a frame of numbers', [rule({ type: 'frame', terms: undefined, frame: '# ~3 #' })], /numbers alone/],
  ];
  it('but not words of a shipped rule in another kind, nor with more around them', async () => {
    const lowest = (more: object) => pack([rule({ match: ['这是全网最低价'], ...more })]);
    expect(await refusals(lowest({ terms: ['全网最低价'] }))).toEqual([]);
    const longer = { kind: 'price-lowest-claim', terms: ['月尘全网最低价'], match: ['月尘全网最低价'] };
    expect(await refusals(lowest(longer))).toEqual([]);
  });

  it.each(cases)('%s', async (_what, entries, message) => {
    expect((await refusals(pack(entries))).join('\n')).toMatch(message);
  });

  it('names every entry at fault at once', async () => {
    const all = await refusals(
      pack([rule({ match: ['无'] }), rule({ id: 'two', terms: ['星尘开光'], match: ['没'] })]),
    );
    expect(all).toHaveLength(2);
  });

  it('a name that is taken', async () => {
    expect(await refusals(pack([rule()], { pack: 'general' }))).toEqual([
      expect.stringContaining('shipped pack'),
    ]);
    for (const own of ['chat-pattern', 'network', 'personal-data', 'price-reading'])
      expect((await refusals(pack([rule()], { pack: own }))).join()).toContain('part of the judge');
    expect((await refusals(pack([rule()]), pack([rule()]))).join()).toContain('two packs of this name');
  });

  it('what is no pack at all', async () => {
    for (const odd of [null, [], 'x', {}, { pack: 7 }, { ...pack([null]) }, { entries: { length: 9 } }])
      expect((await refusals(odd)).length).toBeGreaterThan(0);
    const polluted: unknown = JSON.parse(
      JSON.stringify(pack([rule()])).replace('"pack"', '"__proto__":{"x":1},"pack"'),
    );
    expect(await refusals(polluted)).toHaveLength(1);
  });

  it('by the clock: an end that has passed or lies too far off', () => {
    const byClock = (entry: unknown) => () => refuseByClock(readCustomPack(pack([entry])), AT_MS);
    expect(byClock(allow({ expires: '2026-11-30' }))).toThrow('it ended');
    expect(byClock(allow({ expires: '2028-01-01' }))).toThrow('at most 366 days');
    expect(byClock(rule({ inForce: { from: '2020-01-01', until: '2021-01-01' } }))).toThrow(
      'it ended on 2021',
    );
    expect(byClock(allow())).not.toThrow();
  });
});

describe('what was checked before', () => {
  it('is not checked again, and is forgotten with its pack', async () => {
    const checked = new Set<string>();
    const compile = (one: unknown) => withCustomPacks(base, [readCustomPack(one)], { turn, checked });
    await compile(pack([rule()]));
    const [first] = checked;
    await compile(pack([rule()]));
    expect([...checked]).toEqual([first]);
    await compile(pack([rule({ id: 'another' })]));
    expect(checked.size).toBe(1);
    expect(checked.has(first ?? '')).toBe(false);
  });
});

describe('packs that are made to hurt', () => {
  it('classes unfolded a thousand times are stopped while they are small', async () => {
    const frame = Array(19).fill('@merit|@market|@merit|@market|@merit ~4 @merit|@market|@merit|@market');
    const entries = Array.from({ length: 200 }, (_, i) =>
      rule({ type: 'frame', id: `e${i}`, terms: undefined, frame }),
    );
    expect((await refusals(pack(entries))).join()).toMatch(/more than 10000 words/);
  });

  it('signs of regular expressions are plain words', async () => {
    const evil = rule({ terms: ['(月+)+$尘'], near: ['(a+)+$', '月'], match: ['(月+)+$尘'] });
    expect(await refusals(pack([evil]))).toEqual([]);
    expect(await found([pack([evil])], `${'月'.repeat(20_000)}!`)).toEqual([]);
  });

  it('thousands of allow-entries beside hundreds of hits cost little', async () => {
    const terms = (i: number) =>
      Array.from({ length: 99 }, (_, k) => `${'全网最低价连锁店'.repeat(8)}${i}号${k}`);
    const entries = Array.from({ length: 100 }, (_, i) =>
      allow({
        id: `a${i}`,
        terms: [...terms(i), `全网最低价店${i}`],
        match: [`全网最低价店${i}`],
        noMatch: [],
      }),
    );
    const judge = createTextJudge({ packs: await compiled(pack(entries)) });
    const { startsWith } = String.prototype;
    let compared = 0;
    String.prototype.startsWith = function (this: string, ...given) {
      compared += 1;
      return startsWith.apply(this, given);
    };
    try {
      judge.judge('全网最低价，'.repeat(10_000), said);
    } finally {
      String.prototype.startsWith = startsWith;
    }
    // Each term with each of the claims that may be found at once, at the places where it holds their words.
    expect(compared).toBeLessThanOrEqual(100 * 100 * CLAIMS_MAX * 8);
  });

  it('too many entries, packs and words', async () => {
    const many = Array.from({ length: 201 }, (_, i) => rule({ id: `e${i}` }));
    expect(customPackSchema.safeParse(pack(many)).success).toBe(false);
    const packs = Array.from({ length: 51 }, (_, i) => pack([rule()], { pack: `p${i}` }));
    expect((await refusals(...packs)).join()).toContain('no more than 50 packs');
  });
});
