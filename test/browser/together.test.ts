import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, board, claim, openBrowser, openSystem, ROW, type System, send, soon } from './harness.ts';

describe('two people at once', () => {
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

  it('sees at once who is on an alert, and cannot decide it meanwhile', async () => {
    const [one, two] = await Promise.all([
      board(browser, system, 'moderator'),
      board(browser, system, 'second', { language: 'en' }),
    ]);
    await Promise.all([one.page.click(ROW), two.page.click(ROW)]);
    await one.page.keyboard.press('t');
    await soon(() => one.page.innerText(ROW)).toContain('我在处理');
    await soon(() => two.page.innerText(ROW)).toContain('The moderator is on it');
    expect(await two.page.locator('.act:has-text("Uphold")').isDisabled()).toBe(true);
    await two.page.keyboard.press('u');
    await soon(() => two.page.innerText('.notices')).toContain('in the hands of The moderator');
    expect(await two.page.locator(ROW).count()).toBe(1);

    await one.page.keyboard.press('u');
    await soon(() => two.page.innerText(ROW)).toContain('upheld · The moderator');
    await soon(() => one.page.innerText('.tab:has-text("已处理")')).toContain('1');
    expect(await two.page.locator('.act:has-text("Uphold")').count()).toBe(0);
    await Promise.all([one.context.close(), two.context.close()]);
  });

  it('lets one of two win who press at the same moment, and tells the other calmly', async () => {
    const [one, two] = await Promise.all([
      board(browser, system, 'moderator', { language: 'en' }),
      board(browser, system, 'second', { language: 'en' }),
    ]);
    await send(system, 'evening', claim(2));
    await Promise.all([one.page.click(ROW), two.page.click(ROW)]);
    // The second one's screen has not heard of the first one's decision when the key is pressed.
    await two.page.route('**/api/decisions', async (route) => {
      await one.page.keyboard.press('u');
      await soon(() => one.page.innerText('.notices')).toContain('Upheld');
      await route.continue();
    });
    await two.page.keyboard.press('d');
    await two.page.waitForSelector('.reasons');
    await two.page.keyboard.press('1');
    await soon(() => two.page.innerText('.notices')).toContain('was decided by The moderator');
    const decisions = await system.ground.store.decisions.countDocuments({ action: 'dismiss' });
    expect(decisions).toBe(0);
    await Promise.all([one.context.close(), two.context.close()]);
  });
});
