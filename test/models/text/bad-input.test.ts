import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Claim } from '../../../models/contract/claim.ts';
import { asUtteranceId } from '../../../models/contract/ids.ts';
import { CLAIMS_MAX, type TextContext } from '../../../models/text/judge.ts';
import { openWholeJudge, type WholeJudge } from '../../../models/text/open.ts';
import { findPersonalData, maskPersonalData } from '../../../models/text/personal-data/index.ts';
import { searched, unitsAllowed } from './searched.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const LINE_MAX = 64 * 1024;
const filled = (piece: string): string => piece.repeat(Math.ceil(LINE_MAX / piece.length)).slice(0, LINE_MAX);

/** Pieces that are repeated to 64 Ki units: each is something that a rule, a table or an expression may stumble over. */
const PIECES: readonly (readonly [name: string, piece: string])[] = [
  ['one Chinese character', '好'],
  ['最', '最'],
  ['one letter', 'a'],
  ['one digit', '1'],
  ['a Chinese numeral', '一'],
  ['full stops', '。'],
  ['commas', '，'],
  ['marks', '*'],
  ['spaces', ' '],
  ['line ends', '\n'],
  ['quotation marks', '“'],
  ['question marks', '？'],
  ['at signs', '@'],
  ['zero-width spaces', '\u200b'],
  ['combining marks', '\u0301'],
  ['emoji', '💯'],
  ['an emoji of a family', '👨‍👩‍👧‍👦'],
  ['lone high surrogates', '\ud83d'],
  ['lone low surrogates', '\udc00'],
  ['a ligature that expands to 18 characters', 'ﷺ'],
  ['half of a split character', '纟'],
  ['Bopomofo', 'ㄗㄨㄟ'],
  ['a syllable', 'zui'],
  ['spelled letters', 'w h a t '],
  ['a claim', '全网最低价'],
  ['a claim in Traditional Chinese', '全網最低價。'],
  ['claims of many kinds', '治疗失眠，全国第一，保证赚钱，加微信，'],
  ['negations', '不是不能说不'],
  ['withdrawals', '刚才说错了，不能说最好，'],
  ['prices', '原价1999现价99，'],
  ['telephone numbers', '13800138000'],
  ['addresses', 'a@b.cn '],
  ['an English claim', 'guaranteed best cure. '],
  ['mojibake', 'å…¨ç½‘æœ€ä½Žä»·'],
  ['right-to-left marks', '\u202e最\u200f好\u202c'],
  ['Arabic', 'مرحبا '],
];

/** Whole texts as they come, with what may not be overlooked in them, if anything. */
const TEXTS: readonly (readonly [name: string, text: string, quoted: string])[] = [
  ['nothing', '', ''],
  ['only emoji', '😀🔥💯👨‍👩‍👧‍👦🇨🇳', ''],
  ['a lone surrogate before a claim', '\ud800这款茶能治疗失眠', '治疗失眠'],
  ['a lone surrogate inside a claim', '这款茶能治\udc00疗失眠', ''],
  ['scripts mixed in one word', 'это самый лучший 最hǎo的 bеst', ''],
  ['Cyrillic letters for Latin ones', 'wе guаrantее it', ''],
  ['mojibake of UTF-8 as Latin-1', 'è¿™æ¬¾èŒ¶èƒ½æ²»ç–—å¤±çœ ', ''],
  ['replacement characters', '这款茶\ufffd\ufffd治疗失眠', '治疗失眠'],
  ['right-to-left marks inside a claim', '这款茶能\u200f治\u202e疗\u202c失眠', '治\u202e疗\u202c失眠'],
  ['NUL and control characters', '这款茶能\u0000治疗\u0007失眠', ''],
  ['a byte order mark', '\ufeff这款茶能治疗失眠', '治疗失眠'],
  ['marks piled on a claim', '这款茶能治\u0301\u0302\u0303疗失眠', ''],
];

