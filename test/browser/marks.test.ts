import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPackZip } from '../../models/contract/pack/verify.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import {
  begin,
  board,
  CLAIMS,
  claim,
  logInAs,
  openBrowser,
  openSystem,
  type System,
  send,
  soon,
  visit,
} from './harness.ts';

const PHONE = { width: 390 } as const;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

describe('a buyer on a phone, without an account', () => {
  const dir = mkdtempSync(join(tmpdir(), 'marks-'));
  let system: System;
  let browser: Browser;
  let doc: BroadcastDoc;
  beforeAll(async () => {
    [system, browser] = await Promise.all([openSystem(), openBrowser()]);
    const { publicId } = await begin(system, 'evening', { title: '灯具夜场' }, 1_200_000);
    await send(system, 'evening', claim(41));
    while ((await system.ground.store.alerts.countDocuments(CLAIMS)) < 1) await sleep(50);
    const found = await system.ground.store.broadcasts
      .findOneAndUpdate({ publicId } as Record<string, unknown>, { $set: { public: true } })
      .lean<BroadcastDoc>();
    if (!found) throw new Error('there is no broadcast');
    doc = found;
  });
  afterAll(async () => {
    await browser?.close();
    await system?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const withoutWideScroll = async (page: Page): Promise<void> =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  /** A recording that began, by its own clock, so long into the broadcast. */
  const film = (seconds: number): string => {
    const file = join(dir, 'screen.mp4');
    // Files keep whole seconds.
    const at = new Date(Math.ceil(doc.startedAt.getTime() / 1_000 + seconds) * 1_000).toISOString();
    const args = [
      '-f',
      'lavfi',
      '-i',
      'testsrc=size=64x64:rate=5',
      '-t',
      '2',
      '-metadata',
      `creation_time=${at}`,
    ];
    spawnSync('ffmpeg', ['-loglevel', 'error', '-y', ...args, file]);
    return file;
  };
  let code = '';

  it('marks a sentence, is told a code that is copied, and finds the mark with it elsewhere', async () => {
    const { page, context, troubles } = await visit(
      browser,
      `${system.url}/#/consumer/${doc.publicId}`,
      PHONE,
    );
    await page.click('.mark-sentence');
    expect(await page.innerText('.mark-quote')).toContain('这款全网最低价');
    await soon(() => page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
    await page.fill('[name=words]', '听了这句就买了，电话13800138000');
    await page.selectOption('[name=product]', { index: 1 });
    await page.fill('[name=day]', '2026-11-20');
    await page.selectOption('[name=hour]', '20');
    await withoutWideScroll(page);
    await page.click('.mark-form [type=submit]');
    await soon(() => page.locator('.recovery-code').count()).toBe(1);
    await soon(() => page.evaluate(() => document.activeElement?.id)).toBe('mark-title');
    code = await page.innerText('.recovery-code');
    expect(code).toMatch(/^(\w{4}-){4}\w{4}$/);
    await page.click('.recovery-acts button:first-child');
    await soon(() => page.innerText('.recovery-acts button:first-child')).toBe('已复制');
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.click('.recovery-acts button:last-child'),
    ]);
    expect(readFileSync(await saved.path(), 'utf8')).toContain(code);
    await withoutWideScroll(page);
    await page.click('.mark-dialog a[href="#/mine"]');
    await soon(() => page.innerText('.mine-state')).toContain('已写入第');
    expect(await page.innerText('.mine-mark')).toMatch(
      /138\*{4}8000[\s\S]*灯41号[\s\S]*2026-11-20 20 点左右/,
    );
    expect(await page.innerText('.mine-claims')).toContain('疑似，尚未有人认定');
    expect(await page.innerText('.mine-media')).toContain('90 秒我们没有录到');
    await page.click('.mine-by-code button');
    await soon(() => page.locator('.mine-code').count()).toBe(1);
    expect(troubles).toEqual([]);
    await context.close();

    const elsewhere = await visit(browser, `${system.url}/mine`, { ...PHONE, language: 'en' });
    await elsewhere.page.fill(
      '[name=code]',
      code.replace(/.$/, (letter) => (letter === '7' ? '8' : '7')),
    );
    await elsewhere.page.click('.mine-code [type=submit]');
    await soon(() => elsewhere.page.innerText('.mine-said')).toContain('mistyped');
    await elsewhere.page.fill('[name=code]', code.toLowerCase().replaceAll('-', ' '));
    await elsewhere.page.click('.mine-code [type=submit]');
    await soon(() => elsewhere.page.locator('.mine-mark').count()).toBe(1);
    await elsewhere.context.close();
  });

  const openMine = async (language: 'zh-Hans' | 'en' = 'zh-Hans') => {
    const visited = await visit(browser, `${system.url}/mine`, { ...PHONE, language });
    await visited.page.fill('[name=code]', code);
    await visited.page.click('.mine-code [type=submit]');
    await visited.page.waitForSelector('.mine-mark');
    return visited;
  };

  it('brings an order and a recording, which finds its place by its clock, and is told what is not taken', async () => {
    const { page, context, troubles } = await openMine();
    const choose = (files: Parameters<Page['setInputFiles']>[1]) =>
      page.setInputFiles('.mine-choose input', files);
    await choose({ name: '订单.jpg', mimeType: 'image/jpeg', buffer: PNG });
    await soon(() => page.innerText('.mine-upload [role=alert]')).toContain('后缀不符');
    await choose({ name: '半张.png', mimeType: 'image/png', buffer: PNG.subarray(0, PNG.length - 10) });
    await soon(() => page.innerText('.mine-upload [role=alert]')).toContain('文件不完整');
    await choose({ name: '订单.png', mimeType: 'image/png', buffer: PNG });
    await soon(() => page.innerText('.mine-exhibit')).toMatch(/订单\.png[\s\S]*用户自行提供[\s\S]*已写入第/);
    expect(await page.innerText('.mine-upload [role=alert]')).toBe('');
    if (hasFfmpeg) {
      await choose(film(45));
      await soon(() => page.innerText('.mine-place')).toContain('按文件自带的时间，放在开播后 00:00:45');
      await page.fill('.mine-clock', '0:50');
      await page.click('.mine-place [type=submit]');
      await soon(() => page.innerText('.mine-place')).toContain('由您手动放在开播后 00:00:50');
    }
    await withoutWideScroll(page);
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('has a pack made, takes it away with nothing but the code, and it verifies with the order in it', async () => {
    const { page, context } = await openMine('en');
    // Looks that fail meanwhile say so and take nothing away; the next that is answered goes on.
    await page.route('**/api/mine', (route) => route.abort());
    await page.click('.mine-make button');
    await soon(() => page.innerText('.mine > [role=alert]')).toContain('The server was not reached.');
    expect(await page.innerText('.mine-marks')).toContain('138****8000');
    await page.unroute('**/api/mine');
    await page.click('.mine > [role=alert] button');
    await soon(() => page.innerText('.mine-pack')).toContain('made');
    await page.waitForSelector('.mine-pack a[download]');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('.mine-pack a[download]'),
    ]);
    const result = verifyPackZip(readFileSync(await download.path()));
    if (!result.ok) throw new Error(`${result.step}: ${result.code}`);
    expect(result.document.exhibits[0]).toMatchObject({
      name: '订单.png',
      type: 'image/png',
      bytes: PNG.length,
    });
    if (hasFfmpeg) expect(result.document.exhibits[1]).toMatchObject({ atMs: 50_000, placedBy: 'hand' });
    const zip = join(dir, 'pack.zip');
    writeFileSync(zip, readFileSync(await download.path()));
    await page.goto(`${system.url}/verify`);
    await page.setInputFiles('input[type=file]', zip);
    await soon(() => page.innerText('#pack-exhibits ~ ul')).toContain('订单.png');
    expect(await page.innerText('.pack-view')).toContain('138****8000');
    await context.close();
  });

  it('adds the mark to an account with its code, and takes it back', async () => {
    const { page, context } = await visit(browser, `${system.url}/mine`, PHONE);
    await page.click('.open-links a[href="#/"]');
    await logInAs(page, 'consumer');
    await page.waitForSelector('#consumer-title');
    await page.goto(`${system.url}/mine`);
    await page.fill('[name=code]', code);
    await page.click('.mine-code [type=submit]');
    await soon(() => page.innerText('.mine-code [role=status]')).toBe('加进来 1 个标记。');

    const desk = await board(browser, system);
    await desk.page.goto(`${system.url}/#/marks`);
    await soon(() => desk.page.innerText('.platform-mark')).toMatch(
      /灯具夜场[\s\S]*138\*{4}8000[\s\S]*订单\.png/,
    );
    expect(await desk.page.innerText('.platform-mark')).not.toContain('The consumer');
    await desk.page.click('.platform-mark-who summary');
    await desk.page.fill('.platform-mark-who [name=reason]', '核对投诉人');
    await desk.page.click('.platform-mark-who button');
    await soon(() => desk.page.innerText('.platform-mark')).toContain('The consumer');
    expect(desk.troubles).toEqual([]);
    await desk.context.close();

    await page.click('.mine-mark article > p.buttons button');
    await soon(() => page.evaluate(() => document.activeElement?.textContent)).toBe('撤回');
    await page.keyboard.press('Enter');
    await soon(() => page.innerText('.mine-state')).toContain('已撤回');
    await soon(() => page.innerText('.mine-mark')).not.toContain('138****8000');
    await context.close();
  });
});
