import { expect, test } from 'vitest';
import type { Heard } from '../../../models/duties/hear/heard.ts';
import { compileRules } from '../../../models/duties/policy/rules.ts';
import { createDuties } from '../../../models/duties/reducer.ts';
import { ended, introduced, run, sampleCatalogue, sampleEars, say, states } from './sample-duties.ts';

/** The sample's ears, which remember what they were told is owed, and hear what is in braces as learned. */
const listening = () => {
  const owed: string[][] = [];
  const ids = [...sampleCatalogue.duties.keys()];
  const duties = createDuties(compileRules(sampleCatalogue), {
    ...sampleEars,
    hear: (text, context) => {
      owed.push(ids.filter((id) => context.owed?.(id)));
      const words = typeof text === 'string' ? text : text.original;
      const isLearned = words.includes('{');
      return sampleEars
        .hear(text, context)
        .map((one): Heard => (isLearned ? { ...one, learned: true } : one));
    },
  });
  return { duties, owed };
};

test('the ear listens for what is still to be said, and no longer once it was', () => {
  const { duties, owed } = listening();
  run(
    [introduced(0, 'p1', 'food'), say(5, '大家好'), say(10, '{}[shelf-life=540]'), say(15, '好的')],
    duties,
  );
  const [before, during, after] = owed;
  expect(before).toContain('shelf-life');
  expect(during).toContain('shelf-life');
  expect(after).not.toContain('shelf-life');
});

test('what it heard satisfies, and is held against nothing', () => {
  const { duties } = listening();
  const listing = { 'shelf-life': '[shelf-life=365]' };
  const of = (events: Parameters<typeof run>[0]) =>
    states(run(events, duties).filter(({ dutyId }) => dutyId === 'shelf-life'));
  expect(of([introduced(0, 'p1', 'food', { listing }), say(5, '{}[shelf-life=540]'), ended(60)])).toEqual([
    'p1 shelf-life satisfied none',
  ]);
  expect(
    of([introduced(0, 'p1', 'food'), say(5, '{}[shelf-life=540]'), say(9, '[shelf-life=365]'), ended(60)]),
  ).toEqual(['p1 shelf-life satisfied none']);
});
