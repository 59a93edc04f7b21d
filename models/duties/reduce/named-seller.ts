import type { Heard } from '../hear/heard.ts';
import { ownName } from '../hear/own-name.ts';
import type { Prepared } from '../hear/prepare.ts';

const WHO = 'seller-identity';
/** May be said in one breath with who sells. */
const WITH_IT: ReadonlySet<string> = new Set([
  'origin-producer',
  'agri-origin-harvest',
  'aftersales-contact',
]);

/** The bare name that answers who sells, of a sentence that tells nothing else. */
export const namedSeller = (
  prepared: Prepared,
  asked: readonly string[],
  heard: readonly Heard[],
): readonly Heard[] => {
  const isOther = ({ as, dutyId }: Heard): boolean =>
    dutyId === WHO ? as === 'stated' || as === 'evasive' : as === 'stated' && !WITH_IT.has(dutyId);
  if (!asked.includes(WHO) || heard.some(isOther)) return [];
  const name = ownName(prepared);
  if (!name) return [];
  const start = prepared.starts[name.start] ?? 0;
  const end = prepared.ends[name.end - 1] ?? start;
  const slots = { name: { text: prepared.original.slice(start, end) } };
  return [{ dutyId: WHO, as: 'stated', slots, missing: [], start, end }];
};

/** Where who sells is at home is not where the goods are made, unless that was asked for. */
export const withoutHome = (heard: readonly Heard[], asked: ReadonlySet<string>): readonly Heard[] => {
  if (!asked.has(WHO)) return heard;
  const seller = heard.find(({ as, dutyId }) => as === 'stated' && dutyId === WHO);
  if (!seller) return heard;
  const isHome = ({ dutyId, slots }: Heard): boolean =>
    WITH_IT.has(dutyId) &&
    !asked.has(dutyId) &&
    slots.place !== undefined &&
    (seller.slots.name?.text ?? '').includes(slots.place.text);
  return heard.filter((one) => !isHome(one));
};