const ROOM: TextContext = {
  source: 'speech',
  role: 'presenter',
  speaker: 'host',
  platform: 'p',
  category: 'food',
};
const CHAT: TextContext = { source: 'chat', role: 'viewer', speaker: 'v1', platform: 'p' };
const CUT: TextContext = {
  ...ROOM,
  utteranceId: asUtteranceId('u2'),
  atMs: 2_000,
  before: [
    { utteranceId: asUtteranceId('u1'), text: filled('最'), atMs: 1_000, role: 'presenter', speaker: 'host' },
  ],
};
const CONTEXTS = { room: ROOM, chat: CHAT, 'after a long line': CUT };

let judge: WholeJudge;
beforeAll(async () => {
  judge = await openWholeJudge(ROOT);
});
afterAll(() => judge.release());

const claimsOf = async (text: string, context: TextContext): Promise<readonly Claim[]> => {
  const [judged] = await judge.judge([{ text, context }]);
  if (!judged) throw new Error('one text was asked, no answer came');
  expect(judged.lexicon).toBe('ok');
  return judged.claims;
};

const expectSane = (claims: readonly Claim[], text: string): void => {
  expect(claims.length).toBeLessThanOrEqual(CLAIMS_MAX + 14);
  for (const { start, end, quote, parts, confidence, steps } of claims) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(text.length);
    if (!parts) expect(quote).toBe(text.slice(start, end));
    expect(confidence).toBeGreaterThanOrEqual(0);
    expect(confidence).toBeLessThanOrEqual(1);
    expect(steps.length).toBeLessThan(20);
  }
};

describe.each(Object.entries(CONTEXTS))('64 Ki units of one thing, in the %s', (_, context) => {
  it.each(PIECES)('%s: few claims, no more work than its length', async (_, piece) => {
    const text = filled(piece);
    let claims: readonly Claim[] = [];
    const units = await searched(async () => {
      claims = await claimsOf(text, context);
    });
    expectSane(claims, text);
    expect(units).toBeLessThan(unitsAllowed(text));
  });
});

describe('work', () => {
  it.each(PIECES)('grows with the length alone: %s', async (_, piece) => {
    const text = filled(piece);
    const work = (length: number) => searched(() => claimsOf(text.slice(0, length), CHAT));
    const half = await work(LINE_MAX / 2);
    expect(await work(LINE_MAX)).toBeLessThan(half * 2.5 + 10_000);
  });

  it.each(PIECES)(
    'of finding and masking personal data grows with the length alone: %s',
    async (_, piece) => {
      const text = filled(piece);
      const work = (length: number) =>
        searched(async () => {
          const part = text.slice(0, length);
          const data = findPersonalData(part);
          expect(maskPersonalData(part, data)).toHaveLength(part.length);
        });
      const [half, whole] = [await work(LINE_MAX / 2), await work(LINE_MAX)];
      expect(whole).toBeLessThan(half * 2.5 + 10_000);
    },
  );
});

describe('texts that are not what they seem', () => {
  it.each(TEXTS)('%s', async (_, text, quoted) => {
    for (const context of Object.values(CONTEXTS)) expectSane(await claimsOf(text, context), text);
    expect((await claimsOf(text, ROOM)).map(({ quote }) => quote).join()).toContain(quoted);
  });

  it('最 ten thousand times is answered the same twice, among others', async () => {
    const text = '最'.repeat(10_000);
    const alone = await claimsOf(text, ROOM);
    expectSane(alone, text);
    const batch = [text, '这款茶能治疗失眠', text].map((one) => ({ text: one, context: ROOM }));
    const [first, other, last] = await judge.judge(batch);
    expect(first?.claims.map(({ kind, start, end }) => [kind, start, end])).toEqual(
      alone.map(({ kind, start, end }) => [kind, start, end]),
    );
    expect(last?.claims).toEqual(first?.claims);
    expect(other?.claims.some(({ verdict }) => verdict === 'flag')).toBe(true);
  });
});
