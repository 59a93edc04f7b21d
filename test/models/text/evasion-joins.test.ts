import { describe, expect, it } from 'vitest';
import { createTextJudge, loadPacks, type TextContext } from '../../../models/text/judge.ts';
import { DECOMPOSITIONS } from '../../../models/text/normalise/decompositions.ts';
import { displayOrder } from '../../../models/text/normalise/display-order.ts';
import { createNormaliser, foldedText } from '../../../models/text/normalise/normalise.ts';
import { searched, unitsAllowed } from './searched.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const HOST: TextContext = { source: 'speech', role: 'presenter' };

const raisedIn = (text: string) =>
  judge.judge(text, HOST).claims.filter(({ verdict }) => verdict === 'flag' || verdict === 'review');

type Found = readonly [text: string, group: string, method: string, quote: string];

/** That the claim of a group is found, how it was read, and which words of the original it marks. */
const finds = ([text, group, method, quote]: Found): void => {
  const claims = raisedIn(text).filter((claim) => claim.group === group);
  const how = claims.map((claim) => claim.steps.find(({ id }) => id === 'normalise')?.outcome ?? 'literal');
  expect(how, text).toContain(method);
  expect(
    claims.map((claim) => text.slice(claim.start, claim.end)),
    text,
  ).toContain(quote);
};

describe('split characters', () => {
  it('are known by their parts, no parts twice', () => {
    expect(new Set([...DECOMPOSITIONS.values()].map(({ to }) => to)).size).toBeGreaterThan(400);
    for (const [parts, { to }] of DECOMPOSITIONS) {
      expect(parts.length).toBeGreaterThan(1);
      expect(parts).not.toContain(to);
    }
  });

  it.each<Found>([
    ['这茶能治月干病', 'medical', 'confusion', '治月干病'],
    ['氵夬定买就力口我微信私聊', 'off-platform', 'confusion', '力口我微信私聊'],
    ['這藥膏能氵台好月干炎', 'medical', 'confusion', '氵台好月干炎'],
    ['咱们家全网最亻氐亻介', 'price', 'confusion', '全网最亻氐亻介'],
    ['这锅全网最女子', 'absolute', 'confusion', '全网最女子'],
    ['今天全网日取低价', 'price', 'confusion', '全网日取低价'],
    ['喝了能氵台疒丙', 'medical', 'confusion', '喝了能氵台疒丙'],
    ['这粉能抗疒品', 'medical', 'confusion', '抗疒品'],
    ['跟我做禾急贝兼不贝咅', 'income', 'confusion', '跟我做禾急贝兼不贝咅'],
    ['我能三点水加个台好你的失眠', 'medical', 'hint', '三点水加个台好你的失眠'],
  ])('%s', (...found) => finds(found));

  it('say what they were read as, and leave less certainty', () => {
    const [split, plain] = ['全网最亻氐价', '全网最低价'].map((text) => raisedIn(text)[0]);
    expect(split?.steps.find(({ id }) => id === 'normalise')?.words).toEqual(['全网最低价']);
    expect(split?.confidence).toBeLessThan(plain?.confidence as number);
  });

  it.each([
    '这个月干了三年的老店',
    '女子款全国包邮',
    '我姓李，木子李',
    '口力家的杯子现货',
    '今天日取件满了，明天发',
    '三月中瘦身课程开课',
    '禾口堂的日月杯有售',
    '每月方便面一箱，每月交作业',
    '人言可畏，大家别信谣言',
    '一米青菜地，石马镇发货',
    '女子单打比赛，木目纹的桌面',
    '月半活动下周再说',
    '三点水旁的字孩子容易写错',
  ])('ordinary: %s', (text) => expect(raisedIn(text)).toEqual([]));
});

