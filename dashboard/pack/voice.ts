import { articleInEnglish, LAW_NAMES } from '../../models/contract/articles.ts';
import type { Bilingual } from '../../models/contract/claim.ts';
import type { Turned } from '../../models/contract/pack/page.ts';
import { fill, type PackWord, type PackWords } from '../../models/contract/pack/words.ts';

/** Speaks of a pack in one language. */
export interface PackVoice {
  readonly word: (name: PackWord, values?: Readonly<Record<string, string | number>>) => string;
  readonly say: (sentence: Bilingual) => string;
  readonly article: (article: string) => string;
}

/** @param turned what is fixed in Simplified characters, as the language has it */
export const packVoice = (words: PackWords, english: boolean, turned: Turned = {}): PackVoice => {
  const turn = (text: string): string => (Object.hasOwn(turned, text) ? (turned[text] ?? text) : text);
  return {
    word: (name, values = {}) => fill(words[name], values),
    say: (sentence) => (english ? sentence.en : turn(sentence.zh)),
    article: (article) =>
      english
        ? articleInEnglish(article)
        : LAW_NAMES.reduce((text, law) => text.replaceAll(law, turn(law)), article),
  };
};
