import STCharacters from 'opencc-js/dict/STCharacters';
import STPhrases from 'opencc-js/dict/STPhrases';
import { beforeAll, expect, test } from 'vitest';
import { articleIn, inLanguage, inLanguageOf } from '../../dashboard/words/catalogue.ts';
import { leanPhrases } from '../../dashboard/words/lean-phrases.ts';
import { loadTraditional } from '../../dashboard/words/traditional.ts';

beforeAll(loadTraditional);

const rewrite = { zh: '只说本次价格与条件', en: 'State the price and its conditions' };

test('on a screen in Traditional Chinese the rules speak Traditional Chinese', () => {
  expect(inLanguage(rewrite, 'zh-Hant')).toBe('只說本次價格與條件');
  expect(inLanguage(rewrite, 'zh-Hans')).toBe(rewrite.zh);
  expect(inLanguage(rewrite, 'en')).toBe(rewrite.en);
  expect(articleIn('网络直播营销管理办法 18；广告法 9(3)', 'zh-Hant')).toBe(
    '網絡直播營銷管理辦法 18；廣告法 9(3)',
  );
});

test.each([
  ['全网最低价', 'zh-Hans', rewrite.zh],
  ['全网最低价', 'zh-Hant', '只說本次價格與條件'],
  ['全网最低价', 'en', rewrite.zh],
  ['lowest price anywhere', 'zh-Hans', rewrite.en],
  ['lowest price anywhere', 'en', rewrite.en],
] as const)('what to say instead of “%s” on a screen in %s', (said, language, shown) => {
  expect(inLanguageOf(said, rewrite, language)).toBe(shown);
});

test('the dictionary that a browser fetches keeps what its characters do not tell', () => {
  const lean = leanPhrases(STPhrases, STCharacters);
  const kept = new Set(lean.split('|'));
  expect(lean.length).toBeLessThan(STPhrases.length / 2);
  for (const pair of ['家里 家裡', '周期 週期', '干净 乾淨'])
    if (STPhrases.includes(`|${pair}|`)) expect(kept).toContain(pair);
  expect(kept.has('一丝不挂 一絲不掛')).toBe(false);
});
