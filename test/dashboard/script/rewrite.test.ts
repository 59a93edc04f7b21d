import { describe, expect, it } from 'vitest';
import { rewrittenSentence } from '../../../dashboard/script/rewrite.ts';
import { loadTraditional } from '../../../dashboard/words/traditional.ts';
import { createTextJudge, loadPacks } from '../../../models/text/judge.ts';
import { createScriptJudge } from '../../../models/text/script.ts';
import { checkScript } from '../../../server/check/check.ts';

const packs = loadPacks('models/text/packs');
const judge = createScriptJudge({ text: createTextJudge({ packs }), turn: async () => {} });
const claimsOf = async (text: string) =>
  (await checkScript(judge, { text }, new Date(0))).rows[0]?.claims ?? [];

const rewritten = async (text: string, at = 0): Promise<string | null> => {
  const claims = await claimsOf(text);
  const chosen = claims[at];
  return chosen ? rewrittenSentence(text, chosen, claims) : null;
};

describe('a sentence in which something was found', () => {
  it.each([
    ['大家好。这款面霜是全国最好的，颜色有三种。', '参数和效果请以商品页写明的为准，颜色有三种。'],
    ['今天全网最低价', '价格和优惠条件以商品页标明的为准。'],
    ['這款面霜是全國最好的，顏色有三種！', '參數和效果請以商品頁寫明的為準，顏色有三種！'],
    [
      'Hello. In three colours, the cheapest on the internet.',
      /^In three colours, the price .* product page\.$/,
    ],
  ])('%s', async (text, expected) => {
    await loadTraditional();
    const sentence = await rewritten(text);
    if (expected instanceof RegExp) expect(sentence).toMatch(expected);
    else expect(sentence).toBe(expected);
  });

  it('is lawful once it is rewritten', async () => {
    const texts = [
      '这款茶喝三天治好失眠，全网最低价，还剩最后三单',
      '我们是第一品牌，百分百有效，不灵退钱',
      '别家都是假货，已售十万件',
      'It cures insomnia, guaranteed, and it is the best in the world.',
    ];
    for (const text of texts) {
      const claims = await claimsOf(text);
      expect(claims.length).toBeGreaterThan(0);
      for (const chosen of claims) {
        const sentence = rewrittenSentence(text, chosen, claims);
        expect(sentence).not.toBeNull();
        const left = await claimsOf(sentence ?? '');
        expect([sentence, left.map(({ quote }) => quote)]).toEqual([sentence, []]);
      }
    }
  });
});
