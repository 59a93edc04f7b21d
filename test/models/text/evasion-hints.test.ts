import { describe, expect, it } from 'vitest';
import { createTextJudge, loadPacks, type TextContext } from '../../../models/text/judge.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const HOST: TextContext = { source: 'speech', role: 'presenter' };

const raisedIn = (text: string, context: TextContext = HOST) =>
  judge.judge(text, context).claims.filter(({ verdict }) => verdict === 'flag' || verdict === 'review');

const only = (text: string) => raisedIn(text).map(({ kind, verdict, need }) => `${kind} ${verdict} ${need}`);

describe('shown, mouthed or gestured', () => {
  it.each([
    '最字开头，你们看嘴型',
    '我比个手势你们懂的，全网就这个数',
    '我比個手勢你們懂的，全網就這個數',
    '我用手比一下，咱们在业内排这个',
    '嘴巴不能说，大家看我手指头',
    '我举个牌子你们自己看，嘴上不能说',
    '我不出声，你们看我口型',
    '屏幕左上角那四个字我就不读了',
    '後面那塊板子上的字我不能唸',
    '这个字你们自己看，我不念',
    'watch my hand, this is where we rank nationwide',
    "I'm not reading that sign behind me out loud, you can see it",
    "the board behind me says it, I can't say it",
  ])('%s', (text) => expect(only(text)).toContain('filter-evasion-wink review context'));

  it.each([
    '我比个手势，尺码大概这么长',
    '竖大拇指的都是好朋友，谢谢点赞',
    '麦克风坏了，大家看我手势',
    '手语老师今天也在',
    '这个手势是点赞的意思',
    '大拇指的位置有个开关',
    '看嘴型学英语发音',
    '板子上的字写歪了，不能念错',
    '屏幕上的成分表我就不念了，截图看',
    '大家看我手，这个戒指是12号',
    'look at my hand for the ring size',
  ])('ordinary: %s', (text) => expect(raisedIn(text)).toEqual([]));
});

describe('spelt out loud', () => {
  it.each([
    '最字拼音z-u-i，后面那个字是好',
    '最字拼音Z-U-I，後面那個字是好',
    'z开头那个字，后面加个低',
    '跟罪同音那个字，全网我们就是',
    '治字开头，后面那个字是愈',
    'the word is spelled c-u-r-e',
    'it starts with a c and ends with ure',
    'rhymes with pure, it does that to your acne',
  ])('%s', (text) => expect(only(text)).toContain('filter-evasion-wink review context'));

  it('is read as the claim where the rest of it is there', () => {
    for (const text of ['拼音是z-h-i，后面跟个愈字，失眠就靠它', '全网z开头那个字，后面加个低']) {
      const hinted = raisedIn(text).filter(({ steps }) => steps.some(({ outcome }) => outcome === 'hint'));
      expect(hinted.length, text).toBeGreaterThan(0);
      for (const { verdict } of hinted) expect(verdict, text).toBe('review');
    }
  });

  it.each([
    '这个品牌名字开头是Z，怎么念看包装',
    '拼音输入法打zui就出来了',
    '这个字拼音怎么写',
    '拼音卡片一共六十张',
    '型号开头是Z，后面是字母K',
    'spell your name please, j-o-h-n',
    'the code is s-a-v-e, type it at checkout',
    'the model starts with B and ends with 7',
  ])('ordinary: %s', (text) => expect(raisedIn(text)).toEqual([]));
});

describe('words that viewers are asked to type', () => {
  it.each([
    ['来家人们把“治好了”三个字打在公屏', 'medical'],
    ['觉得管用的把根治两个字扣在公屏上', 'medical'],
    ['大家在留言打「治好失眠」四個字', 'medical'],
    ['所有人打：喝了不得癌', 'medical'],
    ['来，公屏给我刷一波“第一”', 'absolute'],
    ['右边的家人打“最好”', 'absolute'],
    ['大家在公屏打“全网最低价”', 'price'],
    ['让我看到满屏的“有效”', 'guarantee'],
    ['everyone type "it cures acne" in the chat', 'medical'],
    ['drop "cheapest" in the comments', 'price'],
  ])('%s', (text, group) => expect(raisedIn(text).map((claim) => claim.group)).toContain(group));

  it('count less surely than words of the own mouth, and for the room alone', () => {
    const text = '来家人们把“治好了”三个字打在公屏';
    for (const { confidence } of raisedIn(text)) expect(confidence).toBeLessThanOrEqual(0.8);
    expect(raisedIn(text, { source: 'chat', role: 'viewer' })).toEqual([]);
  });

  it.each([
    '想要的扣1',
    '想要的打“想要”',
    '大家把想要打在公屏上',
    '觉得管用的把1打在公屏',
    '把最好看的颜色打在公屏上',
    '口令是“周五快乐”，打在公屏参与福袋',
    '第一次来的公屏扣1',
    '公屏打一下第一个颜色还是第二个颜色',
    '听得到的公屏打“听得到”',
    '大家把有用的建议打在公屏',
    '别在公屏打最好这种词',
    'everyone type 1 in the chat',
    'type "size M" in the comments if you want medium',
    'drop a heart in the comments',
  ])('ordinary: %s', (text) => expect(raisedIn(text)).toEqual([]));
});

describe('left unsaid', () => {
  it.each([
    '这个能治那个病，就是血里糖高那个，不让说',
    '全网那个价，懂的都懂',
    '全网最…你们懂的',
    '平台不准我講療效，但喝了三天睡得著，你懂的',
    "I'm not allowed to say best in the world, but you know it is",
  ])('%s', (text) => expect(raisedIn(text).map(({ kind }) => kind)).toContain('filter-evasion-wink'));

  it.each(['那个病不能自己治，去医院', '广告法不让用绝对化用语，我们就说成分'])('ordinary: %s', (text) =>
    expect(raisedIn(text)).toEqual([]),
  );
});
