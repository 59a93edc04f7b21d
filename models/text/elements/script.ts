import type { Claim } from '../../contract/claim.ts';
import { isTraditional, toTraditional } from '../../contract/traditional.ts';

/** Claims of a text with what to say instead in the script of the text; the reasons stay in that of the rules. */
export const suggestedIn = (text: string, claims: readonly Claim[]): readonly Claim[] => {
  if (claims.length === 0 || !isTraditional(text)) return claims;
  return claims.map((claim) => ({
    ...claim,
    suggestion: { ...claim.suggestion, zh: toTraditional(claim.suggestion.zh) },
  }));
};
