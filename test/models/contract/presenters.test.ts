import { expect, it } from 'vitest';
import { presenterSchema } from '../../../models/contract/ingest.ts';

it('refuses a presenter who leaves before they come, and says which field', () => {
  const host = { id: 'host', name: '主播' };
  expect(presenterSchema.parse({ ...host, fromMs: 1_000, untilMs: 2_000 })).toMatchObject({
    persona: 'human',
  });
  for (const times of [
    { fromMs: 2_000, untilMs: 1_000 },
    { fromMs: 1_000, untilMs: 1_000 },
    { untilMs: 0 },
  ]) {
    const read = presenterSchema.safeParse({ ...host, ...times });
    expect(read.error?.issues[0]?.path).toEqual(['untilMs']);
  }
});
