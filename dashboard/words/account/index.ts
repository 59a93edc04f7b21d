import type { Language } from '../../state/settings.ts';
import { accountEn } from './en.ts';
import { type AccountWords, accountZhHans } from './zh-Hans.ts';
import { accountZhHant } from './zh-Hant.ts';

export type { AccountWords };

export const accountWords: Readonly<Record<Language, AccountWords>> = {
  'zh-Hans': accountZhHans,
  'zh-Hant': accountZhHant,
  en: accountEn,
};
