import type { Claim, Versions } from '../../contract/claim.ts';
import { KINDS } from '../../contract/kinds.ts';
import type { TextContext } from '../judge.ts';
import type { Packs } from '../lexicon/packs.ts';

/** Accounts are told apart by name alone; whether one hand moves them only the platform can see. */
const CONFIDENCE = 0.85;

/** The same line from many accounts (`chat-shill-pattern`), pointing at each of them; none where the context knows of none. */
export const shillClaims = (
  text: string,
  context: TextContext,
  packs: Packs,
  versions: Versions,
): readonly Claim[] => {
  const { alike, utteranceId } = context;
  const provision = packs.shipped.provisions['chat-shill-pattern'];
  if (!alike || !provision) return [];
  const { accounts, withinMs, parts, speechBehind } = alike;
  const seconds = Math.ceil(withinMs / 1000);
  return [
    {
      kind: 'chat-shill-pattern',
      group: 'viewer-signal',
      start: 0,
      end: text.length,
      parts: [...parts, ...(utteranceId === undefined ? [] : [{ utteranceId, start: 0, end: text.length }])],
      quote: text,
      ...(speechBehind
        ? { verdict: 'review' as const, need: 'context' as const }
        : { verdict: 'flag' as const }),
      basis: provision.basis,
      confidence: CONFIDENCE,
      severity: KINDS['chat-shill-pattern'].severity,
      article: provision.article,
      reason: {
        zh: `${provision.reason.zh}：${accounts} 个账号在 ${seconds} 秒内发出相同或几乎相同的话`,
        en: `${provision.reason.en}: ${accounts} accounts wrote the same or nearly the same within ${seconds} s`,
      },
      steps: [
        {
          id: 'alike',
          outcome: `${accounts}`,
          zh: `${accounts} 个账号，${seconds} 秒内，直播间未要求刷此话`,
          en: `${accounts} accounts within ${seconds} s; the room had not asked for the line`,
        },
        ...(speechBehind
          ? [
              {
                id: 'speech-behind',
                outcome: 'review',
                zh: '口播字幕滞后，主播是否要求刷此话尚不可知',
                en: 'captions lag behind: whether the room asked for the line is not known yet',
              },
            ]
          : []),
      ],
      suggestion: provision.suggestion,
      source: { stage: 'lexicon', packId: 'chat-pattern', ruleId: 'alike', versions },
    },
  ];
};
