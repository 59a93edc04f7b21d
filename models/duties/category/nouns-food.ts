import type { Category } from '../../contract/ingest.ts';
import type { WordGroup } from '../words.ts';

/** What a word says of the product that has it in its name. */
export interface Sign {
  readonly category: Category;
  /** 5 decides, 3 names the thing, 1 is a hint. */
  readonly weight: number;
}

const group = (category: Category, weight: number, words: string): WordGroup<Sign> => ({
  means: { category, weight },
  words,
});

/** What is eaten and drunk. */
export const FOOD: readonly WordGroup<Sign>[] = [
  group(
    'food',
    3,
    `陈皮 皇菊 金丝皇菊 菊花茶 蛋白棒 腌笃鲜 腊八蒜 鸡蛋卷 鸡蛋干 鸡蛋面 红枣茶 玉米须茶 梨膏 灰枣 若羌灰枣 和田枣 和田大枣 酸笋 笋干 干货 脆片 苹果脆 香蕉片 鲜花饼 玫瑰花饼 干果 椰枣 鱼罐头 黄豆酱 牛肉面 羊肉汤 鸡汤 高汤 鱼籽 蟹柳 羊肉串 牛肉丸 零食 坚果 饼干 曲奇 蛋糕 面包 吐司 月饼 凤梨酥 太阳饼 牛轧糖 巧克力 糖果 软糖 果冻 布丁 薯片 薯条 锅巴 辣条 虾条 海苔 肉松 肉脯 肉干 牛肉干 猪肉脯 猪肉干 卤味 卤鸭 鸭脖
     鸭货 凤爪 鸡爪 鸡胸肉 烤肠 香肠 腊肠 腊肉 火腿 培根 午餐肉 罐头 水饺 饺子 馄饨 云吞 汤圆 粽子 包子 馒头 花卷 手抓饼 披萨 速冻 预制菜 方便面 泡面 螺蛳粉 酸辣粉 米线 米粉 河粉
     挂面 拉面 拌面 面条 手工面 意面 意大利面 乌冬面 荞麦面 凉皮 粉丝 年糕 拌酱 辣酱 酱料 辣椒酱 豆瓣酱 番茄酱 沙拉酱 火锅底料 调料 调味料 酱油 生抽 老抽 耗油 蚝油 食醋 陈醋 料酒
     食盐 白糖 红糖 黑糖 冰糖 蜂蜜 果酱 花生酱 芝麻酱 芝麻油 香油 橄榄油 花生油 菜籽油 山茶油 茶籽油 食用油 玉米油 大豆油 亚麻籽油 牛奶 纯牛奶 酸奶 奶酪 芝士 黄油 奶油 豆浆 豆奶
     燕麦 麦片 燕麦片 谷物圈 藕粉 芝麻糊 黑芝麻丸 代餐 代餐奶昔 奶昔 咖啡 咖啡豆 挂耳咖啡 速溶咖啡 茶叶 绿茶 红茶 乌龙茶 普洱 普洱茶 白茶 花茶 茉莉花茶 龙井 铁观音 大红袍 奶茶 果茶
     饮料 果汁 椰汁 可乐 气泡水 矿泉水 苏打水 椰子水 冰淇淋 雪糕 冰棒 豆腐 豆干 腐竹 泡菜 酸菜 榨菜 咸菜 咸鸭蛋 皮蛋 松花蛋 卤蛋 鱼丸 虾滑 丸子 蟹黄酱 鱼干 鱿鱼丝 鱿鱼干 虾皮 海参
     燕窝 即食燕窝 银耳 银耳羹 木耳 枸杞 红枣 黑枸杞 桂圆 桂圆干 莲子 百合干 葡萄干 芒果干 蔓越莓干 果干 蜜饯 话梅 山楂片 瓜子 核桃仁 核桃 巴旦木 腰果 夏威夷果 开心果 碧根果 花生米
     杏仁 松子 榛子 板栗仁 每日坚果 麻花 沙琪玛 桃酥 绿豆糕 桂花糕 糕点 点心 司康 甜甜圈 泡芙 蛋黄酥 蛋卷 米饼 爆米花 魔芋爽 魔芋 牛肉酱 香菇酱 鸡精 味精 淀粉 面粉 酵母 蛋挞 冻干水果
     自热火锅 自热米饭 牛排 调理牛排 酥肉 小酥肉 鸡米花 鸡块 炸鸡 奶片 奶皮子 奶豆腐 麦芽糖 阿胶糕 龟苓膏 秋梨膏 红豆薏米粉 五谷粉 猪脚 卤肉 肉燥 贡丸 鱼松 苏打饼 肉酱 麻油 乌鱼子 爱玉 仙草
     方块酥 牛轧饼 麻糬 铁蛋 豆花 地瓜酥 蒟蒻 茶包 手摇饮`,
  ),
  group(
    'food',
    3,
    `hot_chocolate cocoa protein_bars croissants croissant chili_crisp chili_oil tallow lard hummus guacamole noodle oats protein_bites marshmallows nougat mints gum snack snacks cookies cookie crackers chips chocolate candy granola cereal oatmeal bread cake pasta noodles ramen sauce hot_sauce ketchup honey jam peanut_butter almond_butter nut_butter cheese yogurt butter
     olive_oil coffee coffee_beans tea green_tea matcha juice soda sparkling_water jerky beef_jerky sausage bacon dumplings frozen_meals soup salsa spice spices seasoning syrup maple_syrup protein_bar
     protein_bars energy_bar popcorn pretzels trail_mix almonds cashews walnuts pistachios mixed_nuts dried_fruit ice_cream flour baking_mix pancake_mix vinegar soy_sauce kimchi brownies fudge caramels
     gummy_bears toffee donuts muffins bagels tortillas pickles canned_tuna dried_mango kombucha biscuits tea_bags shortbread marmalade`,
  ),
  group(
    'food',
    1,
    '好吃 口味 即食 辣味 原味 酥脆 五香 麻辣 香辣 蒜香 flavor flavour tasty delicious 礼盒 独立小包装 解馋',
  ),
  group(
    'health-food',
    4,
    `乳清蛋白粉 分离乳清 软骨素钙片 多维片 益生菌固体饮品 护眼片 健胃消食 固体饮料益生菌 綜合維他命 蛋白质粉 铁皮石斛 保健食品 保健品 膳食补充剂 营养补充剂 营养品 蛋白粉 乳清蛋白 益生菌 益生元 鱼油 深海鱼油 磷虾油 辅酶 辅酶q10 氨糖 氨糖软骨素 葡萄糖胺 软骨素 褪黑素 叶酸片 钙片 液体钙 碳酸钙 维生素 维他命
     复合维生素 维生素c 维生素d3 b族 b群 叶黄素 叶黄素酯 花青素 葡萄籽 蜂胶 螺旋藻 番茄红素 玛咖 玛卡 左旋肉碱 灵芝孢子粉 孢子粉 破壁灵芝 人参皂苷 西洋参片 虫草 护肝片 奶蓟草 大豆异黄酮 纳豆激酶
     胶原蛋白肽 胶原蛋白 酵素 酵素果冻 膳食纤维粉 姜黄 锌片 铁剂 dha藻油 藻油 口服液 软胶囊 润喉胶囊 角鲨烯 白芸豆 牛初乳 蓝帽 国食健字 滴鸡精 鱼肝油 红曲 芝麻素 维骨力 锯棕榈 南瓜籽油 苦瓜胜肽
     增肌粉 肌酸 葡聚糖 乳铁蛋白 活性肽 nmn pqq`,
  ),
  group('health-food', 3, '胶囊 咀嚼片 压片 泡腾片 冲剂 增强免疫 膳食补充 健字号 滴剂'),
  group(
    'health-food',
    4,
    `cider_vinegar_gummies vinegar_gummies gummies gummy_vitamins lozenges chewables supplement supplements dietary_supplement multivitamin multivitamins vitamin vitamins probiotic probiotics fish_oil omega-3 omega_3 collagen_peptides collagen_powder melatonin elderberry_syrup elderberry
     softgels whey whey_protein protein_powder pre-workout ashwagandha biotin creatine coq10 glucosamine turmeric_capsules magnesium_gummies magnesium iron_tablets folic_acid zinc_tablets lutein spirulina
     herbal_capsules milk_thistle psyllium ginseng_capsules vitamin_gummies prenatal nutraceutical bcaa sleep_gummies cod_liver_oil berberine`,
  ),
  group('health-food', 3, 'capsules capsule tablets'),
  group(
    'infant-formula',
    5,
    `婴儿配方奶粉 婴幼儿奶粉 婴幼儿配方 婴配 婴儿奶粉 宝宝奶粉 幼儿奶粉 较大婴儿 幼儿配方 婴儿配方 1段奶粉 2段奶粉 3段奶粉 一段奶粉 二段奶粉 三段奶粉 婴配粉 新生儿奶粉 羊奶粉1段 羊奶粉2段 羊奶粉3段
     婴儿羊奶粉 成长奶粉 水解奶粉 infant_formula baby_formula toddler_formula baby_milk_powder follow-on_formula follow_on_formula newborn_formula`,
  ),
  group(
    'infant-formula',
    2,
    '奶粉 羊奶粉 1段 2段 3段 一段 二段 三段 formula stage_1 stage_2 stage_3 stage_one stage_two 0-6月 6-12月',
  ),
  group(
    'food',
    5,
    '成人奶粉 中老年奶粉 学生奶粉 全脂奶粉 脱脂奶粉 老年奶粉 高钙奶粉 孕妇奶粉 女士奶粉 驼奶粉 milk_powder',
  ),
  group(
    'agri-produce',
    3,
    `小黄鱼 大黄鱼 羔羊卷 肥牛卷 羊肉卷 牛肉卷 鸡翅 鸡腿 鸡胸 虾 鲜虾 基围虾 皮皮虾 冰糖橙 桔子 甜橙 蜜桔 羊肉片 苹果 红富士 梨子 雪梨 香梨 桃子 水蜜桃 黄桃 油桃 葡萄 提子 阳光玫瑰 草莓 蓝莓 樱桃 车厘子 橙子 脐橙 血橙 柑橘 橘子 砂糖橘 沃柑 耙耙柑 柚子 柠檬 香蕉 芒果 菠萝 凤梨 榴莲 山竹 荔枝 龙眼 西瓜 哈密瓜
     甜瓜 网纹瓜 猕猴桃 奇异果 火龙果 百香果 石榴 柿子 枇杷 杨梅 李子 西梅 杏子 冬枣 鲜枣 番石榴 芭乐 莲雾 释迦 木瓜 牛油果 椰子 土豆 马铃薯 红薯 地瓜 紫薯 蜜薯 芋头 山药 铁棍山药 莲藕 萝卜 胡萝卜
     白菜 青菜 菠菜 生菜 西兰花 花菜 番茄 西红柿 黄瓜 茄子 辣椒 青椒 大蒜 蒜头 生姜 洋葱 大葱 玉米 甜玉米 糯玉米 水果玉米 毛豆 豌豆 蚕豆 竹笋 春笋 冬笋 香菇 鲜蘑菇 菌菇 松茸 羊肚菌 南瓜 贝贝南瓜 冬瓜
     苦瓜 秋葵 芦笋 板栗 花生 甘蔗 大米 新米 五常大米 稻花香 长粒香 粳米 糙米 黑米 小米 糯米 红豆 绿豆 黄豆 黑豆 薏米 五谷杂粮 杂粮 藜麦 白米 鸡蛋 土鸡蛋 鸭蛋 鹅蛋 鹌鹑蛋 猪肉 黑猪肉 五花肉 排骨
     牛肉 牛腩 牛腱 羊肉 羊排 羊腿 羊蝎子 土鸡 老母鸡 散养鸡 整鸡 鸭子 鲜鸡 鱼片 三文鱼 带鱼 黄鱼 鲈鱼 鳕鱼 鲫鱼 草鱼 大虾 对虾 白虾 虾仁 小龙虾 龙虾 大闸蟹 螃蟹 梭子蟹 帝王蟹 生蚝 扇贝 鲍鱼 花甲
     蛤蜊 海鲜 活鲜 八爪鱼 鱿鱼 墨鱼 海带 鲜花 玫瑰花束 多肉 绿植 盆栽 蔬菜 水果 生鲜 白萝卜 高丽菜 虱目鱼 文旦 柳丁 莲子鲜 鲜莲蓬 桑葚 人参果 蜜瓜 丑橘 果冻橙 爱媛`,
  ),
  group(
    'agri-produce',
    3,
    `ribeye rib_eye sirloin brisket pork_belly turkey duck chicken_wings honeycrisp apples apple pears peaches grapes strawberries blueberries cherries oranges mandarins grapefruit lemons limes bananas mangoes mangos pineapple watermelon melons kiwis avocados avocado potatoes sweet_potatoes
     carrots onions garlic tomatoes cucumbers lettuce spinach broccoli mushrooms corn pumpkins rice eggs fresh_eggs beef steak pork chicken lamb salmon shrimp prawns lobster crab oysters scallops seafood produce
     vegetables fruit fruit_box fresh_fruit veggie_box free-range_eggs asparagus figs plums`,
  ),
  group(
    'agri-produce',
    2,
    '现摘 现摘现发 产地直发 果园 散养 生鲜 海捕 应季 农家 自家种 带箱 坏果 fresh organic farm_fresh freshly_picked',
  ),
  group(
    'alcohol',
    5,
    `冰酒 贵腐酒 甜酒 露酒 二锅头 白酒 酱香酒 酱香型白酒 酱香型 浓香型 清香型 红酒 葡萄酒 干红 干白 起泡酒 香槟 啤酒 精酿 精酿啤酒 黄酒 米酒 清酒 烧酒 威士忌 白兰地 伏特加 朗姆酒 金酒 龙舌兰 果酒 梅酒 青梅酒 桂花酒 高粱酒 药酒 老酒
     鸡尾酒 利口酒 原浆酒 绍兴酒 花雕 女儿红 金门高粱 水果酒 米露 生啤 配制酒 纯粮酒
     pinot grigio pinot_grigio sauvignon_blanc malbec syrah zinfandel stout pilsner wine red_wine white_wine rose_wine sparkling_wine champagne beer craft_beer lager ipa whisky whiskey bourbon scotch vodka gin rum tequila brandy cognac sake soju liqueur mead hard_cider hard_seltzer cabernet
     merlot pinot_noir chardonnay prosecco riesling mezcal`,
  ),
  group(
    'food',
    4,
    '料酒 酒心巧克力 醪糟 酒酿 无酒精啤酒 酒精饮料替代 root_beer ginger_beer wine_vinegar rum_cake gingerbread',
  ),
  group(
    'pet-food',
    5,
    `猫粮 狗粮 犬粮 猫条 猫罐头 狗罐头 宠物零食 宠物粮 主食罐 主食冻干 猫零食 狗零食 磨牙棒 洁齿骨 冻干猫粮 全价猫粮 全价犬粮 幼猫粮 成猫粮 幼犬粮 成犬粮 鱼粮 鸟粮 兔粮 仓鼠粮 猫饭 狗饭 羊奶粉宠物 宠物奶粉
     宠物羊奶粉 猫草片 化毛膏 犬用 猫饲料 狗饲料 干粮 宠物营养膏 猫用 猫咪罐头 狗狗零食 猫咪零食 毛孩零食
     cat_food dog_food pet_food puppy_food kitten_food dog_treats cat_treats pet_treats dog_chews bird_seed fish_food kibble dental_chews wet_cat_food dog_biscuits`,
  ),
  group(
    'pet-food',
    2,
    '宠物 猫咪 狗狗 幼猫 成猫 幼犬 成犬 毛孩 全价 犬种 冻干 puppy puppies kitten kittens cats dogs',
  ),
];
