import { expect, it } from 'vitest';
import { createTextJudge, loadPacks, type TextContext } from '../../../models/text/judge.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const raised = (text: string, context: TextContext): string[] =>
  judge
    .judge(text, context)
    .claims.filter(({ verdict }) => verdict === 'flag' || verdict === 'review')
    .map(({ group }) => group);
const spoken: TextContext = { source: 'speech', role: 'presenter' };
const typed: TextContext = { source: 'chat', role: 'viewer' };

it('the first in the world is a rank, the first thing shown is not', () => {
  expect(raised("world's first self heating jacket", spoken)).toContain('absolute');
  expect(raised('First, let me show you the lining.', spoken)).toEqual([]);
});

it('numbers between twelve and twenty are numbers', () => {
  expect(raised('I went from a size eighteen to a size fourteen', spoken)).toContain('efficacy');
});

it('whoever sends the room to a trader or a healer advertises, whoever asks does not', () => {
  expect(raised('Dr Osas herbs cured my herpes completely, contact him', typed)).toContain('medical');
  expect(raised('can I contact him about my order?', typed)).toEqual([]);
});

it('a word that shuts a rule shuts it in its own forms, and not where another word begins with it', () => {
  expect(raised('I got carded twice last week and I am sixty-one', spoken)).toContain('efficacy');
  expect(raised('two packs of cards left to open', spoken)).not.toContain('efficacy');
  expect(raised('nerve pain in the hands gone after a fortnight', spoken)).toContain('medical');
});

it.each<[string, string]>([
  ["Bin the glasses and the inhaler, you won't need them", 'medical'],
  ["The mould's cracked, the glassblower's retired, this is it", 'urgency'],
  ['No restock, ever, the mill burned down', 'urgency'],
])('what is thrown away and what is gone for good: %s', (text, group) => {
  expect(raised(text, spoken)).toContain(group);
});

it.each([
  'We restock every Wednesday, no rush',
  "put your reading glasses in the case, it's sold separately",
  "she's an aquarius with a bad back, so am I",
  "that's a fancy word for cough sweets",
  'never throw your inhaler away',
  "don't quit your day job for this",
])('lawful: %s', (text) => {
  expect(raised(text, spoken)).toEqual([]);
});
