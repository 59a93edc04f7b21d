import type { DutyState } from '../../../models/contract/duty.ts';
import type { OpenedDuties } from '../../../models/duties/open.ts';
import { type ReviewedProduct, startReview } from '../../audit/review.ts';
import type { Tally } from '../score.ts';
import { DUTIES_OF_LABEL, eventsOf, type LabelledBroadcast, type LabelledProduct } from './labels.ts';

/** One disclosure that came out otherwise than it is labelled. */
export interface Mistake {
  readonly broadcast: string;
  readonly lang: string;
  readonly product: string;
  readonly label: string;
  readonly wanted: 'disclosed' | 'missing';
  /** Duties that stand for it, as they ended. */
  readonly states: readonly string[];
  /** What the labels name as its evidence, or as only looking like it. */
  readonly words: readonly string[];
}

export interface DutiesReport {
  readonly broadcasts: number;
  readonly disclosed: Tally;
  readonly missing: Tally;
  /** Disclosures that were given, and of these the ones called missing. */
  readonly given: number;
  readonly givenCalledMissing: number;
  readonly by: ReadonlyMap<string, { readonly disclosed: Tally; readonly missing: Tally }>;
  readonly mistakes: readonly Mistake[];
}

const MADE: ReadonlySet<DutyState> = new Set(['satisfied', 'late', 'contradicted']);
const LEFT_OUT: ReadonlySet<DutyState> = new Set(['partial', 'dodged', 'missing']);

type Ending = 'disclosed' | 'missing' | 'neither';

/** The file says what is required of a product: an item that the policy leaves open and nobody disclosed is missing by it. */
const LEFT_OPEN: ReadonlySet<DutyState> = new Set(['not-required']);

/** With the words that met it: they say why something left out was taken for stated. */
const stateText = ({ id, state, quote }: ReviewedProduct['duties'][number]): string =>
  `${id} ${state}${MADE.has(state) && quote !== undefined ? ` (${quote})` : ''}`;

const endingOf = (product: ReviewedProduct, label: string): { ending: Ending; states: string[] } => {
  const ids = DUTIES_OF_LABEL[label] ?? [label];
  const duties = product.duties.filter(({ id }) => ids.includes(id));
  const ending = duties.some(({ state }) => MADE.has(state))
    ? 'disclosed'
    : duties.some(({ state }) => LEFT_OUT.has(state) || LEFT_OPEN.has(state))
      ? 'missing'
      : 'neither';
  return { ending, states: duties.map(stateText) };
};

const tally = (): { hit: number; extra: number; missed: number } => ({ hit: 0, extra: 0, missed: 0 });
type Counting = ReturnType<typeof tally>;

const count = (tallies: Counting, isWanted: boolean, isFound: boolean): void => {
  if (isWanted && isFound) tallies.hit += 1;
  else if (isFound) tallies.extra += 1;
  else if (isWanted) tallies.missed += 1;
};

/** Reviews labelled broadcasts and counts what came out as labelled. Labels that are not required are passed over. */
export const measureDuties = (
  opened: OpenedDuties,
  broadcasts: readonly LabelledBroadcast[],
  startedAt: string,
): DutiesReport => {
  const all = { disclosed: tally(), missing: tally() };
  const by = new Map<string, { disclosed: Counting; missing: Counting }>();
  const mistakes: Mistake[] = [];
  let [given, givenCalledMissing] = [0, 0];
  const score = (broadcast: LabelledBroadcast, product: LabelledProduct, reviewed: ReviewedProduct): void => {
    for (const label of product.required) {
      const isMissing = product.missing.includes(label);
      const { ending, states } = endingOf(reviewed, label);
      for (const name of ['all', `language ${broadcast.lang}`, `item ${label}`]) {
        const tallies = name === 'all' ? all : (by.get(name) ?? { disclosed: tally(), missing: tally() });
        if (name !== 'all') by.set(name, tallies);
        count(tallies.disclosed, !isMissing, ending === 'disclosed');
        count(tallies.missing, isMissing, ending === 'missing');
      }
      if (!isMissing) given += 1;
      if (!isMissing && ending === 'missing') givenCalledMissing += 1;
      const wanted = isMissing ? 'missing' : 'disclosed';
      if (ending === wanted) continue;
      const at = [...(product.evidence[label] ?? []), ...(product.near_miss[label] ?? [])];
      const words = at.flatMap((i) => broadcast.utterances[i]?.text ?? []);
      const { id, lang } = broadcast;
      mistakes.push({ broadcast: id, lang, product: product.product_id, label, wanted, states, words });
    }
  };
  for (const broadcast of broadcasts) {
    const { lang } = broadcast;
    const review = startReview(opened, broadcast.id, { language: lang, regime: 'ad', startedAt });
    for (const event of eventsOf(broadcast)) review.hear(event);
    const reviewed = review.end();
    for (const product of broadcast.products) {
      const found = reviewed.find(({ productId }) => productId === product.product_id);
      if (found) score(broadcast, product, found);
    }
  }
  return { broadcasts: broadcasts.length, ...all, given, givenCalledMissing, by, mistakes };
};
