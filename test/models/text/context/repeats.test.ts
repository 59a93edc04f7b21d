import { expect, it } from 'vitest';
import { createTextJudge, loadPacks, type TextContext } from '../../../../models/text/judge.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const said: TextContext = {
  source: 'speech',
  role: 'presenter',
  speaker: 'host',
  confidence: 0.7,
  atMs: 60_000,
};
const judged = (text: string, recent: readonly { text: string; atMs: number }[] = [], more = {}) =>
  judge.judge(text, { ...said, ...more, recent }).claims.find(({ verdict }) => verdict !== 'exempt');

const TEXT = '这款面霜是全国最好的';

it('the same words within 30 s make a claim surer, by a step that says so', () => {
  const once = judged(TEXT);
  const twice = judged(TEXT, [{ text: `家人们，${TEXT}`, atMs: 35_000 }]);
  expect(once?.confidence).toBeLessThan(1);
  expect(twice?.confidence).toBeCloseTo((once?.confidence ?? 0) * 1.2, 3);
  expect(twice?.steps.at(-1)).toMatchObject({ id: 'repeat', outcome: '×1.2' });
});

it.each([
  ['longer ago', [{ text: TEXT, atMs: 29_000 }]],
  ['later', [{ text: TEXT, atMs: 61_000 }]],
  ['other words', [{ text: '这款面霜颜色很多', atMs: 50_000 }]],
])('not by %s', (_what, recent) => {
  expect(judged(TEXT, recent)).toEqual(judged(TEXT));
});

it('never surer than certain', () => {
  const recent = [{ text: TEXT, atMs: 50_000 }];
  expect(judged(TEXT, recent, { confidence: 0.95 })?.confidence).toBeLessThanOrEqual(1);
});

it('a disguise near a wink is surer, plain words are not', () => {
  const wink = [{ text: '广告法不让说，你懂的', atMs: 55_000 }];
  const [alone, near] = [judged('这就是全网嘴低价'), judged('这就是全网嘴低价', wink)];
  expect(near?.confidence).toBeCloseTo(Math.min(1, (alone?.confidence ?? 0) * 1.3), 3);
  expect(near?.steps.at(-1)).toMatchObject({ id: 'wink' });
  expect(judged(TEXT, wink)).toEqual(judged(TEXT));
  expect(judged('这就是全网嘴低价', [{ ...wink[0], text: '广告法不让说', atMs: 45_000 }])).toEqual(alone);
});
