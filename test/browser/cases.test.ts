import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../flow/harness.ts';
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
} from './harness.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Looks at the page as it is, on a desk and on a phone. */
const inOrder = async (page: Page, name: string): Promise<void> => {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}-${width}.png` });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  const found = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${name} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect(found).toEqual([]);
};

/** The facts are the third step there. */
const onPhone = async (page: Page, name: string): Promise<void> => {
  const before = await page.evaluate(() => location.hash);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => {
    location.hash = '#/board/facts';
  });
  await page.locator('.case').scrollIntoViewIfNeeded();
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.evaluate((hash) => {
    location.hash = hash;
  }, before);
};

/** The claim about a product among those offered; what was not said of it may stand beside it by then. */
const claimOf = (page: Page, product: string) =>
  page.locator(`.join-others label:has-text("${product}") input`).first();

describe('alerts that belong together', () => {
  let system: System;
  let browser: Browser;
  beforeAll(async () => {
    [system, browser] = await Promise.all([openSystem(), openBrowser()]);
    await begin(system, 'evening');
    await begin(system, 'other');
    for (const n of [1, 2, 3]) await send(system, 'evening', claim(n));
    await send(system, 'other', claim(4));
    // Rows that come while somebody looks gather above the list.
    await until('four alerts', async () => (await system.ground.store.alerts.countDocuments(CLAIMS)) === 4);
  });
  afterAll(async () => {
    await browser?.close();
    await system?.close();
  });

  it('are joined by keys alone, with a reason; each leads to the others, and more comes along', async () => {
    const { page, context, troubles } = await board(browser, system, 'moderator');
    await soon(() => page.locator(ROW).count()).toBe(4);
    await page.locator(`${ROW}:has-text("灯1号")`).click();
    await soon(() => page.innerText('.case')).toContain('没有并入案件');
    await page.keyboard.press('c');
    await soon(() => page.locator('.join-others input').count()).toBeGreaterThanOrEqual(2);
    expect(await page.innerText('dialog[open]')).not.toContain('灯4号');
    await soon(() => page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('checkbox');
    expect(await page.locator('dialog[open] [type=submit]').isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await soon(() => page.locator('dialog[open]').count()).toBe(0);
    await page.keyboard.press('c');
    await claimOf(page, '灯2号').focus();
    await page.keyboard.press('Space');
    await inOrder(page, 'join');
    await page.fill('.join-others ~ label input', '同一款灯，同一处价格，电话13800138000');
    await page.keyboard.press('Enter');
    await soon(() => page.innerText('.case')).toMatch(/这条预警和另外 1 条是一个案件[\s\S]*同一款灯/);
    expect(await page.innerText('.case')).not.toContain('13800138000');
    await soon(() => page.innerText('.case')).toMatch(/第 \d+ 条记录/);
    await soon(() => page.innerText('.notices')).toContain('2 条预警已并成一个案件');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('join');
    await inOrder(page, 'case');
    await onPhone(page, 'case-phone');

    const before = await page.getAttribute(`${ROW}[aria-selected=true]`, 'id');
    await page.locator('.case-alert').focus();
    await page.keyboard.press('Enter');
    await soon(() => page.getAttribute(`${ROW}[aria-selected=true]`, 'id')).not.toBe(before);
    await soon(() => page.innerText('.case')).toContain('这条预警和另外 1 条是一个案件');
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('say in English what a case takes up, also from what was decided since', async () => {
    const { page, context } = await board(browser, system, 'second', { language: 'en' });
    await soon(() => page.locator(ROW).count()).toBe(4);
    await page.locator(`${ROW}:has-text("灯3号")`).click();
    await soon(() => page.innerText('.case')).toContain('Not part of a case.');
    await page.keyboard.press('c');
    await claimOf(page, '灯2号').check();
    await page.fill('.join-others ~ label input', 'the same lamp');
    await inOrder(page, 'join-en');
    await page.click('dialog[open] [type=submit]');
    await soon(() => page.innerText('.case')).toContain('One case with 2 other alerts');
    await soon(() => page.innerText('.case')).toContain('Takes up 1 earlier case, whose records stay');
    await inOrder(page, 'case-en');
    await onPhone(page, 'case-phone-en');
    // What was decided has left the list, and is found from the case.
    await page.keyboard.press('u');
    await soon(() => page.locator(ROW).count()).toBe(3);
    await page.locator(`${ROW}:has-text("灯1号")`).click();
    await soon(() => page.locator('.case-alert').count()).toBe(2);
    await page.locator('.case-alert:has-text("upheld")').click();
    await soon(() => page.innerText('.facts-tags')).toContain('upheld');
    await context.close();
  });
});
