import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
/** Opening rules and network takes seconds on a busy machine. */
const LIMIT_MS = 60_000;

const classify = async (
  input: string,
  ...args: string[]
): Promise<{ code: number; answers: Record<string, unknown>[] }> => {
  const child = spawn(process.execPath, ['.local/build/scripts/classify.js', ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, TF_CPP_MIN_LOG_LEVEL: '3' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
  });
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number];
  const answers = out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code, answers };
};

it('answers every line in its place, says what is wrong with a bad one, and ends with 1 for it', {
  timeout: LIMIT_MS,
}, async () => {
  const line = (id: number, text: string, more: object = {}): string => JSON.stringify({ id, text, ...more });
  const { code, answers } = await classify(
    [
      line(1, '这款茶喝了能治疗失眠'),
      'no json',
      '{"id":2,"text":"lone \\ud800 surrogate"}',
      '{"id":3,"text":"nul \\u0000"}',
      '{"id":4}',
      line(5, '最'.repeat(10_000)),
      line(6, '好'.repeat(65_536)),
      line(7, '好'.repeat(65_537)),
      '',
      line(8, '😀🔥💯'),
      line(9, 'è¿™æ¬¾èŒ¶'),
      line(10, '这款茶能\u202e治疗\u202c失眠', { source: 'chat', role: 'nobody' }),
      `{"text":"${'a'.repeat(2_000_000)}"}`,
      line(11, '欢迎来到直播间', { confidence: 2 }),
      line(13, '欢迎来到直播间', { category: 'spaceship' }),
      line(14, '欢迎来到直播间', { category: 'clothing' }),
      line(12, '这款茶喝了能治疗失眠'),
    ].join('\n'),
  );
  expect(code).toBe(1);
  expect(answers.map(({ id, line: number }) => id ?? `line ${number}`)).toEqual([
    1,
    'line 2',
    'line 3',
    'line 4',
    'line 5',
    5,
    6,
    'line 8',
    8,
    9,
    'line 12',
    'line 13',
    'line 14',
    'line 15',
    14,
    12,
  ]);
  const errors = answers.flatMap(({ error }) => (error === undefined ? [] : [String(error)]));
  expect(errors[1]).toContain('lone surrogate');
  expect(errors[2]).toContain('lone surrogate or NUL');
  expect(errors.at(-1)).toMatch(/^category: .*one of food, /);
  expect(errors.every((error) => error.length < 300)).toBe(true);
  expect(answers.at(-1)?.claims).toEqual(answers[0]?.claims);
});

it('ends with 0 where every line could be read', { timeout: LIMIT_MS }, async () => {
  expect(await classify('{"text":"欢迎来到直播间"}\n')).toMatchObject({ code: 0, answers: [{ claims: [] }] });
  expect(await classify('\ufeff{"text":"欢迎来到直播间"}\n')).toMatchObject({
    code: 0,
    answers: [{ claims: [] }],
  });
  expect(await classify('')).toEqual({ code: 0, answers: [] });
});

it('takes no option that there is not, and reads nothing then', async () => {
  expect(await classify('{"text":"欢迎来到直播间"}\n', '--bogus')).toEqual({ code: 2, answers: [] });
  expect(await classify('', 'file.jsonl')).toEqual({ code: 2, answers: [] });
});
