import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NUDGE_GUARD_MS } from '../../dashboard/state/nudges.ts';
import type { DutiesBoard, DutyView } from '../../models/contract/duty.ts';
import { asProductId, asPublicId } from '../../models/contract/ids.ts';
import { begin, board, claim, openBrowser, openSystem, ROW, type System, send, soon } from './harness.ts';

const duty = (id: string, zh: string, say: string, over: Partial<DutyView>): DutyView => ({
  id,
  name: { zh, en: id },
  say: { zh: say, en: say },
  tier: 'spoken',
  need: 'required',
  severity: 'medium',
  article: '食品安全法 67',
  state: 'pending',
  ...over,
});

/** A product in the middle of its introduction, one duty in each state that a person acts on. */
const sample = (publicId: string): DutiesBoard => ({
  publicId: asPublicId(publicId),
  leafIndex: 1,
  atMs: 60_000,
  policy: { id: 'standard', version: 1, hash: '00' },
  products: [
    {
      productId: asProductId('p1'),
      name: '灯1号',
      linkNo: 1,
      categories: ['home-appliance'],
      guessed: 0.8,
      introductions: [{ fromMs: 1_000, untilMs: null }],
      current: true,
      duties: [
        duty('warranty', '保修期', '保修一年。', { dueMs: 600_000 }),
        duty('price', '价格', '一盏九十九元。', { state: 'satisfied', atMs: 1_500, dueMs: 30_000 }),
        duty('maker', '生产者', '由某某厂生产。', {
          state: 'missing',
          dueMs: 20_000,
          by: 'page',
          slots: { 'listed.producer': '灯具' },
        }),
      ],
    },
  ],
  room: [],
  questions: [
    {
      dutyId: 'warranty',
      name: { zh: '保修期', en: 'Warranty' },
      say: { zh: '保修一年。', en: 'One year.' },
      atMs: 2_000,
      dueMs: 600_000,
      askers: 12,
      deleted: true,
    },
  ],
});

/** The board of the test instead of what the server makes of the events. */
const withBoard = async (page: Page): Promise<void> => {
  await page.route('**/api/broadcasts/*/duties', async (route) => {
    const id = decodeURIComponent(new URL(route.request().url()).pathname.split('/').at(-2) ?? '');
    await route.fulfill({ json: sample(id) });
  });
};

