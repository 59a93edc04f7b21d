import type { Heard } from '../hear/heard.ts';
import type { Prepared } from '../hear/prepare.ts';
import type { Work } from './work.ts';

/** Where clauses of a text begin. */
export const BREAK_BEFORE = /[，。；;!！?？\n]|[,.](?!\d)/g;

/** Said of what is given with the product: 赠品保质期六个月. */
const OF_A_GIFT = /赠品|贈品|[赠贈]?送的[这那這]|\b(?:free gift|freebie|the gift)\b/iu;
/** So near to it: run-on speech goes on about the product itself. */
const BESIDE_GIFT = 10;
/** What the room says of the giving itself is said of the product. */
const OF_THE_GIVING: ReadonlySet<string> = new Set(['gift', 'promotion']);

const isOfGift = (text: string, { start, end }: Heard): boolean => {
  const before =
    text
      .slice(Math.max(0, start - BESIDE_GIFT), start)
      .split(BREAK_BEFORE)
      .at(-1) ?? '';
  const after = text.slice(end, end + BESIDE_GIFT).split(BREAK_BEFORE)[0] ?? '';
  return OF_A_GIFT.test(before + text.slice(start, end) + after);
};

/** What is said of a gift is not said of the product; what the rest of the sentence says of it counts. */
export const withoutGifts = (
  work: Work,
  said: string | Prepared,
  heard: readonly Heard[],
  hear: (text: string) => readonly Heard[],
): readonly Heard[] => {
  const text = typeof said === 'string' ? said : said.original;
  if (!OF_A_GIFT.test(text)) return heard;
  const { duties } = work.rules.catalogue;
  const gifts = heard.filter(
    (one) => !OF_THE_GIVING.has(duties.get(one.dutyId)?.when?.kind ?? '') && isOfGift(text, one),
  );
  if (gifts.length === 0) return heard;
  let rest = text;
  for (const { start, end } of gifts) rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end);
  const ids = new Set(gifts.map(({ dutyId }) => dutyId));
  const again = hear(rest).filter((one) => ids.has(one.dutyId) && !isOfGift(text, one));
  return [...heard.filter((one) => !gifts.includes(one)), ...again];
};

/** Whether what a sentence says of products is said of none: of a gift, it is said of nothing else either. */
export const isOfNoProduct = ({ ledger }: Work, text: string): boolean => {
  for (const _ in ledger.open) return false;
  return !OF_A_GIFT.test(text);
};
