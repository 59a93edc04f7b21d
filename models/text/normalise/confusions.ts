import type { Method } from './normalise.ts';

/** A writing that is read as another word, where nothing around it says that it is meant as it stands. */
export interface Confusion {
  readonly to: string;
  readonly method: Method;
  /** Characters before or after which the writing is an ordinary word: 兄弟一起, 周围一圈. */
  readonly notAfter?: string;
  readonly notBefore?: string;
  /** One of these must stand within {@link CONTEXT_REACH} units. */
  readonly context?: RegExp;
}

/** How far the word that speaks for a reading may stand from it, in units. */
export const CONTEXT_REACH = 6;

interface Guard {
  readonly notAfter?: string;
  readonly notBefore?: string;
  readonly context?: RegExp;
}
type Line = readonly [to: string, writings: string, guard?: Guard];

const CALLS = /加|扫|搜|私|找|联系|号|群|领|我|聊|发|\+/;
const PRAISE = /返|晒|五星|截图|给|写|刷|奖/;
const FREE = /领|送|拿|带走|直接|到手|抽/;
const MONEY = /日|月|天|每|躺|轻松|能|就|一起|稳|\d/;

/** Homophones, look-alikes and misheard words of what is claimed: checked by hand, added to when a new one is seen. */
const BY_HAND: readonly Line[] = [
  ['第一', '弟一 狄一 弟壹', { notAfter: '兄师徒我他她表堂小你', notBefore: '直起个样定些下家边面' }],
  ['第一', '帝一', { notAfter: '皇上大', notBefore: '样般家' }],
  ['第一', 'd一 苐一', { notBefore: '个直样' }],
  ['顶级', '丁级 鼎级 订级 顶极 鼎极'],
  ['国家级', '果家级 国加级 国佳级 郭家级 国家极 国嘉级'],
  ['世界级', '世界极 世届级 是界级'],
  ['全网', '圈网 泉网 权网 拳网 荃网', { notAfter: '友产版', notBefore: '站络友红' }],
  ['全国', '圈国 泉国'],
  ['最低', '最抵 最底', { notBefore: '层部下消' }],
  ['唯一', '维一 韦一', { notAfter: '思多三二', notBefore: '些个次' }],
  ['唯一', '围一', { notAfter: '周范包外腰', notBefore: '圈下起个层' }],
  ['独家', '毒家 读家', { notAfter: '阅', notBefore: '长书' }],
  ['秒杀', '喵杀 妙杀 苗杀 秒沙 秒刹'],
  ['优惠券', '优惠卷 优惠圈 优惠锩 忧惠券 优会券'],
  ['消费券', '消费卷'],
  ['折扣券', '折扣卷'],
  ['微信', '薇信 徽信 v信 薇芯 微芯 薇心 威芯 维信 v芯 微♥ 绿泡泡 绿色软件 wechat weixin'],
  ['微信', '威信', { context: CALLS }],
  ['微信', 'vx wx', { context: CALLS }],
  ['加微信', '+v +vx +wx +微 +薇'],
  ['支付宝', '支副宝 支付保 支伏宝 之付宝 zfb 蓝色软件 小蓝软件 小蓝色软件 蓝色app 蓝软件'],
  ['减肥', '剪肥 建肥 减淝 减费肥 减月巴'],
  ['治疗', '治料 制疗 冶疗 治辽 知疗', { notAfter: '控限抑认自' }],
  ['根治', '根制 根冶'],
  ['治愈', '治玉 制愈 冶愈 治域', { notAfter: '控限' }],
  ['治病', '制病 冶病', { notAfter: '控限抑压复' }],
  ['治好', '冶好'],
  ['能治', '能冶'],
  ['专治', '专冶'],
  ['包治', '包冶'],
  ['抗癌', '抗ca 抗艾 抗爱 kang癌'],
  ['防癌', '防ca 防艾 fang癌'],
  ['癌症', 'ca症 艾症 爱症 c病'],
  ['保健', '宝健 b建 保建'],
  ['糖尿病', '唐尿病 堂尿病 糖尿饼'],
  ['高血压', '高雪压 高学压 高血鸭'],
  ['高血糖', '高雪糖 高血唐 高血堂'],
  ['降血糖', '降雪糖 降血唐 降血堂'],
  ['肿瘤', '肿留 中瘤 肿流'],
  ['假货', '夹货 贾货'],
  ['正品', '证品', { notAfter: '保认验论', notBefore: '质牌类种控' }],
  ['正品', '政品 郑品'],
  ['返现', '反现 返线 返仮', { notAfter: '违', notBefore: '实在代象' }],
  ['返现', '返米', { notBefore: '线' }],
  ['好评', '好平 好坪', { context: PRAISE }],
  ['好评', '好萍 好苹', { notBefore: '果' }],
  ['免费', '冕费 绵费 勉费 兔费 免废'],
  ['免费', '0米 不要米', { context: FREE, notBefore: '饭粥粉面线' }],
  ['转账', '转帐 传账 传帐 砖账'],
  ['转账', '转大米 转米 转马内', { notBefore: '饭粥粉面' }],
  ['赚钱', '赚米 搞米 挣米 专钱', { notBefore: '饭粥粉面专' }],
  ['稳赚', '稳转 稳专 稳砖'],
  ['保本', '宝本', { notAfter: '宝', notBefore: '来人身地' }],
  ['百分百', '百分佰 白分白 佰分佰 佰分百'],
  ['保证', '宝证', { notAfter: '宝' }],
  ['祛斑', '去班 祛班 曲斑', { notAfter: '回', notBefore: '里上级' }],
  ['美白', '镁白 美柏'],
  ['丰胸', '丰凶 丰匈'],
  ['壮阳', '状阳 壮羊'],
  ['纯天然', '纯天燃 纯添然'],
  ['副作用', '付作用 负作用 副做用'],
  ['独一无二', '毒一无二 独一无2'],
  ['史无前例', '屎无前例'],
  ['绝无仅有', '决无仅有'],
  ['遥遥领先', '摇摇领先 瑶瑶领先'],
  ['冠军', '贯军 冠君'],
  ['永久', '永九'],
  ['特供', '特贡'],
  ['国家', '囗家 果家'],
  ['私聊', '丝聊 司聊'],
  ['权威', '木又威 木又女威'],
];

