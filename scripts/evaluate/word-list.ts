import { GROUPS, type Group, KINDS } from '../../models/contract/kinds.ts';
import type { Packs } from '../../models/text/judge.ts';
import type { Found } from './score.ts';

/**
 * The matcher that understanding is held against: every term of the sellers' packs as it is written, found anywhere in the
 * text, whoever says it and however. It folds nothing, reads no frame and knows no exception.
 */
export const createWordList = (packs: Packs): ((text: string) => Found) => {
  const groupOf = new Map<string, Group>();
  for (const { terms, speaker, kind } of packs.entries) {
    if (speaker !== 'seller') continue;
    for (const term of terms ?? []) groupOf.set(term.toLowerCase(), KINDS[kind].group);
  }
  const words = [...groupOf].filter(([, group]) => group in GROUPS && group !== 'viewer-signal');
  return (text) => {
    const plain = text.toLowerCase();
    return new Map(words.filter(([word]) => plain.includes(word)).map(([, group]) => [group, null]));
  };
};
