import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckReceipt } from '../../models/contract/check.ts';
import { docx, type Grid, xlsx } from '../dashboard/script/files.ts';
import { type Look, logInAs, openBrowser, openSystem, type System, soon, visit } from './harness.ts';

const SCRIPT = '大家好，今天讲一款茶。\n这款茶全网最低价。喝三天治好失眠。\n已售十万件，一盒一百克。';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const contentOf = async (download: Download): Promise<string> => readFile(await download.path(), 'utf8');

describe('a script is checked before the show', () => {
  let system: System;
  let browser: Browser;
  beforeAll(async () => {
    [system, browser] = await Promise.all([openSystem(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await system?.close();
  });

  const atCheck = async (login = 'host', look: Look = {}) => {
    const visited = await visit(browser, `${system.url}/#/check`, look);
    await logInAs(visited.page, login);
    await visited.page.waitForSelector('.draft-text');
    return visited;
  };
  const choose = (page: Page, name: string, mimeType: string, bytes: Uint8Array): Promise<void> =>
    page.setInputFiles('.check-file input', { name, mimeType, buffer: Buffer.from(bytes) });

  it('pasted: each claim is marked in place, with its article and rewrite, and walked by key', async () => {
    const { page, context, troubles } = await atCheck();
    await page.fill('.draft-text', SCRIPT);
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('.claim');
    const focused = (): Promise<string | undefined> => page.evaluate(() => document.activeElement?.className);
    expect(await focused()).toBe('check-summary');
    expect(await page.innerText('.summary-found')).toMatch(/共 \d+ 处/);
    expect(await page.innerText('.check-summary')).toContain('不是法律意见');
    const marks = await page.locator('.claim').count();
    expect(marks).toBeGreaterThanOrEqual(3);
    // What a screen reader hears before the words.
    expect(await page.locator('mark [role=button]').first().getAttribute('aria-label')).toBe(
      '禁用，第 1 处：全网最低价',
    );
    const position = (): Promise<string> => page.innerText('.note-position');
    expect(await position()).toMatch(/^1 \//);
    await page.keyboard.press('n');
    expect(await position()).toMatch(/^2 \//);
    await page.keyboard.press('ArrowDown');
    expect(await position()).toMatch(/^3 \//);
    await page.keyboard.press('p');
    await page.keyboard.press('ArrowUp');
    expect(await position()).toMatch(/^1 \//);
    expect(await page.innerText('.note-facts')).toMatch(/法/);
    expect(await page.innerText('.note-facts')).toContain('修改建议');
    expect(await page.innerText('.note-rewrite')).toContain('改写后可以直接说');
    await page.locator('.claim-key').nth(1).click();
    expect(await page.locator('.claim-chosen').count()).toBeGreaterThan(0);

    await page.click('.level-chip:has-text("需备证明")');
    expect(await page.locator('.claim:not(.claim-needs-proof)').count()).toBe(0);
    expect(await page.innerText('.note-quote')).toContain('十万');
    // Paper says of which level alone it lists what was found.
    expect(await page.locator('.check-list h2').textContent()).toContain('需备证明');
    // Back to the words as they were.
    await page.click('.check-acts .primary');
    expect(await page.inputValue('.draft-text')).toBe(SCRIPT);
    expect(await focused()).toBe('draft-text');
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('nothing found is said plainly, and what went wrong too', async () => {
    const { page, context } = await atCheck('moderator');
    await page.click('[type=submit]');
    expect(await page.innerText('.check-failure:not(:empty)')).toContain('还没有话术');
    await page.fill('.draft-text', '这款茶产自云南，一盒一百克。');
    await page.click('[type=submit]');
    await page.waitForSelector('.summary-none');
    expect(await page.innerText('.check-summary')).toContain('没有发现疑似违规的话');
    expect(await page.locator('.claim').count()).toBe(0);
    await page.click('.check-acts .primary');
    await choose(page, '旧.doc', 'application/msword', Buffer.from('d0cf11e0a1b11ae1', 'hex'));
    await soon(() => page.innerText('.check-failure:not(:empty)')).toContain('另存为 docx');
    expect(await page.inputValue('.draft-text')).toContain('云南');
    await context.close();
  });

  it('a Word document is read on the device, by a reader that the policy allows', async () => {
    const { page, context, troubles } = await atCheck();
    await choose(page, '周五.docx', DOCX, docx('这款茶全网最低价', '喝三天治好失眠'));
    await soon(() => page.inputValue('.draft-text')).toBe('这款茶全网最低价\n喝三天治好失眠');
    expect(await page.innerText('.check-file')).toContain('周五.docx');
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('a workbook gives a row for each product, and says where a column is missing', async () => {
    const { page, context, troubles } = await atCheck();
    const grid: Grid = [
      ['商品', '类目', '话术'],
      ['山野茶', '食品', '这款茶治疗失眠'],
      ['白露膏', '神奇类目', '一瓶五十克'],
    ];
    await choose(page, 'a.xlsx', XLSX, xlsx({ 稿: [['商品', '话术']] }));
    await soon(() => page.innerText('.check-failure:not(:empty)')).toContain(
      '工作表“稿”第 1 行的表头缺少：类目',
    );
    await choose(page, 'a.xlsx', XLSX, xlsx({ 稿: grid }));
    await soon(() => page.locator('.draft').count()).toBe(2);
    expect(await page.inputValue('.draft-category select >> nth=0')).toBe('food');
    expect(await page.innerText('.draft >> nth=1')).toContain('不认识类目“神奇类目”');
    await page.click('[type=submit]');
    await page.waitForSelector('.claim');
    expect(await page.innerText('.checked-head >> nth=0')).toContain('稿 第 2 行');
    expect(await page.locator('.checked-row >> nth=1').locator('.claim').count()).toBe(0);
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('a dropped file is read as well', async () => {
    const { page, context } = await atCheck();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(['这款茶全网最低价'], '稿.txt', { type: 'text/plain' }));
      for (const type of ['dragover', 'drop'])
        document.body.dispatchEvent(
          new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }),
        );
    });
    await soon(() => page.inputValue('.draft-text')).toBe('这款茶全网最低价');
    await context.close();
  });

  it('the marked script, the receipt and the checked text are taken away, and fit each other', async () => {
    const { page, context, troubles } = await atCheck();
    await page.fill('.draft-text', `${SCRIPT}<b>不是标记</b>`);
    await page.click('[type=submit]');
    await page.waitForSelector('.claim');
    const take = async (button: string): Promise<string> => {
      const saved = page.waitForEvent('download');
      await page.click(`button:has-text("${button}")`);
      return contentOf(await saved);
    };
    const report = await take('导出标注稿');
    const receipt = JSON.parse(await take('下载回执')) as CheckReceipt;
    const text = await take('下载受检文字');
    expect(createHash('sha256').update(text).digest('hex')).toBe(receipt.text.sha256);
    expect(report).toContain(receipt.text.sha256);

    const reading = await context.newPage();
    await reading.setContent(report);
    expect(await reading.innerText('body')).toContain('<b>不是标记</b>');
    expect(await reading.locator('mark.banned').count()).toBeGreaterThan(1);
    expect(await reading.innerText('body')).toContain('不是法律意见');
    await reading.close();

    const compare = (content: unknown): Promise<void> =>
      page.setInputFiles('.check-receipt input', {
        name: 'receipt.json',
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify(content)),
      });
    await compare(receipt);
    await soon(() => page.innerText('.compared')).toContain('一致：回执说的就是');
    await compare({ ...receipt, text: { ...receipt.text, sha256: '0'.repeat(64) } });
    await soon(() => page.innerText('.compared')).toContain('不一致');
    await compare({ hello: 1 });
    await soon(() => page.innerText('.compared')).toContain('不是话术检查的回执');
    expect(troubles).toEqual([]);
    await context.close();
  });

  it('on paper stand the text, every place explained and the receipt, and no buttons', async () => {
    const { page, context } = await atCheck();
    await page.fill('.draft-text', SCRIPT);
    await page.click('[type=submit]');
    await page.waitForSelector('.claim');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.check-list li').first().isVisible()).toBe(true);
    for (const hidden of ['.bar', '.check-pane', '.check-acts >> nth=0'])
      expect(await page.locator(hidden).isVisible()).toBe(false);
    await context.close();
  });

  it('while the server is gone the text stays, and the next who logs in finds nothing of it', async () => {
    const { page, context } = await atCheck();
    await page.fill('.draft-text', SCRIPT);
    await page.route('**/api/check', (route) => route.abort());
    await page.click('[type=submit]');
    await soon(() => page.innerText('.check-failure:not(:empty)')).toContain('没有连上服务器');
    expect(await page.inputValue('.draft-text')).toBe(SCRIPT);
    await page.click('.menu summary');
    await page.click('button:has-text("退出登录")');
    await logInAs(page, 'moderator');
    await page.waitForSelector('.draft-text');
    expect(await page.inputValue('.draft-text')).toBe('');
    await context.close();
  });
});
