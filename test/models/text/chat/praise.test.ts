import { expect, it } from 'vitest';
import { createTextJudge, loadPacks } from '../../../../models/text/judge.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const claimsOf = (text: string) => judge.judge(text, { source: 'chat', role: 'viewer' }).claims;

it.each([
  ['Bought this three times already, works wonders, just buy it girls'],
  ['已经回购三次了，真的超级好用，姐妹们闭眼冲'],
  ['已經買第四罐了，超好用，姐妹們閉眼沖'],
])('a buyer’s praise claims no popularity: %s', (text) => {
  expect(claimsOf(text)).toMatchObject([{ kind: 'popularity-fabricated', verdict: 'exempt' }]);
});

it.each([['收到了，很喜欢'], ['收到囉，包裝很好'], ['Love the dress!']])('nothing to excuse: %s', (text) => {
  expect(claimsOf(text)).toEqual([]);
});

it.each([['大家都在买，全网销量第一，闭眼冲'], ['大家都在買，全網銷量第一，閉眼沖']])(
  'who presses without a purchase still advertises: %s',
  (text) => {
    expect(claimsOf(text).map(({ verdict }) => verdict)).toContain('review');
  },
);
