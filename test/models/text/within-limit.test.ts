import { describe, expect, it } from 'vitest';
import type { Refine } from '../../../models/text/refine.ts';
import { withinLimit } from '../../../models/text/within-limit.ts';

const batch = [
  {
    text: '好的',
    context: { source: 'speech', role: 'presenter' },
    claims: [],
    versions: { normaliser: 'n', packs: 'p' },
  },
] as const;
const answers: Refine = async (given) => given.map(({ claims }) => ({ claims, network: 'ok' }));
const hangs: Refine = () => new Promise(() => {});

const stages = async (refine: Refine) => (await refine(batch)).map(({ network }) => network);

describe('the network within its limit', () => {
  it('is passed on when it answers', async () => {
    expect(await stages(withinLimit(answers, { monotonicMs: () => 0 }))).toEqual(['ok']);
  });

  it('that hangs is a timeout once, then left alone until it has rested', async () => {
    let now = 0;
    let asked = 0;
    const refine = withinLimit(
      (given) => {
        asked += 1;
        return asked === 1 ? hangs(given) : answers(given);
      },
      { monotonicMs: () => now, limitMs: 5, restMs: 100 },
    );
    expect(await stages(refine)).toEqual(['timeout']);
    now = 99;
    expect(await stages(refine)).toEqual(['unavailable']);
    expect(asked).toBe(1);
    now = 100;
    expect(await stages(refine)).toEqual(['ok']);
  });

  it('that throws throws on: whoever asked says so', async () => {
    const breaks: Refine = async () => {
      throw new Error('struck');
    };
    await expect(withinLimit(breaks, { monotonicMs: () => 0 })(batch)).rejects.toThrow('struck');
  });
});
