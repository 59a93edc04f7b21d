import { describe, expect, it } from 'vitest';
import { createTextJudge, loadPacks, type TextContext } from '../../../models/text/judge.ts';
import { searched, unitsAllowed } from './searched.ts';

const judge = createTextJudge({ packs: loadPacks('models/text/packs') });
const HOST: TextContext = { source: 'speech', role: 'presenter' };

const verdicts = (text: string, context: TextContext = HOST): string[] => [
  ...new Set(judge.judge(text, context).claims.map(({ verdict, group }) => `${verdict} ${group}`)),
];
const raised = (text: string, context: TextContext = HOST): string[] => [
  ...new Set(
    judge
      .judge(text, context)
      .claims.filter(({ verdict }) => verdict === 'flag' || verdict === 'review')
      .map(({ group }) => group),
  ),
];

describe('exceptions of the law (docs/exceptions.md): nothing is raised', () => {
  const cases: readonly (readonly [code: string, text: string])[] = [
    ['E01', '我们的态度就是把最好的服务给到大家'],
    ['E02', '我们努力做到行业最高标准，现在还在路上'],
    ['E03', '这三个颜色里最显白的是奶咖'],
    ['E03', '比我们上一代最大的变化是换了轴承'],
    ['E04', '最佳饮用温度是六到八度'],
    ['E04', '面膜最好晚上用，敷十五分钟'],
    ['E05', '特级初榨橄榄油，酸度零点四，执行标准在瓶身'],
    ['E05', '一级能效，标识在左侧'],
    ['E07', '最近降温，很多人问被子'],
    ['E07', '最后一个问题，问完我们上链接'],
    ['E07', '第一次来的朋友先看置顶'],
    ['E07', '全国最多三天就送到'],
    ['E07', '全网问得最多的就是尺码'],
    ['E22', '我们店里卖得最多的是奶咖色'],
    ['E07', '第一时间给你们发出去'],
    ['E09', '我不敢说最好，只能说做工不差'],
    ['E09', '不是最便宜的，但是材料实在'],
    ['E09', '是不是最低价我不敢保证，你们自己比'],
    ['E10', '有人问这是不是全网最低价'],
    ['E11', '这个平台不让说"最"，我就讲数据'],
    ['E11', '我们不说国家级这种话，讲成分'],
    ['E12', '我最喜欢第二个，你们自己选'],
    ['E15', '百分百桑蚕丝，水洗标写着'],
    ['E16', '唯一的缺点是有点重'],
    ['E17', '你们最好先量一下尺寸'],
    ['E18', '母乳是宝宝最好的食物，不够再考虑配方'],
    ['E19', '最大功率两千二百瓦，三档调节'],
    ['E22', '本店最便宜的是这个十九块九的'],
    ['E22', '本月我們店裡賣最好的是黑色'],
    ['E09', '這不是全台最便宜，但是含運'],
    ['E09', '这个是普通的枕头，不治颈椎病，就是填充物软一点'],
    ['E09', '你说的那个能治鼻炎的我可没说过，闻着清凉而已'],
    ['E09', '这块玉我就按石头卖，不谈升值'],
    ['E09', '大家看到有人宣称降血糖的茶，可以打12315'],
    ['E09', 'We would never claim that ours is the best in the world'],
    ['E09', "I wouldn't call it the best in the country"],
    ['E09', 'Nobody can promise you 100% results'],
    ['E09', '有个姐姐说全网最低，我没比过不敢保证'],
    ['E09', '一律不退换我们不搞，有问题找客服'],
    ['E10', '加盟费三万八，能不能赚要看位置'],
    ['E03', 'The warmest jacket we make ourselves, compared with our 2024 model'],
  ];
  for (const [code, text] of cases) it(`${code} ${text}`, () => expect(raised(text)).toEqual([]));
});

