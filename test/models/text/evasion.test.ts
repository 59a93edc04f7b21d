import { describe, expect, it } from 'vitest';
import { unusableOffset } from '../../../models/contract/ingest.ts';
import { createTextJudge, loadPacks, type TextContext } from '../../../models/text/judge.ts';
import { searched, unitsAllowed } from './searched.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const HOST: TextContext = { source: 'speech', role: 'presenter' };
const OPERATOR: TextContext = { source: 'chat', role: 'operator' };

const raisedIn = (text: string, context: TextContext = HOST) =>
  judge.judge(text, context).claims.filter(({ verdict }) => verdict === 'flag' || verdict === 'review');

/** `group how` of each claim; how is the step of the normaliser, `literal` where there is none. */
const found = (text: string, context: TextContext = HOST): readonly string[] =>
  raisedIn(text, context).map(
    ({ group, steps }) => `${group} ${steps.find(({ id }) => id === 'normalise')?.outcome ?? 'literal'}`,
  );

type Case = readonly [technique: string, text: string, found: string];

const DISGUISES: readonly Case[] = [
  ['T01 a homophone of 最', '全网罪低价就在今天', 'price confusion'],
  ['T01 two at once', '我们家圈网嘴低价', 'price confusion'],
  ['T01 with a longer word', '这款面霜是全国罪有效的', 'absolute confusion'],
  ['T01 弟一', '我们的销量全国弟一', 'absolute confusion'],
  ['T01 丁级', '全网丁级的面料', 'absolute confusion'],
  ['T01 国家级', '果家级的品质', 'absolute confusion'],
  ['T01 维一', '全网维一的一款', 'absolute confusion'],
  ['T01 a word known by its sound alone', '这款产品绝对是举世吴双', 'absolute phonetic'],
  ['T01 health', '这个茶喝了能冶疗糖尿病', 'medical confusion'],
  ['T01 a disease', '喝这个茶能治唐尿病', 'medical confusion'],
  ['T02 a syllable in a word', '这就是全网zui好的面霜', 'absolute confusion'],
  ['T02 guo家级', 'guo家级品质', 'absolute confusion'],
  ['T02 稳zhuan', '跟着我稳zhuan不赔', 'income confusion'],
  ['T02 a whole line of syllables', 'quan wang zui di jia', 'price confusion'],
  ['T02 written together', '今天quanwang zuidijia给你们', 'price confusion'],
  ['T02 initials with a word of the trade', '今天qwzd价给你们', 'price confusion'],
  ['T03 enclosed digits', '我们的销量全国第①', 'absolute fold'],
  ['T03 black circled digits', '我们的销量全国第❶', 'absolute fold'],
  ['T04 keycap', '只剩最后3️⃣单', 'urgency fold'],
  ['T05 a split character', '这个茶能氵台好糖尿病', 'medical confusion'],
  ['T06 marks inside a word', '全网最*低价', 'price fold'],
  ['T06 spaces', '全 网 最 低 价', 'price fold'],
  ['T06 brackets inside a word', '全网最(低)价', 'price fold'],
  ['T07 full width', '销量ＮＯ．１', 'absolute fold'],
  ['T08 made-up forms', '全网朂低價', 'price fold'],
  ['T08 a Japanese form', '全网最低価', 'price fold'],
  ['T09 Traditional', '全網最低價', 'price fold'],
  ['T10 a word left out', '我们这个全网最什么价你懂的', 'price hint'],
  ['T10 two words left out', '我们家是全网那俩字，懂的都懂', 'absolute hint'],
  ['T10 an initial for a character', '国J级的品质我们家才有', 'absolute hint'],
  ['T13 told by its sound', '我们是全网音同罪的低价', 'absolute hint'],
  ['T13 told by its letters', '我们家全网拼音Z-U-I低价', 'price hint'],
];

