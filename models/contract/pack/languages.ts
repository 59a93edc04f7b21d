/** Languages in which a pack can be had. Apart from the schemas, which pages would try to compile. */
export const PACK_LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type PackLanguage = (typeof PACK_LANGUAGES)[number];
