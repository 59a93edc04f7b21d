import { describe, expect, it } from 'vitest';
import { inLanguageOf } from '../../../dashboard/words/catalogue.ts';

const ADVICE = { zh: '不念号码。', en: 'Read out no numbers.' };

describe('what to say instead', () => {
  it('is told in the language of what was said', () => {
    expect(inLanguageOf('加我13900001111', ADVICE, 'en')).toBe(ADVICE.zh);
    expect(inLanguageOf('call me maybe', ADVICE, 'zh-Hans')).toBe(ADVICE.en);
  });

  it.each(['13900001111', 'vx: 0912-345-678', 'ab12cd34', '🔥🔥🔥', ''])(
    'of words of no language (%s) in that of the broadcast, else of the screen',
    (said) => {
      expect(inLanguageOf(said, ADVICE, 'zh-Hans')).toBe(ADVICE.zh);
      expect(inLanguageOf(said, ADVICE, 'en')).toBe(ADVICE.en);
      expect(inLanguageOf(said, ADVICE, 'zh-Hans', 'en')).toBe(ADVICE.en);
      expect(inLanguageOf(said, ADVICE, 'en', 'zh')).toBe(ADVICE.zh);
    },
  );
});
