import type { Level } from '../contract/check.ts';
import type { Claim } from '../contract/claim.ts';
import type { Kind } from '../contract/kinds.ts';
import { severityRank } from '../contract/severity.ts';

/**
 * Kinds that the law bans for being untrue or unproven, not for their words: with the proof at hand they may be said.
 * 广告法 11 (figures and quotations name their source), 12 (patents their number and kind), 28 (false content); 反不正当竞争法 9;
 * 价格法 14(4), 明码标价和禁止价格欺诈规定 16-19 (a former price that was paid); 民法典 1019 (portraits with consent).
 */
const PROOF_CLEARS: ReadonlySet<Kind> = new Set<Kind>([
  'authority-celebrity',
  'authority-cert-patent',
  'citation-unsourced',
  'comparison-false',
  'efficacy-performance',
  'free-from-claim',
  'gift-value-inflated',
  'popularity-fabricated',
  'price-fictitious-original',
]);

/** Kinds whose very words are banned, however light the case: 广告法 9(8) superstition, 9(9) discrimination, 9 by a hint at its words. */
const BANNED_AS_SUCH: ReadonlySet<Kind> = new Set<Kind>([
  'discrimination-vulgar',
  'filter-evasion-wink',
  'superstition',
]);

const BANNED_FROM = severityRank('high');

/**
 * The level of a claim for someone who writes a script, or `null` where there is nothing to do. The first that fits:
 *
 * | claim | level |
 * |---|---|
 * | exempt, on condition of a proof | needs-proof |
 * | exempt otherwise | none |
 * | flag or review whose `need` is proof, or whose kind a proof clears | needs-proof |
 * | flag of severity high or critical, or of a kind whose words are banned as such | banned |
 * | every other flag or review, and what could not be determined | careful |
 *
 * House rules ban nothing: theirs is `careful`.
 */
export const levelOf = (
  claim: Pick<Claim, 'verdict' | 'need' | 'kind' | 'severity' | 'basis' | 'steps'>,
): Level | null => {
  if (claim.verdict === 'exempt')
    return claim.steps.some(({ outcome }) => outcome === 'needs-proof') ? 'needs-proof' : null;
  if (claim.verdict === 'undetermined') return 'careful';
  if (claim.need === 'proof' || PROOF_CLEARS.has(claim.kind)) return 'needs-proof';
  if (claim.verdict === 'review' || claim.basis === 'house') return 'careful';
  const grave = severityRank(claim.severity) >= BANNED_FROM;
  return grave || BANNED_AS_SUCH.has(claim.kind) ? 'banned' : 'careful';
};
