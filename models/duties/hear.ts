import type { Duty } from './load-packs.ts';
import { spokenToFigures } from './numerals.ts';

/** Folds a text for the patterns of the packs: Simplified, half width, lower case. Comes from the text side. */
export type Fold = (text: string) => string;

export type Heard =
  | { readonly as: 'stated'; readonly slots: Readonly<Record<string, string>> }
  /** Named, but pointed elsewhere: "see the page". */
  | { readonly as: 'pointed' }
  | { readonly as: 'nothing' };

const POINTER =
  /(详情页|页面|包装上|标签上|背面|自己看|进去看|see (?:the )?(?:page|link|description|label))/u;

/** Prepares a sentence once for all duties. */
export const prepare = (text: string, fold: Fold): string => spokenToFigures(fold(text));

/** Whether a prepared sentence states what a duty wants. */
export const hearDuty = (duty: Duty, prepared: string): Heard => {
  for (const pattern of duty.hear) {
    const match = pattern.exec(prepared);
    if (!match) continue;
    const slots = Object.entries(match.groups ?? {}).filter(
      (slot): slot is [string, string] => slot[1] !== undefined,
    );
    return { as: 'stated', slots: Object.fromEntries(slots) };
  }
  const named = duty.names.some((name) => prepared.includes(name));
  return named && POINTER.test(prepared) ? { as: 'pointed' } : { as: 'nothing' };
};
