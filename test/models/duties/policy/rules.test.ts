import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { openDuties } from '../../../../models/duties/open.ts';
import { PolicyRefused, readPolicy } from '../../../../models/duties/policy/check.ts';
import { compileRules } from '../../../../models/duties/policy/rules.ts';
import type { PolicyInput } from '../../../../models/duties/policy/schema.ts';
import { ended, introduced, run, sampleCatalogue, sampleDuties, say, states } from '../sample-duties.ts';

const { catalogue } = openDuties(resolve(import.meta.dirname, '../../../..')).rules;
const policy = (parts: Partial<PolicyInput>): PolicyInput => ({ id: 'house', version: 1, ...parts });
const problems = (input: unknown): string[] => {
  try {
    readPolicy(catalogue, input);
  } catch (error) {
    if (error instanceof PolicyRefused)
      return error.problems.map(({ entry, reason }) => `${entry}: ${reason}`);
    throw error;
  }
  return [];
};

test('without a policy the catalogue speaks for itself', () => {
  const rules = compileRules(catalogue);
  const spoken = (category: Parameters<typeof rules.of>[0][number]) =>
    rules
      .of([category])
      .flatMap(({ duty, tier }) => (tier === 'spoken' ? [duty.id] : []))
      .sort();
  expect(spoken('food')).toEqual([
    'allergen',
    'name-spec',
    'price-and-unit',
    'production-date',
    'shelf-life',
  ]);
  expect(spoken('alcohol')).toEqual(['alcohol-info', 'alcohol-warning', 'price-and-unit']);
});

test('a policy changes need, tier, window, severity and acceptance, for its categories only', () => {
  const rules: PolicyInput['rules'] = [
    {
      duty: 'storage',
      categories: ['food'],
      tier: 'spoken',
      windowMinutes: 3,
      severity: 'medium',
      acceptPage: true,
    },
    { duty: 'freight', need: 'off' },
    { duty: 'shelf-life', categories: ['apparel'], need: 'required' },
  ];
  const compiled = compileRules(catalogue, readPolicy(catalogue, policy({ rules })));
  expect(compiled.one(['food'], 'storage')).toMatchObject({
    tier: 'spoken',
    severity: 'medium',
    pageEnough: true,
    window: { until: 'close', latestMs: 180_000 },
  });
  expect(compiled.one(['pet-food'], 'storage')).toMatchObject({ tier: 'page' });
  expect(compiled.one(['food'], 'freight')).toBeUndefined();
  expect(compiled.one(['apparel'], 'shelf-life')).toMatchObject({ need: 'required' });
  expect(compiled.hash).not.toBe(compileRules(catalogue).hash);
});

test.each([
  [policy({ rules: [{ duty: 'no-such' }] }), 'rules[0]: there is no duty "no-such"'],
  [
    policy({ rules: [{ duty: 'freight' }, { duty: 'freight', categories: ['spaceship'] }] }),
    'rules[1]: there is no category "spaceship"',
  ],
  [
    policy({ rules: [{ duty: 'alcohol-warning', severity: 'medium' }] }),
    'rules[0]: "alcohol-warning" may not be less severe than high',
  ],
  [
    policy({ rules: [{ duty: 'seller-identity', need: 'off' }] }),
    'rules[0]: "seller-identity" may not be left out',
  ],
  [
    policy({ exceptions: [{ sku: 'A', duty: 'no-such', reason: 'x', until: '2026-12-31' }] }),
    'exceptions[0]: there is no duty "no-such"',
  ],
  [
    policy({ exceptions: [{ sku: 'A', duty: 'freight', reason: 'x', until: 'soon' }] }),
    'exceptions[0].until',
  ],
  [policy({ rules: [{ duty: 'freight', windowMinutes: 0 }] }), 'rules[0].windowMinutes'],
  [{ ...policy({}), colour: 'red' }, 'document'],
])('%j is refused, naming entry and reason', (input, expected) => {
  expect(problems(input).join('\n')).toContain(expected);
});

test('a more severe protected duty is taken', () => {
  expect(problems(policy({ rules: [{ duty: 'alcohol-warning', severity: 'critical' }] }))).toEqual([]);
});

test('policies that start from each other, or from none that there is, are refused', () => {
  const read = (parts: Partial<PolicyInput>) => readPolicy(catalogue, policy(parts));
  const [a, b] = [read({ id: 'a', extends: 'b' }), read({ id: 'b', extends: 'a' })];
  expect(() =>
    compileRules(
      catalogue,
      a,
      new Map([
        ['a', a],
        ['b', b],
      ]),
    ),
  ).toThrow('a circle: a → b → a');
  const self = read({ id: 'a', extends: 'a' });
  expect(() => compileRules(catalogue, self)).toThrow('a circle');
  expect(() => compileRules(catalogue, a)).toThrow('there is no policy "b"');
});

test('the default policy is there even where nobody has written one', () => {
  const house = readPolicy(
    catalogue,
    policy({ extends: 'default', rules: [{ duty: 'storage', tier: 'spoken' }] }),
  );
  expect(compileRules(catalogue, house).one(['food'], 'storage')?.tier).toBe('spoken');
});

test('a protected duty is neither silenced nor let off', () => {
  expect(problems(policy({ rules: [{ duty: 'seller-identity', alert: false }] }))).toEqual([
    'rules[0]: "seller-identity" may not be silenced',
  ]);
  expect(problems(policy({ rules: [{ duty: 'hf-not-drug-warning', tier: 'on-request' }] }))).toEqual([
    'rules[0]: "hf-not-drug-warning" may not be silenced',
  ]);
  const exceptions = [{ sku: 'p1', duty: 'alcohol-warning', reason: 'none', until: '2027-01-01' }];
  expect(problems(policy({ exceptions }))).toEqual(['exceptions[0]: "alcohol-warning" may not be let off']);
});

test('a policy goes on from the one that it starts from', () => {
  const base = readPolicy(
    catalogue,
    policy({
      id: 'base',
      rules: [
        { duty: 'storage', tier: 'spoken' },
        { duty: 'freight', severity: 'low' },
      ],
    }),
  );
  const own = readPolicy(
    catalogue,
    policy({ extends: 'base', rules: [{ duty: 'freight', severity: 'high' }] }),
  );
  const rules = compileRules(catalogue, own, new Map([['base', base]]));
  expect(rules.one(['food'], 'storage')?.tier).toBe('spoken');
  expect(rules.one(['food'], 'freight')?.severity).toBe('high');
});

test('packed duties are unpacked as they were', () => {
  const { pack, unpack } = compileRules(catalogue);
  const ids = [...catalogue.duties.keys()];
  expect(unpack(pack(ids))).toEqual(ids);
});

test('what need not be spoken raises no alert unless the policy says so', () => {
  const events = [introduced(0, 'p1', 'food', { listing: { price: 1 } }), say(5, '看'), ended(60)];
  expect(states(run(events))).toContain('p1 storage missing none');
  const input = policy({ rules: [{ duty: 'storage', alert: true }] });
  expect(states(run(events, sampleDuties(readPolicy(sampleCatalogue, input))))).toContain(
    'p1 storage missing raise',
  );
});
