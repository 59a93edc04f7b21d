import { readFileSync } from 'node:fs';
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
    ['大家好。这款面霜是全国最好的，颜色有三种。', '这款面霜的参数和效果请以商品页写明的为准，颜色有三种。'],
    ['今天全网最低价', '价格和优惠条件以商品页标明的为准。'],
    ['這款面霜是全國最好的，顏色有三種！', '這款面霜的參數和效果請以商品頁寫明的為準，顏色有三種！'],
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

  it('is written in the script of its own line, whatever the others are written in', async () => {
    await loadTraditional();
    const mixed = '今天全网最低价\n這款面霜是全國最好的，顏色有三種！';
    expect(await rewritten(mixed, 0)).toBe('价格和优惠条件以商品页标明的为准。');
    expect(await rewritten(mixed, 1)).toContain('請以商品頁寫明的為準');
  });

  it.each([
    ['the goods would be lost', '我天天用的这口锅全国最耐用'],
    ['the goods are in the claim', '孩子老咳嗽的用这个推拿膏，三天就不咳了'],
    ['another clause promises', '这口锅是全国最耐用的，煮三天都不糊。'],
    ['several things to take back', '这款茶喝三天治好失眠，全网最低价，还剩最后三单'],
    ['another clause promises twice', '这口锅是全国最耐用的，煮三天都不糊，敏感肌也能用。'],
    ['another clause promises, in English', 'The best in the world, and it never burns.'],
  ])('is not rewritten where it cannot be said: %s', async (_, text) => {
    const claims = await claimsOf(text);
    expect(claims.length).toBeGreaterThan(0);
    for (const chosen of claims) expect(rewrittenSentence(text, chosen, claims)).toBeNull();
  });

  it('is lawful once it is rewritten, and of the same goods', async () => {
    const texts: readonly (readonly [string, string])[] = [
      ['这款茶能治好失眠', '这款茶'],
      ['这口锅是全国最耐用的', '这口锅'],
      ['今天全网最低价，颜色有三种', '颜色'],
      ['还剩最后三单', '库存'],
      ['这款茶全网最低价。', '这款茶的价格'],
      ['This pan is the best in the world.', 'this pan'],
    ];
    for (const [text, goods] of texts) {
      const claims = await claimsOf(text);
      const sentence = claims[0] ? rewrittenSentence(text, claims[0], claims) : null;
      expect([text, sentence]).not.toEqual([text, null]);
      expect(sentence).toContain(goods);
      expect([sentence, (await claimsOf(sentence ?? '')).map(({ quote }) => quote)]).toEqual([sentence, []]);
    }
  });

  it('of every line in the collection is lawful, where one is offered', async () => {
    const lines = readFileSync('test/models/text/lines.jsonl', 'utf8').trim().split('\n');
    const left: (readonly [string, string, readonly string[]])[] = [];
    let offered = 0;
    for (const line of lines) {
      const { text } = JSON.parse(line) as { text: string };
      const claims = await claimsOf(text);
      for (const chosen of claims) {
        const sentence = rewrittenSentence(text, chosen, claims);
        if (sentence === null) continue;
        offered += 1;
        const still = await claimsOf(sentence);
        if (still.length > 0) left.push([text, sentence, still.map(({ quote }) => quote)]);
      }
    }
    expect(offered).toBeGreaterThan(0);
    expect(left).toEqual([]);
  });
});
