import type { Bilingual } from '../../models/contract/claim.ts';
import type { Language } from '../state/settings.ts';
import { en } from './en.ts';
import { type Words, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export const catalogues: Readonly<Record<Language, Words>> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };

/** A sentence that comes in two languages, in the one that is nearest to the screen's. */
export const inLanguage = (sentence: Bilingual, language: Language): string =>
  language === 'en' ? sentence.en : sentence.zh;
