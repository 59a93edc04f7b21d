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
