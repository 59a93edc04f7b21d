import type { Heard } from '../hear/heard.ts';
import type { Addressed } from './address.ts';

/** Papers that are the shop's, whatever product is named beside them. */
const OF_SHOP =
  /[执執][照业業]|[经經][营營]|[营營][业業]|信用代[码碼]|[统統][编編]|公司|店|business|shop|store|seller|our (?:own )?(?:licen|permit)|we(?:'re| are| hold| have)/iu;

/**
 * Whose alone a number is that the broadcast owes: a paper told of one product by name, of several that are shown, says nothing of the others.
 * @param text of the piece.
 * @returns undefined where it is told for all.
 */
export const namedAlone = (
  { to }: Addressed,
  { dutyId, as }: Heard,
  shown: readonly string[],
  text: string,
): { readonly alone?: readonly string[] } => {
  if (dutyId !== 'licence' || as !== 'stated' || shown.length < 2 || typeof to !== 'object') return {};
  const isOfAll = to.length === 0 || shown.every((id) => to.includes(id));
  return isOfAll || OF_SHOP.test(text) ? {} : { alone: to };
};
