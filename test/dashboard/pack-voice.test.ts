import { expect, test } from 'vitest';
import { packVoice } from '../../dashboard/pack/voice.ts';
import { VERIFY_SAYS } from '../../models/contract/log/says.ts';
import { TIMESTAMP_SAYS } from '../../models/contract/log/timestamp/says.ts';
import { frameIn, wordsIn } from '../../models/contract/pack/frames.ts';
import { PACK_LANGUAGES, type PackLanguage } from '../../models/contract/pack/languages.ts';
import { LISTING_WORDS } from '../../models/contract/pack/listing-words.ts';
import { PACK2_SAYS, PACK2_STEP_SAYS } from '../../models/contract/pack/says.ts';
import { toTraditional } from '../../models/contract/traditional.ts';

/** What the page of a pack says besides its own words: steps, what failed, and fields of a product's page. */
const SAID = [PACK2_STEP_SAYS, PACK2_SAYS, VERIFY_SAYS, TIMESTAMP_SAYS, LISTING_WORDS].flatMap((one) =>
  Object.values(one),
);
const ARTICLE = '广告法 9(3)；明码标价和禁止价格欺诈规定 19；本店守则 7';

/** Speaks as the page does that a pack in this language holds. */
const voiceOf = (language: PackLanguage) => {
  const { before } = frameIn({ script: '', style: '' }, language);
  const textIn = (id: string): string => before.split(`id="${id}">`)[1]?.split('</script>')[0] ?? '';
  return packVoice(wordsIn(language), language === 'en', JSON.parse(textIn('pack-turned') || '{}'));
};

test('the page of a pack in Traditional Chinese says all of it in Traditional Chinese, articles too', () => {
  const voice = voiceOf('zh-Hant');
  expect(SAID.map((one) => voice.say(one))).toEqual(SAID.map(({ zh }) => toTraditional(zh)));
  expect(voice.article(ARTICLE)).toBe('廣告法 9(3)；明碼標價和禁止價格欺詐規定 19；本店守则 7');
});

test('what the records say is shown as they have it', () => {
  const own = { zh: '全网最低价', en: '全网最低价' };
  expect(PACK_LANGUAGES.map((language) => voiceOf(language).say(own))).toEqual(Array(3).fill('全网最低价'));
});

test('in the other languages nothing is turned', () => {
  expect(SAID.map((one) => voiceOf('zh-Hans').say(one))).toEqual(SAID.map(({ zh }) => zh));
  expect(SAID.map((one) => voiceOf('en').say(one))).toEqual(SAID.map(({ en }) => en));
  expect(voiceOf('zh-Hans').article(ARTICLE)).toBe(ARTICLE);
});