/** The same word with a figure for its numeral: hardly a disguise. */
const FIGURES: readonly Line[] = [
  ['第一', '第1 第壹', { notBefore: '个次步点件款天句条号项批波页集章季行排层种号链位0123456789' }],
  ['唯一', '唯1 惟一 惟1 唯壹'],
];

/** 最 as it is heard or written around a filter; each is an ordinary character, so the word after it has to be there too. */
const TOPS: readonly (readonly [heads: string, notAfter: string])[] = [
  ['罪', '犯受得赔有无定认判死'],
  ['嘴', '小张亲吃动闭斗吵贫的咧撇油插'],
  ['醉', '喝陶麻心沉灌烂买酒'],
  ['萃翠晬', '青荟苍'],
];
const TOP_WORDS =
  '低 低价 强 佳 便宜 优惠 高级 高端 先进 有效 安全 专业 划算 权威 实惠 顶 顶级 牛 棒 正宗 畅销 好 好用 好喝 好吃 优秀 新款 大牌 划得来 厉害';

/** Initials that stand for a word beside a word of the trade; longer runs of letters never hold them. */
const INITIALS: readonly Line[] = [
  ['最低', 'zd zzd', { context: /全网|价|全国/ }],
  ['最低价', 'zdj', { context: /全网|价|今天|史上|给|是/ }],
  ['全网最低', 'qwzd', { context: /价|今天|拍|给|我|是/ }],
  ['减肥', 'jf', { context: /斤|瘦|喝|吃|药|茶|肚|腿/ }],
  ['免费', 'mf', { context: /领|送|拿|试/ }],
  ['返现', 'fx', { context: /好评|晒|五星|截图|元|块/ }],
  ['好评', 'hp', { context: /返|晒|五星|截图|红包/ }],
  ['赚钱', 'zq', { context: MONEY }],
  ['转账', 'zz', { context: /直接|微信|支付宝|银行|卡|给我/ }],
  ['秒杀', 'ms', { context: /价|今天|福利|拍|元|块/ }],
  ['正品', 'zp', { context: /保证|保|假|赔|专柜/ }],
  ['国家级', 'gjj', { context: /品质|大师|认证|专利|产品|面/ }],
  ['第一', 'dy', { context: /全网|销量|全国|行业|排名/ }],
  ['唯一', 'wy', { context: /全网|全国|行业|市面/ }],
];

/** A letter or a gap in the place of the word that everybody hears. */
const GAPS: readonly Line[] = [
  ['最低价', '最什么价 最啥价 最某价 最那个价 最那啥价 最d价 最x价 最xx价 最d的价', { notAfter: '不非' }],
  ['最低价', '最__价 最_价 最口价 最○价', {}],
  ['最低价', '最价', { notBefore: '廉格值美' }],
  ['最低', '全网最什么 最d', { notBefore: '时人价的' }],
  ['最好', '最h', { notBefore: 'ai' }],
  ['第一', '第什么 第某 第x 第y', { notBefore: '个章节' }],
  ['国家级', '国什么级 国j级 国家j 国某级 国x级'],
  ['国家级', '国级', { notAfter: '全中各外', notBefore: '别' }],
  ['顶级', '顶什么级 顶j 顶x'],
  ['唯一', '唯什么 w一 唯y'],
  ['独家', '独j 独什么'],
  ['减肥', 'j肥 减f'],
  ['治疗', 'z疗 治l'],
  ['治病', 'z病 治b'],
  ['抗癌', '抗a k癌 抗什么癌'],
  ['保健', '保j'],
  ['微信', '微x w信 薇x 那个聊天的'],
  ['全网', 'q网 全w'],
  ['免费', '免f m费'],
  ['赚钱', '赚q z钱'],
  ['糖尿病', '糖什么病 糖n病'],
  ['高血压', '高什么压 高x压'],
];

