import type { AlertView } from '../../models/contract/alert.ts';
import { GROUPS, type Group, KINDS } from '../../models/contract/kinds.ts';
import type { Language } from '../state/settings.ts';
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

/** What to say instead, in the language of whoever has to say it. Of what was not said the broadcast's counts. */
export const insteadOf = ({ subject, quote, broadcast, suggestion }: AlertView, language: Language): string =>
  inLanguageOf(
    subject.type === 'duty' ? '' : quote,
    suggestion,
    language,
    /^en/i.test(broadcast.language) ? 'en' : 'zh',
  );