describe('words broken by spaces, tabs and line ends', () => {
  it.each<Found>([
    ['全网\t最\n低价', 'price', 'fold', '全网\t最\n低价'],
    ['全\n网\n最\n低\n价', 'price', 'fold', '全\n网\n最\n低\n价'],
    ['咱家是全网最\r\n低价', 'price', 'fold', '全网最\r\n低价'],
    ['全 网\n最 低\n价', 'price', 'fold', '全 网\n最 低\n价'],
    ['最 低 价 就 在 今 天', 'price', 'fold', '最 低 价'],
    ['它 能 治 愈 失 眠', 'medical', 'fold', '治 愈 失 眠'],
    ['this tea c u r e s insomnia', 'medical', 'confusion', 'c u r e s insomnia'],
    ['b.e.s.t p.r.i.c.e online', 'price', 'confusion', 'b.e.s.t p.r.i.c.e online'],
    ['t h e  b e s t  i n  t h e  w o r l d', 'absolute', 'confusion', 'b e s t  i n  t h e  w o r l d'],
  ])('%j', (...found) => finds(found));

  it.each([
    '面料安全 网上下单就行',
    '面料安全 网上最低也要下周到',
    '保健 康复科在三楼',
    '今天讲\n最后一款\n低糖饼干',
    '全棉\n网眼\n最后\n低帮',
    '尺码：\nS\nM\nL',
    '红 色 和 蓝 色',
    '欢迎 大家\n今天讲 保温杯',
    'r e d and b l u e colours',
    'The U.S. size is 8. Best to check the chart.',
    'U S B cable and a T V stand',
    'I a m here, a b c d e f g',
  ])('ordinary: %j', (text) => expect(raisedIn(text)).toEqual([]));
});

describe('text shown in reverse', () => {
  const shown = (text: string): string =>
    displayOrder(text)
      .map(([from, until]) => text.slice(from, until))
      .join('');

  it.each([
    ['\u202e价低最\u202c了', '最低价了'],
    ['今天\u202e价低最', '今天最低价'],
    ['\u202eab\u202dcd\u202cef\u202c', 'fecdba'],
    ['\u202eab\u202ecd\u202cef\u202c', 'fedcba'],
    ['\u202e价低\n最好', '低价\n最好'],
    ['\u2067\u202eba\u2069cd', 'abcd'],
    ['\u202e😀a', 'a😀'],
    ['a\u202cb', 'ab'],
  ])('%j', (text, expected) => expect(shown(text)).toBe(expected));

  it.each<Found>([
    ['\u202e价低最网全\u202c', 'price', 'fold', '价低最网全'],
    ['今天就是\u202e价低最网全\u202c家人们', 'price', 'fold', '价低最网全'],
    ['这茶\u202e眠失愈治\u202c', 'medical', 'fold', '眠失愈治'],
    ['\u202edlrow eht ni mures tseb eht\u202c', 'absolute', 'fold', 'dlrow eht ni mures tseb'],
    ['写着的也算：\u202e全网最低价\u202c', 'price', 'fold', '全网最低价'],
  ])('%j', (...found) => finds(found));

  it('folds to what is seen, with the way back of every unit', () => {
    const text = '今天\u202e价低最\u202c的';
    const folded = createNormaliser().fold(text);
    expect(foldedText(folded)).toBe('今天最低价的');
    expect([...folded.starts.subarray(0, folded.length)].map((at) => text[at]).join('')).toBe('今天最低价的');
  });

  it.each(['\u202e播开点三\u202c今天', '\u202b今天下午三点开播\u202c', '\u200f晚上好'])(
    'ordinary: %j',
    (text) => expect(raisedIn(text)).toEqual([]),
  );
});

describe('over and over', () => {
  it.each([
    '\u202e'.repeat(60_000),
    '\u202e最\u202c'.repeat(10_000),
    '\u202e\u2066最低价'.repeat(8_000),
    '月干'.repeat(2_000),
    '女子'.repeat(30_000),
    '氵台'.repeat(10_000),
    '最\n'.repeat(20_000),
    '全\n网\n最\n低\n'.repeat(400),
    '全 网 最 低 '.repeat(4_000),
    'b.e.s.t '.repeat(4_000),
    '三点水加个'.repeat(700),
    'c u r e s  '.repeat(4_000),
  ])('%j', async (text) => {
    expect(await searched(() => judge.judge(text, HOST))).toBeLessThan(unitsAllowed(text));
  });

  it('makes at most one claim of a line of one character', () => {
    for (const text of ['最'.repeat(10_000), '最 '.repeat(10_000), '一'.repeat(65_536), '好\n'.repeat(9_000)])
      expect(raisedIn(text).length).toBeLessThanOrEqual(1);
  });
});
