import { beforeAll, describe, expect, it } from 'vitest';
import type { PackDocument } from '../../../../models/contract/pack/documents.ts';
import {
  type PackDraft,
  sampleDraft,
  sampleSigner,
  sealDraft,
} from '../../../../models/contract/pack/sample.ts';
import { storyOf } from '../../../../models/contract/pack/story.ts';
import { verifyPackZip } from '../../../../models/contract/pack/verify.ts';
import { fill, packWords, whyWithheld } from '../../../../models/contract/pack/words.ts';

const signer = sampleSigner();
const AT = '2026-11-20T13:00:00.000Z';
let draft: PackDraft;
let whole: PackDraft;
beforeAll(async () => {
  draft = await sampleDraft(signer, true);
  whole = await sampleDraft(signer);
});

/** What the holder of the key lists and signs. */
const outcome = async (change: (document: PackDocument) => object, from = draft): Promise<string> => {
  const zip = await sealDraft({ ...from, document: change(from.document) as PackDocument }, signer);
  const result = verifyPackZip(zip);
  return result.ok ? 'verifies' : `${result.step}: ${result.code}`;
};

const each = (
  document: PackDocument,
  change: (one: NonNullable<PackDocument['withheld']>[number]) => object,
) => ({
  ...document,
  withheld: document.withheld?.map(change),
});

describe('a pack in which something is withheld', () => {
  it('verifies, and says what, why and since when, by its records', async () => {
    const result = verifyPackZip(await sealDraft(draft, signer));
    if (!result.ok) throw new Error(result.code);
    expect(result.document.withheld).toEqual([
      { leaf: 8, of: 2, fields: ['text'], reason: 'request', at: AT },
      { leaf: 9, fromMs: 30_000, untilMs: 34_000, reason: 'order', at: AT },
    ]);
    const story = storyOf(result.document, result.records);
    const why = { leaf: 8, reason: 'request', at: '2026-11-20' };
    expect(story.lines[0]).toMatchObject({ text: null, withheld: why });
    expect(story.lines[1]).not.toHaveProperty('withheld');
    expect(story.withheld).toMatchObject([
      { ...why, of: 2 },
      { leaf: 9, reason: 'order', from: { clock: '00:00:30' }, until: { clock: '00:00:34' } },
    ]);
    const says = (words: (typeof packWords)['zh']) =>
      whyWithheld((name, values = {}) => fill(words[name], values), story.lines[0]?.withheld);
    expect(says(packWords.zh)).toBe('（已应请求于 2026-11-20 隐去）');
    expect(says(packWords.en)).toBe('(withheld at a person’s request on 2026-11-20)');
  });

  it.each([
    ['another reason', (d: PackDocument) => each(d, (one) => ({ ...one, reason: 'personal-data' }))],
    ['another date', (d: PackDocument) => each(d, (one) => ({ ...one, at: '2026-11-20T13:00:00.001Z' }))],
    [
      'another stretch',
      (d: PackDocument) => each(d, (one) => (one.leaf === 9 ? { ...one, untilMs: 30_500 } : one)),
    ],
    [
      'other fields',
      (d: PackDocument) => each(d, (one) => (one.leaf === 8 ? { ...one, fields: ['speaker'] } : one)),
    ],
    ['another line', (d: PackDocument) => each(d, (one) => (one.leaf === 8 ? { ...one, of: 3 } : one))],
    ['less than the records say', (d: PackDocument) => ({ ...d, withheld: d.withheld?.slice(1) })],
    ['one thing twice', (d: PackDocument) => ({ ...d, withheld: [...(d.withheld ?? []), d.withheld?.[0]] })],
    ['nothing', (d: PackDocument) => ({ ...d, withheld: [] })],
  ])('fails where it claims %s', async (_name, change) => {
    expect(await outcome(change)).toBe('account: account-other');
  });

  it('fails where the words are shown all the same', async () => {
    const text = whole.document.reveals.find(({ leaf, field }) => leaf === 2 && field === 'text');
    expect(await outcome((d) => ({ ...d, reveals: [...d.reveals, text] }))).toBe('account: account-other');
  });

  it('fails where something is called withheld and no record says so', async () => {
    const claim = { leaf: 3, of: 2, fields: ['text'], reason: 'request', at: AT };
    expect(await outcome((d) => ({ ...d, withheld: [claim] }), whole)).toBe(
      'account: account-without-record',
    );
  });

  it('is read as before where it was made before this was listed', async () => {
    const before = ({ withheld: _, ...document }: PackDocument): object => document;
    expect(await outcome(before)).toBe('verifies');
    expect(await outcome(before, whole)).toBe('verifies');
  });
});
