import { articleInEnglish } from '../../models/contract/articles.ts';
import type { Bilingual } from '../../models/contract/claim.ts';
import type { Language } from '../state/settings.ts';
import { en } from './en.ts';
import { inTraditional } from './traditional.ts';
import { type Words, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export const catalogues: Readonly<Record<Language, Words>> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };

/** A sentence that comes in two languages, in the one that is nearest to the screen's. */
export const inLanguage = (sentence: Bilingual, language: Language): string =>
  language === 'en' ? sentence.en : inScript(sentence.zh, language);

/** A provision by its short name in the reader's language and script. */
export const articleIn = (article: string, language: Language): string =>
  language === 'en' ? articleInEnglish(article) : inScript(article, language);

/** Chinese that comes in one script alone, in that of the screen. */
const inScript = (text: string, language: Language): string =>
  language === 'zh-Hant' ? inTraditional(text) : text;

const HAN = /\p{Script=Han}/u;
/** A word of English; what is shorter, or holds figures, is a sign or an account's name. */
const WORD = /(?<![\p{L}\d_])\p{Script=Latin}{3,}(?![\p{L}\d_])/u;

/**
 * What to say instead, in the language of what was said: of no use to whoever speaks another. Words of no language, such as a
 * telephone number, leave it to `spoken`, which is the broadcast's where it is known and else the screen's.
 */
export const inLanguageOf = (
  said: string,
  sentence: Bilingual,
  language: Language,
  spoken: 'zh' | 'en' = language === 'en' ? 'en' : 'zh',
): string => {
  const of = HAN.test(said) ? 'zh' : WORD.test(said) ? 'en' : spoken;
  if (of === 'en') return inLanguage(sentence, 'en');
  return inLanguage(sentence, language === 'en' ? 'zh-Hans' : language);
};
