import type { Prepared } from '../hear/prepare.ts';
import { findNamed, indexNames } from '../introductions/names.ts';
import type { CartItem } from '../introductions/spot.ts';
import { putAwayMs } from '../ledger/ledger.ts';
import { own } from '../ledger/own.ts';
import { shelved } from '../ledger/shelf.ts';
import { introduce } from './introduce.ts';
import { change, changeProduct, productOf, type Work } from './work.ts';

const CLAUSE = /[^,，。;；!！?？\n]+/g;

/** A clause that says nothing but that the next one comes; what it is, only the order of the links tells. */
const NEXT =
  /^(?:好|来|ok|okay|那|行|走|嗯|我们|咱们|大家|准备|可以|直接|马上|再|就|先|看|换|换到|上|讲|说|切|切到|到|进|进入|过|接下来|接着|是|给大家|啊|吧|了|呢|哈|1下| )*下1?(?:个|款|件|样|品)(?:产品|商品|品|链接|宝贝|单品)?(?:吧|了|啊|哈|走|走起|来|呢|哦|咯|啦|开始|上)*$|^(?:(?:ok|okay|alright|all right|right|so|and|now|on to|onto|let's|let us|go|do|move|moving|on|guys|everyone|to|the)\b ?)*next (?:1|one|item|product|up|1up)(?: please| guys| everyone)?$/;

/** A return; whereto is said right after it. */
const BACK =
  /(?:回到|回过头(?:来)?(?:再)?(?:看|说|讲)?|返回|倒回去(?:看|说|讲)?|再(?:回去|回来|返回来)(?:看|说|讲)?)(?:看|说|讲)?(?:1下)?(?:我们|咱们)?的?|\b(?:(?:going|go|get|getting|come|coming|jump|jumping|circle|circling) back to|back to|revisit(?:ing)?)\b/;
const NOT_NOW =
  /等会|等1?下|待会|[1一]会|稍后|晚点|最后|不|别|没|吗|么|如果|要不要|\b(?:later|in a (?:bit|minute|moment)|not|don't|won't|if|before we|soon)\b/;
const WHERE_UNITS = 24;
/** What was shown right before: 刚才的, 上一款, the previous one. */
const BEFORE =
  /^(?:刚才|刚刚|上1?(?:个|款|件)|前1?(?:个|款|件)|前面[那这])|^ ?(?:the )?(?:previous|last) (?:1|one|item|product)/;
const FIRST = /^第1(?:个|款|件|样)|^ ?(?:the )?(?:1st|first) ?(?:1|one|item|product)/;
const NUMBER = /^(?:第)?(\d{1,3})(?:号|个(?=链))|^ ?(?:link|item|number|#|no\.?) ?(\d{1,3})\b/;

/** 一到五号链接都开了, links one to five are open. */
const RANGE =
  /(\d{1,3})号?(?:链接)?(?:到|至|-|~)(\d{1,3})号?(?:链接|的)?[^,。]{0,6}?(?:都|全|全部|统统|已经|现在|也)(?:给大家|给你们|都|已经)*(?:开|上|挂|放)|\b(?:links?|items?|numbers?) (\d{1,3}) ?(?:to|through|-) ?(\d{1,3})\b[^,.]{0,12}\b(?:open|live|up|active)\b/;
const EVERY =
  /(?:所有|全部|全场)的?链接(?:都|全|已经|现在)*(?:给大家|给你们)?(?:开|上|挂|放)|\b(?:all (?:the |of the |our )?links|every link)\b[^,.]{0,12}\b(?:open|live|up|active)\b/;
/** No cart has more links. */
const LINK_NO_MAX = 999;

/** 蓝莓干、核桃酥和酸奶, 五款产品: a list, or a number of things, is what a show will bring; nothing of it is in hand yet. */
export const isOverviewName = (name: string): boolean =>
  /[、/]|^(?:\d+|[几多好两])(?:款|样|种|个|件|组|套|大)|(?:以及|还有)|, /.test(name);

const isNext = (prepared: Prepared): boolean =>
  [...prepared.figures.matchAll(CLAUSE)].some(([clause]) => NEXT.test(clause.trim()));

/** The product whose link follows the one being shown, or shown last. */
const afterCurrent = (work: Work, cart: readonly CartItem[]): string | undefined => {
  const { current, open } = work.ledger;
  const [last] = Object.entries(open).sort(
    ([, a], [, b]) => (putAwayMs(b) ?? Number.MAX_VALUE) - (putAwayMs(a) ?? Number.MAX_VALUE),
  );
  const shown = current.length > 0 ? current.map((id) => productOf(work, id)?.linkNo) : [last?.[1].linkNo];
  const numbers = shown.filter((linkNo) => linkNo !== undefined);
  if (numbers.length === 0) return undefined;
  const next = Math.max(...numbers) + 1;
  return cart.find(({ linkNo }) => linkNo === next)?.productId;
};

/** "The next one", and no word of which: the one on the next link, until a name or a number says otherwise. */
export const turnToNext = (
  work: Work,
  prepared: Prepared,
  cart: readonly CartItem[],
  atMs: number,
): boolean => {
  if (work.ledger.introduced === 0 || !isNext(prepared)) return false;
  const next = afterCurrent(work, cart);
  if (next === undefined) return false;
  introduce(work, next, atMs, 'guess');
  return true;
};

const shownBefore = (work: Work): string | undefined => {
  const { open, current } = work.ledger;
  return Object.entries(open)
    .filter(([id]) => !current.includes(id))
    .sort(([, a], [, b]) => (putAwayMs(b) ?? 0) - (putAwayMs(a) ?? 0))[0]?.[0];
};

const shownFirst = ({ ledger: { open, shelf } }: Work): string | undefined =>
  Object.entries(open).find(([, { order }]) => order === 1)?.[0] ??
  Object.entries(shelf).find(([, { p }]) => p?.order === 1)?.[0];

const wasShown = (work: Work, productId: string): boolean =>
  productOf(work, productId) !== undefined || own(work.ledger.shelf, productId)?.p !== undefined;

/** "Back to the one before", "back to the berries": the product is presented again. */
export const turnBack = (
  work: Work,
  prepared: Prepared,
  cart: readonly CartItem[],
  atMs: number,
): boolean => {
  const { figures } = prepared;
  const back = BACK.exec(figures);
  if (!back || NOT_NOW.test(figures)) return false;
  const where = figures.slice(back.index + back[0].length).slice(0, WHERE_UNITS);
  const number = NUMBER.exec(where);
  const linkNo = Number(number?.[1] ?? number?.[2]);
  const named = (): string | undefined => {
    const shown = cart.filter(({ productId }) => wasShown(work, productId));
    return findNamed(where, indexNames(shown))?.productId;
  };
  const found = number
    ? cart.find((item) => item.linkNo === linkNo)?.productId
    : (named() ??
      (BEFORE.test(where) ? shownBefore(work) : FIRST.test(where) ? shownFirst(work) : undefined));
  if (found === undefined || work.ledger.current.includes(found)) return false;
  introduce(work, found, atMs, 'speech');
  return true;
};

/** Several links are opened at once. @returns whether the sentence said so. */
export const openSeveral = (
  work: Work,
  prepared: Prepared,
  cart: readonly CartItem[],
  atMs: number,
): boolean => {
  const { figures } = prepared;
  const range = RANGE.exec(figures);
  if (NOT_NOW.test(figures) || (!range && !EVERY.test(figures))) return false;
  const from = range ? Number(range[1] ?? range[3]) : 1;
  const until = range ? Number(range[2] ?? range[4]) : LINK_NO_MAX;
  if (until < from) return false;
  for (const { productId, linkNo } of cart) {
    if (linkNo === undefined || linkNo < from || linkNo > until) continue;
    const product = productOf(work, productId);
    const item = own(work.ledger.shelf, productId);
    if (product && product.linkMs === undefined) changeProduct(work, productId, { linkMs: atMs });
    if (item && item.o === undefined)
      change(work, { shelf: shelved(work.ledger.shelf, productId, { ...item, o: atMs }) });
  }
  work.stale = true;
  return true;
};
