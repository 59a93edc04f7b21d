import { describe, expect, it } from 'vitest';
import { createTextJudge, loadPacks, type TextContext } from '../../../models/text/judge.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const LINES = ['全球最好喝的茶，没有之一', '全球最好喝的茶，沒有之一', 'The best tea in the world'];
const verdicts = (text: string, context: TextContext) =>
  judge.judge(text, context).claims.map(({ verdict }) => verdict);

describe.each(LINES)('%s', (text) => {
  it.each([
    ['a pinned viewer’s line', { source: 'chat', role: 'viewer', pinned: true }],
    ['a pinned guest’s line', { source: 'chat', role: 'guest', pinned: true }],
    ['an auto-reply', { source: 'chat', role: 'auto-reply' }],
    ['an operator', { source: 'chat', role: 'operator' }],
    ['an assistant', { source: 'chat', role: 'assistant' }],
  ] as readonly (readonly [string, TextContext])[])('%s is the room’s', (_, context) => {
    expect(verdicts(text, context)).toContain('flag');
    expect(verdicts(text, context)).not.toContain('review');
  });
  it('a viewer’s line is nobody’s claim', () => {
    expect(verdicts(text, { source: 'chat', role: 'viewer' })).toEqual([]);
    expect(verdicts(text, { source: 'chat', role: 'viewer', pinned: false })).toEqual([]);
  });
});
