/** What a shop tells for all it sells unless it says otherwise. */
export const OF_THE_SHOP: ReadonlySet<string> = new Set([
  'freight',
  'delivery-time',
  'no-reason-return',
  'aftersales-contact',
  'tax-duty',
  'promo-conditions',
  'damage-compensation',
  'return-exclusion-confirm',
]);

/** Of these, what is said before anybody turned to a product by name is told again for each. */
export const TOLD_FOR_EACH: ReadonlySet<string> = new Set(['no-reason-return', 'return-exclusion-confirm']);

/** What is the same of all that a small maker sells: asked of all, it is answered for all unless one is named. */
export const OF_THE_MAKER: ReadonlySet<string> = new Set(['origin-producer', 'food-licence-standard']);
