import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  begin,
  board,
  CLAIMS,
  claim,
  openBrowser,
  openSystem,
  ROW,
  type System,
  send,
  soon,
  texts,
} from './harness.ts';

/** Ids of all rows, with everything taken in. */
const rowIds = async (page: Page): Promise<string[]> => {
  await page.keyboard.press('n');
  return page.locator(ROW).evaluateAll((rows) => rows.map(({ id }) => id));
};

describe('a connection that is cut', () => {
  let system: System;
  let browser: Browser;
  beforeAll(async () => {
    [system, browser] = await Promise.all([openSystem(), openBrowser()]);
    await begin(system, 'evening');
    await send(system, 'evening', claim(1));
  });
  afterAll(async () => {
    await browser?.close();
    await system?.close();
  });

  const noneLostOrDoubled = async (page: Page, expected: number): Promise<void> => {
    await soon(async () => (await rowIds(page)).length).toBe(expected);
    const ids = await rowIds(page);
    expect(new Set(ids).size).toBe(expected);
    const quotes = await texts(page, `${ROW} .row-count`);
    expect(quotes, 'nothing was counted twice').toEqual([]);
  };

  it('says since when it is offline, and brings in what was missed without a double', async () => {
    const { page, context } = await board(browser, system, 'moderator', { language: 'en' });
    await page.waitForSelector(ROW);
    await context.setOffline(true);
    await soon(() => page.innerText('.connection')).toMatch(/offline since \d\d:\d\d/);
    await send(system, 'evening', [...claim(2), ...claim(3)]);
    await soon(() => system.ground.store.alerts.countDocuments(CLAIMS)).toBe(3);
    expect(await page.locator(ROW).count()).toBe(1);
    await context.setOffline(false);
    await soon(() => page.innerText('.connection')).toContain('live');
    await noneLostOrDoubled(page, 3);
    await context.close();
  });

  it('loses no decision that could not be sent: the row comes back and says so', async () => {
    const { page, context } = await board(browser, system, 'moderator', { language: 'en' });
    await page.click(ROW);
    const before = await rowIds(page);
    await context.setOffline(true);
    await page.keyboard.press('u');
    await soon(() => page.innerText('.notices')).toContain('Not sent; the alert is where it was');
    expect(await page.locator(ROW).evaluateAll((rows) => rows.map(({ id }) => id))).toEqual(before);
    await context.setOffline(false);
    await soon(() => page.innerText('.connection')).toContain('live');
    await page.click('.notice >> text=Try again');
    await soon(() => page.locator(ROW).count()).toBe(before.length - 1);
    await context.close();
  });

  it('survives the death of the server', async () => {
    const { page, context } = await board(browser, system, 'moderator', { language: 'en' });
    await page.waitForSelector(ROW);
    const before = (await rowIds(page)).length;
    await system.killServer();
    await soon(() => page.innerText('.connection')).toContain('offline since');
    await system.startServer();
    await send(system, 'evening', claim(4));
    await soon(() => page.innerText('.connection')).toContain('live');
    await noneLostOrDoubled(page, before + 1);
    await context.close();
  });
});
