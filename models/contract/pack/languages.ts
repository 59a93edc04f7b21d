/** The languages that packs are made in. Apart from the schemas, so that a screen can offer them without loading those. */
export const PACK_LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type PackLanguage = (typeof PACK_LANGUAGES)[number];
