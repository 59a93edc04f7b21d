import { describe, expect, it } from 'vitest';
import { closeReadings, readingsOf } from '../../../models/text/readings.ts';

const read = (folded: string) => readingsOf({ folded, source: 'speech' });

describe('readings of a text', () => {
  it('is the text alone where it is short', () => {
    expect(read('这款面霜补水保湿').map(({ input }) => input.folded)).toEqual(['这款面霜补水保湿']);
  });

  it('has windows of whole clauses where it is long, each beginning at the next clause', () => {
    const clauses = Array.from({ length: 8 }, (_, i) => `第${i}句话说得不长不短,`);
    const [whole, ...windows] = read(clauses.join(''));
    expect(whole?.input.folded).toBe(clauses.join(''));
    expect(windows[0]?.input.folded).toBe(clauses.slice(0, 3).join(''));
    expect(windows[1]?.input.folded).toBe(clauses.slice(1, 4).join(''));
    const wide = windows.filter(({ narrow }) => !narrow);
    expect(wide.at(-1)?.input.folded.endsWith(clauses.at(-1) ?? '')).toBe(true);
  });

  it('looks again at long texts through narrower windows', () => {
    const clauses = Array.from({ length: 8 }, (_, i) => `第${i}句话说得不长不短,`);
    const narrow = read(clauses.join('')).filter((one) => one.narrow);
    expect(narrow[0]?.input.folded).toBe(clauses.slice(0, 2).join(''));
    expect(read('这款面霜补水保湿').some((one) => one.narrow)).toBe(false);
  });

  it('says where each window begins', () => {
    const text = '家人们晚上好欢迎来到直播间今天给大家带来的是我们自己果园里面种出来的苹果每天早上现摘现发';
    for (const { start, input } of read(text)) expect(text.slice(start).startsWith(input.folded)).toBe(true);
  });

  it('cuts English between words', () => {
    const text =
      'so welcome everyone and today we have got a whole table of lovely mugs from the studio down the road and they are all made by hand';
    const words = new Set(text.split(' '));
    for (const { input } of read(text))
      for (const word of input.folded.trim().split(' ')) expect(words).toContain(word);
  });

  it('stays few on 64 KiB of one character', () => {
    expect(read('最'.repeat(65_536)).length).toBeLessThan(65_536 / 15);
  });
});

describe('readings close to a claim', () => {
  it('are its words and its clause', () => {
    const folded = '今天天气不错,这款能治失眠,大家晚安';
    const at = folded.indexOf('能治失眠');
    expect(
      closeReadings({ folded, source: 'speech' }, { start: at, end: at + 4 }).map((one) => one.folded),
    ).toEqual(['能治失眠', '这款能治失眠']);
  });
});
