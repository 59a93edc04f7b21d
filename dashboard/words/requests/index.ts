import type { Language } from '../../state/settings.ts';
import { requestsEn } from './en.ts';
import type { RequestWords } from './words.ts';
import { requestsZhHans } from './zh-Hans.ts';
import { requestsZhHant } from './zh-Hant.ts';

export type { RequestWords };

export const requestWords: Readonly<Record<Language, RequestWords>> = {
  'zh-Hans': requestsZhHans,
  'zh-Hant': requestsZhHant,
  en: requestsEn,
};
