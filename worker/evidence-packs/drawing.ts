import { createRequire } from 'node:module';
import { articleInEnglish } from '../../models/contract/articles.ts';
import type { Bilingual } from '../../models/contract/claim.ts';
import type { Stamp } from '../../models/contract/pack/check-times.ts';
import type { PackDocument, PackPicture } from '../../models/contract/pack/documents.ts';
import { LISTING_WORDS } from '../../models/contract/pack/listing-words.ts';
import type { PackStory } from '../../models/contract/pack/story.ts';
import { fill, type PackWord, type PackWords } from '../../models/contract/pack/words.ts';
import { toTraditional } from '../../models/contract/traditional.ts';

/** What the report and the pictures are drawn from; plain data, so that a thread can take it. */
export interface DrawAsked {
  readonly document: PackDocument;
  readonly story: PackStory;
  readonly words: PackWords;
  readonly code: string;
  readonly size: number;
  readonly fingerprint: string;
  readonly stamps: readonly Stamp[];
  /** Frames of the clip by the name of the picture that is made of them (PNG). */
  readonly frames: Readonly<Record<string, Uint8Array>>;
  /** The pictures to make, in order. */
  readonly pictures: readonly PackPicture[];
}

export interface Drawn {
  readonly report: Uint8Array;
  readonly pictures: Readonly<Record<string, Uint8Array>>;
}

export type Draw = (asked: DrawAsked) => Promise<Drawn>;

/** One font for Chinese in both scripts and for English: a phone that has none shows the embedded part of it. */
const FONT = '@expo-google-fonts/noto-sans-sc';
const { resolve } = createRequire(import.meta.url);
export const fontFiles = () => ({
  regular: resolve(`${FONT}/400Regular/NotoSansSC_400Regular.ttf`),
  bold: resolve(`${FONT}/700Bold/NotoSansSC_700Bold.ttf`),
});

/** Speaks the pack's language. */
export interface Voice {
  readonly word: (name: PackWord, values?: Readonly<Record<string, string | number>>) => string;
  readonly say: (sentence: Bilingual) => string;
  readonly article: (article: string) => string;
  readonly colon: string;
}

export const voiceOf = ({ document, words }: Pick<DrawAsked, 'document' | 'words'>): Voice => {
  const english = document.language === 'en';
  const inScript = document.language === 'zh-Hant' ? toTraditional : (text: string): string => text;
  return {
    word: (name, values = {}) => fill(words[name], values),
    say: (sentence) => (english ? sentence.en : inScript(sentence.zh)),
    article: (article) => (english ? articleInEnglish(article) : inScript(article)),
    colon: english ? ': ' : '：',
  };
};

/** Colours of paper: readable in grey too. */
export const INK = '#1b211f';
export const QUIET = '#56605b';
export const LINE = '#dcdfd9';
export const ACCENT = '#0b6670';
export const WASH = '#f3f4f2';
export const MARK = '#ffe08a';
export const HIGH = '#a2430a';

/** Where the reader of a code goes. */
export const verifyAddress = ({ document, code }: Pick<DrawAsked, 'document' | 'code'>): string =>
  `${document.verifyUrl}#${code}`;

/** What a field of a product's page is called. */
export const fieldName = ({ say }: Pick<Voice, 'say'>, field: string): string => {
  const name = Object.hasOwn(LISTING_WORDS, field) ? LISTING_WORDS[field] : undefined;
  return name ? say(name) : field;
};
