import { expect, it } from 'vitest';
import {
  createLivePolicies,
  type PoliciesInForce,
  type PolicySet,
} from '../../../models/duties/live-policies.ts';
import { usablePolicies } from '../../../models/duties/policy/in-force.ts';
import type { PolicyInput } from '../../../models/duties/policy/schema.ts';
import { sampleCatalogue, sampleEars } from './sample-duties.ts';

const policy = (id: string, version: number, parts: Partial<PolicyInput> = {}): PolicyInput => ({
  id,
  version,
  ...parts,
});
const versions = (...all: readonly PolicyInput[]) => ({
  id: all[0]?.id ?? '',
  versions: all.map((one) => ({ version: one.version, policy: one })),
});
const harsh = (severity: 'low' | 'medium' | 'critical') => ({
  rules: [{ duty: 'shelf-life', severity }],
});
const unknown = { rules: [{ duty: 'no-such-duty', need: 'off' as const }] };

const following = (first: PolicySet) => {
  const world = { set: first, told: [] as PoliciesInForce[], errors: 0, away: false };
  const live = createLivePolicies({
    catalogue: sampleCatalogue,
    ears: sampleEars,
    newest: async () => {
      if (world.away) throw new Error('away');
      return world.set.set;
    },
    read: async () => world.set,
    onUse: async (now) => {
      world.told.push(now);
    },
    onError: () => {
      world.errors += 1;
    },
  });
  const severity = (platform: string) => live.rulesOf(platform).one(['food'], 'shelf-life')?.severity;
  return { world, live, severity };
};
const until = async (check: () => boolean): Promise<void> => {
  const end = Date.now() + 5_000;
  while (!check()) {
    if (Date.now() > end) throw new Error('did not happen');
    await new Promise((done) => setTimeout(done, 5));
  }
};

it('judges a platform by its own policy, the others by the default, and follows news at once and polls without', async () => {
  const { world, live, severity } = following({
    set: 2,
    policies: [versions(policy('default', 1, harsh('low'))), versions(policy('lantern', 1, harsh('medium')))],
  });
  expect(severity('Lantern')).toBe('high');
  await live.start();
  expect([severity('Lantern'), severity('elsewhere')]).toEqual(['medium', 'low']);
  expect(live.rulesOf('Lantern').policy).toEqual({ id: 'lantern', version: 1 });
  const before = live.dutiesOf('Lantern');
  expect(live.dutiesOf('Lantern')).toBe(before);
  world.set = { set: 3, policies: [versions(policy('lantern', 2, harsh('critical')))] };
  live.wake();
  await until(() => severity('Lantern') === 'critical');
  expect(live.dutiesOf('Lantern').rules).not.toBe(before.rules);
  expect(live.rulesOf('elsewhere').policy).toEqual({ id: 'default', version: 0 });
  world.away = true;
  live.wake();
  await until(() => world.errors > 0);
  world.away = false;
  world.set = { set: 4, policies: [] };
  await until(() => severity('Lantern') === 'high');
  expect(world.told.map(({ set }) => set)).toEqual([2, 3, 4]);
  await live.stop();
});

it('goes on with the last version that can be used, in a process that has just started too', async () => {
  const { live, severity } = following({
    set: 5,
    policies: [
      versions(policy('lantern', 3, unknown), policy('lantern', 2, harsh('medium'))),
      versions(policy('moth', 1, unknown)),
    ],
  });
  await live.start();
  expect([severity('lantern'), severity('moth')]).toEqual(['medium', 'high']);
  expect(live.current().refused.map(({ policy: id, version }) => `${id} ${version}`)).toEqual([
    'lantern 3',
    'moth 1',
  ]);
  await live.stop();
});

it('takes away what starts from nothing or from itself, not what merely starts from it', () => {
  const usable = usablePolicies(sampleCatalogue, [
    versions(policy('a', 1, { extends: 'b' })),
    versions(policy('b', 2, { extends: 'gone' }), policy('b', 1, harsh('low'))),
    versions(policy('c', 1, { extends: 'd' })),
    versions(policy('d', 2, { extends: 'c' }), policy('d', 1)),
  ]);
  expect([...usable.policies.values()].map(({ id, version }) => `${id} ${version}`)).toEqual([
    'a 1',
    'b 1',
    'd 1',
  ]);
  expect(usable.refused.map(({ policy: id, version, reason }) => `${id} ${version}: ${reason}`)).toEqual([
    'b 2: there is no policy "gone"',
    'c 1: a circle: c → d → c',
    'd 2: there is no policy "c"',
  ]);
});