const into = (table: Map<string, Confusion[]>, lines: readonly Line[], method: Method): void => {
  for (const [to, writings, guard] of lines)
    for (const writing of writings.split(' '))
      table.set(writing, [...(table.get(writing) ?? []), { to, method, ...guard }]);
};

/** Every writing of the closed lists, by the folded text that it leaves; longest first is for the reader of a text to do. */
export const CONFUSIONS: ReadonlyMap<string, readonly Confusion[]> = (() => {
  const table = new Map<string, Confusion[]>();
  into(table, FIGURES, 'fold');
  into(table, BY_HAND, 'confusion');
  for (const [heads, notAfter] of TOPS)
    for (const head of heads)
      into(
        table,
        TOP_WORDS.split(' ').map((word): Line => [`最${word}`, head + word, { notAfter }]),
        'confusion',
      );
  into(table, INITIALS, 'confusion');
  into(table, GAPS, 'hint');
  return table;
})();

/** Words that wink at a rule: what is hinted at near them is meant. */
export const WINK =
  /你懂的|懂的都懂|懂得都懂|都懂哈|自己脑补|自行脑补|不让说|不给说|不能说|不敢说|不好说|没法说|说不了|不给过|会违规|广告法|自己体会|自己品|you know (what|the word)|can'?t say (it|the word)/;

/** What a wink leaves unsaid: 全网那个字，你懂的. */
export const UNSAID = /那(?:俩|两个|三个|几个|个|四个)字(?:的)?/g;

/** A word drowned by a beep, real or spoken: 最哔——价. */
export const BEEPED =
  /最[（(【[]?(?:哔|嘟|消音|嘀)[哔嘟嘀]*[）)】\]]?[—\-~…·.]*(?=(?<low>价|的?价格)|的|好|了)/g;
/** A syllable of a word written letter by letter before Chinese characters: 全网Z-U-I低. */
export const LETTERED = /(?<![a-z0-9])[a-z](?:[-. ·_*~][a-z]){1,4}(?=[\u4e00-\u9fff])/g;

/** A character told by its sound: 音同罪, 跟"弟"同音. */
export const SOUNDS_LIKE =
  /(?:(?:音同|谐音是?|读音同)["“「『']?(?<one>[\u4e00-\u9fff])["”」』']?(?:的?那?个?字)?|(?:跟|和|与)["“「『']?(?<two>[\u4e00-\u9fff])["”」』']?(?:同音|谐音|一个音)(?:的?那?个?字)?)/g;
/** A character told by its letters: 拼音Z-U-I, z开头那个字. */
export const SPELT =
  /(?:(?:[\u4e00-\u9fff]字)?(?:的)?(?:拼音|读作|念作|拼作)(?:是|就是|为)?\s?(?<spelt>[a-z](?:[-. ·]?[a-z]){1,5})|(?<letter>[a-z])(?:字母)?(?:开头|打头)的?(?:那个字|那个|字(?!母)))/g;
/** The character after a told one, told as well: 后面那个字是好, 后面加个低. */
export const FOLLOWED =
  /^["”」]?[，,]?(?:(?:后面|下一个|第二个|接着|然后)(?:的|再)?(?:那个|这个)?(?:字)?(?:再)?(?:加上?|跟|接|就?是|念|一?个)+|(?:再)?(?:加上?|跟上?|接上?)(?:一?个)?)["“「]?(?<next>[\u4e00-\u9fff])(?:["”」]|字)?/;
/** What a letter that opens a word is told for. */
export const OPENS: Readonly<Record<string, string>> = { z: '最', d: '第', g: '国', w: '唯', q: '全' };
/** What a character that is named for its sound alone is told for. */
export const SOUNDS: Readonly<Record<string, string>> = {
  罪: '最',
  嘴: '最',
  醉: '最',
  弟: '第',
  帝: '第',
  丁: '顶',
  鼎: '顶',
  圈: '全',
  果: '国',
  围: '唯',
  维: '唯',
  要: '药',
  腰: '药',
  爱: '癌',
  挨: '癌',
  制: '治',
  之: '治',
  料: '疗',
};

/** What the version of the normaliser is made of beside its tables. */
export const CONFUSIONS_SOURCE = JSON.stringify(
  [...CONFUSIONS].map(([writing, list]) => [
    writing,
    list.map((one) => ({ ...one, context: one.context?.source })),
  ]),
);