describe('the room’s desk', () => {
  let system: System;
  let browser: Browser;
  let publicId: string;
  beforeAll(async () => {
    [system, browser] = await Promise.all([openSystem(), openBrowser()]);
    ({ publicId } = await begin(system, 'evening'));
    await send(system, 'evening', claim(1));
  });
  afterAll(async () => {
    await browser?.close();
    await system?.close();
  });

  /** Someone at a screen of their own, who is shown the board of the test. */
  const at = async (login: string, hash: string, width: 1440 | 390 = 1440) => {
    const visited = await board(browser, system, login, { width });
    await withBoard(visited.page);
    await visited.page.goto(`${system.url}/#${hash}`);
    await visited.page.reload();
    await visited.page.waitForSelector('.connection-live');
    return visited;
  };

  it('says what to cover next, and puts it on the prompter once it was filled in', async () => {
    const desk = await at('host', '/host', 390);
    const presenter = await at('host', `/prompter/${publicId}`);
    await soon(() => presenter.page.innerText('.prompter-foot')).toContain('提词器空着');
    await desk.page.waitForSelector('.say-next');
    expect(await desk.page.innerText('.say-next')).toMatch(
      /要说清[\s\S]*由某某厂生产。[\s\S]*未口播（平台要求）[\s\S]*商品页已写明[\s\S]*生产者：灯具/,
    );
    expect(await desk.page.innerText('.desk-selling')).toContain('类目为推测');
    expect(await desk.page.innerText('.desk-questions')).toMatch(/12 人问[\s\S]*提问已被删除/);
    await desk.page.click('.say-next .button');
    expect(await desk.page.inputValue('#desk-line')).toBe('由某某厂生产。');
    expect(await presenter.page.innerText('.prompter-foot')).toContain('提词器空着');
    // The cursor is at what is to be filled in.
    await desk.page.keyboard.type('灯具');
    await desk.page.keyboard.press('Enter');
    await soon(() => presenter.page.innerText('.prompter-line')).toBe('由灯具厂生产。');

    const long = '请看这里'.repeat(50);
    await desk.page.fill('#desk-line', long);
    await desk.page.keyboard.press('Enter');
    await soon(() => presenter.page.innerText('.prompter-line')).toBe(long);
    const fits = await presenter.page.evaluate(() => {
      const line = document.querySelector('.prompter-line')?.getBoundingClientRect();
      const box = document.querySelector('.prompter-box')?.getBoundingClientRect();
      return line && box && line.top >= box.top - 1 && line.bottom <= box.bottom + 1;
    });
    expect(fits).toBe(true);
    await desk.page.click('.desk-prompter > .button.wide');
    await soon(() => presenter.page.innerText('.prompter-foot')).toContain('提词器空着');
    expect([...desk.troubles, ...presenter.troubles]).toEqual([]);
    await Promise.all([desk.context.close(), presenter.context.close()]);
  });

  it('prompts after a claim; the room says that it was corrected, and a moderator confirms it', async () => {
    const desk = await at('host', '/host');
    const presenter = await at('host', `/prompter/${publicId}`);
    const nudge = desk.page.locator('.nudge', { hasText: '全网最低价' });
    await nudge.waitFor();
    expect(await nudge.innerText()).toContain('更正一下：刚才说的“');
    // Where it took the place of another prompt, a tap at once would have been meant for that one.
    await sleep(NUDGE_GUARD_MS);
    await nudge.locator('.nudge-correction .primary').click();
    await soon(() => presenter.page.innerText('.prompter-line')).toContain('不准确，更正为：');
    await nudge.locator('.nudge-right .button').click();
    await soon(() => nudge.innerText()).toContain('已口播更正，待核对');

    const moderator = await at('moderator', '/board');
    await moderator.page.click(ROW);
    await soon(() => moderator.page.innerText('.history')).toContain('称已口播更正');
    await moderator.page.click('.confirm-correction .button');
    await soon(() => nudge.innerText()).toContain('更正已核对');
    await soon(() => moderator.page.locator('.confirm-correction').count()).toBe(0);
    await soon(() => moderator.page.innerText('.history')).toContain('核对了更正');
    for (const { context } of [desk, presenter, moderator]) await context.close();
  });

  it.each([1440, 390] as const)('moves nothing when prompts come, at %i px', async (width) => {
    const name = `calm-${width}`;
    const { publicId: quiet } = await begin(system, name);
    const { page, context } = await at('host', `/host/${quiet}`, width);
    await page.waitForSelector('.say-next');
    await page.evaluate(() => {
      const shifts: number[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift' });
    });
    for (const n of [1, 2]) {
      await send(system, name, claim(n));
      await soon(() => page.innerText('.nudge-position')).toMatch(new RegExp(`[/ ]${n}$`));
      await soon(() => page.locator('.nudge').isVisible()).toBe(true);
    }
    // A feed that falls silent is said as well.
    await page.waitForSelector('.host-silent', { timeout: 30_000 });
    const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts);
    expect(shifts.reduce((sum, one) => sum + one, 0)).toBeLessThan(0.001);
    await context.close();
  });

  it('shows moderators the checklist and the time line, and a click goes to what was said', async () => {
    const { page, context, troubles } = await at('moderator', '/board');
    await page.click(ROW);
    await page.click('#facts-checklist');
    await page.waitForSelector('.duty-satisfied');
    expect(await page.innerText('.duty-missing')).toMatch(/未口播（平台要求）[\s\S]*商品页已写明/);
    expect(await page.innerText('.duty-pending')).toContain('还有');
    expect(await page.innerText('.checklist')).toMatch(/类目为推测，把握 80%[\s\S]*提问已被删除/);
    const marks = page.locator('.strip-mark');
    await soon(() => marks.count()).toBeGreaterThan(3);
    await marks.first().focus();
    await page.keyboard.press('ArrowRight');
    const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(label).toMatch(/(?:^|：)00:00:0\d /);
    await page.evaluate(() => {
      Element.prototype.scrollIntoView = function () {
        Object.assign(globalThis, { wentTo: (this as HTMLElement).dataset.at });
      };
    });
    await page.click('.duty-satisfied');
    expect(await page.evaluate(() => (globalThis as unknown as { wentTo?: string }).wentTo)).toBe('1500');
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('shows a person of several rooms what is open in each, and leads to its desk', async () => {
    const { page, context } = await at('host', '/rooms', 390);
    const card = page.locator('.room-card', { has: page.locator(`a[href*="${publicId}"]`) });
    await card.waitFor();
    await soon(async () => (await card.locator('.room-counts dd').allInnerTexts()).slice(1)).toEqual([
      '2',
      '其中 1 项已过时',
      '1',
    ]);
    await soon(() => page.innerText('.room-rows')).toContain('全网最低价');
    await card.locator('a').first().click();
    await page.waitForSelector('.say-next');
    await context.close();
  });

  it('prompts a presenter who reads Traditional characters in them, whatever the screen is in', async () => {
    const { publicId: night } = await begin(system, 'night', { language: 'zh-Hant' });
    await send(system, 'night', claim(1));
    const desk = await at('host', `/host/${night}`, 390);
    await soon(() => desk.page.innerText('.say-next')).toContain('由某某廠生產。');
    await desk.page.click('.say-next .button');
    expect(await desk.page.inputValue('#desk-line')).toBe('由某某廠生產。');
    await desk.context.close();
  });
});
