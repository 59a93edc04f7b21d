import type { AlertView } from '../../models/contract/alert.ts';
import type { Bilingual } from '../../models/contract/claim.ts';
import { PROMPT_CHARS_MAX } from '../../models/contract/duty.ts';
import type { Group } from '../../models/contract/kinds.ts';
import { CORRECTED_TO, CORRECTION } from './corrections.ts';
import { inTraditional } from './traditional.ts';

const isEnglish = (language: string): boolean => /^en\b/i.test(language);
/** Whether a broadcast in this language is spoken by people who read Traditional characters. */
export const isTraditional = (language: string): boolean => /^zh-(hant|tw|hk|mo)\b/i.test(language);

/** Words to be said aloud, in the language and script of the broadcast: whoever reads them speaks that. */
export const spokenIn = (language: string, sentence: Bilingual): string => {
  if (isEnglish(language)) return sentence.en;
  return isTraditional(language) ? inTraditional(sentence.zh) : sentence.zh;
};

/** A suggestion that gives the very words to be said puts them in quotation marks after a verb of saying. */
const GIVEN = /(?:声明|說|说|讲|提示|says?|state|declare)[^“”]{0,12}“([^“”]{6,80})”/u;

const givenIn = (lang: 'zh' | 'en', suggestion: Bilingual): string | undefined =>
  GIVEN.exec(suggestion[lang])?.[1]?.replace(/[。.！!]$/u, '');

/** What holds instead of a claim: the words that the suggestion gives, or what the kind of claim asks for. */
const insteadIn = (lang: 'zh' | 'en', { subject, suggestion }: AlertView): string | null => {
  const group = subject.type === 'claim' ? subject.group : null;
  if (group === 'viewer-signal') return null;
  return givenIn(lang, suggestion) ?? (group ? CORRECTED_TO[group][lang] : suggestion[lang]);
};

/** Words that can stand in a script in a claim's place, without the mark that ends them; `null` where none are known. */
export const insteadOfClaim = (lang: 'zh' | 'en', group: Group, suggestion: Bilingual): string | null => {
  // What may not be sold at all, and what viewers say, has nothing in its place.
  if (group === 'viewer-signal' || group === 'prohibited') return null;
  return givenIn(lang, suggestion) ?? CORRECTED_TO[group][lang];
};

/**
 * A correction that can be read aloud as it stands: takes the claim back by its words and says what holds. Fits a prompter's
 * line; where the quote is too long for that it is left out whole, never cut. `null` where a viewer said it, not the room.
 */
export const correctionOf = (alert: AlertView): string | null => {
  const { language } = alert.broadcast;
  const lang = isEnglish(language) ? 'en' : 'zh';
  const instead = insteadIn(lang, alert);
  if (instead === null) return null;
  const whole = CORRECTION[lang](alert.quote, instead);
  const text = [...whole].length <= PROMPT_CHARS_MAX ? whole : CORRECTION.short[lang](instead);
  return isTraditional(language) ? inTraditional(text) : text;
};
