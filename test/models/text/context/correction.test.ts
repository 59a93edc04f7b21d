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
const SAID = ['全网最低价', '最好的面霜', '第一品牌', 'the best blender in the world'].map((quote) => ({
  quote: fold(quote),
}));

describe('a host takes back a claim', () => {
  it.each([
    ['刚才说错了，不能说最好', '最好的面霜'],
    ['我刚才说的“最好”收回，应该说效果不错', '最好的面霜'],
    ['剛才說錯了，不是全網最低', '全网最低价'],
    ['纠正一下，我们不能说第一', '第一品牌'],
    ['前面那句第一品牌不严谨，大家别当真，第一品牌不能说', '第一品牌'],
    ['說錯話了，收回剛才那句', 'the best blender in the world'],
    ['口误口误', 'the best blender in the world'],
    ["Sorry, I misspoke, it's not the best blender", 'the best blender in the world'],
    ['I take that back', 'the best blender in the world'],
    ["I shouldn't have said the best, scratch that", 'the best blender in the world'],
  ])('%s', (text, quote) => {
    const correction = correctionOf(text);
    expect(correction).toBeDefined();
    if (correction) expect(takenBack(correction, fold(text), SAID)?.quote).toBe(fold(quote));
  });
});

describe('a correction of something else points at no claim', () => {
  it.each([
    '刚才说错了，是三十九块九不是四十九块九',
    '刚才说错了尺码，这件是均码',
    '更正一下，链接是三号链接',
    'Let me correct that, the size is medium',
  ])('%s', (text) => {
    const correction = correctionOf(text);
    if (correction) expect(takenBack(correction, fold(text), SAID)).toBeUndefined();
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
