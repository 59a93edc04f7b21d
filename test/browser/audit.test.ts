import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { audit } from '../../models/store/audit.ts';
import { addPerson } from '../flow/harness.ts';
import { logInAs, openBrowser, openSystem, type System, soon, visit } from './harness.ts';

let system: System;
let browser: Browser;
const LONG = 'x'.repeat(180);
beforeAll(async () => {
  [system, browser] = await Promise.all([openSystem(), openBrowser()]);
  const { store } = system.ground;
  await addPerson(store, 'admin');
  for (let n = 0; n < 60; n += 1)
    await store.connection.transaction((session) =>
      audit(store, session, {
        at: new Date(Date.UTC(2026, 0, 1) + n * 3_600_000),
        by: { id: `p${n % 2}`, name: n % 2 === 0 ? '李灯心' : '<b>王</b>' },
        action: n % 3 === 0 ? 'hold-placed' : 'media-viewed',
        subject: n === 6 ? LONG : `s${n}`,
        ...(n === 6 && { reason: LONG, details: { publicId: 'B'.repeat(22), long: LONG } }),
      }),
    );
});
afterAll(async () => {
  await browser?.close();
  await system?.close();
});

it.each([
  [1440, 'zh-Hans', '设置了保全'],
  [390, 'zh-Hant', '設置了保全'],
  [390, 'en', 'placed a hold'],
] as const)('an admin searches what was done, at %i px in %s', async (width, language, held) => {
  const { page, context, troubles } = await visit(browser, `${system.url}/#/audit`, { width, language });
  await logInAs(page, 'admin');
  await page.goto(`${system.url}/#/requests`);
  await page.click('.requests-list a[href="#/audit"]');
  const rows = page.locator('.audit-act');
  await soon(() => rows.count()).toBe(50);
  await page.click('.audit .button.wide');
  await soon(() => rows.count()).toBeGreaterThan(60);
  await page.fill('[name=by]', '灯心');
  await page.selectOption('[name=action]', 'hold-placed');
  await page.fill('[name=from]', '2025-12-30');
  await page.fill('[name=until]', '2026-01-31');
  await page.click('.audit-form [type=submit]');
  await soon(() => rows.count()).toBe(10);
  expect(await rows.first().innerText()).toContain(held);
  await page.click('.audit-act summary >> nth=-1');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await page.fill('[name=subject]', 's54');
  await page.click('.audit-form [type=submit]');
  await soon(() => rows.count()).toBe(1);
  await page.fill('[name=subject]', 'none');
  await page.click('.audit-form [type=submit]');
  await page.waitForSelector('.audit .empty');
  await page.click('.audit-form [type=reset]');
  await soon(() => rows.count()).toBe(50);
  expect(troubles).toEqual([]);
  await context.close();
});

it('a moderator finds their own acts, names are text, and a link leads to what was done to one thing', async () => {
  const { page, context, troubles } = await visit(browser, `${system.url}/#/audit`, { width: 1440 });
  await logInAs(page, 'moderator');
  await page.goto(`${system.url}/#/audit`);
  await soon(() => page.innerText('.audit')).toContain('这里只有您自己的操作');
  expect(await page.locator('[name=by]').count()).toBe(0);
  expect(await page.innerText('.audit')).not.toContain('李灯心');
  const admin = await visit(browser, `${system.url}/#/audit/s55`, { width: 1440 });
  await logInAs(admin.page, 'admin');
  await admin.page.goto(`${system.url}/#/audit/s55`);
  await soon(() => admin.page.locator('.audit-act').count()).toBe(1);
  expect(await admin.page.innerText('.audit-act')).toContain('<b>王</b>');
  expect(await admin.page.inputValue('[name=subject]')).toBe('s55');
  expect([...troubles, ...admin.troubles]).toEqual([]);
  await Promise.all([context.close(), admin.context.close()]);
});
