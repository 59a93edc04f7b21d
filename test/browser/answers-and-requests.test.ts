import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertDoc } from '../../models/store/documents.ts';
import { ROOM } from '../flow/harness.ts';
import {
  begin,
  board,
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

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [1440, 390] as const;

/** Looks at the page as it is, on a desk and on a phone. */
const inOrder = async (page: Page, name: string): Promise<void> => {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}-${width}.png` });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  await page.setViewportSize({ width: 1440, height: 900 });
  const found = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${name} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect(found).toEqual([]);
};

const to = (page: Page, hash: string): Promise<void> =>
  page.evaluate((address) => {
    location.hash = address;
  }, hash);

/** As an input of date and time takes it, by the browser's own clock. */
const typed = (page: Page, atMs: number): Promise<string> =>
  page.evaluate((ms) => {
    const at = new Date(ms);
    return new Date(ms - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
  }, atMs);

describe('answers and requests', () => {
  let system: System;
  let browser: Browser;
  let publicId: string;
  const startedAtMs = Date.now() - 600_000;
  beforeAll(async () => {
    [system, browser] = await Promise.all([openSystem(), openBrowser()]);
    ({ publicId } = await begin(
      system,
      'evening',
      {
        title: 'Lamps',
        startedAt: new Date(startedAtMs).toISOString(),
        room: { id: ROOM, name: '灯笼小屋', operator: '灯坊' },
      },
      600_000,
    ));
    await send(system, 'evening', [...claim(1), ...claim(2, '这款全国最好，买它')]);
  });
  afterAll(async () => {
    await browser?.close();
    await system?.close();
  });

  const upheldAlert = () => system.ground.store.alerts.findOne({ status: 'upheld' }).lean<AlertDoc>().exec();

  it('a room answers what was upheld; the board shows it as new, and a moderator notes that it was read', async () => {
    const moderator = await board(browser, system);
    await moderator.page.click(ROW);
    await moderator.page.keyboard.press('u');
    await soon(async () => (await upheldAlert())?.status).toBe('upheld');

    const host = await board(browser, system, 'host');
    await soon(() => host.page.innerText('.awaited-link')).toContain('1 条处理尚未陈述');
    await host.page.click('.awaited-link a');
    await host.page.waitForSelector('.answer-form');
    expect(await host.page.innerText('.decision')).not.toContain('疑似');
    await inOrder(host.page, 'answers-awaited');
    await host.page.fill('.answer-form textarea', '说的是本店近三十天最低，商品页写明了范围。\n以后会说全。');
    await host.page.fill('.answer-form input', '00:00:99');
    await host.page.click('.answer-form [type=submit]');
    await soon(() => host.page.innerText('.answer-form [role=status]')).toContain('时:分:秒');
    await host.page.fill('.answer-form input', '00:00:01');
    await host.page.click('.answer-form [type=submit]');
    await soon(() => host.page.innerText('.answer')).toContain('本店近三十天最低');
    await inOrder(host.page, 'answers-given');

    await soon(() => moderator.page.innerText('.chip-answered')).toContain('新陈述 1');
    await moderator.page.click('.chip-answered');
    await moderator.page.click('.row >> nth=0');
    await soon(() => moderator.page.innerText('.alert-answers')).toContain('以后会说全');
    expect(await moderator.page.innerText('.answered-note')).toContain('请先看再改');
    await inOrder(moderator.page, 'board-answer');
    await moderator.page.click('.answer-read button');
    await soon(() => moderator.page.innerText('.alert-answers')).toContain('处理不变');
    await soon(() => host.page.innerText('.decision')).toContain('处理不变');
    expect([...moderator.troubles, ...host.troubles]).toEqual([]);
    await Promise.all([moderator.context.close(), host.context.close()]);
  });

  it('a moderator puts a broadcast on hold with its reason, looks at it again, and releases it', async () => {
    const { page, context, troubles } = await board(browser, system);
    await page.click('.row:has-text("全国最好")');
    await page.click('.holds summary');
    await page.click('.holds button');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name'));
    await soon(focused).toBe('why');
    await page.selectOption('.holds [name=why]', 'authority');
    await page.fill('.holds [name=ref]', '案 2026-17');
    await page.click('.holds [type=submit]');
    // Nothing is held without a reason.
    expect(await page.locator('.holds form').count()).toBe(1);
    await page.fill('.holds [name=reason]', '监管部门来函要求保存');
    await inOrder(page, 'hold-form');
    await page.click('.holds [type=submit]');
    await soon(() => page.innerText('.holds')).toMatch(
      /监管部门要求 · 整场 · 案 2026-17[\s\S]*来函[\s\S]*前复核/,
    );
    expect(await page.innerText('.holds')).toContain('已下达');
    await soon(() => page.evaluate(() => document.activeElement?.textContent)).toContain('下达保留令');
    expect(await system.ground.store.holds.countDocuments({ open: true, why: 'authority' })).toBe(1);

    await page.click('.holds li button >> nth=0');
    await soon(focused).toBe('reason');
    await page.fill('.holds [name=reason]', '案件还在办');
    await page.fill(
      '.holds [name=reviewBy]',
      new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10),
    );
    await page.click('.holds [type=submit]');
    await soon(() => page.innerText('.holds [role=status]')).toContain('继续保留');
    await page.click('.holds li button >> nth=1');
    await page.fill('.holds [name=reason]', '案件已结');
    await page.click('.holds [type=submit]');
    await soon(() => page.innerText('.holds summary')).toBe('没有保留令');
    expect(await page.innerText('.holds [role=status]')).toContain('已解除');
    const acts = await system.ground.store.audits
      .find({ action: /^hold-/ })
      .sort({ at: 1 })
      .lean();
    expect(acts.map(({ action, reason }) => [action, reason])).toEqual([
      ['hold-placed', '监管部门来函要求保存'],
      ['hold-reviewed', '案件还在办'],
      ['hold-released', '案件已结'],
    ]);
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('a moderator withholds what was said, told what goes with it and that it is for good', async () => {
    const { page, context, troubles } = await board(browser, system);
    const row = '.row:has-text("全国最好")';
    await page.click(row);
    await page.waitForSelector('.line-chosen');
    await page.keyboard.press('w');
    await soon(() => page.innerText('.withhold-goes')).toContain('1 条预警的原话');
    expect(await page.innerText('.withhold-warn')).toContain('无法恢复');
    await inOrder(page, 'withhold');
    await page.selectOption('.withhold select', 'request');
    await page.fill('.withhold [name=note]', '当事人书面申请');
    await page.click('.withhold [type=submit]');
    // Not before it is said to be understood.
    expect(await page.locator('.withhold[open]').count()).toBe(1);
    await page.check('.withhold [type=checkbox]');
    await page.click('.withhold [type=submit]');
    await soon(() => page.locator('.withhold[open]').count()).toBe(0);
    await soon(() => page.innerText('.rows')).toContain('此处文字已应本人请求屏蔽');
    await soon(() => page.innerText('.column-said')).toContain('此处文字已应本人请求屏蔽');
    expect(await page.innerText('body')).not.toContain('全国最好');
    await inOrder(page, 'withheld');
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('a buyer asks for a moment by an order; a moderator releases it, and the buyer reads it', async () => {
    const consumer = await visit(browser, `${system.url}/#/requests`);
    const { page } = consumer;
    await logInAs(page, 'consumer');
    await page.waitForSelector('.my-requests');
    await page.click('.my-requests > .button');
    await page.click('.request-form [type=submit]');
    await page.fill('[name=room]', '灯笼小屋');
    await page.fill('[name=orderNumber]', 'A20261120-000417');
    await page.fill('[name=boughtAt]', (await typed(page, startedAtMs + 60_000)).slice(0, 16));
    await page.fill('[name=fromAt]', await typed(page, startedAtMs));
    await page.fill('[name=said]', '说全网最低价');
    await inOrder(page, 'request-form');
    await page.click('.request-form [type=submit]');
    await soon(() => page.innerText('.request-form [role=status]')).toContain('已提交');
    await page.click('.request-form .request-acts .button');
    await soon(() => page.innerText('.request')).toContain('****0417');
    await inOrder(page, 'requests-mine');

    const moderator = await board(browser, system);
    await to(moderator.page, '#/requests');
    await moderator.page.click('.request-row');
    await soon(() => moderator.page.innerText('.matches')).toContain('Lamps');
    await moderator.page.fill('[name=from]', '00:00:00');
    await moderator.page.fill('[name=until]', '00:05:00');
    await moderator.page.click('.release-form .request-acts button >> nth=0');
    await soon(() => moderator.page.innerText('.released-lines')).toContain('全网最低价');
    await inOrder(moderator.page, 'request-answer');
    await moderator.page.click('.release-form .request-acts .primary');
    await soon(() => moderator.page.innerText('.request-answer')).toContain('开放到');

    await page.reload();
    await page.click('.request a.button');
    await soon(() => page.innerText('.released')).toContain('全网最低价');
    const shown = await page.innerText('.released');
    expect(shown).toContain('以后会说全');
    expect(shown).not.toContain('全国最好');
    await inOrder(page, 'released');
    expect([...consumer.troubles, ...moderator.troubles]).toEqual([]);
    expect(await page.evaluate(() => location.hash)).not.toContain(publicId);
    await Promise.all([consumer.context.close(), moderator.context.close()]);
  });
});
