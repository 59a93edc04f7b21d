import { createTextJudge, loadPacks } from '../../../../models/text/judge.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });

/** What the rules say of a sentence of the presenter. */
export const claimsOf = (text: string) => judge.judge(text, { source: 'speech', role: 'presenter' }).claims;

/** Groups of those of its claims that somebody would see. */
export const raised = (text: string): readonly string[] =>
  claimsOf(text)
    .filter(({ verdict }) => verdict === 'flag' || verdict === 'review')
    .map(({ group }) => group);
