import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  begin,
  board,
  CLAIM,
  claim,
  logInAs,
  openBrowser,
  openSystem,
  ROW,
  type System,
  send,
  soon,
  texts,
  visit,
} from './harness.ts';

describe('the board', () => {
  let system: System;
  let browser: Browser;
  beforeAll(async () => {
    [system, browser] = await Promise.all([openSystem(), openBrowser()]);
    await begin(system, 'evening');
  });
  afterAll(async () => {
    await browser?.close();
    await system?.close();
  });

  it('refuses a wrong password in words, and lets the right one in', async () => {
    const { page, context, troubles } = await visit(browser, system.url);
    await logInAs(page, 'moderator', 'not the password');
    await soon(() => page.innerText('.login-failure')).toContain('账号或密码不对');
    await logInAs(page, 'moderator');
    await page.waitForSelector('.connection-live');
    await soon(() => page.innerText('.rows')).toContain('现在没有待处理的预警');
    await page.reload();
    await page.waitForSelector('.connection-live');
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('shows a claim seconds after it was said, with its very words marked in the transcript', async () => {
    const { page, context, troubles } = await board(browser, system);
    await send(system, 'evening', [
      ...claim(1),
      {
        type: 'utterance',
        id: 'c1',
        source: 'chat',
        speaker: 'v1',
        atMs: 1800,
        text: '<b>扣1</b><script>alert(1)</script>',
      },
    ]);
    await page.click(ROW);
    await soon(() => page.locator('.column-said .mark-chosen').count()).toBeGreaterThan(0);
    const marked = (await texts(page, '.column-said .mark-chosen')).join('');
    expect(CLAIM).toContain(marked);
    expect(marked).toContain('最低价');
    await soon(() => page.innerText('.column-typed')).toContain('<b>扣1</b><script>alert(1)</script>');
    await soon(() => page.innerText('.player')).toContain('没有可播放的视频');
    expect(await page.innerText('.facts')).toContain('疑似违规');
    await soon(() => page.innerText('.provenance')).toMatch(/[a-z-]+\/[a-z-]+/);
    const hash = page.locator('.hash').first();
    expect(await hash.innerText()).toMatch(/^[0-9a-f]{8}$/);
    await hash.focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    expect(await hash.innerText()).toMatch(/[0-9a-f]{64}/);
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('gathers new alerts without moving what is read, takes them in by key, and decides by key', async () => {
    const { page, context } = await board(browser, system);
    await page.click(ROW);
    const before = await page.locator(ROW).first().boundingBox();
    const chosen = await page.locator(`${ROW}[aria-selected=true]`).getAttribute('id');
    await send(system, 'evening', [...claim(2), ...claim(3)]);
    await soon(() => page.locator('.fresh').count()).toBe(1);
    await soon(() => page.innerText('.fresh')).toContain('2 条新预警');
    expect(await page.locator(ROW).count()).toBe(1);
    expect(await page.locator(ROW).first().boundingBox()).toEqual(before);
    await page.keyboard.press('n');
    await soon(() => page.locator(ROW).count()).toBe(3);
    expect(await page.locator(`${ROW}[aria-selected=true]`).getAttribute('id')).toBe(chosen);

    await page.locator(ROW).first().click();
    const first = await page.locator(ROW).first().getAttribute('id');
    const second = await page.locator(ROW).nth(1).getAttribute('id');
    await page.keyboard.press('u');
    await soon(() => page.locator(ROW).count()).toBe(2);
    await soon(() => page.locator(`${ROW}[aria-selected=true]`).getAttribute('id')).toBe(second);
    await soon(() => page.innerText('.notices')).toContain('已认定，');
    // A finger slipped: what was decided last comes back, chosen.
    await page.keyboard.press('z');
    await soon(() => page.locator(ROW).count()).toBe(3);
    await soon(() => page.locator(`${ROW}[aria-selected=true]`).getAttribute('id')).toBe(first);
    await soon(() => page.innerText('.notices')).toContain('已重新打开');
    await page.keyboard.press('u');
    await soon(() => page.locator(ROW).count()).toBe(2);
    await soon(() => page.innerText('.notices')).toContain('已认定，');

    await page.keyboard.press('d');
    await page.waitForSelector('.reasons');
    await page.keyboard.press('3');
    await soon(() => page.innerText('.notices')).toContain('已判为不成立');
    expect(await page.locator(ROW).count()).toBe(1);
    await page.click('.tab:has-text("已处理")');
    await soon(async () => (await texts(page, '.row .tag')).join()).toContain('不成立');
    await page.locator(ROW).first().click();
    await soon(() => page.innerText('.history')).toContain('听错了');
    await page.keyboard.press('r');
    await soon(() => page.locator(ROW).count()).toBe(1);
    await page.click('.tab:has-text("预警")');
    await soon(() => page.locator(ROW).count()).toBe(2);
    await context.close();
  });

  it('finds by words and filters by severity, and says when nothing fits', async () => {
    const { page, context } = await board(browser, system);
    await page.waitForSelector(ROW);
    await page.keyboard.press('/');
    await page.keyboard.type('灯1号');
    await soon(() => page.locator(ROW).count()).toBe(1);
    // From the field to what was found, and back to everything, without a pointer.
    const focus = (): Promise<string | undefined> => page.evaluate(() => document.activeElement?.id);
    await page.keyboard.press('Enter');
    await soon(focus).toBe('rows');
    await page.keyboard.press('d');
    await page.waitForSelector('.reasons');
    await page.keyboard.press('Escape');
    expect(await page.inputValue('#search')).toBe('灯1号');
    await page.keyboard.press('/');
    await page.keyboard.press('Escape');
    await soon(() => page.locator(ROW).count()).toBeGreaterThan(1);
    expect(await page.inputValue('#search')).toBe('');
    expect(await focus()).not.toBe('search');
    await page.fill('#search', '没有这样的话');
    await soon(() => page.innerText('.rows')).toContain('没有符合筛选条件的预警');
    await page.click('.chip-clear');
    await soon(() => page.locator(ROW).count()).toBeGreaterThan(0);
    await context.close();
  });

  it('is walked in three steps on a phone, and back', async () => {
    const { page, context } = await board(browser, system, 'moderator', { width: 390 });
    await page.locator(ROW).first().click();
    await page.locator('.column-said .mark-chosen').first().waitFor({ state: 'visible' });
    expect(await page.locator('.queue').isVisible()).toBe(false);
    await page.click('.step-bar >> text=依据与处理');
    await page.locator('.actions').waitFor({ state: 'visible' });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    // What has just happened covers nothing that can be done next, also while reasons are asked for.
    await page.click('.actions >> text=认定违规');
    const [notice, foot] = [page.locator('.notice'), page.locator('.actions')];
    await notice.waitFor();
    const clear = async (): Promise<boolean> => {
      const [above, below] = [await notice.boundingBox(), await foot.boundingBox()];
      return above !== null && below !== null && above.y + above.height <= below.y;
    };
    expect(await clear()).toBe(true);
    await page.click('.actions >> text=不成立');
    await page.waitForSelector('.reasons');
    await soon(clear).toBe(true);
    await page.click('.notice >> text=撤回');
    await soon(() => page.innerText('.notices')).toContain('已重新打开');
    await page.goBack();
    await page.locator('.moment').waitFor({ state: 'visible' });
    await page.goBack();
    await page.locator(ROW).first().waitFor({ state: 'visible' });
    await context.close();
  });
});
