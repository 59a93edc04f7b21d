import { expect, test } from 'vitest';
import { lineKey } from '../../../../models/text/chat/line-key.ts';

/** The same, as the patterns say it. */
const byPatterns = (folded: string): string =>
  folded
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/(.{1,3}?)\1{2,}/gu, '$1$1')
    .replace(/[啊呀哦噢呢吧啦喔哈诶耶嘞哟]+$/u, '');

const PIECES =
  '这款真的好用|哈|哈哈|6|66|ab|xyz|买它|吧|啦|，| |!|😀|𠮷|\ud83d|\udc00|é|Å|①|٣|好|好用|1|12|\u0301|'.split(
    '|',
  );

test('marks, drawn-out sounds and endings go as their patterns say, characters beyond the basic plane included', () => {
  let state = 11;
  const draw = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state % below;
  };
  for (let n = 0; n < 5_000; n += 1) {
    const one = Array.from({ length: draw(5) }, () => PIECES[draw(PIECES.length)]).join('');
    const line = Array.from({ length: 1 + draw(3) }, () => one + PIECES[draw(PIECES.length)]).join('');
    const again = line + (draw(3) === 0 ? line.repeat(draw(4)) : '');
    expect(lineKey(again), JSON.stringify(again)).toBe(byPatterns(again));
  }
});
