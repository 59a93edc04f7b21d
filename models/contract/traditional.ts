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
  ['文件', '檔案'],
  ['設備', '裝置'],
  ['登錄', '登入'],
  ['服務器', '伺服器'],
  ['磁盤', '磁碟'],
  ['字節', '位元組'],
  // What OpenCC takes for a queen of heaven, or knows no phrase for.
  ['天后', '天後'],
  ['開封后', '開封後'],
  ['制成', '製成'],
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

/** Chinese characters have code points below this (Unicode 17, the planes of ideographs). */
const IDEOGRAPHS_END = 0x34000;
/** By code point: 1 is written in Traditional alone, -1 in Simplified alone; the first call builds it. */
let scriptOf: Int8Array | undefined;
const scriptsByCode = (): Int8Array => {
  const scripts = new Int8Array(IDEOGRAPHS_END);
  const add = (characters: ReadonlySet<string>, script: number): void => {
    for (const character of characters) {
      const code = character.codePointAt(0) ?? 0;
      // Entries of several characters are words.
      if (character.length === String.fromCodePoint(code).length)
        scripts[code] = (scripts[code] ?? 0) + script;
    }
  };
  add(changedBy(TSCharacters), 1);
  add(changedBy(STCharacters), -1);
  return scripts;
};

/** Whether a text is written in Traditional characters rather than in Simplified ones. */
export const isTraditional = (text: string): boolean => {
  scriptOf ??= scriptsByCode();
  let lead = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) as number;
    lead += scriptOf[code] ?? 0;
    if (code > 0xffff) at += 1;
  }
  return lead > 0;
};
