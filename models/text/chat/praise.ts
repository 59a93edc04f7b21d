import type { Claim, Versions } from '../../contract/claim.ts';
import { KINDS } from '../../contract/kinds.ts';
import { tellsOfPurchase } from '../elements/speaker.ts';
import type { Packs } from '../lexicon/packs.ts';

/** Words that praise or press, by which a buyer's line reads like a seller's. */
const PRESSES =
  /闭眼|买它|冲|拍|入|囤|直接买|快买|都在用|信我|放心|好用|值|\b(?:buy|grab|get) (?:it|one|yours|this|them)\b|\bgirls\b|\bworks? (?:wonders|great)\b|\bamazing\b|\btrust me\b/;
const CONFIDENCE = 0.9;

/**
 * A buyer's own praise, kept as excused: one account's line claims no popularity, however warm. That many accounts write the
 * same is a claim of its own (`chat-shill-pattern`).
 *
 * @param folded the line, folded: Simplified, lower case.
 */
export const praiseClaims = (
  text: string,
  folded: string,
  packs: Packs,
  versions: Versions,
): readonly Claim[] => {
  const provision = packs.shipped.provisions['popularity-fabricated'];
  if (!provision || !PRESSES.test(folded) || !tellsOfPurchase(folded)) return [];
  const { group, severity } = KINDS['popularity-fabricated'];
  return [
    {
      kind: 'popularity-fabricated',
      group,
      start: 0,
      end: text.length,
      quote: text,
      verdict: 'exempt',
      basis: provision.basis,
      confidence: CONFIDENCE,
      severity,
      article: provision.article,
      reason: provision.reason,
      steps: [
        {
          id: 'speaker',
          outcome: 'buyer',
          zh: '观众讲述自己的购买和使用，单独一句不构成虚构销量；多个账号同句另行判断',
          en: 'a viewer tells of an own purchase: one line makes up no sales; the same from many accounts is judged apart',
        },
      ],
      suggestion: provision.suggestion,
      source: { stage: 'lexicon', packId: 'chat-pattern', ruleId: 'own-purchase', versions },
    },
  ];
};
