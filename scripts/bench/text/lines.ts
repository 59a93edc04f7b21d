/** A small generator with a seed (mulberry32): the same lines on every machine and in every run. */
export const random = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const pick = <T>(next: () => number, from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;

/** What a room says between two claims: nothing of it is forbidden. */
const CHATTER: readonly string[] = [
  '家人们晚上好欢迎来到直播间',
  '刚进来的朋友可以点一点关注',
  '我们今天一共带来十二款产品',
  '这一款是上周很多人问的那件外套',
  '面料摸起来是软软的那种手感',
  '尺码从小号到加大号都有货',
  '身高一米六五的姐妹拍中码就行',
  '拍下以后四十八小时之内发出',
  '运费险我们这边已经给大家买好了',
  '不喜欢的话七天之内可以退回来',
  '链接在下面小黄车的第三个位置',
  '有问题的话打在公屏上我来回答',
  '我看到有人问能不能放进洗衣机',
  '建议大家用冷水手洗再平铺晾干',
  '颜色一共有米白和浅灰还有藏青',
  '里面是两百毫升外面带一个小盒子',
  '配料表我给大家念一遍就在背面',
  '保质期是十二个月生产日期是上个月',
  '早餐的时候配一点面包也很方便',
  '厨房里放一瓶平时做菜可以用',
  '开了封之后记得放进冰箱冷藏',
  '充电口在左边按一下就可以打开',
  '声音大小用旁边这个圆的按钮来调',
  '说明书里面有中文也有英文两种',
  '等一下我们还会抽三位朋友送杯子',
  '先去喝口水马上回来给大家试穿',
  '后台的同事帮我看一下还剩多少件',
  '刚才那位朋友问的我记下来了',
  '我们的仓库在南边所以北方会慢一天',
  '包装是纸盒加气泡袋不容易压坏',
];

/** Said by sellers who go too far: each holds what the shipped rules look for. */
const CLAIMS: readonly string[] = [
  '这款茶喝了就能治疗失眠',
  '今天就是全网最低价',
  '我们家是全国销量第一',
  '这个面霜三天就能美白',
  '吃一个月血糖就降下来了',
  '这是国家级的品质',
  '投进去保证一个月回本',
  '原价一千九百九十九今天只要九十九',
  '加我微信私下给你更便宜',
  '用完斑就没有了永不反弹',
];

/** A string of its own, as a parser of JSON makes it: what is cut from another is read more slowly. */
const ownString = (text: string): string => JSON.parse(JSON.stringify(text)) as string;

/** Of real sentences some 15 % hold a term. */
const HIT_SHARE = 0.15;

export interface MadeLines {
  /** Without end: the caller takes as many as it wants. */
  readonly next: () => string;
}

/**
 * Lines of chatter, 26 to 52 units long, as speech cut by a recogniser is, of which {@link HIT_SHARE} hold one of `inserted`.
 * @param inserted default: claims that the shipped rules know.
 */
export const makeLines = (seed: number, inserted: readonly string[] = CLAIMS): MadeLines => {
  const draw = random(seed);
  return {
    next: () => {
      const units = 26 + Math.floor(draw() * 27);
      let line = draw() < HIT_SHARE ? pick(draw, inserted) : '';
      while (line.length < units) {
        const phrase = pick(draw, CHATTER);
        line = draw() < 0.5 ? `${phrase}，${line}` : `${line}，${phrase}`;
      }
      return ownString(line.replace(/^，|，$/g, '').slice(0, Math.max(units, 1)));
    },
  };
};

/** So many lines at once. */
export const takeLines = (lines: MadeLines, count: number): string[] =>
  Array.from({ length: count }, lines.next);

const HEADS =
  '最好 最强 最新 最低 最大 全网 全国 全球 国家级 世界级 第一 唯一 独家 首个 顶级 极品 根治 治疗 治愈 预防 消炎 降糖 降压 抗癌 美白 祛斑 减肥 瘦身 永久 绝对 保证 百分百 零风险 稳赚 无效退款 秒杀 清仓 跳楼 原价 特供 御用 专供'.split(
    ' ',
  );
const TAILS =
  '效果 品牌 价格 销量 口碑 技术 配方 成分 工艺 产品 级别 疗程 药效 功效 血管 皮肤 关节 肝脏 睡眠 免疫 神器 之王 领导者 推荐 认证 专利 科技 秘方 神药 名医 国礼 收益 回报 本金 名额 渠道 库存 代言'.split(
    ' ',
  );
const MIDDLES = ['', '的', '级', '款', '型', '性', '类', '大', '小', '新', '老', '真', '纯', '超', '特'];

/**
 * Terms as packs have them: two to eight characters, many sharing a beginning, and short ones standing within long ones, so
 * that overlaps are the rule.
 */
export const makeTerms = (count: number, seed: number): string[] => {
  const draw = random(seed);
  const chatter = CHATTER.join('\n');
  const terms = new Set<string>([...HEADS, ...TAILS].filter((term) => !chatter.includes(term)));
  for (const head of HEADS)
    for (const middle of MIDDLES)
      for (const tail of TAILS) if (terms.size < count && draw() < 0.5) terms.add(head + middle + tail);
  while (terms.size < count)
    terms.add(
      pick(draw, HEADS) + pick(draw, TAILS) + pick(draw, MIDDLES) + pick(draw, TAILS) + pick(draw, MIDDLES),
    );
  return [...terms];
};
