import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccountKeys } from '../../models/store/account-keys.ts';
import { listOutbox } from '../../models/store/outbox.ts';
import { noteFind } from '../../models/store/public-finds.ts';
import { readSealKey } from '../../models/store/seal.ts';
import { begin, CLAIMS, claim, openBrowser, openSystem, type System, send, soon, visit } from './harness.ts';

const PHONE = { width: 390 } as const;

describe('without an account, on a phone', () => {
  let system: System;
  let browser: Browser;
  let publicId: string;
  beforeAll(async () => {
    [system, browser] = await Promise.all([openSystem(), openBrowser()]);
    ({ publicId } = await begin(system, 'evening', { title: '灯具夜场' }, 1_200_000));
    await send(system, 'evening', [
      ...claim(1),
      { type: 'utterance', id: 'late', source: 'speech', atMs: 1_000_000, text: '最后再说一遍手工糊的灯' },
    ]);
    while ((await system.ground.store.alerts.countDocuments(CLAIMS)) < 1) await sleep(50);
    const shown = { $set: { public: true, 'input.room.name': '樹屋燈鋪' } };
    const doc = await system.ground.store.broadcasts
      .findOneAndUpdate({ publicId } as Record<string, unknown>, shown, { returnDocument: 'after' })
      .lean();
    if (doc) await noteFind(system.ground.store, doc as never);
  });
  afterAll(async () => {
    await browser?.close();
    await system?.close();
  });

  const withoutWideScroll = async (page: Page): Promise<void> =>
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  it('a broadcast is found in either script, read, searched, and shows what was upheld and nothing else', async () => {
    const { page, context, troubles } = await visit(browser, system.url, PHONE);
    await page.click('.login-links a[href="#/consumer"]');
    await page.fill('.find-words input', '树屋 灯1号');
    await page.keyboard.press('Enter');
    await soon(() => page.innerText('.find-count')).toBe('找到 1 场');
    await withoutWideScroll(page);
    await page.click('.broadcast-link');
    await soon(() => page.innerText('.record-lines')).toContain('这款全网最低价');
    expect(await page.innerText('.record')).not.toMatch(/疑似|最低价声明|广告法/);
    expect(await page.locator('.record-lines mark').count()).toBe(0);
    expect(await page.innerText('.coverage')).toMatch(/听到了 \d+%/);
    await withoutWideScroll(page);

    await page.fill('.find-in input', '手工');
    await page.keyboard.press('Enter');
    await soon(() => page.innerText('.hit-list')).toContain('最后再说一遍');
    await page.click('.hit-list .link-button');
    await soon(() => page.innerText('.record-asked')).toContain('手工糊的灯');
    await soon(() => page.evaluate(() => document.activeElement?.id)).toBe('asked-line');

    await system.ground.store.alerts.updateOne(CLAIMS, { $set: { status: 'upheld' } });
    await page.reload();
    await soon(() => page.innerText('.upheld')).toMatch(/这款?全网最低价|全网最低价/);
    expect(await page.innerText('.upheld')).toMatch(/依据法律法规|依据平台规则/);
    expect(await page.innerText('.upheld')).not.toContain('疑似');
    await soon(() => page.locator('.record-lines mark').count()).toBe(1);
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('a record says as of when it is, once the server does not answer any more', async () => {
    const { page, context } = await visit(browser, `${system.url}/#/consumer/${publicId}`, PHONE);
    await soon(() => page.innerText('.record-lines')).toContain('这款全网最低价');
    expect(await page.innerText('.record')).not.toContain('没能取到记录');
    // The requests hang, as those to a server that stands still.
    await page.route('**/api/public/broadcasts/*', () => {});
    const said = () => page.innerText('.record');
    await expect.poll(said, { timeout: 60_000 }).toMatch(/没能取到记录[\s\S]*下面是 \d\d:\d\d:\d\d 取到的/);
    expect(await said()).toContain('这款全网最低价');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.click('.record [role=alert] button');
    await soon(said).not.toContain('没能取到记录');
    await context.close();
  });

  it('nothing found says what that may mean, and how to keep evidence oneself', async () => {
    const { page, context } = await visit(browser, `${system.url}/#/consumer`, { ...PHONE, language: 'en' });
    // The page begins high: whose it is and where one may go take two rows.
    expect((await page.locator('.open-bar').boundingBox())?.height).toBeLessThan(96);
    await page.fill('.find-words input', '没有这家店');
    await page.click('.find-form [type=submit]');
    await soon(() => page.innerText('.find-nothing')).toContain('not watching');
    await page.click('.find-nothing a');
    await soon(() => page.innerText('.collect')).toContain('12315');
    await withoutWideScroll(page);
    await page.goto(`${system.url}/#/consumer/AAAAAAAAAAAAAAAAAAAAAA`);
    await soon(() => page.innerText('.record')).toContain('no such public broadcast');
    await context.close();
  });

  it('an account is made with a code, told plainly that nothing was sent, and closed again', async () => {
    const { page, context, troubles } = await visit(browser, `${system.url}/#/sign-up`, PHONE);
    await page.fill('[name=username]', '138 0013 8000');
    await page.fill('[name=new-password]', 'password123');
    await soon(() => page.innerText('#password-says')).toContain('太常见');
    await page.click('[type=submit]');
    await soon(() => page.innerText('.login-failure')).toContain('密码还不行');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('new-password');
    await page.fill('[name=new-password]', '灯笼一共买了四盏 four');
    await page.click('[type=submit]');
    await soon(() => page.innerText('main')).toContain('消息没有真正发出');
    expect(await page.innerText('main')).toContain('138****8000');
    await soon(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('code');
    const key = readSealKey(system.sealKeyFile);
    if (!key) throw new Error('there is no key');
    const [message] = await listOutbox(system.ground.store, createAccountKeys(key), true);
    await page.fill('[name=code]', '000000');
    await page.click('[type=submit]');
    await soon(() => page.innerText('[role=alert]')).toContain('验证码不对');
    await page.fill('[name=code]', /\d{6}/.exec(message?.text ?? '')?.[0] ?? '');
    await page.click('[type=submit]');
    await soon(() => page.innerText('#consumer-title')).toBe('查直播');
    await page.goto(`${system.url}/#/account`);
    await soon(() => page.innerText('.account-facts')).toContain('138****8000');
    await withoutWideScroll(page);
    await page.click('.account-part:last-of-type summary');
    expect(await page.innerText('.account-part:last-of-type')).toMatch(/证据包[\s\S]*会留下的/);
    await page.fill('.account-part:last-of-type input', '不是这个密码，肯定不是');
    await page.click('.account-close');
    await soon(() => page.innerText('.account-part:last-of-type [role=alert]')).toContain('当前密码不对');
    await page.fill('.account-part:last-of-type input', '灯笼一共买了四盏 four');
    await page.click('.account-close');
    await soon(() => page.locator('.login-card').count()).toBe(1);
    expect(await system.ground.store.users.countDocuments({ 'address.kind': 'phone' })).toBe(0);
    expect(troubles).toEqual([]);
    await context.close();
  });
});
