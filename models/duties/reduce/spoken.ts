import type { UtteranceEvent } from '../../contract/ingest.ts';
import type { Prepared } from '../hear/prepare.ts';
import type { CartItem, Spotted } from '../introductions/spot.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { shelved } from '../ledger/shelf.ts';
import { rederive } from './derive.ts';
import { introduce, noteSold, putAway } from './introduce.ts';
import { isOverviewName, openSeveral, turnBack, turnToNext } from './turn.ts';
import { change, changeProduct, productOf, type Work } from './work.ts';

/** Under this the host may as well have spoken of something else. */
const CONFIDENCE_MIN = 0.5;
/** A cart as small as this is what the show is about, even if nobody says so. */
const SMALL_CART_MAX = 3;
/** Sentences that help to guess a category, and characters of each. */
const TALK_MAX = 8;
const TALK_CHARS_MAX = 60;
/** A guess this sure is not made again. */
const SURE = 0.8;

const carts = new WeakMap<Ledger['shelf'], readonly CartItem[]>();

const cartOf = ({ shelf, open }: Ledger): readonly CartItem[] => {
  const known =
    carts.get(shelf) ??
    Object.entries(shelf).flatMap(([productId, { n, l, w }]) =>
      w ? [] : [{ productId, ...(n !== undefined && { name: n }), ...(l !== undefined && { linkNo: l }) }],
    );
  carts.set(shelf, known);
  const shown = Object.entries(open).map(([productId, { name, linkNo }]) => ({
    productId,
    ...(name !== undefined && { name }),
    ...(linkNo !== undefined && { linkNo }),
  }));
  return [...known, ...shown];
};

/** A product that no event told of gets an id of its own, in form like a sender's. */
const unknownId = ({ ledger }: Work, { linkNo }: Spotted): string =>
  linkNo === undefined ? `spoken:${ledger.introduced + 1}` : `spoken:link-${linkNo}`;

const act = (work: Work, spotted: Spotted, atMs: number, isEmpty: boolean): void => {
  const { action, productId, linkNo, name, confidence } = spotted;
  if (confidence < CONFIDENCE_MIN) return;
  const [current] = work.ledger.current;
  switch (action) {
    case 'introduced': {
      if (productId !== undefined) {
        if (work.ledger.current.length > 1 && work.ledger.current.includes(productId))
          change(work, { focus: productId });
        introduce(work, productId, atMs, 'speech');
        return;
      }
      if (!isEmpty || (name === undefined && linkNo === undefined)) return;
      if (name !== undefined && isOverviewName(name)) return;
      const id = unknownId(work, spotted);
      const item = {
        ...(name !== undefined && { n: name }),
        ...(linkNo !== undefined && { l: linkNo }),
        t: atMs,
      };
      if (!productOf(work, id)) change(work, { shelf: shelved(work.ledger.shelf, id, item) });
      introduce(work, id, atMs, 'speech');
      return;
    }
    case 'link-opened': {
      const id = productId ?? current;
      if (id === undefined || productOf(work, id)?.linkMs !== undefined) return;
      changeProduct(work, id, { linkMs: atMs });
      work.stale = true;
      return;
    }
    default:
      putAway(work, [productId ?? current ?? ''], atMs);
      return;
  }
};

const guessAgain = (work: Work, text: string): void => {
  for (const id of work.ledger.current) {
    const product = productOf(work, id);
    const talk = product?.talk ?? [];
    if (product?.guessed === undefined || product.guessed >= SURE || talk.length >= TALK_MAX) continue;
    const said = [...talk, text.slice(0, TALK_CHARS_MAX)];
    const { categories, confidence } = work.ears.guessCategory(product.name, said);
    const isOther = categories.length > 0 && categories.join() !== product.categories.join();
    changeProduct(work, id, {
      talk: said.length >= TALK_MAX ? said.map(() => '') : said,
      ...(confidence > product.guessed && { categories, guessed: Math.round(confidence * 100) / 100 }),
    });
    if (!isOther || confidence <= product.guessed) continue;
    noteSold(work, categories);
    rederive(work, id);
  }
};

const onTurns = (
  work: Work,
  atMs: number,
  prepared: Prepared,
  cart: readonly CartItem[],
  isEmpty: boolean,
): void => {
  const spotted = work.ears.spotProducts(prepared, cart, work.ledger.current[0] ?? null);
  const isNamed = spotted.some((one) => one.action === 'introduced' && one.confidence >= CONFIDENCE_MIN);
  const areOpened = openSeveral(work, prepared, cart, atMs);
  const isTurned =
    !isNamed && (turnBack(work, prepared, cart, atMs) || turnToNext(work, prepared, cart, atMs));
  for (const one of spotted) {
    if (areOpened && one.action === 'link-opened') continue;
    // The product that it turned to is not the one that is put away by the same words.
    if (isTurned && one.action === 'put-away') continue;
    act(work, one, atMs, isEmpty);
  }
};

/** What the room's words do to products: where the platform does not tell, they say what is presented. */
export const onSpokenOf = (work: Work, event: UtteranceEvent, prepared: Prepared): void => {
  const { ledger } = work;
  if (!ledger.told) {
    const cart = cartOf(ledger);
    // Products that only the host told of are no cart.
    const isEmpty = cart.every(({ productId }) => productId.startsWith('spoken:'));
    if (ledger.introduced === 0 && cart.length > 0 && cart.length <= SMALL_CART_MAX)
      for (const { productId } of cart) introduce(work, productId, event.atMs, 'speech');
    if (event.source === 'speech') onTurns(work, event.atMs, prepared, cart, isEmpty);
  }
  guessAgain(work, event.text);
};
