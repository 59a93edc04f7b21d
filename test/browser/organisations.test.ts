import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asBroadcastId } from '../../models/contract/ids.ts';
import { AUDIT_LOG_ID } from '../../models/store/audit-log.ts';
import { noteCustody } from '../../models/store/custody.ts';
import type { BroadcastDoc } from '../../models/store/documents.ts';
import { addAlert, addPerson, OTHER_ROOM, ROOM, until } from '../flow/harness.ts';
import {
  begin,
  board,
  type Look,
  logInAs,
  openBrowser,
  openSystem,
  type System,
  soon,
  texts,
  visit,
} from './harness.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const inOrder = async (page: Page, width: number, name: string): Promise<void> => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  const found = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${name} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect(found).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
};

const LOOKS: readonly Required<Look>[] = [
  { language: 'zh-Hans', theme: 'light', width: 1440 },
  { language: 'zh-Hant', theme: 'dark', width: 390 },
  { language: 'en', theme: 'dark', width: 1440 },
  { language: 'en', theme: 'light', width: 390 },
];

/** How many records the audit log has, and that no third party has stamped it, in each language. */
const AUDIT_STAMPS =
  /(审计日志|審計日誌|audit log)[\s\S]*\d[\s\S]*(未加盖第三方时间戳|未加蓋第三方時間戳|No third-party timestamp)/;

const to = (page: Page, hash: string): Promise<void> =>
  page.evaluate((address) => {
    location.hash = address;
  }, hash);

