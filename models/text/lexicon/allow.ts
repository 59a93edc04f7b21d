import type { Claim, Step } from '../../contract/claim.ts';

/** What a platform or a house excuses until a day: an allow-entry of a custom pack, compiled. */
export interface Allowance {
  readonly packId: string;
  readonly id: string;
  /** Only in broadcasts of this platform; absent: everywhere. */
  readonly platform?: string;
  /** Folded words; a claim is excused where one of them covers its span. Absent: wherever the rule finds something. */
  readonly terms?: readonly string[];
  /** `packId/ruleId`; absent: whichever rule found it. */
  readonly rule?: string;
  readonly reason: string;
  /** From then on it excuses nothing; ms since 1970. */
  readonly expiresAtMs: number;
  readonly expires: string;
}

/** A claim with its place in the folded text. */
export interface Placed {
  readonly claim: Claim;
  readonly start: number;
  readonly end: number;
}

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

/** Whether `term` stands in the text so that it covers the span, and is no part of a longer Latin word. */
const covers = (term: string, text: string, start: number, end: number): boolean => {
  const span = text.slice(start, end);
  if (span === '') return false;
  // Compared only where the span itself stands in the term: thousands of terms beside hundreds of hits are passed over quickly.
  for (let offset = term.indexOf(span); offset >= 0; offset = term.indexOf(span, offset + 1)) {
    const at = start - offset;
    if (at < 0 || !text.startsWith(term, at)) continue;
    const until = at + term.length;
    const cutsBefore = isLetter(term.charCodeAt(0)) && at > 0 && isLetter(text.charCodeAt(at - 1));
    const cutsAfter =
      isLetter(term.charCodeAt(term.length - 1)) && until < text.length && isLetter(text.charCodeAt(until));
    if (!cutsBefore && !cutsAfter) return true;
  }
  return false;
};

const stepOf = (allowance: Allowance, words: readonly string[]): Step => {
  const { packId, id, reason, expires } = allowance;
  return {
    id: 'allow-entry',
    outcome: 'clear',
    words,
    zh: `自定义放行条目 ${packId}/${id}（有效期至 ${expires}）：${reason}`,
    en: `excused by the allow-entry ${packId}/${id} until ${expires}: ${reason}`,
  };
};

/**
 * Excuses a claim where an allow-entry says so: it stays, as `exempt`, with the entry, its reason and its end among the steps.
 * @param text the whole folded text
 * @param atMs ms since 1970, by which entries have ended or not; without it none counts as ended.
 */
export const excused = (
  { claim, start, end }: Placed,
  text: string,
  platform: string | undefined,
  allowances: readonly Allowance[],
  atMs: number | undefined,
): Claim => {
  if (claim.verdict === 'exempt' || allowances.length === 0) return claim;
  const rule = `${claim.source.packId}/${claim.source.ruleId}`;
  for (const allowance of allowances) {
    if (allowance.platform !== undefined && allowance.platform !== platform) continue;
    if (atMs !== undefined && atMs >= allowance.expiresAtMs) continue;
    if (allowance.rule !== undefined && allowance.rule !== rule) continue;
    const term = allowance.terms?.find((word) => covers(word, text, start, end));
    if (allowance.terms && term === undefined) continue;
    const { need: _need, ...rest } = claim;
    const words = [text.slice(start, end)];
    return { ...rest, verdict: 'exempt', steps: [...claim.steps, stepOf(allowance, words)] };
  }
  return claim;
};
