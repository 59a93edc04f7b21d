import { type Signal, signal } from '@preact/signals';

export const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The part of `Storage` that settings need; a browser that refuses storage gets settings for this visit only. */
export interface Kept {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export interface Settings {
  readonly language: Signal<Language>;
  readonly theme: Signal<Theme>;
  readonly muted: Signal<boolean>;
  readonly singleKeys: Signal<boolean>;
}

/** The language of the screens for a browser's preferences: the first that is spoken here, else Simplified Chinese. */
export const languageFor = (preferred: readonly string[]): Language => {
  for (const tag of preferred.map((each) => each.toLowerCase())) {
    if (/^zh(-hant|-tw|-hk|-mo)/.test(tag)) return 'zh-Hant';
    if (tag.startsWith('zh')) return 'zh-Hans';
    if (tag.startsWith('en')) return 'en';
  }
  return 'zh-Hans';
};

export const createSettings = (kept: Kept, preferred: readonly string[]): Settings => {
  const one = <T extends string>(name: string, allowed: readonly T[], otherwise: T): Signal<T> => {
    const found = allowed.find((value) => value === kept.getItem(`livewitness.${name}`));
    const value = signal<T>(found ?? otherwise);
    let first = true;
    value.subscribe((next) => {
      if (!first) kept.setItem(`livewitness.${name}`, next);
      first = false;
    });
    return value;
  };
  const flag = (name: string, otherwise: boolean): Signal<boolean> => {
    const text = one(name, ['yes', 'no'], otherwise ? 'yes' : 'no');
    const value = signal(text.peek() === 'yes');
    value.subscribe((next) => {
      text.value = next ? 'yes' : 'no';
    });
    return value;
  };
  return {
    language: one('language', LANGUAGES, languageFor(preferred)),
    theme: one('theme', THEMES, 'system'),
    muted: flag('muted', false),
    singleKeys: flag('single-keys', true),
  };
};
