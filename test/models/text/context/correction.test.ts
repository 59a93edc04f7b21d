import { describe, expect, it } from 'vitest';
import { takenBack } from '../../../../models/text/elements/correction.ts';
import { createTextJudge, loadPacks } from '../../../../models/text/judge.ts';
import { foldedText } from '../../../../models/text/normalise/normalise.ts';

const packs = loadPacks('models/text/packs');
const judge = createTextJudge({ packs });
const fold = (text: string): string => foldedText(packs.normaliser.fold(text));
const correctionOf = (text: string, role: 'presenter' | 'viewer' = 'presenter') =>
  judge.judge(text, { source: 'speech', role }).correction;

/** What was claimed before, oldest first. */
const SAID = ['全网最低价', '最好的面霜', '第一品牌', '百分百有效', 'the best blender in the world'].map(
  (quote, at) => ({ quote: fold(quote), utteranceId: `u${at}`, start: 0, end: quote.length }),
);

describe('a host takes back a claim', () => {
  it.each([
    ['刚才说错了，不能说最好', '最好的面霜'],
    ['我刚才说的“最好”收回，应该说效果不错', '最好的面霜'],
    ['剛才說錯了，不是全網最低', '全网最低价'],
    ['纠正一下，我们不能说第一', '第一品牌'],
    ['前面那句第一品牌不严谨，大家别当真，第一品牌不能说', '第一品牌'],
    ['說錯話了，收回剛才那句', 'the best blender in the world'],
    ['收回刚刚那句最低价，我说的是活动价', '全网最低价'],
    ['我收回刚才说的百分百有效', '百分百有效'],
    ['我更正一下，刚才说的最低价改成活动价', '全网最低价'],
    ['上面说的第一品牌不算，是卖得不错的牌子', '第一品牌'],
    ['刚说的最好口误，是挺好', '最好的面霜'],
    ['剛剛那句全網最低我收回', '全网最低价'],
    ['刚才那句话有点夸张，我收回', 'the best blender in the world'],
    ['口误口误', 'the best blender in the world'],
    ["Sorry, I misspoke, it's not the best blender", 'the best blender in the world'],
    ['I take that back', 'the best blender in the world'],
    ["I shouldn't have said the best, scratch that", 'the best blender in the world'],
  ])('%s', (text, quote) => {
    const correction = correctionOf(text);
    expect(correction).toBeDefined();
    if (correction)
      expect(takenBack(correction, fold(text), SAID).map((one) => one.quote)).toEqual([fold(quote)]);
  });
});

describe('the words of a withdrawal', () => {
  it.each([
    '收回刚刚那句最低价，我说的是活动价',
    '刚才说错了，不能说最好',
    '我收回刚才说的百分百有效',
    '我更正一下，刚才说的最低价改成活动价',
    '上面说的顶级不算，是不错',
    '刚才那句根治我收回，是缓解',
    '刚刚说的治失眠不对，收回',
  ])('are no claim: %s', (text) => {
    const { claims } = judge.judge(text, { source: 'speech', role: 'presenter' });
    expect(claims.filter(({ verdict }) => verdict !== 'exempt')).toEqual([]);
  });
  it('excuse only themselves', () => {
    const text = '收回刚刚那句最低价，现在这个才是全网最低价';
    const { claims } = judge.judge(text, { source: 'speech', role: 'presenter' });
    expect(claims.map(({ verdict }) => verdict)).toEqual(['exempt', 'flag']);
  });
  it('take back all that was found in the words they mean, and nothing that stands elsewhere', () => {
    const found = [
      { quote: '全网最低价', utteranceId: 'u1', start: 2, end: 7 },
      { quote: '百分百有效', utteranceId: 'u2', start: 0, end: 5 },
      { quote: '百分百', utteranceId: 'u2', start: 0, end: 3 },
      { quote: '第一品牌', utteranceId: 'u2', start: 8, end: 12 },
    ];
    const text = '我收回刚才说的百分百有效';
    const correction = correctionOf(text);
    expect(
      correction &&
        takenBack(correction, fold(text), found)
          .map(({ quote }) => quote)
          .sort(),
    ).toEqual(['百分百', '百分百有效']);
  });
});

describe('a correction of something else points at no claim', () => {
  it.each([
    '刚才说错了，是三十九块九不是四十九块九',
    '刚才说错了尺码，这件是均码',
    '更正一下，链接是三号链接',
    'Let me correct that, the size is medium',
    '刚才那个价格说错了',
    '前面说的运费不算在内',
  ])('%s', (text) => {
    const correction = correctionOf(text);
    if (correction) expect(takenBack(correction, fold(text), SAID)).toEqual([]);
  });
});

describe('no correction', () => {
  it.each([
    '你说错了吧',
    '我没说错，就是这个价',
    '说错了算我的',
    '这个颜色很正确',
    'You are wrong about that',
  ])('%s', (text) => expect(correctionOf(text)).toBeUndefined());
  it('of a viewer', () => expect(correctionOf('刚才说错了，不能说最好', 'viewer')).toBeUndefined());
});
