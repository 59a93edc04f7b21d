import { expect, it } from 'vitest';
import { createTextJudge, loadPacks } from '../../../models/text/judge.ts';
import { readCustomPack } from '../../../models/text/lexicon/read-custom.ts';
import { createLivePacks, type InForce, type PackSet } from '../../../models/text/live-packs.ts';
import { pack, rule } from './lexicon/sample-pack.ts';

const base = loadPacks('models/text/packs');
const at = (version: number, entries: readonly unknown[], name = 'lantern-rules') => ({
  version,
  pack: readCustomPack(pack(entries, { pack: name })),
});
const star = rule({ id: 'star', terms: ['星尘开光'], match: ['星尘开光'] });
/** Passes reading, does not compile: as a rule that another build accepted. */
const broken = rule({ id: 'broken', match: ['什么也没有'] });

const following = (first: PackSet) => {
  const world = { set: first, away: false, told: [] as InForce[], errors: 0, failTelling: false };
  const live = createLivePacks({
    base,
    makeJudge: (packs) => createTextJudge({ packs }),
    newest: async () => {
      if (world.away) throw new Error('away');
      return world.set.set;
    },
    read: async () => {
      if (world.away) throw new Error('away');
      return world.set;
    },
    onUse: async (now) => {
      if (world.failTelling) throw new Error('away');
      world.told.push(now);
    },
    onError: () => {
      world.errors++;
    },
    turn: async () => {},
  });
  const rules = (text: string) =>
    live.judge.judge(text, { source: 'speech', role: 'presenter' }).claims.map(({ source }) => source.ruleId);
  return { world, live, rules };
};

const until = async (check: () => boolean): Promise<void> => {
  const end = Date.now() + 5_000;
  while (!check()) {
    if (Date.now() > end) throw new Error('did not happen');
    await new Promise((done) => setTimeout(done, 5));
  }
};

it('knows all that is in force when it has started, follows news at once and polls without', async () => {
  const { world, live, rules } = following({ set: 1, packs: [at(1, [rule()])] });
  expect(rules('月尘开光')).toEqual([]);
  await live.start();
  expect(rules('月尘开光')).toEqual(['moon-dust']);
  const before = live.judge.versions.packs;
  world.set = { set: 2, packs: [at(2, [rule(), star])] };
  live.wake();
  await until(() => rules('星尘开光').length > 0);
  expect(live.judge.versions.packs).not.toBe(before);
  world.set = { set: 3, packs: [] };
  await until(() => rules('月尘开光').length === 0);
  expect(live.judge.versions.packs).toBe(base.hash);
  expect(world.told.map(({ set }) => set)).toEqual([1, 2, 3]);
  await live.stop();
});

it('goes on with the version before where one does not compile, takes the others, and says so', async () => {
  const { world, live, rules } = following({ set: 1, packs: [at(1, [rule()])] });
  await live.start();
  world.set = {
    set: 2,
    packs: [at(2, [rule({ terms: ['月壤'], match: ['月壤'] }), broken]), at(1, [star], 'others')],
  };
  live.wake();
  await until(() => live.current().set === 2);
  expect(live.current().refused).toMatchObject([{ pack: 'lantern-rules', entry: 'broken' }]);
  expect(live.current().used.map(({ pack: { pack: name }, version }) => `${name} ${version}`)).toEqual([
    'lantern-rules 1',
    'others 1',
  ]);
  expect([rules('月尘开光'), rules('星尘开光'), rules('月壤')]).toEqual([['moon-dust'], ['star'], []]);
  await live.stop();
});

it('starts without a pack that does not compile and has no version before', async () => {
  const { live, rules } = following({ set: 4, packs: [at(3, [broken]), at(1, [star], 'others')] });
  await live.start();
  expect(live.current().refused).toHaveLength(1);
  expect([rules('月尘开光'), rules('星尘开光')]).toEqual([[], ['star']]);
  await live.stop();
});

it('judges on while the store is away, and catches up', async () => {
  const { world, live, rules } = following({ set: 1, packs: [at(1, [rule()])] });
  await live.start();
  world.away = true;
  world.failTelling = true;
  world.set = { set: 2, packs: [at(2, [star])] };
  live.wake();
  await until(() => world.errors > 0);
  expect(rules('月尘开光')).toEqual(['moon-dust']);
  world.away = false;
  await until(() => rules('星尘开光').length > 0);
  world.failTelling = false;
  await until(() => world.told.at(-1)?.set === 2);
  await live.stop();
});
