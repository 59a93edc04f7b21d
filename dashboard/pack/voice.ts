import { articleInEnglish } from '../../models/contract/articles.ts';
import type { Bilingual } from '../../models/contract/claim.ts';
import { fill, type PackWord, type PackWords } from '../../models/contract/pack/words.ts';

/** Speaks of a pack in one language. */
export interface PackVoice {
  readonly word: (name: PackWord, values?: Readonly<Record<string, string | number>>) => string;
  readonly say: (sentence: Bilingual) => string;
  readonly article: (article: string) => string;
}

export const packVoice = (words: PackWords, english: boolean): PackVoice => ({
  word: (name, values = {}) => fill(words[name], values),
  say: (sentence) => (english ? sentence.en : sentence.zh),
  article: (article) => (english ? articleInEnglish(article) : article),
});