describe('organisations', () => {
  let system: System;
  let browser: Browser;
  let here: string;
  let elsewhere: string;
  beforeAll(async () => {
    [system, browser] = await Promise.all([openSystem(), openBrowser()]);
    await addPerson(system.ground.store, 'host', { login: 'owner', rooms: [OTHER_ROOM] });
    await addPerson(system.ground.store, 'admin');
    const place = (id: string, name: string) => ({ room: { id, name, operator: 'x' } });
    ({ publicId: here } = await begin(system, 'evening', {
      title: 'Lamps',
      ...place(OTHER_ROOM, 'Lamp room'),
    }));
    ({ publicId: elsewhere } = await begin(system, 'other', { title: 'Soap', ...place(ROOM, 'Soap room') }));
    for (const [id, quote] of [
      ['evening', '最亮的灯'],
      ['other', '最好的皂'],
    ] as const) {
      const doc = await system.ground.store.broadcasts
        .findOne({ _id: asBroadcastId(id) })
        .lean<BroadcastDoc>();
      if (doc) await addAlert(system.ground, doc, `alert-${id}`, { quote });
    }
    const { store } = system.ground;
    await noteCustody(store, { action: 'x', subject: 'x', by: { id: 'x', name: 'x' }, now: new Date() });
    const head = { broadcastId: AUDIT_LOG_ID };
    await until('a head of the audit log', async () => (await store.checkpoints.countDocuments(head)) > 0);
  });
  afterAll(async () => {
    await browser?.close();
    await system?.close();
  });

  /** The owner asks someone in with the keyboard alone. @returns the link. */
  const invite = async (page: Page, label: string): Promise<string> => {
    await to(page, '#/organisation');
    await page.locator('#org-invitations + button').press('Enter');
    await page.waitForSelector('.org-form input:focus');
    await page.keyboard.type(label);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    // The first room, after the choice of all of them.
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.org-link input');
    return page.inputValue('.org-link input');
  };

  it('an owner invites an assistant, who sees that room’s desk alone, until the owner removes them', async () => {
    const owner = await board(browser, system, 'owner');
    const link = await invite(owner.page, '新来的场控');
    expect(link).toContain(`${system.url}/#/invitation/lwi_`);

    const other = await visit(browser, link);
    await other.page.waitForSelector('.org-facts');
    expect(await other.page.innerText('.org-facts')).toContain('场控/助播');
    await other.page.fill('[autocomplete=name]', '小林');
    await other.page.fill('[autocapitalize=none]', 'lin');
    expect(await other.page.inputValue('[name=login]')).toMatch(/^lin-[0-9a-z]{5}$/);
    await other.page.fill('[name=password]', 'a long enough password');
    await other.page.click('[type=submit]');
    await other.page.waitForSelector('.connection-live');
    await soon(() => other.page.innerText('.host')).toContain('Lamps');
    expect(await other.page.innerText('body')).not.toContain('Soap');
    await soon(() => other.page.innerText('.desk-nudges')).toContain('最亮的灯');
    // Not another room's desk, nor the page of all rooms, by whatever address.
    await to(other.page, `#/host/${elsewhere}`);
    await soon(() => other.page.innerText('.host-empty')).toContain('不在您的直播间里');
    await to(other.page, '#/rooms');
    await soon(() => other.page.locator('.desk').count()).toBe(1);
    await to(other.page, '#/organisation');
    await soon(() => texts(other.page, '.org-who')).toHaveLength(3);
    expect(await other.page.locator('#org-invitations').count()).toBe(0);
    await to(other.page, `#/host/${here}`);
    await other.page.waitForSelector('.desk');

    await owner.page.reload();
    await soon(() => owner.page.locator('.org-row:has-text("小林")').count()).toBeGreaterThan(0);
    await owner.page.click('.org-row:has-text("小林") .org-acts button:has-text("移出")');
    await owner.page.waitForSelector('.org-form input:focus');
    await owner.page.keyboard.type('试用结束');
    await owner.page.keyboard.press('Enter');
    const sinceMs = performance.now();
    await soon(() => other.page.locator('.desk').count()).toBe(0);
    expect(performance.now() - sinceMs).toBeLessThan(5_000);
    await soon(() => other.page.innerText('.host-empty')).toContain('还不属于任何机构');
    expect(await other.page.innerText('body')).not.toContain('最亮的灯');
    await soon(() => texts(owner.page, '.org-who')).not.toContain('小林');
    await owner.page.click('summary:has-text("操作记录")');
    await soon(() => owner.page.innerText('body')).toContain('原因：试用结束');

    await other.page.goto(link);
    await other.page.reload();
    await soon(() => other.page.innerText('.login-card')).toContain('这个邀请已经用过');
    expect([...owner.troubles, ...other.troubles]).toEqual([]);
    await Promise.all([owner.context.close(), other.context.close()]);
  });

  it('the last owner is told why they cannot leave', async () => {
    const { page, context } = await board(browser, system, 'owner');
    await to(page, '#/organisation');
    await page.click('button:has-text("退出机构")');
    await page.click('button:has-text("确认退出")');
    await soon(() => page.innerText('.org-refused:not(:empty)')).toContain('请先指定另一位负责人');
    await context.close();
  });

  it('an admin makes an organisation, which has no members yet, and invites its owner', async () => {
    const { page, context, troubles } = await board(browser, system, 'admin');
    await to(page, '#/organisation');
    await page.click('button:has-text("新建机构")');
    await page.fill('.org-form label:has-text("名称") input', '星灯机构');
    await page.fill('.org-form label:has-text("编号") input', 'new-room，another-room');
    await page.fill('.org-form label:has-text("原因") input', '新入驻');
    await page.keyboard.press('Enter');
    await soon(() => page.innerText('h1')).toContain('星灯机构');
    expect(await page.innerText('.org')).toContain('another-room');
    await page.click('button:has-text("分配直播间")');
    await page.fill('.org-form label:has-text("编号") input', OTHER_ROOM);
    await page.fill('.org-form label:has-text("原因") input', '一个尝试');
    await page.keyboard.press('Enter');
    await soon(() => page.innerText('.org-refused:not(:empty)')).toContain('已归别的机构');
    expect(troubles).toEqual([]);
    await context.close();
  });

  describe.each(LOOKS)('in $language, $theme, $width px', (look) => {
    const shot = (name: string): string => `${name}-${look.language}-${look.theme}-${look.width}`;

    it('the organisation, with each of its forms open, and where there is none', async () => {
      const { page, context, troubles } = await board(browser, system, 'owner', look);
      await to(page, '#/organisation');
      await page.waitForSelector('.org-who');
      await inOrder(page, look.width, shot('organisation'));
      await page.click('.org-row .org-acts button >> nth=0');
      await page.click('#org-invitations + button');
      for (const summary of await page.locator('.org-more > summary').all()) await summary.click();
      await page.waitForSelector('.org-entry');
      await soon(() => page.innerText('.audit-stamps')).toMatch(AUDIT_STAMPS);
      await inOrder(page, look.width, shot('organisation-open'));
      await page.fill('.org-form:has(.org-rooms-pick) input >> nth=0', 'x');
      await page.locator('.org-form:has(.org-rooms-pick) [type=submit]').click();
      await page.waitForSelector('.org-link');
      await inOrder(page, look.width, shot('organisation-link'));
      const link = await page.inputValue('.org-link input');
      await to(page, '#/organisation/none');
      await page.waitForSelector('.org .empty');
      await inOrder(page, look.width, shot('organisation-gone'));
      expect(troubles).toEqual([]);
      await context.close();

      const invited = await visit(browser, link, look);
      await invited.page.waitForSelector('.org-facts');
      await inOrder(invited.page, look.width, shot('invitation'));
      await invited.page.goto(`${system.url}/#/invitation/nothing`);
      await invited.page.waitForSelector('.org-invited a');
      await inOrder(invited.page, look.width, shot('invitation-none'));
      await invited.context.close();
    });

    it('all organisations, for an admin', async () => {
      const { page, context, troubles } = await visit(browser, `${system.url}/#/organisation`, look);
      await logInAs(page, 'admin');
      await page.waitForSelector('.org-who');
      await inOrder(page, look.width, shot('organisations'));
      await page.click('.org .primary');
      await page.waitForSelector('.org-form');
      await inOrder(page, look.width, shot('organisations-new'));
      expect(troubles).toEqual([]);
      await context.close();
    });
  });
});
