import type { Category } from '../../contract/ingest.ts';
import type { WordGroup } from '../words.ts';
import type { Sign } from './nouns-food.ts';

const group = (category: Category, weight: number, words: string): WordGroup<Sign> => ({
  means: { category, weight },
  words,
});

/** Last characters of a name that no table holds: 桂花酥, 高腰裤. */
export const ENDINGS: readonly (readonly [RegExp, Category])[] = [
  [
    /(?:手机|机|车|水|收纳|置物|挂|层|晾|书|餐|茶|饭|碗|刀|笔)?(?:壳|支架|头盔|饭盒|梳|梳子|置物架|架|收纳盒|罩|杯|垫|刷|夹|筐|篮|桶|盆|绳|杆|帘|凳|椅|桌|柜|手套|护腰|护膝|滤网|模具|套|钩|灯串|玩具|贴)$/,
    'other',
  ],
  [
    /(?:酥|饼|糕|糖|面|粉|酱|茶|肠|丸|汤|粥|粽|干|脯|脆|卷|包子|油|醋|盐|奶|饮|汁|冻|条|丝|串|球|派|豆|米花|麵|鱼糜|丁)$/,
    'food',
  ],
  [/(?:酒|酿)$/, 'alcohol'],
  [
    /(?:果|瓜|桃|梨|橙|橘|枣|菜|菇|笋|薯|米|蛋|虾|蟹|鱼|肉|贝|蒜|姜|葱|莓|柚|李|藕|鲜|菌|腿|排|翅|腩|鸡|鸭|鹅)$/,
    'agri-produce',
  ],
  [/(?:裤|裙|衣|衫|帽|袜|鞋|靴|袄|褂|[女男童西泳套唐]装|[手背书钱皮挎拎腰肩方圆]包|巾|围脖|t恤)$/, 'apparel'],
  [/(?:霜|乳|露|膏|水乳|精华|皂|妆|粉扑|芦荟胶|增长液|保养品|保养组|化妆棉)$/, 'cosmetics'],
  [/(?:镯|戒|坠|钻|玉|链|珠)$/, 'jewellery'],
  [/(?:煲|扇|灯|冰箱|风机|电[\u4e00-\u9fff]{0,2}锅|电热饭盒|刮胡刀)$/, 'home-appliance'],
  [/(?:器|机|仪)$/, 'home-appliance'],
  [/(?:券|卡|课|票|会员|点数)$/, 'virtual'],
  [/(?:胶囊|片剂|滴剂)$/, 'health-food'],
];

/** What is said of a product of a category, whatever its name. */
export const SPOKEN: readonly WordGroup<Sign>[] = [
  group(
    'food',
    2,
    '配料表 配料 一口一个 口感 好吃 解馋 即食 开袋即食 甜而不腻 麦麸 小麦粉 馅料 煮一下 蒸一下 下锅 零添加 含麸质 一包里面 食品生产许可 ingredients tastes crunchy snack per_bag allergen serving',
  ),
  group(
    'health-food',
    3,
    '不是药 不能代替药物 不能替代药物 保健食品不是药物 蓝帽子 国食健字 国食健注 适宜人群 不适宜人群 每日两粒 一天两粒 一天一粒 两粒 提高免疫力 增强免疫力 not_a_drug not_medicine supplement fda two_a_day',
  ),
  group(
    'infant-formula',
    4,
    '母乳 配方注册 段位 月龄 冲调 冲奶 宝宝奶粉 转奶 breast_milk breastfeeding pediatrician 国食注字',
  ),
  group(
    'cosmetics',
    2,
    '上脸 涂抹 肤质 敏感肌 毛孔 妆效 显色 卸妆 备案号 妆网备 成膜 乳化 局部试用 耳后试 避开眼周 过敏停用 皮肤 头皮 起泡 apply skin patch_test parabens fragrance-free',
  ),
  group('special-cosmetics', 3, '国妆特字 特证 防晒指数 spf50 spf pa+++ 盖白发 皮试 染前 祛斑 sunscreen'),
  group(
    'electronics',
    2,
    '毫安 续航 内存 处理器 芯片 快充 刷新率 蓝牙5 像素 接口 type-c 分辨率 充一次 mah battery_life bluetooth gigabytes processor watts ports',
  ),
  group(
    'home-appliance',
    2,
    '能效 额定功率 上门安装 安装费 几匹 升容量 加热管 水箱 滤网 定时 两千瓦 kilowatt energy_rating installation',
  ),
  group(
    'apparel',
    2,
    '面料 尺码 均码 穿起来 上身 版型 腰围 胸围 衣长 裤长 肩宽 显瘦 起球 机洗 含棉 纯棉 百分百棉 聚酯纤维 氨纶 a字 洗衣袋 fabric inseam machine_wash spandex polyester true_to_size waistband',
  ),
  group(
    'medical-device',
    3,
    '械注准 械字号 医疗器械 禁忌内容 说明书 医务人员的指导 第二类医疗器械 测血压 袖带 医用 medical_device',
  ),
  group(
    'jewellery',
    2,
    '克重 金重 金价 工费 鉴定证书 国检 复检 主石 种水 镶嵌 圈口 克拉 足金 karat carat grams_of_gold certificate sterling',
  ),
  group(
    'agri-produce',
    2,
    '现摘 现摘现发 采摘 果径 坏果包赔 果园 树上 单果 净重五斤 地里 大棚 养殖 捕捞 糖度 农药 自家种 picked orchard harvested farm',
  ),
  group(
    'alcohol',
    3,
    '酱香 浓香 酒精度 五十三度 饮酒 开车不喝酒 未成年人禁止饮酒 过量饮酒 窖藏 基酒 固态法 abv proof drink_responsibly under_21 vintage',
  ),
  group(
    'pet-food',
    3,
    '猫咪 狗狗 主子 毛孩子 铲屎官 适口性 粗蛋白 成猫 幼猫 成犬 幼犬 软便 喂食 my_cat my_dog puppies kittens crude_protein',
  ),
  group(
    'virtual',
    3,
    '核销 有效期内使用 预约 到店 激活码 兑换 课时 回放 账号 充值 自动续费 redeem voucher subscription lessons renews',
  ),
  group(
    'cross-border',
    3,
    '跨境 保税仓 清关 海关 综合税 境外版 外文标签 没有中文标签 实名 身份证号 跨境商品 customs bonded imported_under',
  ),
  group(
    'second-hand',
    3,
    '二手 九成新 成色 划痕 电池健康 换过屏 拆修 回收来的 使用痕迹 官翻 翻新 battery_health scratches refurbished pre-owned',
  ),
];