describe('disguises', () => {
  it.each(DISGUISES)('%s: %s', (_technique, text, expected) => expect(found(text)).toContain(expected));

  it.each<Case>([
    ['T02 initials of a messenger', '加我vx便宜二十', 'off-platform literal'],
    ['T02 v信', '加v信领内部价', 'off-platform literal'],
    ['T04 V and a heart', '加V❤领内部价', 'off-platform confusion'],
    ['T14 a nickname', '绿泡泡找我拿底价', 'off-platform literal'],
    ['T14 money', '轻松赚米', 'income confusion'],
  ])('%s: %s', (_technique, text, expected) => expect(found(text, OPERATOR)).toContain(expected));

  it.each<Case>([
    ['figures for letters', 'this is the b3st serum in the w0rld', 'absolute confusion'],
    ['hyphens between letters', 'this is the b-e-s-t serum in the world', 'absolute confusion'],
    ['1 for l', 'the 1owest price online guaranteed', 'price confusion'],
    ['letters drawn out', 'this is the beeeest serum in the world', 'absolute confusion'],
    ['letters of another alphabet', 'this is the bеst serum in the wоrld', 'absolute fold'],
  ])('T15 %s: %s', (_technique, text, expected) => expect(found(text)).toContain(expected));

  it('spells a messenger out', () => {
    expect(found('add me on W H A T S A P P for a better price', OPERATOR)).toContain(
      'off-platform confusion',
    );
  });
});

describe('how sure a disguise leaves it', () => {
  const sureness = (text: string): number => Math.max(...raisedIn(text).map(({ confidence }) => confidence));

  it('is less for every step away from plain words', () => {
    const values = ['全网最低价', '全網最低價', '全网罪低价'].map(sureness);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(new Set(values).size).toBe(values.length);
  });

  it('is at most a review where it is only heard or hinted at', () => {
    for (const [technique, text, how] of DISGUISES.filter(([, , how]) => /phonetic|hint/.test(how))) {
      const claims = raisedIn(text).filter(({ steps }) => steps.some(({ outcome }) => how.endsWith(outcome)));
      expect(
        claims.map(({ verdict }) => verdict),
        technique,
      ).toEqual(claims.map(() => 'review'));
    }
  });

  it('rises where the speaker winks at the rules', () => {
    expect(sureness('全网罪低价，你懂的')).toBeGreaterThan(sureness('全网罪低价'));
  });
});

describe('ordinary talk that looks or sounds like a disguise', () => {
  it.each([
    '嘴角有点干',
    '罪过罪过',
    '醉酒别开车',
    '我手心出汗了',
    '这个型号叫卷王',
    '米饭两碗',
    '打字打错了，第—不是第一，是第二个问题',
    '数量卖到V1才升级',
    '水温最高别超过四十度',
    '「最」字贴纸是装饰',
    'jpg发给客服看一下',
    '我是山东dz州的',
    '他姓冕',
    '表情包🥇送给今天的幸运观众',
    '我们兄弟一起做的这个牌子',
    '周围一圈都是收纳袋',
    '你这小嘴好甜啊',
    '保证品质没问题，保正品',
    '小朋友的嘴好好看',
    '这个丁级木材是什么意思',
    '把血糖仪放这里，朋友圈网红款',
    '宝宝本来就爱喝这个汤',
    '产权网站上能查到',
    '控制病情要听医生的',
    '读家长群里的通知',
    '他在学生里的威信不低',
    '把文件名改成wx.jpg',
    '你是国家电网的吗',
    '好苹果要看果蒂',
    '不要米饭，直接上面',
    '女人月巴士卡多少钱',
    '今天有点低落，嘴低着头',
    '这是我弟一直在用的',
    '最后价格看链接',
    '全家一起去圈地运动',
    '这个版权网页打不开',
    '他是山东的，叫木子',
    'women and men both can wear it',
    'a 5g phone and a 4k screen',
    'can you hear me now, the link is live',
    'I like this a lot',
    '顶针和丁字尺各一把',
    '狄一峰老师讲课',
    '那个字我不会念',
    '这个字拼音怎么写',
  ])('%s', (text) => expect(found(text)).toEqual([]));
});