describe('what looks like an exception and is none', () => {
  const cases: readonly (readonly [text: string, group: string])[] = [
    ['我们的服务最好，所以产品也是全国最好', 'absolute'],
    ['目标是做第一，现在已经是第一了', 'absolute'],
    ['最佳效果一周见效', 'efficacy'],
    ['国宴级别的品质，拿过奖', 'authority'],
    ['我最喜欢它，因为它是美白效果最强的', 'absolute'],
    ['我最离不开它，因为它淡斑最快', 'absolute'],
    ['全国卖得最多的电饭煲就在这儿', 'absolute'],
    ["You can say it's the best in the world", 'absolute'],
    ["I don't say this lightly, this is the best in the world", 'absolute'],
    ['不退不换我们不做亏本买卖', 'terms'],
    ['世界上最多人喝的豆浆', 'absolute'],
    ['谁敢说不是全国最好的？', 'absolute'],
    ['不是我吹，这就是全中国最好的', 'absolute'],
    ['平台不让说最，反正大家都懂，就是那个字', 'absolute'],
    ['最大的优点是治失眠', 'medical'],
    ['这贴膏药不治好你的腰突我退你三倍', 'medical'],
    ['这茶能不能降血糖？当然能，我天天喝', 'medical'],
    ['我不敢说最好，不过这就是全国最好的', 'absolute'],
    ['有宝宝说这是全网最低价，对，没错，就是最低', 'price'],
  ];
  for (const [text, group] of cases) it(text, () => expect(raised(text)).toContain(group));
});

describe('the verdict and what it needs', () => {
  it('keeps an excused term as exempt, with the step that excused it', () => {
    const [claim] = judge.judge('这不是全国最好的', HOST).claims;
    expect(claim?.verdict).toBe('exempt');
    expect(claim?.steps.at(-1)).toMatchObject({ id: 'negation', outcome: 'clear', words: ['不是'] });
  });

  it('excuses a fact bounded in all four ways, and names the proof', () => {
    const text = '截至2025年12月，据某机构报告，我们在全国线下火锅底料市场销量第一，报告编号在页面';
    const [claim] = judge.judge(text, HOST).claims.filter(({ kind }) => kind === 'absolute-ranking');
    expect(claim?.verdict).toBe('exempt');
    expect(claim?.suggestion.en).toContain('proof');
  });

  it('asks for proof where one of the four is missing', () => {
    const [claim] = judge.judge('据某机构报告，我们全国销量第一', HOST).claims;
    expect(claim).toMatchObject({ verdict: 'review', need: 'proof' });
  });

  it('asks whether a quotation was adopted', () => {
    const [claim] = judge.judge('有宝宝说去年买的是全国最好穿的', HOST).claims;
    expect(claim).toMatchObject({ verdict: 'review', need: 'context' });
  });

  it('carries span, quote, article and the hashes of what decided', () => {
    const text = '家人們，這就是全\u200b國 最好的蠶絲被';
    const [claim] = judge.judge(text, HOST).claims;
    expect(claim?.quote).toBe(text.slice(claim?.start, claim?.end));
    expect(claim?.quote).toBe('全\u200b國 最好');
    expect(claim).toMatchObject({
      kind: 'absolute-superlative',
      basis: 'law',
      article: '广告法 9(3)',
      severity: 'high',
    });
    expect(claim?.source.versions).toEqual(judge.versions);
    expect(claim?.steps[0]?.id).toBe('normalise');
  });

  it('finds what is written to be overlooked', () => {
    const cases = [
      '这锅全网嘴低',
      '圈网最低价',
      '狄一品牌就是我们家',
      'ＮＯ．１品牌',
      '加薇信下单',
      '零 副 作 用，孕妇放心吃',
      '稳zhuan不赔的项目',
    ];
    expect(cases.filter((text) => raised(text).length === 0)).toEqual([]);
  });
});

