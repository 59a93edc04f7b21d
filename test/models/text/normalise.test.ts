import { Converter } from 'opencc-js/t2cn';
import { describe, expect, it } from 'vitest';
import { unusableOffset } from '../../../models/contract/ingest.ts';
import { createNormaliser, foldedText, methodOf } from '../../../models/text/normalise/normalise.ts';

const normaliser = createNormaliser();
const fold = (text: string): string => foldedText(normaliser.fold(text));

describe('folding', () => {
  const cases: readonly (readonly [what: string, text: string, folded: string])[] = [
    ['plain text stays', '这款面霜很滋润', '这款面霜很滋润'],
    ['full width and case', 'ＮＯ．１ 品牌', 'no.1品牌'],
    ['Traditional', '這個價錢最優惠', '这个价钱最优惠'],
    ['zero-width and bidi controls', '第\u200b一\u202e名', '第一名'],
    ['byte order mark', '\ufeff最好', '最好'],
    ['a space inside a word', '最 好 的', '最好的'],
    ['two marks inside a word', '最*·佳', '最佳'],
    ['three marks are a layout', '最***佳', '最***佳'],
    ['sentence marks stay', '好。最好', '好。最好'],
    ['spaces between English words stay', 'the best cream', 'the best cream'],
    ['enclosed digits', '第①', '第1'],
    ['keycap digits', '最后3️⃣单', '最后3单'],
    ['emoji that stand for words', '到✋价', '到手价'],
    ['other emoji do not split a word', '最🎉好', '最好'],
    ['a split character', '这个能氵台病', '这个能治病'],
    ['a syllable in Latin letters inside a word', '稳zhuan不赔', '稳赚不赔'],
    ['bopomofo', '血ㄊㄤˊ', '血糖'],
    ['characters nobody else writes', '蕞低价', '最低价'],
    [
      'ordinary characters are never folded alone',
      '嘴角有点干，罪过罪过，醉酒别开车',
      '嘴角有点干,罪过罪过,醉酒别开车',
    ],
    ['old, Japanese and made-up forms', '朂好的囯货，原価，伱旳', '最好的国货,原价,你的'],
    ['letters of other alphabets', 'bеst οf ΤΟΡ', 'best of top'],
    ['letters in black squares and circles', '🅱🅔st', 'best'],
    ['black and doubled circled digits', '第❶第➋第⓷❿', '第1第2第310'],
    ['hearts and strokes inside a word', '最♥好丶最丨佳', '最好最佳'],
    ['V and a heart', '加V❤️聊', '加微信聊'],
    ['a lone surrogate stays', '最\ud800好', '最\ud800好'],
    ['mojibake stays', 'é…½', 'é...1\u20442'],
    ['right-to-left marks', '最\u200f好\u200e', '最好'],
    ['what is shown in reverse', '今天\u202e好\u200f最\u202c的', '今天最好的'],
    ['English words beside Chinese stay', '这个vip用户', '这个vip用户'],
  ];
  for (const [what, text, folded] of cases) it(what, () => expect(fold(text)).toBe(folded));

  it('agrees with OpenCC character by character', () => {
    const convert = Converter({ from: 't', to: 'cn' });
    for (const char of '龍鳳龜藥體驗證據優惠鑑賞質製療護膚潤') expect(fold(char)).toBe(convert(char));
  });
});

describe('the way back', () => {
  const texts = [
    '第\u200b一名',
    '到✋价🎉最好',
    '𠮷野家最 好',
    'ﷺ最好',
    '血ㄊㄤˊ乖乖',
    '３️⃣单',
    'é最e\u0301好',
  ];
  for (const text of texts) {
    it(`spans of ${JSON.stringify(text)} are in order, inside, and split no surrogate pair`, () => {
      const folded = normaliser.fold(text);
      let last = 0;
      for (let at = 0; at < folded.length; at++) {
        const start = folded.starts[at] as number;
        const end = folded.ends[at] as number;
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(unusableOffset(text.slice(start, end))).toBe(-1);
        last = start;
      }
    });
  }

  it('says which transformation found a span', () => {
    const methods = ['最好', '最 好', '最優惠', '蕞低', '稳zhuan不赔', '到✋'].map((text) => {
      const folded = normaliser.fold(text);
      return methodOf(folded, 0, folded.length);
    });
    expect(methods).toEqual(['literal', 'fold', 'fold', 'fold', 'confusion', 'emoji']);
  });
});
