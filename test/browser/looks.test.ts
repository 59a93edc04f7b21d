import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asPublicId } from '../../models/contract/ids.ts';
import { addPerson, logIn } from '../flow/harness.ts';
import {
  begin,
  board,
  CLAIMS,
  claim,
  type Look,
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

/** Findings that keep someone out, with where they are. */
const seriousFindings = async (page: Page): Promise<string[]> => {
  await page.evaluate(AXE);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
};

/** Sums what moves from now on, without what follows within half a second of a person's own act. */
const watchShifts = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen = { shift: 0 };
    Object.assign(globalThis, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
        if (!entry.hadRecentInput) seen.shift += entry.value;
    }).observe({ type: 'layout-shift' });
  });
const shiftOf = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { seen: { shift: number } }).seen.shift);

const LOOKS: readonly Required<Look>[] = [
  { language: 'zh-Hans', theme: 'light', width: 1440 },
  { language: 'en', theme: 'dark', width: 1440 },
  { language: 'zh-Hant', theme: 'dark', width: 390 },
  { language: 'en', theme: 'light', width: 390 },
];

describe('the screens', () => {
  let system: System;
  let browser: Browser;
  let publicId: string;
  beforeAll(async () => {
    [system, browser] = await Promise.all([openSystem(), openBrowser()]);
    ({ publicId } = await begin(system, 'evening', {
      title: 'A broadcast with a title so long that it has to be shown on several lines of a narrow screen',
    }));
    await send(system, 'evening', [...claim(1), ...claim(2), ...claim(6)]);
    await addPerson(system.ground.store, 'admin');
    const moderator = await logIn(system.url, 'moderator');
    await moderator.send('POST', `/api/broadcasts/${publicId}/visibility`, {
      public: true,
      reason: 'a test',
    });
    while ((await system.ground.store.alerts.countDocuments(CLAIMS)) < 3) await sleep(100);
    const upheld = await system.ground.store.alerts.findOne(CLAIMS).sort({ _id: 1 }).lean();
    const decision = {
      action: 'uphold',
      alerts: [{ id: upheld?._id, revision: upheld?.revision }],
      note: 'no proof was given',
    };
    expect((await moderator.send('POST', '/api/decisions', decision)).status).toBe(200);
  });
  afterAll(async () => {
    await browser?.close();
    await system?.close();
  });

  const inOrder = async (page: Page, width: number): Promise<void> => {
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  };

  describe.each(LOOKS)('in $language, $theme, $width px', (look) => {
    it('login', async () => {
      const { page, context } = await visit(browser, system.url, look);
      await page.waitForSelector('.login-form');
      await inOrder(page, look.width);
      await context.close();
    });

    it('board, reasons, help and broadcasts', async () => {
      const { page, context, troubles } = await board(browser, system, 'moderator', look);
      await page.waitForSelector(ROW);
      await inOrder(page, look.width);
      if (look.width === 390) {
        await page.locator(ROW).first().click();
        await page.locator('.column-said .mark-chosen').first().waitFor();
        await inOrder(page, look.width);
        await page.evaluate(() => {
          location.hash = '#/board/facts';
        });
      }
      await page.click('#facts-checklist');
      await page.locator('.checklist').waitFor();
      await inOrder(page, look.width);
      await page.click('#facts-grounds');
      await page.locator('.history').waitFor();
      await page.keyboard.press('d');
      await page.waitForSelector('.reasons');
      await inOrder(page, look.width);
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await page.locator('dialog[open]').waitFor();
      await inOrder(page, look.width);
      await page.keyboard.press('Escape');
      await page.evaluate(() => {
        location.hash = '#/broadcasts';
      });
      await page.waitForSelector('.broadcast');
      await inOrder(page, look.width);
      expect(troubles).toEqual([]);
      await context.close();
    });

    it('the script check: empty, with marks, with nothing found', async () => {
      const { page, context, troubles } = await visit(browser, `${system.url}/#/check`, look);
      await logInAs(page, 'host');
      await page.fill('.draft-text', '这款茶全网最低价，喝三天治好失眠。\n已售十万件，今天只有最后三十单。');
      await page.waitForSelector('.connection-live');
      await inOrder(page, look.width);
      await watchShifts(page);
      await page.click('[type=submit]');
      await page.waitForSelector('.claim');
      await inOrder(page, look.width);
      for (let n = 0; n < 3; n += 1) await page.keyboard.press('n');
      // What the person did moves what it must; nothing else moves.
      expect(await shiftOf(page)).toBe(0);
      await page.click('.check-acts .primary');
      await page.fill('.draft-text', '一盒一百克。');
      await page.click('[type=submit]');
      await page.waitForSelector('.summary-none');
      await inOrder(page, look.width);
      expect(troubles).toEqual([]);
      await context.close();
    });

    it('the room’s desk, all rooms and the prompter', async () => {
      const { page, context } = await board(browser, system, 'host', look);
      await page.waitForSelector('.nudge', { state: 'attached' });
      await inOrder(page, look.width);
      if (look.width === 390) {
        await page.click('.nudge-fold');
        await page.waitForSelector('.nudge');
        await inOrder(page, look.width);
      }
      for (const [hash, found] of [
        ['#/broadcasts', '.broadcast-acts a[href^="#/host/"]'],
        ['#/rooms', '.room-row'],
        [`#/prompter/${publicId}`, '.prompter-foot time'],
      ] as const) {
        await page.evaluate((to) => {
          location.hash = to;
        }, hash);
        await page.waitForSelector(found);
        await inOrder(page, look.width);
      }
      await context.close();
    });

    it('the consumer’s desk, whose seal says that the log verifies', async () => {
      const { page, context, troubles } = await visit(browser, system.url, look);
      await logInAs(page, 'consumer');
      await page.waitForSelector('.broadcast');
      await inOrder(page, look.width);
      await page.click('.broadcast-link');
      await page.waitForSelector('.upheld');
      await page.waitForSelector('.seal-good');
      await page.click('.seal summary');
      await inOrder(page, look.width);
      expect(troubles).toEqual([]);
      await context.close();
    });

    /** Goes to each page in turn, and looks at it once it is there. */
    const walk = async (page: Page, pages: readonly (readonly [hash: string, found: string])[]) => {
      for (const [hash, found] of pages) {
        await page.evaluate((to) => {
          location.hash = to;
        }, hash);
        await page.waitForSelector(found);
        await inOrder(page, look.width);
      }
    };

    it('what is open to anyone: the search, a record, a mark, how to keep evidence, accounts', async () => {
      const { page, context, troubles } = await visit(browser, `${system.url}/#/consumer`, look);
      await walk(page, [
        ['#/consumer', '.broadcast'],
        ['#/consumer/collect', '.collect-place'],
        ['#/sign-up', '[name=new-password]'],
        ['#/reset', '[name=username]'],
        ['#/mine', '.mine-code'],
        [`#/consumer/${publicId}`, '.record-lines'],
      ]);
      await page.locator('.mark-sentence').first().click();
      await page.waitForSelector('.mark-dialog[open]');
      await inOrder(page, look.width);
      expect(troubles).toEqual([]);
      await context.close();
    });

    it('a buyer’s own marks, requests and account, and the outbox and requests of the platform', async () => {
      const buyer = await visit(browser, system.url, look);
      await logInAs(buyer.page, 'consumer');
      await buyer.page.waitForSelector('.broadcast');
      await walk(buyer.page, [['#/mine', '.mine-code']]);
      await buyer.page.click('.my-requests > .button');
      await buyer.page.waitForSelector('.request-form');
      await inOrder(buyer.page, look.width);
      await walk(buyer.page, [['#/account', '.account-part']]);
      for (const part of await buyer.page.locator('.account-part summary').all()) await part.click();
      await inOrder(buyer.page, look.width);
      const admin = await visit(browser, system.url, look);
      await logInAs(admin.page, 'admin');
      await admin.page.waitForSelector('.connection-live');
      await walk(admin.page, [
        ['#/outbox', '.page .empty'],
        ['#/requests', '.requests-list'],
        ['#/marks', '.platform-marks'],
        ['#/audit', '.audit-act'],
      ]);
      expect([...buyer.troubles, ...admin.troubles]).toEqual([]);
      await Promise.all([buyer.context.close(), admin.context.close()]);
    });
  });

  it('moves nothing while alerts arrive', async () => {
    const { page, context } = await board(browser, system);
    await page.click(ROW);
    await page.waitForSelector('.column-said .mark-chosen');
    await watchShifts(page);
    for (const n of [3, 4, 5]) await send(system, 'evening', claim(n));
    await soon(() => page.innerText('.fresh-strip')).toMatch(/[3-9] 条新预警/);
    expect(await shiftOf(page)).toBe(0);
    await context.close();
  });

  it.each(['admin', 'host', 'consumer'] as const)(
    'has the whole bar in sight, whatever the width: %s',
    async (login) => {
      for (const language of ['en', 'zh-Hans'] as const) {
        const { page, context } = await board(browser, system, login, { language });
        for (const width of [1920, 1440, 1366, 1280, 1200, 1180, 1024, 1000, 912, 820, 390]) {
          await page.setViewportSize({ width, height: 900 });
          const over = await page.locator('.bar').evaluate((bar) => bar.scrollWidth - bar.clientWidth);
          expect({ language, width, over }).toEqual({ language, width, over: 0 });
          // Language, theme and the way out are always to be had.
          await page.click('.menu summary');
          for (const one of [
            '.menu-sheet .button >> nth=-1',
            'select:visible >> nth=0',
            '.screens a:visible >> nth=0',
          ])
            expect(await page.locator(one).isVisible()).toBe(true);
          const edge = await page.locator('.menu-sheet').boundingBox();
          expect((edge?.x ?? -1) >= 0 && (edge?.x ?? 0) + (edge?.width ?? 0) <= width).toBe(true);
          await page.click('.menu summary');
        }
        await context.close();
      }
    },
  );

  it('shows the whole notice that the classifier takes no part, beside a long name, whatever the width', async () => {
    const { store } = system.ground;
    const away = { stages: ['network' as const], since: new Date() };
    await store.users.updateOne({ login: 'moderator' }, { $set: { name: 'Wilhelmina Featherstonehaugh' } });
    const { page, context } = await board(browser, system, 'moderator', { language: 'en' });
    const notice = page.locator('.away-stage');
    for (const width of [1920, 1440, 1366, 1280, 1100, 900, 390]) {
      await page.setViewportSize({ width, height: 900 });
      // The worker may still be at what was sent before, and note that all took part.
      await soon(async () => {
        await store.broadcasts.updateOne({ publicId: asPublicId(publicId) }, { $set: { away } });
        await page.reload();
        await page.waitForSelector('.connection-live');
        return notice.count();
      }).toBe(1);
      const cut = await notice.evaluate((one) => one.scrollWidth - one.clientWidth);
      const over = await page.locator('.bar').evaluate((bar) => bar.scrollWidth - bar.clientWidth);
      expect({ width, cut, over }).toEqual({ width, cut: 0, over: 0 });
      // A number without its name tells nothing.
      for (const name of await page.locator('.counts dt:visible').all())
        expect((await name.boundingBox())?.width).toBeGreaterThan(10);
    }
    await context.close();
  });

  /** Heights of rows in CSS pixels, the chosen one apart. */
  const heightsOf = (page: Page): Promise<{ chosen: number; others: number[] }> =>
    page.evaluate(() => {
      const heights = (selector: string): number[] =>
        [...document.querySelectorAll(selector)].map((row) => row.getBoundingClientRect().height);
      const [chosen = 0] = heights('.row[aria-selected=true]');
      return { chosen, others: heights('.row[aria-selected=false]') };
    });

  it('gives an alert one line in the queue, says more of the chosen one, and tells a screen reader all of each', async () => {
    const { page, context } = await board(browser, system);
    await page.click(ROW);
    const { chosen, others } = await heightsOf(page);
    expect(others.length).toBeGreaterThan(0);
    expect(Math.min(...others)).toBeGreaterThanOrEqual(28);
    expect(Math.max(...others)).toBeLessThanOrEqual(32);
    expect(chosen).toBeGreaterThan(40);
    const other = page.locator(`${ROW}[aria-selected=false]`).first();
    for (const part of ['严重', '最低价宣称', '「全网最低价」', '灯', 'Lamp room', '00:00:0'])
      expect(await other.textContent()).toContain(part);
    expect((await other.locator('.row-more').boundingBox())?.width).toBe(1);
    await context.close();
  });

  it('says all of every alert in the queue of a phone', async () => {
    await send(system, 'evening', claim(9, '这盏灯是国宴指定，总统府特供的'));
    const { page, context } = await board(browser, system, 'moderator', { width: 390, language: 'en' });
    await page.waitForSelector('.row:has-text("special supply")');
    const cut = page
      .locator('.row-kind')
      .evaluateAll((all) =>
        all.filter((kind) => kind.scrollWidth > kind.clientWidth).map((kind) => kind.textContent),
      );
    expect(await cut).toEqual([]);
    const more = await page.locator(`${ROW} .row-more`).last().boundingBox();
    expect(more?.width).toBeGreaterThan(300);
    await context.close();
  });
});
