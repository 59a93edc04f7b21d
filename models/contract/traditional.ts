import { ConverterFactory } from 'opencc-js/core';
import STCharacters from 'opencc-js/dict/STCharacters';
import STPhrases from 'opencc-js/dict/STPhrases';
import TSCharacters from 'opencc-js/dict/TSCharacters';
import TWVariants from 'opencc-js/dict/TWVariants';
import TWVariantsPhrases from 'opencc-js/dict/TWVariantsPhrases';

/**
 * Words that differ in Taiwan, in Traditional characters; the longest that fits counts. OpenCC's own list is for texts about
 * computers and turns words of the law into others (支持, 程序, 发布), so this one is short. Names of laws keep their words.
 */
const TAIWAN_WORDS = [
  ['臺', '台'],
  ['“', '「'],
  ['”', '」'],
  ['‘', '『'],
  ['’', '』'],
  ['信息', '資訊'],
  ['個人信息保護法', '個人信息保護法'],
  ['網絡', '網路'],
  ['網絡直播營銷', '網絡直播營銷'],
  ['網絡交易', '網絡交易'],
  ['網絡安全法', '網絡安全法'],
  ['產品質量法', '產品質量法'],
  ['質量', '品質'],
  ['視頻', '影片'],
  ['鏈接', '連結'],
  ['賬號', '帳號'],
  ['賬戶', '帳戶'],
  ['默認', '預設'],
  ['軟件', '軟體'],
  ['屏幕', '螢幕'],
  ['短信', '簡訊'],
  ['打印', '列印'],
  ['營銷', '行銷'],
  ['粘貼', '貼上'],
] as const;

let convert: ((text: string) => string) | undefined;
const known = new Map<string, string>();
/** Sentences of the rules are some hundreds; steps with figures in them come and go. */
const KNOWN_MAX = 2_000;

/**
 * A Chinese sentence in Traditional characters, with the words that are used in Taiwan. What is Traditional already stays as it
 * is. Made for the rules' own sentences, never for what people said. The first call builds the tables (some 100 ms).
 */
export const toTraditional = (text: string): string => {
  const before = known.get(text);
  if (before !== undefined) return before;
  convert ??= ConverterFactory(
    [[STPhrases, STCharacters]],
    [[TAIWAN_WORDS.map(([from, to]) => [from, to] as const), TWVariantsPhrases, TWVariants]],
  );
  const converted = convert(text);
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(text, converted);
  return converted;
};

/** Characters that a dictionary changes: those written in one of the scripts alone. */
const changedBy = (dictionary: string): ReadonlySet<string> =>
  new Set(dictionary.split('|').map((pair) => pair.slice(0, pair.indexOf(' '))));

let scripts:
  | { readonly traditional: ReadonlySet<string>; readonly simplified: ReadonlySet<string> }
  | undefined;

/** Whether a text is written in Traditional characters rather than in Simplified ones. */
export const isTraditional = (text: string): boolean => {
  scripts ??= { traditional: changedBy(TSCharacters), simplified: changedBy(STCharacters) };
  let lead = 0;
  for (const character of text)
    lead += (scripts.traditional.has(character) ? 1 : 0) - (scripts.simplified.has(character) ? 1 : 0);
  return lead > 0;
};
