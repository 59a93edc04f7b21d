import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { ReviewedProduct } from '../../../scripts/audit/review.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
/** Starting a process takes seconds on a busy machine. */
const LIMIT_MS = 60_000;

type Answer = ReviewedProduct & { line?: number; error?: string };

const audit = async (input: string, ...args: string[]): Promise<{ code: number; answers: Answer[] }> => {
  const child = spawn(process.execPath, ['.local/build/scripts/audit.js', ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number];
  const lines = out.split('\n').filter((line) => line.startsWith('{'));
  return { code, answers: lines.map((line) => JSON.parse(line) as Answer) };
};
const event = (broadcastId: string, type: string, atMs: number, more: object = {}): string =>
  JSON.stringify({ broadcastId, type, atMs, ...more });
const introduced = (broadcastId: string, productId: string, atMs: number, more: object = {}): string =>
  event(broadcastId, 'product', atMs, { action: 'introduced', productId, ...more });
let utterances = 0;
const said = (broadcastId: string, atMs: number, text: string, more: object = {}): string => {
  utterances += 1;
  return event(broadcastId, 'utterance', atMs, { id: `u${utterances}`, source: 'speech', text, ...more });
};
const stateOf = (answer: Answer | undefined, id: string) => answer?.duties.find((duty) => duty.id === id);

it('tells of every product of mixed broadcasts what was said, with the words, and what was not', {
  timeout: LIMIT_MS,
}, async () => {
  const { code, answers } = await audit(
    [
      introduced('b1', 'p1', 0, { name: '山谷饼干', category: 'food' }),
      introduced('b2', 'x', 0, { name: '纯棉长袖衬衫' }),
      said('b1', 5_000, '到手价六十九块九一盒，保质期十八个月'),
      said('b1', 8_000, '能退吗', { source: 'chat', role: 'viewer' }),
      said('b2', 9_000, '百分之百纯棉，到手价九十九一件'),
      said('b2', 9_500, '产地浙江'),
      event('b1', 'ended', 60_000),
    ].join('\n'),
  );
  expect(code).toBe(0);
  expect(
    answers.map(({ broadcastId, productId, category, guessed }) => [
      broadcastId,
      productId,
      category,
      guessed,
    ]),
  ).toEqual([
    ['b1', 'p1', 'food', undefined],
    ['b2', 'x', 'apparel', true],
  ]);
  const [food, shirt] = answers;
  expect(stateOf(food, 'shelf-life')).toMatchObject({
    state: 'satisfied',
    atMs: 5_000,
    quote: '到手价六十九块九一盒，保质期十八个月',
  });
  expect(Object.values(stateOf(food, 'shelf-life')?.slots ?? {})).toContain('十八个月');
  expect(stateOf(food, 'production-date')).toMatchObject({ state: 'missing', due: 60_000 });
  expect(stateOf(food, 'seller-identity')?.state).toBe('missing');
  expect(stateOf(food, 'gift-details')?.state).toBe('not-required');
  expect(stateOf(food, 'fiber-content')).toBeUndefined();
  expect(stateOf(shirt, 'fiber-content')?.state).toBe('satisfied');
  expect(stateOf(shirt, 'origin-producer')).toMatchObject({ state: 'satisfied', slots: { place: '浙江' } });
});

it('says what is wrong with a bad line, passes over it, and ends with 1', { timeout: LIMIT_MS }, async () => {
  const { code, answers } = await audit(
    [
      '\ufeff',
      'no json',
      '{"type":"ended","atMs":1}',
      event('b1', 'dance', 1),
      said('b1', -1, '好'),
      said('b1', 1, 'lone \ud800'),
      introduced('b1', 'p1', 0, { name: '山谷饼干', category: '不存在的品类' }),
      introduced('b1', 'p2', 1_000, { name: '云朵软糖', category: 'health-food + 糖果' }),
      introduced('b1', 'p2', 1_200, { name: '云朵软糖', category: '糖果' }),
      introduced('b1', 'p1', 1_500, { name: '山谷饼干' }),
      said('b1', 2_000, '保质期十八个月'),
      JSON.stringify({ broadcastId: 'b1', type: 'registered', startedAt: 'yesterday' }),
    ].join('\n'),
  );
  expect(code).toBe(1);
  expect(answers.flatMap(({ line }) => line ?? [])).toEqual([2, 3, 4, 5, 6, 12]);
  const product = answers.find(({ productId }) => productId === 'p1');
  expect(product).toMatchObject({ category: 'food', guessed: true, unknownCategories: ['不存在的品类'] });
  const sweets = answers.find(({ productId }) => productId === 'p2');
  expect(sweets).toMatchObject({ category: 'health-food', unknownCategories: ['糖果'] });
  expect(sweets?.guessed).toBeUndefined();
  expect(stateOf(product, 'shelf-life')?.state).toBe('satisfied');
});

it('takes what a broadcast says of itself: dates count from its start', { timeout: LIMIT_MS }, async () => {
  const { code, answers } = await audit(
    [
      JSON.stringify({
        broadcastId: 'b1',
        type: 'registered',
        startedAt: '2026-03-20T12:00:00Z',
        language: 'zh-Hans',
        presenters: [{ id: 'h', name: '阿青' }],
      }),
      introduced('b1', 'p1', 0, { name: '山谷饼干', category: 'food' }),
      said('b1', 2_000, '上个月十八号刚生产的'),
    ].join('\n'),
  );
  expect(code).toBe(0);
  const product = answers.find(({ productId }) => productId === 'p1');
  expect(JSON.stringify(stateOf(product, 'production-date'))).toContain('satisfied');
});

it('introduces by what the host says where no event does, and judges what was not heard as not judged', {
  timeout: LIMIT_MS,
}, async () => {
  const { answers } = await audit(
    [
      event('b1', 'product', 0, {
        action: 'listed',
        productId: 'p1',
        name: '山谷饼干',
        category: 'food',
        linkNo: 1,
      }),
      said('b1', 1_000, '大家好'),
      said('b1', 3_000, '保质期十八个月'),
      introduced('b2', 'p2', 0, { name: '山谷饼干', category: 'food' }),
      said('b2', 1_000, '大家好'),
      said('b2', 900_000, '再见'),
      said('b2', 901_000, '再见'),
    ].join('\n'),
  );
  expect(stateOf(answers[0], 'shelf-life')?.state).toBe('satisfied');
  expect(stateOf(answers[1], 'shelf-life')?.state).toBe('not-judged');
});

it('takes nothing in for nothing, helps, and refuses an option that there is not', {
  timeout: LIMIT_MS,
}, async () => {
  expect(await audit('')).toEqual({ code: 0, answers: [] });
  expect((await audit('', '--help')).code).toBe(0);
  expect((await audit('', '--nope')).code).toBe(2);
});
