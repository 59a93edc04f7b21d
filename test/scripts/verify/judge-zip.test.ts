import { expect, test } from 'vitest';
import {
  sampleDraft,
  samplePack,
  samplePages,
  sampleSigner,
  sealDraft,
} from '../../../models/contract/pack/sample.ts';
import { judgeZip } from '../../../scripts/verify/judge-zip.ts';

test('what is withheld is told with reason and day, by the record that says so', async () => {
  const zip = await sealDraft(await sampleDraft(sampleSigner(), true), sampleSigner());
  const { verifies, lines, json } = judgeZip(zip, 'en', [sampleSigner()]);
  expect(verifies).toBe(true);
  expect(lines).toContain('record 2: (withheld at a person’s request on 2026-11-20) as record 8 says');
  expect(lines).toContain(
    'Picture and sound from 00:00:30 to 00:00:34: (withheld by order on 2026-11-20) as record 9 says',
  );
  expect(judgeZip(zip, 'zh', undefined).lines).toContain(
    '第 2 条：（已应请求于 2026-11-20 隐去） 据第 8 条记录',
  );
  expect(json).toMatchObject({
    withheld: [
      { leaf: 8, of: 2, reason: 'request' },
      { leaf: 9, reason: 'order' },
    ],
  });
});

test('a pack that withholds nothing says nothing of it; one that claims another reason fails where it is held against the records', async () => {
  const whole = judgeZip(await samplePack(), 'en', undefined);
  expect([whole.verifies, whole.lines.join().includes('withheld')]).toEqual([true, false]);
  const draft = await sampleDraft(sampleSigner(), true);
  const withheld = draft.document.withheld?.map((one) => ({ ...one, reason: 'personal-data' as const }));
  const forged = await sealDraft(
    { ...draft, document: { ...draft.document, withheld: withheld ?? [] } },
    sampleSigner(),
  );
  const { verifies, lines } = judgeZip(forged, 'en', [sampleSigner()]);
  expect(verifies).toBe(false);
  expect(lines.at(-1)).toContain('account-other [8]');
});

test('of a page of no known version it is said that what it shows was not checked, and its step is not called passed', async () => {
  const zip = await samplePack();
  const step = 'The page in it (index.html) shows these very files';
  const known = judgeZip(zip, 'en', undefined, samplePages());
  expect([
    known.verifies,
    known.lines.includes(`ok    ${step}`),
    known.lines.join().includes('not checked'),
  ]).toEqual([true, true, false]);
  const unknown = judgeZip(zip, 'en', undefined);
  expect([unknown.verifies, unknown.lines.includes(`-     ${step}`)]).toEqual([true, true]);
  expect(unknown.lines.join()).toContain('what it shows was not checked');
  expect(unknown.json).toMatchObject({ page: 'unknown' });
});
