import type { Claim } from '../../contract/claim.ts';

/** Marks that belong to the sentence, not to what is claimed in it. */
const MARKS = '\\s，,。.！!？?；;：:、~…—';
/** The head of a next clause that says nothing yet: 比任何一款都轻，这叫…… */
const OPENERS =
  '[这這那](?:就|才|也)?(?:叫|是|[个個])?(?:做)?|(?:就|才)叫|所以[说說]?|然[后後]|我?就是?[说說]|[你我咱他她](?:[们們])?(?:就|都|也)?|大家|而且|因[为為]|那[么麼]|and|so|but|because|this|that|it|which|we|you|i|they';
const TAIL = new RegExp(`(?:[，,；;、：:]\\s*(?:${OPENERS})|[${MARKS}])+$`, 'i');
const HEAD = new RegExp(`^[${MARKS}]+`);
/** What of an abbreviation, a price or a figure ends in a mark that it needs. */
const NEEDS_MARK = /(?:\bno|\bvs|\bdr|\bst)\.$/i;

/** How many units of a quote are marks before it says anything, and how many remain to where it says its last. */
export const edgesOf = (quote: string): { readonly lead: number; readonly kept: number } => ({
  lead: HEAD.exec(quote)?.[0].length ?? 0,
  kept: NEEDS_MARK.test(quote) ? quote.length : quote.replace(TAIL, '').length,
});

/** The claim without punctuation and the beginnings of other clauses at its ends; a span of nothing else stays as it is. */
export const withoutEdges = (claim: Claim): Claim => {
  const { quote } = claim;
  const { lead, kept } = edgesOf(quote);
  if (kept <= lead || (lead === 0 && kept === quote.length)) return claim;
  return {
    ...claim,
    start: claim.start + lead,
    end: claim.start + kept,
    quote: quote.slice(lead, kept),
  };
};
