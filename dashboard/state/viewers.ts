import type { AlertView } from '../../models/contract/alert.ts';
import type { Bilingual } from '../../models/contract/claim.ts';
import type { DutiesBoard, DutyView } from '../../models/contract/duty.ts';
import { dutyIn } from './owed.ts';

/** Whether it tells of what viewers said: nothing that the presenter could take back. */
export const isOfViewers = ({ subject }: Pick<AlertView, 'subject'>): boolean =>
  subject.type === 'claim' && subject.group === 'viewer-signal';

/** A question of viewers that was left open. */
export interface Asked {
  /** What they asked about; their own words where no duty is known. */
  readonly name: Bilingual;
  /** The pattern of an answer; absent where a viewer pressed for something that no duty asks. */
  readonly say?: Bilingual;
  readonly duty?: DutyView;
}

/** Ends the article of a provision that was found by a viewer's words, not by a duty. */
const BY_WORDS = '（观众信号）';

/** What viewers asked, of an alert that nobody answered them; `null` for every other alert. */
export const askedOf = (
  { subject, quote, product, article, suggestion }: AlertView,
  board: DutiesBoard | null,
): Asked | null => {
  if (subject.type !== 'claim' || subject.kind !== 'chat-info-unanswered') return null;
  // Such an alert is quoted with the name of the duty.
  const duty = dutyIn(board, ({ name }) => name.zh === quote, product?.id);
  if (duty) return { name: duty.name, say: duty.say, duty };
  const name = { zh: quote, en: quote };
  return article.endsWith(BY_WORDS) ? { name } : { name, say: suggestion };
};
