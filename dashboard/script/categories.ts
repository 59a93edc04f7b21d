import type { Category } from '../../models/contract/ingest.ts';

/** Words that people write for a category, in both scripts and in English. */
const WORDS: Readonly<Record<Category, string>> = {
  food: '食品 普通食品 零食 休闲食品 休閒食品 饮料 飲料 粮油 糧油 茶叶 茶葉 food foods snacks',
  'health-food': '保健食品 保健品 营养保健 營養保健 健康食品 healthfood supplements dietarysupplement',
  'infant-formula':
    '婴幼儿配方 婴配 婴幼儿配方食品 婴幼儿奶粉 奶粉 嬰幼兒配方 嬰幼兒奶粉 infantformula babyformula',
  cosmetics:
    '化妆品 护肤 护肤品 美妆 彩妆 化妝品 護膚 護膚品 美妝 保養品 cosmetics cosmetic skincare beauty makeup',
  'special-cosmetics': '特殊化妆品 特殊化妝品 防晒 防曬 染发 染髮 specialcosmetics',
  electronics: '数码 电子 电子产品 3c 3c数码 數位 電子 電子產品 electronics',
  'home-appliance': '家电 电器 小家电 家電 電器 小家電 homeappliance appliance appliances',
  apparel: '服饰 服装 鞋服 鞋包 服飾 服裝 apparel clothing clothes fashion',
  'medical-device': '医疗器械 器械 醫療器械 醫療器材 medicaldevice medicaldevices',
  jewellery: '珠宝 首饰 珠宝首饰 玉石 珠寶 首飾 珠寶首飾 jewellery jewelry',
  'agri-produce': '农产品 生鲜 水果 蔬果 農產品 生鮮 agriproduce produce freshproduce',
  alcohol: '酒类 白酒 酒水 酒 酒類 alcohol liquor wine',
  'pet-food': '宠物食品 宠物 寵物食品 寵物 petfood pet pets',
  'cross-border': '跨境 跨境商品 海淘 crossborder',
  'second-hand': '二手 二手商品 secondhand used preowned',
  virtual: '虚拟商品 虚拟 虛擬商品 虛擬 virtual digitalgoods',
  other: '其他 其它 other others',
};

const CATEGORY_OF: ReadonlyMap<string, Category> = new Map(
  (Object.entries(WORDS) as [Category, string][]).flatMap(([category, words]) =>
    words.split(' ').map((word) => [word, category] as const),
  ),
);

/** A word as it is looked up: without case, width, spaces, marks, and what stands in brackets. */
export const plainWord = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[(（[【].*?[)）\]】]/g, '')
    .replace(/[\s\p{P}\p{S}]/gu, '');

/** The category a word stands for, or `null`. */
export const categoryNamed = (word: string): Category | null => CATEGORY_OF.get(plainWord(word)) ?? null;

export const CATEGORY_IDS = Object.keys(WORDS) as readonly Category[];
