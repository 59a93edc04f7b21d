import { LAW_NAMES } from '../articles.ts';
import { VERIFY_SAYS } from '../log/says.ts';
import { TIMESTAMP_SAYS } from '../log/timestamp/says.ts';
import { toTraditional } from '../traditional.ts';
import { PACK_LANGUAGES, type PackLanguage } from './languages.ts';
import { LISTING_WORDS } from './listing-words.ts';
import { frameHash, type PageFrame, type PageProgram, pageFrame, type Turned } from './page.ts';
import { PACK2_SAYS, PACK2_STEP_SAYS } from './says.ts';
import { type PackWords, packWords } from './words.ts';

/** Every word in the language of a pack. */
export const wordsIn = (language: PackLanguage): PackWords => {
  if (language === 'en') return packWords.en;
  if (language === 'zh-Hans') return packWords.zh;
  return Object.fromEntries(
    Object.entries(packWords.zh).map(([name, text]) => [name, toTraditional(text)]),
  ) as PackWords;
};

/** What a page says that is not among its words. Its program has this in Simplified characters and holds no dictionary. */
const saidByProgram = (): readonly string[] => [
  ...[PACK2_STEP_SAYS, PACK2_SAYS, VERIFY_SAYS, TIMESTAMP_SAYS, LISTING_WORDS].flatMap((one) =>
    Object.values(one).map(({ zh }) => zh),
  ),
  ...LAW_NAMES,
];

const turnedIn = (language: PackLanguage): Turned =>
  language === 'zh-Hant'
    ? Object.fromEntries(saidByProgram().map((text) => [text, toTraditional(text)]))
    : {};

/** The page that this version makes in a language, without data. */
export const frameIn = (program: PageProgram, language: PackLanguage): PageFrame =>
  pageFrame(program, language, wordsIn(language), turnedIn(language));

/** The hashes of the pages that this version makes: whoever verifies knows them by these. */
export const frameHashes = (program: PageProgram): readonly string[] =>
  PACK_LANGUAGES.map((language) => frameHash(frameIn(program, language)));
