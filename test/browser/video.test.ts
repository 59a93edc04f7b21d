import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, board, claim, openBrowser, openSystem, type System, send, soon } from './harness.ts';

/** The broadcast has been on air for this long: enough for segments of four seconds to be there. */
const AGO_MS = 60_000;

const timeOf = (page: Page): Promise<number> =>
  page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime);

describe('the video', () => {
  let system: System;
  let browser: Browser;
  beforeAll(async () => {
    [system, browser] = await Promise.all([openSystem(), openBrowser()]);
    const startedAtMs = Date.now() - AGO_MS;
    await begin(system, 'shown', {
      startedAt: new Date(startedAtMs).toISOString(),
      playbackUrl: `${system.mediaUrl}/live/skincare/${startedAtMs}/master.m3u8`,
    });
    await begin(system, 'broken', { playbackUrl: `${system.mediaUrl}/live/nothing/1/master.m3u8` });
  });
  afterAll(async () => {
    await browser?.close();
    await system?.close();
  });

  it('plays from five seconds before the moment, and on', async () => {
    await send(system, 'shown', claim(30));
    const { page, context, troubles } = await board(browser, system);
    await page.click('.row:has-text("灯30号")');
    await page.waitForSelector('.player-ready');
    // The claim was at 30.5 s; the media's own clock starts at 0.
    const first = await timeOf(page);
    expect(first).toBeGreaterThan(24);
    expect(first).toBeLessThan(31);
    await soon(() => timeOf(page)).toBeGreaterThan(first + 1);
    await soon(() => page.locator('.strip-playing').count()).toBe(1);
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('says beside the kept picture whether it is as recorded, all of it, on a phone too', async () => {
    const { page, context } = await board(browser, system, 'moderator', { language: 'en', width: 390 });
    await page.click('.row:has-text("灯30号")');
    await page.click('.kept button');
    await soon(() => page.innerText('.kept-seal')).toContain('as recorded');
    for (const part of ['.kept-seal', '.kept button', '.kept-coverage summary']) {
      const box = await page.locator(part).first().boundingBox();
      expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= 390).toBe(true);
      expect(box?.height).toBeLessThan(60);
    }
    expect(await page.locator('main').evaluate((main) => main.scrollWidth)).toBe(390);
    await context.close();
  });

  it('is not seen any more where a moderator withheld it, and says so', async () => {
    const { page, context, troubles } = await board(browser, system);
    const files: string[] = [];
    page.on('response', (response) => {
      if (/\/media\/files\//.test(response.url())) files.push(response.url());
    });
    await page.click('.row:has-text("灯30号")');
    await page.click('.kept button');
    await soon(() => page.innerText('.kept-seal')).toContain('画面与记录一致');
    await page.keyboard.press('w');
    await page.getByLabel('画面与声音').check();
    await page.getByLabel('到（开播后）').fill('0:10');
    await soon(() => page.innerText('.withhold [role=alert]')).toContain('结束晚于开始');
    await page.getByLabel('到（开播后）').fill('0:40');
    await soon(() => page.innerText('.withhold-goes')).toMatch(
      /画面（连同其中的声音）\d+ 秒，00:00:2\d 至 00:00:4\d/,
    );
    expect(await page.innerText('.withhold')).toMatch(/无法恢复[\s\S]*证据包[\s\S]*哈希保留/);
    await page.selectOption('.withhold select', 'personal-data');
    await page.fill('.withhold [name=note]', '画面里有住址，当事人书面申请');
    await page.check('.withhold [type=checkbox]');
    await page.click('.withhold [type=submit]');
    await soon(() => page.locator('.withhold[open]').count()).toBe(0);
    await soon(() => page.innerText('.player-says')).toContain('已屏蔽');
    expect(await page.innerText('.kept-seal')).toContain('应当事人申请或依法删除');
    // What a player needs before segments shows nothing, and stays.
    const ask = (urls: string[]) => Promise.all(urls.map(async (url) => (await fetch(url)).status));
    expect(await page.evaluate(ask, [...new Set(files)])).toContain(404);
    // The platform's own is not ours to withhold.
    await page.click('.kept button');
    await page.waitForSelector('.player-ready');
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('says so in words when it cannot be loaded, and the words of the broadcast stay', async () => {
    await send(system, 'broken', claim(5));
    const { page, context } = await board(browser, system, 'moderator', { language: 'en' });
    await page.click('.row:has-text("灯5号")');
    await soon(() => page.innerText('.player')).toContain('The video could not be loaded');
    expect(await page.locator('.column-said .mark-chosen').count()).toBeGreaterThan(0);
    await context.close();
  });
});
