import { toTraditional } from '../traditional.ts';
import { PACK_LANGUAGES, type PackLanguage } from './languages.ts';
import { frameHash, type PageFrame, type PageProgram, pageFrame } from './page.ts';
import { type PackWords, packWords } from './words.ts';

/** Every word in the language of a pack. */
export const wordsIn = (language: PackLanguage): PackWords => {
  if (language === 'en') return packWords.en;
  if (language === 'zh-Hans') return packWords.zh;
  return Object.fromEntries(
    Object.entries(packWords.zh).map(([name, text]) => [name, toTraditional(text)]),
  ) as PackWords;
};

/** The page that this version makes in a language, without data. */
export const frameIn = (program: PageProgram, language: PackLanguage): PageFrame =>
  pageFrame(program, language, wordsIn(language));

/** The hashes of the pages that this version makes: whoever verifies knows them by these. */
export const frameHashes = (program: PageProgram): readonly string[] =>
  PACK_LANGUAGES.map((language) => frameHash(frameIn(program, language)));
