import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../models/contract/claim.ts';
import { levelOf } from '../../../models/text/levels.ts';

type Facts = Parameters<typeof levelOf>[0];
const step = (outcome: string): Claim['steps'][number] => ({ id: 'x', outcome, zh: '', en: '' });
const base: Facts = {
  verdict: 'flag',
  kind: 'absolute-superlative',
  severity: 'high',
  basis: 'law',
  steps: [step('flag')],
};

describe('the level of a claim', () => {
  it.each<[string, Partial<Facts>, ReturnType<typeof levelOf>]>([
    ['a grave flag', {}, 'banned'],
    ['a critical flag', { severity: 'critical', kind: 'medical-claim-nonmedical' }, 'banned'],
    ['a grave flag by a platform’s rule', { basis: 'platform-rule' }, 'banned'],
    ['a grave flag by a house rule', { basis: 'house' }, 'careful'],
    ['a light flag', { severity: 'medium', kind: 'absolute-totality' }, 'careful'],
    ['a light flag whose words are banned as such', { severity: 'low', kind: 'superstition' }, 'banned'],
    ['a flag that proof clears', { kind: 'popularity-fabricated' }, 'needs-proof'],
    [
      'a light flag that proof clears',
      { severity: 'low', kind: 'free-from-claim', basis: 'house' },
      'needs-proof',
    ],
    ['a review that asks for proof', { verdict: 'review', need: 'proof' }, 'needs-proof'],
    ['a review that asks for its context', { verdict: 'review', need: 'context' }, 'careful'],
    ['what could not be determined', { verdict: 'undetermined' }, 'careful'],
    ['what the law excuses', { verdict: 'exempt', steps: [step('clear')] }, null],
    [
      'what the law excuses once it is proven',
      { verdict: 'exempt', steps: [step('needs-proof')] },
      'needs-proof',
    ],
  ])('%s', (_name, facts, level) => {
    expect(levelOf({ ...base, ...facts })).toBe(level);
  });
});
