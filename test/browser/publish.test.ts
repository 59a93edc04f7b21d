import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  begin,
  board,
  CLAIMS,
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

describe('what leaves the board', () => {
  let system: System;
  let browser: Browser;
  beforeAll(async () => {
    [system, browser] = await Promise.all([openSystem(), openBrowser()]);
    await begin(system, 'evening');
    await send(system, 'evening', [...claim(1), ...claim(2), ...claim(3)]);
    // What comes while the board is open gathers above the queue.
    while ((await system.ground.store.alerts.countDocuments(CLAIMS)) < 3) await sleep(50);
  });
  afterAll(async () => {
    await browser?.close();
    await system?.close();
  });

  it('an arrow in the list walks one row, and a key held down decides once', async () => {
    const { page, context } = await board(browser, system);
    await soon(() => page.locator(ROW).count()).toBe(3);
    await page.locator('.row').first().click();
    const ids = await page.locator('.row').evaluateAll((rows) => rows.map((row) => row.id));
    await page.locator('#rows').focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('.row[aria-selected=true]').getAttribute('id')).toBe(ids[1]);
    await page.locator(ROW).first().click();
    for (let n = 0; n < 4; n += 1) await page.keyboard.down('u');
    await page.keyboard.up('u');
    await soon(() => page.innerText('.notices')).toContain('已认定，');
    expect(await page.locator(ROW).count()).toBe(2);
    await page.keyboard.press('d');
    await soon(() => page.evaluate(() => document.activeElement?.className)).toBe('reasons');
    await page.keyboard.press('Escape');
    await soon(() => page.evaluate(() => document.activeElement?.closest('#rows, .actions') !== null)).toBe(
      true,
    );
    await context.close();
  });

  it('a broadcast is made public with a reason, read and verified, and leaves the screen once private', async () => {
    const { page, context } = await board(browser, system);
    const { page: reading, context: home, troubles } = await visit(browser, system.url);
    await logInAs(reading, 'consumer');
    await soon(() => reading.innerText('.consumer')).toContain('还没有公开');
    const publish = async (reason: string): Promise<void> => {
      await page.click('.broadcast-acts button');
      await page.waitForSelector('.publish input:focus');
      await page.keyboard.type(reason);
      await page.keyboard.press('Enter');
    };
    await page.goto(`${system.url}/#/broadcasts`);
    await publish('of public interest');
    await soon(() => page.innerText('.states')).toContain('已公开');
    await soon(() => page.evaluate(() => document.activeElement?.textContent)).toBe('取消公开');

    await reading.reload();
    await reading.click('.broadcast-link');
    await soon(async () => {
      // Its head may not be signed yet: then the seal offers to look again.
      const again = reading.locator('.seal button');
      if ((await again.count()) > 0) await again.click({ timeout: 500 }).catch(() => {});
      return reading.locator('.seal-good').count();
    }).toBe(1);
    await soon(() => reading.innerText('.record-lines')).toContain('全网最低价');
    // Neither evaluated scripts nor anything else that the policy forbids.
    expect(troubles).toEqual([]);
    await publish('asked for by the room');
    await soon(() => page.innerText('.states')).toContain('未公开');
    await soon(() => reading.locator('.record-lines').count()).toBe(0);
    await Promise.all([context.close(), home.close()]);
  });
});
