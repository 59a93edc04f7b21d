import { describe, expect, it } from 'vitest';
import { asUtteranceId } from '../../../../models/contract/ids.ts';
import { saysSomething } from '../../../../models/text/chat/line-key.ts';
import { isPrompted } from '../../../../models/text/chat/prompt.ts';
import { newShillWatch, noteLine } from '../../../../models/text/chat/shill.ts';
import { loadPacks } from '../../../../models/text/judge.ts';
import { foldedText } from '../../../../models/text/normalise/normalise.ts';
import { heldBytes } from '../../../memory.ts';

const { normaliser } = loadPacks('models/text/packs');
const fold = (text: string): string => foldedText(normaliser.fold(text));

/** What is told of lines, two seconds apart, each of an account of its own unless it says whose. */
const waves = (lines: readonly (string | readonly [text: string, speaker: string])[], stepMs = 2_000) => {
  const watch = newShillWatch();
  return lines.flatMap((line, i) => {
    const [text, speaker] = typeof line === 'string' ? [line, `v${i}`] : line;
    const wave = noteLine(watch, {
      utteranceId: asUtteranceId(`c${i}`),
      speaker,
      atMs: i * stepMs,
      folded: fold(text),
      length: text.length,
    });
    return wave ? [{ at: i, accounts: wave.alike.accounts, exact: wave.exact }] : [];
  });
};
const same = (text: string, times: number): string[] => Array.from({ length: times }, () => text);

describe('the same line from many accounts', () => {
  it.each([
    '已经回购三次了，真的超级好用',
    '我妈用了说比医院的还好',
    '抢到了抢到了，太值了',
    '姐妹们信我，闭眼拍五盒',
    '老粉报到，全家都在用',
    '已經買第四罐了，超好用',
    'Bought it three times already, amazing!',
  ])('%s', (text) => {
    expect(waves(same(text, 5))).toEqual([{ at: 4, accounts: 5, exact: true }]);
  });

  it('nearly the same, with marks, emoji, drawn-out sounds, other script', () => {
    const lines = [
      '已经回购三次了，真的超级好用',
      '已经回购三次了！！真的超级好用啊啊啊',
      '已經回購三次了 真的超級好用👍👍',
      '已经回购四次了，真的超级好用',
      '我已经回购三次了，真的超级好用',
    ];
    expect(waves(lines)).toEqual([{ at: 4, accounts: 5, exact: false }]);
  });

  it('is told again when the accounts have doubled, and not for each', () => {
    expect(waves(same('已经回购三次了，真的超级好用', 22), 1_000).map(({ accounts }) => accounts)).toEqual([
      5, 10, 20,
    ]);
  });

  it('needs five accounts, within a minute', () => {
    expect(waves(same('已经回购三次了，真的超级好用', 4))).toEqual([]);
    expect(waves(same('已经回购三次了，真的超级好用', 8), 20_000)).toEqual([]);
    const one = same('已经回购三次了，真的超级好用', 8).map((text) => [text, 'v1'] as const);
    expect(waves(one)).toEqual([]);
  });

  it('is not lost in a busy chat, and what is remembered has a limit', () => {
    const watch = newShillWatch();
    let told = 0;
    for (let i = 0; i < 5_000; i += 1) {
      const text = i % 100 === 0 ? '已经回购三次了，真的超级好用' : `第${i}号观众觉得质量不错${i * 7919}`;
      const line = { utteranceId: asUtteranceId(`c${i}`), speaker: `v${i}`, atMs: i * 50, length: 14 };
      if (noteLine(watch, { ...line, folded: fold(text) })) told += 1;
    }
    expect(told).toBeGreaterThan(0);
    expect(watch.clusters.size).toBeLessThanOrEqual(600);
  });
});

describe('lines that many write by custom', () => {
  it.each([
    '扣1',
    '已拍',
    '来了来了',
    '想要黑色',
    '+1',
    'First time here!',
    '666666',
    '👍👍👍👍👍👍',
    '主播今天真漂亮',
    '主播晚上好，第一次来',
    '这个多少钱',
    '這個多少錢啊',
    '什么时候发货呀主播',
    '能不能再便宜一点',
    '想要的扣想要',
    '已经关注了主播点赞',
    'How much is this one?',
    'Hello everyone from here',
    'Love this stream!',
  ])('%s', (text) => {
    expect(saysSomething(fold(text))).toBe(false);
    expect(waves(same(text, 10))).toEqual([]);
  });
});

describe('what the room has just asked for', () => {
  const prompted = (line: string, exact: boolean, ...room: string[]): boolean =>
    isPrompted(fold(line), exact, room.map(fold));
  it.each([
    ['主播推荐的我都喜欢', ['来把主播推荐的我都喜欢打在公屏上']],
    ['主播推薦的我都喜歡', ['来把主播推荐的我都喜欢', '打在公屏上']],
    ['今晚好物太值了', ['福袋口令是今晚好物太值了']],
    ['best deal of the night', ['Type best deal of the night in the chat']],
  ])('%s', (line, room) => expect(prompted(line, false, ...room)).toBe(true));
  it('a password that only the picture shows: the very same words count, others do not', () => {
    expect(prompted('今晚好物太值了', true, '快去参与福袋，复制口令')).toBe(true);
    expect(prompted('今晚好物太值了', false, '快去参与福袋，复制口令')).toBe(false);
  });
  it('nothing else', () => {
    expect(prompted('已经回购三次了，真的超级好用', true, '想要的扣1')).toBe(false);
    expect(prompted('已经回购三次了，真的超级好用', true, '已经回购三次了的宝宝很多')).toBe(false);
    expect(prompted('已经回购三次了，真的超级好用', true)).toBe(false);
  });
});

it('holds no more of long lines than the front that it compares', () => {
  const held = heldBytes(() => {
    const watch = newShillWatch();
    for (let n = 0; n < 200; n += 1) {
      const folded = String.fromCharCode(0x4e00 + n).repeat(2) + '这个质量真的很好值得推荐'.repeat(3_000);
      noteLine(watch, { utteranceId: asUtteranceId(`c${n}`), speaker: `v${n}`, atMs: n, folded, length: 9 });
    }
    return watch;
  });
  expect(held).toBeLessThan(1024 * 1024);
});

it('weighs little in the busiest chat, in which no line is another', () => {
  const rooms = 10;
  const listened = () => {
    const watch = newShillWatch();
    for (let n = 0; n < 700; n += 1) {
      const word = Array.from({ length: 4 }, (_, i) =>
        String.fromCharCode(0x4e00 + ((n * 7919 + i * 4441) % 20_000)),
      );
      const folded = `${word.join('')}这个质量真的很好${word.reverse().join('')}`;
      noteLine(watch, {
        utteranceId: asUtteranceId(`c${n}`),
        speaker: `v${n}`,
        atMs: n * 50,
        folded,
        length: 16,
      });
    }
    return watch;
  };
  const held = heldBytes(() => Array.from({ length: rooms }, listened));
  expect(held / rooms).toBeLessThan(300 * 1024);
});