describe('words that are shown, drowned, spelt or only pointed at', () => {
  it.each([
    '萃好的面膜就在这里',
    '罪好的锅就在全国',
    '嘴好的面膜就在我们家',
    '全网最*佳的面霜',
    '我举着纸，纸上那个字你们自己看',
    '我拿张纸写上那俩字，你们自己念',
    '我比个口型，你们看我嘴型',
    '我舉個牌子寫著那個字，你們自己看',
    '全国第Y-I品牌',
    '全网Z.U.I低价',
    '我们全国z-u-i好的面霜',
    '全網Z-U-I低價',
    'This kettle is the number one in America',
    'This lamp is no. 1 nationwide',
    'best seller nationwide this kettle',
    'Our serum is No. one in the world',
    '屏幕上那行字我不能念，你们看得见',
    '身后这几个字念不了，你们自己看',
    '螢幕上這幾個字我不念，你們自己看',
    "I can't read the words on this board, read it yourselves",
    '平台不让我说那个词，但我们就是全国那个',
    '审核不给讲，可它是行业里那个位置',
    '全网最嘟——价给你们',
    '全网最哔价',
    '全网最【消音】价',
    '全網最嗶——價',
    '木又威品牌就是我们',
    '沈牧遥同款，他本人天天用',
    '林阙哥同款，本人都在喝',
    '顧晴同款，她本人每天擦',
    'Our serum is No.1 in the world',
  ])('%s', (text) => expect(raisedIn(text).length).toBeGreaterThan(0));
  it.each([
    '白板上写着尺码，你们自己看',
    '这几个字我不认识，谁念一下',
    '屏幕太小我看不清，不念了',
    "I can't read the chat without my glasses",
    '型号是A-B款，自己看',
    '这个U-S-B口在侧面',
    '木又轻又硬，做砧板合适',
    '哔的一声就是开机了',
    '嘟嘟嘟响就是水开了',
    '口型对不上是网络卡了',
    '全网那个很火的梗我没看过',
    'No one in China has to pay postage',
    'The top seller badge is on the page of the shop',
    '最好的，谢谢你的祝福',
    '罪过罪过，让大家等了',
    '照片最*后一张是实拍',
    '情侣同款，他也能穿',
    '主播同款，我自己天天穿',
    '同款颜色还有白的，本人一米六穿S',
    'Is it cheap? No. One day it will be.',
    'No. One more thing before we go',
    'No one in the world pays postage here',
    'Lot no. 12 ships on Monday',
  ])('lawful: %s', (text) => expect(found(text)).toEqual([]));
});

describe('the way back', () => {
  const JUNK = ['', '\u200b', '😀', '\ud800', 'ﷺ', '3️⃣', '\u202e', ' ', '*', 'Z', 'zui'];
  it('slices the original text, whatever stands around a disguise', () => {
    for (const [, text] of DISGUISES)
      for (const before of JUNK)
        for (const after of JUNK) {
          const whole = `${before}${text}${after}`;
          for (const { start, end, quote } of judge.judge(whole, HOST).claims) {
            expect(whole.slice(start, end)).toBe(quote);
            expect(end).toBeGreaterThan(start);
            if (before !== '\ud800' && after !== '\ud800') expect(unusableOffset(quote)).toBe(-1);
          }
        }
  });

  it('says the same of the same line, whatever came before', () => {
    const first = DISGUISES.map(([, text]) => judge.judge(text, HOST).claims);
    expect(
      [...DISGUISES]
        .reverse()
        .map(([, text]) => judge.judge(text, HOST).claims)
        .reverse(),
    ).toEqual(first);
  });
});

describe('hostile lines', () => {
  const texts = [
    '罪'.repeat(21_845),
    '罪低'.repeat(10_000),
    'zui'.repeat(21_000),
    'z u i '.repeat(10_000),
    '国j级'.repeat(10_000),
    '举世吴双'.repeat(1_000),
    'x'.repeat(4_000),
    '拼音'.repeat(2_000),
    '那个字你懂的'.repeat(600),
    '最(低)价'.repeat(800),
    'quan wang '.repeat(400),
    '九'.repeat(65_536),
    '百分之'.repeat(20_000),
    '\ud800'.repeat(60_000),
    'é…½è¾¾æœ€å¥½'.repeat(1_500),
  ];
  it.each(texts.map((text) => [text.slice(0, 12), text]))('%j over and over', async (_what, text) => {
    for (const context of [HOST, OPERATOR])
      expect(await searched(() => judge.judge(text, context))).toBeLessThan(unitsAllowed(text));
  });
});
