import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../../models/contract/claim.ts';
import type { Group } from '../../../../models/contract/kinds.ts';
import { createTextJudge, loadPacks } from '../../../../models/text/judge.ts';
import { isExcused, saysNothing } from '../../../../models/text/network/excused.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const [model] = judge.judge('这就是全国最好的蚕丝被', { source: 'speech', role: 'presenter' }).claims;

/** Whether a sighting of the network in these words is excused beside what the rules said of the text. */
const excused = (text: string, words: string, group: Group): boolean => {
  const { claims } = judge.judge(text, { source: 'speech', role: 'presenter' });
  const start = text.indexOf(words);
  const sighting: Claim = { ...(model as Claim), group, start, end: start + words.length, quote: words };
  return isExcused(claims, sighting, text);
};

describe('what the network alone points at', () => {
  it.each([
    ['谁都不能保证百分百有效', '谁都不能保证百分百有效', 'guarantee'],
    ['它不防水，不保证十年不坏', '不保证十年不坏', 'guarantee'],
    ['Nobody can promise that it lasts for life', 'lasts for life', 'guarantee'],
    ['Ours is the freshest', 'Ours is the freshest', 'disparagement'],
    ['这个茶国家级品质', '这个茶国家级品质', 'authority'],
    ['九十斤到一百五十斤都能穿', '九十斤到一百五十斤都能穿', 'guarantee'],
  ] as const)('%s: denied, of sizes, or raised already', (text, words, group) =>
    expect(excused(text, words, group)).toBe(true),
  );

  it('a price told of a day that is over, beside what the rules heard of it', () => {
    expect(excused('昨天恢复一百零九', '昨天恢复一百零九', 'price')).toBe(true);
    expect(excused('明天恢复一百零九', '明天恢复一百零九', 'price')).toBe(false);
  });

  it.each([
    ['我们保证十年不坏', '保证十年不坏', 'guarantee'],
    ['一百斤的都能穿瘦', '一百斤的都能穿瘦', 'guarantee'],
    ['不保证能好，但是用过的都好了', '不保证能好', 'guarantee'],
    ['谁都不能保证百分百有效，我们家的签合同', '我们家的签合同', 'guarantee'],
    ['这不是全国最好的，喝了血压就稳了', '喝了血压就稳了', 'medical'],
    ['这就是全国最好的蚕丝被，他们那种会起球', '他们那种会起球', 'disparagement'],
    ['国家级品质，领导家里都喝', '国家级品质，领导家里都喝', 'authority'],
  ] as const)('%s: stands', (text, words, group) => expect(excused(text, words, group)).toBe(false));
});

it('the end of a sentence cut in two is no claim beside that of the whole of it', () => {
  const text = '就没了';
  const { claims } = judge.judge(text, {
    source: 'speech',
    role: 'presenter',
    speaker: 'host',
    utteranceId: 'b' as never,
    atMs: 3_000,
    before: [
      {
        utteranceId: 'a' as never,
        text: '用了它膝盖疼当天',
        atMs: 1_000,
        role: 'presenter',
        speaker: 'host',
      },
    ],
  });
  expect(claims.map(({ parts }) => parts?.length)).toEqual([2]);
  const torn: Claim = { ...(model as Claim), group: 'urgency', start: 0, end: text.length, quote: text };
  expect(isExcused(claims, torn, text)).toBe(true);
  expect(isExcused([], torn, text)).toBe(false);
});

describe('words that say nothing', () => {
  it.each([
    'no worries',
    'No worries, everyone!',
    '放心拍',
    'No.1 No.1 No.1',
    '第一'.repeat(10_900),
    '啊啊啊',
  ])('%.20s', (quote) => expect(saysNothing(quote)).toBe(true));
  it.each([
    'no worries about your blood sugar',
    '第一第一第一就是我们家',
    '全网最低',
    'No.1 in sales',
    '放心吃不胖',
  ])('%s says something', (quote) => expect(saysNothing(quote)).toBe(false));
});
