import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { utf8 } from '../../../../models/contract/log/bytes.ts';
import type { PageState } from '../../../../models/contract/pack/check-page.ts';
import { isDataOf, packPage, pageFrame, splitPage } from '../../../../models/contract/pack/page.ts';
import {
  type PackDraft,
  sampleDraft,
  samplePages,
  sampleSigner,
  sealDraft,
} from '../../../../models/contract/pack/sample.ts';
import { stepState, stepsOf } from '../../../../models/contract/pack/says.ts';
import { textOf } from '../../../../models/contract/pack/text.ts';
import { verifyPackZip } from '../../../../models/contract/pack/verify.ts';
import { packWords } from '../../../../models/contract/pack/words.ts';

const signer = sampleSigner();
let draft: PackDraft;
beforeAll(async () => {
  draft = await sampleDraft(signer);
});

type Change = (page: string) => string;
/** A pack of which the holder of the key changed the page before signing. */
const sealedWith = (change: Change): Promise<Uint8Array> =>
  sealDraft(draft, signer, (bytes) => utf8(change(textOf(bytes) ?? '')));
const pageOf = (zip: Uint8Array, pages: readonly string[] = samplePages()): PageState | string => {
  const result = verifyPackZip(zip, { pages });
  return result.ok ? result.page : `${result.step}: ${result.code}`;
};

it('is held against the pack where its frame is known; where it is not, that step stays open', async () => {
  const zip = await sealedWith((page) => page);
  expect([pageOf(zip), pageOf(zip, [])]).toEqual(['held', 'unknown']);
  const known = verifyPackZip(zip, { pages: samplePages() });
  expect([stepState(known, 'page'), stepState(verifyPackZip(zip), 'page')]).toEqual(['passed', 'open']);
  const before = verifyPackZip(readFileSync(join(import.meta.dirname, 'pack-of-before.zip')), {
    pages: samplePages(),
  });
  expect(before).toMatchObject({ ok: true, page: 'unknown' });
  expect(stepsOf(before)).toContain('page');
});

const forged: readonly (readonly [string, string, Change])[] = [
  ['other words in its data', 'page: page-other', (page) => page.replace('全网最低价', '全网次低价')],
  ['another file in its data', 'page: page-other', (page) => page.replace('"iVBOR', '"iVBOS')],
  [
    'a file in its data that is not of the pack',
    'page: page-other',
    (page) => page.replace('"files":{', '"files":{"clip.mp4":"AAAA",'),
  ],
  ['no data', 'page: page-other', (page) => page.replace(/(id="pack-data">)[^<]*/, '$1')],
  ['more behind its data', 'page: page-other', (page) => page.replace('"}}</script>', '"}} </script>')],
  ['a list of which a line is gone', 'page: page-other', (page) => page.replace(/[^n]*report\.pdf\\n/, '')],
  ['another program', 'unknown', (page) => page.replace('</body>', '<script>0</script></body>')],
  ['other words around its data', 'unknown', (page) => page.replaceAll('核验通过', '核验完毕')],
  [
    'a tag in its data',
    'unknown',
    (page) => page.replace(/(id="pack-data">)/, '$1</script><script>0</script><script>'),
  ],
  ['no place for data', 'unknown', () => '<!doctype html>'],
];
it.each(forged)('with %s, signed with the right key: %s', async (_, expected, change) => {
  const zip = await sealedWith(change);
  expect(Buffer.compare(zip, await sealedWith((page) => page))).not.toBe(0);
  expect(pageOf(zip)).toBe(expected);
});

it('the page of another pack fails', async () => {
  const other = await sampleDraft(signer, true);
  let theirs = new Uint8Array(0);
  await sealDraft(other, signer, (bytes) => (theirs = new Uint8Array(bytes)));
  expect(pageOf(await sealDraft(draft, signer, () => theirs))).toBe('page: page-other');
});

it('no data of a pack can leave their place, and bytes of every length are spelled as base64 is', () => {
  const frame = pageFrame({ script: 'a("</script>")', style: '' }, 'en', packWords.en);
  for (const length of [0, 1, 2, 3, 4, 255]) {
    const bytes = Uint8Array.from({ length }, (_, i) => 255 - i);
    const content = {
      manifest: 'a "list"\n— by\n',
      document: '{"room":"</script><script>0</script>\u2028"}',
      files: new Map([['pictures/1.png', bytes]]),
    };
    const parts = splitPage(packPage(frame, content));
    const data = parts && JSON.parse(textOf(parts.data) ?? '');
    expect(data).toEqual({
      ...content,
      files: { 'pictures/1.png': Buffer.from(bytes).toString('base64') },
    });
    expect(parts && isDataOf(parts.data, content)).toBe(true);
  }
});
