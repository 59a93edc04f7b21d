import { type Claim, isRaised } from '../../contract/claim.ts';
import { createTextJudge, type TextContext, type TextJudge } from '../judge.ts';
import type { Allowance } from './allow.ts';
import type { AllowEntry } from './custom-schema.ts';
import { type Entry, kindOf } from './entry.ts';
import { entriesIn } from './hits.ts';
import type { Packs } from './packs.ts';

/** An entry whose examples do not hold, and why. */
export interface Fault {
  readonly packId: string;
  readonly entry: string;
  readonly reason: string;
}

/** Of an example in a message: enough to find it. */
const SHOWN = 40;
const shown = (text: string): string => `"${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}"`;

/** A text as it is judged where nothing is known but who may say it. */
export const contextOf = (speaker: 'seller' | 'viewer', platform: string | undefined): TextContext => ({
  ...(speaker === 'seller'
    ? { source: 'speech' as const, role: 'presenter' as const }
    : { source: 'chat' as const, role: 'viewer' as const }),
  ...(platform !== undefined && { platform }),
});

const isBy = (entry: Entry, { source }: Claim): boolean =>
  source.packId === entry.packId && source.ruleId === entry.id;

const whyNotRaised = (claims: readonly Claim[], entry: Entry): string => {
  const own = claims.find((claim) => isBy(entry, claim));
  if (!own) return 'has the words, but what must or must not stand near them leaves it out';
  return `is excused by the step ${own.steps.at(-1)?.id ?? 'unknown'}`;
};

/** What is wrong with the examples of one entry. A must-not-match of a custom entry speaks of that entry alone. */
export const faultsOfEntry = (
  packs: Packs,
  judge: TextJudge,
  entry: Entry,
  isCustom: boolean,
): readonly string[] => {
  const context = contextOf(entry.speaker, entry.platform);
  const faults: string[] = [];
  let ownHits = 0;
  for (const text of entry.match) {
    const isHit = entriesIn(packs, text).has(entry);
    if (isHit) ownHits++;
    else if (isCustom) {
      faults.push(`the must-match example ${shown(text)} does not match`);
      continue;
    }
    const { claims } = judge.judge(text, context);
    if (!claims.some((claim) => isRaised(claim) && claim.kind === kindOf(entry, undefined)))
      faults.push(`the must-match example ${shown(text)} ${whyNotRaised(claims, entry)}`);
  }
  if (ownHits === 0 && !isCustom) faults.push('none of its own must-match examples holds its words');
  for (const text of entry.noMatch) {
    const { claims } = judge.judge(text, context);
    const isWrong = claims.some(
      (claim) => isRaised(claim) && (isCustom ? isBy(entry, claim) : claim.kind === kindOf(entry, undefined)),
    );
    if (isWrong) faults.push(`the must-not-match example ${shown(text)} matches`);
  }
  return faults;
};

/** Where the examples of an allow-entry are judged: one of no platform may excuse what the rule of any platform finds. */
const platformsOf = (
  { entries }: Packs,
  { platform }: Allowance,
  rule: Entry | undefined,
): readonly (string | undefined)[] => {
  if (platform !== undefined || rule !== undefined) return [platform ?? rule?.platform];
  return [...new Set([undefined, ...entries.map((entry) => entry.platform)])];
};

/** What is wrong with the examples of an allow-entry: each must-match has to hold a claim that this entry alone excuses. */
export const faultsOfAllowance = (
  packs: Packs,
  allowance: Allowance,
  { match, noMatch }: AllowEntry,
  speaker: 'seller' | 'viewer',
): readonly string[] => {
  const rule = packs.entries.find(({ packId, id }) => `${packId}/${id}` === allowance.rule);
  const platforms = platformsOf(packs, allowance, rule);
  const without = createTextJudge({ packs: { ...packs, allowances: [] } });
  const within = createTextJudge({ packs: { ...packs, allowances: [allowance] } });
  const onAny = (judge: TextJudge, text: string, is: (claim: Claim) => boolean): boolean =>
    platforms.some((platform) =>
      judge.judge(text, contextOf(rule?.speaker ?? speaker, platform)).claims.some(is),
    );
  const isExcused = (text: string): boolean =>
    onAny(within, text, ({ steps }) => steps.at(-1)?.id === 'allow-entry');
  const faults: string[] = [];
  for (const text of match) {
    if (isExcused(text)) continue;
    const isFound = onAny(without, text, isRaised);
    faults.push(
      `the must-match example ${shown(text)} ${isFound ? 'holds claims, but none that it excuses' : 'holds nothing to excuse'}`,
    );
  }
  for (const text of noMatch)
    if (isExcused(text)) faults.push(`the must-not-match example ${shown(text)} is excused`);
  return faults;
};
