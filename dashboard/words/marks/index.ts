import type { Language } from '../../state/settings.ts';
import { en } from './en.ts';
import { type MarkWords, zhHans } from './zh-Hans.ts';
import { zhHant } from './zh-Hant.ts';

export type { MarkWords };

export const markWords: Readonly<Record<Language, MarkWords>> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };
