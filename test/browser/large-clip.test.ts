import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toHex, utf8 } from '../../models/contract/log/bytes.ts';
import { sha256 } from '../../models/contract/log/sha256.ts';
import { encodeDocument } from '../../models/contract/pack/documents.ts';
import { frameIn } from '../../models/contract/pack/frames.ts';
import { CLIP, PAGE, segmentName } from '../../models/contract/pack/names.ts';
import { manifestIn, packPage, splitPage } from '../../models/contract/pack/page.ts';
import { INLINE_CLIP_BYTES_MAX } from '../../models/contract/pack/page-data.ts';
import { sampleSigner, sealDraft } from '../../models/contract/pack/sample.ts';
import { readZip } from '../../models/contract/pack/zip.ts';
import { readPageProgram } from '../../worker/evidence-packs/read-program.ts';
import { line, packOf, registered, writeLog } from '../models/contract/pack/long-log.ts';
import { openBrowser, visit } from './harness.ts';

/*
 * A clip that is too large for the page: the page says so, and takes the whole ZIP.
 */
const dir = mkdtempSync(join(tmpdir(), 'livewitness-clip-'));
let browser: Browser;

/** An MP4 by its first bytes alone: what is tried is how it gets to the player. */
const clip = new Uint8Array(INLINE_CLIP_BYTES_MAX + 1);
clip.set(utf8('\0\0\0\x18ftypisom'), 0);

const largePack = async (): Promise<Uint8Array> => {
  const segment = utf8('a segment');
  const name = toHex(sha256(segment));
  const log = writeLog([
    [0, registered(true)],
    [5_000, line('l1', '今天讲台灯')],
    [
      6_000,
      (seal) => ({
        ...{ kind: 'media', track: 'main', run: 0, sequence: 1, fromMs: 4_000, untilMs: 8_000 },
        ...{ sha256: name, bytes: segment.length, uri: seal('uri', '1.ts') },
      }),
    ],
  ]);
  const { document, files } = await packOf(log, {
    subject: { atMs: 5_000, fromMs: 0, untilMs: 35_000 },
    ...{ audience: 'desk', run: [0, 3], shows: () => true, reads: () => true },
  });
  const draft = {
    document: {
      ...document,
      media: [{ leaf: 2, file: segmentName(name, 'ts') }],
      clip: { fromMs: 4_000, untilMs: 8_000, of: [2], how: 'copied' as const },
      clipSays: null,
    },
    files: new Map([...files, [CLIP, clip], [segmentName(name, 'ts'), segment]]),
  };
  const frame = frameIn(await readPageProgram(resolve(import.meta.dirname, '../..')), 'zh-Hans');
  return sealDraft(draft, sampleSigner(), (page) =>
    packPage(frame, {
      manifest: manifestIn(splitPage(page)?.data ?? page) ?? '',
      document: encodeDocument(draft.document),
      files: draft.files,
    }),
  );
};

beforeAll(async () => {
  browser = await openBrowser();
  const zip = await largePack();
  writeFileSync(join(dir, 'pack.zip'), zip);
  const read = readZip(zip);
  const page = read.ok ? read.files.find(({ name }) => name === PAGE) : undefined;
  writeFileSync(join(dir, PAGE), page?.bytes ?? '');
});
afterAll(async () => {
  await browser?.close();
  rmSync(dir, { recursive: true, force: true });
});

it('its page verifies without it, asks for the ZIP, and shows it once that is there', async () => {
  const { page, context, troubles } = await visit(browser, `file://${join(dir, PAGE)}`, { width: 390 });
  expect(await page.innerText('.pack-verdict')).toContain('核验通过');
  expect(await page.innerText('main')).toContain('请把整个 ZIP 拖到这里播放');
  expect(await page.locator('video').count()).toBe(0);
  await page.setInputFiles('input[type=file]', join(dir, 'pack.zip'));
  await page.waitForSelector('video', { timeout: 60_000 });
  expect(await page.innerText('.pack-verdict')).toContain('核验通过');
  expect(troubles).toEqual([]);
  await context.close();
});

it('a ZIP in which a byte was turned is refused by the page, which then shows nothing', async () => {
  const { page, context } = await visit(browser, `file://${join(dir, PAGE)}`, { width: 390 });
  const turned = new Uint8Array(await largePack());
  turned[turned.length >> 1] = (turned[turned.length >> 1] ?? 0) ^ 1;
  writeFileSync(join(dir, 'turned.zip'), turned);
  await page.setInputFiles('input[type=file]', join(dir, 'turned.zip'));
  await page.waitForSelector('.pack-verdict.pack-bad', { timeout: 60_000 });
  expect(await page.locator('video, .pack-view').count()).toBe(0);
  await context.close();
});
