import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shown } from '../../dashboard/state/spans.ts';
import { verifyPackZip } from '../../models/contract/pack/verify.ts';
import { readZip } from '../../models/contract/pack/zip.ts';
import {
  begin,
  board,
  claim,
  logInAs,
  openBrowser,
  openSystem,
  ROW,
  type System,
  send,
  soon,
  visit,
} from './harness.ts';

/** Names and words that would do harm where they were taken for a page. */
const HOSTILE_ROOM =
  '\u202e<img src=x onerror="window.harmed=1">小屋</script><script>window.harmed=2</script>';
const HOSTILE_WORDS = '这款全网最低价</script><script>window.harmed=3</script>';
/** A worker opens its models first, and the machine may be busy with other tests. */
const PACK_LIMIT_MS = 120_000;

describe('an evidence pack in a browser', () => {
  let system: System;
  let browser: Browser;
  let zip: Buffer;
  const dir = mkdtempSync(join(tmpdir(), 'livewitness-pack-'));
  const file = (name: string): string => join(dir, name);

  beforeAll(async () => {
    [system, browser] = await Promise.all([openSystem(), openBrowser()]);
    const startedAtMs = Date.now() - 60_000;
    await begin(system, 'evening', {
      playbackUrl: `${system.mediaUrl}/live/skincare/${startedAtMs}/master.m3u8`,
      room: { id: 'r1', name: HOSTILE_ROOM, operator: HOSTILE_ROOM },
    });
    await send(system, 'evening', [...claim(1, HOSTILE_WORDS), ...claim(2)]);
  });
  afterAll(async () => {
    await browser?.close();
    await system?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const harmed = (page: Page): Promise<unknown> =>
    page.evaluate(() => (window as { harmed?: number }).harmed);

  it(
    'is made from the board, and verifies',
    async () => {
      const { page, context, troubles } = await board(browser, system);
      await page.locator(ROW).first().click({ timeout: PACK_LIMIT_MS });
      await page.waitForFunction((name) => document.body.innerText.includes(name), shown(HOSTILE_ROOM));
      await page.click('.evidence button');
      await page.waitForSelector('.evidence-made', { timeout: PACK_LIMIT_MS });
      const saved = page.waitForEvent('download');
      await page.click('.evidence-made a[download]');
      const taken = await saved;
      expect(taken.suggestedFilename()).toMatch(/^livewitness-[0-9A-Z-]{14}\.zip$/);
      zip = await readFile(await taken.path());
      expect(verifyPackZip(zip)).toMatchObject({ ok: true });
      expect(troubles).toEqual([]);
      await context.close();
      const read = readZip(zip);
      for (const { name, bytes } of read.ok ? read.files : []) {
        mkdirSync(dirname(file(name)), { recursive: true });
        writeFileSync(file(name), bytes);
      }
      writeFileSync(file('pack.zip'), zip);
    },
    2 * PACK_LIMIT_MS,
  );

  it.each([390, 1440] as const)(
    'its page checks itself from a file at %i px, and shows what people wrote as text',
    async (width) => {
      const { page, context, troubles } = await visit(browser, `file://${file('index.html')}`, { width });
      expect(await page.innerText('.pack-verdict')).toContain('核验通过');
      const said = await page.innerText('main');
      expect(said).toContain('未加盖第三方时间戳');
      expect(said).toContain(HOSTILE_WORDS);
      expect(said).toContain(shown(HOSTILE_ROOM));
      expect(await harmed(page)).toBeUndefined();
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await page.click('.pack-head button');
      expect(await page.innerText('.pack-verdict')).toContain('It verifies');
      expect(troubles).toEqual([]);
      await context.close();
    },
  );

  it('its page names what was changed in it', async () => {
    const html = await readFile(file('index.html'), 'utf8');
    writeFileSync(
      file('forged.html'),
      html.replace(/\\"value\\":\\"全网最低价\\"/, '\\"value\\":\\"全网次低价\\"'),
    );
    const { page, context } = await visit(browser, `file://${file('forged.html')}`);
    expect(await page.innerText('.pack-verdict')).toContain('核验未通过');
    expect(await page.locator('.pack-view').count()).toBe(0);
    await context.close();
  });

  it('is checked in the words of Taiwan by whoever reads Traditional characters', async () => {
    const { page, context } = await visit(browser, `${system.url}/verify`, {
      language: 'zh-Hant',
      width: 390,
    });
    await soon(() => page.innerText('body')).toContain('檔案不會上傳，核驗在您的裝置上進行，不需要登入。');
    expect(await page.innerText('body')).not.toMatch(/文件|設備|登錄|服務器/);
    await context.close();
  });

  it('is checked at /verify by somebody who is not logged in', async () => {
    const { page, context, troubles } = await visit(browser, `${system.url}/verify`, { width: 390 });
    await page.waitForSelector('.verify-cheat');
    await page.setInputFiles('input[type=file]', file('pack.zip'));
    await page.waitForSelector('.pack-verdict.pack-good');
    const said = await page.textContent('main');
    expect(said).toContain('公钥与本服务器公布的一致');
    expect(said).toContain('✓ 包内的网页（index.html）展示的就是这些文件');
    expect(said).not.toContain('没有核对');
    expect(await harmed(page)).toBeUndefined();
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('is checked over plain http under another name of the machine, where the browser has no crypto.subtle', async () => {
    const address = Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
    // A machine without a network has no other name.
    if (address === undefined) return;
    const { port } = new URL(system.url);
    const forward = createServer((from) => {
      const to = connect(Number(port), '127.0.0.1');
      from.pipe(to).pipe(from);
      for (const one of [from, to]) one.on('error', () => from.destroy());
    });
    await new Promise<void>((done) => forward.listen(0, address, done));
    const origin = `http://${address}:${(forward.address() as AddressInfo).port}`;
    const { page, context, troubles } = await visit(browser, `${origin}/verify`, { width: 390 });
    await page.waitForSelector('.verify-cheat');
    expect(await page.evaluate(() => [isSecureContext, typeof crypto.subtle])).toEqual([false, 'undefined']);
    await page.setInputFiles('input[type=file]', file('pack.zip'));
    await page.waitForSelector('.pack-verdict.pack-good');
    expect(await page.innerText('main')).toContain('公钥与本服务器公布的一致');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(troubles).toEqual([]);
    await context.close();
    forward.close();
  });

  it('one file of it is recognised by the code on it', async () => {
    const result = verifyPackZip(zip);
    const code = result.ok ? result.code : '';
    const { page, context } = await visit(browser, `${system.url}/verify#${code}`);
    await soon(() => page.innerText('.verify-code [role=status]')).toContain('有这个编号的证据包');
    await page.setInputFiles('input[type=file]', file('report.pdf'));
    await soon(() => page.innerText('.pack-verdict')).toContain('report.pdf');
    writeFileSync(file('other.pdf'), Buffer.concat([await readFile(file('report.pdf')), Buffer.from('\n')]));
    await page.setInputFiles('input[type=file]', file('other.pdf'));
    await soon(() => page.innerText('.pack-verdict')).toContain('不在');
    await context.close();
  });

  it('whoever tries to cheat it sees where it stops', async () => {
    const { page, context, troubles } = await visit(browser, `${system.url}/verify`, { language: 'en' });
    const buttons = page.locator('.verify-cheat button');
    await page.waitForSelector('.verify-cheat');
    await page.locator('.verify-cheat select').selectOption('index.html');
    await page.getByText('Somewhere else').click();
    await page.getByText('Change it and check').click();
    await soon(() => page.innerText('.verify-cheat .pack-verdict')).toContain('It does not verify');
    await page.getByLabel(/repair the checksum/).check();
    await page.getByText('Change it and check').click();
    await soon(() => page.innerText('.verify-cheat .pack-why')).toContain('not what was signed');
    for (let n = 2; n < (await buttons.count()) - 1; n += 1) {
      await buttons.nth(n).click();
      await soon(() => page.innerText('.verify-cheat .pack-verdict')).toContain('It does not verify');
    }
    await buttons.last().click();
    await soon(() => page.innerText('.verify-cheat .pack-verdict')).toContain('It verifies');
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('is not given to consumers while nobody has upheld it, nor while the broadcast is private', async () => {
    const { page, context } = await visit(browser, system.url);
    await logInAs(page, 'consumer');
    await page.waitForSelector('.shell');
    const id = verifyPackZip(zip);
    const status = await page.evaluate(
      async (packId) => (await fetch(`/api/evidence-packs/${packId}/file`)).status,
      id.ok ? id.id : '',
    );
    expect(status).toBe(404);
    await context.close();
  });
});
