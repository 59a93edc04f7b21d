import type { Language } from '../../state/settings.ts';
import { collectEn } from './collect-en.ts';
import { type CollectWords, collectZhHans } from './collect-zh-Hans.ts';
import { collectZhHant } from './collect-zh-Hant.ts';
import { publicEn } from './en.ts';
import { type PublicWords, publicZhHans } from './zh-Hans.ts';
import { publicZhHant } from './zh-Hant.ts';

export type { CollectWords, PublicWords };

export const publicWords: Readonly<Record<Language, PublicWords>> = {
  'zh-Hans': publicZhHans,
  'zh-Hant': publicZhHant,
  en: publicEn,
};

export const collectWords: Readonly<Record<Language, CollectWords>> = {
  'zh-Hans': collectZhHans,
  'zh-Hant': collectZhHant,
  en: collectEn,
};
