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

  it('says so in words when it cannot be loaded, and the words of the broadcast stay', async () => {
    await send(system, 'broken', claim(5));
    const { page, context } = await board(browser, system, 'moderator', { language: 'en' });
    await page.click('.row:has-text("灯5号")');
    await soon(() => page.innerText('.player')).toContain('The video could not be loaded');
    expect(await page.locator('.column-said .mark-chosen').count()).toBeGreaterThan(0);
    await context.close();
  });
});
