import type { AlertView } from '../../models/contract/alert.ts';
import { GROUPS, type Group, KINDS } from '../../models/contract/kinds.ts';
import type { Language } from '../state/settings.ts';
import { isOfViewers } from '../state/viewers.ts';
import { inLanguage, inLanguageOf } from '../words/catalogue.ts';
import type { Words } from '../words/zh-Hans.ts';

/** What an alert is about, in the language of the screen. */
export const subjectName = (
  { subject }: Pick<AlertView, 'subject'>,
  language: Language,
  words: Words,
): string => {
  if (subject.type === 'claim') return inLanguage(KINDS[subject.kind], language);
  return `${words.duty[subject.state]} · ${inLanguage(subject.name, language)}`;
};

export const groupName = (group: Group | 'duty', language: Language, words: Words): string =>
  group === 'duty' ? words.dutyGroup : inLanguage(GROUPS[group], language);

/**
 * What to say instead, in the language of whoever has to say it. Of what was not said the broadcast's counts; what is to be done
 * about what viewers said is in the reader's.
 */
export const insteadOf = (alert: AlertView, language: Language): string => {
  const { subject, quote, broadcast, suggestion } = alert;
  if (isOfViewers(alert)) return inLanguage(suggestion, language);
  const said = subject.type === 'duty' ? '' : quote;
  return inLanguageOf(said, suggestion, language, /^en/i.test(broadcast.language) ? 'en' : 'zh');
};