describe('who speaks decides', () => {
  const text = '这就是全国最好的蚕丝被';
  const cases: readonly (readonly [who: string, context: TextContext, expected: readonly string[]])[] = [
    ['a presenter', HOST, ['flag absolute']],
    ['an operator in chat', { source: 'chat', role: 'operator' }, ['flag absolute']],
    ['an automatic reply', { source: 'chat', role: 'auto-reply' }, ['flag absolute']],
    ['text on screen', { source: 'screen', role: 'unknown' }, ['flag absolute']],
    ['a viewer', { source: 'chat', role: 'viewer' }, []],
    ['chat without a role', { source: 'chat', role: 'unknown' }, []],
    ['a guest', { source: 'speech', role: 'guest' }, ['review absolute']],
    ['played media', { source: 'speech', role: 'played-media' }, ['review absolute']],
    ['a voice in a PK', { source: 'speech', role: 'presenter', unattributed: true }, ['review absolute']],
    [
      'speech that was hardly heard',
      { source: 'speech', role: 'presenter', confidence: 0.5 },
      ['review absolute'],
    ],
    [
      'speech that was well heard',
      { source: 'speech', role: 'presenter', confidence: 0.61 },
      ['flag absolute'],
    ],
  ];
  for (const [who, context, expected] of cases)
    it(who, () => expect(verdicts(text, context)).toEqual(expected));

  it('asks to listen where speech was hardly heard', () => {
    expect(judge.judge(text, { ...HOST, confidence: 0.4 }).claims[0]).toMatchObject({
      verdict: 'review',
      need: 'listen',
    });
  });

  it('hears a viewer as a witness, and an advertiser in chat as one to look at', () => {
    const viewer: TextContext = { source: 'chat', role: 'viewer' };
    expect(verdicts('上次买的是假的，专柜一验就露馅', viewer)).toEqual(['flag viewer-signal']);
    expect(verdicts('退款打到我手机13800138000', viewer)).toContain('flag viewer-signal');
    expect(verdicts('加我微信带你躺赚，日入过千', viewer)).toEqual(['review off-platform', 'review income']);
    expect(verdicts('能加微信吗', viewer)).toEqual([]);
  });

  it('is graver where goods can hurt', () => {
    const severity = (category?: string) =>
      judge.judge('无效全额退款', { ...HOST, ...(category ? { category } : {}) }).claims[0]?.severity;
    expect([severity(), severity('health-food')]).toEqual(['high', 'critical']);
  });

  it('names the kind by the category of the goods', () => {
    const kind = (category: string) => judge.judge('天天喝增强免疫力', { ...HOST, category }).claims[0]?.kind;
    expect([kind('food'), kind('health-food'), kind('infant-formula')]).toEqual([
      'efficacy-food-health-function',
      'health-food-overclaim',
      'infant-formula-claim',
    ]);
  });
});

describe('a withdrawal', () => {
  it('says what is taken back', () => {
    expect(judge.judge('我刚才说的"最好"收回，应该说效果不错', HOST).correction).toMatchObject({
      of: '最好',
    });
    expect(judge.judge('刚才说错了，不能说最好', HOST).correction).toMatchObject({ of: '最好' });
    expect(judge.judge('今天天气不错', HOST).correction).toBeUndefined();
    const unsaid = judge.judge('刚才小满说的全网最好用，这个话收回，应该说我们自己用着不错。', HOST).claims;
    expect(unsaid.map(({ kind, verdict }) => `${verdict} ${kind}`)).toEqual(['exempt absolute-superlative']);
  });
});

describe('hostile input', () => {
  const texts: readonly (readonly [what: string, text: string])[] = [
    ['64 KiB of one character', '最'.repeat(21_845)],
    ['64 KiB of one letter', 'a'.repeat(65_536)],
    ['最 ten thousand times', '最'.repeat(10_000)],
    ['全网最好 ten thousand times', '全网最好'.repeat(10_000)],
    ['digits', '9'.repeat(65_536)],
    ['only emoji', '🔥'.repeat(16_000)],
    ['zero-width characters', '\u200b'.repeat(21_000)],
    ['bidi controls around words', '\u202e最好\u202c'.repeat(5_000)],
    ['spaces', ' '.repeat(65_536)],
    ['marks between words', '最*'.repeat(16_000)],
    ['English without an end', 'best in the world '.repeat(3_600)],
    ['letters one by one', 'a b '.repeat(16_000)],
    ['a ligature that expands', 'ﷺ'.repeat(3_000)],
    ['mojibake', 'é…½è¾¾'.repeat(5_000)],
    ['nothing', ''],
    ['a lone surrogate', '最好\ud800'],
  ];
  for (const [what, text] of texts) {
    it(`${what} takes no more work than its length`, async () => {
      for (const context of [HOST, { source: 'chat', role: 'viewer' } as const])
        expect(await searched(() => judge.judge(text, context))).toBeLessThan(unitsAllowed(text));
    });
  }
});
