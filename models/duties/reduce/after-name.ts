import type { HearContext, Heard } from '../hear/heard.ts';
import type { Addressed } from './address.ts';
import type { Work } from './work.ts';

/** Between a name and what is told of it: the honey's, 凤爪呢, 大衣的话. */
const LINK =
  /^(?:'?s(?![a-z])|[ ,，:：]|呢|嘛|嘞|咧|的话|的|就是?|是|啊|呀|哈|也|嗯|那|(?:ones?|uh|um|is|are|it's|its|they're|they are|it is|so|well|that's|again|both|comes? (?:in )?at|would be|will be)(?![a-z]))+/i;
/** Longer words are more than a figure. */
const FIGURE_UNITS_MAX = 24;
/** Nothing but a figure, as prices are told: speaker forty-nine. */
const FIGURE_ONLY = /^\d+(?:\.\d+)?[ ,，.。!！啊哈]*$/;

/**
 * What the words after a product's name say where they answer as if they stood alone: the power bank thirty watts. A bare figure
 * after a name is its price, unless something else was asked.
 * @param text of the piece.
 * @param heard in the whole piece: only what is not stated there is told.
 */
export const saidAfterName = (
  { ears }: Work,
  { after, start }: Addressed,
  text: string,
  { before: _, ...context }: HearContext,
  heard: readonly Heard[],
): readonly Heard[] => {
  if (after === undefined) return [];
  const rest = text.slice(after - start).replace(LINK, '');
  const { asked = [] } = context;
  const isFigure =
    asked.length === 0 && rest.length <= FIGURE_UNITS_MAX && FIGURE_ONLY.test(ears.prepare(rest).figures);
  const wanted = isFigure ? ['price-and-unit'] : asked;
  const isOpen = (dutyId: string): boolean =>
    wanted.includes(dutyId) && !heard.some((one) => one.dutyId === dutyId && one.as === 'stated');
  if (rest === '' || !wanted.some(isOpen)) return [];
  const from = text.length - rest.length;
  return ears
    .hear(rest, { ...context, asked: wanted })
    .filter(({ as, dutyId }) => as === 'stated' && isOpen(dutyId))
    .map((one) => ({ ...one, start: one.start + from, end: one.end + from }));
};
