import { describe, expect, it } from 'vitest';
import { claimsOf, raised } from './presented.ts';

const steps = (text: string): readonly string[] =>
  claimsOf(text).flatMap((claim) => claim.steps.map(({ id }) => id));

describe('words that are a name, or are spoken about', () => {
  it.each([
    '殿堂级是这间会议室的名称',
    '极品是这家面馆的店名，不是说面',
    '我们培训讲话术，“全网独一份”这种词要删掉',
  ])('%s: nothing is raised, and the step says why', (text) => {
    expect(raised(text)).toEqual([]);
    expect(steps(text)).toContain('naming');
  });

  it.each(['“全网独一份”这几个字，我敢说我们当得起', '顶级是我们的标准', '这就是全国最好的锅'])(
    '%s: who stands by the words says them',
    (text) => expect(raised(text)).toContain('absolute'),
  );
});

describe('the order of the show', () => {
  it.each([
    '最后十分钟我给大家唱首歌',
    '最后五分钟统一回答尺码问题',
    '没有倒计时，慢慢看',
    '我数三二一大家一起伸个懒腰',
  ])('%s: no hurry', (text) => expect(raised(text)).toEqual([]));
  it.each(['最后十分钟，没了就恢复原价', '倒计时三二一，赶紧拍'])('%s: a hurry', (text) =>
    expect(raised(text)).toContain('urgency'),
  );
});

describe('a question that the speaker answers', () => {
  it.each([
    ['这个面霜有没有副作用？完全没有', 'guarantee'],
    ['这茶能不能治好失眠？能的，放心喝', 'medical'],
    ['谁说它不能治好失眠', 'medical'],
    ['不是不能治好失眠，是治得太快', 'medical'],
  ])('%s', (text, group) => expect(raised(text)).toContain(group));
  it('stays a question where the answer is no', () => {
    expect(raised('这茶能不能治好失眠？不能，它就是茶')).toEqual([]);
    expect(raised('这茶不能治好失眠')).toEqual([]);
  });
});

describe('who must not use the goods, or must ask first', () => {
  it.each([
    '有胃溃疡的千万别喝',
    '有糖尿病的朋友先问一下医生',
    '该产品批准的保健功能是增强免疫力，批文号在瓶身',
  ])('%s', (text) => expect(raised(text)).toEqual([]));
  it('does not excuse what is to stand in for the medicine', () => {
    expect(raised('有糖尿病的别再吃药，喝它就能治好')).toContain('medical');
  });
});

describe('what is excused leaves a trace', () => {
  it.each(['这款不是最便宜的', '我们不敢说最好'])('%s', (text) => {
    expect(claimsOf(text)).toMatchObject([{ verdict: 'exempt' }]);
  });
});

describe('marks without a word', () => {
  it('the single character of the highest degree claims nothing, however often', () => {
    expect(raised('最最最最')).toEqual([]);
    expect(raised('最'.repeat(10_000))).toEqual([]);
  });
});
