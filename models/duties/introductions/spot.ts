/** What the cart holds of one product. */
export interface CartItem {
  readonly productId: string;
  readonly name?: string;
  readonly linkNo?: number;
}

/** What a sentence of the host does to a product. */
export interface Spotted {
  readonly action: 'introduced' | 'link-opened' | 'put-away' | 'sold-out';
  /** Of the cart; absent where the product spoken of is not in it. */
  readonly productId?: string;
  readonly linkNo?: number;
  readonly name?: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** UTF-16 in the text as it came. */
  readonly start: number;
  readonly end: number;
}

/** What is needed of a prepared sentence. */
export interface Spoken {
  readonly original: string;
}

const NEXT = /接下来这款/;

/** What the host's sentence says of products coming and going; null for most sentences. */
export const spotIntroduction = (
  prepared: Spoken,
  _cart: readonly CartItem[],
  _current: string | null,
): Spotted | null => {
  const next = NEXT.exec(prepared.original);
  return (
    next && { action: 'introduced', confidence: 0.5, start: next.index, end: next.index + next[0].length }
  );
};
